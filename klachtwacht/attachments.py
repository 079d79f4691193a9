"""Files that come with a note: a copy of each beside the database, which nothing ever overwrites."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

from sqlalchemy import Engine

from complaints.database import sqlite_file
from guard.fault import Fault
from guard.text import one_line
from klachtwacht.config import Config

FOLDER = "files"
LARGEST = 20 * 1024 * 1024
# With four bytes a letter and the digest before it a name fits where 255 bytes do.
LONGEST_NAME = 50
DIGEST_BYTES = 16
_UNSAFE = re.compile(r"[^\w.]+")


class AttachmentError(Fault):
    """A file that cannot be kept, with the reason."""


def home(config: Config, engine: Engine) -> Path:
    """The folder that holds the folder of files: that of the database, or of shop.toml where that is on a server."""
    return (sqlite_file(engine) or config.path).absolute().parent


class Attachments:
    """Keeps files under a folder; what was kept for a change that then failed can be taken away again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._new: list[Path] = []

    def keep(self, reference: str, file: Path) -> str:
        """Copy a file to files/REFERENCE/ for its owner's eyes; gives where, under the folder.

        The name is the blake2b digest of what is in the file, and what is safe of its own name: the same file twice
        is kept once. Raises AttachmentError, and OSError where it cannot be read or written.
        """
        content = _content(file)
        place = Path(FOLDER) / reference / f"{digest(content)}-{safe_name(file.name)}"
        kept = self._folder / place
        for folder in (kept.parent.parent, kept.parent):
            folder.mkdir(mode=0o700, exist_ok=True)
        if not kept.exists():
            _write(kept, content)
            self._new.append(kept)
        elif kept.read_bytes() != content:
            raise AttachmentError(f"{place} is there already and is not what it was: it has been changed")
        return place.as_posix()

    def undo(self) -> None:
        """Take away what was new."""
        for file in self._new:
            file.unlink(missing_ok=True)


def digest(content: bytes) -> str:
    """What a kept file's name begins with, by which a change to it shows."""
    return hashlib.blake2b(content, digest_size=DIGEST_BYTES).hexdigest()


def safe_name(name: str) -> str:
    """A file's name as letters, digits, dots and hyphens, at most LONGEST_NAME, its ending kept."""
    safe = _UNSAFE.sub("-", name).strip("-.") or "file"
    stem, dot, ending = safe.rpartition(".")
    if not dot or len(ending) > LONGEST_NAME // 2:
        return safe[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"


def _content(file: Path) -> bytes:
    if not file.is_file():
        raise AttachmentError(f"{one_line(str(file), 200)} is no file")
    with file.open("rb") as opened:
        content = opened.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise AttachmentError(f"{one_line(str(file), 200)} is larger than {LARGEST // 1024**2} MiB")
    return content


def _write(kept: Path, content: bytes) -> None:
    """All of it or nothing, readable by its owner only, which is how mkstemp makes it."""
    number, name = tempfile.mkstemp(dir=kept.parent, prefix=".new-")
    try:
        with os.fdopen(number, "wb") as new:
            new.write(content)
            new.flush()
            os.fsync(new.fileno())
        Path(name).rename(kept)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
