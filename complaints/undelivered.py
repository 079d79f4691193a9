"""Messages that did not get where they should: given up, tried in vain, or not tried by anyone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, func, select

from complaints.tables import events, outbox

# A message is given up some three days after what it tells of; for as long as this it is worth a look.
DEAD_FOR = timedelta(days=14)
# The tries of the first half hour are done: it is not a moment's trouble.
MANY_TRIES = 4
# A pass every few minutes sends what is due.
UNSENT_FOR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undelivered:
    """So many messages to one destination, since the oldest of them (aware), with what was said of the last."""

    destination: str
    count: int
    since: datetime
    error: str | None = None


def dead(connection: Connection, now: datetime) -> list[Undelivered]:
    """Messages of the last two weeks that were given up, by destination."""
    return _by_destination(connection, and_(outbox.c.state == "dead", events.c.at > now - DEAD_FOR))


def failing(connection: Connection, destinations: Collection[str]) -> list[Undelivered]:
    """Messages that were tried again and again in vain and will be tried again, by destination."""
    tried = outbox.c.attempts >= MANY_TRIES
    return _by_destination(connection, and_(_waiting(destinations), tried, outbox.c.error.is_not(None)))


def unsent(connection: Connection, destinations: Collection[str], now: datetime) -> list[Undelivered]:
    """Messages that were to be sent for a while now, and that nobody sends, by destination."""
    return _by_destination(connection, and_(_waiting(destinations), outbox.c.next_try < now - UNSENT_FOR))


def _waiting(destinations: Collection[str]) -> ColumnElement[bool]:
    return and_(outbox.c.state == "waiting", outbox.c.destination.in_(destinations))


def _by_destination(connection: Connection, which: ColumnElement[bool]) -> list[Undelivered]:
    columns = (outbox.c.destination, func.count(), func.min(events.c.at), func.max(outbox.c.error))
    query = select(*columns).join(events, events.c.id == outbox.c.event).where(which)
    found = connection.execute(query.group_by(outbox.c.destination).order_by(outbox.c.destination))
    return [Undelivered(destination=row[0], count=row[1], since=row[2], error=row[3]) for row in found]
