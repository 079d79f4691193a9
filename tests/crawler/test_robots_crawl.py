"""robots.txt in a real crawl: of every page and every redirect, once for all who wait, and at the pace it asks for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from practice_stage import environment
from scripted_site import Answer, ScriptedSite, a_node, a_page, scripted_site

from bench import warm

ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("crawl_in_process.py")
# Any page asks a site's robots.txt first; six start requests of one site wait for it together.
MANY = """
from crawler import ReviewSpider

class Many(ReviewSpider):
    name = "many"
    obeys_robots = {obeys}

    async def start(self):
        for number in range(6):
            yield self._ask(f"{{self.url}}/winkel/{{number}}")
"""


@pytest.fixture
def site() -> Iterator[ScriptedSite]:
    with scripted_site() as site:
        yield site


def rules(*lines: str, delay: float = 0.0) -> Answer:
    return Answer(body="\n".join(["User-agent: *", *lines]).encode(), delay=delay)


def a_spider_by_hand(folder: Path, site: ScriptedSite, *, obeys: bool = True) -> list[Any]:
    """Run a spider of six start requests as anyone runs a Scrapy spider; gives what it yields."""
    file, out = folder / "many.py", folder / "out.json"
    file.write_text(MANY.format(obeys=obeys), encoding="utf-8")
    arguments = ["-a", f"url={site.url}", "-a", "allow_private=127.0.0.1", "-s", "KLACHTWACHT_DELAY=0", "-O", str(out)]
    done = warm.run(
        ["-m", "scrapy", "runspider", file, *arguments],
        folder=ROOT,
        variables=environment(SCRAPY_SETTINGS_MODULE="crawler.settings"),
    )
    assert done.returncode == 0, done.stderr
    return list(json.loads(out.read_text(encoding="utf-8") or "[]"))


def crawled(sources: dict[str, str], **asked: Any) -> dict[str, Any]:
    network = {"delay": 0.0, "timeout": 3.0, "allow_private": ["127.0.0.1"]}
    done = warm.run(
        [SCRIPT],
        input=json.dumps(
            {
                "sources": [{"name": name, "url": url} for name, url in sources.items()],
                "network": network,
                "faulty": None,
                "refused": None,
                "robots": [],
                **asked,
            }
        ),
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def six_pages(site: ScriptedSite) -> None:
    for number in range(6):
        site.serve(f"/winkel/{number}", a_page([a_node(number)]))


def test_six_requests_that_wait_for_one_refusal_are_all_refused(site: ScriptedSite, tmp_path: Path) -> None:
    """Scrapy's own middleware lets the third and later ones through."""
    six_pages(site)
    site.serve("/robots.txt", rules("Disallow: /", delay=0.5))

    assert a_spider_by_hand(tmp_path, site) == []
    assert site.paths() == ["/robots.txt"]


def test_six_requests_that_wait_for_one_permission_are_all_made(site: ScriptedSite, tmp_path: Path) -> None:
    six_pages(site)
    site.serve("/robots.txt", rules("Disallow: /winkel/3", delay=0.5))

    assert len(a_spider_by_hand(tmp_path, site)) == 5
    assert site.paths().count("/robots.txt") == 1
    assert "/winkel/3" not in site.paths()


def test_what_the_shop_has_a_key_to_is_not_asked_for(site: ScriptedSite, tmp_path: Path) -> None:
    six_pages(site)
    site.serve("/robots.txt", rules("Disallow: /"))

    assert len(a_spider_by_hand(tmp_path, site, obeys=False)) == 6
    assert "/robots.txt" not in site.paths()


def test_crawlers_that_are_led_to_one_site_at_once_ask_it_once() -> None:
    with ExitStack() as stack:
        shared, *others = [stack.enter_context(scripted_site()) for _ in range(5)]
        shared.serve("/robots.txt", rules("Disallow: /", delay=0.5))
        shared.serve("/winkel", a_page([a_node(1)]))
        moved = Answer(status=302, headers={"Location": shared.url + "/winkel"})
        told = crawled({f"bron{at}": each.serve("/oud", moved) for at, each in enumerate(others)})

    assert shared.paths() == ["/robots.txt"]
    assert all("does not allow us to read /winkel" in told[f"bron{at}"]["saw"]["refused"] for at in range(4))
    assert [each.paths() for each in others] == [["/robots.txt", "/oud"]] * 4


