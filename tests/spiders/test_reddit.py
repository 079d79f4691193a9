"""Posts and comments of Reddit: the private feed in Atom, and what the search API answers."""

from __future__ import annotations

from typing import Any

import pytest
from answer_stage import read, started

from crawler.reading.answers import AnswerError, KeyRefusedError
from crawler.reading.page import Reading
from spiders.reddit import Reddit

SHOP: dict[str, Any] = {"shop_names": ("Fietsen Jansen",), "shop_domains": ("fietsjansen.example",)}
KEY = "https://www.reddit.com/search.rss?q=fietsen+jansen&sort=new&feed=geheim-van-de-winkel&user=winkel"
TAIL = (
    ' &#32; submitted by &#32; <a href="https://www.reddit.com/user/joke"> /u/joke </a> <br/> '
    '<span><a href="{link}">[link]</a></span> &#32; <span><a href="{link}">[comments]</a></span>'
)
ENTRY = (
    "<entry><author><name>/u/joke</name></author><content type='html'><![CDATA[{content}]]></content><id>{id}</id>"
    "<link href='https://www.reddit.com/r/fietsen/{id}/' /><updated>2026-11-15T10:00:00+00:00</updated>"
    "<title>{title}</title></entry>"
)


def entry(id_: str, title: str, body: str | None, link: str = "https://www.reddit.com/r/fietsen/1/") -> str:
    written = "" if body is None else f'<!-- SC_OFF --><div class="md"><p>{body}</p></div><!-- SC_ON -->'
    return ENTRY.format(id=id_, title=title, content=written + TAIL.format(link=link))


def feed(*entries: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom">{"".join(entries)}</feed>'


def thing(kind: str, **said: Any) -> dict[str, Any]:
    data = {"name": f"{kind}_1", "author": "joke", "created_utc": 1763200000.0, "permalink": "/r/fietsen/1/?ref=search"}
    return {"kind": kind, "data": {**data, **said}}


def listing(*things: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "Listing", "data": {"children": list(things), "after": None}}


def reddit(content: Any, **about: Any) -> Reading:
    return read(Reddit(), content, **{**SHOP, **about})


def test_a_post_in_the_feed_is_what_its_author_wrote() -> None:
    (post,) = reddit(feed(entry("t3_1", "Ervaringen?", "Fietsen Jansen komt niet &amp; belt niet"))).reviews
    assert (post.id, post.author, post.title) == ("t3_1", "joke", "Ervaringen?")
    assert post.text == "Fietsen Jansen komt niet & belt niet"
    assert (post.url, post.published) == ("https://www.reddit.com/r/fietsen/t3_1/", "2026-11-15T10:00:00+00:00")


def test_a_link_is_a_post_without_a_text_and_counts_by_where_it_leads() -> None:
    found = reddit(
        feed(
            entry("t3_1", "Kijk", None, "https://fietsjansen.example/a"),
            entry("t3_2", "Kijk", None, "https://nietfietsjansen.example/"),
        )
    )
    assert [(post.id, post.text) for post in found.reviews] == [("t3_1", None)]
    assert found.passed_over == 1


@pytest.mark.parametrize("gone", ["[removed]", "[deleted]"])
def test_what_was_taken_away_is_passed_over(gone: str) -> None:
    things = [thing("t3", title="Fietsen Jansen", selftext=gone), thing("t1", body=gone)]
    for content in (feed(entry("t3_1", "Fietsen Jansen", gone)), listing(*things)):
        assert reddit(content).reviews == ()
        assert reddit(content).passed_over >= 1


def test_posts_and_comments_of_the_search_api_are_read() -> None:
    content = listing(
        thing("t3", title="Fietsen Jansen &amp; co", selftext="Nooit &lt;meer&gt;", url="https://www.reddit.com/r/x"),
        thing("t1", body="Bij fietsen-jansen nooit meer", author="[deleted]"),
        thing("t1", body="Ik fiets niet"),
        thing("t5", display_name="fietsen"),
    )
    found = reddit(content)
    post, comment = found.reviews
    assert (post.id, post.title, post.text, post.author) == ("t3_1", "Fietsen Jansen & co", "Nooit <meer>", "joke")
    assert (post.url, post.published) == ("https://www.reddit.com/r/fietsen/1/", "2025-11-15T09:46:40+00:00")
    assert (comment.id, comment.author, comment.title) == ("t1_1", None, None)
    assert (found.passed_over, found.unreadable) == (1, ())


def test_a_link_that_was_posted_counts_in_the_answer_of_the_api_too() -> None:
    links = ('https://fietsjansen.example/?a=1&b="2', "https://nietfietsjansen.example/")
    found = reddit(listing(*(thing("t3", title="Kijk", selftext="", url=link) for link in links)))
    assert (len(found.reviews), found.passed_over) == (1, 1)


@pytest.mark.timeout(10)
def test_a_text_that_begins_ten_thousand_times_is_read_at_once() -> None:
    body = "<!-- SC_OFF -->" * 30_000
    assert reddit(listing(thing("t3", title="Fietsen Jansen", selftext=body))).reviews[0].id == "t3_1"


def test_a_listing_of_subreddits_has_no_posts() -> None:
    assert reddit(listing(thing("t5"))).says_none


@pytest.mark.parametrize(
    ("content", "status", "error", "said"),
    [
        (feed(), 403, KeyRefusedError, "HTTP 403: this private feed is refused"),
        ({"message": "Forbidden", "error": 403}, 200, AnswerError, "no listing of Reddit"),
        ({"kind": "Listing"}, 200, AnswerError, "no list of children"),
        ("<html>whoa there</html>", 200, AnswerError, "no feed"),
    ],
)
def test_what_is_no_feed_has_a_name(content: Any, status: int, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        reddit(content, status=status)


def test_the_key_is_the_whole_address_and_stays_a_secret() -> None:
    spider = Reddit(key=KEY)
    (request,) = started(spider)
    assert (request.url, request.cb_kwargs["asked"]) == (KEY, "https://www.reddit.com/")
    assert not spider.asks_robots
