"""The records as files: JSON Lines with everything, CSV that a spreadsheet opens without running it."""

import csv
import io
import json

import pytest
from builders import a_review, answered, recorded, reviews

from complaints.exchange import FORMATS, csv_lines, everything, flat, json_lines
from guard.text import uncell


def csv_rows(ledger) -> list[dict[str, str]]:
    text = "".join(csv_lines(ledger.connection)).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_json_lines_are_one_row_a_record_complaints_first(ledger):
    recorded(ledger, *reviews(1, 5, 2))
    lines = [json.loads(line) for line in "".join(json_lines(ledger.connection)).splitlines()]
    assert [line["record"] for line in lines] == ["complaint", "complaint", "finding"]
    assert [line.get("reference") for line in lines] == ["KW-2026-00001", "KW-2026-00002", None]


def test_json_lines_hold_what_is_shown_and_listed(ledger):
    recorded(ledger, *reviews(1, 5))
    assert [json.loads(line) for line in json_lines(ledger.connection)] == list(everything(ledger.connection))


def test_a_text_with_line_breaks_stays_on_one_line_and_letters_stay_letters(ledger):
    recorded(ledger, a_review(1, text="één\ntwee\u2028drie"))
    (line,) = json_lines(ledger.connection)
    assert line.count("\n") == 1
    assert "één" in line


def test_csv_is_what_dutch_and_belgian_spreadsheets_open(ledger):
    recorded(ledger, a_review(1))
    text = "".join(csv_lines(ledger.connection))
    assert text.startswith("\ufeffreference;shop;status;")
    assert text.endswith("\r\n")
    assert text.count("\ufeff") == 1


def test_csv_is_one_row_a_complaint_with_the_keys_of_the_json(ledger):
    recorded(ledger, a_review(1), answered(a_review(2, id="r2")), a_review(5, id="r3"))
    first, second = csv_rows(ledger)
    expected = {
        "reference": "KW-2026-00001", "status": "new", "owner": "", "review.author": "Truus Verzonnen",
        "review.rating.value": "1", "review.rating.best": "5", "review.reply.text": "",
    }  # fmt: skip
    assert {name: first[name] for name in expected} == expected
    assert second["review.reply.text"] == "Excuses, er komt een nieuw zadel."
    assert json.loads(second["posts"]) == ["https://winkelpraat.example/fietsplezier#r1"]


HOSTILE = ('=HYPERLINK("https://kwaad.example")', "+31 6", "-2+3", "@SUM(A1)", "'=1+1", "\uff1d1+1", "gewoon", 'a;b"c')


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("field", ["author", "title", "text"])
def test_no_cell_is_a_formula_and_every_text_comes_back(ledger, field, hostile):
    recorded(ledger, a_review(1, **{field: hostile}))
    (row,) = csv_rows(ledger)
    kept = row[f"review.{field}"]
    assert kept[0] not in "=+-@\uff1d"
    assert uncell(kept) == next(iter(everything(ledger.connection)))["findings"][0][field]


def test_an_empty_log_is_a_file_that_opens(ledger):
    assert list(json_lines(ledger.connection)) == []
    assert "".join(csv_lines(ledger.connection)) == "\ufeffreference\r\n"


def test_flat_joins_keys_with_dots_and_writes_lists_as_json():
    nested = {"a": {"b": {"c": 1}, "d": None}, "e": ["x", "ÿ"], "f": True, "g": "tekst", "h": []}
    assert flat(nested) == {"a.b.c": "1", "a.d": "", "e": '["x", "ÿ"]', "f": "true", "g": "tekst", "h": "[]"}


def test_the_formats_are_those_of_the_contract_so_far():
    assert set(FORMATS) == {".jsonl", ".csv"}
