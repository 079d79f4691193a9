"""RSS, Atom and JSON Feed, such as those of Google Alerts, kept to entries that name the shop."""

from __future__ import annotations

from crawler import FeedSpider, Review
from crawler.reading.answers import each
from crawler.reading.feeds import Entry, opened
from crawler.reading.mentions import is_named
from crawler.reading.page import Page, Reading


class Feed(FeedSpider):
    """url is a public feed; key the whole address of a private one."""

    name = "feed"
    wants = ("url",)
    gives = "author, title, link"
    ids = "those of the feed, else the link"
    verified = "2017 to 2022, recorded answers of five feeds, one of them a Google Alert"

    def answer(self, page: Page) -> Reading:
        """The entries that name the shop."""
        feed = opened(page)
        reviews, unreadable, others = each(feed.parts, lambda part: _review(feed.read(part), page))
        return Reading(
            reviews=reviews, reader=self.name, unreadable=unreadable, passed_over=others, says_none=not feed.parts
        )


def _review(entry: Entry, page: Page) -> Review | None:
    post = Review(
        site=page.site,
        reader=page.site,
        url=entry.link,
        id=entry.id or entry.link,
        author=entry.author,
        published=entry.published,
        title=entry.title,
        text=entry.text,
        language=entry.language,
    )
    return post if is_named(page, post, entry.links) else None
