"""The numbers a post names: those that make an order or a sum known again, and those anyone writes."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGIT = re.compile(r"\d")
# Dots, spaces and commas between thousands, a comma or a dot before cents: 1.150,- and 1512,50 and 2 400 and 1,150.50.
_THOUSANDS, _CENTS = r"\d{1,3}(?:[., ]\d{3})", r"[.,]\d{1,2}(?!\d)"
_NUMBER = re.compile(rf"(?<![\w.,]){_THOUSANDS}+(?:{_CENTS})?(?!\w)|\d+(?:{_CENTS})?")
# A sum is no order number: many pay 1.100 euro. What has cents is one without a sign too.
_WRITTEN = rf"({_THOUSANDS}{{1,3}}|\d{{1,9}})(?:{_CENTS})?"
_SUM = re.compile(
    rf"(?:€|\b(?:euro|eur)(?![^\W\d]))\s?{_WRITTEN}|{_WRITTEN}\s?(?:€|(?:euros?|eur)\b|,-)|(?<![\w.,])(\d{{3,9}})[.,]\d\d(?!\d)",
    re.IGNORECASE,
)
_ODD_CENTS = re.compile(r"[.,]\d{1,2}$")
_WORDS = (
    "twee drie vier vijf zes zeven acht negen tien elf twaalf",
    "deux trois quatre cinq six sept huit neuf dix onze douze",
    "two three four five six seven eight nine ten eleven twelve",
    "zwei drei vier funf sechs sieben acht neun zehn elf zwolf",
)
_SPELT = {word: number for words in _WORDS for number, word in enumerate(words.split(), start=2)}
_SPELT |= {"dertien": 13, "veertien": 14, "vijftien": 15, "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50}
_SPELT |= {"honderd": 100, "tweehonderd": 200, "driehonderd": 300, "duizend": 1000}
# From here on a number is known again; years are not.
ORDER = 1000
_YEARS = range(1990, 2041)
# Each is held against each of another post; a text of nothing but sums would take long.
MOST_SUMS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """orders: those of four digits and more that are no year; others: from 13 on, whole euros of sums among them;
    small: the rest from two on, spelt out or in digits; sums: whole euros, the least of them.
    """

    orders: frozenset[int] = frozenset()
    others: frozenset[int] = frozenset()
    small: frozenset[int] = frozenset()
    sums: frozenset[int] = frozenset()


def numbers_of(text: str, words: tuple[str, ...]) -> Numbers:
    """The numbers of a text; words are the same text's, for those that are spelt out."""
    digits = _DIGIT.search(text)
    sums = {_value("".join(each)) for each in _SUM.findall(text)} if digits else set[int]()
    found = {_SPELT[word] for word in words if word in _SPELT}
    found |= {_value(each) for each in _NUMBER.findall(text)} if digits else set()
    return Numbers(
        orders=frozenset(each for each in found - sums if each >= ORDER and each not in _YEARS),
        others=frozenset(each for each in found if 13 <= each < ORDER or each in sums),
        small=frozenset(each for each in found if 2 <= each < 13),
        sums=frozenset(sorted(sums - {0})[:MOST_SUMS]),
    )


def spelt(word: str) -> int:
    """The number a folded word is, from two on; 0 for any other word."""
    return _SPELT.get(word, 0)


def _value(written: str) -> int:
    whole = _ODD_CENTS.sub("", written.replace(" ", ""))
    # No database and no person holds a number of any length.
    return int(re.sub(r"[.,]", "", whole)[:15] or 0)
