"""One complaint told in two places: merging two records into one, and taking apart again what is not one.

Posts and correspondence go with a record that is merged; its own events stay where they happened, and say what went.
By that it comes out again as it was, under its old reference.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, select, update

from complaints import matches, records
from complaints.database import keep_writers_out
from complaints.decide import Decision
from complaints.ledger import Ledger
from complaints.records import Act, Opening, Row, act
from complaints.review import review_from_json
from complaints.states import DONE, OPEN
from complaints.tables import complaints, correspondence, events, findings
from guard.fault import Fault
from guard.text import one_line


class JoinError(Fault):
    """Two records that cannot be merged, or one that cannot be taken apart so; the text says why."""


def merge(ledger: Ledger, row: Row, into: Row) -> None:
    """Make a record part of another, or of what that one was merged into; the other stays what it is.

    Raises JoinError for a record and itself, for two shops, and where something open would go into something ended;
    ForbiddenChangeError for a record that is merged already.
    """
    keep_writers_out(ledger.connection)
    row, into = _locked(ledger, row, into)
    _refuse(row, into)
    matches.unite(ledger, _ids(ledger, findings, row), _ids(ledger, findings, into))
    went: Row = {name: _ids(ledger, table, row) for name, table in _MOVED.items()}
    data = {"into": into["reference"], "status": row["status"], **went}
    act(ledger, row, Act(verb="merge", values={"merged_into": into["id"]}, data=data))
    for name, table in _MOVED.items():
        _move(ledger, table, went[name], row, into)
    weight = heavier(ledger, into, _decision(row))
    act(ledger, into, Act(verb="take", values=weight, data={"from": row["reference"]}))


_MOVED: dict[str, Table] = {"findings": findings, "letters": correspondence}


def _locked(ledger: Ledger, row: Row, into: Row) -> tuple[Row, Row]:
    """Both records as they are now, the second where it went; always locked in one order, or two would wait."""
    into = records.standing(ledger.connection, into)
    rows = {each: records.by_id(ledger.connection, each) for each in sorted((row["id"], into["id"]))}
    return rows[row["id"]], rows[into["id"]]


def _refuse(row: Row, into: Row) -> None:
    if row["id"] == into["id"]:
        raise JoinError(f"{row['reference']} cannot be merged into itself")
    if row["shop"] != into["shop"]:
        raise JoinError(f"{row['reference']} is of {row['shop']}, {into['reference']} of {into['shop']}")
    if row["status"] in OPEN and into["status"] in DONE:
        raise JoinError(
            f"{row['reference']} is {row['status']} and {into['reference']} is {into['status']}: "
            f"merge the other way around, or reopen {into['reference']} first"
        )


def _ids(ledger: Ledger, table: Table, row: Row) -> list[int]:
    query = select(table.c.id).where(table.c.complaint == row["id"]).order_by(table.c.id)
    return list(ledger.connection.execute(query).scalars())


def _move(ledger: Ledger, table: Table, ids: list[int], row: Row, into: Row) -> None:
    """Of these rows those that still belong to the one record go to the other."""
    ours = update(table).where(table.c.id.in_(ids), table.c.complaint == row["id"])
    ledger.connection.execute(ours.values(complaint=into["id"]))


def heavier(ledger: Ledger, into: Row, decision: Decision) -> Row:
    """The columns by which a record weighs as much as a decision says, unless a person judged it; never less."""
    judged = select(events.c.id).where(events.c.complaint == into["id"], events.c.kind == "judged").limit(1)
    if ledger.connection.execute(judged).first():
        return {}
    return records.heavier(into, decision)


def _decision(row: Row) -> Decision:
    kept = {name: row[name] for name in ("decision", "severity")}
    return Decision(**kept, reasons=tuple(row["reasons"]), themes=tuple(row["themes"]), opens=True)


def split(ledger: Ledger, row: Row, what: str) -> str:
    """Take a post, by its number, or a record that was merged in, by its reference, out of a record.

    A post that came with a merged record takes that whole record out with it. Gives the reference of what came out:
    its old one, or a new one for a post that never had a record of its own. Nobody is alerted, and what was parted is
    not put together again by itself. Raises JoinError.
    """
    keep_writers_out(ledger.connection)
    row = records.by_id(ledger.connection, row["id"])
    records.refuse_merged(ledger.connection, row)
    inside = _inside(ledger, row)
    if not what.strip().isdecimal():
        return _restore(ledger, row, _named(row, inside, what))
    finding = _finding(ledger, row, what.strip())
    brought = [each for each in inside if finding["id"] in each["went"]["findings"]]
    # The one merged first is the one the post was in before all others.
    return _restore(ledger, row, brought[0]) if brought else _open(ledger, row, finding)


def _inside(ledger: Ledger, row: Row) -> list[Row]:
    """The records merged into this one, and into those, each with what it brought; in the order they were merged."""
    found: list[Row] = []
    ids = [row["id"]]
    while ids:
        merged = ledger.connection.execute(select(complaints).where(complaints.c.merged_into.in_(ids))).mappings()
        rows = [dict(each) for each in merged]
        ids = [each["id"] for each in rows]
        found += [{**each, **_merging(ledger, each)} for each in rows]
    return sorted(found, key=lambda each: int(each["merging"]))


def _merging(ledger: Ledger, row: Row) -> Row:
    """The last event by which a record was merged."""
    query = select(events.c.id, events.c.data).where(events.c.complaint == row["id"], events.c.kind == "merged")
    merged = [each for each in ledger.connection.execute(query.order_by(events.c.id)) if "into" in each.data]
    return {"merging": merged[-1].id, "went": merged[-1].data}


def _named(row: Row, inside: list[Row], what: str) -> Row:
    for each in inside:
        if each["reference"] == what.strip().upper():
            return each
    references = ", ".join(each["reference"] for each in inside) or "none"
    raise JoinError(f"no such complaint was merged into {row['reference']}; those that were: {references}")


def _finding(ledger: Ledger, row: Row, number: str) -> Row:
    query = select(findings).where(findings.c.complaint == row["id"]).order_by(findings.c.id)
    found = {str(each["id"]): dict(each) for each in ledger.connection.execute(query).mappings()}
    if number not in found:
        posts = ", ".join(found) or "none"
        raise JoinError(f"{row['reference']} has no post {one_line(number, 20)}; its posts: {posts}")
    return found[number]


def _restore(ledger: Ledger, row: Row, merged: Row) -> str:
    went = merged["went"]
    for name, table in _MOVED.items():
        _move(ledger, table, went[name], row, merged)
    back = {"merged_into": None, "status": went["status"]}
    act(ledger, merged, Act(verb="restore", values=back, data={"from": row["reference"]}))
    _part(ledger, row, merged, went["findings"])
    return str(merged["reference"])


def _open(ledger: Ledger, row: Row, finding: Row) -> str:
    """A record for a post that never had one of its own."""
    if len(_ids(ledger, findings, row)) == 1 and row["channel"] == "found":
        raise JoinError(f"post {finding['id']} is the only one of {row['reference']}")
    opening = Opening(finding=finding["id"], review=review_from_json(finding["review"]), decision=_decision(finding))
    (reference,) = records.open_for(ledger, [opening], from_history=row["from_history"], alert=False)
    opened = records.find(ledger.connection, reference)
    seen = {"seen": finding["first_seen"]}
    act(ledger, opened, Act(verb="split", values=seen, data={"from": row["reference"]}))
    _part(ledger, row, opened, [finding["id"]])
    return reference


def _part(ledger: Ledger, row: Row, out: Row, posts: list[int]) -> None:
    """Say what left a record, and let the shop's answers to it that were seen in the meantime go with it."""
    act(ledger, row, Act(verb="split", data={"to": out["reference"], "findings": posts}))
    matches.part(ledger, posts, _ids(ledger, findings, row))
    seen = _replies(ledger, row)
    gone = [each for each in seen if each["data"]["finding"] in posts]
    if not gone:
        return
    ids = [each["id"] for each in gone]
    letters = update(correspondence).where(correspondence.c.event.in_(ids), correspondence.c.complaint == row["id"])
    ledger.connection.execute(letters.values(complaint=out["id"]))
    first = {"reply_observed": out["reply_observed"] or gone[0]["at"]}
    act(ledger, out, Act(verb="observe", values=first, data={"finding": gone[0]["data"]["finding"]}))
    if len(gone) == len(seen):
        _unanswer(ledger, row)


def _replies(ledger: Ledger, row: Row) -> list[Row]:
    columns = (events.c[name] for name in ("id", "at", "data"))
    query = select(*columns).where(events.c.complaint == row["id"], events.c.kind == "reply_observed")
    return [dict(each) for each in ledger.connection.execute(query.order_by(events.c.id)).mappings()]


def _unanswer(ledger: Ledger, row: Row) -> None:
    """A record whose only answer went with another waits for one again."""
    if row["status"] == "answered" and row["answered"] is None:
        again: dict[str, Any] = {"reply_observed": None, "status": "acknowledged" if row["acknowledged"] else "new"}
        act(ledger, row, Act(verb="reopen", values=again, data={"because": "split"}))
