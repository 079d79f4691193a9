"""The whole log as JSON Lines: exported, imported into an empty database and exported again, the same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from builders import NOW, a_review, a_shop, an_unnamed_post, answered, later, recorded, reviews
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from recorded import column, counts, rows
from sqlalchemy import Connection, Engine, insert

from complaints import actions, edits, tables
from complaints.ledger import Ledger
from complaints.records import find
from complaints.review import review_json
from complaints.tables import UtcTime
from complaints.tombstones import KEY, erased, stone
from complaints.whole_log import (
    LEFT_OUT,
    LogFileError,
    NotEmptyError,
    columns_of,
    log_lines,
    restore,
    tables_in_order,
)


@pytest.fixture
def other(request: pytest.FixtureRequest, standing: Callable[[str], Engine]) -> Any:
    """Restores lines into an empty database of a kind and gives the connection; undone at the end."""
    open_ones = []

    def into(kind: str, lines: list[bytes]) -> Connection:
        connection = standing(kind).connect()
        connection.begin()
        open_ones.append(connection)
        restore(connection, lines)
        return connection

    yield into
    for connection in open_ones:
        connection.close()


def exported(where: Ledger | Connection) -> list[bytes]:
    return list(log_lines(where.connection if isinstance(where, Ledger) else where))


def emptied(connection: Connection) -> None:
    for table in reversed(tables.metadata.sorted_tables):
        connection.execute(table.delete())


def lived(ledger: Ledger) -> None:
    """A log with something of everything: edits, an answer, a removal, a reopened complaint, an erased post."""
    recorded(ledger, *reviews(1, 2, 5), an_unnamed_post(1, author="Bo Bedacht"))
    second = later(ledger, days=1)
    recorded(second, answered(a_review(1, text="Nu ook nog\neen lekke band.\u2028Echt.")), a_review(2, id="r2"))
    edits.miss(second, rows(second, "findings")[2:3])
    edits.miss(second, rows(second, "findings")[2:3])
    for verb in (actions.acknowledge, actions.close, actions.reopen):
        verb(second, find(second.connection, "KW-2026-00002"))
    actions.answer(second, find(second.connection, "KW-2026-00002"), "'=1+1 \U0001f6b2", posted=True)
    second.connection.execute(insert(tables.keys).values(name=KEY, value="geheim"))
    second.connection.execute(insert(tables.keys).values(name="settings-judged", value="goed"))
    gone = stone("geheim", second.shop.key, "winkelpraat", "id:r9")
    second.connection.execute(insert(tables.tombstones).values(hash=gone, at=second.now))
    second.connection.execute(insert(tables.runs).values(started=NOW, result={"sources": []}))


def restored(ledger: Ledger) -> list[bytes]:
    """The log exported, the database emptied and filled again: what it exports then."""
    before = exported(ledger)
    emptied(ledger.connection)
    restore(ledger.connection, before)
    return before


def test_a_log_that_has_lived_comes_back_byte_for_byte(ledger):
    lived(ledger)
    before = restored(ledger)
    assert exported(ledger) == before


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_log_moves_from_one_kind_of_database_to_another(ledger, other, kind):
    lived(ledger)
    if kind == ledger.connection.dialect.name:
        pytest.skip("the same kind is another test")
    assert exported(other(kind, exported(ledger))) == exported(ledger)


def test_an_empty_log_is_two_lines_and_comes_back(ledger):
    lines = restored(ledger)
    assert [json.loads(line)["record"] for line in lines] == ["log", "end"]
    assert exported(ledger) == lines


def test_what_belongs_to_the_installation_stays_there(ledger):
    lived(ledger)
    before = counts(ledger)
    restored(ledger)
    after = counts(ledger)
    # What posts are found by is made anew from them.
    kept_out = LEFT_OUT - {"fingerprints"}
    assert {name: after[name] for name in kept_out} == dict.fromkeys(kept_out, 0)
    assert after["fingerprints"] == before["fingerprints"] > 0
    assert {name: after[name] for name in after if name not in {*LEFT_OUT, "keys"}} == {
        name: before[name] for name in before if name not in {*LEFT_OUT, "keys"}
    }
    assert column(ledger, "keys", "name") == [KEY]
    assert {row["snapshot"] for row in rows(ledger, "events")} == {None}


def test_the_next_reference_and_the_next_ids_follow_those_that_came_in(ledger):
    lived(ledger)
    restored(ledger)
    assert recorded(later(ledger, days=2), a_review(1, id="nieuw")).opened == ("KW-2026-00004",)
    ids = column(ledger, "findings", "id")
    assert len(set(ids)) == len(ids) == 5


def test_a_restored_log_knows_its_posts_and_what_was_erased(ledger):
    lived(ledger)
    restored(ledger)
    again = recorded(later(ledger, days=2), a_review(2, id="r2"), a_review(1, id="r9"))
    assert (again.new, again.opened) == (0, ())
    assert erased(ledger, [(("winkelpraat", "id:r9"), a_review(1, id="r9"))]) == {("winkelpraat", "id:r9")}


def test_a_complaint_that_was_merged_into_a_later_one_comes_back(ledger):
    recorded(ledger, *reviews(1, 1))
    first, second = column(ledger, "complaints", "id")
    merged = sa.update(tables.complaints).where(tables.complaints.c.id == first)
    ledger.connection.execute(merged.values(merged_into=second, remedy_amount=12.5))
    before = restored(ledger)
    assert exported(ledger) == before
    assert column(ledger, "complaints", "merged_into") == [second, None]


# Any log


INSTANT = st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 aware by it
LETTERS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.floats(allow_nan=False, allow_infinity=False)
    | LETTERS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(LETTERS, inner, max_size=3),
    max_leaves=5,
)


def _value(kind: Any) -> st.SearchStrategy[Any]:
    if isinstance(kind, UtcTime):
        return INSTANT
    if isinstance(kind, sa.JSON):
        return JSON.filter(lambda value: value is not None)
    if isinstance(kind, sa.Boolean):
        return st.booleans()
    if isinstance(kind, sa.Float):
        return st.floats(0, 1)
    if isinstance(kind, sa.Numeric):
        return st.decimals(0, 10**8, places=2)
    if isinstance(kind, sa.Integer):
        return st.integers(0, 2**31 - 1)
    return LETTERS.map(lambda text: text[: kind.length])


@st.composite
def a_row(draw: Any, table: sa.Table, id_: int) -> dict[str, Any]:
    """A row with anything in it, pointing to rows of its own number."""
    row: dict[str, Any] = {}
    for each in columns_of(table):
        if each.primary_key or each.foreign_keys:
            row[each.name] = id_ if isinstance(each.type, sa.Integer) else f"{table.name}-{id_}"
        elif each.unique:
            row[each.name] = f"{each.name}-{id_}"
        else:
            row[each.name] = draw(st.none() | _value(each.type) if each.nullable else _value(each.type))
    return row


@st.composite
def a_log(draw: Any) -> dict[str, list[dict[str, Any]]]:
    count = draw(st.integers(0, 3))
    found = {
        table.name: [draw(a_row(table, number)) for number in range(1, count + 1)]
        for table in tables_in_order()
        if table is not tables.keys
    }
    for number, row in enumerate(found["findings"]):
        row["key"] = f"{number}-{row['key']}"
        # What posts are found by is made from it.
        row["review"] = review_json(a_review(text=row["key"]))
    for number, row in enumerate(found["sources"]):
        row["name"] = f"{number}-{row['name']}"
    return found


@given(log=a_log())
@settings(max_examples=25, phases=(Phase.explicit, Phase.generate))
def test_any_log_comes_back_byte_for_byte(connection, log):
    with connection.begin_nested() as undone:
        for name, found in log.items():
            if found:
                connection.execute(insert(tables.metadata.tables[name]), found)
        before = exported(connection)
        emptied(connection)
        restore(connection, before)
        assert exported(connection) == before
        undone.rollback()


# What is refused


def test_a_whole_log_is_not_poured_into_another(ledger):
    recorded(ledger, *reviews(1))
    with pytest.raises(NotEmptyError, match="into an empty database only"):
        restore(ledger.connection, exported(ledger))


def _changed(line: bytes, **changes: Any) -> bytes:
    return json.dumps({**json.loads(line), **changes}).encode() + b"\n"


@pytest.mark.parametrize(
    ("damaged", "said"),
    [
        (lambda lines: lines[:-1], "the file was cut off: its last line is missing"),
        (lambda lines: [*lines[:-1], lines[-1][:5]], "is not JSON in UTF-8"),
        (lambda lines: [*lines[:2], *lines[3:]], "the log had"),
        (lambda lines: [*lines, lines[1]], "something follows the end"),
        (lambda lines: lines[1:], "line 1: a whole log begins with"),
        (lambda lines: [_changed(lines[0], version=2), *lines[1:]], "line 1: a whole log begins with"),
        (lambda lines: [], "line 1: a whole log begins with"),
        (lambda lines: [lines[0], b'{"record": "invoice"}\n', *lines[1:]], "'invoice' is not known here; a newer"),
        (lambda lines: [lines[0], _changed(lines[1], colour="red"), *lines[2:]], "line 2: colour is not known here"),
        (lambda lines: [lines[0], _changed(lines[1], opened="gisteren"), *lines[2:]], "line 2: opened holds something"),
        (lambda lines: [lines[0], _changed(lines[1], opened="2026-01-01"), *lines[2:]], "line 2: opened holds"),
        (lambda lines: [lines[0], _changed(lines[1], opened=None), *lines[2:]], "line 2: opened is missing"),
        (lambda lines: [lines[0], _changed(lines[1], reference=4), *lines[2:]], "line 2: reference holds something"),
        (lambda lines: [lines[0], _changed(lines[1], remedy_amount="veel"), *lines[2:]], "line 2: remedy_amount holds"),
        (lambda lines: [lines[0], b"[]\n", *lines[1:]], "line 2: there is no record on it"),
        (lambda lines: [lines[0], b"\xff\n", *lines[1:]], "line 2: this is not JSON in UTF-8"),
    ],
)
def test_a_damaged_log_is_refused_with_the_line(ledger, damaged, said):
    recorded(ledger, *reviews(1))
    lines = exported(ledger)
    emptied(ledger.connection)
    with pytest.raises(LogFileError, match=said):
        restore(ledger.connection, damaged(lines))


def test_a_log_of_an_older_version_gets_the_defaults_of_columns_that_came_later(ledger):
    recorded(ledger, *reviews(1))
    first, complaint, *rest = exported(ledger)
    older = {name: value for name, value in json.loads(complaint).items() if name not in {"cause", "from_history"}}
    emptied(ledger.connection)
    restore(ledger.connection, [first, json.dumps(older).encode(), *rest])
    (row,) = rows(ledger, "complaints")
    assert (row["cause"], row["from_history"]) == (None, False)


def test_letters_stay_letters_and_a_line_is_a_line(ledger):
    recorded(ledger, a_review(1, text="één\ntwee\u2028drie"))
    lines = exported(ledger)
    assert all(line.count(b"\n") == 1 for line in lines)
    assert any("één".encode() in line for line in lines)


def test_two_shops_are_one_log(ledger):
    recorded(ledger, *reviews(1))
    other = Ledger(connection=ledger.connection, shop=a_shop(key="bakplezier"), now=NOW)
    recorded(other, *reviews(1))
    before = restored(ledger)
    assert exported(ledger) == before
    assert column(ledger, "complaints", "shop") == ["fietsplezier", "bakplezier"]
