"""How much a part of a page looks like one review, and a list of parts like reviews."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from crawler.reading.cards.candidates import Span
from crawler.reading.cards.tokens import Token

LONG_TEXT = 40
# What a whole card passes and a header, a menu entry or a teaser does not: it mattered most of all.
BASELINE = 1.4
# What a text by itself passes: a testimonial has no date and no mark.
TEXT_ALONE = 1.0
_DATE, _MARK, _TEXT, _ALL, _ANY = 1.0, 1.0, 1.1, 0.5, 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many dates, marks, longer texts and atoms there are before each position of the page."""

    dates: list[int]
    marks: list[int]
    texts: list[int]
    atoms: list[int]
    telling: list[int]

    def quality(self, span: Span) -> float:
        """From 0.2 for a part that holds nothing to 3.8 for one that holds a date, a mark and a text."""
        start, end = span.start, span.end
        date = self.dates[end] > self.dates[start]
        mark = self.marks[end] > self.marks[start]
        text = self.texts[end] > self.texts[start]
        whole = _ALL if date and mark and text else 0.0
        return _DATE * date + _MARK * mark + _TEXT * text + whole + _ANY

    def score(self, spans: list[Span], baseline: float) -> float:
        """The sum over the parts of what is above the baseline."""
        return sum(max(0.0, self.quality(span) - baseline) for span in spans)

    def atoms_in(self, spans: list[Span]) -> int:
        """How many atoms the parts hold together."""
        return sum(self.atoms[span.end] - self.atoms[span.start] for span in spans)


def count(tokens: list[Token], size: int) -> Counts:
    """The counts for a page of so many elements."""
    dates, marks, texts, atoms = ([0] * (size + 1) for _ in range(4))
    for token in tokens:
        at = min(token.at, size - 1) + 1
        atoms[at] += 1
        dates[at] += token.when is not None or any(part.when for part in token.parts)
        marks[at] += token.mark is not None or any(part.mark for part in token.parts)
        texts[at] += len(token.text) >= LONG_TEXT and token.node.tag != "a"
    telling = [sum(each) for each in zip(dates, marks, texts, strict=True)]
    dates, marks, texts, atoms, telling = (list(accumulate(each)) for each in (dates, marks, texts, atoms, telling))
    return Counts(dates=dates, marks=marks, texts=texts, atoms=atoms, telling=telling)
