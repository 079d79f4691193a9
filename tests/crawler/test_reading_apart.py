"""Which pages are read in a process of their own, and what becomes of those that take too much there."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from parsel import Selector
from scripted_site import a_node, a_page
from spider_stage import NOW

from complaints.review import Review
from crawler.reading import apart
from crawler.reading.apart import Reader, ReadingFaultError, read_alone
from crawler.reading.child import Asked, Plain
from crawler.reading.declared import text
from crawler.reading.page import Page, Reading
from crawler.reading.prescan import HostilePageError

URL = "https://winkelpraat.example/fietsplezier"
LIGHT = a_page([a_node(1), a_node(2)]).body
# Over the size up to which a page is read where it came in.
HEAVY = LIGHT + b" " * 600_000
MARKED = b'<div itemscope itemtype="https://schema.org/Review">'
MICRODATA = MARKED + b'<p itemprop="reviewBody">Prima</p></div>'
# Small, and a minute's work for who reads it.
ENDLESS = b"<p id=a>" + b"<b itemprop=x>x</b>" * 5000 + MARKED.replace(b"<div", b"<div itemref=a") * 5000
GREEDY = b'<script type="application/ld+json">[' + b"{}," * 2_300_000 + b"{}]</script>"
# What a child could answer that a page has taken over.
LIAR = """
import json, sys
def say(text):
    sys.stdout.buffer.write(len(text).to_bytes(8, "big") + text)
    sys.stdout.flush()
