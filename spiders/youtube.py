"""Comments on the shop's own channel on YouTube, or on one video, by the Data API with a key."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from crawler import ApiSpider, Reply, Review, Signed
from crawler.reading.answer_fields import answered, parts, when
from crawler.reading.answers import AnswerError, KeyRefusedError, QuotaError, data, each, succeeded, words
from crawler.reading.page import Page, Reading
from crawler.reading.plain_text import one_line

_CHANNEL = re.compile(r"UC[\w-]{22}")
_PAGE = re.compile(r"&pageToken=[^&]*")
# Reasons of the API's errors, and what they come to.
_MEANS: dict[str, tuple[type[AnswerError], str]] = {
    "keyInvalid": (KeyRefusedError, ""),
    "quotaExceeded": (QuotaError, ": the key has been used as often as it may be today"),
    "commentsDisabled": (AnswerError, ": comments are switched off there"),
}


class Youtube(ApiSpider):
    """id is the id of the channel (UC…) or of a video."""

    name = "youtube"
    wants = ("id", "key")
    host = "https://www.googleapis.com"
    gives = "author, reply of the channel"
    verified = "2019, recorded answers and the error for a wrong key; replies and quotas by a document only"

    def addresses(self) -> tuple[str, ...]:
        """The latest hundred threads."""
        sought = str(self.source.id)
        of = "allThreadsRelatedToChannelId" if _CHANNEL.fullmatch(sought) else "videoId"
        asked = {"part": "snippet,replies", of: sought, "order": "time", "maxResults": 100}
        return (f"{self.base}/youtube/v3/commentThreads?{urlencode(asked)}",)

    def signed(self, url: str) -> Signed:
        """The key is a part of the address."""
        return Signed(url=f"{url}&{urlencode({'key': self.secret})}")

    def answer(self, page: Page) -> Reading:
        """The threads, all of them: they stand below what is the shop's own, or about it."""
        said = _said(page)
        threads = parts(said, "items")
        reviews, unreadable, _ = each(threads, lambda thread: _review(thread, page))
        token = words(said.get("nextPageToken"))
        next_url = f"{_PAGE.sub('', page.url)}&{urlencode({'pageToken': token})}" if token else None
        return Reading(
            reviews=reviews, reader=self.name, unreadable=unreadable, next_url=next_url, says_none=not threads
        )


def _said(page: Page) -> Any:
    """The answer. Raises KeyRefusedError, QuotaError or AnswerError for an error, by the reason that it gives."""
    said = data(replace(page, status=200))
    error = said.get("error") if isinstance(said, dict) else None
    if not error:
        return succeeded(page)
    try:
        reason = one_line(error["errors"][0]["reason"][:60])
    except (LookupError, TypeError):
        return succeeded(page)
    kind, meaning = _MEANS.get(reason, (KeyRefusedError if page.status in (401, 403) else AnswerError, ""))
    raise kind(f"HTTP {words(error.get('code'))}: {reason}{meaning}")


def _review(thread: dict[str, Any], page: Page) -> Review:
    top = thread["snippet"]["topLevelComment"]["snippet"]
    video = words(top.get("videoId"))
    return Review(
        site=page.site,
        reader=page.site,
        url=f"https://www.youtube.com/watch?{urlencode({'v': video})}" if video else None,
        id=words(thread["id"]),
        author=words(top.get("authorDisplayName")),
        published=when(top["publishedAt"], page),
        text=words(top["textOriginal"]),
        reply=_reply(thread, page),
        language=page.language,
    )


def _reply(thread: dict[str, Any], page: Page) -> Reply | None:
    """The first answer by the channel itself, where the thread says which channel that is."""
    channel = words(thread["snippet"].get("channelId"))
    for comment in thread.get("replies", {}).get("comments", []):
        said = comment["snippet"]
        if channel and said.get("authorChannelId", {}).get("value") == channel:
            return answered(said["textOriginal"], said.get("publishedAt"), page)
    return None
