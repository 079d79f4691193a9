"""What a site's answer for its robots.txt lets us read, over real connections, by RFC 9309 and our own policy."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from robots_server import RobotsSite, robots_site

from bench import warm
from crawler.manners.robots import LONGEST

SCRIPT = Path(__file__).with_name("crawl_in_process.py")
RULES = "User-agent: *\nDisallow: /private\n"
# Our policy where the RFC leaves a choice: which paths are read.
BOTH, OPEN_ONLY, NEITHER = ("/open", "/private"), ("/open",), ()
EXPECTED = {
    "obey": OPEN_ONLY,
    "obey (rules apply to the initial authority)": OPEN_ONLY,
    "allow-all or obey": BOTH,
    "allow-all permitted; our policy: 401/403 pause+report": BOTH,
    "our policy: disallow, retry after Retry-After": NEITHER,
    "allow-all permitted; must not depend on body": NEITHER,
    "disallow-all": NEITHER,
    "allow-all permitted; our policy: stay disallowed + alert": NEITHER,
    "refetch": OPEN_ONLY,
    "disallow-all or cached rules": NEITHER,
    "no crash, <= 1 MiB kept": BOTH,
    "allowed": BOTH,
    "allow-all (no rules), report": BOTH,
}
STRICTER = {"4xx-401": NEITHER, "4xx-403": NEITHER}

CASES: list[dict[str, Any]] = [
    {"id": "rules", "robots_response": {"body": RULES}, "reads": OPEN_ONLY},
    {"id": "no content", "robots_response": {"status": 204}, "reads": BOTH},
    {"id": "moved", "robots_response": {"chain": [302], "body": RULES}, "reads": OPEN_ONLY},
    {"id": "five hops", "robots_response": {"chain": [301, 302, 303, 307, 308], "body": RULES}, "reads": OPEN_ONLY},
    {
        "id": "five hops elsewhere",
        "robots_response": {"chain": [301, 302, 303, 307, 308], "cross_host": True, "body": RULES},
        "reads": OPEN_ONLY,
    },
    {"id": "six hops", "robots_response": {"chain": [301] * 6, "body": RULES}, "reads": BOTH},
    {"id": "moved to an error", "robots_response": {"chain": [301], "status": 503, "body": RULES}, "reads": NEITHER},
    {"id": "moved to nothing", "robots_response": {"chain": [301], "status": 404}, "reads": BOTH},
    *({"id": f"{s}", "robots_response": {"status": s}, "reads": BOTH} for s in (400, 402, 404, 410, 451)),
    *({"id": f"{s}", "robots_response": {"status": s, "body": RULES}, "reads": NEITHER} for s in (401, 403, 429)),
    *({"id": f"{s}", "robots_response": {"status": s, "body": RULES}, "reads": NEITHER} for s in (500, 503, 504, 599)),
    {"id": "404 with rules", "robots_response": {"status": 404, "body": RULES}, "reads": BOTH},
    *(
        {"id": error, "robots_response": {"error": error}, "reads": NEITHER}
        for error in ("timeout", "reset", "refused", "dns-nxdomain", "tls-error", "truncated")
    ),
    {
        "id": "kept too long",
        "robots_response": {"age_h": 25, "body": RULES, "cached": "User-agent: *\nDisallow: /\n"},
        "reads": OPEN_ONLY,
    },
    {"id": "kept, and unreachable", "robots_response": {"status": 503, "age_h": 25, "cached": ""}, "reads": NEITHER},
    {"id": "long", "robots_response": {"pad_bytes": LONGEST - 100, "body": RULES}, "reads": OPEN_ONLY},
    {"id": "too long", "robots_response": {"pad_bytes": 50 * 1024 * 1024, "body": RULES}, "reads": BOTH},
    {"id": "packed", "robots_response": {"gzip": True, "body": RULES}, "reads": OPEN_ONLY},
    {
        "id": "a bomb",
        "robots_response": {"gzip": True, "pad_bytes": 20 * 1024 * 1024, "body": RULES},
        "reads": NEITHER,
    },
    {"id": "a page", "robots_response": {"body": "<html>not found</html>"}, "reads": BOTH},
    {"id": "bytes", "robots_response": {"body_b64": "//4AVXNlci1hZ2VudDogKgpEaXNhbGxvdzogLwo="}, "reads": BOTH},
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """One case after the crawl: the site, what was told of its sources by path, and what was kept of its robots.txt."""

    site: RobotsSite
    told: Mapping[str, Any]
    kept: Mapping[str, Any] | None

    @property
    def reads(self) -> tuple[str, ...]:
        return tuple(sorted(path for path, source in self.told.items() if source["pages"]))


def played(cases: Iterable[Mapping[str, Any]], folder: Path) -> dict[str, Played]:
    """Every case in one crawl: of each site two pages, one of which rules disallow."""
    with ExitStack() as stack:
        sites = {case["id"]: stack.enter_context(robots_site(case["robots_response"], folder)) for case in cases}
        answers = {case["id"]: case["robots_response"] for case in cases}
        sources = [
            {"name": f"{name} {path}", "url": site.url + path}
            for name, site in sites.items()
            for path in _paths(answers[name])
        ]
        known = [kept for name, site in sites.items() for kept in _kept(site, answers[name])]
        told = _crawled({"sources": sources, "robots": known})
    return {
        name: Played(
            site=site,
            told={path: told[f"{name} {path}"] for path in _paths(answers[name])},
            kept=told["robots.txt"].get(_authority(site)),
        )
        for name, site in sites.items()
    }


def _paths(answer: Mapping[str, Any]) -> tuple[str, ...]:
    return (answer["url"],) if "url" in answer else BOTH


def _authority(site: RobotsSite) -> str:
    return site.url if site.url.count(":") == 2 else f"{site.url}:80"


def _kept(site: RobotsSite, answer: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What an earlier run kept, where a case has one."""
    if "for_days" in answer:
        yield {"authority": _authority(site), "age": 24 * answer["for_days"], "kind": "unreachable"}
    elif "age_h" in answer or "cached" in answer:
        text = answer.get("cached", answer.get("body", ""))
        yield {"authority": _authority(site), "age": answer.get("age_h", 25), "text": text}


