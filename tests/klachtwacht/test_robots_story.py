"""A site that says what programs may read: what the passes do, and what they say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from practice_stage import OPERATOR, Stage, source, staged
from scripted_site import Answer, ScriptedSite, a_node, a_page, scripted_site


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with staged(tmp_path) as stage:
        yield stage


@pytest.fixture
def other() -> Iterator[ScriptedSite]:
    with scripted_site() as site:
        yield site


def rules(*lines: str) -> Answer:
    return Answer(body="\n".join(["User-agent: *", *lines]).encode())


def test_robots_txt_is_asked_for_once_and_counted_where_it_was(stage: Stage) -> None:
    first, second = stage.play(), stage.play()

    assert (first.robots, len(first.requests), first.source["requests"]) == (1, 3, 4)
    assert (second.robots, len(second.requests), second.source["requests"]) == (0, 1, 1)


def test_a_site_that_refuses_programs_is_blocked_and_not_asked_again_within_a_day(
    stage: Stage, other: ScriptedSite
) -> None:
    other.serve("/robots.txt", rules("Disallow: /"))
    stage.settle(source("een", other.serve("/een", a_page([a_node(1)]))))
    first, second = stage.play(), stage.play()

    assert other.paths() == ["/robots.txt"]
    assert (first.source["lamp"], first.source["requests"]) == ("blocked", 1)
    assert "does not allow us to read /een; other ways in: an API key" in first.source["reason"]
    assert (second.source["lamp"], second.source["requests"]) == ("blocked", 0)
    assert [len(scene.mails_to(OPERATOR)) for scene in (first, second)] == [1, 0]
    (row,) = stage.klachtwacht("sources", "--json").lines
    assert (row["robots"]["allowed"], row["robots"]["crawl_delay"]) == (False, None)
    assert datetime.fromisoformat(row["next_due"]) == datetime.fromisoformat(row["robots"]["fetched"]) + timedelta(
        days=1
    )


def test_two_shops_of_one_site_share_what_it_says(stage: Stage, other: ScriptedSite) -> None:
    other.serve("/robots.txt", rules("Disallow: /twee"))
    pages = [source(name, other.serve(f"/{name}", a_page([a_node(at)]))) for at, name in enumerate(["een", "twee"])]
    stage.settle(*pages)
    lamps = {one["name"]: one["lamp"] for one in stage.play().result["sources"]}

    assert lamps == {"een": "live", "twee": "blocked"}
    assert other.paths() == ["/robots.txt", "/een"]


def test_a_site_that_fails_is_not_read_and_is_asked_again_an_hour_later(stage: Stage, other: ScriptedSite) -> None:
    other.serve("/robots.txt", Answer(status=503, body=b"User-agent: *\nAllow: /"))
    stage.settle(source("een", other.serve("/een", a_page([a_node(1)]))))
    read = stage.play().source

    assert other.paths() == ["/robots.txt"]
    assert (read["lamp"], "is unreachable (HTTP 503)" in read["reason"]) == ("blocked", True)
    (row,) = stage.klachtwacht("sources", "--json").lines
    assert row["robots"]["allowed"] is False


def test_a_site_whose_second_page_may_not_be_read_is_live_and_says_so(stage: Stage, other: ScriptedSite) -> None:
    other.serve("/robots.txt", rules("Disallow: /*?"))
    other.serve("/een?pagina=2", a_page([a_node(2)]))
    stage.settle(source("een", other.serve("/een", a_page([a_node(1)], following="/een?pagina=2"))))
    first, second = stage.play(), stage.play()

    assert [scene.source["lamp"] for scene in (first, second)] == ["live", "live"]
    assert "read up to page 1: robots.txt of" in first.source["reason"]
    assert other.paths() == ["/robots.txt", "/een", "/een"]


def test_sources_say_what_a_site_asks(stage: Stage, other: ScriptedSite) -> None:
    # Nothing may be read, so that nothing waits for the delay.
    other.serve("/robots.txt", rules("Crawl-delay: 90", "Disallow: /een"))
    stage.settle(source("een", other.serve("/een", a_page([a_node(1)]))), source("uit", stage.site.shop_url))
    before = stage.klachtwacht("sources", "--json").lines
    stage.play("een")
    een, uit = stage.klachtwacht("sources", "--json").lines

    assert [row["robots"] for row in before] == [None, None]
    assert (een["robots"]["allowed"], een["robots"]["crawl_delay"], uit["robots"]) == (False, 90.0, None)
    shown = stage.klachtwacht("sources").out
    assert "not allowed, asks 90 s," in shown
    assert "we leave 60 s" in shown
