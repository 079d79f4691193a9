"""The one thread that writes to the database while a crawl goes on, so that the crawl never waits inside it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Connection, Engine

Result = TypeVar("Result")


class Writer:
    """Does each piece of work in a transaction of its own, one after another, on one thread.

    committed is called after each, on that thread.
    """

    def __init__(self, engine: Engine, committed: Callable[[], None]) -> None:
        self._engine = engine
        self._committed = committed
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")

    def submit(self, work: Callable[[Connection], Result]) -> Future[Result]:
        """Have the work done; the future gives its result or raises what it raised, after the rollback."""
        return self._thread.submit(self._do, work)

    def _do(self, work: Callable[[Connection], Result]) -> Result:
        with self._engine.begin() as connection:
            result = work(connection)
        self._committed()
        return result

    def __enter__(self) -> Self:
        """Ready for work."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish what was submitted."""
        self._thread.shutdown(wait=True)