def _crawled(asked: dict[str, Any]) -> dict[str, Any]:
    network = {"delay": 0.0, "timeout": 3.0, "allow_private": ["127.0.0.1"], "max_body": 8 * 1024 * 1024}
    done = warm.run([SCRIPT], input=json.dumps({"network": network, "faulty": None, "refused": None, **asked}))
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Played]:
    return played(CASES, tmp_path_factory.mktemp("ours"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_what_may_be_read_follows_from_the_answer(ours: dict[str, Played], case: Mapping[str, Any]) -> None:
    assert ours[case["id"]].reads == case["reads"]


@pytest.mark.parametrize("case", [case for case in CASES if case["reads"] == NEITHER], ids=lambda case: case["id"])
def test_what_may_not_be_read_is_not_asked_for(ours: dict[str, Played], case: Mapping[str, Any]) -> None:
    assert ours[case["id"]].site.pages == []


@pytest.mark.parametrize("name", ["rules", "moved", "404", "403", "503", "too long", "kept too long"])
def test_two_sources_of_a_site_ask_for_its_robots_txt_once(ours: dict[str, Played], name: str) -> None:
    assert ours[name].site.robots == 1


@pytest.mark.parametrize(
    ("name", "kind", "hours"),
    [
        ("rules", "rules", 24),
        ("404", "none", 24),
        ("six hops", "none", 24),
        ("403", "refused", 24),
        ("429", "busy", 50 / 60),
        ("503", "unreachable", 50 / 60),
        ("timeout", "silent", 4 / 60),
    ],
)
def test_what_came_is_kept_as_long_as_it_holds(ours: dict[str, Played], name: str, kind: str, hours: float) -> None:
    from datetime import datetime

    found = ours[name].kept
    assert found is not None
    assert found["kind"] == kind
    held = datetime.fromisoformat(found["expires"]) - datetime.fromisoformat(found["fetched"])
    assert held.total_seconds() == pytest.approx(hours * 3600)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("rules", "does not allow us to read /private"),
        ("401", "is refused to us (HTTP 401)"),
        ("429", "is refused for now (HTTP 429); asked again after"),
        ("503", "is unreachable (HTTP 503)"),
    ],
)
def test_the_reason_is_one_line_that_names_what_the_site_says(ours: dict[str, Played], name: str, says: str) -> None:
    saw = ours[name].told["/private"]["saw"]
    assert says in saw["refused"]
    assert "\n" not in saw["refused"]
    assert saw["again"] is not None


