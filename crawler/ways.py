"""The ways a source's pages are read, and when one has given way to a weaker one: then the page has changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from complaints.review import CARDS
from crawler.reading.page_state import PAGE_STATE
from crawler.reading.structured import JSON_LD, MICRODATA

STRUCTURED = frozenset({JSON_LD, MICRODATA})
# In words, each by what is gone when it gives nothing; any other way is the source's own reading.
_IS_GONE = {PAGE_STATE: "its page state is gone", **dict.fromkeys(STRUCTURED, "its structured data is gone")}
_READ_BY = {CARDS: "its cards", PAGE_STATE: "its page state", **dict.fromkeys(STRUCTURED, "its structured data")}


class Source(Protocol):
    """What tells of a source which way is its own."""

    @property
    def name(self) -> str | None:
        """The spider's name, which its own reading is known by."""
        ...

    @property
    def state(self) -> tuple[str, ...]:
        """Where its pages' state lists reviews, () where it reads none."""
        ...

    @property
    def card(self) -> str | None:
        """What it reads itself, None where it does not."""
        ...


def declared_way(source: Source) -> str | None:
    """The reader by which a source means to read pages; None for one that takes them as they come."""
    if source.state:
        return PAGE_STATE
    return source.name if source.card else None


def strongest(readers: Iterable[str]) -> str | None:
    """The reader that stands above the others of one run, None where nothing was read."""
    return max(readers, key=_rank, default=None)


def own_way(before: str | None, now: str | None) -> str | None:
    """The reader to be remembered as the source's own; None where that stays as it was."""
    return None if given_way(before, now) else now


def given_way(before: str | None, now: str | None) -> str | None:
    """Why a source that was read by one reader and is read by another now has changed, in words; None where it has not.

    before: the reader that is its own way, None where none is known; now None: nothing was read.
    """
    if before is None or now is None or _rank(now) >= _rank(before):
        return None
    gone = _IS_GONE.get(before, "its own reading gives nothing")
    return f"{gone}; read by {_READ_BY.get(now, 'its own reading')}"


def _rank(reader: str) -> int:
    """The page's state says more than its structured data, which for some is all there is; cards know nothing."""
    if reader == CARDS:
        return 0
    return 2 if reader == PAGE_STATE else 1
