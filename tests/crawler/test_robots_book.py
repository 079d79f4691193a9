"""One question for a robots.txt, however many wait for the answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
from robots_shelves import Memory

from complaints.robots_files import RobotsFile
from crawler.manners.refusal import RefusedError
from crawler.manners.robots_book import RobotsBook
from crawler.manners.robots_policy import Answer, judge

NOW = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)
SITE, OTHER = "https://praat.example:443", "https://mening.example:443"
US = "Klachtwacht/1.0"
REFUSES = Answer(status=200, body=b"User-agent: *\nDisallow: /")


class Site:
    """What a fetch brings, and how often it was asked."""

    def __init__(self, *answers: Answer | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def of(self, authority: str) -> Callable[[datetime], Awaitable[RobotsFile]]:
        async def fetch(now: datetime) -> RobotsFile:
            self.asked.append(authority)
            await asyncio.sleep(0.01)
            answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
            if isinstance(answer, Exception):
                raise answer
            return judge(authority, answer, now)

        return fetch


async def asked(book: RobotsBook, site: Site, *authorities: str) -> list[bool | BaseException]:
    """Whether the front page may be read, by all who ask at once."""
    standings = await asyncio.gather(
        *(book.standing(each, US, site.of(each)) for each in authorities), return_exceptions=True
    )
    return [one if isinstance(one, BaseException) else one.allows("https://x.example/") for one in standings]


def test_who_waits_for_the_answer_gets_it_and_no_one_asks_again() -> None:
    book, site = RobotsBook(), Site(REFUSES)

    assert asyncio.run(asked(book, site, *[SITE] * 10)) == [False] * 10
    assert asyncio.run(asked(book, site, SITE)) == [False]
    assert site.asked == [SITE]


def test_each_site_is_asked_for_its_own() -> None:
    site = Site(REFUSES)
    asyncio.run(asked(RobotsBook(), site, SITE, OTHER, SITE))

    assert sorted(site.asked) == sorted([SITE, OTHER])


def test_what_was_kept_is_not_asked_for() -> None:
    site = Site(Answer(status=404))
    kept = judge(SITE, REFUSES, NOW - timedelta(hours=23))

    assert asyncio.run(asked(RobotsBook(Memory(kept, now=NOW)), site, SITE)) == [False]
    assert site.asked == []


@pytest.mark.parametrize("age", [timedelta(hours=24), timedelta(days=31), timedelta(hours=-1)])
def test_what_was_kept_too_long_or_comes_from_the_future_is_asked_for_and_kept_anew(age: timedelta) -> None:
    site = Site(Answer(status=404))
    shelf = Memory(judge(SITE, REFUSES, NOW - age), now=NOW)

    assert asyncio.run(asked(RobotsBook(shelf), site, SITE)) == [True]
    assert [(file.kind, file.fetched) for file in shelf.saved] == [("none", NOW)]


def test_what_expires_during_a_run_is_asked_for_again() -> None:
    site, shelf = Site(Answer(status=503), Answer(status=404)), Memory(now=NOW)
    book = RobotsBook(shelf)

    assert asyncio.run(asked(book, site, SITE)) == [False]
    shelf.time = NOW + timedelta(hours=1)
    assert asyncio.run(asked(book, site, SITE)) == [True]


def test_a_request_that_must_not_be_made_says_nothing_of_the_site_and_is_not_kept() -> None:
    refused = RefusedError("an address on your own network")
    site, shelf = Site(refused, Answer(status=404)), Memory(now=NOW)

    assert asyncio.run(asked(RobotsBook(shelf), site, SITE, SITE)) == [refused, True]
    assert [file.kind for file in shelf.saved] == ["none"]


def test_who_stops_waiting_leaves_the_question_to_the_next() -> None:
    async def impatient() -> list[bool | BaseException]:
        book, site = RobotsBook(), Site(REFUSES)
        waiting = asyncio.create_task(book.standing(SITE, US, site.of(SITE)))
        await asyncio.sleep(0)
        waiting.cancel()
        return await asked(book, site, SITE)

    assert asyncio.run(impatient()) == [False]
