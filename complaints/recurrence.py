"""What comes back: a theme of which a shop gets more complaints than it is used to, told once a wave.

A theme is measured against its own past. Complaints that come at an even rate fall into the latest days as coins fall:
each with the share that these days have in the time looked at (the exact test for two Poisson counts, Przyborowski and
Wilenski 1940). So small counts are neither blown up nor lost: three where nothing is known of the past is no wave,
three after a quiet year is one.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from complaints.events import Event, write
from complaints.ledger import Ledger
from complaints.tables import complaints, events, findings

DAYS = (7, 14, 28)
WEEK = 7
# What is older says little of today.
LOOKED_BACK = timedelta(days=365)
# Less of a past is no usual.
LEAST_PAST = timedelta(days=28)
FEWEST = 3
# One look in so many may be chance, over all lengths together: a weekly look at a theme errs at most once a year.
RARE = 1 / 52
# Above this chance a theme is back at its usual, and what comes next is another wave.
CALM = 0.2
SHOWN = 10
# Complaints without a common subject have no common cause.
NO_SUBJECT = "OTHER"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """More than usual: count in the last days, where usual is a week's, and chance is that of so many or more."""

    days: int
    count: int
    usual: float
    chance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Complaint:
    """When it was posted, or told; news: it did not come from a first reading."""

    at: datetime
    reference: str | None
    news: bool


def chance(recent: int, before: int, share: float) -> float:
    """How likely recent or more of all complaints fall by chance into the latest part of the time looked at.

    share is that part's share of the time, between 0 and 1.
    """
    whole, odds = recent + before, (math.log(share), math.log1p(-share))
    if recent == 0:
        return 1.0
    # What rounding adds to the last figure is cut off.
    return round(min(1.0, math.fsum(math.exp(_log_term(whole, each, odds)) for each in range(recent, whole + 1))), 9)


def _log_term(whole: int, recent: int, odds: tuple[float, float]) -> float:
    ways = math.lgamma(whole + 1) - math.lgamma(recent + 1) - math.lgamma(whole - recent + 1)
    return ways + recent * odds[0] + (whole - recent) * odds[1]


def likeliest_wave(times: Sequence[datetime], known_from: datetime, now: datetime) -> Wave | None:
    """The latest days that stand out most, chance or not; None where there is too little of a past or of complaints.

    times are the complaints' of one theme, in order; known_from is since when anything is known of the shop.
    """
    first = max(known_from, now - LOOKED_BACK)
    measured = [_measured(times, first, now, days) for days in DAYS if now - first >= LEAST_PAST + timedelta(days=days)]
    found = [wave for wave in measured if wave.count >= FEWEST]
    return min(found, key=lambda wave: wave.chance, default=None)


def _measured(times: Sequence[datetime], first: datetime, now: datetime, days: int) -> Wave:
    begin = now - timedelta(days=days)
    count = bisect_right(times, now) - bisect_right(times, begin)
    before = bisect_right(times, begin) - bisect_left(times, first)
    share = timedelta(days=days) / (now - first)
    usual = before / ((begin - first) / timedelta(days=WEEK))
    return Wave(days=days, count=count, usual=usual, chance=chance(count, before, share))


def is_unusual(wave: Wave | None) -> bool:
    """Whether it is rarer than chance explains, the more so as the rarest of several lengths was taken."""
    return wave is not None and wave.chance * len(DAYS) < RARE


def is_same_wave(times: Sequence[datetime], known_from: datetime, told: datetime, now: datetime) -> bool:
    """Whether a theme has not been back at its usual on any day since it was told of."""
    day = told + timedelta(days=1)
    while day < now:
        wave = likeliest_wave(times, known_from, day)
        if wave is None or wave.chance > CALM:
            return False
        day += timedelta(days=1)
    return True


def watch(ledger: Ledger) -> list[str]:
    """Tell of each theme that comes back more than its usual, once a wave; gives the themes told of.

    Only where a complaint of the wave is news: what a first reading finds is history. To be asked after recording.
    """
    if not _anything_lately(ledger):
        return []
    known_from, by_theme = _known_from(ledger), _by_theme(ledger)
    if known_from is None:
        return []
    told = _told(ledger)
    return [theme for theme in sorted(by_theme) if _tell(ledger, theme, by_theme, known_from, told.get(theme))]


