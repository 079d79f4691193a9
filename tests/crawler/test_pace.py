"""One pace per host for the whole process."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from time import monotonic
from types import SimpleNamespace

import pytest
from scrapy.http import Request, Response

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
