"""RSS, Atom and JSON Feed: what names the shop is kept, whatever way the feed is written."""

from __future__ import annotations

from typing import Any

import pytest
from answer_stage import a_page, read, started

from crawler.reading.answers import AnswerError, KeyRefusedError, QuotaError
from crawler.reading.feeds import links_in, opened, unwrapped
from crawler.reading.page import Page, Reading
from crawler.reading.prescan import HostilePageError
from spiders.feed import Feed

SHOP: dict[str, Any] = {"shop_names": ("Fietsen Jansen",), "shop_domains": ("fietsjansen.example",)}
PRIVATE = "https://www.google.example/alerts/feeds/0123456789/geheim-van-de-winkel"
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Fietsforum</title><language>nl-NL</language>
<item><title>Ervaringen met Fietsen Jansen</title><link>https://forum.example/t/1</link><author>Joke B.</author>
<pubDate>Mon, 16 Nov 2026 08:10:00 +0100</pubDate>
<description><![CDATA[<p>Na <b>drie</b> weken nog niets.</p><p>Bel stuk.</p>]]></description></item>
<item><title>Welke ketting?</title><link>https://forum.example/t/2</link><guid>f-2</guid></item>
<item><title>Lees dit</title><guid>f-3</guid><description>&lt;a href="https://fietsjansen.example/a"&gt;hier&lt;/a&gt;</description></item>
</channel></rss>"""
ALERT = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Alert</title><entry>
<id>tag:google.com,2013:googlealerts/feed:1</id><title type="html">Klacht over &lt;b&gt;Fietsen Jansen&lt;/b&gt;</title>
<link href="https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://blog.example/klacht%3Fp%3D1&amp;ct=ga"></link>
<published>2026-11-15T11:53:37Z</published><updated>2026-11-15T11:53:37Z</updated>
<content type="html">Bij &lt;b&gt;Fietsen Jansen&lt;/b&gt; besteld&amp;nbsp;...</content><author><name></name></author>
</entry></feed>"""
JSON: dict[str, Any] = {
    "version": "https://jsonfeed.org/version/1.1",
    "language": "nl",
    "items": [
        {
            "id": "https://blog.example/1",
            "url": "https://blog.example/1",
            "title": "Fietsen Jansen",
            "content_html": "<p>Slecht &amp; duur</p>",
            "date_published": "2026-11-14T10:00:00+01:00",
            "authors": [{"name": "Piet"}],
        },
        {"id": 2, "content_text": "Over iets anders"},
    ],
}


def feed(content: Any, **about: Any) -> Reading:
    return read(Feed(), content, **{**SHOP, **about})


def test_an_entry_of_rss_that_names_the_shop_is_kept_as_it_stands() -> None:
    first = feed(RSS).reviews[0]
    assert (first.id, first.url, first.title) == (
        "https://forum.example/t/1",
        "https://forum.example/t/1",
        "Ervaringen met Fietsen Jansen",
    )
    assert (first.author, first.language, first.reader) == ("Joke B.", "nl", "feed")
    assert first.text == "Na drie weken nog niets.\n\nBel stuk."
    assert first.published == "2026-11-16T08:10:00+01:00"


def test_what_names_the_shop_only_in_a_link_is_kept_and_the_rest_is_counted() -> None:
    found = feed(RSS)
    assert [review.id for review in found.reviews] == ["https://forum.example/t/1", "f-3"]
    assert (found.passed_over, found.says_none) == (1, False)


def test_without_a_shop_every_entry_is_kept() -> None:
    assert len(read(Feed(), RSS).reviews) == 3


def test_a_missing_date_is_none() -> None:
    assert feed(RSS).reviews[1].published is None


def test_an_alert_leads_where_it_is_about_and_marks_nothing() -> None:
    (review,) = feed(ALERT).reviews
    assert (review.url, review.title) == ("https://blog.example/klacht?p=1", "Klacht over Fietsen Jansen")
    assert (review.text, review.author) == ("Bij Fietsen Jansen besteld ...", None)


def test_json_feed_is_read_too() -> None:
    found = feed(JSON)
    (review,) = found.reviews
    assert (review.id, review.author, review.text) == ("https://blog.example/1", "Piet", "Slecht & duur")
    assert (review.published, review.language, found.passed_over) == ("2026-11-14T10:00:00+01:00", "nl", 1)


def test_the_author_of_json_feed_1_is_one_object() -> None:
    item = {**JSON["items"][0], "author": {"name": "Mia"}}
    del item["authors"]
    assert feed({**JSON, "version": "https://jsonfeed.org/version/1", "items": [item]}).reviews[0].author == "Mia"


