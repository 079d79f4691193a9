"""Reading pages so that none can hold up or end the process: light ones here, heavy ones in a process of their own.

Why, and how it was measured: docs/decisions/0015.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from crawler.reading.child import CPU_SECONDS, LENGTH, MEMORY, READY, Asked, message
from crawler.reading.declared import Declared, is_data, read_page
from crawler.reading.microdata import has_marked_reviews
from crawler.reading.page import Reading
from crawler.reading.prescan import HostilePageError, beginning, is_heavy

if TYPE_CHECKING:
    from pydantic import TypeAdapter

WALL_SECONDS = 15.0
START_SECONDS = 60.0
LARGEST_ANSWER = 64 * 1024 * 1024
_CHILD = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from crawler.reading.child import main; main()"
# The environment may hold the shop's secrets: what reads strangers' pages gets what Python itself needs.
_PASSED_ON = ("PYTHON", "LC_", "LD_LIBRARY_PATH", "LANG", "PATH", "TZ", "VIRTUAL_ENV", "SYSTEMROOT")


class ReadingFaultError(RuntimeError):
    """Reading failed where the page is not to blame: a fault of ours, or of a source's own read()."""


class Reader:
    """Reads the pages of all sources of a process; its child is started when a page first needs it.

    One loop's: close() it there.
    """

    def __init__(self) -> None:
        self._child: Process | None = None
        self._turn = asyncio.Lock()

    async def read(self, asked: Asked, declared: Declared) -> Reading:
        """What the page says. Raises HostilePageError, also for one that takes too much to read; ReadingFaultError."""
        if not is_heavy(asked.body):
            page = asked.decoded()
            # The reader of microdata takes a minute for a small page that was made for it.
            if is_data(page, declared) or not has_marked_reviews(page.html):
                return read_page(page, declared)
        async with self._turn:
            return await self._read_apart(asked, message(asked, declared))

    async def close(self) -> None:
        """End the child, whatever it is at."""
        if self._child is not None:
            child, self._child = self._child, None
            await _ended(child)

    async def _read_apart(self, asked: Asked, sent: bytes) -> Reading:
        child = self._child or await _started()
        # Kept again only after a whole answer: who is interrupted leaves one behind that nobody waits for. Not after a
        # lack of memory either, from which no library is sure to recover.
        self._child = None
        try:
            async with asyncio.timeout(WALL_SECONDS):
                told = await _exchanged(child, sent)
            self._child = None if "memory" in told else child
        except TimeoutError:
            raise _too_much(asked, f"more than {WALL_SECONDS:.0f} seconds") from None
        except (asyncio.IncompleteReadError, ConnectionError):
            raise _too_much(asked, _why_ended(await _ended(child))) from None
        finally:
            if self._child is None:
                await _ended(child)
        return _reading(told, asked)


async def _started() -> Process:
    """The child, ready to read. Raises ReadingFaultError."""
    environment = {name: value for name, value in os.environ.items() if name.startswith(_PASSED_ON)}
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-c", _CHILD, json.dumps(sys.path)),
        stdin=PIPE,
        stdout=PIPE,
        env=environment,
        start_new_session=True,  # Ctrl-C is for the program, which ends its child itself
    )
    try:
        async with asyncio.timeout(START_SECONDS):
            if await _answer(child) == READY:
                return child
    except (TimeoutError, asyncio.IncompleteReadError):
        await _ended(child)
    raise ReadingFaultError(f"the process that reads heavy pages did not start: it ended with {child.returncode}")


async def _exchanged(child: Process, sent: bytes) -> dict[str, Any]:
    """The answer to a message. Raises IncompleteReadError or ConnectionError where the child ended instead."""
    to_child = cast("asyncio.StreamWriter", child.stdin)
    to_child.write(len(sent).to_bytes(LENGTH, "big") + sent)
    await to_child.drain()
    told: dict[str, Any] = json.loads(await _answer(child))
    return told


async def _answer(child: Process) -> bytes:
    from_child = cast("asyncio.StreamReader", child.stdout)
    length = int.from_bytes(await from_child.readexactly(LENGTH), "big")
    if length > LARGEST_ANSWER:
        raise ConnectionError("too large an answer")
    return await from_child.readexactly(length)


async def _ended(child: Process) -> int:
    """How it ended: its exit code, or the signal below zero; ours where it was still at work."""
    # Not child.kill(), which asks first whether it has ended: of one that has just done so it would then take the
    # answer away from the thread of asyncio that waits for it.
    if child.returncode is None:
        with suppress(ProcessLookupError):
            os.kill(child.pid, signal.SIGKILL)
    cast("asyncio.StreamWriter", child.stdin).close()
    # Reads what is left in the pipe, without which its end would not be noticed.
    await child.communicate()
    return await child.wait()


def _reading(told: dict[str, Any], asked: Asked) -> Reading:
    """What an answer says. It is not taken at its word: what read a hostile page may be hostile too."""
    if "reading" in told:
        return _checked().validate_python(told["reading"])
    if "hostile" in told:
        raise HostilePageError(str(told["hostile"]))
    if "memory" in told:
        raise _too_much(asked, f"more than {MEMORY // 2**20} MiB of memory")
    raise ReadingFaultError(str(told.get("fault")))


@cache
def _checked() -> TypeAdapter[Reading]:
    from pydantic import TypeAdapter  # here, for few passes meet a heavy page

    return TypeAdapter(Reading)


def read_alone(asked: Asked, declared: Declared) -> Reading:
    """What a page says that came from no crawl. Raises as Reader.read; not to be called where a loop runs."""

    async def read() -> Reading:
        reader = Reader()
        try:
            return await reader.read(asked, declared)
        finally:
            await reader.close()

    return asyncio.run(read())


def _too_much(asked: Asked, what: str) -> HostilePageError:
    return HostilePageError.because(f"reading it takes {what}", beginning(asked.body))


def _why_ended(code: int) -> str:
    if code == -signal.SIGXCPU:
        return f"more than {CPU_SECONDS} seconds of computing"
    return f"what no reader survives (it ended with {code})"
