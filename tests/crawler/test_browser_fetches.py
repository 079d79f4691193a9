"""What a page gets of what it asks for while it is drawn; the browser and the crawler are stand-ins here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Request, Response

from crawler.browser.doing import do
from crawler.browser.fetches import MOST_PAGES, MOST_REQUESTS, Fetches
from crawler.browser.refusal import BrowserError
from crawler.browser.wants import Site
from crawler.manners.conduct import Conduct
from crawler.steps import Step

PAGE = "https://winkelpraat.example/fietsplezier"
SCRIPT, DATA = "https://winkelpraat.example/app.js", "https://winkelpraat.example/data"


@dataclass(slots=True)
class Engine:
    """A crawler's engine that answers what it is told, else 200."""

    answers: dict[str, Response | Exception] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)

    async def download_async(self, request: Request) -> Response:
        self.asked.append(request)
        answer = self.answers.get(request.url) or Response(request.url, body=b"ok")
        if isinstance(answer, Exception):
            raise answer
        return answer


@dataclass(slots=True)
class Route:
    """A request of a page, and what became of it."""

    request: Any
    became: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    async def abort(self, why: str) -> None:
        self.became = "refused"

    async def fulfill(self, *, status: int, headers: dict[str, str], body: bytes) -> None:
        self.became, self.headers = f"{status} {body.decode()}", headers


def a_route(url: str, kind: str = "fetch", **headers: str) -> Route:
    frame = SimpleNamespace(parent_frame=None)
    about = {"resource_type": kind, "method": "GET", "frame": frame, "headers": headers, "post_data_buffer": None}
    return Route(SimpleNamespace(url=url, **about))


@dataclass(slots=True)
class Stage:
    """A page of which the document was given already."""

    engine: Engine
    conduct: Conduct
    fetches: Fetches
    scripts: dict[str, Response]

    async def ask(self, url: str, kind: str = "fetch", **headers: str) -> Route:
        route = a_route(url, kind, **headers)
        await self.fetches.answer(route)  # type: ignore[arg-type]
        return route


def staged(play: Callable[[Stage], Coroutine[Any, Any, None]], **answers: Response | Exception) -> None:
    async def played() -> None:
        engine = Engine({f"https://winkelpraat.example/{name}": answer for name, answer in answers.items()})
        conduct, scripts = Conduct(agent="Klachtwacht"), {}
        crawler: Any = SimpleNamespace(engine=engine, spider=SimpleNamespace(conduct=conduct))
        document = HtmlResponse(PAGE, body=b"<p>", headers={"Set-Cookie": "spy=1", "X-Kept": "yes"})
        fetches = Fetches(crawler, document, Site.of(PAGE, []), scripts)
        stage = Stage(engine, conduct, fetches, scripts)
        first = await stage.ask(PAGE, "document")
        assert (first.became, first.headers) == ("200 <p>", {"X-Kept": "yes"})
        await play(stage)

    asyncio.run(played())


def urls(requests: Sequence[Request]) -> list[str]:
    return [request.url for request in requests]


def test_the_page_itself_is_not_fetched_again_and_sets_no_cookie() -> None:
    async def play(stage: Stage) -> None:
        assert stage.engine.asked == []

    staged(play)


def test_what_it_may_have_is_fetched_by_the_crawler_as_itself() -> None:
    async def play(stage: Stage) -> None:
        route = await stage.ask(DATA, accept="application/json", cookie="spy=1", **{"user-agent": "Mozilla"})
        assert route.became == "200 ok"
        (asked,) = stage.engine.asked
        assert dict(asked.headers.to_unicode_dict()) == {"Accept": "application/json"}

    staged(play)


def test_a_script_is_fetched_once_for_all_pages_of_a_source_and_data_each_time() -> None:
    async def play(stage: Stage) -> None:
        for _ in range(2):
            await stage.ask(SCRIPT, "script")
            await stage.ask(DATA)
        assert urls(stage.engine.asked) == [SCRIPT, DATA, DATA]
        assert list(stage.scripts) == [SCRIPT]

    staged(play)


def test_what_robots_txt_or_the_gate_refuses_is_refused_to_the_page() -> None:
    async def play(stage: Stage) -> None:
        assert (await stage.ask(DATA)).became == "refused"

    staged(play, data=IgnoreRequest("not allowed"))


def test_a_server_that_is_too_busy_is_asked_for_nothing_more_by_anyone() -> None:
    async def play(stage: Stage) -> None:
        await stage.ask(DATA)
        assert (await stage.ask(SCRIPT, "script")).became == "refused"
        assert urls(stage.engine.asked) == [DATA]
        assert stage.fetches.busy is not None
        assert list(stage.conduct.busy.gave_up) == ["winkelpraat.example:443"]

    staged(play, data=Response(DATA, status=429, headers={"Retry-After": "120"}))


def test_a_page_asks_for_so_much_and_no_more() -> None:
    async def play(stage: Stage) -> None:
        became = [(await stage.ask(f"{DATA}?{at}")).became for at in range(MOST_REQUESTS + 5)]
        assert became.count("refused") == 5

    staged(play)


def test_a_page_leads_to_so_many_others_and_no_more() -> None:
    async def play(stage: Stage) -> None:
        became = [(await stage.ask(f"{PAGE}?{at}", "document")).became for at in range(MOST_PAGES + 1)]
        assert became == ["200 ok"] * MOST_PAGES + ["refused"]

    staged(play)


def test_what_waits_when_the_page_is_over_is_not_fetched() -> None:
    async def play(stage: Stage) -> None:
        stage.fetches.end()
        assert (await stage.ask(DATA)).became == "refused"
        assert stage.engine.asked == []

    staged(play)


# Steps


@dataclass(slots=True)
class Element:
    """A button of a page that is always there."""

    label: str
    pressed: int = 0

    @property
    def first(self) -> Element:
        return self

    async def wait_for(self, **_: Any) -> None:
        """It is there."""

    async def is_visible(self) -> bool:
        return True

    async def inner_text(self, **_: Any) -> str:
        return self.label

    async def click(self, **_: Any) -> None:
        self.pressed += 1


class Still:
    """A page that asks for nothing."""

    def touch(self) -> None:
        """Nothing comes of it."""

    async def quiet(self) -> None:
        """It is."""


def pressed(label: str, step: Step) -> int:
    element = Element(label)
    page: Any = SimpleNamespace(locator=lambda _: element)
    still: Any = Still()
    asyncio.run(do(page, [step], still))
    return element.pressed


def test_a_button_is_clicked_as_often_as_is_said_and_no_more() -> None:
    assert pressed("Meer reviews", Step(do="click", on="button", times=4)) == 4


def test_what_a_site_asks_is_refused_once() -> None:
    assert pressed("Alleen noodzakelijk", Step(do="refuse", on="button", times=4)) == 1


@pytest.mark.parametrize("do_", ["click", "refuse"])
def test_a_button_that_agrees_is_not_pressed_whatever_the_step_is_called(do_: Any) -> None:
    with pytest.raises(BrowserError, match="would press 'Alles accepteren', which agrees"):
        pressed("Alles accepteren", Step(do=do_, on="button"))
