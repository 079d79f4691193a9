"""What to do when a server says that it is too busy: how long to wait, and when to leave it until a later run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from crawler.manners.refusal import BusyError

BUSY = frozenset({429, 503})


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How far a busy server is waited for. tries: how often a page is asked for in all.

    longest: the longest Retry-After, in seconds, that is waited for within a run; first: the first wait, in seconds,
    where the server does not say how long, which doubles.
    """

    longest: float = 600.0
    first: float = 30.0
    tries: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An answer that the server is too busy. asked: how long it asks to be left alone, None where it does not say.

    of_request: the how manieth such answer to one request it is; of_host: the how manieth of the host in this run
    that does not say for how long. left: the seconds that the source's run has left.
    """

    asked: timedelta | None
    of_request: int
    of_host: int
    left: float


@dataclass(frozen=True, slots=True)
class Wait:
    """Leave the host alone for so many seconds, then ask again."""

    seconds: float


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Leave the host alone for the rest of the run, and until then (aware)."""

    until: datetime


def decide(refusal: Refusal, now: datetime, patience: Patience, chance: float) -> Wait | GiveUp:
    """What to do after a refusal. now is aware; chance, from 0 to 1, lengthens a wait of our own by up to a quarter.

    What the server asks for is its own to say, so that is neither shortened nor lengthened.
    """
    if refusal.asked is None:
        tried, seconds = refusal.of_host, _doubled(refusal.of_host, patience) * (1 + chance / 4)
    else:
        tried, seconds = refusal.of_request, refusal.asked.total_seconds()
    if tried < patience.tries and seconds <= min(patience.longest, refusal.left):
        return Wait(seconds)
    return GiveUp(now + timedelta(seconds=seconds))


def _doubled(tried: int, patience: Patience) -> float:
    # Past twenty it is the longest whatever the first was, and a float would end at a thousand.
    return min(patience.first * float(1 << min(tried - 1, 20)), patience.longest)


@dataclass(frozen=True, slots=True)
class Busy:
    """The hosts that said in this run that they are too busy, for all crawlers of the process.

    gave_up: those that are asked no more, with the error that says why; unsaid: how often each refused without saying
    for how long.
    """

    gave_up: dict[str, BusyError] = field(default_factory=dict)
    unsaid: Counter[str] = field(default_factory=Counter)
