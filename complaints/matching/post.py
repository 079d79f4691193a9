"""A post as it is compared with others: who, when, in which words, with which numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import unescape

from complaints.decide import rating_share
from complaints.matching.names import Name, name_of
from complaints.matching.numbers import Numbers, numbers_of
from complaints.matching.wording import LONGEST, STEM, stems_of, words_of
from complaints.review import Review

_PROPER = re.compile(r"(?<=[\w,;:] )[A-Z][^\W\d_]{2,}")
_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")


@dataclass(frozen=True, kw_only=True)
class Post:
    """day is a number of days, None where unknown; share the mark as a part of its scale."""

    text: str
    words: tuple[str, ...]
    title: tuple[str, ...]
    name: Name
    numbers: Numbers
    day: int | None
    share: float | None

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words."""
        return stems_of(self.words)

    @property
    def bare(self) -> str:
        """The text without spaces, for posts that have no words."""
        return "" if self.words else "".join(self.text.split())

    @cached_property
    def body(self) -> frozenset[str]:
        """The stems of its words below the title."""
        return stems_of(self.words[len(self.title) :])

    @cached_property
    def proper(self) -> frozenset[str]:
        """The stems of words with a capital that no sentence begins with: names of shops, people, places."""
        return stems_of(words_of(" ".join(_PROPER.findall(self.text))))

    @cached_property
    def long_words(self) -> frozenset[str]:
        """Its words of more than five letters."""
        return frozenset(word for word in self.words if len(word) > STEM)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, ...]]:
        """Every two words in a row."""
        return frozenset(zip(self.words, self.words[1:], strict=False))

    @cached_property
    def triples(self) -> frozenset[tuple[str, ...]]:
        """Every three words in a row."""
        return frozenset(zip(self.words, self.words[1:], self.words[2:], strict=False))


def post_of(review: Review) -> Post:
    """What there is to compare of a review."""
    text = unescape("\n".join(filter(None, (review.title, review.text, *review.pros, *review.cons))))[:LONGEST]
    words = words_of(text)
    return Post(
        text=text,
        words=words,
        title=words_of(unescape(review.title or "")),
        name=name_of(review.author),
        numbers=numbers_of(text, words),
        day=_day(review.published),
        share=rating_share(review.rating),
    )


def _day(published: str | None) -> int | None:
    found = _DAY.match(published or "")
    if found is None:
        return None
    # Of a month alone its middle: no day is further than that.
    return date(int(found[1]), int(found[2]), int(found[3] or 15)).toordinal()
