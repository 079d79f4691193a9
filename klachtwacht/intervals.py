"""How long to leave a source alone: as long as shop.toml says, or, where it gives bounds, by what happens there."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import blake2b

from crawler.source import Source

SLOWER = 1.5
FASTER = 0.5
# By how much of its interval a source may be due early, so that not all are due in the same minute of cron.
SPREAD = 0.1


def adapts(source: Source) -> bool:
    """Whether shop.toml gives bounds between which the interval may change."""
    return source.every_min is not None or source.every_max is not None


def next_interval(source: Source, last: timedelta | None, *, news: bool | None, awaited: bool) -> timedelta:
    """The time until the next reading of a source, in whole seconds, between its every_min and its every_max.

    last is the interval before this reading, None for the first. news: whether the reading brought any, None where
    it could not be made; awaited: whether the shop's answer to a complaint there has still to be seen.
    """
    least, most = source.every_min or source.every, source.every_max or source.every
    if awaited and news is not None:
        return least
    wanted = source.every if last is None else _wanted(source.every, last, news)
    return min(max(timedelta(seconds=round(wanted.total_seconds())), least), most)


def _wanted(every: timedelta, last: timedelta, news: bool | None) -> timedelta:
    """What news ask for, whatever the bounds."""
    if news is None:
        # Who is blocked or broken is not to be asked more often, whatever is awaited there.
        return max(last, every)
    if news:
        return every if last > every else last * FASTER
    return last * SLOWER


def due(source: Source, started: datetime, interval: timedelta, again: datetime | None = None) -> datetime:
    """When a source is due after a reading that began at started: an interval later, less up to a tenth of it.

    How much less depends on the source's path alone, so sources that were read together part ways. again is the
    earliest time at which the site may be asked, where it said so; all times are aware.
    """
    early = interval * (SPREAD * _share(source.path))
    return max(started + interval - early, again or started)


def _share(path: str) -> float:
    """A number from 0 to 1 that is always the same for a path, and different for others."""
    return int.from_bytes(blake2b(path.encode(), digest_size=6).digest()) / 2**48
