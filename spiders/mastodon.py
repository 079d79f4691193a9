"""Posts on Mastodon that name the shop: the latest under a tag, or by a search with the key of one's own account."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from crawler import ApiSpider, Review, Signed
from crawler.reading.answer_fields import when
from crawler.reading.answers import AnswerError, KeyRefusedError, data, each, words
from crawler.reading.feeds import links_in
from crawler.reading.mentions import is_named
from crawler.reading.page import Page, Reading
from crawler.reading.plain_text import one_line, plain

MOST = 40


class Mastodon(ApiSpider):
    """url is the instance; id the tag without #, or with a key what is searched for."""

    name = "mastodon"
    wants = ("url", "id")
    # The public timeline of somebody else's server; not asked with a key.
    obeys_robots = True
    shows_all = False
    gives = "author, link"
    verified = "2026-08, a recorded answer of a tag's timeline"

    def addresses(self) -> tuple[str, ...]:
        """The latest forty."""
        sought = quote(str(self.source.id).lstrip("#"), safe="")
        if self.source.key:
            return (f"{self.base}/api/v2/search?q={sought}&type=statuses&limit={MOST}",)
        return (f"{self.base}/api/v1/timelines/tag/{sought}?limit={MOST}",)

    def signed(self, url: str) -> Signed:
        """A timeline is asked without a key, a search with one."""
        return Signed(url=url, headers={"Authorization": f"Bearer {self.secret}"} if self.source.key else {})

    def answer(self, page: Page) -> Reading:
        """A timeline is a list of posts; a search has one under statuses."""
        if page.status == 422:
            raise KeyRefusedError("HTTP 422: this instance shows its timelines only to its own users: set key")
        said = data(page)
        posts = said.get("statuses") if isinstance(said, dict) else said
        if page.status >= 300 or not isinstance(posts, list):
            raise AnswerError(f"HTTP {page.status}, and no posts: {one_line(page.html[:120])}")
        reviews, unreadable, others = each(posts, lambda post: _review(post, page))
        return Reading(
            reviews=reviews, reader=self.name, unreadable=unreadable, passed_over=others, says_none=not posts
        )


def _review(post: dict[str, Any], page: Page) -> Review | None:
    """A post; None for one passed on from somebody else, which is a post by itself, or that does not name the shop."""
    html, account = words(post["content"]) or "", post["account"]
    if post.get("reblog"):
        return None
    said = Review(
        site=page.site,
        reader=page.site,
        url=words(post.get("url")) or words(post["uri"]),
        id=words(post["id"]),
        author=words(account.get("display_name")) or words(account["acct"]),
        published=when(post["created_at"], page),
        title=one_line(words(post.get("spoiler_text")) or "") or None,
        text=plain(html) or None,
        language=words(post.get("language")) or page.language,
    )
    return said if is_named(page, said, links_in(html)) else None
