"""The browser of one source: started when its first page is there, ended with its crawl.

It is driven by scrapy-playwright. A page is drawn in a context of its own, which remembers nothing of another.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scrapy.http import Request, Response

from crawler.browser.doing import do
from crawler.browser.door import Door
from crawler.browser.fetches import Fetches, Scripts
from crawler.browser.find import browser
from crawler.browser.manner import Manner
from crawler.browser.refusal import BrowserError
from crawler.browser.wants import Site
from crawler.reading.prescan import HostilePageError
from crawler.steps import Step

if TYPE_CHECKING:
    from playwright.async_api import Page
    from scrapy.crawler import Crawler

START_SECONDS = 30.0
CLOSE_SECONDS = 10.0
# A page whose scripts need more than this is none of reviews, in MiB.
HEAP = 256
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--dns-prefetch-disable",
    "--no-pings",
    # No name is looked up by the browser, and no way goes around the door: not to this machine, not by UDP.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy",
    f"--js-flags=--max-old-space-size={HEAP}",
)
# The environment may hold the shop's secrets: what opens strangers' pages gets what a browser needs.
_PASSED_ON = ("DBUS_", "FONTCONFIG", "HOME", "LANG", "LC_", "LD_LIBRARY_PATH", "PATH", "TMPDIR", "TZ", "XDG_")
_LENGTH = "document.documentElement ? document.documentElement.outerHTML.length : 0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What is drawn of a page: its address after its scripts, and its HTML."""

    url: str
    html: str


@dataclass(slots=True)
class Studio:
    """Draws one page after another."""

    crawler: Crawler
    manner: Manner
    door: Door = field(default_factory=Door)
    _handler: Any = None
    _scripts: Scripts = field(default_factory=dict)
    _pages: int = 0
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def draw(self, document: Response) -> Drawn:
        """The page as its scripts draw it. Raises BrowserError, HostilePageError for a page too large, BusyError."""
        async with self._turn:
            site = Site.of(document.url, self.manner.hosts)
            fetches = Fetches(self.crawler, document, site, self._scripts)
            try:
                drawn = await self._drawn(document, fetches)
            finally:
                fetches.end()
            if fetches.busy:
                raise fetches.busy
            return drawn if site.has(drawn.url) else Drawn(url=document.url, html=drawn.html)

    async def close(self) -> None:
        """End the browser and what drives it, however it is."""
        handler, self._handler = self._handler, None
        if handler is None:
            return
        await self.door.close()
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_SECONDS):
                await handler.close()

    async def _drawn(self, document: Response, fetches: Fetches) -> Drawn:
        from playwright.async_api import Error

        request = self._request(document, fetches)
        seconds = self.crawler.settings.getfloat("KLACHTWACHT_DRAWING_TIMEOUT")
        try:
            async with asyncio.timeout(seconds):
                handler = await self._started()
                response = await handler.download_request(request)
                await request.meta["playwright_page"].context.close()
        except TimeoutError:
            # Whatever it hangs in, nothing of it stays: the next page has a browser of its own.
            await self.close()
            raise BrowserError(f"the page was not drawn within {seconds:.0f} seconds") from None
        except Error as error:
            await self.close()
            raise BrowserError(_in_words(error)) from error
        except (BrowserError, HostilePageError):
            await self.close()
            raise
        return Drawn(url=response.url, html=response.text)

    def _request(self, document: Response, fetches: Fetches) -> Request:
        from scrapy_playwright.page import PageMethod

        self._pages += 1
        largest = self.crawler.settings.getint("DOWNLOAD_MAXSIZE")
        meta = {
            "playwright": True,
            "playwright_include_page": True,
            "playwright_context": f"page {self._pages}",
            "playwright_context_kwargs": self._context(),
            "playwright_page_goto_kwargs": {"wait_until": "domcontentloaded"},
            "playwright_page_init_callback": _answered_by(fetches),
            "playwright_page_methods": [PageMethod(_finished, self.manner.steps, fetches, largest)],
        }
        return Request(document.url, meta=meta, dont_filter=True)

    def _context(self) -> dict[str, Any]:
        return {
            "accept_downloads": False,
            "locale": "nl-NL",
            "service_workers": "block",
            "timezone_id": self.manner.zone,
            "user_agent": self.manner.agent,
            "viewport": {"width": 1280, "height": 1600},
        }

    async def _started(self) -> Any:
        """What drives the browser, started when a page first needs it."""
        if self._handler is None:
            from crawler.browser.driver import driver

            self._handler = driver(self.crawler, options(await self.door.open()))
            await self._handler.browser_provider.start()
        return self._handler


def options(proxy: str) -> dict[str, Any]:
    """How the browser is started behind a proxy. As root it has no sandbox: Chromium has none to offer there."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(_PASSED_ON)}
    return {
        "args": list(FLAGS),
        "chromium_sandbox": getattr(os, "geteuid", lambda: 1)() != 0,
        "env": kept,
        "executable_path": str(browser()),
        # Ctrl-C is for the program, which ends its browser itself.
        "handle_sigint": False,
        "handle_sigterm": False,
        "handle_sighup": False,
        "headless": True,
        "proxy": {"server": proxy, "bypass": "<-loopback>"},
        "timeout": START_SECONDS * 1000,
    }


def _answered_by(fetches: Fetches) -> Any:
    async def begin(page: Page, _: Request) -> None:
        # Asked before the route of scrapy-playwright itself, which would go on to the network.
        await page.route("**/*", fetches.answer)

    return begin


async def _finished(page: Page, steps: Sequence[Step], fetches: Fetches, largest: int) -> None:
    """Have the page come to its end, and judge its size. Raises BrowserError and HostilePageError."""
    await do(page, steps, fetches)
    length = await _length(page)
    if length > largest:
        raise HostilePageError(f"hostile page: drawn, it has {length} characters, more than max_body ({largest} bytes)")


async def _length(page: Page) -> int:
    """How long its HTML is, asked where the page's own scripts have no say."""
    session = await page.context.new_cdp_session(page)
    tree = await session.send("Page.getFrameTree")
    world = await session.send("Page.createIsolatedWorld", {"frameId": tree["frameTree"]["frame"]["id"]})
    asked = {"expression": _LENGTH, "contextId": world["executionContextId"], "returnByValue": True}
    return int((await session.send("Runtime.evaluate", asked))["result"]["value"])


def _in_words(error: Exception) -> str:
    said = str(error).partition("\n")[0]
    if said.startswith("BrowserType.launch"):
        return f"the browser does not start ({said}); see whether `{browser()} --version` does"
    return f"the browser could not draw the page: {said}"
