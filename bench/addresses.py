"""The gate for addresses: what reaches the shop's own network (nothing), and what asking it costs.

Two crawls in processes of their own (this module with "crawl"), each in a world where the names lead where they are
told to, every connection is counted, and what is not loopback is a stand-in for the public internet on loopback.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import process_time
from typing import Any

from bench.child import run
from bench.figures import figure, middle, spread
from guard.addresses import Allowed, refuses

PUBLIC = "93.184.215.14"
NAMES = 100
TIMES, ASKED = 9, 5_000
URLS = {
    "a name": "https://www.winkelcijfers.example/winkels/fietsen-jansen?blad=2",
    "an address": f"http://{PUBLIC}:8080/winkels/fietsen-jansen",
}


@dataclass(slots=True, kw_only=True)
class Server:
    """A server on loopback that sends whoever asks to where it is told, and counts who asked."""

    port: int = 0
    leads_to: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


@contextmanager
def serving() -> Iterator[Server]:
    made = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            robots = self.path == "/robots.txt"
            self.send_response(404 if robots or self.path not in made.leads_to else 302)
            self.send_header("Location", made.leads_to.get(self.path, "/"))
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.port = server.server_port
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()


def suite() -> None:
    """Every address of the suite as what a page redirects to, and as a page itself."""
    root = os.environ.get("KLACHTWACHT_SUITES")
    if not root:
        print("KLACHTWACHT_SUITES is not set: without the suite of addresses", file=sys.stderr)
        return
    urls: list[str] = json.loads(Path(root, "ssrf", "own-urls.json").read_text(encoding="utf-8"))
    names = {url.split("/")[2]: ["127.0.0.1"] for url in urls if refuses(url, Allowed()) is None}
    with serving() as site:
        site.leads_to = {f"/{at}": url.encode().decode("latin-1") for at, url in enumerate(urls)}
        pages = {f"/{at}": f"http://127.0.0.1:{site.port}/{at}" for at in range(len(urls))}
        # A page without a scheme cannot be asked for at all.
        pages |= {url: url for url in urls if not url.startswith("//")}
        met = crawled(pages, names, allow=[f"127.0.0.1:{site.port}"])
    reached = [one for one in met["dialled"] if one != ["127.0.0.1", site.port]]
    kept = len(urls) - len(reached)
    as_pages = sum(bool(met["refused"].get(url)) for url in urls)
    more = {"n": len(urls), "refused_as_pages": as_pages, "dialled_elsewhere": reached, "names": sorted(names)}
    figure("addresses of the suite refused without a connection", kept, "addresses", target=len(urls), **more)


def rebinding() -> None:
    """Names that lead to the public internet when first asked, and inside from then on."""
    with serving() as outside, serving() as inside:
        at = f":{inside.port}"
        outside.leads_to = {f"/{n}": f"http://r{n}.example{at}/" for n in range(NAMES)}
        pages = {str(n): f"http://r{n}.example{at}/{n}" for n in range(NAMES)}
        names = {f"r{n}.example": [PUBLIC, PUBLIC, "127.0.0.1"] for n in range(NAMES)}
        met = crawled(pages, names, outside=outside.port)
    refused = sum("loopback" in str(reason) for reason in met["refused"].values())
    more = {"n": NAMES, "target": 0, "refused": refused, "read_outside": len(set(outside.asked) - {"/robots.txt"})}
    figure("rebinding names that reached the inside", len(inside.asked), "names", **more)


def crawled(pages: dict[str, str], names: dict[str, list[str]], **world: Any) -> dict[str, Any]:
    asked = json.dumps({"pages": pages, "names": names, "outside": 1, "allow": [], **world})
    found: dict[str, Any] = json.loads(run([sys.executable, "-m", "bench.addresses", "crawl", asked]).output)
    return found


def crawl_here(world: dict[str, Any]) -> None:
    """Crawl in this process; prints why each page was refused, and what was dialled."""
    from crawler.handover import Task
    from crawler.process import REACTOR, crawl
    from crawler.source import Network, Source
    from klachtwacht import sites

    dialled = in_a_world(REACTOR, world["names"], world["outside"])
    refused: dict[str, str | None] = {}

    async def finished(report: Any) -> None:
        refused[report.task.source.name] = report.saw.refused

    network = Network(contact="a@a.example", user_agent="Bench/1", delay=0.0, timeout=5.0, allow_private=world["allow"])
    about = {"keeper": None, "now": datetime.now(UTC), "first": True, "deep": False, "max_pages": 1}
    tasks = [
        Task(source=Source(name=name, shop="a", site="page", url=url), spider=partial(sites.spider, "page"), **about)
        for name, url in world["pages"].items()
    ]
    crawl(tasks, network, finished)
    json.dump({"refused": refused, "dialled": dialled}, sys.stdout)


def in_a_world(reactor_name: str, names: dict[str, list[str]], outside: int) -> list[tuple[str, int]]:
    """Names lead to each of their addresses in turn, the last for good; gives the list of what will be dialled."""
    from scrapy.utils.reactor import install_reactor

    install_reactor(reactor_name)
    from twisted.internet import reactor
    from twisted.internet._resolver import GAIResolver

    def look_up(host: str, port: int, *_: Any) -> Any:
        leads = names.get(host, [host])
        address = leads.pop(0) if len(leads) > 1 else leads[0]
        return socket.getaddrinfo(address, port, 0, socket.SOCK_STREAM, 0, socket.AI_NUMERICHOST)

    dialled: list[tuple[str, int]] = []
    really = reactor.connectTCP

    def connect(host: str, port: int, *args: Any, **more: Any) -> Any:
        dialled.append((host, port))
        return really(*((host, port) if host == "127.0.0.1" else ("127.0.0.1", outside)), *args, **more)

    reactor.connectTCP = connect
    reactor.installNameResolver(GAIResolver(reactor, reactor.getThreadPool, look_up))
    return dialled


def cost() -> None:
    allowed = Allowed.of(["127.0.0.1"])
    for kind, url in URLS.items():
        found = []
        for _ in range(TIMES):
            begun = process_time()
            for _ in range(ASKED):
                refuses(url, allowed)
            found.append((process_time() - begun) / ASKED * 1e6)
        figure(f"CPU to judge {kind}", middle(found), "µs", n=TIMES, asked=ASKED, spread=spread(found))


def main() -> None:
    suite()
    rebinding()
    cost()


if __name__ == "__main__":
    if sys.argv[1:2] == ["crawl"]:
        crawl_here(json.loads(sys.argv[2]))
    else:
        main()
