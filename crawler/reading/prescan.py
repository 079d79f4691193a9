"""Refusing pages made to exhaust a parser, before one is let loose on them.

A tag with 50,000 attributes (0.4 MB) costs lxml 12 s, a million small nodes up to 24 s and 970 MiB; real pages stay
far below these limits.
"""

from __future__ import annotations

from crawler.reading.markup import attribute_count, opening, tags
from guard.fault import Fault

LARGEST_TAG = 64 * 1024
MOST_ATTRIBUTES = 2_000
MOST_OPENINGS = 200_000

_ANY_TAG = opening()


class HostilePageError(Fault):
    """A page that no honest site sends; the message says which limit it passes."""


def refuse_hostile(html: str) -> None:
    """Nothing for a page that may be parsed. Raises HostilePageError; linear in the page's length."""
    if html.count("<") > MOST_OPENINGS:
        raise HostilePageError(f"hostile page: more than {MOST_OPENINGS} times '<'")
    for tag in tags(html, _ANY_TAG):
        if tag.end - tag.start > LARGEST_TAG:
            raise HostilePageError(f"hostile page: a tag of more than {LARGEST_TAG} characters")
        # An attribute takes two characters at least, so most tags need not be counted.
        if len(tag.inside) > 2 * MOST_ATTRIBUTES and attribute_count(tag.inside) > MOST_ATTRIBUTES:
            raise HostilePageError(f"hostile page: a tag of more than {MOST_ATTRIBUTES} attributes")
