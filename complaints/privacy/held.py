"""What is held of one person or of one complaint: the records that go together out or away."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Table, func, select

from complaints import records
from complaints.batches import batches
from complaints.privacy.names import Name
from complaints.tables import complaints, correspondence, events, findings, outbox, revisions

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Posts and complaints, as rows, oldest first; a complaint with all that was merged into it and all its posts."""

    findings: tuple[Row, ...] = ()
    complaints: tuple[Row, ...] = ()

    @property
    def references(self) -> tuple[str, ...]:
        """The references of the complaints."""
        return tuple(row["reference"] for row in self.complaints)

    @property
    def complaint_ids(self) -> list[int]:
        """The complaints by number."""
        return [row["id"] for row in self.complaints]

    @property
    def finding_ids(self) -> list[int]:
        """The posts by number."""
        return [row["id"] for row in self.findings]


def of_author(connection: Connection, author: str) -> Held:
    """All of who is called that, by the name as a whole: case, accents and spacing make no difference.

    A complaint is held whole where one of its posts or letters is by that name: posts that were merged are one
    customer's.
    """
    name = Name(author)
    posts = _posts_by(connection, name)
    found = {complaint for _, complaint in posts if complaint is not None} | set(_complaints_by(connection, name))
    return together(connection, found, [finding for finding, _ in posts])


def of_reference(connection: Connection, reference: str) -> Held:
    """One complaint with all its posts and all that was merged into it.

    Raises UnknownReferenceError, and ForbiddenChangeError for one that was merged: what it holds is elsewhere.
    """
    row = records.find(connection, reference)
    if row["status"] != "erased":
        records.refuse_merged(connection, row)
    return together(connection, {row["id"]}, [])


def together(connection: Connection, found: Collection[int], posts: Collection[int]) -> Held:
    """These complaints with all that was merged with them, all their posts, and these posts."""
    whole = _with_merged(connection, found)
    kept = {row["id"]: row for row in rows_in(connection, findings, findings.c.complaint, whole)}
    kept |= {row["id"]: row for row in rows_in(connection, findings, findings.c.id, posts)}
    return Held(
        findings=tuple(kept[number] for number in sorted(kept)),
        complaints=tuple(rows_in(connection, complaints, complaints.c.id, sorted(whole))),
    )


def _posts_by(connection: Connection, name: Name) -> list[tuple[int, int | None]]:
    now = select(findings.c.id, findings.c.complaint, findings.c.review["author"].as_string())
    was = select(findings.c.id, findings.c.complaint, revisions.c.review["author"].as_string())
    was = was.join(revisions, revisions.c.finding == findings.c.id)
    found = [row for query in (now, was) for row in connection.execute(query) if name.is_name_of(row[2])]
    return [(row[0], row[1]) for row in found]


def _complaints_by(connection: Connection, name: Name) -> Iterator[int]:
    letters = select(correspondence.c.complaint, correspondence.c.author)
    for query in (
        select(complaints.c.id, complaints.c.person).where(complaints.c.person.is_not(None)),
        letters.where(correspondence.c.direction == "from_customer"),
    ):
        yield from (complaint for complaint, author in connection.execute(query) if name.is_name_of(author))


def _with_merged(connection: Connection, found: Collection[int]) -> set[int]:
    """The records with what they were merged into, and all that was merged into those."""
    links = select(complaints.c.id, complaints.c.merged_into).where(complaints.c.merged_into.is_not(None))
    into: dict[int, int] = {link.id: link.merged_into for link in connection.execute(links)}
    tops = {_top(into, complaint) for complaint in found}
    return tops | {complaint for complaint in into if _top(into, complaint) in tops}


def _top(into: dict[int, int], complaint: int) -> int:
    while complaint in into:
        complaint = into[complaint]
    return complaint


def rows_in(connection: Connection, table: Table, column: Column[Any], ids: Collection[int]) -> list[Row]:
    """The rows of a table whose column is one of these numbers, oldest first."""
    found: list[Row] = []
    for some in batches(ids):
        query = select(table).where(column.in_(some)).order_by(table.c.id)
        found += [dict(row) for row in connection.execute(query).mappings()]
    return sorted(found, key=lambda row: int(row["id"]))


def counts(connection: Connection, held: Held) -> dict[str, int]:
    """How much is held, by kind: posts, earlier wordings, complaints that are not erased yet, and what is with them."""
    standing = [row for row in held.complaints if row["status"] != "erased"]
    about, posts = held.complaint_ids, held.finding_ids
    return {
        "findings": len(posts),
        "revisions": _count(connection, revisions, revisions.c.finding, posts),
        "complaints": len(standing),
        "events": _count(connection, events, events.c.complaint, [row["id"] for row in standing]),
        "correspondence": _count(connection, correspondence, correspondence.c.complaint, about),
        "messages": _count(connection, outbox, outbox.c.event, event_ids(connection, about)),
    }


def _count(connection: Connection, table: Table, column: Column[Any], ids: Sequence[int]) -> int:
    counted = select(func.count()).select_from(table)
    return sum(connection.execute(counted.where(column.in_(some))).scalar_one() for some in batches(ids))


def event_ids(connection: Connection, complaint_ids: Collection[int]) -> list[int]:
    """The events of these complaints by number."""
    found: list[int] = []
    for some in batches(complaint_ids):
        found += connection.execute(select(events.c.id).where(events.c.complaint.in_(some))).scalars()
    return found
