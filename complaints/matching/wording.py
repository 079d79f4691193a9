"""A post's words as they are compared: folded, in order, in stems, and the runs two posts share."""

from __future__ import annotations

import re
from collections.abc import Sequence

from complaints.normalise import folded

# Longer texts are compared by their beginning: a post of a thousand words tells what it is about long before its end.
MOST_WORDS = 300
LONGEST = 4_000
STEM = 5
_ENDING = 40
# What a site writes before points for and against, and does not write elsewhere.
_LABELS = frozenset(["pluspunten", "minpunten"])
_WORD = re.compile(r"[^\W\d_]+|\d+")
# What a site adds to a text that it cut short.
_CUT = re.compile(r"(?:lees meer|lees verder|read more|lire la suite|mehr lesen|weiterlesen)\W{0,9}$", re.IGNORECASE)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, without case, accents and marks; numbers count as words."""
    kept = text[:LONGEST]
    found = _WORD.findall(folded(kept[:-_ENDING] + _CUT.sub("", kept[-_ENDING:])))[:MOST_WORDS]
    return tuple(found if _LABELS.isdisjoint(found) else (word for word in found if word not in _LABELS))


def stems_of(words: Sequence[str]) -> frozenset[str]:
    """The first five letters of every word of three and more: "terugbetaling" and "terugbetaald" are one."""
    return frozenset(word[:STEM] for word in words if len(word) >= 3 and not word.isdigit())


def longest_run(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words in a row stand in both."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(other):
        places.setdefault(word, []).append(at)
    longest, ending = 0, dict[int, int]()
    for word in one:
        now = {at: ending.get(at - 1, 0) + 1 for at in places.get(word, ())}
        longest = max(longest, *now.values()) if now else longest
        ending = now
    return longest
