"""Getting the outbox out: claim a row, send it, mark what became of it.

Rows are claimed one at a time, so that a claim of two minutes outlasts its one send. Every transaction is
short and none is open while something is sent. Quiet hours hold a destination's rows back by not claiming
them, high severity too: what waited goes out when they end.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine

from alerts.destination import Destination
from alerts.message import Message, compose
from alerts.outcome import Outcome, failed
from alerts.quiet import parse_quiet
from alerts.routing import router
from alerts.send import knows_doubles, send
from complaints import gone, outbox
from complaints.outbox import Claimed
from complaints.shop import Shop

_LOG = logging.getLogger(__name__)
_DEFAULT_ZONE = ZoneInfo("Europe/Amsterdam")
_DEFAULT_LANGUAGE = "nl"
# A destination that fails this slowly is left alone for the rest of the pass, not to hold up the others.
SLOW = timedelta(seconds=5)
SWITCHED_OFF = "410 Gone earlier: switched off until its address in shop.toml changes"

Clock = Callable[[], datetime]
Chance = Callable[[], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """delivered: rows sent by this call. waiting and dead: rows in the outbox now, of any destination."""

    delivered: int = 0
    waiting: int = 0
    dead: int = 0


@dataclass(slots=True, kw_only=True)
class _Pass:
    """One pass over the outbox: what it works with, and which destinations it has given up for now."""

    engine: Engine
    destinations: Mapping[str, Destination]
    shops: Mapping[str, Shop]
    clock: Clock
    chance: Chance
    resting: set[str] = field(default_factory=set)


def deliver_due(
    engine: Engine,
    destinations: Sequence[Destination],
    *,
    shops: Mapping[str, Shop],
    clock: Clock,
    chance: Chance,
    until: datetime | None = None,
) -> Delivered:
    """Send what is due, one row after another, until nothing is or the clock passes until.

    shops is by key. clock gives aware instants, chance a number from 0 to 1. Rows for destinations that
    are not among these (taken out of shop.toml) stay waiting and are counted. Raises what the database
    raises; a row then claimed is tried again after its claim, marked as possibly sent.
    """
    work = _Pass(engine=engine, destinations=_by_name(destinations), shops=shops, clock=clock, chance=chance)
    _bury(work)
    sent = 0
    while until is None or clock() < until:
        row = _claim_one(work)
        if row is None:
            break
        sent += _handle(work, row)
    with engine.begin() as connection:
        found = outbox.counts(connection)
    return Delivered(delivered=sent, waiting=found["waiting"], dead=found["dead"])


def _bury(work: _Pass) -> None:
    """What waits for a destination that said 410 is dead, until its address changes; the operator knows already."""
    addresses = {name: one.url.reveal() for name, one in work.destinations.items()}
    with work.engine.begin() as connection:
        for name in gone.switched_off(connection, addresses):
            outbox.kill_destination(connection, name, SWITCHED_OFF)
            work.resting.add(name)


def _by_name(destinations: Sequence[Destination]) -> dict[str, Destination]:
    return {destination.name: destination for destination in destinations}


def awake(destinations: Collection[Destination], shops: Mapping[str, Shop], now: datetime) -> list[str]:
    """The names of the destinations that are not in their quiet hours; now is aware.

    The clock is that of the destination's shops; where they differ, quiet for one is quiet.
    """
    return [one.name for one in destinations if not _is_quiet(one, shops, now)]


def _is_quiet(destination: Destination, shops: Mapping[str, Shop], now: datetime) -> bool:
    if destination.quiet is None:
        return False
    quiet = parse_quiet(destination.quiet)
    served = [shop.zone for key, shop in shops.items() if not destination.shops or key in destination.shops]
    return any(quiet.covers(now, zone) for zone in served or [_DEFAULT_ZONE])


def _claim_one(work: _Pass) -> Claimed | None:
    now = work.clock()
    names = [name for name in awake(work.destinations.values(), work.shops, now) if name not in work.resting]
    if not names:
        return None
    with work.engine.begin() as connection:
        rows = outbox.claim(connection, now, names, limit=1)
    return rows[0] if rows else None


def _handle(work: _Pass, row: Claimed) -> bool:
    """Try to send one claimed row and mark it. Gives whether it was sent."""
    destination = work.destinations[row.destination]
    started = monotonic()
    outcome = _attempt(work, destination, row)
    slow = monotonic() - started > SLOW.total_seconds()
    if not outcome.sent and (slow or outcome.retry_after is not None):
        work.resting.add(destination.name)
    if outcome.error is not None:
        _LOG.warning("%s, try %d of event %s: %s", destination.name, row.attempts, row.uid, outcome.error)
    with work.engine.begin() as connection:
        _mark(work, connection, row, outcome)
    return outcome.sent


def _attempt(work: _Pass, destination: Destination, row: Claimed) -> Outcome:
    try:
        message = _message(work, destination, row)
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        # One event that cannot be worded must not stop the others; its dead letter says so.
        return failed(f"cannot be put into words: {type(error).__name__}: {error}", final=True)
    return send(destination, row, message, now=work.clock())


def _message(work: _Pass, destination: Destination, row: Claimed) -> Message:
    shop = work.shops.get(row.shop)
    language = destination.language or (shop.language if shop else _DEFAULT_LANGUAGE)
    doubtful = row.doubtful and not knows_doubles(destination)
    return compose(row.snapshot, language, shop.zone if shop else _DEFAULT_ZONE, doubtful=doubtful)


def _mark(work: _Pass, connection: Connection, row: Claimed, outcome: Outcome) -> None:
    now = work.clock()
    if outcome.sent:
        outbox.mark_sent(connection, row, now, outcome.error)
        return
    error = outcome.error or "no reason given"
    again = None if outcome.final else outbox.next_try(row.attempts, now, work.chance(), outcome.retry_after)
    if again is not None:
        outbox.mark_waiting(connection, row, again, error)
        return
    outbox.mark_dead(connection, row, now, error, router(list(work.destinations.values())))
    if outcome.gone:
        gone.switch_off(connection, row.destination, work.destinations[row.destination].url.reveal())
        outbox.kill_destination(connection, row.destination, error)
