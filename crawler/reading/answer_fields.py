"""What the fields of an API's answer say, which are written for programs: marks, times, the shop's answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from complaints.review import Rating, Reply
from crawler.reading.answers import AnswerError, figure, words
from crawler.reading.fields import moment
from crawler.reading.page import Page


@contextmanager
def as_documented() -> Iterator[None]:
    """While an answer is read: what a reader trips over where it is not as documented becomes an AnswerError."""
    try:
        yield
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError) as error:
        raise AnswerError(f"an answer that is not as documented: {type(error).__name__}: {error}") from error


def parts(said: Any, name: str) -> list[Any]:
    """The list of that name in an answer. Raises AnswerError where there is none."""
    found = said.get(name) if isinstance(said, dict) else None
    if not isinstance(found, list):
        raise AnswerError(f"no list of {name} in the answer")
    return found


def mark(value: Any, *, best: float) -> Rating | None:
    """A mark on a scale from 1; None where none was given, which some write as 0. Raises ValueError and TypeError."""
    number = figure(value)
    return Rating(value=number, best=best, worst=1) if number else None


def when(value: Any, page: Page) -> str | None:
    """A time as Review.published wants it, on the source's clock where it says no zone."""
    return moment(value, zone=page.zone, now=page.now)


def answered(text: Any, published: Any, page: Page) -> Reply | None:
    """The shop's answer; None where there are no words. Raises TypeError."""
    said = words(text)
    return Reply(text=said, published=when(published, page)) if said else None
