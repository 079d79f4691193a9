"""The one message after first readings: what the shop's past holds, instead of an alert for each old complaint."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select, update

from complaints.events import Event, write
from complaints.ledger import Ledger
from complaints.tables import complaints, findings, sources

Row = dict[str, Any]
SHOWN = 10


def summarise(ledger: Ledger) -> bool:
    """Tell once of all the shop's sources that were read for the first time and not yet told of.

    Gives whether there were any. One message a shop: a destination may serve one shop only.
    """
    rows = ledger.connection.execute(_untold(ledger.shop.key)).mappings().all()
    if not rows:
        return False
    told = update(sources).where(sources.c.id.in_([row["id"] for row in rows]))
    ledger.connection.execute(told.values(summarised=ledger.now))
    data = _data(ledger, rows)
    snapshot = {"type": "reading.first", "timestamp": ledger.now.isoformat(timespec="seconds"), "data": data}
    event = Event(kind="first_reading", shop=ledger.shop.key, at=ledger.now, data=data, snapshot=snapshot)
    write(ledger.connection, event, ledger.route)
    return True


def tell_again(ledger: Ledger, source: str) -> None:
    """Have the next summary tell of a source once more: more of its past was found, or could be judged."""
    here = sources.c.shop == ledger.shop.key, sources.c.name == source
    ledger.connection.execute(update(sources).where(*here).values(summarised=None))


def _untold(shop: str) -> Any:
    waiting = sources.c.shop == shop, sources.c.first_read.is_not(None), sources.c.summarised.is_(None)
    return select(sources.c.id, sources.c.shop, sources.c.name, sources.c.site).where(*waiting).order_by(sources.c.id)


def _data(ledger: Ledger, rows: Any) -> Row:
    found = [_source(ledger, row) for row in rows]
    opened = [one for source in found for one in source.pop("complaints_opened")]
    return {"sources": found, "complaints": opened[:SHOWN], "more": max(0, len(opened) - SHOWN)}


def _source(ledger: Ledger, row: Row) -> Row:
    here = findings.c.shop == row["shop"], findings.c.source == row["name"]
    read = ledger.connection.execute(select(func.count()).select_from(findings).where(*here)).scalar_one()
    bad = findings.c.decision.in_(("complaint", "mixed"))
    negative = ledger.connection.execute(select(func.count()).select_from(findings).where(*here, bad)).scalar_one()
    opened = _opened(ledger, here)
    return {
        "name": row["name"],
        "shop": row["shop"],
        "site": row["site"],
        "read": read,
        "complaints": negative,
        "opened": [one["reference"] for one in opened],
        "complaints_opened": opened,
    }


def _opened(ledger: Ledger, here: tuple[Any, ...]) -> list[Row]:
    query = (
        select(complaints.c.reference, complaints.c.severity, findings.c.review)
        .join(findings, findings.c.complaint == complaints.c.id)
        .where(*here, complaints.c.from_history)
        .order_by(findings.c.published_at.desc().nulls_last(), findings.c.id)
    )
    return [_line(*row) for row in ledger.connection.execute(query)]


def _line(reference: str, severity: str, review: Row) -> Row:
    kept = {name: review[name] for name in ("author", "rating", "title", "url")}
    return {"reference": reference, "severity": severity, **kept}
