"""What to do about a source: one line for each lamp and reason, and how `sources` shows it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from rich.console import Console

from complaints.robots_files import RobotsFile
from complaints.sources import HEALTHY, UNHEALTHY
from crawler.failures import SAID, WORDS
from crawler.lamps import Saw, judge
from crawler.manners.robots_policy import Standing
from crawler.source import Source
from guard.addresses import Allowed, refuses
from guard.secrets import Secret
from klachtwacht import sources_shown
from klachtwacht.todo import todo

# 11:00 in Amsterdam.
NOW = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)
SOURCE = Source(name="praat", shop="fietsplezier", site="page", url="https://praat.example/fietsplezier")
SAVE = "save the page in a browser: klachtwacht import page.html --site page --url https://praat.example/fietsplezier"
LOOK = "open the page; if what was read of it is right: klachtwacht confirm fietsplezier/praat"
AGAIN = "wait; it is asked again at 14:00"
TELL = "look for a newer version, or tell us (README, Help)"


def asked(lamp: str, reason: str | None = None, due: datetime | None = NOW + timedelta(hours=3)) -> str | None:
    return todo(SOURCE, lamp, reason, due, NOW)


def saw(**seen: Any) -> Saw:
    return Saw(**{"pages": 1, "reviews": 20, **seen})


@pytest.mark.parametrize(
    ("seen", "line"),
    [
        (saw(), None),
        (saw(unreadable=["bad: <x>"]),
         "save the page and see what is read of it: klachtwacht read page.html --site page"),
        (saw(unknown_scale=3), "set best = … for this source in shop.toml"),
        (saw(status=401), SAVE),
        (saw(status=403), SAVE),
        (saw(reviews=0, wall="consent wall of DPG Media"), SAVE),
        (saw(reviews=0, wall="captcha", status=403), SAVE),
        (saw(status=429, again=NOW), AGAIN),
        (saw(refused=refuses("http://127.0.0.1/", Allowed())),
         "name its host in allow_private in shop.toml, if it is your own"),
        (saw(refused=refuses("http://a b/", Allowed())), "see whether url in shop.toml is right"),
        (saw(refused="HTTP 429: the quota is used up: day"), AGAIN),
        (saw(needs_key="kiyoh needs key in shop.toml (docs/sources.md)"),
         "set key = … for this source in shop.toml; docs/sources.md says what"),
        (saw(needs_key="kiyoh needs key and id in shop.toml (docs/sources.md)"),
         "set key = … and id = … for this source in shop.toml; docs/sources.md says what"),
        (saw(needs_key="HTTP 401: the key is refused"), "have the site give a new key, and set it in shop.toml"),
        (saw(hostile="hostile page: too much"),
         "open the page with care; if it is not honest, set enabled = false for this source"),
        (saw(unreadable=["bad: <x>"] * 20, reviews=1), LOOK),
        (saw(status=404), "see whether url (or id) in shop.toml is right"),
        (saw(status=500), AGAIN),
        (saw(status=503, again=NOW), AGAIN),
        (saw(failure="not done within 15 minutes; 40 pages read"),
         "lower max_pages in shop.toml, or leave it: each run reads as far"),
        (saw(failure="ZeroDivisionError: division by zero"), TELL),
        (saw(failure="an answer that is not as documented: KeyError: 'items'"), TELL),
    ],
    ids=lambda value: "" if isinstance(value, Saw) else None,
)  # fmt: skip
def test_what_to_do_follows_from_what_a_run_saw(seen: Saw, line: str | None) -> None:
    verdict = judge(seen, most_read=20, newest=NOW, now=NOW)
    assert asked(verdict.lamp, verdict.reason) == line


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("rules", f"ask the site for a key or a feed, or {SAVE}"),
        ("refused", f"ask the site for a key or a feed, or {SAVE}"),
        ("busy", AGAIN),
        ("unreachable", AGAIN),
    ],
)
def test_what_to_do_follows_from_what_robots_txt_says(kind: str, line: str) -> None:
    text = "User-agent: *\nDisallow: /"
    file = RobotsFile(
        authority="https://praat.example:443", fetched=NOW, expires=NOW, kind=kind, text=text, reason="HTTP 503"
    )
    assert asked("blocked", Standing.of(file, "Klachtwacht").reason("https://praat.example/x")) == line


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("the server did not answer in time", AGAIN),
        ("the server refused the connection: x", AGAIN),
        ("the host name could not be found", "see whether url (or id) in shop.toml is right"),
        ("the answer was larger than max_body", "raise max_body in shop.toml, if the page is honest"),
        ("redirected more often than may be", "see whether url (or id) in shop.toml is right"),
    ],
)
def test_what_to_do_about_a_request_without_an_answer_follows_from_its_words(said: str, line: str) -> None:
    assert any(said.startswith(known) for known in (*WORDS.values(), *SAID.values()))
    assert asked("failed", said) == line


@pytest.mark.parametrize("lamp", sorted(UNHEALTHY | {"new", "off"}))
def test_every_lamp_that_is_not_healthy_has_something_to_do(lamp: str) -> None:
    assert asked(lamp, "wie weet")
    assert asked(lamp)


def test_data_by_a_key_is_not_to_be_confirmed() -> None:
    keyed = replace(SOURCE, key=Secret("sleutel"))
    assert todo(keyed, "changed", "author on 0 of 20 reviews", None, NOW) == (
        "look for a newer version; what it gives for three days is taken for right"
    )


@pytest.mark.parametrize(("browser", "does"), [(False, "set browser = true"), (True, "goes into steps")])
def test_a_page_on_which_nothing_is_read_may_have_to_be_drawn_or_acted_on(browser: bool, does: str) -> None:
    said = todo(replace(SOURCE, browser=browser), "changed", "no reviews could be read on this page", None, NOW)
    assert said is not None
    assert said.startswith("open the page")
    assert does in said


@pytest.mark.parametrize("lamp", sorted(HEALTHY))
def test_a_healthy_source_is_left_alone(lamp: str) -> None:
    assert asked(lamp, "nothing new since 2026-01-01") is None


@pytest.mark.parametrize(
    ("due", "when"),
    [
        (NOW + timedelta(hours=3), "at 14:00"),
        (NOW + timedelta(hours=20), "on 2026-11-17 at 07:00"),
        (NOW, "at the next run"),
        (None, "at the next run"),
    ],
)
def test_a_wait_says_until_when_on_the_clock_of_the_shop(due: datetime | None, when: str) -> None:
    assert asked("failed", "HTTP 500", due) == f"wait; it is asked again {when}"


def a_row(**changes: Any) -> dict[str, Any]:
    row = {"name": "praat", "shop": "fietsplezier", "site": "page", "lamp": "live", "reason": None, "todo": None}
    times = {"since": NOW.isoformat(), "last_ok": NOW.isoformat(), "newest": None, "next_due": NOW.isoformat()}
    return {**row, **times, "verified": None, "permission": None, "robots": None, **changes}


@pytest.mark.parametrize("width", [40, 80, 160, 200])
def test_every_word_of_a_source_is_shown_whatever_the_width(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    paper = io.StringIO()
    monkeypatch.setattr(sources_shown, "console", lambda: Console(width=width, file=paper))
    row = a_row(lamp="needs key", reason="nothing could be read " * 20, todo=LOOK)
    sources_shown.print_sources([row], {}, ())
    shown = paper.getvalue()
    together = "".join(shown.replace("needs key", "").split())
    for part in (row["reason"], LOOK, "fietsplezier/praat (page), since 2026-11-16", "last ok 2026-11-16 10:00"):
        assert "".join(part.split()) in together
    assert max(len(line) for line in shown.splitlines()) <= width
