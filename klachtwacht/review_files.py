"""Files of reviews from elsewhere, read one review at a time: JSON Lines, CSV, XLSX, saved pages.

A line that is no review costs itself only: it comes out as what is wrong with it, with its number.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from complaints.review import Review
from complaints.sheets import read_csv, read_xlsx
from crawler.reading.page import Reading
from guard.fault import Fault
from guard.text import one_line
from klachtwacht.review_lines import COLUMNS, OURS, BadReviewError, Given, data_of, review_of

TABLES = {".csv": read_csv, ".xlsx": read_xlsx}
REFERENCE = "reference"
LONGEST_FAULT = 200


class ReviewFileError(Fault):
    """A file that holds no reviews, with the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One review of a file, or what is wrong where one should be; place says where, as whoever made the file counts.

    note: neither, but what is to be told of the reading as a whole.
    """

    place: str
    review: Review | None = None
    fault: str | None = None
    note: str | None = None


def read_reviews(file: Path, given: Given) -> Iterator[Item]:
    """The reviews of a .jsonl, .csv or .xlsx file. Raises ReviewFileError and SheetError."""
    ending = file.suffix.lower()
    if ending == ".jsonl":
        return _of_lines(file, given)
    return _of_table(file, TABLES[ending](file), given)


def _of_lines(file: Path, given: Given) -> Iterator[Item]:
    with file.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _item(f"line {number}", partial(_parsed, line), given)


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise BadReviewError("this is not JSON in UTF-8") from None


def _of_table(file: Path, rows: Iterator[list[str]], given: Given) -> Iterator[Item]:
    header = [name.strip() for name in next(rows, [])]
    _check_header(file, header)
    for number, row in enumerate(rows, start=2):
        if any(row):
            cells = dict(zip(header, row, strict=False))
            yield _item(f"row {number}", partial(data_of, cells), given)


def _check_header(file: Path, header: list[str]) -> None:
    named = [name for name in header if name]
    if REFERENCE in named:
        raise ReviewFileError(
            f"{file}: this is a table of complaints, which is for people to read; what `import` takes into an empty "
            "database is the whole log, exported as .jsonl"
        )
    unknown = [name for name in named if name not in COLUMNS | OURS]
    if unknown or len(set(named)) < len(named) or not COLUMNS & set(named):
        what = f"there is no column {', '.join(unknown)}" if unknown else "every column has one name, and a known one"
        raise ReviewFileError(f"{file}: {what}; the first row names them: {', '.join(sorted(COLUMNS))}")


def _item(place: str, data: Callable[[], Any], given: Given) -> Item:
    try:
        return Item(place=place, review=review_of(data(), given))
    except BadReviewError as error:
        return Item(place=place, fault=one_line(str(error), LONGEST_FAULT))


def on_page(reading: Reading, notes: Sequence[str]) -> Iterator[Item]:
    """The reviews of a saved page, and what should have been some. Raises ReviewFileError where there is neither."""
    if not reading.reviews and not reading.unreadable:
        raise ReviewFileError("; ".join(["no reviews can be read on this page", *notes]))
    for note in notes:
        yield Item(place="the page", note=note)
    for number, review in enumerate(reading.reviews, start=1):
        yield Item(place=f"review {number}", review=review)
    for part in reading.unreadable:
        yield Item(place="a part of the page", fault=one_line(f"{part.reason}: {part.snippet}", LONGEST_FAULT))
