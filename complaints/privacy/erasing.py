"""Erasing posts and complaints: what they said goes, that they were stays, and the posts do not come back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Connection, delete, select, update

from complaints import matches
from complaints.batches import batches
from complaints.database import keep_writers_out
from complaints.events import Event, write
from complaints.privacy.held import Held, event_ids, rows_in
from complaints.review import review_from_json
from complaints.states import change
from complaints.tables import complaints, correspondence, events, findings, outbox, pages, revisions
from complaints.tombstones import bury

Row = dict[str, Any]
# What an erased complaint is without: who it was, what was said, asked and given in words.
EMPTIED = (
    *("person", "remedy_asked", "remedy_offered", "remedy_given", "satisfaction", "cause", "action"),
    *("waiting_for", "waiting_until", "retain_until"),
)
# Of what an event carried only what is no one's words stays.
KEPT = ("from_history", "destination", "direction", "public", "posted", "for", "until", "because", "into", "from", "to")


def erase(connection: Connection, now: datetime, by: str, held: Held, because: str) -> None:
    """Erase what is held, in this transaction: posts and letters whole, complaints but for their dates and states.

    because is request or term. The transaction has keep_writers_out's lock from here on.
    """
    keep_writers_out(connection)
    _bury(connection, now, held.findings)
    remove_posts(connection, held.finding_ids)
    _silence(connection, held.complaint_ids)
    for row in held.complaints:
        if row["status"] != "erased":
            _empty(connection, now, by, row, because)


def _bury(connection: Connection, now: datetime, posts: Iterable[Row]) -> None:
    ordered = sorted(posts, key=itemgetter("shop"))
    for shop, rows in groupby(ordered, key=itemgetter("shop")):
        mine = {row["id"]: row for row in rows}
        earlier = rows_in(connection, revisions, revisions.c.finding, mine)
        wordings = [*((row, row["review"]) for row in mine.values())]
        wordings += [(mine[each["finding"]], each["review"]) for each in earlier]
        known = [((row["origin"], row["key"]), review_from_json(review)) for row, review in wordings]
        bury(connection, now, shop, known)


def remove_posts(connection: Connection, ids: Collection[int]) -> None:
    """Delete posts with their earlier wordings and what they are matched by; the pages they stood on forget them."""
    matches.forget(connection, ids)
    for some in batches(ids):
        connection.execute(delete(revisions).where(revisions.c.finding.in_(some)))
        connection.execute(delete(findings).where(findings.c.id.in_(some)))
    gone = set(ids)
    for page in connection.execute(select(pages.c.id, pages.c.findings)).all() if gone else ():
        # A number is given again when the newest post went: a page must not take the next one for it.
        if gone.intersection(page.findings):
            left = [number for number in page.findings if number not in gone]
            connection.execute(update(pages).where(pages.c.id == page.id).values(findings=left))


def _silence(connection: Connection, ids: Collection[int]) -> None:
    """Take out what was said in letters, messages and events of these complaints."""
    told = event_ids(connection, ids)
    _delete(connection, outbox.c.event, told)
    _delete(connection, correspondence.c.complaint, ids)
    for row in rows_in(connection, events, events.c.id, told):
        left = {name: row["data"][name] for name in KEPT if name in row["data"]} | {"erased": True}
        if row["kind"] != "erased":
            emptied = update(events).where(events.c.id == row["id"])
            connection.execute(emptied.values(data=left, snapshot=sa.null()))


def _delete(connection: Connection, column: Column[Any], ids: Collection[int]) -> None:
    for some in batches(ids):
        connection.execute(delete(column.table).where(column.in_(some)))


def _empty(connection: Connection, now: datetime, by: str, row: Row, because: str) -> None:
    made = change("erase", row["status"])
    values: Row = {**dict.fromkeys(EMPTIED), "reasons": [], "status": made.target}
    connection.execute(update(complaints).where(complaints.c.id == row["id"]).values(values))
    data = {"was": row["status"], "because": because}
    write(connection, Event(kind=made.event, shop=row["shop"], at=now, by=by, complaint=row["id"], data=data))
