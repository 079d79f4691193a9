"""The records in the shape of the contract: what --json prints and what destinations get."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, select

from complaints import matches
from complaints.events import Event
from complaints.ledger import Ledger
from complaints.states import OPEN
from complaints.tables import complaints, correspondence, events, findings
from complaints.tables import matches as matches_table

Row = dict[str, Any]
BATCH = 500
# Standard Webhooks asks for bodies of at most 20 kB.
SNAPSHOT_TEXT = 4_000
SNAPSHOT_FINDINGS = 3
SETTLED = ("reply_posted", "remedy", "waiting", "satisfaction", "merged_into")


def iso(moment: datetime | None) -> str | None:
    """An instant in the contract: ISO 8601 with an offset, or null."""
    return moment.isoformat(timespec="seconds") if moment else None


def finding_json(row: Any, reference: str | None) -> Row:
    """A finding: the review, our id, and what was decided."""
    return {
        "finding": row["id"],
        "source": row["source"],
        **row["review"],
        "decision": row["decision"],
        "themes": row["themes"],
        "severity": row["severity"],
        "reasons": row["reasons"],
        "complaint": reference,
        "match": row["match"],
        "first_seen": iso(row["first_seen"]),
        "last_seen": iso(row["last_seen"]),
        "removed": iso(row["removed"]),
        "revisions": row["revisions"],
        "withheld": row["withheld"] is not None,
    }


def complaint_json(row: Any, posts: Sequence[str], happened: Sequence[Row], into: str | None = None) -> Row:
    """A complaint: its state, the addresses of its posts, its events in order, how it is settled.

    into is the reference of the record it was merged into.
    """
    return {
        "reference": row["reference"],
        "shop": row["shop"],
        "status": row["status"],
        "severity": row["severity"],
        "themes": row["themes"],
        "decision": row["decision"],
        "opened": iso(row["opened"]),
        "due": iso(row["due"]),
        "owner": row["owner"],
        "posts": list(posts),
        "reply_observed": iso(row["reply_observed"]),
        "events": list(happened),
        "reply_posted": iso(row["reply_posted"]),
        "remedy": _remedy(row),
        "waiting": _waiting(row),
        "satisfaction": _satisfaction(row),
        "merged_into": into,
    }


def _remedy(row: Any) -> Row:
    amount = row["remedy_amount"]
    said = {name: row[f"remedy_{name}"] for name in ("asked", "offered", "given")}
    return {**said, "amount": None if amount is None else float(amount)}


def _waiting(row: Any) -> Row:
    # A record that was merged keeps what it waited for, for when it comes out again.
    waits = row["status"] == "waiting"
    return {"for": row["waiting_for"] if waits else None, "until": iso(row["waiting_until"]) if waits else None}


def _satisfaction(row: Any) -> Row:
    return {
        "asked": iso(row["satisfaction_asked"]),
        "answer": row["satisfaction"],
        "score": row["satisfaction_score"],
    }


def list_findings(connection: Connection) -> Iterator[Row]:
    """Every finding, oldest first."""
    references = select(complaints.c.reference).where(complaints.c.id == findings.c.complaint).scalar_subquery()
    query = select(findings, references.label("reference")).order_by(findings.c.id)
    for row in connection.execute(query.execution_options(yield_per=BATCH)).mappings():
        yield finding_json(row, row["reference"])


def list_complaints(
    connection: Connection, *, only_open: bool = False, due_before: datetime | None = None
) -> Iterator[Row]:
    """Complaints, oldest first; only those with work left, or with a deadline that has passed, where asked."""
    query = select(complaints).order_by(complaints.c.id)
    if only_open:
        query = query.where(complaints.c.status.in_(OPEN))
    if due_before is not None:
        query = query.where(and_(complaints.c.due.is_not(None), complaints.c.due <= due_before))
    return complaints_json(connection, query)


def complaints_json(connection: Connection, query: Select[Any]) -> Iterator[Row]:
    """The complaints a query selects, with their posts and events fetched by the batch."""
    last = 0
    while True:
        rows = connection.execute(query.where(complaints.c.id > last).limit(BATCH)).mappings().all()
        if not rows:
            return
        last = rows[-1]["id"]
        yield from _with_details(connection, rows)


def _with_details(connection: Connection, rows: Sequence[Any]) -> Iterator[Row]:
    ids = [row["id"] for row in rows]
    posts, happened = _posts(connection, ids), _events(connection, ids)
    into = _references(connection, [row["merged_into"] for row in rows if row["merged_into"] is not None])
    for row in rows:
        yield complaint_json(row, posts[row["id"]], happened[row["id"]], into.get(row["merged_into"]))


def _references(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    if not ids:
        return {}
    query = select(complaints.c.id, complaints.c.reference).where(complaints.c.id.in_(ids))
    return {found.id: found.reference for found in connection.execute(query)}


def _posts(connection: Connection, ids: Sequence[int]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    query = select(findings.c.complaint, findings.c.review).where(findings.c.complaint.in_(ids)).order_by(findings.c.id)
    for complaint, review in connection.execute(query):
        if review["url"]:
            found[complaint].append(review["url"])
    return found


def _events(connection: Connection, ids: Sequence[int]) -> defaultdict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    columns = (events.c.complaint, events.c.kind, events.c.at, events.c.by)
    for complaint, kind, at, by in connection.execute(
        select(*columns).where(events.c.complaint.in_(ids)).order_by(events.c.id)
    ):
        found[complaint].append({"kind": kind, "at": iso(at), "by": by})
    return found


def show(connection: Connection, row: Row) -> Row:
    """One complaint with all that belongs to it: findings, correspondence, matches."""
    (whole,) = shown(connection, [row])
    return whole


def shown(connection: Connection, rows: Sequence[Any]) -> Iterator[Row]:
    """Each of these complaints as `show` prints it, in their order; what belongs to them is fetched for all at once."""
    found, letters = _findings(connection, rows), _correspondence(connection, [row["id"] for row in rows])
    matched = _matches(connection, [one["finding"] for some in found.values() for one in some])
    for summary, row in zip(_with_details(connection, rows), rows, strict=True):
        numbers = {one["finding"] for one in found[row["id"]]}
        mine = [match for match in matched if numbers & {match["finding"], match["with"]}]
        yield _shown(summary, row, found[row["id"]], letters[row["id"]], mine)


def _matches(connection: Connection, ids: Sequence[int]) -> list[Row]:
    """What stands of what these posts are to each other and to others."""
    rows = {row.id: row for row in matches.of(connection, ids, matches_table.c.state.in_(matches.STANDS))}
    return [match_json(rows[number]) for number in sorted(rows)]


def match_json(row: Any) -> Row:
    """A match as `show` has it: what the later-numbered post is to the other, why, and whether a person said so."""
    said = {name: getattr(row, name) for name in ("relation", "score", "reasons", "state")}
    return {"finding": row.other, "with": row.one, **said}


def _shown(summary: Row, row: Any, found: list[Row], letters: list[Row], matched: list[Row]) -> Row:
    settled = _taken_out(summary)
    return {
        **summary,
        "reasons": row["reasons"],
        "findings": found,
        "correspondence": letters,
        "matches": matched,
        **settled,
    }


def _taken_out(summary: Row) -> Row:
    """What came to the contract last, out of the summary, to stand last there too."""
    return {name: summary.pop(name) for name in SETTLED}


def _findings(connection: Connection, rows: Sequence[Row]) -> defaultdict[int, list[Row]]:
    references = {row["id"]: row["reference"] for row in rows}
    found: defaultdict[int, list[Row]] = defaultdict(list)
    query = select(findings).where(findings.c.complaint.in_(references)).order_by(findings.c.id)
    for row in connection.execute(query).mappings():
        found[row["complaint"]].append(finding_json(row, references[row["complaint"]]))
    return found


def _correspondence(connection: Connection, ids: Sequence[int]) -> defaultdict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    query = select(correspondence).where(correspondence.c.complaint.in_(ids)).order_by(correspondence.c.id)
    for row in connection.execute(query).mappings():
        found[row["complaint"]].append(_letter(row))
    return found


def _letter(row: Any) -> Row:
    kept = ("direction", "public", "channel", "author", "text", "file")
    return {"at": iso(row["at"]), **{name: row[name] for name in kept}}


def snapshots(ledger: Ledger, told: Sequence[tuple[Row, Event]]) -> list[Row]:
    """The message of each event, for a complaint as it stands: a type, a time and the complaint.

    Texts are cut to what a webhook carries.
    """
    if not told:
        return []
    rows = [row for row, _ in told]
    found = _findings(ledger.connection, rows)
    summaries = _with_details(ledger.connection, rows)
    return [
        _snapshot(ledger, summary, row, event, found[row["id"]])
        for summary, (row, event) in zip(summaries, told, strict=True)
    ]


def _snapshot(ledger: Ledger, summary: Row, row: Row, event: Event, found: Sequence[Row]) -> Row:
    settled = _taken_out(summary)
    happened = [*summary["events"], {"kind": event.kind, "at": iso(event.at), "by": event.by}]
    data = {
        **summary,
        "events": happened,
        "shop_name": ledger.shop.name,
        "reasons": row["reasons"],
        "note": event.data.get("note"),
        "findings": [_shortened(one) for one in found[:SNAPSHOT_FINDINGS]],
        **settled,
    }
    return {"type": f"complaint.{event.kind}", "timestamp": iso(event.at), "data": data}


def _shortened(finding: Row) -> Row:
    text = finding["text"]
    return {**finding, "text": text and text[:SNAPSHOT_TEXT]}
