"""Pages drawn by JavaScript, crawled in a real browser: what it brings, what a page does not get, how each ends.

One process with three browsers, one after another, and one process without any: a browser costs two seconds.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from browser_here import needs_browser
from scripted_site import Answer, ScriptedSite, a_node, a_page, scripted_site

from crawler.browser.find import VARIABLE

SCRIPT = Path(__file__).with_name("crawl_in_process.py")
HOSTILE = (Path(__file__).with_name("hostile_in_browser.js")).read_text(encoding="utf-8")
TIMEOUT = 15
DELAY = 0.2
ROBOTS = Answer(body=b"User-agent: *\nDisallow: /geheim\n", headers={"Content-Type": "text/plain"})
STEPS = [{"do": "refuse", "on": "#keuze .weiger"}, {"do": "click", "on": "button.meer", "times": 9}]
DRAWN = """<!doctype html><html lang="nl"><body><p id="keuze"><button class="ja">Alles accepteren</button>
<button class="weiger">Alleen noodzakelijk</button></p><div id="hier"></div><button class="meer" hidden>Meer</button>
<img src="/foto.png"><link rel="stylesheet" href="/stijl.css"><script src="/app.js"></script></body></html>"""
APP = """
let page = 0;
const more = document.querySelector('.meer');
async function next() {
  page += 1;
  const nodes = await (await fetch('/data/' + page)).json();
  const script = document.createElement('script');
  script.type = 'application/ld+json';
  script.textContent = JSON.stringify({'@context': 'https://schema.org', '@graph': nodes});
  document.getElementById('hier').append(script);
  more.hidden = page >= 3;
}
document.querySelector('.ja').onclick = () => { document.body.textContent = 'spied on'; };
document.querySelector('.weiger').onclick = () => { document.getElementById('keuze').remove(); next(); };
more.onclick = next;
fetch('/geheim').catch(() => {});
document.title = [navigator.language, navigator.userAgent].join(' ');
"""
RESTLESS = "<!doctype html><html><body><script>setInterval(() => fetch('/tick'), 250)</script></body></html>"


def html(text: str) -> Answer:
    return Answer(body=text.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def script(text: str) -> Answer:
    return Answer(body=text.encode(), headers={"Content-Type": "text/javascript"})


def data(*numbers: int) -> Answer:
    nodes = json.dumps([a_node(number) for number in numbers])
    return Answer(body=nodes.encode(), headers={"Content-Type": "application/json"})


def crawl(sources: list[dict[str, Any]], allow: list[str], **environment: str) -> dict[str, Any]:
    asked = {
        "sources": sources,
        "network": {"delay": DELAY, "timeout": 5.0, "allow_private": allow},
        "settings": {"KLACHTWACHT_DRAWING_TIMEOUT": TIMEOUT},
        "faulty": None,
        "refused": None,
        "robots": [],
    }
    done = subprocess.run(
        [sys.executable, SCRIPT],
        input=json.dumps(asked),
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return dict(json.loads(done.stdout))


class Inside:
    """What stands on the shop's own network: hears whoever connects to its port, by TCP or UDP."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.port = 0

    @contextmanager
    def listening(self) -> Iterator[Inside]:
        tcp = socket.create_server(("", 0), family=socket.AF_INET6, dualstack_ipv6=True)
        self.port = tcp.getsockname()[1]
        udp = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
        udp.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        udp.bind(("", self.port))
        threading.Thread(target=self._accept, args=(tcp,), daemon=True).start()
        threading.Thread(target=self._receive, args=(udp,), daemon=True).start()
        try:
            yield self
        finally:
            for each in (tcp, udp):
                each.close()

    def _accept(self, tcp: socket.socket) -> None:
        while True:
            try:
                met, _ = tcp.accept()
            except OSError:
                return
            with met:
                self.heard.append("tcp")

    def _receive(self, udp: socket.socket) -> None:
        while True:
            try:
                udp.recv(100)
            except OSError:
                return
            self.heard.append("udp")


def drawn_site(site: ScriptedSite) -> None:
    site.serve("/robots.txt", ROBOTS)
    site.serve("/drawn", html(DRAWN))
    site.serve("/app.js", script(APP))
    for page in (1, 2, 3):
        site.serve(f"/data/{page}", data(page * 10, page * 10 + 1))


