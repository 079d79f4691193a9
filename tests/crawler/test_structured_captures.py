"""Structured data of real pages, held against what a careful reader found in them."""

from __future__ import annotations

import json
import os
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from structured_pages import page

from crawler.reading import Reading, decoded, read, wall

FOLDER = os.environ.get("KLACHTWACHT_CAPTURES")
pytestmark = pytest.mark.skipif(not FOLDER, reason="KLACHTWACHT_CAPTURES is not set")
CAPTURES = Path(FOLDER or ".")

GROUND_TRUTH = CAPTURES / "GROUND_TRUTH.json"
GOLD = CAPTURES / "wild" / "gold.json"
# Shows a review that its markup does not declare.
UNDECLARED = "fragments/capterra"
PREFIXES = ("schemaorg/", "trustpilot/", "fragments/", "negatives/")


def truth(file: Path) -> dict[str, Any]:
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


TRUTH = {name: found for name, found in truth(GROUND_TRUTH).items() if name.startswith(PREFIXES) and "html" in name}
WILD = truth(GOLD)


@cache
def html(name: str) -> str:
    return decoded((CAPTURES / name).read_bytes())


@cache
def reading(name: str) -> Reading:
    return read(page(html(name), url="https://captured.example/p"))


def folded(text: str | None) -> str:
    return " ".join((text or "").split())


@pytest.mark.parametrize("name", TRUTH)
def test_every_declared_review_is_read(name: str) -> None:
    assert len(reading(name).reviews) == (0 if name.startswith(UNDECLARED) else TRUTH[name]["reviews"])
    assert reading(name).unreadable == ()


@pytest.mark.parametrize("name", [name for name in TRUTH if TRUTH[name]["first"] and UNDECLARED not in name])
def test_the_first_review_says_what_a_reader_sees(name: str) -> None:
    first, review = TRUTH[name]["first"], reading(name).reviews[0]
    assert review.author == first["author"]
    assert folded(review.text).startswith(folded(first["body_start"]))
    assert (review.published or "")[:10] == (first["date"] or "")[:10]
    assert (review.rating and review.rating.value) == (first["rating"] and float(first["rating"]))


def test_the_ids_of_trustpilot_are_those_of_its_own_data() -> None:
    [name] = [name for name in TRUTH if name.startswith("trustpilot/")]
    assert reading(name).reviews[0].id == TRUTH[name]["first"]["id"]
    assert len({review.id for review in reading(name).reviews}) == 20


@pytest.mark.parametrize(
    ("part", "marks"),
    [
        ("trustpilot/", "1,1,1,1,1,1,1,3,1,1,1,2,1,1,1,5,1,1,1,1"),
        ("allrecipes", "5,4,5,5,5,4,5,5,5,5"),
        ("marthastewart", "5,5,5,-,-,-,-,-,-"),
        ("kitchenstories", "-,-,-,-"),
    ],
)
def test_marks_are_read_in_the_page_s_order_and_0_is_none(part: str, marks: str) -> None:
    [name] = [name for name in TRUTH if part in name]
    read_marks = [review.rating and review.rating.value for review in reading(name).reviews]
    assert ["-" if mark is None else f"{mark:g}" for mark in read_marks] == marks.split(",")


@pytest.mark.parametrize("name", WILD)
def test_every_review_of_the_gold_is_read_field_by_field(name: str) -> None:
    stated = {
        (folded(review.author), folded(review.text)): (
            review.rating and review.rating.best and round(review.rating.value / review.rating.best, 2),
            (review.published or "")[:10],
        )
        for review in reading(f"wild/{name}").reviews
    }
    for gold in WILD[name]["reviews"]:
        matching = [key for key in stated if key[1] == folded(gold["text"]) and key[0] == gold.get("author", key[0])]
        assert matching, gold
        rating, published = stated[matching[0]]
        assert rating == pytest.approx(gold["rating"], abs=0.01)
        assert published == gold.get("date", published)


def test_few_reviews_are_read_that_the_gold_left_out() -> None:
    counts = Counter(read=0, gold=0)
    for name, gold in WILD.items():
        found = reading(f"wild/{name}")
        counts += Counter(read=len(found.reviews), gold=len(gold["reviews"]))
        assert found.unreadable == ()
    # The gold lists only what also shows on the page; all 13 others stand in the page's own markup.
    assert counts == Counter(read=counts["gold"] + 13, gold=counts["gold"])


def every_page() -> list[str]:
    return sorted(str(file.relative_to(CAPTURES)) for file in CAPTURES.rglob("*.html")) if FOLDER else []


@pytest.mark.parametrize("name", every_page())
def test_no_real_page_is_taken_for_a_wall(name: str) -> None:
    assert wall(html(name)) is None
