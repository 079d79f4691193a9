"""Lists are legible at any width: no reference, state or day is broken, and no line is wider than the terminal."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from klachtwacht import listing

COLUMNS = ("reference", "status", "opened", "owner", "post")
ROWS = [
    ("KW-2026-00001", "acknowledged", "2026-11-22", "Bram", "https://winkelcijfers.example/winkels/jansen/reviews/1"),
    ("KW-2026-00002", "new", "2026-11-21", None, "https://winkelcijfers.example/winkels/jansen/reviews/[2]"),
]


def shown(monkeypatch: pytest.MonkeyPatch, width: int, rows: list[tuple[str | None, ...]]) -> list[str]:
    out = io.StringIO()
    monkeypatch.setattr(listing, "console", lambda: Console(width=width, file=out))
    listing.table("Complaints", COLUMNS, rows)
    return out.getvalue().splitlines()


@pytest.mark.parametrize("width", [30, 40, 80, 100, 160, 200])
def test_short_cells_stay_whole_and_lines_fit(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    lines = shown(monkeypatch, width, ROWS)
    assert max(map(len, lines)) <= width
    for word in ("KW-2026-00001", "KW-2026-00002", "acknowledged", "2026-11-22", "Bram"):
        assert any(word in line for line in lines), word


@pytest.mark.parametrize("width", [30, 72])
def test_all_of_a_long_cell_is_there(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    told = "".join("".join(line.split()) for line in shown(monkeypatch, width, ROWS))
    assert all(str(row[-1]) in told for row in ROWS)


def test_where_a_table_does_not_fit_each_row_is_a_few_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, 72, ROWS) == [
        "Complaints",
        "KW-2026-00001 status acknowledged; opened 2026-11-22; owner Bram",
        "    post: https://winkelcijfers.example/winkels/jansen/reviews/1",
        "KW-2026-00002 status new; opened 2026-11-21",
        "    post: https://winkelcijfers.example/winkels/jansen/reviews/[2]",
    ]


def test_a_list_without_rows_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, 80, []) == ["Complaints: none"]
