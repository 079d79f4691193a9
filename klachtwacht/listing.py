"""Lists for people at a terminal of any width: a table where it fits, else a few lines for each row."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

# Of a terminal's width nothing is known where there is none.
ELSEWHERE = 160
# What is shorter is a reference, a state, a day: a word that is not to be broken.
_SHORT = 20
# A column of words may be as narrow as this, and is not read any more below it.
_NARROWEST = 18
_BETWEEN = 3


def console() -> Console:
    """Standard output, as wide as the terminal; 160 where it is none."""
    from rich.console import Console

    return Console(soft_wrap=False, width=None if sys.stdout.isatty() else ELSEWHERE)


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Rows on standard output; what is not there is left empty. Of none one line."""
    shown_on = console()
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    widths = [max(len(text) for text in column) for column in zip(columns, *cells, strict=True)]
    if not cells:
        shown_on.print(f"{title}: none", markup=False, highlight=False)
    elif _needed(widths) <= shown_on.width:
        _as_table(shown_on, title, columns, cells, widths)
    else:
        _as_lines(shown_on, title, columns, cells)


def _needed(widths: Sequence[int]) -> int:
    """How wide a table of columns so wide at most is at least, its rules included."""
    return sum(width if width <= _SHORT else _NARROWEST for width in widths) + _BETWEEN * len(widths) + 1


def _as_table(
    shown_on: Console, title: str, columns: Sequence[str], cells: Sequence[Sequence[str]], widths: Sequence[int]
) -> None:
    from rich.table import Table
    from rich.text import Text

    shown = Table(title=title, title_justify="left", header_style="bold", expand=False)
    for column, width in zip(columns, widths, strict=True):
        shown.add_column(column, overflow="fold", min_width=min(width, _NARROWEST), no_wrap=width <= _SHORT)
    for row in cells:
        shown.add_row(*map(Text, row))
    shown_on.print(shown)


def _as_lines(shown_on: Console, title: str, columns: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    """Each row as a line of its short cells, the first of them its name, and a line for each of its long ones."""
    from rich.padding import Padding
    from rich.text import Text

    shown_on.print(Text(title, style="italic"))
    for first, *rest in cells:
        named = [(column, text) for column, text in zip(columns[1:], rest, strict=True) if text]
        short = [f"{column} {text}" for column, text in named if len(text) <= _SHORT]
        shown_on.print(Text(first or "and", style="bold"), Text("; ".join(short)))
        for column, text in named:
            if len(text) > _SHORT:
                shown_on.print(Padding(Text(f"{column}: {text}", overflow="fold"), (0, 0, 0, 4), expand=False))
