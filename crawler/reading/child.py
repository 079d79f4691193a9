"""The process in which heavy pages are read, seen from inside: it has limits, and nothing that is worth stealing.

Started by apart.py, which writes one message after another to its standard input and gets an answer to each.
"""

from __future__ import annotations

import json
import math
import os
import pickle
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from parsel import Selector

from complaints.review import Review
from crawler.reading.declared import Declared, read_page
from crawler.reading.page import Page, Reading, decoded
from crawler.reading.prescan import HostilePageError

CPU_SECONDS = 5
MEMORY = 280 * 1024 * 1024
# Each message is preceded by its length.
LENGTH = 8
READY = b"ready"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A page to be read: its body as it came, and what is known of it; page.html is still empty."""

    body: bytes
    content_type: str | None
    page: Page

    def decoded(self) -> Page:
        """The page with its text."""
        return replace(self.page, html=decoded(self.body, self.content_type))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """What a source declares that reads no cards itself."""

    card: None = None
    reads_data: bool = False
    reads_pages: bool = True
    state: tuple[str, ...] = ()
    next_link: str | None = None

    def read(self, card: Selector, page: Page) -> Review:
        """Never called: there is no card."""
        raise TypeError("a source that declares no card reads none")

    def read_state(self, node: Any, page: Page) -> Review:
        """Never called: there is no state."""
        raise TypeError("a source that declares no state reads none")

    def answer(self, page: Page) -> Reading:
        """Never called: its answers are pages."""
        raise TypeError("a source that reads no data")


# A page and what makes its source's declaration: a spider itself, with its crawl, cannot be sent.
Message = tuple[Asked, Callable[[], Declared]]


def message(asked: Asked, declared: Declared) -> bytes:
    """What is sent of a page and its source."""
    own = declared.card or declared.reads_data or declared.state
    sent: Message = (asked, type(declared) if own else partial(Plain, next_link=declared.next_link))
    return pickle.dumps(sent)


def main() -> None:
    """Answer until standard input ends."""
    import extruct  # noqa: F401 before memory is limited, so that the limit is the pages' alone

    _limit_memory()
    out = _own_output()
    _send(out, READY)
    while True:
        told = _told(sys.stdin.buffer)
        if told is None:
            return
        _send(out, json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"))


def _told(messages: BinaryIO) -> dict[str, Any] | None:
    """The answer to the next message: {"reading"}, {"hostile"}, {"memory"} or {"fault"}; None at the end."""
    try:
        length = messages.read(LENGTH)
        if not length:
            return None
        sent: Message = pickle.loads(messages.read(int.from_bytes(length, "big")))  # noqa: S301 our own program's
        _limit_time()
        asked, declared = sent
        return {"reading": asdict(read_page(asked.decoded(), declared()))}
    except HostilePageError as error:
        return {"hostile": str(error)}
    except MemoryError:
        return {"memory": True}
    except Exception as error:  # noqa: BLE001 the boundary: raised again on the other side
        return {"fault": f"{type(error).__name__}: {error}"[:300]}


def _own_output() -> BinaryIO:
    """Where the answers go, and they alone: what a library prints of a page is nobody's business from here on."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    with Path(os.devnull).open("wb") as nothing:
        for shown in (sys.stdout, sys.stderr):
            os.dup2(nothing.fileno(), shown.fileno())
    return out


def _send(out: BinaryIO, message: bytes) -> None:
    out.write(len(message).to_bytes(LENGTH, "big") + message)
    out.flush()


def _limit_memory() -> None:
    """So much more than now. Linux alone says what is taken, and holds to the limit."""
    place = Path("/proc/self/statm")
    if place.exists():
        taken = int(place.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        _limit(resource.RLIMIT_AS, taken + MEMORY)
    _limit(resource.RLIMIT_CORE, 0)  # a process that is ended leaves no image of itself


def _limit_time() -> None:
    """So much from now, for the page at hand; the kernel ends the process that takes more."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, math.ceil(used.ru_utime + used.ru_stime) + CPU_SECONDS)


def _limit(what: int, much: int) -> None:
    most = resource.getrlimit(what)[1]
    resource.setrlimit(what, (much if most == resource.RLIM_INFINITY else min(much, most), most))
