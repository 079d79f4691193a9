"""Tables of texts as CSV and as XLSX, out and in, such that no text becomes a formula and every text comes back.

CSV as Dutch and Belgian Excel wants it: a semicolon, UTF-8 with a byte order mark, cells that cannot be formulas
(guard.text.cell). XLSX has a type per cell: all are text, so nothing needs an apostrophe there.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from tempfile import gettempdir
from typing import Any, BinaryIO

from guard.fault import Fault
from guard.text import cell, uncell

BOM = b"\xef\xbb\xbf"
# What Excel holds in a cell.
LONGEST_CELL = 32_767
# More than this, unpacked, is not a table that people made.
LARGEST_BOOK = 200 * 2**20
# A signed 32-bit number is what the csv module takes; a text of a review is far below.
LARGEST_FIELD = 2**20
# ECMA-376 part 1, 22.9.2.19 (ST_Xstring): what XML cannot hold is _xHHHH_, and so is the _ of what looks like that.
_NOT_IN_XML = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

Cells = Sequence[str]


class SheetError(Fault):
    """A file that cannot be read as a table, with the reason."""


def write_csv(rows: Iterable[Cells], target: BinaryIO) -> None:
    """Write the rows as CSV, the first being the header."""
    target.write(BOM)
    for row in rows:
        line = io.StringIO()
        csv.writer(line, delimiter=";", lineterminator="\r\n").writerow([cell(text) for text in row])
        target.write(line.getvalue().encode(errors="replace"))


def write_xlsx(rows: Iterable[Cells], target: BinaryIO) -> None:
    """Write the rows as the one sheet of an XLSX file, the first being the header; cells over 32,767 signs are cut.

    Raises OSError, also where the temporary folder is full.
    """
    from lxml.etree import SerialisationError  # type: ignore[import-untyped]
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Klachtwacht")
    sheet.freeze_panes = "A2"
    try:
        _fill(sheet, rows)
    except SerialisationError as error:
        raise OSError(f"there is no room in the temporary folder {gettempdir()} ({error})") from error
    # openpyxl leaves the archive of a disk that fills open, which then complains when it is thrown away.
    packed = io.BytesIO()
    book.save(packed)
    target.write(packed.getbuffer())


def _fill(sheet: Any, rows: Iterable[Cells]) -> None:
    try:
        for row in rows:
            sheet.append([_text_cell(sheet, text) for text in row])
    finally:
        # The same.
        sheet.close()


def _text_cell(sheet: Any, text: str) -> Any:
    if not text:
        return None
    from openpyxl.cell import WriteOnlyCell

    kept = _NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    found = WriteOnlyCell(sheet, kept if len(kept) <= LONGEST_CELL else kept[: LONGEST_CELL - 1] + "…")
    # What begins like a formula or an error is taken for one unless it is said to be text.
    found.data_type = "s"
    if cell(text) != text:
        # It stays text when someone opens the cell and closes it again.
        found.number_format, found.quotePrefix = "@", True
    return found


def read_csv(file: Path) -> Iterator[list[str]]:
    """The rows of a CSV file, between semicolons, commas or tabs as its header has most of; the guard undone.

    Raises SheetError.
    """
    csv.field_size_limit(LARGEST_FIELD)
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            header = lines.readline()
            lines.seek(0)
            for row in csv.reader(lines, delimiter=max(";,\t", key=header.count)):
                yield [uncell(text) for text in row]
    except UnicodeDecodeError:
        raise SheetError(f"{file}: this is not a text in UTF-8; in Excel, save it as “CSV UTF-8”") from None
    except csv.Error as error:
        raise SheetError(f"{file}: {error}") from error


def read_xlsx(file: Path) -> Iterator[list[str]]:
    """The rows of the first sheet of an XLSX file, every cell as text: numbers bare, times in ISO 8601.

    Raises SheetError.
    """
    from xml.etree.ElementTree import ParseError

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        _refuse_huge(file)
        # data_only: what a formula came to, as whoever saved the file saw it.
        book = load_workbook(file, read_only=True, data_only=True)
        try:
            sheet = book.worksheets[0]
            # A file may claim any size for its sheet.
            sheet.reset_dimensions()
            for row in sheet.iter_rows(values_only=True):
                yield [_as_text(value) for value in row]
        finally:
            book.close()
    except (zipfile.BadZipFile, InvalidFileException, ParseError, LookupError, ValueError, TypeError) as error:
        raise SheetError(f"{file}: this cannot be read as an XLSX file") from error


def _refuse_huge(file: Path) -> None:
    with zipfile.ZipFile(file) as packed:
        if sum(part.file_size for part in packed.infolist()) > LARGEST_BOOK:
            raise SheetError(f"{file}: this is larger, unpacked, than a table of reviews can be")


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep="T", timespec="seconds")
    return value.isoformat() if isinstance(value, (date, time)) else str(value)
