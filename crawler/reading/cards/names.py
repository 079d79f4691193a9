"""What a site writes before each name: "Rapport van Pim", "von Jürgen V."."""

from __future__ import annotations

from collections.abc import Sequence

_JOINING = frozenset(("van", "door", "von", "by", "par", "de", "from", "of", "vom"))
_MOST_WORDS = 4
_FEWEST = 3
_MOST = 0.8


def common_start(names: Sequence[str]) -> str:
    """The words that most of the texts begin with, as far as a word that joins them to a name; empty where none do.

    A "van" that is part of one name is not before most of the others.
    """
    different = sorted(set(names))
    if len(different) < _FEWEST:
        return ""
    words = [name.split() for name in different]
    for count in range(_MOST_WORDS, 0, -1):
        starts = [each[:count] for each in words if len(each) > count]
        most = max(starts, key=starts.count, default=[])
        last = most[-1] if most else ""
        if (last.casefold() in _JOINING or last.endswith(":")) and starts.count(most) >= _MOST * len(different):
            return " ".join(most)
    return ""


def without(start: str, name: str) -> str:
    """The name without the words before it."""
    return name[len(start) :].strip() if start and name.startswith(f"{start} ") else name
