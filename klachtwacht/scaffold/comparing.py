"""What was read of a site then and now, side by side: which fields are filled; the people are not the same. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

FIELDS = (
    "id",
    "url",
    "author",
    "rating",
    "published",
    "title",
    "text",
    "pros",
    "cons",
    "reply",
    "recommend",
    "language",
)

Row = Mapping[str, Any]


def compared(then: Row, now: Row) -> list[tuple[str, str, str]]:
    """Rows of what, then, now: reader, next page, scale, and how many of the reviews have each field.

    then and now are expectations: the reviews in the shape of the contract, and next_url.
    """
    rows = [("reviews", str(len(then["reviews"])), str(len(now["reviews"])))]
    for what, tell in (("reader", _readers), ("scale", _scales)):
        rows.append((what, tell(then["reviews"]), tell(now["reviews"])))
    rows.append(("next page", _has(then["next_url"]), _has(now["next_url"])))
    return rows + [(field, _filled(then["reviews"], field), _filled(now["reviews"], field)) for field in FIELDS]


def lost(rows: Sequence[tuple[str, str, str]]) -> list[str]:
    """What was there then and is not there now."""
    return [what for what, then, now in rows if now in ("none", "no") and then not in ("none", "no")]


def _readers(reviews: Sequence[Row]) -> str:
    return ", ".join(sorted({review["reader"] for review in reviews})) or "none"


def _scales(reviews: Sequence[Row]) -> str:
    bests = {review["rating"]["best"] for review in reviews if review["rating"]}
    return ", ".join("unknown" if best is None else f"{best:g}" for best in sorted(bests, key=str)) or "none"


def _has(url: str | None) -> str:
    return "yes" if url else "no"


def _filled(reviews: Sequence[Row], field: str) -> str:
    filled = sum(review[field] not in (None, []) for review in reviews)
    if filled in (0, len(reviews)):
        return "all" if filled else "none"
    return "some"
