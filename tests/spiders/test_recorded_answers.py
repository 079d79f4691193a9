"""Answers that were really given, held against what a careful reader found in them."""

from __future__ import annotations

import json
import os
from collections import Counter
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crawler import moment
from crawler.reading.page import Reading
from klachtwacht.saved_pages import SavedAnswerError, reading_of

FOLDER = os.environ.get("KLACHTWACHT_CAPTURES")
pytestmark = pytest.mark.skipif(not FOLDER, reason="KLACHTWACHT_CAPTURES is not set")
CAPTURES = Path(FOLDER or ".")
TRUTH_FILE = CAPTURES / "GROUND_TRUTH.json"
TRUTH: dict[str, Any] = json.loads(TRUTH_FILE.read_text(encoding="utf-8")) if TRUTH_FILE.exists() else {}

# Which source reads the files of a folder.
SITES = {
    "appstore": "app_store",
    "feedbackcompany": "feedback_company",
    "google_places": "google_places",
    "kiyoh": "kiyoh",
    "trustpilot": "trustpilot",
    "webwinkelkeur": "webwinkelkeur",
    "feeds": "feed",
    "heureka": "heureka",
    "mastodon": "mastodon",
    "reddit": "reddit",
    "youtube": "youtube",
}
FILES = {name: SITES[name.partition("/")[0]] for name in TRUTH if name.partition("/")[0] in SITES}
# What is answered to who has no right key.
REFUSALS = {"invalid-hash": "HTTP 400, INVALID_HASH", "error_response": "HTTP 400: keyInvalid"}
REFUSED = {name: said for name in FILES for part, said in REFUSALS.items() if part in name}
LISTS = [name for name in FILES if name not in REFUSED]
# Reviews that are not public: counted, and not shown.
HELD = {"webwinkelkeur/docs-ratings.json": 1}


@cache
def reading(name: str) -> Reading:
    return reading_of(CAPTURES / name, site=FILES[name], url=None, best=None, at="2026-11-20")


@pytest.mark.parametrize("name", LISTS)
def test_every_review_of_an_answer_is_read(name: str) -> None:
    found, held = reading(name), HELD.get(name, 0)
    assert (len(found.reviews) + held, found.unreadable) == (TRUTH[name]["reviews"], ())
    assert found.passed_over == held


@pytest.mark.parametrize(("name", "said"), REFUSED.items())
def test_a_key_that_is_refused_is_no_empty_list(name: str, said: str) -> None:
    with pytest.raises(SavedAnswerError, match=said):
        reading(name)


@pytest.mark.parametrize("name", [name for name in FILES if TRUTH[name]["first"]])
def test_the_first_review_says_what_a_reader_sees(name: str) -> None:
    review, first = reading(name).reviews[0], TRUTH[name]["first"]
    said = {
        "id": review.id,
        "author": review.author,
        "rating": review.rating and review.rating.value,
        "best": review.rating and review.rating.best,
        "date": review.published and datetime.fromisoformat(review.published),
        "title": review.title,
    }
    expected = {key: first[key] for key in first if key in said}
    if expected.get("date"):
        expected["date"] = datetime.fromisoformat(str(_moment(expected["date"])))
    assert {key: said[key] for key in expected} == expected


def _moment(written: str) -> str | None:
    """A date as a file writes it, without milliseconds, and with a zone where the file gives none."""
    return moment(written, zone=ZoneInfo("Europe/Amsterdam"), now=datetime(2026, 11, 20, tzinfo=UTC))


@pytest.mark.parametrize("name", [name for name in FILES if (TRUTH[name]["first"] or {}).get("body_start")])
def test_the_words_of_the_first_review_and_of_its_answer_are_whole(name: str) -> None:
    review, first = reading(name).reviews[0], TRUTH[name]["first"]
    points = "".join(f"(pros) {point}" for point in review.pros[:1])
    assert str(review.text or points).startswith(first["body_start"])
    assert str(review.reply and review.reply.text).startswith(first.get("reply_start", ""))


def test_a_saved_trustpilot_page_tells_which_reviews_the_shop_answered() -> None:
    page = reading("trustpilot/tp_bt-com_2023-05_bottasai.html")
    marks = [int(review.rating.value) for review in page.reviews if review.rating]
    assert marks == [1, 1, 1, 1, 1, 1, 1, 3, 1, 1, 1, 2, 1, 1, 1, 5, 1, 1, 1, 1]
    assert (page.reader, page.aggregate_count) == ("page-state", 13582)
    assert sum(review.reply is not None for review in page.reviews) == 12
    assert len({review.id for review in page.reviews}) == 20


def test_reviews_of_trustpilot_saved_as_json_are_each_there_once() -> None:
    found = reading("trustpilot/tp_reviews_2023-12_scrapfly.json").reviews
    marks = Counter(int(review.rating.value) for review in found if review.rating)
    assert (len({review.id for review in found}), marks) == (60, {5: 57, 3: 2, 1: 1})
    assert sum(review.reply is not None for review in found) == 1


def test_a_place_gives_five_reviews_with_a_link_to_each() -> None:
    found = reading("google_places/place-details-5.json").reviews
    assert [review.url and review.url.startswith("https://www.google.com/maps/") for review in found] == [True] * 5
    assert [review.language for review in found] == ["en"] * 5
    assert [str(review.published)[:10] for review in found] == [
        "2023-08-11",
        "2024-12-01",
        "2018-07-06",
        "2019-02-22",
        "2017-03-24",
    ]


@pytest.mark.parametrize(("page", "replies"), [(1, 0), (2, 2), (3, 1)])
def test_the_replies_recommendations_and_marks_of_heureka_are_read(page: int, replies: int) -> None:
    found = reading(f"heureka/heureka_alza-cz_p{page}_2025-08_bliuchak.html")
    assert sum(review.reply is not None for review in found.reviews) == replies
    assert {review.recommend for review in found.reviews} <= {True, False}
    assert [review.id for review in found.reviews if review.rating is None] == ["id-859980212"] * (page == 2)
    assert all(review.text or review.pros or review.cons or review.recommend for review in found.reviews)


def test_an_alert_of_google_leads_where_it_is_about() -> None:
    for review in reading("feeds/feedjira-google_alerts_atom.xml").reviews:
        assert "google.com" not in (review.url or "google.com")
        assert "<b>" not in f"{review.title} {review.text}"