def test_a_redirect_within_a_site_is_asked_for_too(site: ScriptedSite) -> None:
    site.serve("/robots.txt", rules("Disallow: /nieuw"))
    site.serve("/nieuw", a_page([a_node(1)]))
    told = crawled({"een": site.serve("/oud", Answer(status=301, headers={"Location": "/nieuw"}))})

    assert site.paths() == ["/robots.txt", "/oud"]
    assert "does not allow us to read /nieuw" in told["een"]["saw"]["refused"]


def test_a_next_page_that_may_not_be_read_ends_the_reading_and_no_more(site: ScriptedSite) -> None:
    site.serve("/robots.txt", rules("Disallow: /*?"))
    site.serve("/een?pagina=2", a_page([a_node(2)]))
    told = crawled({"een": site.serve("/een", a_page([a_node(1)], following="/een?pagina=2"))})["een"]

    assert site.paths() == ["/robots.txt", "/een"]
    assert (told["pages"], told["saw"]["refused"], told["saw"]["again"]) == ([["1"]], None, None)
    assert "does not allow us to read /een?pagina=2" in told["saw"]["next_refused"]


def test_the_rules_for_us_by_name_are_ours(site: ScriptedSite) -> None:
    site.serve("/robots.txt", Answer(body=b"User-agent: *\nAllow: /\n\nUser-agent: klachtwacht\nDisallow: /"))
    crawled({"een": site.serve("/een", a_page([a_node(1)]))})

    assert site.paths() == ["/robots.txt"]


def test_the_delay_that_a_site_asks_for_is_left_between_all_requests_to_it(site: ScriptedSite) -> None:
    site.serve("/robots.txt", rules("Crawl-delay: 0.6", "Disallow: /x"))
    site.serve("/een?pagina=2", a_page([a_node(2)]))
    crawled(
        {
            "een": site.serve("/een", a_page([a_node(1)], following="/een?pagina=2")),
            "twee": site.serve("/twee", a_page([a_node(3)])),
        }
    )

    assert len(site.asked) == 4
    assert all(gap >= 0.6 for gap in site.gaps()), site.gaps()


def test_a_delay_that_was_kept_is_left_from_the_first_request_on(site: ScriptedSite) -> None:
    site.serve("/een?pagina=2", a_page([a_node(2)]))
    url = site.serve("/een", a_page([a_node(1)], following="/een?pagina=2"))
    crawled({"een": url}, robots=[{"authority": site.url, "age": 1, "text": "User-agent: *\nCrawl-delay: 0.6"}])

    assert site.paths() == ["/een", "/een?pagina=2"]
    assert all(gap >= 0.6 for gap in site.gaps()), site.gaps()


def test_robots_txt_is_asked_for_by_name_and_without_anything_else_of_us(site: ScriptedSite) -> None:
    crawled({"een": site.serve("/een", a_page([a_node(1)]))})
    (asked,) = [one for one in site.asked if one.path == "/robots.txt"]

    assert asked.headers["user-agent"].startswith("Klachtwacht/")
    assert not {"cookie", "referer", "authorization"} & set(asked.headers)


def test_robots_txt_is_not_fetched_from_ones_own_network(site: ScriptedSite) -> None:
    """A site that leads its robots.txt there is refused, in the gate's words."""
    with scripted_site() as inside:
        inside.serve("/robots.txt", rules("Allow: /"))
        leads = inside.url.replace("127.0.0.1", "127.0.0.2") + "/robots.txt"
        site.serve("/robots.txt", Answer(status=302, headers={"Location": leads}))
        told = crawled({"een": site.serve("/een", a_page([a_node(1)]))})["een"]

    assert site.paths() == ["/robots.txt"]
    assert "127.0.0.2" in told["saw"]["refused"]
