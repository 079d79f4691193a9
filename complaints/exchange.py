"""The records out, in the format a file's name ends in: JSON Lines with everything, CSV and XLSX for spreadsheets."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from sqlalchemy import Connection

from complaints.complaint_table import table
from complaints.sheets import write_csv, write_xlsx
from complaints.whole_log import log_lines

Writer = Callable[[Connection, BinaryIO], None]


def write_log(connection: Connection, target: BinaryIO) -> None:
    """The whole log, as `klachtwacht import` takes it into an empty database."""
    target.writelines(log_lines(connection))


FORMATS: dict[str, Writer] = {
    ".jsonl": write_log,
    ".csv": lambda connection, target: write_csv(table(connection), target),
    ".xlsx": lambda connection, target: write_xlsx(table(connection), target),
}
