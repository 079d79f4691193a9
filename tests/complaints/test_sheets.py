"""Tables of texts as CSV and XLSX: no text becomes a formula, every text comes back."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from complaints.sheets import BOM, LONGEST_CELL, SheetError, read_csv, read_xlsx, write_csv, write_xlsx

FORMATS = {"csv": (write_csv, read_csv), "xlsx": (write_xlsx, read_xlsx)}
HEADER = ["naam", "tekst"]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
CELL_LIKE = st.text(st.sampled_from("=+-@'\t\r\n\0_x005FD \"; ,\ufeff\u2028\x85\uff1dé"), max_size=12)
PHONE = "+31 6 12 34 56 78"


def there_and_back(kind: str, folder: Path, *texts: str) -> list[str]:
    """The texts, each in a row of its own, written to a file and read again."""
    write, read = FORMATS[kind]
    file = folder / f"tabel.{kind}"
    with file.open("wb") as target:
        write([HEADER, *(["x", text] for text in texts)], target)
    header, *rows = read(file)
    assert header == HEADER
    assert [row[0] for row in rows] == ["x"] * len(texts)
    return [row[1] if len(row) > 1 else "" for row in rows]


def suite(folder: str, name: str) -> str:
    root = os.environ.get("KLACHTWACHT_SUITES")
    if not root:
        pytest.skip("KLACHTWACHT_SUITES is not set")
    return (Path(root) / folder / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", FORMATS)
@given(text=st.one_of(TEXT, CELL_LIKE))
def test_every_text_comes_back_as_it_was(kind: str, tmp_path: Path, text: str):
    assert there_and_back(kind, tmp_path, text) == [text]


@pytest.mark.parametrize("kind", FORMATS)
def test_the_suites_come_back_as_they_were(kind: str, tmp_path: Path):
    texts = json.loads(suite("csv-injection", "own-cells.json"))
    texts += suite("csv-injection", "payloadbox-csv-payload.txt").splitlines()
    texts += json.loads(suite("naughty-strings", "blns.json"))
    assert there_and_back(kind, tmp_path, *texts) == texts


@pytest.mark.parametrize("text", ["=1+1", "+31612345678", "#N/A", "2026-11-14", "12", "TRUE"])
def test_a_cell_of_xlsx_is_text_whatever_it_looks_like(tmp_path: Path, text: str):
    with (tmp_path / "tabel.xlsx").open("wb") as target:
        write_xlsx([HEADER, ["x", text]], target)
    cell = load_workbook(tmp_path / "tabel.xlsx").active["B2"]
    assert (cell.data_type, cell.value) == ("s", text)


def test_a_formula_in_xlsx_stays_text_when_its_cell_is_opened_and_closed(tmp_path: Path):
    with (tmp_path / "tabel.xlsx").open("wb") as target:
        write_xlsx([HEADER, ["gewoon", "=1+1"]], target)
    plain, guarded = load_workbook(tmp_path / "tabel.xlsx").active[2]
    assert (plain.quotePrefix, guarded.quotePrefix, guarded.number_format) == (False, True, "@")


def test_a_text_too_long_for_a_cell_of_xlsx_is_cut_and_shows_it(tmp_path: Path):
    (text,) = there_and_back("xlsx", tmp_path, "a" * (LONGEST_CELL + 1))
    assert text == "a" * (LONGEST_CELL - 1) + "…"


def test_csv_is_what_dutch_and_belgian_spreadsheets_open():
    target = io.BytesIO()
    write_csv([HEADER, ["é", PHONE]], target)
    assert target.getvalue() == BOM + "naam;tekst\r\né;'+31 6 12 34 56 78\r\n".encode()


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_is_read_by_the_delimiter_of_its_header(tmp_path: Path, delimiter: str):
    (tmp_path / "tabel.csv").write_text(f'naam{delimiter}tekst\nx{delimiter}"a;b,c"\n', encoding="utf-8")
    assert list(read_csv(tmp_path / "tabel.csv")) == [HEADER, ["x", "a;b,c"]]


def test_csv_in_an_old_encoding_says_what_to_do(tmp_path: Path):
    (tmp_path / "tabel.csv").write_bytes("naam;tekst\r\nx;één\r\n".encode("cp1252"))
    with pytest.raises(SheetError, match="CSV UTF-8"):
        list(read_csv(tmp_path / "tabel.csv"))


def test_csv_with_an_endless_cell_is_refused(tmp_path: Path):
    (tmp_path / "tabel.csv").write_text('naam;tekst\nx;"' + "a" * 2**21, encoding="utf-8")
    with pytest.raises(SheetError, match="field larger than field limit"):
        list(read_csv(tmp_path / "tabel.csv"))


def test_numbers_and_dates_that_people_typed_into_xlsx_become_texts(tmp_path: Path):
    book = Workbook()
    book.active.append(
        [4, 4.5, 4.0, True, date(2026, 11, 14), datetime.fromisoformat("2026-11-14T09:30"), None, "tekst", 0.1 + 0.2]
    )
    book.save(tmp_path / "tabel.xlsx")
    expected = ["4", "4.5", "4", "true", "2026-11-14", "2026-11-14T09:30:00", "", "tekst", "0.3"]
    assert list(read_xlsx(tmp_path / "tabel.xlsx")) == [expected]


def test_a_sheet_that_claims_to_be_huge_is_read_as_it_is(tmp_path: Path):
    with (tmp_path / "klein.xlsx").open("wb") as target:
        write_xlsx([HEADER], target)
    with zipfile.ZipFile(tmp_path / "klein.xlsx") as old, zipfile.ZipFile(tmp_path / "groot.xlsx", "w") as new:
        for part in old.namelist():
            content = old.read(part).replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>')
            new.writestr(part, content)
    assert list(read_xlsx(tmp_path / "groot.xlsx")) == [HEADER]


@pytest.mark.parametrize(
    "content",
    [b"", b"no zip at all", b"PK\x05\x06" + bytes(18)],
    ids=["empty", "something else", "a zip without anything"],
)
def test_what_is_no_xlsx_is_refused(tmp_path: Path, content: bytes):
    (tmp_path / "tabel.xlsx").write_bytes(content)
    with pytest.raises(SheetError, match="cannot be read as an XLSX file"):
        list(read_xlsx(tmp_path / "tabel.xlsx"))


def test_xlsx_that_unpacks_to_more_than_a_table_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("complaints.sheets.LARGEST_BOOK", 2**20)
    with zipfile.ZipFile(tmp_path / "bom.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", bytes(2**21))
    with pytest.raises(SheetError, match="larger, unpacked"):
        list(read_xlsx(tmp_path / "bom.xlsx"))


# In the real program


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory):
    """Has LibreOffice open a file of texts and gives what it shows in each of their cells."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    folder = tmp_path_factory.mktemp("office")

    def convert(kind: str, texts: list[str]) -> list[str]:
        file = folder / f"tabel.{kind}"
        with file.open("wb") as target:
            FORMATS[kind][0]([HEADER, *(["x", text] for text in texts)], target)
        # In and out: 59 is the semicolon, 34 the quote, 76 UTF-8; every column as it is.
        command = [
            program, "--headless", f"-env:UserInstallation=file://{folder / 'profile'}",
            *(["--infilter=CSV:59,34,76,1"] if kind == "csv" else []),
            "--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false", "--outdir",
            str(folder / "out"), str(file),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=100)
        _, *rows = read_shown(folder / "out" / "tabel.csv")
        return [row[1] for row in rows]

    return convert


def read_shown(file: Path) -> list[list[str]]:
    import csv

    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines, delimiter=";"))


SHOWN = [PHONE, "=1+1", "@SUM(1,1)", "-5 sterren", "'s avonds", "één;twee", '=HYPERLINK("https://kwaad.example")']


def test_libreoffice_shows_every_text_of_xlsx_as_it_is(converted):
    assert converted("xlsx", SHOWN) == SHOWN


def test_libreoffice_runs_no_formula_of_csv_and_shows_the_text(converted):
    shown = converted("csv", SHOWN)
    assert [text.removeprefix("'") if text[1:] in SHOWN else text for text in shown] == SHOWN
