"""What a reader is given and what it gives back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from w3lib.encoding import (
    html_body_declared_encoding,
    html_to_unicode,
    http_content_type_encoding,
    to_unicode,
)

from complaints.review import Review
from crawler.reading.card_model import CardReading, Example
from crawler.reading.learned import Learned

SNIPPET = 200
# Whose clock a time without a zone is on where nothing is known of the source.
ZONE = ZoneInfo("Europe/Amsterdam")

# The encodings of https://encoding.spec.whatwg.org by the names that Python gives them.
_OF_THE_WEB = re.compile(
    r"ascii|utf-(?:8|(?:16|32)(?:-[bl]e)?)|iso8859-(?:[1-9]|1[0-6])|cp(?:125[0-8]|866|874|932|949)|tis-620|koi8-[ru]"
    r"|mac-(?:roman|cyrillic)|gb(?:2312|k|18030)|big5(?:hkscs)?|euc_(?:jp|kr)|iso2022_jp|shift_jis"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as it came, its own address, and what is known beforehand about the source.

    best is the top of the scale from shop.toml or the spider, None when nobody said; language two letters;
    zone that of times without one; now aware UTC; shop_names how the shop signs its replies; with shop_domains and
    shop_near also how it is talked of (crawler/reading/mentions.py). status: the answer's. learned: the
    reading that someone confirmed; example: one of its reviews, as whoever looks at it says.
    """

    html: str
    url: str
    site: str
    now: datetime
    best: float | None = None
    language: str | None = None
    zone: tzinfo = ZONE
    shop_names: tuple[str, ...] = ()
    shop_domains: tuple[str, ...] = ()
    shop_near: tuple[str, ...] = ()
    status: int = 200
    learned: Learned | None = None
    example: Example | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """Something that should have been a review, or reviews, and could not be read: why, and how it begins.

    hostile: no program writes it by mistake.
    """

    reason: str
    snippet: str
    hostile: bool = False

    @classmethod
    def because(cls, reason: str, text: str, *, hostile: bool = False) -> Unreadable:
        """The reason with the first characters of the text."""
        return cls(reason=reason, snippet=text.strip()[:SNIPPET], hostile=hostile)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a page says. reader is None where no reviews were read.

    says_none: the page itself counts 0 reviews, and none were read. aggregate_count: how many reviews the page says
    there are in all, None where it does not say or says different things. Unreadable parts never cost the others.
    wall: what stands there instead of reviews, by read_page; None where reviews were read or nothing tells.
    A review's scale is known when its rating.best is not None. passed_over: entries that are no reviews of the shop,
    or not yet to be shown; removed: the site's ids of reviews that it says are gone. unsure: why what was read from a
    page's cards may open no record, or why there are none; empty for a green page on a known scale and for every other
    reader. cards: how they were read, without
    the reviews; confidence: of each review how sure its fields are. changed: why the page is not what was confirmed.
    """

    reviews: tuple[Review, ...] = ()
    reader: str | None = None
    next_url: str | None = None
    unreadable: tuple[Unreadable, ...] = ()
    says_none: bool = False
    aggregate_count: int | None = None
    wall: str | None = None
    passed_over: int = 0
    removed: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    cards: CardReading | None = None
    confidence: tuple[Mapping[str, float], ...] = ()
    changed: tuple[str, ...] = ()


def decoded(body: bytes, content_type: str | None = None) -> str:
    """The text of a page: by its byte order mark, the header's charset, its own meta tag, else UTF-8.

    A charset that no browser knows counts as UTF-8: Python has some that are quadratic (punycode), that are none of
    text (zlib) or that raise on what they cannot read (idna).
    """
    declared = http_content_type_encoding(content_type) or html_body_declared_encoding(body)
    if declared and not _OF_THE_WEB.fullmatch(declared):
        return to_unicode(body, "utf-8")
    return html_to_unicode(content_type, body, default_encoding="utf-8")[1]
