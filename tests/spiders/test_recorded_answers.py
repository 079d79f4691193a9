"""Answers that were really given, held against what a careful reader found in them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from crawler.reading.page import Reading
from klachtwacht.saved_pages import reading_of

FOLDER = os.environ.get("KLACHTWACHT_CAPTURES")
pytestmark = pytest.mark.skipif(not FOLDER, reason="KLACHTWACHT_CAPTURES is not set")
CAPTURES = Path(FOLDER or ".")
TRUTH_FILE = CAPTURES / "GROUND_TRUTH.json"
TRUTH: dict[str, Any] = json.loads(TRUTH_FILE.read_text(encoding="utf-8")) if TRUTH_FILE.exists() else {}

# Which source reads the files of a folder.
SITES = {"appstore": "app_store"}
FILES = {name: SITES[name.partition("/")[0]] for name in TRUTH if name.partition("/")[0] in SITES}


def reading(name: str) -> Reading:
    return reading_of(CAPTURES / name, site=FILES[name], url=None, best=None, at="2026-11-20")


@pytest.mark.parametrize("name", FILES)
def test_every_review_of_an_answer_is_read(name: str) -> None:
    found = reading(name)
    assert (len(found.reviews), found.unreadable) == (TRUTH[name]["reviews"], ())


@pytest.mark.parametrize("name", [name for name in FILES if TRUTH[name]["first"]])
def test_the_first_review_says_what_a_reader_sees(name: str) -> None:
    review, first = reading(name).reviews[0], TRUTH[name]["first"]
    said = {
        "id": review.id,
        "author": review.author,
        "rating": review.rating and review.rating.value,
        "best": review.rating and review.rating.best,
        "date": review.published,
    }
    assert {key: said[key] for key in first if key in said} == {key: first[key] for key in first if key in said}
