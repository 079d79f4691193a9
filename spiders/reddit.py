"""Posts and comments on Reddit that name the shop, by one's own private feed, or a saved answer of the search API."""

from __future__ import annotations

from html import escape
from typing import Any

from crawler import FeedSpider, Review
from crawler.reading.answer_fields import parts, when
from crawler.reading.answers import AnswerError, KeyRefusedError, each, succeeded, words
from crawler.reading.feeds import Entry, Feed, opened
from crawler.reading.mentions import is_named
from crawler.reading.page import Page, Reading
from crawler.reading.plain_text import one_line, plain

# Where a post and a comment have their text.
_BODIES = {"t3": "selftext", "t1": "body"}
_GONE = frozenset({"[removed]", "[deleted]"})
# What the author wrote stands between these two; "submitted by …" comes after, and alone where only a link was posted.
_BEGIN, _END = "<!-- SC_OFF -->", "<!-- SC_ON -->"
_HOST = "https://www.reddit.com"


class Reddit(FeedSpider):
    """key is the whole address of a private feed: reddit.com/prefs/feeds, also of a search with its feed and user."""

    name = "reddit"
    wants = ("key",)
    gives = "author, title, link"
    verified = "2015, a recorded answer of the search API; the feed by a document only"

    def answer(self, page: Page) -> Reading:
        """The posts and comments that name the shop."""
        if page.status in (401, 403):
            raise KeyRefusedError(
                f"HTTP {page.status}: this private feed is refused; make it anew at {_HOST}/prefs/feeds"
            )
        listed = page.html.lstrip()[:1] == "{"
        feed = _listing(page) if listed else opened(page)
        reviews, unreadable, others = each(feed.parts, lambda part: _kept(feed.read(part), page))
        return Reading(
            reviews=reviews, reader=self.name, unreadable=unreadable, passed_over=others, says_none=not feed.parts
        )


def _listing(page: Page) -> Feed:
    """An answer of the search API. Raises AnswerError."""
    said = succeeded(page)
    if not isinstance(said, dict) or said.get("kind") != "Listing":
        raise AnswerError(f"no listing of Reddit: {one_line(page.html[:120])}")
    # Not what is no post, such as a subreddit.
    things = [thing for thing in parts(said.get("data"), "children") if _is_post(thing)]
    return Feed(things, lambda thing: _entry(thing, page))


def _is_post(thing: Any) -> bool:
    return isinstance(thing, dict) and thing.get("kind") in _BODIES


def _entry(thing: dict[str, Any], page: Page) -> Entry:
    """A post or comment of the API as an entry of the feed."""
    said, place = thing["data"], words(thing["data"].get("permalink"))
    body = words(said.get(_BODIES[thing["kind"]])) or ""
    leads = words(said.get("url")) or ""
    return Entry(
        id=words(said["name"]),
        link=f"{_HOST}{place.partition('?')[0]}" if place else None,
        title=one_line(words(said.get("title")) or "") or None,
        html=f'{_BEGIN}{body}{_END}<a href="{escape(leads)}">',
        author=words(said.get("author")),
        published=when(said.get("created_utc"), page),
    )


def _kept(entry: Entry, page: Page) -> Review | None:
    """The post; None for what was taken away, or does not name the shop."""
    text = plain(entry.html.partition(_BEGIN)[2].partition(_END)[0])
    if text in _GONE:
        return None
    author = (entry.author or "").removeprefix("/u/")
    post = Review(
        site=page.site,
        reader=page.site,
        url=entry.link,
        id=entry.id,
        author=None if author in _GONE else author or None,
        published=entry.published,
        title=entry.title,
        text=text or None,
        language=page.language,
    )
    return post if is_named(page, post, entry.links) else None
