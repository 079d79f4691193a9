"""How well what was read agrees with what stands on a page: reviews found, and their fields."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from bench.reading_sets import Example, Gold
from crawler.reading.cards import CardReading

_MATCHING = {"text": 3.0, "date": 1.0, "author": 1.2, "rating": 0.3, "title": 1.0}
_ENOUGH = 2.0


@dataclass(slots=True, kw_only=True)
class Tally:
    """Right, wrong and missing, of reviews and of each field."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        self.right.update(other.right)
        self.wrong.update(other.wrong)
        self.missing.update(other.missing)

    def n(self, name: str) -> int:
        return self.right[name] + self.missing[name]

    def precision(self, name: str) -> float:
        return _part(self.right[name], self.right[name] + self.wrong[name])

    def recall(self, name: str) -> float:
        return _part(self.right[name], self.n(name))

    def f1(self, name: str) -> float:
        precision, recall = self.precision(name), self.recall(name)
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _part(some: int, whole: int) -> float:
    return some / whole if whole else 1.0


def compared(example: Example, reading: CardReading) -> tuple[Tally, list[str]]:
    """The tally of a page, and a line for each fault."""
    read = [_fields(each.review, reading) for each in reading.reviews]
    tally, faults = Tally(), []
    pairs = _pairs(example.gold, read)
    tally.right["records"] = len(pairs)
    tally.missing["records"] = len(example.gold) - len(pairs)
    taken = {number for _, number in pairs}
    extra = [each for number, each in enumerate(read) if number not in taken]
    tally.wrong["records"] = len(extra) if example.complete else sum(not _plausible(each) for each in extra)
    for gold, number in pairs:
        faults += _compare_fields(example, gold.fields, read[number], tally)
    return tally, faults


def _plausible(one: dict[str, Any]) -> bool:
    """Whether a review that the markup does not list has what those have: the page may show more than it lists."""
    return bool(one.get("text") and (one.get("author") or one.get("date")) and one.get("rating"))


def _compare_fields(example: Example, gold: dict[str, Any], read: dict[str, Any], tally: Tally) -> list[str]:
    faults = []
    for name in example.scored:
        wanted, got = gold.get(name), read.get(name)
        if wanted and got and same(name, wanted, got):
            tally.right[name] += 1
            continue
        # A rating that the markup does not state may still be on the page.
        if got and (wanted or (example.complete and name != "title")):
            tally.wrong[name] += 1
        if wanted:
            tally.missing[name] += 1
        if wanted or (got and example.complete):
            faults.append(f"{example.name} {name}: wanted {str(wanted)[:60]!r}, read {str(got)[:60]!r}")
    return faults


def _pairs(gold: list[Gold], read: list[dict[str, Any]]) -> list[tuple[Gold, int]]:
    scores = [
        (sum(worth for name, worth in _MATCHING.items() if _agree(name, each.fields, other)), -first, -second)
        for first, each in enumerate(gold)
        for second, other in enumerate(read)
    ]
    pairs: list[tuple[Gold, int]] = []
    done: tuple[set[int], set[int]] = (set(), set())
    for score, first, second in sorted(scores, reverse=True):
        if score >= _ENOUGH and -first not in done[0] and -second not in done[1]:
            done[0].add(-first)
            done[1].add(-second)
            pairs.append((gold[-first], -second))
    return pairs


def _agree(name: str, one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(one.get(name) and other.get(name) and same(name, one[name], other[name]))


def same(name: str, wanted: Any, got: Any) -> bool:
    """Whether two values of a field are the same to a reader."""
    if name == "rating":
        return abs(float(wanted) - float(got)) <= 0.051
    if name == "date":
        return str(wanted)[: len(str(got))] == str(got)
    if name in {"pros", "cons"}:
        return [_bare(each) for each in wanted] == [_bare(each) for each in got]
    one, other = _bare(str(wanted)), _bare(str(got))
    if name == "author":
        return one == other
    if one[:40] == other[:40]:
        return min(len(one), len(other)) >= 0.8 * max(len(one), len(other))
    return bool(one) and (one in other or other in one) and min(len(one), len(other)) >= 0.8 * max(len(one), len(other))


def _fields(review: Any, reading: CardReading) -> dict[str, Any]:
    mark = review.rating
    best = (mark.best if mark else None) or (reading.scale.best if reading.scale else None)
    return {
        "author": review.author,
        "rating": mark.value / best if mark and best else None,
        "date": review.published[:10] if review.published else None,
        "title": review.title,
        "text": review.text,
        "reply": review.reply.text if review.reply else None,
        "pros": list(review.pros),
        "cons": list(review.cons),
    }


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()
