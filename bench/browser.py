"""Pages that are drawn by a browser, at their worst: what they reach (nothing), how they end, what a kill leaves.

What is reached is told by two: the crawler, whose every connection is counted in a world where names lead inside, and
the browser's own log of its network. KLACHTWACHT_SUITES names the folder with the suite of addresses.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

from bench.child import environment, run
from bench.drawn_site import FIRST, drawn_site
from bench.figures import figure
from bench.process_tree import alive, tree
from guard.addresses import Allowed, refuses

SEED = 20261122
KILLS = 12
PATIENCE = 10
SPIN = "<!doctype html><html><body><script>while (true);</script></body></html>"
WAYS = Path(__file__).with_name("browser_ways.js")
# What the browser's log calls looking a name up.
LOOKUPS = ("DNS_TRANSACTION", "HOST_RESOLVER_SYSTEM_TASK")


def addresses() -> None:
    root = os.environ.get("KLACHTWACHT_SUITES")
    if not root:
        print("KLACHTWACHT_SUITES is not set: without the suite of addresses", file=sys.stderr)
        return
    urls: list[str] = json.loads(Path(root, "ssrf", "own-urls.json").read_text(encoding="utf-8"))
    _tried(urls, [], "addresses that a page reached, by any way it has")
    # The same with every host allowed to be asked, so that nothing but the gate stands in between.
    hosts = sorted({host for url in urls if (host := _host(url))})
    _tried(urls, hosts, "addresses that a page reached, its own host's filter off")


def _tried(urls: list[str], hosts: list[str], name: str) -> None:
    asked: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "net.json")
        ways = WAYS.read_text(encoding="utf-8").replace("ADDRESSES", json.dumps(urls))
        html = '<!doctype html><html><body><script src="/ways.js"></script></body></html>'
        with drawn_site({"/ways": ("text/html", html), "/ways.js": ("text/javascript", ways)}, asked.append) as site:
            names = {_host(url): ["127.0.0.1"] for url in urls if refuses(url, Allowed()) is None}
            own = site.removeprefix("http://")
            world = {
                "url": f"{site}/ways",
                "allow": [own],
                "hosts": hosts,
                "names": names,
                "net_log": str(log),
                "seconds": 600,
                "requests": 10_000,
            }
            told = json.loads(run([sys.executable, "-m", "bench.browser_crawl", json.dumps(world)]).output)
        browser, looked_up = _log(log)
        door = told["door"].removeprefix("http://")
        knocked = door in browser
        browser.discard(door)
    port = int(own.partition(":")[2])
    inside = [one for one in told["dialled"] if one != ["127.0.0.1", port]]
    tried = next((int(path.rpartition("=")[2]) for path in asked if path.startswith("/tried")), 0)
    more = {
        "n": len(urls),
        "tries": tried,
        "by_the_crawler": inside,
        "by_the_browser": sorted(browser),
        "knocked_at_the_door": knocked,
    }
    figure(name, len(inside) + len(browser), "addresses", target=0, **more, names_looked_up=looked_up)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _log(file: Path) -> tuple[set[str], int]:
    """Where the browser tried to connect by TCP, or sent something by UDP, and how many names it looked up."""
    text = file.read_text(encoding="utf-8")
    log = json.loads(text if text.rstrip().endswith("}") else text.rstrip().rstrip(",") + "]}")
    kinds = {number: name for name, number in log["constants"]["logEventTypes"].items()}
    events = [(kinds[event["type"]], event["source"]["id"], event.get("params", {})) for event in log["events"]]
    # A socket for UDP is "connected" to learn which address this machine would use; that sends nothing.
    sent = {source for kind, source, _ in events if kind == "UDP_BYTES_SENT"}
    by_udp = {about["address"] for kind, source, about in events if kind == "UDP_CONNECT" and source in sent and about}
    by_tcp = {about["address"] for kind, _, about in events if kind == "TCP_CONNECT_ATTEMPT" and "address" in about}
    return by_tcp | by_udp, sum(kind in LOOKUPS for kind, _, _ in events)


def hanging() -> None:
    with drawn_site({"/spin": ("text/html", SPIN)}, lambda _: None) as site:
        world = {"url": f"{site}/spin", "allow": ["127.0.0.1"], "seconds": PATIENCE}
        begun = time.monotonic()
        told = json.loads(run([sys.executable, "-m", "bench.browser_crawl", json.dumps(world)]).output)
    figure(
        "a page that never ends, ended after", time.monotonic() - begun, "s", target=PATIENCE + 20, why=told["failure"]
    )


def killed() -> None:
    """kill -9 of the run at a point of its time; what is still there five seconds later."""
    chance, left, met = random.Random(SEED), 0, 0
    with drawn_site({}, lambda _: None) as site:
        world = json.dumps({"url": site + FIRST, "allow": ["127.0.0.1"], "pages": 50})
        for _ in range(KILLS):
            command = [sys.executable, "-m", "bench.browser_crawl", world]
            crawl = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment())
            time.sleep(2 + chance.random() * 6)
            below = tree(crawl.pid)
            crawl.kill()
            crawl.wait()
            time.sleep(5)
            met += len(below) > 1
            left += len(alive(below[1:]))
    figure("processes left by a killed run", left, "processes", target=0, n=KILLS, with_a_browser=met, seed=SEED)


def main() -> None:
    addresses()
    hanging()
    killed()


if __name__ == "__main__":
    main()