@pytest.mark.parametrize(
    "written",
    [
        "\n" + RSS,
        "\ufeff" + RSS,
        RSS.partition("</channel>")[0],
        RSS.replace("<?xml version=", "<?xml encoding='x' version="),
    ],
    ids=["a blank line first", "a byte order mark", "cut off", "an encoding that is none"],
)
def test_what_strict_parsers_refuse_is_read(written: str) -> None:
    assert len(feed(written).reviews) == 2


def test_an_entry_that_cannot_be_read_costs_no_other() -> None:
    found = feed({**JSON, "items": [*JSON["items"], "geen bericht", {"id": {"a": 1}}]})
    assert (len(found.reviews), len(found.unreadable)) == (1, 2)


@pytest.mark.parametrize(
    ("content", "status", "error", "said"),
    [
        (
            "<!DOCTYPE html><html><body>Storing</body></html>",
            200,
            AnswerError,
            "no feed: <!DOCTYPE",
        ),
        ("", 200, AnswerError, "no feed"),
        ({"error": 1}, 200, AnswerError, "JSON that is no JSON Feed"),
        ("{", 200, AnswerError, "no feed"),
        (RSS, 404, AnswerError, "HTTP 404 instead of a feed"),
        (RSS, 401, KeyRefusedError, "HTTP 401"),
        (RSS, 403, QuotaError, "HTTP 403: the feed is refused"),
    ],
)
def test_what_is_no_feed_has_a_name(content: Any, status: int, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        feed(content, status=status)


def test_a_feed_without_entries_says_itself_that_it_has_none() -> None:
    assert feed('<rss version="2.0"><channel><title>Leeg</title></channel></rss>').says_none


def test_entities_of_its_own_are_refused_before_they_are_undone() -> None:
    with pytest.raises(HostilePageError, match="a feed with entities of its own"):
        feed('<!DOCTYPE a [<!ENTITY b "c">]>' + RSS)


def test_no_address_or_file_is_opened_for_a_body_that_looks_like_one() -> None:
    for body in ("http://127.0.0.1:9/feed", "/etc/hostname"):
        with pytest.raises(AnswerError, match="no feed"):
            feed(body)


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ("https://www.google.com/url?sa=t&url=https://a.example/b?c=d&ct=ga", "https://a.example/b?c=d"),
        ("https://www.google.com/url?url=javascript:alert(1)", "https://www.google.com/url?url=javascript:alert(1)"),
        ("https://elsewhere.example/url?url=https://a.example", "https://elsewhere.example/url?url=https://a.example"),
        ("javascript:alert(1)", None),
        ("http://[", None),
        (None, None),
    ],
)
def test_a_link_of_google_is_unwrapped(link: str | None, leads: str | None) -> None:
    assert unwrapped(link) == leads


def test_the_links_of_a_text_are_those_that_lead_somewhere() -> None:
    assert links_in("""<a href="https://a.example/?b&amp;c">x</a><a href='/d'>y</a>""") == ("https://a.example/?b&c",)


def test_a_public_feed_is_asked_by_its_address_and_by_the_rules_of_its_site() -> None:
    spider = Feed(url="https://forum.example/rss")
    (request,) = started(spider)
    assert (request.url, spider.asks_robots) == ("https://forum.example/rss", True)
    assert "dont_redirect" not in request.meta


def test_a_private_feed_is_asked_by_its_key_which_is_written_down_nowhere() -> None:
    spider = Feed(key=PRIVATE)
    (request,) = started(spider)
    assert (request.url, request.cb_kwargs["asked"]) == (PRIVATE, "https://www.google.example/")
    assert (spider.asks_robots, request.meta["dont_redirect"]) == (False, True)


@pytest.mark.parametrize(
    ("about", "said"), [({}, "feed needs url"), ({"key": "geheim"}, "feed needs the whole address of the feed")]
)
def test_nothing_is_asked_without_an_address(about: dict[str, str], said: str) -> None:
    spider = Feed(**about)
    assert started(spider) == []
    assert said in str(spider.saw.needs_key)
    assert "geheim" not in str(spider.saw.needs_key)


def a_feed(content: str) -> Page:
    return a_page(content)


@pytest.mark.timeout(30)
@pytest.mark.parametrize("made", ["<item>", "<item><title>x", "<b>", "&amp;", "<![CDATA[", "<item a='b'>"])
def test_a_feed_made_to_take_long_is_read_in_seconds(made: str) -> None:
    times = min(400_000 // len(made), 19_000 // max(1, made.count("<")))
    opened(a_feed('<rss version="2.0"><channel><item><title>' + made * times))
