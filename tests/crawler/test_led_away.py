"""Walls that are known by where a request was led and by what the server says beside the page."""

from __future__ import annotations

from typing import Any

import pytest
from scripted_site import Answer, a_node, a_page
from spider_stage import URL, FakeKeeper, Site, a_response, a_task, parsed
from twisted.python.failure import Failure

from crawler.lamps import Verdict, judge
from crawler.manners.refusal import RulesError
from crawler.reading.language import declared, spoken
from crawler.reading.led_away import wall_by_address, wall_by_headers

SHOP = "https://winkelpraat.example/shops/fietsplezier"


@pytest.mark.parametrize(
    ("reached", "wall"),
    [
        ([SHOP], None),
        (["https://www.winkelpraat.example/shops/fietsplezier"], None),
        (["https://myprivacy.dpgmedia.nl/consent?siteKey=x"], "consent wall of DPG Media"),
        # It led there and, without a cookie, back again.
        (["https://myprivacy.dpgmedia.be/consent", SHOP], "consent wall of DPG Media"),
        (["https://consent.youtube.com/m?continue=x"], "consent wall of YouTube"),
        (["https://consent.medium.example/"], "consent wall at consent.medium.example"),
        (["https://myprivacy.dpgmedia.nl.attacker.example/"], "consent wall at myprivacy.dpgmedia.nl.attacker.example"),
        (["https://elders.example/privacy"], None),
        (["https://winkelpraat.example/login?next=%2Fshops"], "sign-in page"),
        (["https://accounts.winkelpraat.example/"], "sign-in page"),
        (["https://winkelpraat.example/nl/inloggen.html"], "sign-in page"),
        (["https://winkelpraat.example/loginfiets"], None),
        (["https://[broken"], None),
    ],
)
def test_a_wall_is_known_by_where_a_request_was_led(reached: list[str], wall: str | None) -> None:
    assert wall_by_address(SHOP, reached) == wall


def test_an_address_that_is_asked_for_itself_is_no_wall() -> None:
    for own in ("https://consent.winkel.example/reviews", "https://login.winkel.example/reviews"):
        assert wall_by_address(own, [own, f"{own}/2"]) is None


@pytest.mark.parametrize(
    ("headers", "wall"),
    [
        ({"cf-mitigated": "challenge"}, "challenge"),
        ({"x-amzn-waf-action": "Captcha"}, "captcha"),
        ({"x-amzn-waf-action": "count"}, None),
        ({"server": "cloudflare"}, None),
    ],
)
def test_a_wall_is_known_by_what_the_server_says_of_it(headers: dict[str, str], wall: str | None) -> None:
    assert wall_by_headers(headers) == wall


def told(answer: Answer, reached: str = URL) -> Verdict:
    """The lamp after one answer, of a source that had twenty reviews."""
    spider = Site(task=a_task())
    parsed(spider, a_response(answer, url=reached))
    return judge(spider.saw, most_read=20, newest=None, now=spider.now)


CHALLENGE = b"<title>Een moment geduld</title>"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(status=403, body=CHALLENGE), "HTTP 403: forbidden (challenge)"),
        (Answer(status=403, body=b"<title>403 Forbidden</title>"), "HTTP 403: forbidden"),
        (Answer(status=403, body=b"<title>Toegang geweigerd</title>"), "HTTP 403: forbidden"),
        (Answer(status=403, body=b'{"error":true,"message":"coming from a bot"}'),
         "HTTP 403: forbidden (refusal in JSON)"),
        (Answer(status=503, body=b"", headers={"cf-mitigated": "challenge"}), "HTTP 503 (challenge)"),
        (Answer(status=405, body=b'<div id="px-captcha"></div>'), "HTTP 405 (captcha)"),
        (Answer(status=202, body=b"", headers={"x-amzn-waf-action": "challenge"}), "challenge instead of reviews"),
        (Answer(body=b'{"error":true,"message":"blocked"}'), "refusal in JSON instead of reviews"),
        (Answer(body=b'{"reviews": []}'), "answer in JSON instead of reviews"),
        (Answer(body=b""), "empty answer instead of reviews"),
        (Answer(body=b"<title>Inloggen</title>"), "sign-in page instead of reviews"),
        (Answer(body=b"<title>Oeps</title>"), "error page instead of reviews"),
    ],
)  # fmt: skip
def test_what_stands_in_the_way_has_a_name_in_the_first_run_that_meets_it(answer: Answer, reason: str) -> None:
    assert told(answer) == Verdict(lamp="blocked", reason=reason)


