"""Delivery beside a crawl: one thread that sends whatever is committed, as soon as it is."""

from __future__ import annotations

import random
import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import monotonic, sleep
from types import TracebackType

from sqlalchemy import Engine

from alerts.deliver import Chance, Clock, Delivered, awake, deliver_due
from alerts.destination import Destination
from complaints import outbox
from complaints.shop import Shop

# Without a wake-up, look this often for rows whose next try has come.
LOOK_SECONDS = 5.0
# At the end: what is due within this, for at most that.
SOON = timedelta(seconds=10)
LONGEST_DRAIN = timedelta(seconds=60)
_SHORTEST_WAIT = 0.2


def _now() -> datetime:
    return datetime.now(UTC)


class _Kept:
    """Keeps what goes wrong in a thread, to be raised in another."""

    def __init__(self) -> None:
        self.error: BaseException | None = None

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Keep the error; it is not lost, finish() raises it."""
        self.error = error
        return True


class Courier:
    """A thread with its own connections that delivers until finish().

    Use it as a context manager, so that the thread ends with the block whatever happens in it:

        with Courier(engine, destinations, shops=shops) as courier:
            …commit…
            courier.wake()
        courier.finish().delivered
    """

    def __init__(
        self,
        engine: Engine,
        destinations: Sequence[Destination],
        *,
        shops: Mapping[str, Shop],
        clock: Clock = _now,
        chance: Chance = random.random,
    ) -> None:
        self._engine = engine
        self._destinations = tuple(destinations)
        self._shops = shops
        self._clock = clock
        self._chance = chance
        self._bell = threading.Event()
        self._finishing = threading.Event()
        self._failure = _Kept()
        self._total = Delivered()
        # A daemon: a program that dies without finish() must not hang on it.
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)

    def start(self) -> None:
        """Start the thread; what waits already is sent at once."""
        self._thread.start()

    def wake(self) -> None:
        """Something was committed: look now. From any thread; never waits."""
        self._bell.set()

    def finish(self) -> Delivered:
        """Send what is due within 10 s, for at most 60 s, then stop.

        Gives what this thread delivered and the state of the outbox. Raises what went wrong in the
        thread, at any time since start(). May be called again; a courier that was not started raises
        RuntimeError.
        """
        if self._thread.ident is None:
            raise RuntimeError("the courier was not started")
        self._finishing.set()
        self._bell.set()
        self._thread.join()
        if self._failure.error is not None:
            raise self._failure.error
        return self._total

    def __enter__(self) -> Courier:
        """Start."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish. A failure of the thread is raised, with that of the block as its context."""
        self.finish()

    def _run(self) -> None:
        with self._failure:
            while not self._finishing.is_set():
                self._look()
            self._drain()

    def _look(self) -> None:
        """One pass, short enough for finish() to be heard, and a wait when it got through all that was due."""
        self._bell.clear()
        begun = monotonic()
        self._deliver(LOOK_SECONDS)
        if monotonic() - begun < LOOK_SECONDS and not self._finishing.is_set():
            self._bell.wait(LOOK_SECONDS)

    def _deliver(self, seconds: float) -> None:
        latest = deliver_due(
            self._engine,
            self._destinations,
            shops=self._shops,
            clock=self._clock,
            chance=self._chance,
            until=self._clock() + timedelta(seconds=seconds),
        )
        self._total = replace(latest, delivered=self._total.delivered + latest.delivered)

    def _drain(self) -> None:
        soon, ends = self._clock() + SOON, monotonic() + LONGEST_DRAIN.total_seconds()
        while (left := ends - monotonic()) > 0:
            self._deliver(left)
            due = self._next_due()
            if due is None or due > soon:
                return
            wait = max((due - self._clock()).total_seconds(), _SHORTEST_WAIT)
            sleep(max(min(wait, ends - monotonic()), 0))

    def _next_due(self) -> datetime | None:
        names = awake(self._destinations, self._shops, self._clock())
        with self._engine.begin() as connection:
            return outbox.next_waiting(connection, names)
