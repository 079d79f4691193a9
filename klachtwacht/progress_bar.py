"""A bar for a person who watches a pass."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from crawler.handover import Task
from klachtwacht.run import Progress as Telling
from klachtwacht.run import SourceResult


class Bar(Telling):
    """How many sources are read, on standard error."""

    def __init__(self) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._bar = self._progress.add_task("reading", total=None)

    def begins(self, tasks: Sequence[Task]) -> None:
        """The sources that will be read."""
        self._progress.update(self._bar, total=len(tasks))

    def ends(self, result: SourceResult) -> None:
        """One source is done."""
        self._progress.update(self._bar, advance=1, description=f"read {result.shop}/{result.name}")

    def __enter__(self) -> Self:
        """Show the bar."""
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take it away."""
        self._progress.stop()
