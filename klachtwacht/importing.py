"""Bringing files into the log: a whole log into an empty database."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from complaints.whole_log import counted, restore


def restore_log(file: Path, engine: Engine) -> str:
    """Fill an empty database from a whole log, all or nothing; gives what came in, in words.

    Raises NotEmptyError, LogFileError and OSError.
    """
    with file.open("rb") as lines, engine.begin() as connection:
        return counted(restore(connection, lines))
