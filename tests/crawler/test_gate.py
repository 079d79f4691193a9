"""The gate before every request, in real crawls: what is asked of whom, and what is never even dialled."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from scrapy.http import Request, Response
from scrapy.utils.test import get_crawler
from scripted_site import Answer, ScriptedSite, a_node, a_page, scripted_site

from bench import warm
from crawler import settings as ours
from crawler.manners.resolver import stand
from guard.addresses import Allowed

SCRIPT = Path(__file__).with_name("crawl_with_names.py")
PUBLIC = "93.184.215.14"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawled:
    """What each source brought, which names were looked up and which addresses dialled."""

    told: dict[str, Any]
    asked: list[str]
    dialled: list[tuple[str, int]]

    def refused(self, name: str) -> str:
        return str(self.told[name]["saw"]["refused"])


def crawl(
    sources: dict[str, str],
    names: dict[str, list[list[str]]],
    *,
    outside: int = 1,
    allow: tuple[str, ...] = (),
    **more: Any,
) -> Crawled:
    asked = {
        "sources": [{"name": name, "url": url} for name, url in sources.items()],
        "network": {"delay": 0.0, "timeout": 5.0, "allow_private": allow},
        "faulty": None,
        "refused": None,
        **more,
    }
    done = warm.run([SCRIPT, json.dumps({"names": names, "outside": outside})], input=json.dumps(asked))
    assert done.returncode == 0, done.stderr
    told, met = done.stdout.splitlines()
    return Crawled(told=json.loads(told), **json.loads(met))


def port_of(site: ScriptedSite) -> int:
    return int(site.url.rpartition(":")[2])


@pytest.fixture
def outside() -> Iterator[ScriptedSite]:
    """The public internet."""
    with scripted_site() as site:
        yield site


@pytest.fixture
def inside() -> Iterator[ScriptedSite]:
    """A server on the shop's own network, which has something to hide."""
    with scripted_site() as site:
        site.serve("/", a_page([a_node(666)]))
        yield site


def test_a_name_that_leads_to_the_public_internet_is_read(outside: ScriptedSite) -> None:
    outside.serve("/praat", a_page([a_node(1)]))
    met = crawl({"praat": "http://praat.example/praat"}, {"praat.example": [[PUBLIC]]}, outside=port_of(outside))
    assert met.told["praat"]["pages"] == [["1"]]
    assert met.dialled == [[PUBLIC, 80]]


@pytest.mark.parametrize("addresses", [["127.0.0.1"], [PUBLIC, "127.0.0.1"], ["10.0.0.1", PUBLIC], ["::1"]])
def test_a_name_that_leads_inside_is_refused_undialled_and_not_asked_again(
    inside: ScriptedSite, addresses: list[str]
) -> None:
    met = crawl({"praat": f"http://praat.example:{port_of(inside)}/"}, {"praat.example": [addresses]})
    closed = next(one for one in addresses if one != PUBLIC)
    assert met.refused("praat").startswith(f"praat.example: {closed} is a ")
    assert met.refused("praat").endswith("not opened by allow_private")
    assert (met.asked, met.dialled, inside.asked) == (["praat.example"], [], [])


def test_a_name_that_leads_elsewhere_the_second_time_is_judged_the_second_time(
    outside: ScriptedSite, inside: ScriptedSite
) -> None:
    """Rebinding: the address that was judged is the address that is dialled, at every connection."""
    url = f"http://praat.example:{port_of(inside)}/"
    outside.serve("/eerst", Answer(status=302, headers={"Location": url, "Connection": "close"}))
    names = {"praat.example": [[PUBLIC], ["127.0.0.1"], [PUBLIC]]}
    met = crawl({"praat": f"{url}eerst"}, names, outside=port_of(outside))
    assert "127.0.0.1 is a loopback address" in met.refused("praat")
    assert met.asked == ["praat.example", "praat.example"]
    assert met.dialled == [[PUBLIC, port_of(inside)]]
    assert inside.asked == []


@pytest.mark.parametrize("hosts", ["127.0.0.1", "localhost", "intern.example", "0x7f000001", "[::ffff:127.0.0.1]"])
def test_a_redirect_does_not_lead_to_what_is_not_opened(
    outside: ScriptedSite, inside: ScriptedSite, hosts: str
) -> None:
    target = f"http://{hosts}:{port_of(inside)}/"
    url = outside.serve("/weg", Answer(status=302, headers={"Location": target}))
    names = {"localhost": [["127.0.0.1"]], "intern.example": [["127.0.0.1"]]}
    opened = f"127.0.0.1:{port_of(outside)}"
    met = crawl({"praat": url}, names, allow=(opened,))
    assert met.refused("praat") != "None"
    assert met.dialled == [["127.0.0.1", port_of(outside)]]
    assert (outside.paths()[-1:], inside.asked) == (["/weg"], [])


