"""What stands in a database or a file after a kill, and what should: for bench.kill. Pure but for reading."""

from __future__ import annotations

import csv
import json
import sqlite3
import zipfile
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from klachtwacht.practice.receivers import Call

DATABASE = "klachtwacht.db"


@dataclass(slots=True)
class Tally:
    """What kills came to. lost and doubled: findings, complaints, events, messages, rows; corrupt: databases, files."""

    kills: int = 0
    lost: int = 0
    doubled: int = 0
    corrupt: int = 0

    def count(self, wanted: Collection[str], found: Iterable[str], what: str) -> None:
        """Compare what should stand there once with what does; names what differs on standard error."""
        numbers = Counter(found)
        missing = [one for one in wanted if one not in numbers]
        twice = [one for one, number in numbers.items() if number > 1]
        self.lost += len(missing)
        self.doubled += len(twice)
        _tell(what, "lost", missing)
        _tell(what, "doubled", twice)

    def broken(self, what: str) -> None:
        """One corrupt more."""
        self.corrupt += 1
        _tell(what, "corrupt", [what])


def _tell(what: str, how: str, which: list[str]) -> None:
    import sys

    if which:
        print(f"{what}: {len(which)} {how}, the first {which[0]}", file=sys.stderr, flush=True)


def rows(folder: Path, query: str) -> list[tuple[Any, ...]]:
    """What a query on the database in the folder gives."""
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        return database.execute(query).fetchall()


def is_intact(folder: Path) -> bool:
    """Whether the database is as SQLite wants it and every row that another names is there; one not made yet is."""
    if not (folder / DATABASE).exists():
        return True
    try:
        return rows(folder, "PRAGMA integrity_check") == [("ok",)] and not rows(folder, "PRAGMA foreign_key_check")
    except sqlite3.DatabaseError:
        return False


def end_claims(folder: Path) -> None:
    """As if the two minutes had passed in which a killed sender may still be at work."""
    with closing(sqlite3.connect(folder / DATABASE)) as database, database:
        database.execute("UPDATE outbox SET claimed_until = '2000-01-01 00:00:00' WHERE claimed_until IS NOT NULL")
        database.execute("UPDATE outbox SET next_try = '2000-01-01 00:00:00' WHERE state = 'waiting'")


def check_log(folder: Path, tally: Tally, bad: Collection[str], posts: Collection[str]) -> None:
    """Each post is one finding; each bad one opened one record; each record was opened once, with one number."""
    found = [str(one) for (one,) in rows(folder, "SELECT json_extract(review, '$.id') FROM findings")]
    tally.count(posts, found, "findings")
    opened = rows(
        folder,
        "SELECT json_extract(review, '$.id') FROM findings JOIN complaints ON complaints.id = findings.complaint",
    )
    tally.count(bad, [str(one) for (one,) in opened], "complaints")
    references = [one for (one,) in rows(folder, "SELECT reference FROM complaints")]
    begun = "SELECT reference FROM events JOIN complaints ON complaints.id = complaint WHERE kind = '{}'"
    tally.count(references, [one for (one,) in rows(folder, begun.format("opened"))], "events opened")
    tally.count([], [one for (one,) in rows(folder, begun.format("alerted"))], "events alerted")
    if rows(folder, "SELECT count(*) FROM complaints WHERE id NOT IN (SELECT complaint FROM findings)") != [(0,)]:
        tally.broken("a record without a post")


def check_messages(folder: Path, tally: Tally, calls: Collection[Call], told: Collection[str]) -> int:
    """Each of these posts was told of in one event; gives how many calls repeated the id of an earlier one."""
    query = "SELECT reference, json_extract(review, '$.id') FROM complaints JOIN findings ON complaint = complaints.id"
    post_of = dict(rows(folder, query))
    ids = {call.header("webhook-id"): call.json() for call in calls}
    opened = [said["data"]["reference"] for said in ids.values() if said["type"] == "complaint.opened"]
    tally.count(told, [str(post_of[reference]) for reference in opened], "messages")
    return len(calls) - len(ids)


def _jsonl(file: Path) -> int:
    lines = [json.loads(line) for line in file.read_bytes().splitlines()]
    if lines[-1]["record"] != "end" or lines[-1]["rows"] != len(lines) - 2:
        raise ValueError("half a log")
    return sum(line["record"] == "complaint" for line in lines)


def _csv(file: Path) -> int:
    with file.open(encoding="utf-8-sig", newline="") as text:
        header, *found = csv.reader(text, delimiter=";")
    if any(len(row) != len(header) for row in found):
        raise ValueError("half a row")
    return len(found)


def _xlsx(file: Path) -> int:
    from openpyxl import load_workbook

    book = load_workbook(file, read_only=True)
    count = sum(1 for _ in book.worksheets[0].iter_rows()) - 1
    book.close()
    return count


READERS: dict[str, Callable[[Path], int]] = {".jsonl": _jsonl, ".csv": _csv, ".xlsx": _xlsx}


def complaints_in(file: Path) -> int | None:
    """How many complaints stand in an export, None for one that is not whole."""
    try:
        return READERS[file.suffix](file)
    except (ValueError, LookupError, OSError, zipfile.BadZipFile, StopIteration):
        return None
