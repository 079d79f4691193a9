"""What an answer for a robots.txt means, without a network."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.manners.robots import LONGEST
from crawler.manners.robots_book import holds
from crawler.manners.robots_policy import Answer, Standing, address_of, authority_of, judge, unanswered

NOW = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)
SITE = "https://praat.example:443"
PAGE = "https://praat.example/winkel?pagina=2"
US = "Klachtwacht/1.0"


def standing(answer: Answer) -> Standing:
    return Standing.of(judge(SITE, answer, NOW), US)


@pytest.mark.parametrize(
    ("url", "authority", "address"),
    [
        ("https://praat.example/a", "https://praat.example:443", "https://praat.example/robots.txt"),
        ("http://praat.example/a", "http://praat.example:80", "http://praat.example/robots.txt"),
        ("http://praat.example:443/a", "http://praat.example:443", "http://praat.example:443/robots.txt"),
        ("https://PRAAT.example:8443?a", "https://praat.example:8443", "https://praat.example:8443/robots.txt"),
        ("https://jo:geheim@praat.example/", "https://praat.example:443", "https://praat.example/robots.txt"),
        ("http://[2001:db8::1]:8080/a", "http://[2001:db8::1]:8080", "http://[2001:db8::1]:8080/robots.txt"),
    ],
)
def test_scheme_host_and_port_have_one_robots_txt(url: str, authority: str, address: str) -> None:
    assert authority_of(url) == authority
    assert address_of(authority) == address


@pytest.mark.parametrize(
    ("status", "kind", "hours"),
    [
        *((status, "none", 24) for status in (301, 304, 400, 404, 410, 451, 499)),
        *((status, "refused", 24) for status in (401, 403)),
        (429, "busy", 50 / 60),
        *((status, "unreachable", 50 / 60) for status in (500, 503, 599, 999)),
        *((status, "rules", 24) for status in (200, 204, 299)),
    ],
)
def test_each_answer_has_a_meaning_and_holds_for_a_time(status: int, kind: str, hours: float) -> None:
    file = judge(SITE, Answer(status=status), NOW)

    assert (file.authority, file.kind, file.fetched) == (SITE, kind, NOW)
    assert file.expires - NOW == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("status", "asked", "wait"),
    [
        (429, "7200", timedelta(hours=2)),
        (429, "Mon, 16 Nov 2026 11:30:00 GMT", timedelta(minutes=90)),
        (429, "9999999", timedelta(hours=24)),
        (429, "0", timedelta(minutes=1)),
        (429, "soon", timedelta(minutes=50)),
        (503, "7200", timedelta(hours=2)),
        (503, "10", timedelta(minutes=50)),
    ],
)
def test_a_busy_site_says_when_it_may_be_asked_again(status: int, asked: str, wait: timedelta) -> None:
    assert judge(SITE, Answer(status=status, retry_after=asked), NOW).expires - NOW == wait


@given(st.integers(100, 999), st.binary(max_size=200), st.none() | st.text(max_size=30))
def test_nothing_holds_for_more_than_a_day_and_nothing_makes_it_fail(
    status: int, body: bytes, retry_after: str | None
) -> None:
    file = judge(SITE, Answer(status=status, body=body, retry_after=retry_after), NOW)

    assert NOW < file.expires <= NOW + timedelta(hours=24)
    assert Standing.of(file, US).allows(PAGE) in (True, False)
    assert "\0" not in file.text


@pytest.mark.parametrize("status", [301, 401, 403, 404, 429, 500, 503])
@pytest.mark.parametrize("body", [b"User-agent: *\nDisallow: /", b"User-agent: *\nAllow: /"])
def test_the_body_of_an_error_is_not_read(status: int, body: bytes) -> None:
    assert judge(SITE, Answer(status=status, body=body), NOW) == judge(SITE, Answer(status=status), NOW)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<!doctype html><title>Niet gevonden</title>", "a web page instead of rules"),
        (b"\xef\xbb\xbf\n <html>", "a web page instead of rules"),
        (b"", None),
        (b"Niets te zien", None),
    ],
)
def test_what_holds_no_rules_allows_everything_and_is_not_kept(body: bytes, reason: str | None) -> None:
    found = standing(Answer(status=200, body=body))

    assert (found.file.text, found.file.reason, found.allows(PAGE)) == ("", reason, True)


def test_what_is_no_utf_8_and_what_no_database_keeps_is_replaced() -> None:
    found = standing(Answer(status=200, body=b"# caf\xe9 \0\nUser-agent: *\nDisallow: /winkel"))

    assert "\0" not in found.file.text
    assert not found.allows(PAGE)


def test_no_more_than_500_kib_is_kept() -> None:
    body = b"User-agent: *\n" + b"#" * LONGEST + b"\nDisallow: /"

    assert len(standing(Answer(status=200, body=body)).file.text) == LONGEST


@pytest.mark.parametrize(("asked", "left"), [(None, 0), (0, 0), (5, 5), (60, 60), (61, 60), (86400, 60)])
def test_a_minute_is_the_longest_delay_that_is_left(asked: int | None, left: float) -> None:
    line = "" if asked is None else f"Crawl-delay: {asked}\n"
    found = standing(Answer(status=200, body=f"User-agent: *\n{line}Disallow: /a".encode()))

    assert found.delay == left
    assert found.group.delay == asked


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (
            Answer(status=200, body=b"User-agent: *\nDisallow: /"),
            "robots.txt of praat.example does not allow us to read /winkel?pagina=2; other ways in: an API key from "
            "the site, its notification mails, or a page you save yourself (`klachtwacht import`)",
        ),
        (
            Answer(status=403),
            "robots.txt of praat.example is refused to us (HTTP 403), so is the rest; other ways in: an API key from "
            "the site, its notification mails, or a page you save yourself (`klachtwacht import`)",
        ),
        (
            Answer(status=429),
            "robots.txt of praat.example is refused for now (HTTP 429); asked again after 2026-11-16 10:50 UTC",
        ),
        (
            Answer(status=502),
            "robots.txt of praat.example is unreachable (HTTP 502), so nothing may be read; asked again after "
            "2026-11-16 10:50 UTC; other ways in: an API key from the site, its notification mails, or a page you save "
            "yourself (`klachtwacht import`)",
        ),
    ],
)
def test_a_refusal_says_why_and_what_else_can_be_done(answer: Answer, reason: str) -> None:
    assert standing(answer).reason(PAGE) == reason


def test_no_answer_says_which_site_and_why() -> None:
    found = Standing.of(unanswered(SITE, "the server refused the connection", NOW), US)

    assert not found.allows(PAGE)
    assert found.reason(PAGE) == "praat.example: the server refused the connection"


def test_a_hostile_path_is_one_short_line_in_a_reason() -> None:
    found = standing(Answer(status=200, body=b"User-agent: *\nDisallow: /"))
    reason = found.reason("https://praat.example/" + "a\n\x1b[31m\u202e" * 100)

    assert reason.isprintable()
    assert len(reason) < 300


@pytest.mark.parametrize(
    ("hours", "usable"), [(0, True), (23.9, True), (24, False), (25, False), (-0.1, False)], ids=str
)
def test_what_is_kept_holds_for_a_day_from_when_it_was_fetched(hours: float, usable: bool) -> None:
    assert holds(judge(SITE, Answer(status=200), NOW), NOW + timedelta(hours=hours)) is usable
