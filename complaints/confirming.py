"""Someone has looked at how a source is read and found it right: what waited for that counts from now on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import insert, select, update

from complaints import withheld
from complaints.ledger import Ledger
from complaints.store import Batch, record
from complaints.summary import tell_again
from complaints.tables import findings, pages, sources

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """What was confirmed of a source of a site: the reader that is its own way, how it reads, where its marks end.

    learned is kept as it is given; best is None where nothing says so.
    """

    source: str
    site: str
    way: str
    learned: Mapping[str, Any]
    best: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a confirmation did: reviews on the page, new ones among them, posts that waited, references opened."""

    read: int
    new: int
    waited: int
    opened: tuple[str, ...]


def confirm(ledger: Ledger, what: Confirmed, page: Batch) -> Done:
    """Keep what was confirmed, and record the page that was looked at, all of it as history.

    Every post of the source that waited for someone to look opens its record now, if it asks for one. The next reading
    asks for all pages whole and goes on to the end.
    """
    _keep(ledger, what)
    waiting = _waiting(ledger, what.source)
    recorded = record(ledger, replace(page, first=True, withheld=False))
    released = withheld.release(ledger, _waiting(ledger, what.source), best=what.best)
    opened = (*recorded.opened, *released.opened)
    if opened:
        tell_again(ledger, what.source)
    return Done(read=recorded.read, new=recorded.new, waited=len(waiting), opened=opened)


def _waiting(ledger: Ledger, source: str) -> list[int]:
    here = findings.c.shop == ledger.shop.key, findings.c.source == source, findings.c.withheld.is_not(None)
    return list(ledger.connection.execute(select(findings.c.id).where(*here).order_by(findings.c.id)).scalars())


def _keep(ledger: Ledger, what: Confirmed) -> None:
    shop = ledger.shop.key
    values: Row = {
        "way": what.way,
        "confirmed": ledger.now,
        "confirmed_by": ledger.by,
        "learned": dict(what.learned),
        # What was read before was read otherwise.
        "readings": None,
        "last_deep": None,
        "next_due": None,
    }
    here = sources.c.shop == shop, sources.c.name == what.source
    if not ledger.connection.execute(update(sources).where(*here).values(values)).rowcount:
        new = {"shop": shop, "name": what.source, "site": what.site, "lamp": "new", "since": ledger.now}
        ledger.connection.execute(insert(sources).values({**values, **new}))
    of_source = pages.c.shop == shop, pages.c.source == what.source
    ledger.connection.execute(update(pages).where(*of_source).values(etag=None, last_modified=None))
