"""Numbers as sites write them in structured data."""

from __future__ import annotations

import math
import re

LONGEST_NUMBER = 40

_NUMBER = re.compile(r"\s*([+-]?\d{1,15}(?:[.,]\d{1,15})?)\s*(?:/\s*(\d{1,15}(?:[.,]\d{1,15})?)\s*)?", re.ASCII)


def number(value: object) -> float | None:
    """4, 4.5, "4,5" or the 4 of "4 / 5"; None for anything else, NaN and infinity included."""
    return value_and_top(value)[0]


def value_and_top(value: object) -> tuple[float | None, float | None]:
    """The number and, for "4 / 5", the top of its scale; None for what is not there."""
    if value is None or isinstance(value, bool):
        return None, None
    if isinstance(value, (int, float)):
        return (float(value), None) if abs(value) < 1e15 and math.isfinite(value) else (None, None)
    if not isinstance(value, str) or len(value) > LONGEST_NUMBER:
        return None, None
    found = _NUMBER.fullmatch(value)
    if found is None:
        return None, None
    top = found.group(2)
    return as_float(found.group(1)), as_float(top) if top else None


def as_float(text: str) -> float:
    """The number of digits with a point or a comma between them. Raises ValueError for another text."""
    return float(text.replace(",", "."))
