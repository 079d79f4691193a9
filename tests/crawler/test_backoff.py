"""A server that is too busy, in a real crawl: it is left alone as long as it asks, by all sources on it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from scripted_site import Answer, ScriptedSite, a_node, a_page, scripted_site

from bench import warm

SCRIPT = Path(__file__).with_name("crawl_in_process.py")
FIRST = 0.2
PASSED = "Mon, 16 Nov 2026 10:00:00 GMT"
LATER = datetime.now(UTC) + timedelta(hours=2)


def crawl(sources: dict[str, str], *, delay: float = 0.0, **more: Any) -> dict[str, Any]:
    asked = {
        "sources": [{"name": name, "url": url} for name, url in sources.items()],
        "network": {"delay": delay, "timeout": 1.0, "allow_private": ["127.0.0.1"]},
        "patience": {"first": FIRST},
        "faulty": None,
        "refused": None,
        **more,
    }
    result = warm.run([SCRIPT], input=json.dumps(asked))
    assert (result.returncode, result.stderr) == (0, "")
    return dict(json.loads(result.stdout))


def busy(status: int = 429, retry_after: str | None = None) -> Answer:
    return Answer(status=status, headers={"Retry-After": retry_after} if retry_after else {})


def starts(site: ScriptedSite, path: str) -> list[float]:
    """When each request for a page came in."""
    return [one.at for one in site.asked if one.path == path]


def gaps(site: ScriptedSite, path: str) -> list[float]:
    return [later - earlier for earlier, later in pairwise(starts(site, path))]


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(("retry_after", "least"), [("1", 1.0), (PASSED, 0.0), (None, FIRST), ("soon", FIRST)])
def test_a_page_that_was_refused_is_asked_again_when_the_host_opens(
    status: int, retry_after: str | None, least: float
) -> None:
    with scripted_site() as site:
        url = site.serve("/een", busy(status, retry_after), a_page([a_node(1)]))
        told = crawl({"een": url})["een"]
        assert (told["pages"], told["requests"], told["saw"]["status"]) == ([["1"]], 2, None)
        assert gaps(site, "/een")[0] >= least


def test_a_date_is_waited_for() -> None:
    with scripted_site() as site:
        opens = datetime.now(UTC) + timedelta(seconds=4)
        url = site.serve("/een", busy(503, format_datetime(opens, usegmt=True)), a_page([a_node(1)]))
        assert crawl({"een": url})["een"]["pages"] == [["1"]]
        assert datetime.now(UTC) >= opens.replace(microsecond=0)


def test_what_is_asked_again_keeps_the_delay_where_the_server_asks_for_less() -> None:
    with scripted_site() as site:
        url = site.serve("/een", busy(429, "0"), busy(429, "0"), a_page([a_node(1)]))
        assert crawl({"een": url}, delay=0.3)["een"]["requests"] == 3
        assert min(gaps(site, "/een")) >= 0.3


@pytest.mark.parametrize(("retry_after", "waits"), [("0", [0, 0]), (None, [FIRST, 2 * FIRST])])
def test_after_three_refusals_the_source_is_left_until_a_later_run(retry_after: str | None, waits: list[float]) -> None:
    with scripted_site() as site:
        told = crawl({"een": site.serve("/een", busy(503, retry_after))})["een"]
        assert (told["requests"], told["saw"]["status"]) == (3, 503)
        assert datetime.fromisoformat(told["saw"]["again"]) < datetime.now(UTC) + timedelta(minutes=1)
        assert all(gap >= wait for gap, wait in zip(gaps(site, "/een"), waits, strict=True))


@pytest.mark.parametrize("retry_after", ["7200", format_datetime(LATER, usegmt=True)], ids=["seconds", "date"])
def test_who_asks_for_longer_than_ten_minutes_is_not_asked_again_by_any_source_of_this_run(retry_after: str) -> None:
    with scripted_site() as site, scripted_site() as other:
        sources = {"een": site.serve("/een", busy(429, retry_after)), "twee": site.serve("/twee", a_page([a_node(2)]))}
        told = crawl({**sources, "elders": other.serve("/een", a_page([a_node(3)]))})
        assert [one.path for one in site.asked if one.path != "/robots.txt"] == ["/een"]
    for name in sources:
        saw = told[name]["saw"]
        assert saw["status"] == 429
        assert abs(datetime.fromisoformat(saw["again"]) - LATER) < timedelta(minutes=30)
    assert told["twee"]["requests"] == 0
    assert told["elders"]["pages"] == [["3"]]


def test_a_page_that_is_refused_in_the_middle_costs_no_page_before_it() -> None:
    with scripted_site() as site:
        site.serve("/een?page=2", busy(429, "3600"))
        told = crawl({"een": site.serve("/een", a_page([a_node(1)], following="/een?page=2"))})["een"]
        assert (told["pages"], told["saw"]["status"]) == ([["1"]], 429)


def test_a_wait_does_not_go_past_the_end_of_the_sources_time() -> None:
    with scripted_site() as site:
        url = site.serve("/een", busy(503, "60"), a_page([a_node(1)]))
        told = crawl({"een": url}, settings={"CLOSESPIDER_TIMEOUT": 5})["een"]
        assert (told["requests"], told["saw"]["status"], told["saw"]["failure"]) == (1, 503, None)


def test_all_crawlers_wait_for_a_host_that_is_closed() -> None:
    """A source that is led to a host by a redirect is a crawler beside the one that was refused."""
    with scripted_site() as site, scripted_site() as gate:
        first = site.serve("/een", busy(429, "1"), a_page([a_node(1)]))
        moved = Answer(status=302, headers={"Location": site.serve("/twee", a_page([a_node(2)]))}, delay=0.5)
        told = crawl({"een": first, "twee": gate.serve("/door", moved)})
        assert [told[name]["pages"] for name in ("een", "twee")] == [[["1"]], [["2"]]]
        assert starts(site, "/twee")[0] - starts(site, "/een")[0] >= 1


def test_ten_sources_that_wait_on_one_host_hold_one_place() -> None:
    with scripted_site() as site, scripted_site() as other:
        waiting = {f"bron{n}": site.serve(f"/{n}", a_page([a_node(n)], delay=0.3)) for n in range(10)}
        told = crawl({**waiting, "elders": other.serve("/een", a_page([a_node(99)]))})
        assert len(told) == 11
        assert next(iter(told)) == "elders"


def test_a_source_that_takes_too_long_is_ended_and_says_so() -> None:
    with scripted_site() as site:
        for number in range(1, 9):
            page = a_page([a_node(number)], following=f"/een?page={number + 1}", delay=0.5)
            site.serve(f"/een?page={number}" if number > 1 else "/een", page)
        settings = {"CLOSESPIDER_TIMEOUT": 1.2}
        told = crawl({"een": f"{site.url}/een"}, settings=settings)["een"]
    pages = len(told["pages"])
    assert 1 <= pages < 5
    assert told["saw"]["failure"] == f"not done within 0.02 minutes; {pages} pages read"
