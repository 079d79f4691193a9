"""From a schema.org Review, however it was marked up, to our Review."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from complaints.review import Rating, Reply, Review
from crawler.reading.fields import moment
from crawler.reading.graph import HOLDS_REPLIES, Found, Graph, Node, types
from crawler.reading.identity import absolute, own_id
from crawler.reading.page import Page
from crawler.reading.plain_text import one_line, plain

LONGEST_NAME = 200
# With its entities and tags.
LONGEST_WRITTEN_NAME = 1_000
LONGEST_TITLE = 500

_LANGUAGE = re.compile(r"[A-Za-z]{2}(?:[-_][A-Za-z0-9_-]{1,20})?", re.ASCII)
_SHOP_TYPES = ("Organization", "Business", "Store", "Corporation", "Brand", "Shop")
_DOTS = re.compile(r"[\s.…!]+\Z")


def review(found: Found, graph: Graph, page: Page, rating: Rating | None, reader: str) -> Review | None:
    """The review; None when the node holds neither mark, title, text, pros nor cons."""
    node = found.node
    author = name_of(node.get("author") or node.get("creator"), graph)
    text = _text(node, "reviewBody", "description", "text")
    made = Review(
        site=page.site,
        url=absolute(node.get("url"), page.url) or absolute(node.get("mainEntityOfPage"), page.url),
        id=own_id(node, page.url),
        author=author,
        rating=rating,
        published=_published(node, page),
        title=_title(node, text, {author, *(name_of(item, graph) for item in found.items)}),
        text=text,
        pros=tuple(_notes(node.get("positiveNotes"))),
        cons=tuple(_notes(node.get("negativeNotes"))),
        reply=_reply(found, graph, page),
        language=_language(node.get("inLanguage")) or page.language,
        reader=reader,
    )
    return made if made.rating or made.title or made.text or made.pros or made.cons else None


def name_of(value: Any, graph: Graph) -> str | None:
    """Who or what it is, as shown: a text, or the name of a Person, Organization or thing; of a list the first."""
    node = graph.resolve(value)
    if node is None:
        return None
    stated = _first_text(node.get("name"))
    if stated is None:
        stated = " ".join(filter(None, (_first_text(node.get("givenName")), _first_text(node.get("familyName")))))
    # Asked again for every review of the thing: a long one is not cleaned to find that it is too long.
    name = one_line(stated) if len(stated) <= LONGEST_WRITTEN_NAME else ""
    return name if name and len(name) <= LONGEST_NAME else None


def _text(node: Node, *names: str) -> str | None:
    return next((text for name in names if (text := plain(_first_text(node.get(name)) or ""))), None)


def _title(node: Node, text: str | None, names: set[str | None]) -> str | None:
    """The headline or name, unless it only repeats the author, the item or how the text begins."""
    for key in ("headline", "name"):
        title = one_line(_first_text(node.get(key)) or "")
        repeats = title in names or _begins(text or "", title)
        if title and len(title) <= LONGEST_TITLE and not repeats:
            return title
    return None


def _begins(text: str, title: str) -> bool:
    start = _DOTS.sub("", title).casefold()
    return " ".join(text[: 2 * len(title) + 20].split()).casefold().startswith(start) if start else True


def _published(node: Node, page: Page) -> str | None:
    for name in ("datePublished", "dateCreated"):
        stated = _first_text(node.get(name))
        if stated:
            language = _language_tag(node.get("inLanguage")) or page.language
            # What counts from now would change with each reading, and with it the post that has no id.
            return moment(stated, zone=page.zone, now=page.now, language=language, from_now=False)
    return None


def _language(value: Any) -> str | None:
    tag = _language_tag(value)
    return tag and tag[:2].lower()


def _language_tag(value: Any) -> str | None:
    """As written: "en-US" says how dates are."""
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("name")
    stated = _first_text(value) or ""
    return stated if _LANGUAGE.fullmatch(stated) else None


def _notes(value: Any) -> Iterator[str]:
    """Texts, or the names in an ItemList of them, which need not be complete."""
    if value is None:
        return
    if isinstance(value, dict) and "itemListElement" in value:
        value = value["itemListElement"]
    for each in value if isinstance(value, list) else [value]:
        node = each.get("item", each) if isinstance(each, dict) else each
        stated = node.get("name") or node.get("text") if isinstance(node, dict) else node
        note = one_line(_first_text(stated) or "")
        if note:
            yield note


def _reply(found: Found, graph: Graph, page: Page) -> Reply | None:
    """The first answer below the review that the shop signed; what other visitors add is none."""
    answers = [each for key in HOLDS_REPLIES for each in _listed(found.node.get(key)) if isinstance(each, dict)]
    names = _names_of_the_shop(found, graph, page) if answers else frozenset[str]()
    for each in answers:
        if _by_the_shop(each, graph, names):
            text = _text(each, "text", "reviewBody", "description")
            if text:
                return Reply(text=text, published=_published(each, page))
    return None


def _by_the_shop(answer: Node, graph: Graph, names: frozenset[str]) -> bool:
    author = graph.resolve(answer.get("author") or answer.get("creator"))
    if author is None:
        return False
    return any(kind.endswith(_SHOP_TYPES) for kind in types(author)) or (
        (name_of(author, graph) or "").casefold() in names
    )


def _names_of_the_shop(found: Found, graph: Graph, page: Page) -> frozenset[str]:
    """How the shop may sign, letter case undone: as what is reviewed, as publisher, or as shop.toml says."""
    names = [name_of(item, graph) for item in (*found.items, found.node.get("publisher"))]
    return frozenset(name.casefold() for name in (*names, *page.shop_names) if name)


def _first_text(value: Any) -> str | None:
    """The text of a value: of a list the first, of a {"@value": …} what it holds; numbers as written."""
    if value is None or isinstance(value, str):
        return value
    for each in value if isinstance(value, list) else [value]:
        text = each.get("@value") if isinstance(each, dict) else each
        if isinstance(text, str):
            return text
        if isinstance(text, int) and not isinstance(text, bool) and abs(text) < 10**15:
            return str(text)
    return None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
