"""The sign of life after a pass, to a real server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from scripted_site import Answer, ScriptedSite, scripted_site

from alerts.ping import failed, ping
from guard.addresses import Allowed

HERE = Allowed.of(["127.0.0.1"])
KEY = "0d338dcc-a054-11ec-b909-0242ac120002"


@pytest.fixture
def watcher() -> Iterator[ScriptedSite]:
    with scripted_site() as site:
        site.serve(f"/{KEY}", Answer(body=b"OK"))
        site.serve(f"/{KEY}/fail", Answer(body=b"OK"))
        yield site


def give(url: str, *, good: bool = True, allowed: Allowed = HERE) -> str | None:
    return ping(url, good=good, agent="Klachtwacht/1", allowed=allowed)


def test_a_good_pass_asks_for_the_url_and_a_bad_one_for_its_fail(watcher: ScriptedSite) -> None:
    url = f"{watcher.url}/{KEY}"
    assert give(url) is None
    assert give(url, good=False) is None
    assert watcher.paths() == [f"/{KEY}", f"/{KEY}/fail"]


def test_it_says_who_asks_and_of_which_host(watcher: ScriptedSite) -> None:
    give(f"{watcher.url}/{KEY}")
    (asked,) = watcher.asked
    assert (asked.headers["user-agent"], asked.headers["host"]) == ("Klachtwacht/1", watcher.url.partition("//")[2])


def test_a_name_is_asked_under_its_own_name_at_the_address_that_was_judged(watcher: ScriptedSite) -> None:
    port = watcher.url.rpartition(":")[2]
    assert give(f"http://localhost:{port}/{KEY}", allowed=Allowed.of(["localhost"])) is None
    assert watcher.asked[0].headers["host"] == f"localhost:{port}"


@pytest.mark.parametrize(
    ("url", "fails"),
    [
        ("https://hc.example/a-b", "https://hc.example/a-b/fail"),
        ("https://hc.example/a-b/", "https://hc.example/a-b/fail"),
        ("https://hc.example/key/slug?create=1", "https://hc.example/key/slug/fail?create=1"),
    ],
)
def test_fail_stands_behind_the_path(url: str, fails: str) -> None:
    assert failed(url) == fails


@pytest.mark.parametrize("allowed", [Allowed(), Allowed.of(["localhost"])])
def test_nothing_on_ones_own_network_is_asked_that_is_not_opened(watcher: ScriptedSite, allowed: Allowed) -> None:
    said = give(f"{watcher.url}/{KEY}", allowed=allowed)
    assert said == "127.0.0.1 is a loopback address, and not opened by allow_private"
    assert watcher.asked == []


def test_a_name_that_leads_inside_is_not_asked(watcher: ScriptedSite, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(watcher.url.rpartition(":")[2])
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("127.0.0.1", port))])
    assert "not opened by allow_private" in str(give(f"http://hc.example:{port}/{KEY}", allowed=Allowed()))
    assert watcher.asked == []


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Answer(status=404), "the watcher answers 404"),
        (Answer(status=302, headers={"Location": "/elders"}), "the watcher answers 302"),
    ],
)
def test_what_went_wrong_is_said_and_no_redirect_followed(watcher: ScriptedSite, answer: Answer, why: str) -> None:
    assert give(watcher.serve("/x", answer)) == why
    assert watcher.paths() == ["/x"]


def test_a_watcher_that_does_not_answer_is_named_without_its_address() -> None:
    said = give(f"http://127.0.0.1:9/{KEY}")
    assert said is not None
    assert "refused" in said
    assert KEY not in said
