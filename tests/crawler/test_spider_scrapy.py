"""The crawler as a plain Scrapy project: its settings, and a spider run by hand."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from practice_stage import environment
from scrapy.settings import Settings
from scripted_site import a_node, a_page, scripted_site

from bench import warm
from crawler import settings as ours

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def settings() -> Settings:
    made = Settings()
    made.setmodule(ours, priority="project")
    return made


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("REMOTE_CONTROL_ENABLED", lambda value: value is False),
        ("TELNETCONSOLE_ENABLED", lambda value: value is False),
        ("DOWNLOAD_VERIFY_CERTIFICATES", lambda value: value is True),
        ("CONCURRENT_REQUESTS_PER_DOMAIN", lambda value: value == 1),
        ("KLACHTWACHT_DELAY", lambda value: value >= 1),
        ("DOWNLOAD_MAXSIZE", lambda value: value == 8 * 1024 * 1024),
        ("DOWNLOAD_TIMEOUT", lambda value: value == 30),
        ("DEPTH_LIMIT", lambda value: 0 < value <= 1000),
        ("CLOSESPIDER_TIMEOUT", lambda value: 0 < value <= 3600),
        ("CLOSESPIDER_ERRORCOUNT", lambda value: 0 < value <= 100),
        ("REDIRECT_MAX_TIMES", lambda value: 5 <= value <= 20),
        ("COOKIES_ENABLED", lambda value: value is False),
        ("METAREFRESH_ENABLED", lambda value: value is False),
        ("HTTPPROXY_ENABLED", lambda value: value is False),
        ("REFERRER_POLICY", lambda value: value == "no-referrer"),
        ("USER_AGENT", lambda value: value.startswith("Klachtwacht/")),
        ("RETRY_HTTP_CODES", lambda value: not {429, 503} & set(value)),
    ],
)
def test_what_scrapy_has_unsafe_or_impolite_is_not(settings: Settings, name: str, safe: Callable[[Any], bool]) -> None:
    assert safe(settings[name])


@pytest.mark.parametrize("scheme", ["file", "data", "ftp", "s3"])
def test_only_the_web_is_opened(settings: Settings, scheme: str) -> None:
    assert settings.getwithbase("DOWNLOAD_HANDLERS")[scheme] is None


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_the_web_is_opened(settings: Settings, scheme: str) -> None:
    assert settings.getwithbase("DOWNLOAD_HANDLERS")[scheme]


@pytest.mark.parametrize(
    "middleware", ["cookies", "httpauth", "httpproxy", "metarefresh", "MetaRefresh", "telnet", "remote"]
)
def test_what_a_page_could_use_is_not_even_loaded(settings: Settings, middleware: str) -> None:
    kinds = ("DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "EXTENSIONS")
    assert not [path for kind in kinds for path in settings.getwithbase(kind) if middleware in str(path)]


def test_every_request_takes_its_turn_at_the_host(settings: Settings) -> None:
    order = settings.getwithbase("DOWNLOADER_MIDDLEWARES")
    pace = order["crawler.manners.turns.PaceMiddleware"]
    redirect = order["scrapy.downloadermiddlewares.redirect.RedirectMiddleware"]
    retry = order["scrapy.downloadermiddlewares.retry.RetryMiddleware"]
    assert pace > redirect
    assert pace > retry


def by_hand(*arguments: str) -> subprocess.CompletedProcess[str]:
    return warm.run(["-m", "scrapy", "crawl", "page", *arguments], folder=ROOT, variables=environment())


def test_scrapy_crawl_yields_reviews_and_records_nothing(tmp_path: Path) -> None:
    before = set(ROOT.iterdir())
    with scripted_site() as site:
        url = site.serve("/praat", a_page([a_node(1), a_node(2)], following="/praat?page=2"))
        site.serve("/praat?page=2", a_page([a_node(3)]))
        opened = ("-a", "allow_private=127.0.0.1")
        done = by_hand("-a", f"url={url}", *opened, "-s", "KLACHTWACHT_DELAY=0", "-O", str(tmp_path / "found.jsonl"))
    assert (done.returncode, done.stderr) == (0, "")
    found = [json.loads(line) for line in (tmp_path / "found.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [one["id"] for one in found] == ["1", "2", "3"]
    assert found[0]["rating"] == {"value": 8, "best": 10}
    assert {path.name for path in set(ROOT.iterdir()) - before} <= {".pytest_cache", "__pycache__"}


def test_scrapy_crawl_reads_nothing_on_ones_own_network_that_is_not_named(tmp_path: Path) -> None:
    with scripted_site() as site:
        url = site.serve("/praat", a_page([a_node(1)]))
        done = by_hand("-a", f"url={url}", "-a", "allow_private=127.0.0.2", "-O", str(tmp_path / "found.jsonl"))
    assert "127.0.0.1 is a loopback address, and not opened by allow_private" in done.stderr
    assert site.asked == []


def test_scrapy_crawl_without_an_address_says_what_is_missing() -> None:
    assert "page needs an address: -a url=" in by_hand().stderr
