"""The words of a text in one plain form, whatever case, accents, scripts and unseen characters they were written in."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

LONGEST = 100_000
AND = "&"

Span = tuple[int, int]

_WORD = re.compile(rf"[^\W_]+|{AND}")
_CAMEL = re.compile(r"(?<=[^\W\d_])(?=[A-Z][a-z])")
_HASHTAG = re.compile(r"(?<!\w)#\w+")
_ALL_AND = frozenset({AND, "en", "and", "et", "und"})
# What is drawn as the Latin letter beside it: Cyrillic, Greek, and letters that no decomposition makes plain.
_LOOK_ALIKES = {
    **{ord(other): latin for other, latin in zip("\u0430\u0435\u043e\u0440\u0441\u0443\u0445", "aeopcyx", strict=True)},
    **{ord(other): latin for other, latin in zip("\u0456\u0458\u0455\u04bb\u0501\u051b\u051d", "ijshdqw", strict=True)},
    **{ord(other): latin for other, latin in zip("\u043a\u043c\u0442\u043d\u0432", "kmthb", strict=True)},
    **{ord(other): latin for other, latin in zip("\u03b1\u03bf\u03bd\u03c1\u03b9\u03ba", "aovpik", strict=True)},
    **{ord(other): latin for other, latin in zip("\u03c4\u03c5\u03c7\u0131\u0142\u00f8\u0111", "tuxilod", strict=True)},
    ord("æ"): "ae",
    ord("œ"): "oe",
    ord("þ"): "th",
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text in its plain form, and from where to where it stands there."""

    plain: str
    start: int
    end: int


def cleaned(text: str) -> str:
    """The first 100,000 characters, compatibility forms made plain, without what cannot be seen or is piled up."""
    text = text[:LONGEST]
    if text.isascii():
        return text
    kept = (c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) not in {"Cf", "Mn", "Me"})
    return "".join(kept)


def words(text: str) -> list[Word]:
    """The words of a cleaned text. A hashtag is taken apart where a capital begins a word; "and" is &."""
    tags = [match.span() for match in _HASHTAG.finditer(text)] if "#" in text else []
    found = []
    for match in _WORD.finditer(text):
        start = match.start()
        for piece in _CAMEL.split(match[0]) if within(match.span(), tags) else [match[0]]:
            plain = _plain(piece)
            found.append(Word(AND if plain in _ALL_AND else plain, start, start + len(piece)))
            start += len(piece)
    return found


def within(span: Span, others: Sequence[Span]) -> bool:
    """Whether a span lies within one of others, which are in order and do not overlap."""
    at = bisect_right(others, (span[0], inf)) - 1
    return at >= 0 and others[at][1] >= span[1]


def _plain(word: str) -> str:
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in parts if unicodedata.category(c) != "Mn").translate(_LOOK_ALIKES)
