"""The spider all sources are: what it asks, what it hands over, how far it goes, what it notes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from scrapy.exceptions import DownloadConnectionRefusedError, DownloadTimeoutError
from scrapy.http import HtmlResponse
from scripted_site import Answer, a_node, a_page
from spider_stage import (
    NOW,
    SECOND,
    URL,
    FakeKeeper,
    Site,
    a_known_page,
    a_list,
    a_response,
    a_task,
    parsed,
    started,
)
from twisted.python.failure import Failure

from complaints.review import Rating, Review
from crawler import ReviewSpider, one, text
from crawler.handover import Kept, Task
from crawler.manners.refusal import BusyError
from crawler.source import Source

KNOWN = Kept(known=True, watched_left=0)
NEWS = Kept(known=False, watched_left=0)
CARDS = b"<div class=card><b>4</b><p>Late fiets</p></div><div class=card><p>Zonder cijfer</p></div>"


class Cards(ReviewSpider):
    """A site whose cards are read by hand."""

    name = "cards"
    best = 5
    language = "nl"
    card = ".card"
    next_link = "a.verder"

    def read(self, card: Any, page: Any) -> Review:
        return Review(
            site=page.site,
            reader=page.site,
            text=text(card, "p"),
            rating=Rating(value=float(text(card, "b")), best=page.best),
        )


def source(**changes: Any) -> Source:
    return Source(**{"name": "praat", "shop": "fietsplezier", "site": "winkelpraat", "url": URL, **changes})


# What it asks


def test_it_asks_for_the_sources_page() -> None:
    (request,) = started(Site(task=a_task()))
    assert request.url == URL


def test_without_an_address_it_says_so() -> None:
    with pytest.raises(ValueError, match="winkelpraat needs an address"):
        started(Site())


def test_it_asks_with_what_it_knows_of_the_page() -> None:
    known = a_known_page(etag='"abc"', last_modified="Mon, 16 Nov 2026 09:00:00 GMT")
    (request,) = started(Site(task=a_task(pages={URL: known})))
    assert request.headers.get("If-None-Match") == b'"abc"'
    assert request.headers.get("If-Modified-Since") == b"Mon, 16 Nov 2026 09:00:00 GMT"


def test_of_an_unknown_page_it_asks_everything() -> None:
    (request,) = started(Site(task=a_task(pages={SECOND: a_known_page()})))
    assert "If-None-Match" not in request.headers
    assert "If-Modified-Since" not in request.headers


# What it hands over


def test_it_hands_over_the_reviews_of_a_page_with_what_to_ask_next_time() -> None:
    keeper = FakeKeeper()
    headers = {"ETag": '"v2"', "Last-Modified": "Mon, 16 Nov 2026 09:00:00 GMT"}
    parsed(Site(task=a_task(keeper)), a_list([a_node(1), a_node(2)], following="?page=2", **headers))
    (page,) = keeper.pages
    assert [review.id for review in page.reviews] == ["1", "2"]
    assert (page.url, page.next_url) == (URL, SECOND)
    assert (page.etag, page.last_modified) == tuple(headers.values())


def test_a_page_is_known_by_the_address_it_was_asked_by() -> None:
    keeper = FakeKeeper()
    parsed(Site(task=a_task(keeper)), a_response(a_page([a_node(1)]), url=f"{URL}/elders"), asked=URL)
    assert keeper.pages[0].url == URL


def test_a_page_without_reviews_is_not_handed_over() -> None:
    keeper, spider = FakeKeeper(), Site(task=a_task())
    assert parsed(spider, a_list([], following="?page=2")) == []
    assert (keeper.pages, spider.saw.pages, spider.saw.reviews) == ([], 1, 0)


def test_an_unchanged_page_is_handed_over_as_that() -> None:
    keeper = FakeKeeper()
    spider = Site(task=a_task(keeper, pages={URL: a_known_page()}))
    parsed(spider, a_response(Answer(status=304)))
    assert (keeper.same, keeper.pages, spider.saw.unchanged) == ([URL], [], 1)


def test_unchanged_said_of_a_page_never_seen_is_no_answer() -> None:
    keeper, spider = FakeKeeper(), Site(task=a_task())
    assert parsed(spider, a_response(Answer(status=304))) == []
    assert (keeper.same, spider.saw.status) == ([], 304)


def test_bytes_are_read_by_the_charset_the_server_names() -> None:
    keeper = FakeKeeper()
    html = a_page([a_node(1)]).body.decode().replace("Bericht 1", "Eén bericht").encode("windows-1252")
    answer = Answer(body=html, headers={"Content-Type": "text/html; charset=windows-1252"})
    parsed(Site(task=a_task(keeper)), a_response(answer))
    assert (keeper.pages[0].reviews[0].text or "").startswith("Eén bericht")


@pytest.mark.parametrize(
    ("stated", "spider", "mark", "expected"),
    [({"best": 10.0}, Cards, 3, 10), ({}, Cards, 3, 5), ({}, Site, 8, None)],
    ids=["shop.toml first", "then the site", "else unknown"],
)
def test_a_scale_is_that_of_shop_toml_else_that_of_the_site(
    stated: dict[str, float], spider: type[ReviewSpider], mark: float, expected: float | None
) -> None:
    keeper = FakeKeeper()
    node = a_node(1, reviewRating={"@type": "Rating", "ratingValue": mark})
    parsed(spider(task=a_task(keeper, source=source(**stated))), a_list([node]))
    rating = keeper.pages[0].reviews[0].rating
    assert rating is not None
    assert rating.best == expected


# How far it goes


def follows(spider: ReviewSpider, response: HtmlResponse) -> list[str]:
    return [request.url for request in parsed(spider, response)]


@pytest.mark.parametrize(
    ("says", "changes", "goes_on"),
    [
        (NEWS, {}, True),
        (KNOWN, {}, False),
        (Kept(known=True, watched_left=1), {}, True),
        (KNOWN, {"first": True}, True),
        (KNOWN, {"deep": True}, True),
        (NEWS, {"max_pages": 1}, False),
    ],
    ids=["news", "nothing new", "an answer is awaited", "first", "deep", "as many pages as allowed"],
)
def test_it_reads_on_while_there_is_reason_to(says: Kept, changes: dict[str, Any], goes_on: bool) -> None:
    spider = Site(task=a_task(FakeKeeper(says=says), **changes))
    assert follows(spider, a_list([a_node(1)], following="?page=2")) == ([SECOND] if goes_on else [])


def test_from_an_unchanged_page_it_goes_where_that_page_led() -> None:
    keeper = FakeKeeper(says=Kept(known=True, watched_left=2))
    spider = Site(task=a_task(keeper, pages={URL: a_known_page(next=SECOND)}))
    assert follows(spider, a_response(Answer(status=304))) == [SECOND]


def test_a_list_that_leads_back_to_its_beginning_ends_there() -> None:
    spider = Site(task=a_task(first=True))
    started(spider)
    assert follows(spider, a_list([a_node(1)], following="?page=2")) == [SECOND]
    last = a_response(a_page([a_node(2)], following=URL), url=SECOND)
    assert [request.url for request in parsed(spider, last, asked=SECOND)] == []
    assert spider.saw.reached_end


@pytest.mark.parametrize(
    "following", ["https://elders.example/fietsplezier?page=2", "file:///etc/passwd", "javascript:alert(1)", URL]
)
def test_it_never_leaves_the_site_or_stays_on_the_page(following: str) -> None:
    assert follows(Site(task=a_task(first=True)), a_list([a_node(1)], following=following)) == []


def test_it_notes_whether_it_came_to_the_end() -> None:
    spider = Site(task=a_task(first=True))
    parsed(spider, a_list([a_node(1)], following="?page=2"))
    assert not spider.saw.reached_end
    parsed(spider, a_response(a_page([a_node(2)]), url=SECOND), asked=SECOND)
    assert spider.saw.reached_end


# What it notes


@pytest.mark.parametrize("status", [300, 401, 403, 404, 410, 429, 451, 500, 503])
def test_a_refusal_is_noted_and_nothing_is_read(status: int) -> None:
    keeper, spider = FakeKeeper(), Site(task=a_task())
    page = a_page([a_node(1)])
    assert parsed(spider, a_response(Answer(status=status, body=page.body))) == []
    assert (spider.saw.status, spider.saw.reviews, keeper.pages) == (status, 0, [])


def test_a_challenge_with_status_200_is_noted() -> None:
    spider = Site(task=a_task())
    parsed(spider, a_response(Answer(body=b"<html><head><title>Just a moment...</title></head></html>")))
    assert spider.saw.wall == "challenge"


def test_a_page_with_reviews_is_no_wall_whatever_its_title() -> None:
    spider = Site(task=a_task())
    body = a_page([a_node(1)]).body.replace(b"<title>Reviews", b"<title>Just a moment...")
    parsed(spider, a_response(Answer(body=body)))
    assert (spider.saw.wall, spider.saw.reviews) == (None, 1)


def test_a_hostile_page_is_noted_and_costs_nothing_more() -> None:
    keeper, spider = FakeKeeper(), Cards(task=a_task())
    parsed(spider, a_response(Answer(body=b"<p " + b"a=1 " * 3000 + b">")))
    assert "hostile page" in (spider.saw.hostile or "")
    assert keeper.pages == []


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (DownloadConnectionRefusedError("nobody there"), "the server refused the connection: nobody there"),
        (DownloadTimeoutError(), "the server did not answer in time"),
        (OSError("odd \x1b[31m thing\n"), "OSError: odd [31m thing"),
    ],
)
def test_a_request_without_an_answer_is_noted_in_words(error: Exception, words: str) -> None:
    spider = Site(task=a_task())
    spider.failed(Failure(error))
    assert spider.saw.failure == words


def test_a_host_that_was_given_up_is_noted_with_its_status_and_its_time() -> None:
    spider = Site(task=a_task())
    spider.failed(Failure(BusyError(503, NOW)))
    assert (spider.saw.status, spider.saw.again, spider.saw.refused) == (503, NOW, None)


# A site that reads its cards itself


def test_cards_are_read_one_by_one_and_a_bad_one_costs_itself_only() -> None:
    keeper, spider = FakeKeeper(), Cards(task=a_task())
    spider.task = a_task(keeper)
    parsed(spider, a_response(Answer(body=CARDS)))
    (review,) = keeper.pages[0].reviews
    assert (review.text, review.rating) == ("Late fiets", Rating(value=4, best=5))
    assert len(spider.saw.unreadable) == 1
    assert "0 elements match 'b'" in spider.saw.unreadable[0]


def test_a_site_may_name_its_link_to_the_next_page() -> None:
    body = CARDS + b'<a class=verder href="?page=2">Meer</a>'
    assert follows(Cards(task=a_task(first=True)), a_response(Answer(body=body))) == [SECOND]


# By hand: scrapy crawl SITE -a url=…


def test_by_hand_it_yields_reviews_in_the_shape_of_the_contract() -> None:
    items = parsed(Site(url=URL), a_list([a_node(1), a_node(2)]))
    assert [item["id"] for item in items] == ["1", "2"]
    assert items[0]["rating"] == {"value": 8, "best": 10}


def test_by_hand_it_reads_a_few_pages() -> None:
    spider = Site(url=URL)
    for number in range(1, 5):
        made = parsed(spider, a_list([a_node(number)], following=f"?page={number + 1}"), asked=URL)
        assert made[-1].url == f"{URL}?page={number + 1}"
    assert len(parsed(spider, a_list([a_node(9)], following="?page=9"))) == 1


def test_the_surface_for_spiders_is_one_import() -> None:
    import crawler

    assert (crawler.ReviewSpider, crawler.Review, crawler.one, crawler.text) == (ReviewSpider, Review, one, text)
    with pytest.raises(AttributeError):
        _ = crawler.utils  # type: ignore[attr-defined]


def test_a_reading_has_one_moment() -> None:
    task: Callable[[], Task] = a_task
    assert Site(task=task()).now == NOW
