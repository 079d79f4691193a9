"""One pace per host for the whole process."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from time import monotonic
from types import SimpleNamespace

import pytest
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from crawler import settings
from crawler.manners.conduct import Conduct
from crawler.manners.pace import Pace, host_and_port
from crawler.manners.turns import PaceMiddleware

DELAY = 0.1


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://praat.example/a", "praat.example:443"),
        ("http://praat.example/a", "praat.example:80"),
        ("https://praat.example:443/b", "praat.example:443"),
        ("https://PRAAT.example/b", "praat.example:443"),
        ("http://127.0.0.1:8008/", "127.0.0.1:8008"),
        ("https://www.praat.example/", "www.praat.example:443"),
    ],
)
def test_what_has_one_pace_is_a_host_with_its_port(url: str, place: str) -> None:
    assert host_and_port(url) == place


def paced(conduct: Conduct) -> PaceMiddleware:
    """The middleware of a crawler whose spider has this conduct."""
    return PaceMiddleware(SimpleNamespace(spider=SimpleNamespace(conduct=conduct)))


async def starts(pace: Pace, hosts: list[str], *, lasting: float = 0.0) -> list[float]:
    """When each request to these hosts began, all asked at once."""
    begun: list[float] = []

    async def request(host: str) -> None:
        await pace.take(host, DELAY)
        begun.append(monotonic())
        await asyncio.sleep(lasting)
        pace.give_back(host)

    await asyncio.gather(*(request(host) for host in hosts))
    return begun


def gaps(times: list[float]) -> list[float]:
    return [later - earlier for earlier, later in pairwise(times)]


def test_two_requests_to_a_host_start_a_delay_apart() -> None:
    assert all(gap >= DELAY for gap in gaps(asyncio.run(starts(Pace(), ["a"] * 3))))


def test_a_slow_answer_is_waited_for() -> None:
    assert all(gap >= 2 * DELAY for gap in gaps(asyncio.run(starts(Pace(), ["a"] * 3, lasting=2 * DELAY))))


def test_hosts_do_not_wait_for_each_other() -> None:
    assert all(gap < DELAY for gap in gaps(asyncio.run(starts(Pace(), ["a", "b", "c"]))))


def test_the_delay_counts_from_the_answer_for_the_server_saw_the_request_only_shortly_before() -> None:
    begun = asyncio.run(starts(Pace(), ["a"] * 3, lasting=DELAY))
    assert all(gap >= 2 * DELAY for gap in gaps(begun))


def test_a_host_that_asks_for_more_gets_it_and_others_do_not() -> None:
    pace = Pace()
    for seconds in (0.5 * DELAY, 3 * DELAY, 2 * DELAY):
        pace.slow_down("slow", seconds)
    assert all(gap >= 3 * DELAY for gap in gaps(asyncio.run(starts(pace, ["slow"] * 2))))
    assert all(gap < 3 * DELAY for gap in gaps(asyncio.run(starts(pace, ["other"] * 2))))


@pytest.mark.parametrize(("asked", "delay", "left"), [(None, 1, 1), (0.5, 1, 1), (60, 1, 60)])
def test_what_is_left_between_two_requests_is_what_the_host_asks_at_least_the_delay(
    asked: float | None, delay: float, left: float
) -> None:
    pace = Pace()
    if asked is not None:
        pace.slow_down("a", asked)
    assert pace.delay("a", delay) == left


def test_a_host_that_asks_for_less_is_given_the_delay() -> None:
    pace = Pace()
    pace.slow_down("fast", 0)
    assert all(gap >= DELAY for gap in gaps(asyncio.run(starts(pace, ["fast"] * 3))))


def test_a_host_that_is_closed_is_not_asked_and_others_are() -> None:
    pace = Pace()
    pace.close("busy", 3 * DELAY)
    pace.close("busy", DELAY)
    before = monotonic()
    assert asyncio.run(starts(pace, ["busy"]))[0] - before >= 3 * DELAY
    assert asyncio.run(starts(pace, ["other"]))[0] - before < 4 * DELAY


def test_who_waits_already_waits_on_when_the_host_is_closed() -> None:
    async def closed_meanwhile() -> float:
        pace = Pace()
        await pace.take("a", 0)
        pace.give_back("a")
        begun = monotonic()
        waiting = asyncio.create_task(pace.take("a", DELAY))
        await asyncio.sleep(DELAY / 2)
        pace.close("a", 2 * DELAY)
        await waiting
        return monotonic() - begun

    assert asyncio.run(closed_meanwhile()) >= 2.5 * DELAY


def test_a_sleep_that_ends_early_is_slept_on(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = asyncio.sleep
    monkeypatch.setattr(asyncio, "sleep", lambda seconds: whole(seconds / 2))

    async def two() -> list[float]:
        pace, begun = Pace(), []
        for _ in range(2):
            await pace.take("a", DELAY)
            begun.append(monotonic())
            pace.give_back("a")
        return begun

    assert gaps(asyncio.run(two()))[0] >= DELAY


def test_who_stops_waiting_leaves_the_turn_to_the_next() -> None:
    async def impatient() -> None:
        pace = Pace()
        await pace.take("a", DELAY)
        pace.give_back("a")
        waiting = asyncio.create_task(pace.take("a", 60))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        await asyncio.wait_for(pace.take("a", 0), 1)

    asyncio.run(impatient())


@pytest.mark.parametrize("ends", ["answer", "failure"])
def test_a_turn_ends_with_the_answer_or_the_failure(ends: str) -> None:
    middleware = paced(Conduct(agent="Test", delay=0))
    request = Request(f"https://{ends}.example/")

    async def twice() -> None:
        for _ in range(2):
            await asyncio.wait_for(middleware.process_request(request), 1)
            if ends == "answer":
                answer = Response(request.url)
                assert middleware.process_response(request, answer) is answer
            else:
                middleware.process_exception(request, OSError())

    asyncio.run(twice())


def test_what_was_refused_before_its_turn_gives_no_turn_back() -> None:
    conduct = Conduct(agent="Test", delay=0)
    one, other = paced(conduct), paced(conduct)
    request = Request("https://praat.example/")

    async def refused_beside() -> None:
        await one.process_request(request)
        other.process_exception(Request(request.url), IgnoreRequest())
        other.process_response(Request(request.url), Response(request.url))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(other.process_request(Request(request.url)), DELAY)
        one.process_response(request, Response(request.url))
        one.process_exception(request, IgnoreRequest())
        await asyncio.wait_for(other.process_request(Request(request.url)), 1)

    asyncio.run(refused_beside())


def test_nothing_stands_between_a_turn_and_the_download() -> None:
    order = settings.DOWNLOADER_MIDDLEWARES_BASE
    assert max(order, key=lambda name: order[name]) == "crawler.manners.turns.PaceMiddleware"


def test_every_crawler_of_the_process_keeps_the_same_pace() -> None:
    shared = Conduct(agent="Test", delay=DELAY)
    middlewares = [paced(shared), paced(shared)]

    async def both() -> float:
        begun = monotonic()
        for middleware in middlewares:
            request = Request("https://gedeeld.example/")
            await middleware.process_request(request)
            middleware.process_response(request, Response(request.url))
        return monotonic() - begun

    assert asyncio.run(both()) >= DELAY