@pytest.mark.parametrize("status", [404, 500])
def test_an_error_is_no_wall(status: int) -> None:
    assert told(Answer(status=status, body=b"<title>404 Not Found</title>")).lamp == "failed"


def test_a_consent_wall_is_named_whatever_stands_on_it() -> None:
    verdict = told(Answer(body=b"<title>Kies</title>"), reached="https://myprivacy.dpgmedia.nl/consent")
    assert verdict == Verdict(lamp="blocked", reason="consent wall of DPG Media instead of reviews")


def test_a_consent_wall_that_no_robot_may_open_is_named_too() -> None:
    spider = Site(task=a_task())
    failure: Any = Failure(RulesError("robots.txt does not allow it"))
    failure.request = spider._ask(URL).replace(url="https://myprivacy.dpgmedia.nl/consent")
    spider.failed(failure)
    assert (spider.saw.wall, spider.saw.refused) == ("consent wall of DPG Media", None)


def test_reviews_that_were_read_are_kept_whatever_stands_around_them() -> None:
    keeper = FakeKeeper()
    spider = Site(task=a_task(keeper))
    parsed(spider, a_response(a_page([a_node(1)]), url="https://consent.elders.example/"))
    assert (spider.saw.wall, len(keeper.pages)) == (None, 1)


def test_a_wall_on_a_later_page_says_on_which() -> None:
    spider = Site(task=a_task(first=True))
    parsed(spider, a_response(a_page([a_node(1)], following="?page=2")))
    parsed(spider, a_response(Answer(body=CHALLENGE)), asked=f"{URL}?page=2")
    assert judge(spider.saw, most_read=1, newest=None, now=spider.now).reason == "challenge instead of page 2"


DUTCH = "Hier lees je wat klanten over onze winkel vinden. Wij zijn er voor jouw fiets, ook met het mooiste weer. "
FRENCH = "Vous lisez ici les avis sur notre magasin. Nous sommes là pour vous avec des vélos dans une belle ville. "
ENGLISH = "Here you can read what our customers think. We are here for you and your bike, with all of the best. "


@pytest.mark.parametrize(
    ("html", "language"),
    [
        (f"<p>{DUTCH * 3}</p>", "nl"),
        (f"<p>{FRENCH * 3}</p>", "fr"),
        (f"<p>{ENGLISH * 3}</p>", "en"),
        (f"<p>{DUTCH * 3}{FRENCH * 2}</p>", None),
        (f"<p>{DUTCH}</p>", None),
        (f"<script>'{ENGLISH * 20}'</script><style>{ENGLISH * 20}</style><p>{DUTCH * 3}</p>", "nl"),
        ("<p>Fietsen", None),
    ],
)
def test_the_words_of_a_page_tell_its_language_where_there_are_enough(html: str, language: str | None) -> None:
    assert spoken(html, ()) == language


def test_the_words_of_reviews_do_not_make_a_page_of_another_language() -> None:
    spider = Site(task=a_task())
    body = a_page([a_node(1, reviewBody=FRENCH * 9)]).body.replace(b"<body>", f"<body>{DUTCH * 3}{FRENCH * 9}".encode())
    parsed(spider, a_response(Answer(body=body)))
    assert spider.saw.tongue == "nl"


@pytest.mark.parametrize(
    ("html", "language"),
    [
        ('<!doctype html><html class="x" lang="nl-NL">', "nl"),
        ("<html lang=fr>", "fr"),
        ('<html data-lang="de">', None),
        ("<html>", None),
        ('<html lang="">', None),
    ],
)
def test_a_page_declares_its_language_on_its_first_tag(html: str, language: str | None) -> None:
    assert declared(html) == language


@pytest.mark.timeout(10)
@pytest.mark.parametrize("html", ["<html " * 100_000, "<html lang " * 50_000, "<html " + "lang =" * 100_000])
def test_a_hostile_page_is_cheap_to_ask_its_language(html: str) -> None:
    declared(html)
    spoken(html, ())
