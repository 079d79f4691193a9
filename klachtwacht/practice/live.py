"""The one place where the practice site's board changes while pages are served from other threads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Lock

from klachtwacht.practice.board import Board


class LiveBoard:
    """Holds the newest board; clock gives the moment (aware) that a change is made with."""

    def __init__(self, board: Board, clock: Callable[[], datetime]) -> None:
        self._board = board
        self._lock = Lock()
        self.clock = clock

    @property
    def board(self) -> Board:
        """The board as it is now; it does not change under the reader."""
        return self._board

    def change(self, how: Callable[[Board, datetime], Board]) -> Board:
        """Replace the board by how(board, now), one change at a time; the new board, or what how raises."""
        with self._lock:
            self._board = how(self._board, self.clock())
            return self._board
