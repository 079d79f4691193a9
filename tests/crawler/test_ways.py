"""Which way a source's pages are read, and when one has given way to a weaker one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from crawler.lamps import Saw, judge
from crawler.ways import declared_way, given_way, own_way, strongest

NOW = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declares:
    name: str | None = "winkelpraat"
    state: tuple[str, ...] = ()
    card: str | None = None


@pytest.mark.parametrize(
    ("before", "now", "why"),
    [
        (None, "cards", None),
        ("cards", "cards", None),
        ("cards", "json-ld", None),
        ("json-ld", "json-ld", None),
        ("json-ld", "microdata", None),
        ("json-ld", "page-state", None),
        ("json-ld", None, None),
        ("json-ld", "cards", "its structured data is gone; read by its cards"),
        ("microdata", "cards", "its structured data is gone; read by its cards"),
        ("page-state", "json-ld", "its page state is gone; read by its structured data"),
        ("winkelpraat", "cards", "its own reading gives nothing; read by its cards"),
    ],
)
def test_a_way_that_gives_way_to_a_weaker_one_is_named(before: str | None, now: str | None, why: str | None) -> None:
    assert given_way(before, now) == why


@pytest.mark.parametrize(
    ("before", "now", "kept"),
    [(None, "cards", "cards"), ("cards", "json-ld", "json-ld"), ("json-ld", "cards", None), ("json-ld", None, None)],
)
def test_a_weaker_way_does_not_become_the_sources_own(before: str | None, now: str | None, kept: str | None) -> None:
    assert own_way(before, now) == kept


def test_of_pages_read_in_several_ways_the_strongest_counts() -> None:
    assert strongest({"cards", "json-ld"}) == "json-ld"
    assert strongest([]) is None


@pytest.mark.parametrize(
    ("source", "way"),
    [(Declares(), None), (Declares(card=".r"), "winkelpraat"), (Declares(state=("props",)), "page-state")],
)
def test_what_a_source_declares_is_its_own_way(source: Declares, way: str | None) -> None:
    assert declared_way(source) == way


def test_a_source_that_lost_its_way_is_changed_though_it_is_read() -> None:
    saw = Saw(pages=1, reviews=20, own="json-ld", readers={"cards"})
    verdict = judge(saw, most_read=20, newest=NOW, now=NOW)

    assert (verdict.lamp, verdict.reason) == ("changed", "its structured data is gone; read by its cards")


def test_a_source_whose_cards_are_not_sure_is_live_and_says_what_waits() -> None:
    saw = Saw(pages=1, reviews=2, readers={"cards"}, unsure=("fewer than 3 reviews",))
    verdict = judge(saw, most_read=2, newest=NOW, now=NOW, withheld=2)

    assert verdict.lamp == "live"
    assert verdict.reason == "not sure of its cards (fewer than 3 reviews): 2 posts wait for `klachtwacht confirm`"
