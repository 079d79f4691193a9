"""When a pass says that a source is due again: by what it found there, and by what the site asked for."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from practice_stage import Stage, source, staged
from scripted_site import Answer, ScriptedSite, a_node, a_page, scripted_site

BOUNDS = {"every": '"1h"', "every_min": '"10m"', "every_max": '"1d"'}
RECENT = time.strftime("%Y-%m-%dT00:00:00Z", time.gmtime(time.time() - 2 * 86400))
COMPLAINT = a_node(1, 2, datePublished=RECENT)
REPLY = {"@type": "Comment", "text": "We hebben u gebeld.", "author": {"@type": "Organization", "name": "Fietsplezier"}}


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with staged(tmp_path) as stage:
        yield stage


@pytest.fixture
def site() -> Iterator[ScriptedSite]:
    with scripted_site() as site:
        yield site


def minutes_left(stage: Stage, began: datetime) -> list[float]:
    """How long after a time each source is due."""
    rows = stage.klachtwacht("sources", "--json").lines
    return [(datetime.fromisoformat(row["next_due"]) - began) / timedelta(minutes=1) for row in rows]


def after_a_pass(stage: Stage) -> list[float]:
    """The minutes to the next reading of each source, after a pass over all."""
    began = datetime.now().astimezone()
    stage.play()
    return minutes_left(stage, began)


def within(minutes: float, interval: float) -> bool:
    """Whether it is the interval, or up to a tenth less; the pass took a little time to begin."""
    return interval * 0.9 - 0.1 <= minutes <= interval + 1


def test_an_open_complaint_brings_a_source_to_every_min_until_its_answer_is_seen(
    stage: Stage, site: ScriptedSite
) -> None:
    pages = [a_page([node]) for node in (COMPLAINT, COMPLAINT, {**COMPLAINT, "comment": REPLY})]
    stage.settle(source("een", site.serve("/een", *pages), **BOUNDS))
    for expected in (10, 10, 10, 15):
        (minutes,) = after_a_pass(stage)
        assert within(minutes, expected), minutes


def test_a_source_where_nothing_happens_is_read_less_and_less_often(stage: Stage, site: ScriptedSite) -> None:
    stage.settle(source("een", site.serve("/een", a_page([a_node(1)])), **BOUNDS))
    for expected in (60, 90, 135):
        (minutes,) = after_a_pass(stage)
        assert within(minutes, expected), minutes


def test_a_source_without_bounds_keeps_its_interval(stage: Stage, site: ScriptedSite) -> None:
    stage.settle(source("een", site.serve("/een", a_page([COMPLAINT])), every='"1h"'))
    for _ in range(2):
        (minutes,) = after_a_pass(stage)
        assert within(minutes, 60), minutes


@pytest.mark.parametrize(("status", "lamp"), [(429, "blocked"), (503, "failed")])
def test_a_host_that_asks_for_two_hours_gets_them_from_all_its_sources(
    stage: Stage, site: ScriptedSite, status: int, lamp: str
) -> None:
    busy = Answer(status=status, headers={"Retry-After": "7200"})
    names = ("een", "twee")
    stage.settle(*(source(name, site.serve(f"/{name}", busy), every='"5m"') for name in names))
    began = datetime.now().astimezone()
    result = stage.play().result["sources"]
    assert len([path for path in site.paths() if path != "/robots.txt"]) == 1
    assert {one["lamp"] for one in result} == {lamp}
    assert all(f"HTTP {status}" in one["reason"] and "not asked again before" in one["reason"] for one in result)
    assert all(119 < minutes < 122 for minutes in minutes_left(stage, began))
    assert stage.klachtwacht("run", "--json").json["sources"] == []
