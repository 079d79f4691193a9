"""What a visitor sees of a text: the one form in which the parsers compare it with the words they know."""

from __future__ import annotations

from complaints.normalise import folded
from guard.text import one_line

# The apostrophes of word processors.
_STRAIGHT = str.maketrans("\u2018\u2019\u02bc\u00b4", "''''")


def shown(text: str, longest: int) -> str | None:
    """The text on one line, without what cannot be seen, with straight apostrophes.

    None for a text of more than longest characters: it is looked at no further.
    """
    return one_line(text, longest).translate(_STRAIGHT) if len(text) <= longest else None


def words_of(text: str, longest: int) -> str | None:
    """The same without case and accents.

    None too where figures of another script stand in it: folding would make ours of some of them and not of others.
    """
    line = shown(text, longest)
    if line is None or not (line.isascii() or all(sign.isascii() or not sign.isnumeric() for sign in line)):
        return None
    return folded(line)


def vocabulary(words: str) -> frozenset[str]:
    """The words of a line of them, for a parser to know; written as words_of gives them."""
    return frozenset(words.split())
