"""Writing the log to a file, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Engine

from complaints.database import reading
from complaints.exchange import FORMATS
from guard.fault import Fault


class UnknownFormatError(Fault):
    """A file name whose ending names no format."""


def export_to(file: Path, engine: Engine) -> None:
    """Write the log in the format the file's name ends in; an older file is replaced only when the new one is whole.

    Raises UnknownFormatError and OSError.
    """
    lines = FORMATS.get(file.suffix.lower())
    if lines is None:
        raise UnknownFormatError(f"{file}: an export ends in {' or '.join(FORMATS)}")
    unfinished = file.with_name(f".{file.name}.part")
    try:
        with reading(engine) as connection, unfinished.open("w", encoding="utf-8", newline="") as target:
            target.writelines(lines(connection))
            target.flush()
            os.fsync(target.fileno())
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
