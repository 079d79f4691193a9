"""What is known of each source between runs: when it is due, what its pages looked like, and its lamp."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, insert, or_, select, update

from complaints import edits
from complaints.events import Event, write
from complaints.ledger import Ledger
from complaints.moments import CLOCK_STEP
from complaints.readings import Figures, as_rows, from_rows, with_latest
from complaints.rhythm import QUIET_AFTER, longest_silence
from complaints.states import UNANSWERED
from complaints.tables import complaints, findings, pages, sources

Row = dict[str, Any]
HEALTHY = frozenset({"live", "quiet"})
UNHEALTHY = frozenset({"stale", "changed", "blocked", "needs key", "hostile", "failed"})
UNKNOWN_SCALE = "unknown scale"
DEEP_EVERY = timedelta(days=1)

# Built once: putting a statement together costs more than SQLite's answer, and these are asked of every source.
_ROW = select(sources).where(sources.c.shop == bindparam("shop"), sources.c.name == bindparam("name"))
_PAGES = select(pages).where(pages.c.shop == bindparam("shop"), pages.c.source == bindparam("name"))
_AWAITED = (
    select(findings.c.id)
    .join(complaints, complaints.c.id == findings.c.complaint)
    .where(
        findings.c.shop == bindparam("shop"),
        findings.c.source == bindparam("name"),
        findings.c.removed.is_(None),
        or_(
            complaints.c.status.in_(UNANSWERED),
            and_(complaints.c.status == "answered", complaints.c.reply_observed.is_(None)),
            # Settled, and an answer was placed that nobody has seen yet.
            and_(
                complaints.c.status == "resolved",
                complaints.c.reply_posted.is_not(None),
                complaints.c.reply_observed.is_(None),
            ),
        ),
    )
)
_WATCHED = _AWAITED.where(findings.c.last_seen < bindparam("stale_before"))
_AWAITS = select(_AWAITED.exists())
_MISSING = select(findings.c.id, findings.c.missed, findings.c.complaint).where(
    findings.c.shop == bindparam("shop"),
    findings.c.source == bindparam("name"),
    findings.c.removed.is_(None),
    # Or by a clock that was ahead: what is there still has been seen since.
    or_(findings.c.last_seen < bindparam("started"), findings.c.last_seen > bindparam("ahead")),
    findings.c.published_at > bindparam("range_from"),
)
_NEWEST = select(func.max(findings.c.published_at)).where(
    findings.c.shop == bindparam("shop"), findings.c.source == bindparam("name")
)
_WITHHELD = (
    select(func.count())
    .select_from(findings)
    .where(
        findings.c.shop == bindparam("shop"), findings.c.source == bindparam("name"), findings.c.withheld.is_not(None)
    )
)
_STORE = update(sources).where(sources.c.shop == bindparam("of_shop"), sources.c.name == bindparam("of_name"))
_KEEP_PAGE = update(pages).where(
    pages.c.shop == bindparam("of_shop"), pages.c.source == bindparam("of_source"), pages.c.url == bindparam("of_url")
)
_SEE_AGAIN = (
    update(findings)
    .where(findings.c.id.in_(bindparam("known", expanding=True)), findings.c.removed.is_(None))
    .values(missed=0)
    .returning(findings.c.id, findings.c.published_at)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPage:
    """A page as it was last time: what to ask with, where it led, what stood on it."""

    etag: str | None
    last_modified: str | None
    next: str | None
    findings: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What earlier runs know of a source. watched: findings whose complaint waits to be seen answered.

    interval: how long it was to be left alone after the last reading, None where there was none.
    cut_off: the last reading was stopped before its end, and what lies behind its last page was not read.
    readings: the latest good ones in numbers, oldest first. silence: the longest time between two posts that came
    while it was watched; asked for only where nothing has come for a month.
    way: the reader that is its own way of being read; withheld: how many of its posts wait for someone to look.
    confirmed: when someone last found right how it is read, learned: what was stored of that.
    """

    lamp: str = "new"
    reason: str | None = None
    since: datetime | None = None
    first_read: datetime | None = None
    last_ok: datetime | None = None
    last_deep: datetime | None = None
    last_run: datetime | None = None
    newest: datetime | None = None
    next_due: datetime | None = None
    interval: timedelta | None = None
    most_read: int = 0
    look_asked: datetime | None = None
    cut_off: bool = False
    readings: tuple[Figures, ...] = ()
    way: str | None = None
    withheld: int = 0
    silence: timedelta | None = None
    confirmed: datetime | None = None
    learned: dict[str, Any] | None = None
    pages: dict[str, KnownPage] = field(default_factory=dict)
    watched: frozenset[int] = frozenset()

    def due(self, now: datetime) -> bool:
        """Whether it is time to read the source again.

        What was read by a clock that was ahead is not left alone until that time comes: it would be a year of silence.
        """
        return self.next_due is None or self.next_due <= now or _is_ahead(self.last_run, now)

    def deep(self, now: datetime) -> bool:
        """Whether this reading must not stop at what is known: once a day it goes on to the end, and after one that
        did not come to its own end.
        """
        ill = self.cut_off or self.lamp in UNHEALTHY
        return ill or self.last_deep is None or now - self.last_deep >= DEEP_EVERY or _is_ahead(self.last_deep, now)

    @property
    def asked_for(self) -> dict[str, KnownPage]:
        """Its pages as they are to be asked for: whole, and not whether they changed, while something is wrong."""
        if self.lamp not in UNHEALTHY:
            return self.pages
        return {url: replace(page, etag=None, last_modified=None) for url, page in self.pages.items()}

    @property
    def news_since(self) -> datetime | None:
        """What was posted after this was not there to be read at the last good reading; None before the first.

        The newest post tells it by the site's own clock, whatever ours said.
        """
        known = [moment for moment in (self.newest, self.last_ok) if moment is not None]
        return min(known) if self.first_read is not None and known else None


