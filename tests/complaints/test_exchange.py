"""The complaints as a table: one row each, under a header that does not depend on them."""

import csv
import io
import json

import pytest
from builders import a_review, answered, later, recorded, reviews

from complaints import views
from complaints.complaint_table import flat, header, table
from complaints.exchange import FORMATS
from complaints.records import find
from guard.text import uncell


def csv_rows(ledger) -> list[dict[str, str]]:
    target = io.BytesIO()
    FORMATS[".csv"](ledger.connection, target)
    text = target.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_a_table_is_one_row_a_complaint_with_the_keys_of_the_json(ledger):
    recorded(ledger, a_review(1), answered(a_review(2, id="r2")), a_review(5, id="r3"))
    first, second = csv_rows(ledger)
    expected = {
        "reference": "KW-2026-00001", "status": "new", "owner": "", "review.author": "Truus Verzonnen",
        "review.rating.value": "1", "review.rating.best": "5", "review.reply.text": "",
    }  # fmt: skip
    assert {name: first[name] for name in expected} == expected
    assert second["review.reply.text"] == "Excuses, er komt een nieuw zadel."
    assert json.loads(second["posts"]) == ["https://winkelpraat.example/fietsplezier#r1"]


def test_the_header_is_the_same_whatever_is_in_the_log(ledger):
    empty = list(table(ledger.connection))
    recorded(ledger, answered(a_review(1)), a_review(None, recommend=False, id="r2", text=None))
    full = list(table(ledger.connection))
    assert empty == [header()]
    assert full[0] == header()
    assert {len(row) for row in full} == {len(header())}


def test_every_key_of_a_complaint_and_of_its_first_finding_has_a_column(ledger):
    recorded(ledger, answered(a_review(1)))
    recorded(later(ledger, days=1), answered(a_review(1, text="Nu ook een krom wiel.")))
    whole = views.show(ledger.connection, find(ledger.connection, "KW-2026-00001"))
    review = whole.pop("findings")[0]
    missing = set(flat({**whole, "review": review})) - set(header())
    # A new key of `show` belongs in SHOWN of complaints/complaint_table.py.
    assert missing - {"review.match"} == set()


def test_the_header_holds_the_keys_of_the_contract_flattened(ledger):
    assert header()[:3] == ["reference", "shop", "status"]
    assert {"events", "correspondence", "review.finding", "review.rating.best", "review.reply.published"} <= set(
        header()
    )
    assert {"review.match.relation", "review.match.score", "review.match.with"} <= set(header())
    assert len(set(header())) == len(header())


def test_more_complaints_than_fit_in_one_query_are_all_there_in_order(ledger, monkeypatch):
    monkeypatch.setattr("complaints.complaint_table.BATCH", 2)
    recorded(ledger, *reviews(1, 1, 1, 1, 1))
    assert [row["reference"] for row in csv_rows(ledger)] == [f"KW-2026-0000{n}" for n in range(1, 6)]


HOSTILE = ('=HYPERLINK("https://kwaad.example")', "+31 6", "-2+3", "@SUM(A1)", "'=1+1", "\uff1d1+1", "gewoon", 'a;b"c')


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("field", ["author", "title", "text"])
def test_no_cell_is_a_formula_and_every_text_comes_back(ledger, field, hostile):
    recorded(ledger, a_review(1, **{field: hostile}))
    (row,) = csv_rows(ledger)
    (finding,) = views.list_findings(ledger.connection)
    kept = row[f"review.{field}"]
    assert kept[0] not in "=+-@\uff1d"
    assert uncell(kept) == finding[field]


def test_flat_joins_keys_with_dots_and_writes_lists_as_json():
    nested = {"a": {"b": {"c": 1}, "d": None}, "e": ["x", "ÿ"], "f": True, "g": "tekst", "h": []}
    assert flat(nested) == {"a.b.c": "1", "a.d": "", "e": '["x", "ÿ"]', "f": "true", "g": "tekst", "h": "[]"}


def test_the_formats_are_those_of_the_contract():
    assert set(FORMATS) == {".jsonl", ".csv", ".xlsx"}
