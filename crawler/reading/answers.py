"""What an API or a feed answers, read one part at a time; what it answers instead of reviews has a name."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from math import isfinite
from typing import Any, TypeVar

from complaints.review import Review
from crawler.reading.page import Page, Unreadable
from crawler.reading.prescan import refuse_too_many
from guard.text import one_line

Part = TypeVar("Part")
SHOWN = 120


class AnswerError(Exception):
    """An answer that holds no reviews because something is wrong; str() says what, for whoever runs the program."""


class KeyRefusedError(AnswerError):
    """The key, or what belongs to it, is wrong, missing or used up for good."""


class QuotaError(AnswerError):
    """The source answers no more for now; again is the earliest time (aware), None where it does not say."""

    def __init__(self, reason: str, again: datetime | None = None) -> None:
        super().__init__(reason)
        self.again = again


def refuse_key(page: Page) -> None:
    """Nothing for an answer that is not about the key. Raises KeyRefusedError for HTTP 401 and 403."""
    if page.status in (401, 403):
        raise KeyRefusedError(f"HTTP {page.status}: the key is refused{begins(page)}")


def data(page: Page) -> Any:
    """The JSON of an answer. Raises AnswerError for what is none, KeyRefusedError for HTTP 401 and 403."""
    refuse_key(page)
    try:
        found = json.loads(page.html, parse_constant=_no_number)
    except (ValueError, RecursionError):
        said = f"HTTP {page.status}, and " if page.status >= 300 else ""
        raise AnswerError(f"{said}no JSON{begins(page)}") from None
    return found


def onward(url: str, name: str, count: int, total: float | None) -> str | None:
    """The next address of a list that is asked for by how many go before, in the parameter of that name.

    count: how many this answer listed. None where that was the total, or the end where no total is said.
    """
    found = re.search(rf"(?<=[?&]{name}=)\d+", url)
    if found is None or count == 0:
        return None
    before = int(found[0]) + count
    return f"{url[: found.start()]}{before}{url[found.end() :]}" if total is None or before < total else None


def succeeded(page: Page) -> Any:
    """The JSON of an answer with a status of success. Raises AnswerError, KeyRefusedError."""
    found = data(page)
    if page.status >= 300:
        raise AnswerError(f"HTTP {page.status}{begins(page)}")
    return found


def each(
    parts: Iterable[Part], read: Callable[[Part], Review | None]
) -> tuple[tuple[Review, ...], tuple[Unreadable, ...], int]:
    """The review of each part; those that could not be read, which never cost the others; and how many were none.

    read gives None for a part that is no review to be shown. Raises HostilePageError for more than may be.
    """
    reviews: list[Review] = []
    unreadable: list[Unreadable] = []
    none = 0
    for part in parts:
        refuse_too_many(len(reviews) + len(unreadable))
        try:
            review = read(part)
        except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError) as error:
            # What a reader trips over where a part is not as the documents say.
            unreadable.append(Unreadable.because(f"{type(error).__name__}: {error}", repr(part)))
            continue
        none += review is None
        reviews += [review] if review else []
    return tuple(reviews), tuple(unreadable), none


def words(value: Any) -> str | None:
    """A text or a number as text; None for nothing, or only spaces. Raises TypeError for anything else."""
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise TypeError(f"expected a text, got {type(value).__name__}")
    return str(value).strip() or None


def figure(value: Any) -> float | None:
    """A number, also where it stands in a text; None for nothing. Raises ValueError and TypeError for what is none."""
    said = words(value)
    if said is None:
        return None
    number = float(said.replace(",", "."))
    if not isfinite(number):
        raise ValueError(f"{said} is no number")
    return number


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def begins(page: Page) -> str:
    """How the answer begins, in one line, to stand after what is wrong with it."""
    said = one_line(page.html[: 4 * SHOWN], SHOWN)
    return f": {said}" if said else ""
