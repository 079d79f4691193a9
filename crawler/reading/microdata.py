"""Reviews marked up as microdata, turned into the nodes that JSON-LD would have."""

from __future__ import annotations

import re
from typing import Any

from crawler.reading.json_ld import Blocks
from crawler.reading.page import Unreadable
from crawler.reading.prescan import refuse_hostile

_REVIEW_TYPE = re.compile(r"schema\.org/(?:User)?Review\b")
_MARKED_REVIEW = re.compile(r"""itemtype\s{0,9}=\s{0,9}["']?\s{0,9}https?://(?:www\.)?schema\.org/(?:User)?Review\b""")

# Names are case-sensitive, but sites write "datepublished" all the same.
_PROPERTIES = (
    "aggregateRating author bestRating dateCreated datePublished inLanguage itemListElement itemReviewed "
    "mainEntityOfPage negativeNotes positiveNotes ratingCount ratingValue reviewBody reviewCount reviewRating "
    "worstRating"
)
_SPELLED = {name.lower(): name for name in _PROPERTIES.split()}


def has_marked_reviews(html: str) -> bool:
    """Whether it is worth parsing the page: a cheap look at its text."""
    return "itemprop" in html and _REVIEW_TYPE.search(html) is not None


def read_microdata(html: str, url: str) -> Blocks:
    """The page's top microdata items. Raises HostilePageError for a page that no parser should be given."""
    import extruct  # here, for it takes 0.3-0.9 s and few pages need it

    refuse_hostile(html)
    try:
        found = extruct.extract(html, base_url=url, syntaxes=["microdata"])["microdata"]
    except MemoryError:
        raise  # the page's size, not its markup: extruct's own way to ignore errors would hide it
    except Exception:  # noqa: BLE001 whatever extruct trips over, the page gives nothing at all: hence the count below
        found = []
    values = tuple(_node(item) for item in found)
    marked = len(_MARKED_REVIEW.findall(html))
    if marked and not found:
        return Blocks(unreadable=(Unreadable.because(f"{marked} reviews in microdata could not be read", ""),))
    return Blocks(values=values)


def _node(value: Any) -> Any:
    """An item of extruct as a node; its depth is that of the page's tree, which the parser has bounded."""
    if isinstance(value, list):
        return [_node(each) for each in value]
    if not isinstance(value, dict):
        return value
    node = {_SPELLED.get(name.lower(), name): _node(each) for name, each in value.get("properties", {}).items()}
    node["@type"] = value.get("type", [])
    if "id" in value:
        node["@id"] = value["id"]
    return node
