"""What a page that is being drawn may ask for, before robots.txt, pace and the gate are asked about it."""

from __future__ import annotations

import pytest

from crawler.browser.wants import Site, Wanted, refuses

PAGE = "https://www.winkelpraat.example/fietsplezier"


def wanted(url: str = PAGE, *, method: str = "GET", kind: str = "fetch", of_page: bool = False) -> Wanted:
    return Wanted(url=url, method=method, kind=kind, of_page=of_page)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.winkelpraat.example/app.js",
        "https://winkelpraat.example/app.js",
        "https://api.winkelpraat.example/reviews?page=2",
        "https://www.winkelpraat.example:443/app.js",
        "http://www.winkelpraat.example/app.js",
        "https://CDN.example/lib.js",
    ],
)
def test_its_own_host_those_under_it_and_those_its_source_names_may_be_asked(url: str) -> None:
    assert refuses(wanted(url), Site.of(PAGE, ["cdn.example"])) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/app.js",
        "https://mywinkelpraat.example/app.js",
        "https://winkelpraat.example.elsewhere.example/app.js",
        "https://api.winkelpraat.example:8443/",
        "http://127.0.0.1/",
        "ws://www.winkelpraat.example/live",
        "file:///etc/hostname",
        "data:text/javascript,1",
        "blob:https://www.winkelpraat.example/1",
        "http://[::1",
        "https://",
    ],
)
def test_no_other_address_may_be_asked(url: str) -> None:
    assert refuses(wanted(url), Site.of(PAGE, ["cdn.example"])) == "another host"


@pytest.mark.parametrize(("url", "may"), [("http://127.0.0.1:8000/a.js", True), ("http://127.0.0.1:8001/a.js", False)])
def test_on_an_address_in_figures_each_port_is_another_server(url: str, may: bool) -> None:
    assert Site.of("http://127.0.0.1:8000/", []).has(url) is may


def test_what_is_under_an_address_in_figures_is_nobodys() -> None:
    assert not Site.of("http://10.1.1.1/", []).has("http://9.10.1.1.1/")


def test_nothing_is_under_a_name_without_a_dot() -> None:
    assert not Site.of("http://winkel/", []).has("http://www.winkel/")


@pytest.mark.parametrize("kind", ["image", "stylesheet", "font", "media", "websocket", "eventsource", "ping", "other"])
def test_what_draws_no_reviews_is_not_fetched(kind: str) -> None:
    assert refuses(wanted(kind=kind), Site.of(PAGE, [])) == kind


def test_a_frame_is_not_fetched_but_the_page_may_lead_to_another_of_its_site() -> None:
    site = Site.of(PAGE, [])
    assert refuses(wanted(kind="document"), site) == "a frame"
    assert refuses(wanted(kind="document", of_page=True), site) is None


@pytest.mark.parametrize(("method", "refused"), [("POST", None), ("DELETE", "DELETE"), ("PUT", "PUT")])
def test_nothing_is_changed_on_a_site(method: str, refused: str | None) -> None:
    assert refuses(wanted(method=method), Site.of(PAGE, [])) == refused
