"""The entries of a feed, whatever it is written in: RSS, Atom or JSON Feed.

feedparser reads what strict parsers refuse: a blank line before the XML declaration, a feed that breaks off.
"""

from __future__ import annotations

import io
import json
import re
from calendar import timegm
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any
from urllib.parse import parse_qs, urlsplit

from crawler.reading.answers import AnswerError, KeyRefusedError, QuotaError, words
from crawler.reading.fields import moment
from crawler.reading.page import Page
from crawler.reading.plain_text import one_line, plain
from crawler.reading.prescan import HostilePageError

# It has been made text already; what the XML declaration says of its bytes no longer holds.
_AS_TEXT = {"content-type": "application/xml; charset=utf-8"}
_HREF = re.compile(r"""href\s*=\s*["']([^"'<>]{1,2000})["']""", re.IGNORECASE)
_MOST_LINKS = 100
_ADDRESS = ("http://", "https://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry: published as in Review; html is its text with tags; link where it is to be read, unwrapped."""

    id: str | None
    link: str | None
    title: str | None
    html: str
    author: str | None
    published: str | None
    language: str | None = None

    @property
    def text(self) -> str | None:
        """Its text without tags."""
        return plain(self.html) or None

    @property
    def links(self) -> tuple[str, ...]:
        """Where it leads, and where the links in its text do."""
        return tuple(filter(None, [self.link, *links_in(self.html)]))


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed whose entries are still to be read, one by one: read() raises what readers trip over for a broken one."""

    parts: Sequence[Any]
    read: Callable[[Any], Entry]


def opened(page: Page) -> Feed:
    """The feed that an answer is, with its entries in its order.

    Raises AnswerError for what is no feed, KeyRefusedError and QuotaError for a feed that is refused,
    HostilePageError for one with entities of its own, which a few lines of make gigabytes of.
    """
    _refuse(page)
    if page.html.lstrip("\ufeff \t\r\n")[:1] == "{":
        return _of_json(page)
    if "<!ENTITY" in page.html:
        raise HostilePageError.because("a feed with entities of its own", page.html)
    return _of_xml(page)


def links_in(html: str) -> tuple[str, ...]:
    """Where the first hundred links in a text with tags lead."""
    found = (unwrapped(plain(match[1])) for match in islice(_HREF.finditer(html), _MOST_LINKS))
    return tuple(filter(None, found))


def unwrapped(link: str | None) -> str | None:
    """The address itself, where it is one that Google Alerts leads through its own (facts: the parameter url)."""
    if not link or not link.startswith(_ADDRESS):
        return None
    try:
        parts = urlsplit(link)
        wraps = parts.hostname in {"google.com", "www.google.com"} and parts.path == "/url"
        inside = parse_qs(parts.query, max_num_fields=50).get("url", []) if wraps else []
    except ValueError:
        return None
    return inside[0] if inside and inside[0].startswith(_ADDRESS) else link


def _refuse(page: Page) -> None:
    if page.status == 401:
        raise KeyRefusedError("HTTP 401: the feed asks for a key")
    if page.status in (403, 429):
        raise QuotaError(f"HTTP {page.status}: the feed is refused")
    if page.status >= 300:
        raise AnswerError(f"HTTP {page.status} instead of a feed")


def _of_xml(page: Page) -> Feed:
    import feedparser  # here, for few sources are feeds

    # Never the text itself, which it would take for an address or the name of a file.
    file = io.BytesIO(page.html.encode("utf-8", "replace"))
    found = feedparser.parse(file, response_headers=_AS_TEXT, sanitize_html=False, resolve_relative_uris=False)
    if not found.get("version"):
        raise AnswerError(f"no feed: {one_line(page.html[:120])}")
    language = _language(found.feed.get("language")) or page.language
    return Feed(found.entries, lambda part: _xml_entry(part, page, language))


def _xml_entry(entry: dict[str, Any], page: Page, language: str | None) -> Entry:
    content = [part.get("value", "") for part in entry.get("content", ())]
    # As it stands: feedparser would give the one date for the other.
    dates = [dict.get(entry, name) for name in ("published", "published_parsed", "updated", "updated_parsed")]
    return Entry(
        id=words(entry.get("id")),
        link=unwrapped(entry.get("link")),
        title=_title(entry.get("title")),
        html=next(filter(None, content), entry.get("summary") or ""),
        author=words(one_line(entry.get("author") or "")),
        published=_when(page, *dates),
        language=language,
    )


def _of_json(page: Page) -> Feed:
    """JSON Feed 1 and 1.1."""
    try:
        feed = json.loads(page.html.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        raise AnswerError(f"no feed: {one_line(page.html[:120])}") from None
    items = feed.get("items")
    if "jsonfeed.org/version" not in str(feed.get("version", "")) or not isinstance(items, list):
        raise AnswerError(f"JSON that is no JSON Feed: {one_line(page.html[:120])}")
    language = _language(feed.get("language")) or page.language
    return Feed(items, lambda part: _json_entry(part, page, language))


def _json_entry(item: Mapping[str, Any], page: Page, language: str | None) -> Entry:
    authors = item.get("authors") or [item.get("author") or {}]
    return Entry(
        id=words(item.get("id")),
        link=unwrapped(words(item.get("url")) or words(item.get("external_url"))),
        title=_title(words(item.get("title"))),
        html=words(item.get("content_html")) or words(item.get("content_text")) or "",
        author=words(authors[0].get("name")) if authors else None,
        published=_when(page, item.get("date_published"), item.get("date_modified")),
        language=_language(item.get("language")) or language,
    )


def _title(said: str | None) -> str | None:
    return one_line(said or "") or None


def _language(said: Any) -> str | None:
    """The language of a tag such as "nl-NL"; None for what is none."""
    tag = str(said or "").partition("-")[0].lower()
    return tag if len(tag) == 2 and tag.isascii() and tag.isalpha() else None


def _when(page: Page, *said: Any) -> str | None:
    """The first of what is said that is a date; feeds write them in English, with their zone."""
    dates = (moment(_spelled(one), zone=page.zone, now=page.now, language="en") for one in said)
    return next(filter(None, dates), None)


def _spelled(said: Any) -> str | None:
    """A date as a text; what feedparser made of one is UTC."""
    if said is None or isinstance(said, str):
        return said
    return datetime.fromtimestamp(timegm(said), UTC).isoformat()
