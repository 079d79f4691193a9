"""Recorded pages: a page cut down and made up, beside what is read from it, in tests/pages/NAME."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

from complaints.normalise import normalise
from complaints.review import Review, review_json
from crawler.reading.page import Reading
from guard.fault import Fault
from klachtwacht.scaffold.fetching import Fetched
from klachtwacht.scaffold.inventing import Cast, invented
from klachtwacht.scaffold.trimming import KEPT, Trimmer

FOLDER, PAGE, EXPECTED = "tests/pages", "page.html", "expected.json"
BY_HAND = "cut it down by hand, as docs/adding-a-source.md says, and give that file"
# Cards are known by their likeness, which takes a few.
KEPT_CARDS = 5
# A page that is slow to read is not cut any further after so many seconds.
LONGEST = 20.0

Read = Callable[[str], Reading]


class NotRecordedError(Fault):
    """The page cannot be kept in the project as it is; says why."""


def recorded(page: str, read: Read) -> tuple[str, Reading]:
    """The page as it may be kept, and what is read from that. read reads a page's text.

    Raises NotRecordedError where it reads otherwise once its people are made up, or where they are still in it.
    """
    whole = read(page)
    kept = whole.reviews[: KEPT_CARDS if whole.reader == "cards" else KEPT]
    if not kept:
        raise NotRecordedError("nothing was read from this page, so there is nothing to record")

    def same(text: str) -> bool:
        found = read(text)
        facts = (found.reader, found.next_url, found.reviews[: len(kept)])
        return facts == (whole.reader, whole.next_url, kept) and not found.unreadable

    ends = monotonic() + LONGEST
    trimmed = Trimmer(page, same, lambda: monotonic() < ends).trimmed() or page
    cast = Cast.of(read(trimmed).reviews)
    made_up = invented(trimmed, cast)
    reading = read(made_up)
    if [_facts(review) for review in reading.reviews[: len(kept)]] != [_facts(review) for review in kept]:
        raise NotRecordedError(f"with names and texts made up the page reads otherwise; {BY_HAND}")
    if trace := next(cast.traces(made_up), None):
        raise NotRecordedError(f"something of a customer's own would stay in the page ({trace[:40]!r}); {BY_HAND}")
    return made_up, reading


def _facts(review: Review) -> tuple[Any, ...]:
    """What does not change with names and words."""
    return review.rating, review.published, review.recommend, bool(review.author), bool(review.reply)


def write(root: Path, site: str, page: str, reading: Reading, came: Fetched) -> list[Path]:
    """Keep a recorded page in the project at root; gives what was written. Who looks at it is asked anew."""
    folder = root / FOLDER / site
    folder.mkdir(parents=True, exist_ok=True)
    expected = {
        "looked_at": None,
        "url": came.url,
        "at": came.at.isoformat(timespec="seconds"),
        "next_url": reading.next_url,
        "reviews": as_json(reading),
    }
    text = json.dumps(expected, ensure_ascii=False, indent=2) + "\n"
    for name, content in ((PAGE, page), (EXPECTED, text)):
        (folder / name).write_text(content, encoding="utf-8")
    return [folder / PAGE, folder / EXPECTED]


def expectation(root: Path, site: str) -> dict[str, Any] | None:
    """What was read from a site's recorded page; None where it has none."""
    file = root / FOLDER / site / EXPECTED
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.exists() else None


def as_json(reading: Reading) -> list[dict[str, Any]]:
    """The reviews of a reading, in the shape of the contract."""
    return [review_json(normalise(review)) for review in reading.reviews]
