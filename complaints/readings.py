"""What the readings of a source came to, in numbers: what a later reading is held against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any

# As many of the latest readings are kept, and as many of the latest that went on to the end.
KEPT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One good reading of a source in numbers.

    reviews: how many were read; filled: on how many of them each field stood. listed: how many entries there were,
    those included that are of no concern to the shop; on_first of them on the first page, None where that did not
    change. stated: how many reviews the page says there are. whole: read to the end, every page of it. lang is the
    language that the page declares, tongue the one that its words are in.
    """

    reviews: int
    listed: int
    filled: Mapping[str, int] = field(default_factory=dict)
    on_first: int | None = None
    stated: int | None = None
    whole: bool = False
    lang: str | None = None
    tongue: str | None = None


_KNOWN = frozenset(each.name for each in fields(Figures))


def with_latest(earlier: Sequence[Figures], latest: Figures) -> tuple[Figures, ...]:
    """The readings to keep, oldest first: a source that is read every hour goes on to its end once a day only."""
    found = (*earlier, latest)
    whole = [at for at, each in enumerate(found) if each.whole][-KEPT:]
    kept = {*whole, *range(max(0, len(found) - KEPT), len(found))}
    return tuple(found[at] for at in sorted(kept))


def as_rows(kept: Sequence[Figures]) -> list[dict[str, Any]]:
    """As they are stored."""
    return [asdict(each) for each in kept]


def from_rows(rows: Sequence[Mapping[str, Any]] | None) -> tuple[Figures, ...]:
    """As they were stored; what a later version wrote beside it is left aside."""
    return tuple(Figures(**{name: row[name] for name in row if name in _KNOWN}) for row in rows or ())
