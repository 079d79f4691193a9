"""The numbers a post names: those that make an order or a sum known again, and those anyone writes."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Dots and spaces between thousands, a comma or a dot before cents: 1.150,- and 1512,50 and 2 400.
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[. ]\d{3})+(?:,\d{1,2})?(?![\w])|\d+(?:[.,]\d{1,2}(?!\d))?")
# A sum is no order number: many pay 1.100 euro.
_WRITTEN = r"(\d{1,3}(?:[. ]\d{3}){1,3}|\d{1,9})(?:[.,]\d{1,2}(?!\d))?"
_SUM = re.compile(rf"(?:€|eur|euro)\s?{_WRITTEN}|{_WRITTEN}\s?(?:€|eur\b|euro|,-)", re.IGNORECASE)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """orders: those of four digits and more that are no year; others: from 13 on, whole euros of sums among them;
    small: the rest from two on, spelt out or in digits.
    """

    orders: frozenset[int] = frozenset()
    others: frozenset[int] = frozenset()
    small: frozenset[int] = frozenset()


def numbers_of(text: str, words: tuple[str, ...]) -> Numbers:
    """The numbers of a text; words are the same text's, for those that are spelt out."""
    sums = {_value("".join(each)) for each in _SUM.findall(text)}
    found = {_value(each) for each in _NUMBER.findall(text)} | {_SPELT[word] for word in words if word in _SPELT}
    return Numbers(
        orders=frozenset(each for each in found - sums if each >= ORDER and each not in _YEARS),
        others=frozenset(each for each in found if 13 <= each < ORDER or each in sums),
        small=frozenset(each for each in found if 2 <= each < 13),
    )


def _value(written: str) -> int:
    whole = re.sub(r",\d{1,2}$", "", written.replace(" ", ""))
    if re.fullmatch(r"\d+\.\d{1,2}", whole):
        whole = whole.partition(".")[0]
    # No database and no person holds a number of any length.
    return int(whole.replace(".", "")[:15] or 0)