def _is_ahead(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment > now + CLOCK_STEP


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPage:
    """A page as read now, to be asked for with its validators next time."""

    url: str
    known: KnownPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one reading of a source came to; None for what it did not find out.

    complete: it went on to the end. range_from: the oldest post read, where the order was proven to be newest
    first; posts newer than that which were not seen are missing. A list that only shows its last twenty would
    otherwise "remove" every older one. figures: the reading in numbers, kept of a good one for those that come
    after; anew: in place of the earlier ones. withheld: how many more posts wait for someone to look, unsure: why.
    way: the reader to be known as its own, learned: the stored reading, both None to be left as they were.
    """

    source: str
    site: str
    started: datetime
    lamp: str
    reason: str | None
    next_due: datetime
    interval: timedelta
    read: int = 0
    any_page: bool = False
    complete: bool = False
    range_from: datetime | None = None
    unknown_scale: int = 0
    figures: Figures | None = None
    anew: bool = False
    withheld: int = 0
    unsure: tuple[str, ...] = ()
    way: str | None = None
    learned: dict[str, Any] | None = None


def load(connection: Connection, shop: str, name: str, stale_before: datetime) -> Before:
    """All that is known of a source. Watched are posts of unanswered complaints last seen before stale_before."""
    here = {"shop": shop, "name": name}
    rows = connection.execute(_PAGES, here).mappings().all()
    watched = connection.execute(_WATCHED, {**here, "stale_before": stale_before}).scalars()
    before = _row(connection, shop, name)
    cut_off = before.last_run is not None and any(row["at"] > before.last_run for row in rows)
    known = {row["url"]: _known_page(row) for row in rows}
    withheld = connection.execute(_WITHHELD, here).scalar_one() if before.look_asked else 0
    seen = replace(before, pages=known, watched=frozenset(watched), cut_off=cut_off, withheld=withheld)
    return replace(seen, silence=_silence(connection, shop, name, before, stale_before))


def _silence(connection: Connection, shop: str, name: str, before: Before, now: datetime) -> timedelta | None:
    if before.newest is None or before.first_read is None or now - before.newest <= QUIET_AFTER:
        return None
    return longest_silence(connection, shop, name, before.first_read)


def awaits_answer(connection: Connection, shop: str, name: str) -> bool:
    """Whether a complaint on a source is open of which the shop's answer was not seen there yet."""
    return bool(connection.execute(_AWAITS, {"shop": shop, "name": name}).scalar())


def _row(connection: Connection, shop: str, name: str) -> Before:
    """What is known of a source, without its pages and posts."""
    row = connection.execute(_ROW, {"shop": shop, "name": name}).mappings().first()
    if row is None:
        return Before()
    kept = (
        "lamp",
        "reason",
        "since",
        "first_read",
        "last_ok",
        "last_deep",
        "last_run",
        "newest",
        "next_due",
        "most_read",
        "look_asked",
        "way",
        "confirmed",
        "learned",
    )
    interval = None if row["interval"] is None else timedelta(seconds=row["interval"])
    readings = from_rows(row["readings"])
    return Before(**{k: row[k] for k in kept}, interval=interval, readings=readings)


def _known_page(row: Any) -> KnownPage:
    return KnownPage(
        etag=row["etag"], last_modified=row["last_modified"], next=row["next"], findings=tuple(row["findings"])
    )


def keep_page(ledger: Ledger, source: str, page: SeenPage) -> None:
    """Remember a page for the next time."""
    shop = ledger.shop.key
    same = {"of_shop": shop, "of_source": source, "of_url": page.url}
    values = {
        "etag": page.known.etag,
        "last_modified": page.known.last_modified,
        "next": page.known.next,
        "findings": list(page.known.findings),
        "at": ledger.now,
    }
    if not ledger.connection.execute(_KEEP_PAGE, {**same, **values}).rowcount:
        ledger.connection.execute(insert(pages).values(shop=shop, source=source, url=page.url, **values))


def see_again(ledger: Ledger, known: Sequence[int]) -> list[datetime | None]:
    """A page that did not change: its posts stand there as before. Gives their times, in page order."""
    if not known:
        return []
    rows = ledger.connection.execute(_SEE_AGAIN, {"known": known, "last_seen": ledger.now})
    dates = {row.id: row.published_at for row in rows}
    return [dates[finding] for finding in known if finding in dates]


def finish(ledger: Ledger, outcome: Outcome) -> int:
    """Write down how a reading ended: the lamp, what is missing, when it is due again.

    Gives how many posts were found removed. The operator is told when the lamp goes out, changes or comes back.
    """
    before = _row(ledger.connection, ledger.shop.key, outcome.source)
    removed = edits.miss(ledger, _missing(ledger, outcome)) if outcome.any_page else 0
    _store(ledger, outcome, before)
    if tells(before.lamp, outcome.lamp):
        _tell_lamp(ledger, outcome, before)
    if (outcome.unknown_scale or outcome.withheld) and before.look_asked is None:
        _ask_to_look(ledger, outcome)
    return removed


def go_stale(ledger: Ledger, name: str, site: str, reason: str, since: datetime) -> None:
    """Note that a source has not been read for too long, and tell the operator: once, until it is read again."""
    before = _row(ledger.connection, ledger.shop.key, name)
    here = {"of_shop": ledger.shop.key, "of_name": name}
    ledger.connection.execute(_STORE, {**here, "lamp": "stale", "reason": reason, "since": since})
    if tells(before.lamp, "stale"):
        data = {"name": name, "shop": ledger.shop.key, "site": site}
        _tell_operator(ledger, "lamp", "source.lamp", {**data, "lamp": "stale", "was": before.lamp, "reason": reason})


def tells(was: str, lamp: str) -> bool:
    """Whether a change of lamp is news for the operator: healthy to unhealthy, between unhealthy ones, and back."""
    if was == lamp or lamp not in HEALTHY | UNHEALTHY:
        return False
    return lamp in UNHEALTHY or was in UNHEALTHY


def _missing(ledger: Ledger, outcome: Outcome) -> list[Row]:
    """Posts of this source that the reading should have shown and did not."""
    if outcome.range_from is None:
        return []
    place = {"shop": ledger.shop.key, "name": outcome.source}
    ahead = ledger.now + CLOCK_STEP
    since = {"started": outcome.started, "range_from": outcome.range_from, "ahead": ahead}
    return [dict(row) for row in ledger.connection.execute(_MISSING, {**place, **since}).mappings()]


def _store(ledger: Ledger, outcome: Outcome, before: Before) -> None:
    here = {"of_shop": ledger.shop.key, "of_name": outcome.source}
    values = _values(ledger, outcome, before)
    if not ledger.connection.execute(_STORE, {**here, **values}).rowcount:
        ledger.connection.execute(insert(sources).values(shop=ledger.shop.key, name=outcome.source, **values))


def _values(ledger: Ledger, outcome: Outcome, before: Before) -> Row:
    ok = outcome.lamp in HEALTHY
    unchanged = before.lamp == outcome.lamp and before.since
    values: Row = {
        "site": outcome.site,
        "lamp": outcome.lamp,
        "reason": outcome.reason,
        "since": before.since if unchanged else ledger.now,
        "last_run": ledger.now,
        "next_due": outcome.next_due,
        "interval": round(outcome.interval.total_seconds()),
        "most_read": max(before.most_read, outcome.read),
        "newest": _newest(ledger, outcome.source),
    }
    if ok and outcome.learned is not None:
        values["learned"] = outcome.learned
    if outcome.way:
        values["way"] = outcome.way
    if ok:
        values["last_ok"] = ledger.now
    if ok and outcome.figures is not None and outcome.figures.reviews:
        values["readings"] = as_rows(with_latest(() if outcome.anew else before.readings, outcome.figures))
    if outcome.any_page and before.first_read is None:
        values["first_read"] = ledger.now
    if outcome.complete:
        values["last_deep"] = ledger.now
    return values


def _newest(ledger: Ledger, source: str) -> datetime | None:
    return ledger.connection.execute(_NEWEST, {"shop": ledger.shop.key, "name": source}).scalar()


def _tell_lamp(ledger: Ledger, outcome: Outcome, before: Before) -> None:
    data = {**_about(ledger, outcome), "lamp": outcome.lamp, "was": before.lamp, "reason": outcome.reason}
    _tell_operator(ledger, "lamp", "source.lamp", data)


def _ask_to_look(ledger: Ledger, outcome: Outcome) -> None:
    here = {"of_shop": ledger.shop.key, "of_name": outcome.source}
    ledger.connection.execute(_STORE, {**here, "look_asked": ledger.now})
    why = "; ".join(outcome.unsure) if outcome.withheld else UNKNOWN_SCALE
    data = {**_about(ledger, outcome), "reason": why, "findings": outcome.withheld or outcome.unknown_scale}
    _tell_operator(ledger, "look", "source.look", data)


def _about(ledger: Ledger, outcome: Outcome) -> Row:
    return {"name": outcome.source, "shop": ledger.shop.key, "site": outcome.site}


def _tell_operator(ledger: Ledger, kind: str, type_: str, data: Row) -> None:
    snapshot = {"type": type_, "timestamp": ledger.now.isoformat(timespec="seconds"), "data": data}
    event = Event(kind=kind, shop=ledger.shop.key, at=ledger.now, by=ledger.by, data=data, snapshot=snapshot)
    write(ledger.connection, event, ledger.route)