say(b"ready")
sys.stdin.buffer.read(int.from_bytes(sys.stdin.buffer.read(8), "big"))
say(json.dumps({"reading": {"reviews": [{"site": ["no text"]}]}}).encode())
"""


class Cards:
    """A source that reads cards itself, in whichever process it is told to."""

    card = ".card"
    next_link = None
    reads_data = False
    reads_pages = True
    state: tuple[str, ...] = ()

    def answer(self, page: Page) -> Reading:
        raise AssertionError("its answers are pages")

    def read(self, card: Selector, page: Page) -> Review:
        if "break" in text(card, "p"):
            raise MemoryError if "memory" in text(card, "p") else ZeroDivisionError("no such mark")
        return Review(
            site=page.site, reader="cards", text=f"{text(card, 'p')} in {os.getpid()}, {os.environ.get('SLACK_URL')}"
        )


def asked(body: bytes) -> Asked:
    page = Page(html="", url=URL, site="winkelpraat", now=NOW)
    return Asked(body=body, content_type="text/html; charset=utf-8", page=page)


def with_a_reader(work: Callable[[Reader], Awaitable[Any]]) -> Any:
    async def all_of_it() -> Any:
        reader = Reader()
        try:
            return await work(reader)
        finally:
            await reader.close()

    return asyncio.run(all_of_it())


def read(*bodies: bytes, declared: Any = None) -> list[Reading | Exception]:
    """What one reader says of these pages, one after the other."""

    async def each(reader: Reader) -> list[Reading | Exception]:
        said: list[Reading | Exception] = []
        for body in bodies:
            try:
                said.append(await reader.read(asked(body), declared or Plain()))
            except (HostilePageError, ReadingFaultError) as error:
                said.append(error)
        return said

    return list(with_a_reader(each))


def test_a_light_page_is_read_without_starting_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asyncio, "create_subprocess_exec", None)
    (reading,) = read(LIGHT)
    assert isinstance(reading, Reading)
    assert [review.id for review in reading.reviews] == ["1", "2"]


@pytest.mark.parametrize("body", [HEAVY, HEAVY + b"<i>" * 30_000], ids=["large", "many tags"])
def test_a_heavy_page_says_what_it_would_have_said_here(body: bytes) -> None:
    light, heavy = read(LIGHT, body)
    assert heavy == light


def test_microdata_is_read_apart_however_small_the_page() -> None:
    (reading,) = read(MICRODATA)
    assert isinstance(reading, Reading)
    assert [review.text for review in reading.reviews] == ["Prima"]


def test_a_wall_is_recognised_apart_too() -> None:
    (reading,) = read(b"<title>Just a moment...</title>" + b" " * 600_000)
    assert isinstance(reading, Reading)
    assert reading.wall == "challenge"


def test_pages_at_once_are_each_answered_with_their_own() -> None:
    bodies = [a_page([a_node(number)]).body + b" " * 600_000 for number in range(5)]

    async def together(reader: Reader) -> list[Reading]:
        return await asyncio.gather(*(reader.read(asked(body), Plain()) for body in bodies))

    assert [reading.reviews[0].id for reading in with_a_reader(together)] == ["0", "1", "2", "3", "4"]


def test_a_page_that_takes_too_long_to_compute_is_hostile_and_the_next_is_read() -> None:
    endless, next_one = read(ENDLESS, HEAVY)
    assert isinstance(endless, HostilePageError)
    assert str(endless).startswith(
        "hostile page: reading it takes more than 5 seconds of computing; it begins: <p id=a>"
    )
    assert isinstance(next_one, Reading)


def test_a_page_that_takes_too_long_by_the_clock_is_hostile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "WALL_SECONDS", 1.0)
    endless, next_one = read(ENDLESS, MICRODATA)
    assert "reading it takes more than 1 seconds" in str(endless)
    assert isinstance(next_one, Reading)


def test_a_page_that_takes_too_much_memory_is_hostile_and_the_next_is_read() -> None:
    greedy, next_one = read(GREEDY, HEAVY)
    assert isinstance(greedy, HostilePageError)
    assert "reading it takes more than 280 MiB of memory; it begins: <script" in str(greedy)
    assert isinstance(next_one, Reading)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<i>" * 200_001, "more than 200000 times '<'; it begins: <i><i>"),
        (b"<i>" * 30_000 + b"<b " + b"a=1 " * 3_000 + b">", "more than 2000 attributes; it begins: <b a=1"),
        (b"<p>\x1b[31m\r\n\xe2\x80\xae" + b"<i>" * 200_001, "it begins: <p>[31m <i><i>"),
    ],
)
def test_what_is_hostile_is_shown_on_one_line_without_what_is_hidden(body: bytes, reason: str) -> None:
    (error,) = read(body)
    assert reason in str(error)
    assert len(str(error)) < 200


def test_cards_are_read_apart_by_a_spider_of_the_same_class() -> None:
    here, there = read(
        b"<div class=card><p>Prima</p></div>", b"<div class=card><p>Prima</p></div>" + b" " * 600_000, declared=Cards()
    )
    assert isinstance(here, Reading)
    assert isinstance(there, Reading)
    assert here.reviews[0].text != there.reviews[0].text


def test_what_reads_strangers_pages_has_none_of_the_shops_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_URL", "slack://secret")
    (there,) = read(b"<div class=card><p>Prima</p></div>" + b" " * 600_000, declared=Cards())
    assert isinstance(there, Reading)
    assert str(there.reviews[0].text).endswith("None")


def test_a_fault_of_a_spider_is_no_hostile_page() -> None:
    fault, next_one = read(b"<div class=card><p>break</p></div>" + b" " * 600_000, HEAVY, declared=Cards())
    assert isinstance(fault, ReadingFaultError)
    assert str(fault) == "ZeroDivisionError: no such mark"
    assert isinstance(next_one, Reading)


def test_a_process_that_does_not_start_is_no_hostile_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_CHILD", "raise SystemExit(3)")
    (fault,) = read(HEAVY)
    assert isinstance(fault, ReadingFaultError)
    assert "did not start" in str(fault)


def test_what_comes_back_is_not_taken_at_its_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_CHILD", LIAR)
    with pytest.raises(ValueError, match="validation error"):
        read(HEAVY)


def test_one_page_alone_is_read_under_the_same_limits() -> None:
    assert [review.text for review in read_alone(asked(MICRODATA), Plain()).reviews] == ["Prima"]
