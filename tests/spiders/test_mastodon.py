"""Posts of Mastodon: a tag's timeline, a search with a key."""

from __future__ import annotations

from typing import Any

import pytest
from answer_stage import read, started

from crawler.reading.answers import AnswerError, KeyRefusedError
from crawler.reading.page import Reading
from spiders.mastodon import Mastodon

SHOP: dict[str, Any] = {"shop_names": ("fietsjansen",), "shop_domains": ("fietsjansen.example",)}
HTML = '<p>Nooit meer <a href="https://praat.example/tags/fietsjansen">#<span>fietsjansen</span></a><br>Bel stuk.</p>'


def post(number: int, html: str = HTML, **changes: Any) -> dict[str, Any]:
    return {
        "id": str(number),
        "created_at": "2026-11-15T10:00:00.000Z",
        "uri": f"https://praat.example/users/joke/statuses/{number}",
        "url": f"https://praat.example/@joke/{number}",
        "language": "nl",
        "spoiler_text": "",
        "content": html,
        "reblog": None,
        "account": {"acct": "joke", "display_name": "Joke B.", "id": "77", "note": "belt graag"},
        **changes,
    }


def mastodon(content: Any, **about: Any) -> Reading:
    return read(Mastodon(), content, **{**SHOP, **about})


def test_a_post_that_names_the_shop_is_kept_as_text() -> None:
    (found,) = mastodon([post(1)]).reviews
    assert (found.id, found.url, found.author) == ("1", "https://praat.example/@joke/1", "Joke B.")
    assert (found.text, found.language) == ("Nooit meer #fietsjansen\nBel stuk.", "nl")
    assert found.published == "2026-11-15T10:00:00+00:00"


def test_what_names_somebody_else_and_what_is_passed_on_is_counted_and_not_kept() -> None:
    others = [post(2, "<p>Fietsen is leuk</p>"), post(3, reblog=post(1))]
    found = mastodon([post(1), *others])
    assert ([each.id for each in found.reviews], found.passed_over) == (["1"], 2)


def test_a_link_to_the_shop_is_enough() -> None:
    html = '<p>Zie <a href="https://www.fietsjansen.example/x"><span>hier</span></a></p>'
    assert len(mastodon([post(1, html)]).reviews) == 1


def test_a_name_that_is_not_shown_gives_way_to_the_account_and_a_url_to_the_uri() -> None:
    (found,) = mastodon([post(1, account={"acct": "joke@elders.example", "display_name": ""}, url=None)]).reviews
    assert (found.author, found.url) == ("joke@elders.example", "https://praat.example/users/joke/statuses/1")


def test_a_search_has_its_posts_under_statuses() -> None:
    assert len(mastodon({"accounts": [], "statuses": [post(1)], "hashtags": []}).reviews) == 1


def test_an_empty_timeline_says_so_itself() -> None:
    assert mastodon([]).says_none


@pytest.mark.parametrize(
    ("content", "status", "error"),
    [
        ({"error": "This method requires an authenticated user"}, 422, KeyRefusedError),
        ({"error": "The access token is invalid"}, 401, KeyRefusedError),
        ({"error": "Record not found"}, 404, AnswerError),
        ({"error": "?"}, 200, AnswerError),
        ("<html>", 200, AnswerError),
    ],
)
def test_what_is_no_timeline_has_a_name(content: Any, status: int, error: type[Exception]) -> None:
    with pytest.raises(error):
        mastodon(content, status=status)


def test_a_tag_is_asked_without_a_key_by_the_rules_of_the_instance() -> None:
    spider = Mastodon(url="https://praat.example/", id="#fietsjansen")
    (request,) = started(spider)
    assert request.url == "https://praat.example/api/v1/timelines/tag/fietsjansen?limit=40"
    assert spider.asks_robots


def test_a_search_is_asked_with_the_key_in_a_header() -> None:
    spider = Mastodon(url="https://praat.example", id="fietsen jansen", key="geheim")
    (request,) = started(spider)
    assert request.url == "https://praat.example/api/v2/search?q=fietsen%20jansen&type=statuses&limit=40"
    assert (request.headers["Authorization"], spider.asks_robots) == (b"Bearer geheim", False)
