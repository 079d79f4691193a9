"""One review from elsewhere: a JSON object, or the row of a table, checked and made a Review."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from complaints.review import Rating, Reply, Review
from crawler.reading.fields import iso_date, value_and_top

READER = "import"
NAME = r"^[\w.-]{1,64}$"
# The keys of `findings` that are ours and not the review's: what was exported can be imported.
OURS = frozenset(
    (
        *("finding", "source", "decision", "themes", "severity", "reasons", "complaint", "match"),
        *("first_seen", "last_seen", "removed", "revisions", "withheld"),
    )
)
LISTS = frozenset(("pros", "cons"))
NUMBERS = frozenset(("rating.value", "rating.best"))
FLAGS = frozenset(("recommend", "verified_buyer"))
# As the spreadsheets of the Netherlands and Belgium write it too.
YES = frozenset(("true", "yes", "ja", "oui", "waar", "vrai", "1"))
NO = frozenset(("false", "no", "nee", "neen", "non", "onwaar", "faux", "0"))
# What a spreadsheet in Dutch or French makes of a date: the day first, always.
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(.*)", re.DOTALL)


class BadReviewError(ValueError):
    """What was to be a review and is none, with what is wrong in words."""


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)


class RatingLine(_Strict):
    """rating of the contract."""

    value: Annotated[float, Field(ge=0, lt=1e6)]
    best: Annotated[float | None, Field(gt=0, lt=1e6)] = None


class ReplyLine(_Strict):
    """reply of the contract."""

    text: str
    published: str | None = None


class ReviewLine(_Strict):
    """A review of the contract; every key may be left out."""

    site: Annotated[str | None, Field(pattern=NAME)] = None
    url: str | None = None
    id: str | None = None
    author: str | None = None
    rating: RatingLine | None = None
    recommend: bool | None = None
    published: str | None = None
    title: str | None = None
    text: str | None = None
    pros: list[str] | None = None
    cons: list[str] | None = None
    reply: ReplyLine | None = None
    language: Annotated[str | None, Field(pattern=r"^[a-z]{2}$")] = None
    verified_buyer: bool | None = None
    reader: Annotated[str | None, Field(pattern=NAME)] = None


COLUMNS = frozenset(
    set(ReviewLine.model_fields) - {"rating", "reply"}
    | {f"rating.{name}" for name in RatingLine.model_fields}
    | {f"reply.{name}" for name in ReplyLine.model_fields}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What holds for every review of a file unless it says otherwise; zone is the shop's, now aware."""

    site: str
    zone: ZoneInfo
    now: datetime
    best: float | None = None


def review_of(data: Any, given: Given) -> Review:
    """The review. Raises BadReviewError, which names the key."""
    if not isinstance(data, Mapping):
        raise BadReviewError("this is no object with the keys of a review")
    try:
        line = ReviewLine.model_validate({key: value for key, value in data.items() if key not in OURS})
    except ValidationError as error:
        raise BadReviewError(_in_words(error)) from None
    if not any((line.rating, line.title, line.text, line.pros, line.cons, line.recommend is not None)):
        raise BadReviewError("there is nothing in it: no rating, no recommendation, no words")
    return _review(line, given)


def _in_words(error: ValidationError) -> str:
    faults = error.errors(include_url=False, include_input=False, include_context=False)
    return "; ".join(f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}" for fault in faults)


def _review(line: ReviewLine, given: Given) -> Review:
    rating, reply = line.rating, line.reply
    return Review(
        site=line.site or given.site,
        url=line.url,
        id=line.id,
        author=line.author,
        rating=Rating(value=rating.value, best=rating.best or given.best) if rating else None,
        recommend=line.recommend,
        published=_moment("published", line.published, given),
        title=line.title,
        text=line.text,
        pros=tuple(line.pros or ()),
        cons=tuple(line.cons or ()),
        reply=Reply(text=reply.text, published=_moment("reply.published", reply.published, given)) if reply else None,
        language=line.language,
        verified_buyer=line.verified_buyer,
        reader=line.reader or READER,
    )


def _moment(key: str, text: str | None, given: Given) -> str | None:
    if text is None:
        return None
    found = iso_date(_DAY_FIRST.sub(r"\3-\2-\1\4", text.strip()), zone=given.zone, now=given.now)
    if found is None:
        raise BadReviewError(f"{key}: this is no date from 1990 to today; write it as 2026-11-20 or 2026-11-20 09:30")
    return found


def data_of(row: Mapping[str, str]) -> dict[str, Any]:
    """The object that a row of a table stands for: columns with dots are nested keys, an empty cell says nothing.

    Raises BadReviewError for a cell that is not of its column's kind.
    """
    found: dict[str, Any] = {}
    for name, text in row.items():
        if text and name in COLUMNS:
            around, _, key = name.rpartition(".")
            place = found.setdefault(around, {}) if around else found
            place[key] = _of_cell(name, text)
    return found


def _of_cell(name: str, text: str) -> Any:
    if name in NUMBERS:
        return _number(name, text)
    if name in FLAGS:
        return _flag(name, text)
    return _items(text) if name in LISTS else text


def _number(name: str, text: str) -> float:
    value, top = value_and_top(text)
    if value is None or top is not None:
        raise BadReviewError(f"{name}: this is no number")
    return value


def _flag(name: str, text: str) -> bool:
    said = text.strip().casefold()
    if said not in YES | NO:
        raise BadReviewError(f"{name}: this is neither true nor false")
    return said in YES


def _items(text: str) -> Any:
    """A list as JSON, or with semicolons between."""
    if text.lstrip().startswith("["):
        try:
            return json.loads(text)
        except ValueError:
            pass  # an item that begins with a bracket
    return [item.strip() for item in text.split(";") if item.strip()]
