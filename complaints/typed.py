"""What people type, made fit for the record: nothing that cannot be seen, nothing endless, nothing empty.

A text that is too long is refused and not cut: who typed it would think that all of it is kept.
"""

from __future__ import annotations

import re
from decimal import Decimal

from guard.fault import Fault
from guard.text import one_line, plain

LONGEST_TEXT = 20_000
LONGEST_LINE = 500
LONGEST_NAME = 100
# As Dutch and Belgian people write it, without signs between thousands, which could be taken for the cents.
_AMOUNT = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,2})?")


class TypedError(Fault):
    """A text that cannot be kept, with what it is and why."""


def text(typed: str, what: str) -> str:
    """The text with its lines, without what cannot be seen. what names it in TypedError: empty, or too long."""
    return _fit(plain(typed, len(typed)), what, LONGEST_TEXT)


def line(typed: str, what: str, longest: int = LONGEST_LINE) -> str:
    """The text as one line, without what cannot be seen. what names it in TypedError: empty, or too long."""
    return _fit(one_line(typed, len(typed)), what, longest)


def amount(typed: str) -> Decimal:
    """Euros as people write them: 12, 12.5 or 12,50. Raises TypedError."""
    if not _AMOUNT.fullmatch(typed.strip()):
        raise TypedError(f"{one_line(typed, 40)!r} is no amount in euros; write it as 12 or 12,50")
    return Decimal(typed.strip().replace(",", "."))


def _fit(clean: str, what: str, longest: int) -> str:
    if not clean:
        raise TypedError(f"{what} is empty")
    if len(clean) > longest:
        raise TypedError(f"{what} has {len(clean):,} characters; at most {longest:,} can be kept")
    return clean
