"""The next page of the same list, where the page says which it is: by rel=next, else by the links it is turned with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from crawler.reading.markup import Tag, attributes, opening, tags
from crawler.reading.pager import turned
from crawler.reading.same_list import base_of, linked, same_list

# A real page names it two to four times; a bound keeps a page that says "next" a million times cheap.
_MOST_LOOKED_AT = 50
_LONGEST_LINK_TAG = 4_000

_WORDS = ("next", "Next")
_REL_BEFORE = re.compile(r"""rel\s*=\s*["']?[^"'<>=]*\Z""", re.IGNORECASE)
_LONGEST_REL = 60
_LINK = opening("a", "link", "base")


def next_url(html: str, url: str) -> str | None:
    """The absolute address of the next page, a link tag's before an anchor's, without its fragment.

    Only on the same host, only http(s), never the page itself, and only a page of the same list: many blogs say
    rel=next of the next article.
    """
    found = sorted(_next_tags(html), key=lambda tag: tag.name != "link")
    base = base_of(html, url) if found else url
    for tag in found:
        target = linked(base, attributes(tag.inside).get("href", ""), url)
        if target and same_list(target, url):
            return target
    return turned(html, url)


def followed(href: str, url: str) -> str | None:
    """The absolute address of a link on the page at url, or None for one that leads to itself, away or nowhere."""
    return linked(url, href, url)


def _next_tags(html: str) -> Iterator[Tag]:
    for place in islice(_said_as_rel(html), _MOST_LOOKED_AT):
        start = html.rfind("<", max(0, place - _LONGEST_LINK_TAG), place)
        if start < 0 or _is_hidden(html, start):
            continue
        tag = next(tags(html[start : start + 2 * _LONGEST_LINK_TAG], _LINK), None)
        if (
            tag
            and tag.start == 0
            and tag.name != "base"
            and "next" in attributes(tag.inside).get("rel", "").lower().split()
        ):
            yield tag


def _said_as_rel(html: str) -> Iterator[int]:
    """Where "next" stands in what looks like a rel attribute. Looks for the word first: pages say it rarely."""
    for word in _WORDS:
        place = html.find(word)
        while place >= 0:
            if html[place - 1] in "\"' =" and _REL_BEFORE.search(html[max(0, place - _LONGEST_REL) : place]):
                yield place
            place = html.find(word, place + 1)


def _is_hidden(html: str, start: int) -> bool:
    """Whether a place lies in a comment or a script."""
    return html.rfind("<!--", 0, start) > html.rfind("-->", 0, start) or html.rfind("<script", 0, start) > html.rfind(
        "</script", 0, start
    )
