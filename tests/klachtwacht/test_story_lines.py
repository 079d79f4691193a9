"""A complaint's story as lines: how a post's date is written."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from klachtwacht.story import story

POST: dict[str, Any] = {
    "finding": 3,
    "source": "praat",
    "url": None,
    "author": "Bas W.",
    "rating": {"value": 1.0, "best": 10.0},
    "title": None,
    "text": None,
    "pros": [],
    "cons": [],
    "removed": None,
    "revisions": 0,
}
COMPLAINT: dict[str, Any] = {
    "reference": "KW-2026-00001",
    "status": "new",
    "decision": "complaint",
    "severity": "normal",
    "reasons": ["1 van 10"],
    "owner": None,
    "merged_into": None,
    "due": None,
    "waiting": {"for": None, "until": None},
    "remedy": {"asked": None, "offered": None, "given": None, "amount": None},
    "satisfaction": {"asked": None, "answer": None, "score": None},
    "reply_posted": None,
    "reply_observed": None,
    "correspondence": [],
    "matches": [],
}


@pytest.mark.parametrize(
    ("published", "written"),
    [
        ("2026-07-14T23:49:00+00:00", "2026-07-15 01:49  "),
        ("2026-01-14T07:49:00+01:00", "2026-01-14 07:49  "),
        ("2026-01-14", "2026-01-14  "),
        ("2026-01", "2026-01  "),
        (None, ""),
    ],
    ids=["on the shop's clock", "another offset", "a day", "a month", "not known"],
)
def test_a_posts_date_is_written_as_exact_as_the_page_gave_it(published: str | None, written: str) -> None:
    complaint = {**COMPLAINT, "findings": [{**POST, "published": published}]}
    assert f"Post 3: {written}Bas W.  1/10  praat" in list(story(complaint, [], ZoneInfo("Europe/Amsterdam")))
