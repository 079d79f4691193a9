"""Runs the practice site: for a block of code, or in the foreground until Ctrl-C."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Event

from klachtwacht.practice import markup, pages
from klachtwacht.practice.board import Board
from klachtwacht.practice.gate import REMEMBERED, Seen
from klachtwacht.practice.live import LiveBoard
from klachtwacht.practice.loopback import bound, served
from klachtwacht.practice.reviews import first_board
from klachtwacht.practice.site import DRAWN_PATH, site

LOOPBACK = "127.0.0.1"


def utc_now() -> datetime:
    """The clock of a practice site that is not told another."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeServer:
    """A running practice site; base_url has no slash at the end."""

    base_url: str
    live: LiveBoard
    log: deque[Seen]

    @property
    def shop_url(self) -> str:
        """The page that lists the shop's reviews: what goes into shop.toml as url."""
        return self.base_url + markup.SHOP_PATH

    @property
    def drawn_url(self) -> str:
        """The same reviews on a page that JavaScript draws."""
        return self.base_url + DRAWN_PATH

    @property
    def control_url(self) -> str:
        """The control page, for a browser."""
        return self.base_url + "/beheer"

    @property
    def requests(self) -> tuple[Seen, ...]:
        """What was asked so far (the last 10,000), oldest first, the control page's requests included."""
        return tuple(self.log)


@contextmanager
def practice_server(
    *,
    port: int = 0,
    host: str = LOOPBACK,
    clock: Callable[[], datetime] = utc_now,
    board: Board | None = None,
    per_page: int = pages.PER_PAGE,
) -> Iterator[PracticeServer]:
    """The site on host and port (0: a free one) while the block runs; the board is kept in memory only.

    clock gives aware moments; without a board the site opens with its own reviews, dated back from clock().
    Raises OSError when the port is taken.
    """
    live = LiveBoard(board or first_board(clock()), clock)
    log: deque[Seen] = deque(maxlen=REMEMBERED)
    listening = bound(host, port)
    app = site(live, log, hosts=(host, LOOPBACK, "localhost"), per_page=per_page)
    with served(app, listening):
        yield PracticeServer(base_url=f"http://{host}:{listening.getsockname()[1]}", live=live, log=log)


def serve(
    port: int, host: str = LOOPBACK, *, announce: Callable[[str], None], clock: Callable[[], datetime] = utc_now
) -> None:
    """Run the site until Ctrl-C, then return; announce gets the base URL once it answers. Raises OSError."""
    with practice_server(port=port, host=host, clock=clock) as server, suppress(KeyboardInterrupt):
        announce(server.base_url)
        Event().wait()
