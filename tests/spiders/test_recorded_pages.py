"""Every recorded page reads as a person saw that it should, and every spider has one or says why it has none.

A page and what is read from it stand in tests/pages/SITE; `klachtwacht new-site` and `klachtwacht capture` write them.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from klachtwacht import sites
from klachtwacht.saved_pages import reading_of
from klachtwacht.scaffold.recording import EXPECTED, PAGE, as_json

PAGES = Path(__file__).parent.parent / "pages"
RECORDED = sorted(folder.name for folder in PAGES.glob("*") if folder.is_dir())
# Spiders without a recorded page, each for a reason. A new one belongs here only where nobody can see a page of it.
EXEMPT = {
    "reads answers in data, which its own tests hold against the vendor's documents and recorded answers": {
        "app_store", "etrusted", "feed", "feedback_company", "google_business", "google_places", "kiyoh",
        "klantenvertellen", "mastodon", "reddit", "trusted_shops", "trustpilot", "webwinkelkeur", "youtube",
    },
    "is for any page: tests/crawler reads those of many sites": {"page"},
    "declares where it is and how it is paged, and no markup: no page of it was seen (verified = None)": {
        "kieskeurig", "klacht_nl", "klachtenkompas", "tweakers",
    },
    "its cards, made up, are in tests/spiders/answers": {"heureka"},
}  # fmt: skip
LOOKED_AT = re.compile(r"\d{4}-\d{2}-\d{2} \S.*")


def expected(site: str) -> dict[str, Any]:
    return dict(json.loads((PAGES / site / EXPECTED).read_text(encoding="utf-8")))


@pytest.mark.parametrize("site", RECORDED)
def test_a_recorded_page_reads_as_expected(site: str) -> None:
    then = expected(site)
    now = reading_of(PAGES / site / PAGE, site=site, url=then["url"], best=None, at=then["at"])
    assert (as_json(now), now.next_url) == (then["reviews"], then["next_url"])


@pytest.mark.parametrize("site", RECORDED)
def test_somebody_held_what_is_read_against_the_page(site: str) -> None:
    looked_at = expected(site)["looked_at"]
    assert LOOKED_AT.fullmatch(looked_at or ""), (
        f"hold tests/pages/{site}/{EXPECTED} against {PAGE} beside it, then write in it when you did and who you are: "
        '"looked_at": "2026-11-22 J."'
    )


def test_every_spider_has_a_recorded_page_or_a_reason_for_having_none() -> None:
    exempt = set().union(*EXEMPT.values())
    assert set(sites.names()) - set(RECORDED) - exempt == set(), "record a page: klachtwacht capture SITE URL"


def test_no_reason_outlives_what_it_excuses() -> None:
    exempt = set().union(*EXEMPT.values())
    assert exempt <= set(sites.names())
    assert exempt & set(RECORDED) == set()
