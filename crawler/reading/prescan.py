"""Refusing pages made to exhaust a reader, before one is let loose on them, and reading the heavy ones apart.

A tag with 50,000 attributes (0.4 MB) costs lxml 12 s, a million small nodes up to 24 s and 970 MiB; real pages stay
far below these limits.
"""

from __future__ import annotations

from typing import Self

from crawler.reading.markup import attribute_count, opening, tags
from crawler.reading.page import SNIPPET
from guard.fault import Fault
from guard.text import one_line

LARGEST_TAG = 64 * 1024
MOST_ATTRIBUTES = 2_000
MOST_OPENINGS = 200_000
# Up to here no way to read a page without a parser takes longer than others can wait: a second or two at worst.
FEW_OPENINGS = 20_000
SMALL_BODY = 512 * 1024
# What is kept of each costs a millisecond of the one thread that writes.
MOST_REVIEWS = 5_000

_ANY_TAG = opening()


class HostilePageError(Fault):
    """A page that no honest site sends; the message says which limit it passes."""

    @classmethod
    def because(cls, reason: str, snippet: str) -> Self:
        """The reason, and how the page begins where the limit is passed: one line, in which nothing is hidden."""
        begins = one_line(snippet[:SNIPPET], SNIPPET // 2)
        return cls(f"hostile page: {reason}" + (f"; it begins: {begins}" if begins else ""))


def is_heavy(body: bytes) -> bool:
    """Whether a page must be read apart from everything else. Raises HostilePageError for one not to be read at all."""
    count = body.count(b"<")
    if count > MOST_OPENINGS:
        raise HostilePageError.because(f"more than {MOST_OPENINGS} times '<'", beginning(body))
    return count > FEW_OPENINGS or len(body) > SMALL_BODY


def beginning(body: bytes) -> str:
    """How a page begins, for whoever must see what it was."""
    return body.lstrip()[:SNIPPET].decode("utf-8", "replace")


def refuse_hostile(html: str) -> None:
    """Nothing for a page that may be parsed. Raises HostilePageError; linear in the page's length."""
    if html.count("<") > MOST_OPENINGS:
        raise HostilePageError.because(f"more than {MOST_OPENINGS} times '<'", html[:SNIPPET])
    for tag in tags(html, _ANY_TAG):
        if tag.end - tag.start > LARGEST_TAG:
            reason = f"a tag of more than {LARGEST_TAG} characters"
        # An attribute takes two characters at least, so most tags need not be counted.
        elif len(tag.inside) > 2 * MOST_ATTRIBUTES and attribute_count(tag.inside) > MOST_ATTRIBUTES:
            reason = f"a tag of more than {MOST_ATTRIBUTES} attributes"
        else:
            continue
        raise HostilePageError.because(reason, html[tag.start : tag.start + SNIPPET])


def refuse_too_many(reviews: int) -> None:
    """Nothing for as many reviews as a page may list. Raises HostilePageError."""
    if reviews > MOST_REVIEWS:
        raise HostilePageError(f"hostile page: more than {MOST_REVIEWS} reviews")
