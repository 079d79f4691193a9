"""A crawl of many sources at once over real HTTP: what each brings, what each costs the others, what none may do."""

from __future__ import annotations

import gzip
import json
import socket
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from scripted_site import Answer, ScriptedSite, a_node, a_page, scripted_site

from bench import warm

SCRIPT = Path(__file__).with_name("crawl_in_process.py")
MAX_BODY = 100_000
# A source whose spider cannot be imported.
SITES = {"unreadable": {"site": "there_is_no_such_spider"}}
BIG = a_page([a_node(number) for number in range(600)])
HOSTILE = b'<div itemprop="review" itemscope itemtype="https://schema.org/Review" ' + b"a=1 " * 3000 + b"></div>"


def crawl(
    sources: dict[str, str], *, faulty: str | None = None, refused: str | None = None, **network: float
) -> subprocess.CompletedProcess[str]:
    asked = {
        "sources": [{"name": name, "url": url, **SITES.get(name, {})} for name, url in sources.items()],
        "network": {"delay": 0.0, "timeout": 1.0, "max_body": MAX_BODY, "allow_private": ["127.0.0.1"], **network},
        "faulty": faulty,
        "refused": refused,
    }
    return warm.run([SCRIPT], input=json.dumps(asked))


@pytest.fixture(scope="module")
def site() -> Iterator[ScriptedSite]:
    with scripted_site() as site:
        yield site


@pytest.fixture(scope="module")
def slow() -> Iterator[ScriptedSite]:
    with scripted_site() as site:
        site.serve("/slow", a_page([a_node(1)], delay=10))
        yield site


def a_refusing_address() -> str:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return f"http://127.0.0.1:{taken.getsockname()[1]}/"


def served(site: ScriptedSite) -> dict[str, str]:
    """Every source of the crawl, by name."""
    site.serve("/good?page=2", a_page([a_node(2)]), a_page([a_node(99)]))
    site.serve("/elsewhere", a_page([a_node(3)]))
    site.serve("/trap", a_page([a_node(66)]))
    refresh = b'<meta http-equiv="refresh" content="0;url=/trap">'
    packed = gzip.compress(a_page([a_node(4)]).body)
    answers = {
        "good": a_page([a_node(1)], following="/good?page=2", **{"Set-Cookie": "spy=1"}),
        "moved": Answer(status=301, headers={"Location": "/elsewhere"}),
        "round": Answer(status=302, headers={"Location": "/round"}),
        "inward": Answer(status=302, headers={"Location": "file:///etc/hostname"}),
        "nowhere": Answer(status=302),
        "refresh": Answer(body=b"<html><head>" + refresh + b"</head></html>"),
        "packed": Answer(body=packed, headers={"Content-Encoding": "gzip", "Content-Type": "text/html"}),
        "bomb": Answer(body=gzip.compress(BIG.body * 20), headers={"Content-Encoding": "gzip"}),
        "big": BIG,
        "cut": Answer(body=b"", headers={"Transfer-Encoding": "nonsense"}),
        "broken": Answer(status=500),
        "same": Answer(status=304),
        "hostile": Answer(body=HOSTILE),
        "keeper": a_page([a_node(5)]),
    }
    return {name: site.serve(f"/{name}", answer) for name, answer in answers.items()}


@pytest.fixture(scope="module")
def crawled(site: ScriptedSite, slow: ScriptedSite) -> subprocess.CompletedProcess[str]:
    others = {
        "refused": a_refusing_address(),
        "slow": f"{slow.url}/slow",
        "unreadable": site.url,
        "file": "file:///etc/hostname",
        "data": "data:text/html,<p>hello",
    }
    return crawl({**served(site), **others}, faulty="keeper")


@pytest.fixture(scope="module")
def told(crawled: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert crawled.returncode == 0, crawled.stderr
    return dict(json.loads(crawled.stdout))


@pytest.mark.parametrize(
    ("name", "pages", "requests"),
    [("good", [["1"], ["2"]], 2), ("moved", [["3"]], 2), ("packed", [["4"]], 1)],
)
def test_a_source_brings_its_pages_and_counts_its_requests(
    told: dict[str, Any], name: str, pages: Sequence[Sequence[str]], requests: int
) -> None:
    assert (told[name]["pages"], told[name]["requests"]) == (pages, requests)
    assert told[name]["bytes"] > 100
    assert (told[name]["saw"]["failure"], told[name]["saw"]["status"]) == (None, None)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("refused", "the server refused the connection"),
        ("slow", "the server did not answer in time"),
        ("big", "the answer was larger than max_body"),
        ("bomb", ""),
        ("round", "redirected more often than may be"),
        ("keeper", "RuntimeError: the keeper failed"),
    ],
)
def test_a_failure_is_its_sources_own_and_is_named(told: dict[str, Any], name: str, said: str) -> None:
    assert said in told[name]["saw"]["failure"]
    assert told[name]["pages"] == []


@pytest.mark.parametrize(
    ("name", "status", "requests"),
    [
        ("broken", 500, 3),
        ("same", 304, 1),
        ("nowhere", 302, 1),
        ("inward", 302, 1),
    ],
)
def test_an_error_is_asked_again_only_where_that_may_help(
    told: dict[str, Any], name: str, status: int, requests: int
) -> None:
    assert (told[name]["saw"]["status"], told[name]["requests"]) == (status, requests)


def test_a_spider_that_cannot_be_imported_costs_no_other_source(told: dict[str, Any]) -> None:
    assert "there_is_no_such_spider" in told["unreadable"]["saw"]["failure"]
    assert told["good"]["pages"] == [["1"], ["2"]]


def test_a_hostile_page_is_refused(told: dict[str, Any]) -> None:
    assert "hostile page" in told["hostile"]["saw"]["hostile"]


def test_a_meta_refresh_is_not_followed(told: dict[str, Any], site: ScriptedSite) -> None:
    assert told["refresh"]["requests"] == 1
    assert "/trap" not in site.paths()


def test_a_local_file_is_never_read(told: dict[str, Any]) -> None:
    reasons = {told[name]["saw"]["refused"] for name in ("file", "data")}
    assert reasons == {"only http and https addresses are opened"}
    assert {told[name]["bytes"] for name in ("file", "data")} == {0}


def test_every_request_says_who_asks_and_nothing_else_of_us(told: dict[str, Any], site: ScriptedSite) -> None:
    assert {one.headers["user-agent"] for one in site.asked} == {"Klachtwacht/test (+mailto:a@a.example)"}
    assert not [one for one in site.asked if {"cookie", "referer", "authorization"} & set(one.headers)]


def test_nothing_of_it_is_logged_and_nothing_fails_silently(crawled: subprocess.CompletedProcess[str]) -> None:
    """What a source's lamp says is not said again to cron; the fault of the keeper is ours, and is."""
    assert "the keeper failed" in crawled.stderr
    assert not [line for line in crawled.stderr.splitlines() if "scrapy.core.downloader" in line or "retry" in line]


def test_sources_of_one_host_take_turns(slow: ScriptedSite) -> None:
    with scripted_site() as host:
        names = ("een", "twee", "drie")
        result = crawl({name: host.serve(f"/{name}", a_page([a_node(1)], delay=0.2)) for name in names})
    assert set(json.loads(result.stdout)) == set(names)
    assert all(gap >= 0.2 for gap in host.gaps())


def test_what_the_caller_raises_comes_back_as_it_was(site: ScriptedSite) -> None:
    result = crawl({"een": site.serve("/een", a_page([a_node(1)]))}, refused="een")
    assert result.returncode == 1
    assert result.stderr.rstrip().endswith("ValueError: the result was refused")
