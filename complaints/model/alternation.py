"""Hundreds of choices as one regular expression that tries, at each place of a text, only those that can begin there.

`re` tries every choice of an alternation at every place unless each begins with a plain letter. So choices are laid out
by their first letter, in their order; what is found is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_EDGE = r"\b"
_REPEATS = frozenset("?*+{")
# A first letter that may be left out, or is no letter at all, cannot be laid out by.
_PLAIN = re.compile(r"[^\W_]|[€£ ]")


def by_first_letter(choices: str) -> str:
    """The same choices, joined by `|` as before, laid out by the letter they begin with.

    Where two of them match at one place the earlier still wins, but for those without a plain first letter: they come
    last.
    """
    laid: dict[str, list[str]] = {}
    others: list[str] = []
    for choice in split(choices):
        for edge, opened in _opened(choice):
            if _PLAIN.match(opened) and opened[1:2] not in _REPEATS:
                behind = rf"(?<=\b{opened[0]})" if edge else ""
                laid.setdefault(opened[0], []).append(behind + opened[1:])
            else:
                others.append((_EDGE if edge else "") + opened)
    return "|".join([*(f"{letter}(?:{'|'.join(rest)})" for letter, rest in laid.items()), *others])


def split(choices: str) -> list[str]:
    """The choices between the bars that stand in no bracket."""
    found, depth, start = [], 0, 0
    for at, sign in enumerate(choices):
        depth += (sign in "([") - (sign in ")]")
        if sign == "|" and depth == 0:
            found.append(choices[start:at])
            start = at + 1
    return [*found, choices[start:]]


def _opened(choice: str) -> Iterator[tuple[bool, str]]:
    """A choice without the bracket it begins with, once for each choice in that; and whether it begins a word."""
    edge = choice.startswith(_EDGE)
    rest = choice.removeprefix(_EDGE)
    if not rest.startswith("(?:"):
        yield edge, rest
        return
    end = _closing(rest)
    inner, after = rest[3:end], rest[end + 1 :]
    if after[:1] in _REPEATS and after[:1] != "?":
        yield edge, rest
        return
    for each in [*split(inner), *([""] if after[:1] == "?" else [])]:
        for inner_edge, opened in _opened(each + after.removeprefix("?")):
            yield edge or inner_edge, opened


def _closing(rest: str) -> int:
    depth = 0
    for at, sign in enumerate(rest):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return at
    raise ValueError(f"a bracket that is not closed: {rest}")