def _tell(
    ledger: Ledger,
    theme: str,
    by_theme: Mapping[str, Sequence[_Complaint]],
    known_from: datetime,
    told: datetime | None,
) -> bool:
    found = by_theme[theme]
    times = [one.at for one in found]
    wave = likeliest_wave(times, known_from, ledger.now)
    if wave is None or not is_unusual(wave):
        return False
    counted = [one for one in found if ledger.now - timedelta(days=wave.days) < one.at <= ledger.now]
    if not any(one.news for one in counted):
        return False
    if told is not None and is_same_wave(times, known_from, told, ledger.now):
        return False
    data = _data(ledger, theme, wave, counted)
    snapshot = {"type": "complaint.recurrence", "timestamp": ledger.now.isoformat(timespec="seconds"), "data": data}
    event = Event(kind="recurrence", shop=ledger.shop.key, at=ledger.now, data=data, snapshot=snapshot)
    write(ledger.connection, event, ledger.route)
    return True


def _data(ledger: Ledger, theme: str, wave: Wave, counted: Sequence[_Complaint]) -> Row:
    references = list(dict.fromkeys(one.reference for one in reversed(counted) if one.reference))
    return {
        "shop": ledger.shop.key,
        "shop_name": ledger.shop.name,
        "theme": theme,
        "count": wave.count,
        "days": wave.days,
        "usual": round(wave.usual, 2),
        "once_in_weeks": round(wave.days / WEEK / wave.chance) if wave.chance > 0 else None,
        "since": counted[0].at.isoformat(timespec="seconds"),
        "complaints": references[:SHOWN],
        "more": max(0, wave.count - len(references[:SHOWN])),
    }


def _anything_lately(ledger: Ledger) -> bool:
    """Whether a record was opened within the shortest time looked at: else there is no news, and no more to read."""
    lately = complaints.c.opened > ledger.now - timedelta(days=DAYS[0])
    query = select(complaints.c.id).where(complaints.c.shop == ledger.shop.key, lately).limit(1)
    return ledger.connection.execute(query).first() is not None


def _known_from(ledger: Ledger) -> datetime | None:
    """Since when the shop is known: its oldest post, praise included."""
    oldest = select(func.min(findings.c.published_at)).where(findings.c.shop == ledger.shop.key)
    known_from: datetime | None = ledger.connection.execute(oldest).scalar_one()
    return known_from


def _told(ledger: Ledger) -> dict[str, datetime]:
    """When each theme was told of last."""
    here = events.c.shop == ledger.shop.key, events.c.kind == "recurrence"
    query = select(events.c.data, events.c.at).where(*here).order_by(events.c.at, events.c.id)
    return {data["theme"]: at for data, at in ledger.connection.execute(query)}


def _by_theme(ledger: Ledger) -> dict[str, list[_Complaint]]:
    """The complaints of each theme, oldest first. One that has several posts counts once."""
    grouped: dict[str, list[_Complaint]] = defaultdict(list)
    for themes, one in sorted((*_found(ledger), *_told_by_hand(ledger)), key=lambda each: each[1].at):
        for theme in themes:
            if theme != NO_SUBJECT:
                grouped[theme].append(one)
    return dict(grouped)


def _found(ledger: Ledger) -> Iterable[tuple[list[str], _Complaint]]:
    """Of each complaint the first of its posts, and every complaining post without a record."""
    asked = (findings.c.published_at, findings.c.first_seen, findings.c.themes, findings.c.complaint)
    record = (complaints.c.reference, complaints.c.from_history)
    at = func.coalesce(findings.c.published_at, findings.c.first_seen)
    query = (
        select(*asked, *record)
        .outerjoin(complaints, findings.c.complaint == complaints.c.id)
        .where(
            findings.c.shop == ledger.shop.key,
            findings.c.decision.in_(("complaint", "mixed")),
            at > ledger.now - LOOKED_BACK,
            func.coalesce(complaints.c.status, "") != "dismissed",
        )
        .order_by(at, findings.c.id)
    )
    seen: set[int] = set()
    for published, first_seen, themes, complaint, reference, from_history in ledger.connection.execute(query):
        if complaint is None or complaint not in seen:
            seen.update([complaint] if complaint is not None else [])
            news = reference is not None and not from_history
            yield themes, _Complaint(at=published or first_seen, reference=reference, news=news)


def _told_by_hand(ledger: Ledger) -> Iterable[tuple[list[str], _Complaint]]:
    posted = select(findings.c.complaint).where(findings.c.complaint.is_not(None))
    query = select(complaints.c.opened, complaints.c.themes, complaints.c.reference).where(
        complaints.c.shop == ledger.shop.key,
        complaints.c.opened > ledger.now - LOOKED_BACK,
        complaints.c.status.not_in(("dismissed", "merged")),
        complaints.c.decision.in_(("complaint", "mixed")),
        complaints.c.id.not_in(posted),
    )
    for opened, themes, reference in ledger.connection.execute(query):
        yield themes, _Complaint(at=opened, reference=reference, news=True)
