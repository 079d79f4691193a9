"""What a site writes around each name: "Rapport van Pim", "von Jürgen V.", "Jan de Boer (Gent)", "Truus NL"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from complaints.normalise import folded
from crawler.reading.fields import author

_JOINING = frozenset(("van", "door", "von", "by", "par", "de", "from", "of", "vom"))
_MOST_WORDS = 4
_FEWEST = 3
# In what part of the different names it must stand.
_BEFORE, _AFTER = 0.8, 0.6
_LONGEST = 120
_KEPT_BACK = re.compile(r"anon(?:iem|ieme|yme|ymous|ym|ymer?)\b(?: [^\W\d_]{4,12})?")
# Where someone lives, or which language they write; "Boer, Jan" is one name.
_ENDS = (
    re.compile(r"(.{2,80}?)\s*\([^()]{2,40}\)"),
    re.compile(r"(\S+ [^,]{1,60}),\s[^\W\d_a-z][^,\d]{1,40}"),
    re.compile(r"(.{2,80}?)\s+(?:NL|BE|LU|FR|DE|AT|CH|EN|GB|UK|IE|US|ES|IT|PT|PL|[\U0001f1e6-\U0001f1ff]{2})"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What stands before the names of a list, and how what follows them is written."""

    before: str = ""
    after: re.Pattern[str] | None = None

    def name(self, text: str) -> str | None:
        """The name in a text, and a word that says that it is kept back, as shown; None where it names nobody."""
        shown = text[len(self.before) :].strip() if self.before and text.startswith(f"{self.before} ") else text
        name = author(shown) or _kept_back(shown)
        found = self.after.fullmatch(name) if self.after and name and len(name) <= _LONGEST else None
        return found.group(1) if found else name


def is_kept_back(name: str) -> bool:
    """Whether what stands in the place of a name says that there is none to show: "Anoniem", "Anonymous"."""
    return bool(_KEPT_BACK.fullmatch(folded(name)))


def _kept_back(text: str) -> str | None:
    shown = " ".join(text.split()).strip(" -,.()[]")
    return shown if is_kept_back(shown) else None


def around(names: Sequence[str]) -> Around:
    """What stands around most of the names of a list; nothing where they are too few to say."""
    different = sorted({name for name in names if len(name) <= _LONGEST})
    if len(different) < _FEWEST:
        return Around()
    named = [author(name) or name for name in different]
    ends = (end for end in _ENDS if sum(map(bool, map(end.fullmatch, named))) >= _AFTER * len(different))
    return Around(before=_common_start(different), after=next(ends, None))


def _common_start(different: list[str]) -> str:
    """The words that most of the names begin with, as far as a word that joins them to a name; empty where none do.

    A "van" that is part of one name is not before most of the others.
    """
    words = [name.split() for name in different]
    for count in range(_MOST_WORDS, 0, -1):
        starts = [each[:count] for each in words if len(each) > count]
        most = max(starts, key=starts.count, default=[])
        last = most[-1] if most else ""
        if (last.casefold() in _JOINING or last.endswith(":")) and starts.count(most) >= _BEFORE * len(different):
            return " ".join(most)
    return ""
