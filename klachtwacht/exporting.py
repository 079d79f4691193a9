"""Writing the log to a file, whole or not at all: an export, or a copy of the database."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from complaints.database import back_up, reading, sqlite_file
from complaints.exchange import FORMATS
from guard.fault import Fault


class UnknownFormatError(Fault):
    """A file name whose ending names no format."""


class DossierError(Fault):
    """What is held of a person is not written, with the reason."""


class BackupError(Fault):
    """A copy that is not made, with the reason."""


class NotWrittenError(Fault):
    """A file that could not be written, with the reason; nothing of it is left."""


def export_to(file: Path, engine: Engine) -> None:
    """Write the log in the format the file's name ends in; an older file is replaced only when the new one is whole.

    Raises UnknownFormatError and NotWrittenError.
    """
    write = FORMATS.get(file.suffix.lower())
    if write is None:
        raise UnknownFormatError(f"{file}: an export ends in {' or '.join(FORMATS)}")
    with _unfinished(file) as part, reading(engine) as connection, part.open("wb") as target:
        write(connection, target)


def write_dossier(file: Path, value: dict[str, Any]) -> None:
    """Write what is held of a person as JSON, for its owner's eyes only.

    Raises UnknownFormatError, DossierError for a file that is there already, and NotWrittenError.
    """
    if file.suffix.lower() != ".json":
        raise UnknownFormatError(f"{file}: what is held of a person is written to a file that ends in .json")
    if file.exists():
        raise DossierError(f"{file} is there already, and may be someone else's: give another name")
    with _unfinished(file) as part:
        part.touch(mode=0o600)
        part.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def back_up_to(file: Path, engine: Engine) -> None:
    """Copy a SQLite database that may be in use meanwhile, for its owner's eyes only.

    Raises BackupError for a file that is there already and for a database on a server, NotWrittenError, and
    DatabaseError.
    """
    database = sqlite_file(engine)
    if database is None:
        raise BackupError("this database is on a server: copy it with pg_dump, and see docs/operating.md")
    if file.exists():
        raise BackupError(f"{file} is there already, and an older copy may be the one you need: give another name")
    with _unfinished(file) as part:
        part.touch(mode=0o600)
        back_up(database, part)


@contextmanager
def _unfinished(file: Path) -> Iterator[Path]:
    """A file beside this one to write to, which becomes this one when all of it is on the disk."""
    part = file.with_name(f".{file.name}.part")
    try:
        part.unlink(missing_ok=True)
        try:
            yield part
            with part.open("rb+") as written:
                os.fsync(written.fileno())
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise NotWrittenError(f"{file} was not written: {error.strerror or error}{_advice(error)}") from error


def _advice(error: OSError) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return "; make room there, or give a file on another disk"
    return ""
