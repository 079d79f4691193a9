"""What tells one review of a page from another: the site's own id, its address, and the same review met twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from complaints.review import Review
from guard.text import safe_link

LONGEST_ID = 300

_WHOLE = ("https://", "http://")

# Texts that agree this far are the same text.
_TELLING = 200
# The last part of an address that is an id wherever it stands, so that the page and an API give the same one.
_OWN_ID = re.compile(
    r"(?:[A-Za-z]{1,30}[-_]?)?(?:\d{5,30}|[0-9a-f]{12,64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})",
    re.IGNORECASE | re.ASCII,
)
# "#review-3" counts positions: tomorrow it is another review's.
_POSITION = re.compile(r"(?:.*\D)?\d{1,3}", re.ASCII | re.DOTALL)


def absolute(value: Any, page_url: str) -> str | None:
    """An address of the page made absolute; None for what is no harmless http(s) address."""
    if value is None:
        return None
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    if not isinstance(value, str) or not value.strip() or value.startswith("_:"):
        return None
    try:
        is_whole = value.startswith(_WHOLE)
        return safe_link(value if is_whole else urljoin(page_url, value.strip()))
    except ValueError:
        return None  # "http://[": no address


def own_id(node: dict[str, Any], page_url: str) -> str | None:
    """The site's id of a review: its identifier, else one from its @id or url; never a position on the page."""
    for value in _listed(node.get("identifier")) if "identifier" in node else ():
        stated = value.get("value") if isinstance(value, dict) else value
        if isinstance(stated, (int, str)) and not isinstance(stated, bool) and (text := str(stated).strip()):
            return text if len(text) <= LONGEST_ID else None
    for name in ("@id", "url"):
        stated = node.get(name)
        if isinstance(stated, str) and (found := _id_in(stated.strip(), page_url)):
            return found
    return None


def once(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """The reviews in their order, each once; of two copies each gives what the other lacks.

    The same: one id, or one author, text and day where not both have an id. An id borne by reviews that contradict
    each other is none, and is dropped.
    """
    listed = list(reviews)
    contested = _contested(listed)
    kept: list[Review] = []
    by_id: dict[str, int] = {}
    by_words: dict[tuple[str | None, str, str | None], int] = {}
    for each in listed:
        review = replace(each, id=None) if each.id in contested else each
        at = _place(review, kept, by_id, by_words)
        if at == len(kept):
            kept.append(review)
        else:
            kept[at] = review = _joined(kept[at], review)
        if review.id:
            by_id.setdefault(review.id, at)
        if review.text:
            by_words.setdefault(_words(review, review.text), at)
    return tuple(kept)


def same_page(one: str, other: str) -> bool:
    """Whether two addresses are one page, their fragments and a last slash apart."""
    return one.partition("#")[0].rstrip("/") == other.partition("#")[0].rstrip("/")


def _id_in(address: str, page_url: str) -> str | None:
    if not address.startswith(_WHOLE) and not (address := absolute(address, page_url) or ""):
        return None
    path, _, fragment = address.partition("#")
    if fragment:
        last = fragment.rstrip("/").rpartition("/")[2]
        if not _OWN_ID.fullmatch(last) and _POSITION.fullmatch(last):
            return None
    elif same_page(address, page_url):
        return None
    else:
        last = path.rstrip("/").rpartition("/")[2]
    found = last if _OWN_ID.fullmatch(last) else address
    return found if len(found) <= LONGEST_ID else None


def _place(
    review: Review, kept: list[Review], by_id: dict[str, int], by_words: dict[tuple[str | None, str, str | None], int]
) -> int:
    if review.id and review.id in by_id:
        return by_id[review.id]
    at = by_words.get(_words(review, review.text)) if review.text else None
    if at is None or (review.id and kept[at].id):
        return len(kept)
    return at


def _words(review: Review, text: str) -> tuple[str | None, str, str | None]:
    return review.author, " ".join(text[:_TELLING].split()), review.published and review.published[:10]


def _contested(reviews: list[Review]) -> set[str]:
    ids = [review.id for review in reviews if review.id]
    if len(ids) == len(set(ids)):
        return set()
    said: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for review in reviews:
        if review.id:
            authors, texts = said[review.id]
            authors.update(filter(None, [review.author]))
            texts.update(filter(None, [review.text]))
    return {name for name, (authors, texts) in said.items() if len(authors) > 1 or len(texts) > 1}


def _joined(first: Review, second: Review) -> Review:
    return replace(
        first,
        url=first.url or second.url,
        id=first.id or second.id,
        author=first.author or second.author,
        rating=first.rating or second.rating,
        # A time says more than the day it is on.
        published=max(first.published, second.published, key=len)
        if first.published and second.published
        else first.published or second.published,
        title=first.title or second.title,
        text=first.text or second.text,
        pros=first.pros or second.pros,
        cons=first.cons or second.cons,
        reply=first.reply or second.reply,
        language=first.language or second.language,
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
