"""A person's name in texts: found whatever its case, accents and spacing, and taken out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from complaints.normalise import folded

ERASED = "[erased]"
# Between the words of a name: spaces in a text, hyphens or %20 in an address.
_BETWEEN = r"(?:%20|[\W_]){1,3}"


class Name:
    """One name; full where it has two words or more, by which it says who is meant wherever it stands."""

    def __init__(self, name: str) -> None:
        self.folded = folded(name)
        words = re.findall(r"\w+", self.folded)
        self.full = len(words) > 1
        self._telling = max(filter(str.isascii, words), key=len, default=None)
        whole = _BETWEEN.join(map(re.escape, words)) if words else re.escape(self.folded)
        self._pattern = re.compile(rf"(?<!\w){whole}(?!\w)" if words else whole)

    def is_name_of(self, author: str | None) -> bool:
        """Whether it is this name and nothing more."""
        return author is not None and folded(author) == self.folded

    def stands_in(self, text: str) -> bool:
        """Whether a text holds the name as words of its own."""
        # Nearly all texts of a large log end here.
        if self._telling is not None and self._telling not in _letters_of(text):
            return False
        bare, _ = _bare(text)
        return self._pattern.search(bare) is not None

    def out_of(self, text: str) -> str:
        """The text without the name."""
        if not self.stands_in(text):
            return text
        bare, places = _bare(text)
        for match in reversed(list(self._pattern.finditer(bare))):
            end = places[match.end() - 1] + 1
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            text = text[: places[match.start()]] + ERASED + text[end:]
        return text


def _letters_of(text: str) -> str:
    """The plain letters of a text without case and accents, and without all other signs."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text).casefold().encode("ascii", "ignore").decode()


def _bare(text: str) -> tuple[str, Sequence[int]]:
    """The text folded letter by letter, spaces as they are, and where each letter of it came from."""
    if text.isascii():
        return text.lower(), range(len(text))
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for part in unicodedata.normalize("NFKD", character):
            if not unicodedata.combining(part):
                letters += (folds := list(part.casefold()))
                places += [place] * len(folds)
    return "".join(letters), places


def without(names: Iterable[Name], value: Any) -> Any:
    """A text, or all texts in a JSON value, without the names; the value itself where none stands in it."""
    if isinstance(value, str):
        for name in names:
            value = name.out_of(value)
        return value
    if isinstance(value, list):
        return [without(names, each) for each in value]
    return {key: without(names, each) for key, each in value.items()} if isinstance(value, dict) else value
