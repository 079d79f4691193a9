"""When a source is read, how far, and how one source leaves the others and their hosts alone."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from practice_stage import Stage, source, staged
from scripted_site import Answer, ScriptedSite, a_node, a_page, scripted_site

from klachtwacht.practice.board import Draft

BAD = Draft(author="Truus V.", mark=2, text="Na een week was het achterwiel krom en niemand belt terug.")

DELAY = 0.5
# A first connection takes longer than the next, so the server sees starts a little closer than they were.
JITTER = 0.1


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with staged(tmp_path, per_page=5) as stage:
        yield stage


@pytest.fixture
def other() -> Iterator[ScriptedSite]:
    with scripted_site() as site:
        yield site


def a_refusing_address() -> str:
    """An address where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return f"http://127.0.0.1:{taken.getsockname()[1]}/reviews"


def names(result: dict) -> list[str]:
    return [one["name"] for one in result["sources"]]


def test_a_source_is_read_when_it_is_due_or_named(stage: Stage) -> None:
    read = stage.play("practice")
    assert (names(read.result), len(read.requests)) == (["practice"], 10)
    not_due = stage.klachtwacht("run", "--json")
    assert (not_due.json["sources"], not_due.err) == ([], "")
    assert stage.scene(not_due).requests == ()
    named = stage.play("fietsjansen/practice")
    assert names(named.result) == ["practice"]
    assert [seen.status for seen in named.requests] == [304]


def test_a_source_that_is_switched_off_is_not_read(stage: Stage) -> None:
    stage.settle(source("practice", stage.site.shop_url, enabled="false"))
    assert stage.play().result["sources"] == []
    (row,) = stage.klachtwacht("sources", "--json").lines
    assert (row["lamp"], row["next_due"]) == ("off", None)


def test_sources_of_one_name_are_both_read_when_it_is_named(stage: Stage, other: ScriptedSite) -> None:
    stage.settle(source("reviews", other.serve("/een", a_page([a_node(1)]))))
    settings = stage.folder / "shop.toml"
    second = '\n[[shops]]\nkey = "steporama"\nname = "Steporama"\n' + source(
        "reviews", other.serve("/twee", a_page([a_node(2)]))
    )
    settings.write_text(settings.read_text(encoding="utf-8") + second, encoding="utf-8")
    read = stage.play("reviews").result["sources"]
    assert {one["shop"] for one in read} == {"fietsjansen", "steporama"}
    assert [one["shop"] for one in stage.play("steporama/reviews").result["sources"]] == ["steporama"]


def test_an_answer_to_a_review_that_slid_to_page_3_is_seen_once_the_source_is_due(stage: Stage) -> None:
    stage.settle(source("practice", stage.site.shop_url, every='"1s"'))
    stage.play()
    post = stage.control.add(BAD)
    (reference,) = stage.play().result["complaints"]
    for number in range(11):
        stage.control.add(Draft(author=f"Klant {number}", mark=9, text=f"Mooie fiets nummer {number}, goed geholpen."))
    stage.play()
    stage.control.answer(post, "We hebben u gebeld.")
    time.sleep(1.1)
    assert stage.klachtwacht("run", "--json").json["sources"][0]["replies"] == 1
    assert stage.show(reference)["status"] == "answered"


def test_a_due_reading_stops_where_the_last_post_that_waits_for_an_answer_was_seen(stage: Stage) -> None:
    stage.settle(source("practice", stage.site.shop_url, every='"1s"', history_days="5"))
    stage.play()
    time.sleep(1.1)
    scene = stage.play("practice")
    assert len(stage.klachtwacht("complaints", "--open", "--json").lines) == 1
    assert [(seen.query, seen.status) for seen in scene.requests] == [("", 304)]


def test_a_source_that_fails_costs_the_others_nothing(stage: Stage) -> None:
    stage.settle(source("dicht", a_refusing_address()), source("practice", stage.site.shop_url))
    done = stage.klachtwacht("run", "--all", "--json")
    lamps = {one["name"]: one for one in done.json["sources"]}
    assert done.code == 0
    assert (lamps["practice"]["lamp"], lamps["practice"]["new"]) == ("live", 46)
    assert (lamps["dicht"]["lamp"], lamps["dicht"]["read"]) == ("failed", 0)
    assert "refused" in lamps["dicht"]["reason"]
    assert done.err == ""


def test_two_sources_on_one_host_keep_one_pace(stage: Stage, other: ScriptedSite) -> None:
    pages = [
        source("een", other.serve("/een", a_page([a_node(1)], following="/een?page=2"))),
        source("twee", other.serve("/twee", a_page([a_node(2)]))),
    ]
    other.serve("/een?page=2", a_page([a_node(3)]))
    stage.settle(*pages, delay=DELAY)
    assert sum(one["new"] for one in stage.play().result["sources"]) == 3
    assert sorted(other.paths()) == ["/een", "/een?page=2", "/robots.txt", "/twee"]
    assert all(gap >= DELAY - JITTER for gap in other.gaps()), other.gaps()


def test_a_redirect_waits_for_its_turn_too(stage: Stage, other: ScriptedSite) -> None:
    other.serve("/nieuw", a_page([a_node(1)]))
    stage.settle(source("een", other.serve("/oud", Answer(status=302, headers={"Location": "/nieuw"}))), delay=DELAY)
    assert stage.play().source["new"] == 1
    assert all(gap >= DELAY - JITTER for gap in other.gaps()), other.gaps()


def test_a_first_reading_that_was_cut_off_tells_the_rest_of_the_past_in_a_summary(
    stage: Stage, other: ScriptedSite
) -> None:
    recent = time.strftime("%Y-%m-%dT00:00:00Z", time.gmtime(time.time() - 2 * 86400))
    url = other.serve("/een", a_page([a_node(1, 2, datePublished=recent)], following="/een?page=2"))
    stage.settle(source("een", url))
    other.serve("/een?page=2", Answer(status=403), a_page([a_node(2, 1, datePublished=recent)]))
    cut_off, whole = stage.play(), stage.play()
    assert cut_off.source["lamp"] == "blocked"
    assert [call.json()["type"] for call in cut_off.calls] == ["reading.first"]
    assert len(whole.result["complaints"]) == 1
    assert [call.json()["type"] for call in whole.calls] == ["reading.first"]


def test_a_source_is_due_an_interval_after_its_pass_began(stage: Stage, other: ScriptedSite) -> None:
    stage.settle(source("traag", other.serve("/traag", a_page([a_node(1)], delay=2)), every='"1h"'))
    stage.play()
    (row,) = stage.klachtwacht("sources", "--json").lines
    last_ok, next_due = (datetime.fromisoformat(row[key]) for key in ("last_ok", "next_due"))
    assert next_due - last_ok <= timedelta(hours=1, seconds=-1)