@pytest.mark.parametrize("name", ["rules", "403", "503"])
def test_the_reason_names_the_other_ways_in(ours: dict[str, Played], name: str) -> None:
    refused = ours[name].told["/private"]["saw"]["refused"]
    assert all(way in refused for way in ("API key", "notification mails", "`klachtwacht import`"))


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("timeout", "the server did not answer in time"),
        ("refused", "the server refused the connection"),
        ("dns-nxdomain", "the host name could not be found"),
        ("truncated", "the answer was cut off"),
    ],
)
def test_a_site_that_does_not_answer_has_failed_and_is_not_blocked(
    ours: dict[str, Played], name: str, says: str
) -> None:
    saw = ours[name].told["/open"]["saw"]
    assert saw["failure"].startswith("robots.txt is unreachable, so nothing may be read: ")
    assert says in saw["failure"]
    assert saw["refused"] is None


@pytest.mark.parametrize("name", ["timeout", "reset", "truncated"])
def test_no_answer_is_asked_for_twice_more(ours: dict[str, Played], name: str) -> None:
    assert ours[name].site.robots == 3


def test_of_an_endless_file_no_more_is_taken_than_is_read(ours: dict[str, Played]) -> None:
    """What lies in the system's buffers between the two was sent, and not taken."""
    assert ours["too long"].site.sent < 20 * 1024 * 1024
    assert ours["too long"].told["/open"]["bytes"] < LONGEST + 2 * 64 * 1024 + 10_000


def test_that_a_web_page_came_in_place_of_rules_is_kept(ours: dict[str, Played]) -> None:
    found = ours["a page"].kept
    assert found is not None
    assert (found["text"], found["reason"]) == ("", "a web page instead of rules")


def test_requests_for_robots_txt_are_counted_where_they_were_made(ours: dict[str, Played]) -> None:
    told = ours["five hops"].told
    assert sum(source["requests"] for source in told.values()) == 1 + 5 + len(ours["five hops"].site.pages)


# The suite


def suite() -> list[dict[str, Any]]:
    folder = os.environ.get("KLACHTWACHT_SUITES")
    if not folder:
        return []
    return list(json.loads(Path(folder, "robots-rfc9309", "fetch_cases.json").read_text(encoding="utf-8")))


SUITE = suite()


@pytest.fixture(scope="module")
def of_suite(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Played]:
    return played(SUITE, tmp_path_factory.mktemp("suite"))


@pytest.mark.skipif(not SUITE, reason="KLACHTWACHT_SUITES is not set")
@pytest.mark.parametrize("case", SUITE, ids=lambda case: case["id"])
def test_the_suite_of_rfc_9309(of_suite: dict[str, Played], case: Mapping[str, Any]) -> None:
    expected = STRICTER.get(case["id"], EXPECTED[case["expect"]])
    told = of_suite[case["id"]]
    if "url" in case["robots_response"]:
        assert list(told.told) == list(told.reads)
    else:
        assert told.reads == expected


@pytest.mark.skipif(not SUITE, reason="KLACHTWACHT_SUITES is not set")
def test_what_is_kept_for_a_day_and_more_is_asked_for_again(of_suite: dict[str, Played]) -> None:
    assert of_suite["cache-24h"].site.robots == 1