def test_a_named_host_may_lead_inside_on_its_port_only(inside: ScriptedSite, outside: ScriptedSite) -> None:
    outside.serve("/", a_page([a_node(1)]))
    sources = {"wiki": f"http://wiki.example:{port_of(inside)}/", "elders": f"http://wiki.example:{port_of(outside)}/"}
    names = {"wiki.example": [["127.0.0.1"]]}
    met = crawl(sources, names, allow=(f"wiki.example:{port_of(inside)}",))
    assert met.told["wiki"]["pages"] == [["666"]]
    assert "127.0.0.1 is a loopback address" in met.refused("elders")
    assert outside.asked == []


def test_a_robots_txt_is_asked_for_and_followed_only_where_pages_may_be(
    outside: ScriptedSite, inside: ScriptedSite
) -> None:
    target = f"http://127.0.0.1:{port_of(inside)}/"
    sources = {
        "moved": outside.serve("/", a_page([a_node(1)])),
        "named": f"http://intern.example:{port_of(inside)}/",
    }
    outside.serve("/robots.txt", Answer(status=302, headers={"Location": target}))
    names = {"intern.example": [["127.0.0.1"]]}
    met = crawl(sources, names, allow=(f"127.0.0.1:{port_of(outside)}",), robots=[])
    assert {port for _, port in met.dialled} == {port_of(outside)}
    assert "intern.example: 127.0.0.1 is a loopback address" in met.refused("named")
    assert inside.asked == []


def test_addresses_in_figures_pass_the_resolver_too(inside: ScriptedSite) -> None:
    """So what one parser takes for a name and another for an address is judged as what is dialled."""
    opened = f"127.0.0.1:{port_of(inside)}"
    met = crawl({"praat": f"{inside.url}/"}, {}, allow=(opened,))
    assert met.told["praat"]["pages"] == [["666"]]
    assert met.asked == ["127.0.0.1"]


def test_the_suite_of_addresses_is_refused_without_a_connection() -> None:
    root = os.environ.get("KLACHTWACHT_SUITES")
    if not root:
        pytest.skip("KLACHTWACHT_SUITES is not set")
    urls = json.loads(Path(root, "ssrf", "own-urls.json").read_text(encoding="utf-8"))
    names = {url.split("/")[2]: [["127.0.0.1"]] for url in urls if "nip.io" in url or "collaborator" in url}
    with scripted_site() as server:
        redirects = {
            str(at): server.serve(f"/{at}", Answer(status=302, headers={"Location": url.encode().decode("latin-1")}))
            for at, url in enumerate(urls)
        }
        met = crawl(redirects, names, allow=(f"127.0.0.1:{port_of(server)}",))
    assert {port for _, port in met.dialled} == {port_of(server)}
    assert [met.told[str(at)]["pages"] for at in range(len(urls))] == [[]] * 56


def test_a_process_has_one_gate() -> None:
    class Reactor:
        nameResolver: Any = None  # noqa: N815

        def installNameResolver(self, resolver: Any) -> None:  # noqa: N802
            self.nameResolver = resolver

    reactor = Reactor()
    gate = stand(reactor, Allowed.of(["127.0.0.1"]))
    assert stand(reactor, Allowed.of(["127.0.0.1"])) is gate
    with pytest.raises(ValueError, match="stands already"):
        stand(reactor, Allowed())


@pytest.mark.parametrize(
    "target", ["https://elders.example/", "http://winkel.example/", "https://winkel.example:8443/", "//elders.example/"]
)
def test_no_credential_leaves_its_host(target: str) -> None:
    from scrapy.downloadermiddlewares.redirect import RedirectMiddleware

    settings = {name: value for name, value in vars(ours).items() if name.isupper()}
    redirect = RedirectMiddleware.from_crawler(get_crawler(settings_dict=settings))
    request = Request("https://winkel.example/", headers={"Authorization": "Bearer x", "Cookie": "a=1"})
    answer = Response(request.url, status=302, headers={"Location": target})
    followed = redirect.process_response(request, answer)
    assert isinstance(followed, Request)
    assert "Authorization" not in followed.headers
    assert "Cookie" not in followed.headers or "//winkel.example:8443" in target


def test_no_page_learns_where_we_come_from_whatever_it_asks(outside: ScriptedSite) -> None:
    asks = {"Referrer-Policy": "unsafe-url"}
    url = outside.serve("/een", a_page([a_node(1)], following="/een?page=2", **asks))
    outside.serve("/een?page=2", Answer(status=302, headers={"Location": "/drie", **asks}))
    outside.serve("/drie", a_page([a_node(2)]))
    met = crawl({"praat": url}, {}, allow=(f"127.0.0.1:{port_of(outside)}",))
    assert met.told["praat"]["pages"] == [["1"], ["2"]]
    assert not [one for one in outside.asked if "referer" in one.headers]