def hostile_site(site: ScriptedSite, inside: Inside) -> None:
    site.serve("/robots.txt", ROBOTS)
    site.serve("/hostile", html("<!doctype html><html><body><script src=/hostile.js></script></body></html>"))
    site.serve("/hostile.js", script(HOSTILE.replace("PORT", str(inside.port))))
    site.serve("/within", Answer(status=302, headers={"Location": f"http://127.0.0.1:{inside.port}/redirected"}))


@pytest.fixture(scope="module")
def inside() -> Iterator[Inside]:
    with Inside().listening() as inside:
        yield inside


@pytest.fixture(scope="module")
def sites() -> Iterator[list[ScriptedSite]]:
    with scripted_site() as drawn, scripted_site() as hostile, scripted_site() as restless:
        yield [drawn, hostile, restless]


@pytest.fixture(scope="module")
def told(sites: list[ScriptedSite], inside: Inside) -> dict[str, Any]:
    drawn, hostile, restless = sites
    drawn_site(drawn)
    hostile_site(hostile, inside)
    restless.serve("/restless", html(RESTLESS))
    sources: list[dict[str, Any]] = [
        {"name": "drawn", "url": f"{drawn.url}/drawn", "browser": True, "steps": STEPS},
        {"name": "hostile", "url": f"{hostile.url}/hostile", "browser": True},
        {"name": "restless", "url": f"{restless.url}/restless", "browser": True},
    ]
    return crawl(sources, [site.url.removeprefix("http://") for site in sites])


@needs_browser
def test_the_reviews_that_its_scripts_draw_are_read_once_its_steps_are_done(told: dict[str, Any]) -> None:
    assert told["drawn"]["saw"]["failure"] is None
    assert told["drawn"]["pages"] == [["10", "11", "20", "21", "30", "31"]]


@needs_browser
def test_what_draws_nothing_and_what_robots_txt_forbids_is_not_asked_for(
    told: dict[str, Any], sites: list[ScriptedSite]
) -> None:
    assert sites[0].paths() == ["/robots.txt", "/drawn", "/app.js", "/data/1", "/data/2", "/data/3"]


@needs_browser
def test_what_a_page_asks_of_its_site_comes_at_the_pace_of_any_page(
    told: dict[str, Any], sites: list[ScriptedSite]
) -> None:
    assert min(sites[0].gaps()) > DELAY


@needs_browser
def test_the_crawler_says_who_it_is_in_what_a_page_asks_for_too(
    told: dict[str, Any], sites: list[ScriptedSite]
) -> None:
    assert {one.headers["user-agent"] for one in sites[0].asked} == {"Klachtwacht/test (+mailto:a@a.example)"}
    assert not [one for one in sites[0].asked if "cookie" in one.headers or "referer" in one.headers]


@needs_browser
def test_every_request_of_a_page_is_counted(told: dict[str, Any]) -> None:
    assert told["drawn"]["requests"] == 6


@needs_browser
def test_a_page_reaches_nothing_on_the_shops_own_network_whatever_it_tries(
    told: dict[str, Any], sites: list[ScriptedSite], inside: Inside
) -> None:
    assert "/tried" in sites[1].paths(), "the page did not try"
    assert inside.heard == []


@needs_browser
def test_a_page_that_never_comes_to_rest_is_ended_and_its_lamp_says_so(told: dict[str, Any]) -> None:
    assert told["restless"]["saw"]["failure"] == f"the page was not drawn within {TIMEOUT} seconds"


@needs_browser
def test_one_browser_is_at_work_at_a_time(told: dict[str, Any], sites: list[ScriptedSite]) -> None:
    spans = sorted((site.asked[0].at, site.asked[-1].at) for site in sites)
    assert all(earlier[1] < later[0] for earlier, later in pairwise(spans))


def test_without_a_browser_only_the_sources_that_need_one_notice() -> None:
    with scripted_site() as site:
        site.serve("/plain", a_page([a_node(1)]))
        sources = [
            {"name": "drawn", "url": f"{site.url}/drawn", "browser": True},
            {"name": "plain", "url": f"{site.url}/plain"},
        ]
        told = crawl(sources, ["127.0.0.1"], **{VARIABLE: "/nowhere/chromium"})
    assert told["drawn"]["saw"]["failure"] == f"{VARIABLE} names /nowhere/chromium, which is no program"
    assert told["plain"]["pages"] == [["1"]]
    assert "/drawn" not in site.paths()
