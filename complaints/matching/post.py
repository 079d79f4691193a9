"""A post as it is compared with others: who, when, in which words, with which numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import unescape

from complaints.decide import rating_share
from complaints.matching.cues import Cues, cues_of
from complaints.matching.names import Name, name_of
from complaints.matching.numbers import Numbers, numbers_of
from complaints.matching.quotations import quotations_of
from complaints.matching.rarity import square, weight
from complaints.matching.wording import LONGEST, stems_of, words_of
from complaints.review import Review

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

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Its words, each once."""
        return frozenset(self.words)

    @property
    def bare(self) -> str:
        """The text without spaces, for posts that have no words."""
        return "" if self.words else "".join(self.text.split())

    @cached_property
    def cues(self) -> Cues:
        """Whose story it is, whether it was told before, how long it took."""
        return cues_of(self.words)

    @cached_property
    def quotations(self) -> tuple[tuple[str, ...], ...]:
        """The words of everything between quotation marks, each in order."""
        return quotations_of(self.text)

    @cached_property
    def weight(self) -> float:
        """What its stems weigh together."""
        return weight(self.stems)

    @cached_property
    def square(self) -> float:
        """The weights of its stems squared, together."""
        return square(self.stems)

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
