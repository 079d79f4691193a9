"""A Python that has imported everything, of which processes are forked: what a start costs is spent once.

A fresh start of ours costs over a second of computing, nearly all of it imports. What is forked here takes the same
command line and is a process of its own in all else: its folder, variables, files and signals; database, locks,
threads and the network are opened after the fork. It is for whoever asks what a process does, never what it costs.

    run(["-m", "klachtwacht", "run"], folder=…, variables=…) is subprocess.run([sys.executable, …], cwd=…, env=…).
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import runpy
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import IO, Any

OURS = ("klachtwacht", "spiders", "crawler", "alerts", "complaints", "guard")
# What ours import late, or a library of theirs by name.
THEIRS = (
    "alembic.command",
    "babel.dates",
    "bs4",
    "extruct",
    "feedparser",
    "fluent.runtime",
    "ftfy",
    "h11",
    "httpcore",
    "httpx",
    "openpyxl",
    "pytz",
    "psycopg",
    "rich.console",
    "rich.progress",
    "rich.syntax",
    "rich.table",
    "scrapy.cmdline",
    "scrapy.core.downloader.contextfactory",
    "scrapy.core.downloader.handlers.http11",
    "scrapy.core.downloader.middleware",
    "scrapy.core.engine",
    "scrapy.downloadermiddlewares.defaultheaders",
    "scrapy.downloadermiddlewares.downloadtimeout",
    "scrapy.downloadermiddlewares.httpcompression",
    "scrapy.downloadermiddlewares.redirect",
    "scrapy.downloadermiddlewares.retry",
    "scrapy.downloadermiddlewares.stats",
    "scrapy.downloadermiddlewares.useragent",
    "scrapy.dupefilters",
    "scrapy.extensions.closespider",
    "scrapy.extensions.corestats",
    "scrapy.extensions.feedexport",
    "scrapy.logformatter",
    "scrapy.pqueues",
    "scrapy.resolver",
    "scrapy.spidermiddlewares.depth",
    "scrapy.spidermiddlewares.httperror",
    "scrapy.spidermiddlewares.referer",
    "scrapy.spidermiddlewares.start",
    "scrapy.squeues",
    "scrapy.statscollectors",
    "sqlalchemy.dialects.postgresql",
    "sqlalchemy.dialects.sqlite",
    "tree_sitter_toml",
)
# Read by Python when it starts, so that a fork cannot obey them.
OF_THE_START = ("PYTHON", "LC_", "LANG")
ROOT = Path(__file__).parent.parent


@dataclass(slots=True, kw_only=True)
class Process:
    """A process that was forked; used as a subprocess.Popen is."""

    pid: int
    _word: socket.socket
    _opened: ExitStack
    _written: list[IO[bytes]]
    returncode: int | None = None
    said: tuple[str, ...] = ()

    def __enter__(self) -> Process:
        return self

    def __exit__(self, *_: object) -> None:
        self.wait()

    def poll(self) -> int | None:
        """The code it ended with, as subprocess gives it; None while it runs."""
        return self._ended(0)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end. Raises subprocess.TimeoutExpired after so many seconds."""
        code = self._ended(timeout)
        if code is None:
            raise subprocess.TimeoutExpired("a fork", timeout or 0)
        return code

    def communicate(self, timeout: float | None = None) -> tuple[str, ...]:
        """Wait for its end; what it wrote to standard output and standard error where no file was given for them."""
        self.wait(timeout)
        return self.said

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """As kill -9 does."""
        self.send_signal(signal.SIGKILL)

    def _ended(self, timeout: float | None) -> int | None:
        if self.returncode is None:
            with selectors.DefaultSelector() as selector:
                selector.register(self._word, selectors.EVENT_READ)
                if not selector.select(timeout):
                    return None
            with self._opened:
                self.returncode = int(_word(self._word))
                self.said = tuple(_text(file) for file in self._written)
        return self.returncode


def start(
    arguments: Sequence[str | Path],
    *,
    folder: Path | None = None,
    variables: Mapping[str, str] | None = None,
    input: str = "",  # noqa: A002 - as subprocess.run calls it
    stdout: IO[Any] | None = None,
    stderr: IO[Any] | None = None,
) -> Process:
    """What `python ARGUMENTS` starts, where they are -m MODULE … or FILE …; in this folder and with these variables
    unless others are given. Raises ValueError for a variable that only a fresh start can obey.
    """
    variables = dict(os.environ if variables is None else variables)
    _refuse_what_needs_a_fresh_start(variables)
    with ExitStack() as opened:
        stdin, *written = (opened.enter_context(tempfile.TemporaryFile()) for _ in range(3))
        stdin.write(input.encode())
        stdin.seek(0)
        given = [stdin, stdout or written[0], stderr or written[1]]
        asked = {
            "arguments": [str(one) for one in arguments],
            "folder": str(folder or Path.cwd()),
            "variables": variables,
        }
        channel = opened.enter_context(_asked(asked, [file.fileno() for file in given]))
        return Process(pid=int(_word(channel)), _word=channel, _opened=opened.pop_all(), _written=written)


def run(
    arguments: Sequence[str | Path],
    *,
    folder: Path | None = None,
    variables: Mapping[str, str] | None = None,
    input: str = "",  # noqa: A002 - as subprocess.run calls it
    timeout: float = 100.0,
) -> subprocess.CompletedProcess[str]:
    """The same to its end, with what it wrote. Raises subprocess.TimeoutExpired, and the process is killed."""
    with start(arguments, folder=folder, variables=variables, input=input) as process:
        try:
            out, err = process.communicate(timeout)
        finally:
            process.kill()
    return subprocess.CompletedProcess(list(arguments), process.wait(), out, err)


def _asked(asked: dict[str, Any], files: list[int]) -> socket.socket:
    """Have it begun with these files; gives the channel on which stands its number and, later, its code."""
    ours, theirs = socket.socketpair()
    with theirs, ExitStack() as opened:
        opened.enter_context(ours).sendall(json.dumps(asked).encode() + b"\n")
        with _LOCK:
            socket.send_fds(_server(), [b"+"], [*files, theirs.fileno()])
        opened.pop_all()
    return ours


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


def _refuse_what_needs_a_fresh_start(variables: Mapping[str, str]) -> None:
    for name in {*variables, *os.environ}:
        if name.startswith(OF_THE_START) and variables.get(name) != os.environ.get(name):
            raise ValueError(f"{name} differs, which only a fresh start can obey")


def _word(channel: socket.socket) -> str:
    """The next line, byte by byte as the rest may be another's. Raises EOFError where the other side is gone."""
    line = b""
    while not line.endswith(b"\n"):
        part = channel.recv(1)
        if not part:
            raise EOFError("the warm process is gone")
        line += part
    return line.decode()


_LOCK = threading.Lock()


@cache
def _server() -> socket.socket:
    """The way to the warm process of this one, which ends when this one does."""
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-m", __name__, str(theirs.fileno())],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
        )

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


# In the warm process


@dataclass(slots=True)
class _Server:
    """Forks, and tells of each how it ended."""

    control: socket.socket
    running: dict[int, socket.socket] = field(default_factory=dict)

    def serve(self) -> socket.socket | None:
        """None when nobody asks any more; in a fork the channel on which stands what it is to do."""
        woken, wake = socket.socketpair()
        for one in (woken, wake):
            one.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake.fileno())
        with woken, wake, selectors.DefaultSelector() as selector:
            for one in (self.control, woken):
                selector.register(one, selectors.EVENT_READ)
            for ready in _for_ever(selector):
                if ready is woken:
                    woken.recv(4096)
                    self._tell_of_the_ended()
                    continue
                _, files, _, _ = socket.recv_fds(self.control, 1, 4)
                if not files:
                    return None
                channel = self._forked(files)
                if channel:
                    return channel
        return None

    def _forked(self, files: list[int]) -> socket.socket | None:
        *standard, number = files
        channel = socket.socket(fileno=number)
        pid = os.fork()
        if pid == 0:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            for other in (self.control, *self.running.values()):
                other.close()
            for to, one in enumerate(standard):
                os.dup2(one, to)
                os.close(one)
            return channel
        for one in standard:
            os.close(one)
        channel.sendall(f"{pid}\n".encode())
        self.running[pid] = channel
        return None

    def _tell_of_the_ended(self) -> None:
        while self.running:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            # Who asked may be gone.
            with self.running.pop(pid) as channel, suppress(BrokenPipeError):
                channel.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())


def _for_ever(selector: selectors.BaseSelector) -> Iterator[Any]:
    while True:
        for key, _ in selector.select():
            yield key.fileobj


def _become(asked: dict[str, Any]) -> None:
    """In the fork: what Python does before it runs a module or a file."""
    os.environ.clear()
    os.environ.update(asked["variables"])
    time.tzset()
    os.chdir(asked["folder"])
    first, *rest = asked["arguments"]
    if first == "-m":
        sys.argv, sys.path[0] = rest, asked["folder"]
        runpy.run_module(rest[0], run_name="__main__", alter_sys=True)
    else:
        sys.argv, sys.path[0] = [first, *rest], str(Path(first).parent)
        runpy.run_path(first, run_name="__main__")


def _modules_of_ours() -> Iterator[str]:
    for room in OURS:
        yield room
        for module in pkgutil.walk_packages([str(ROOT / room)], f"{room}."):
            if not module.name.endswith(("__main__", ".migrations.env")):
                yield module.name


def _import_all() -> None:
    for name in (*_modules_of_ours(), *THEIRS):
        try:
            importlib.import_module(name)
        except ModuleNotFoundError as missing:
            # A library that only some install, as for a browser: a module of ours beside it is imported by who can.
            if str(missing.name).partition(".")[0] in OURS or name in THEIRS:
                raise
    from apprise.plugins import N_MGR

    N_MGR.load_modules()
    if "twisted.internet.reactor" in sys.modules or threading.active_count() > 1 or tempfile.tempdir:
        raise SystemExit("what was imported has begun what only a pass may begin")
    gc.collect()
    gc.freeze()


@dataclass(slots=True)
class _End:
    """The last thing that a fork does at its end, when threads are joined and all others that asked are called.

    Python would then take apart all that was imported, page by page copied from the warm process for that: ten times
    what a short command costs. code: None to leave the end to Python.
    """

    code: int | None = None

    def __call__(self) -> None:
        if self.code is not None:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(self.code)


def _do(asked: dict[str, Any], end: _End) -> None:
    """In the fork: what it was asked to, with the code that Python would end with."""
    end.code = 1
    try:
        _become(asked)
    except KeyboardInterrupt:
        end.code = None
        raise
    except SystemExit as exit_:
        end.code = exit_.code if isinstance(exit_.code, int) else int(exit_.code is not None)
        raise
    end.code = 0


def main() -> None:
    """Serve the process that holds the other end of the socket that is given by its number."""
    end = _End()
    # Before any other, so that it is called after all others.
    atexit.register(end)
    # Ctrl-C is for who asks, and for the forks, also where a shell started all this in its background.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=int(sys.argv[1]))
    _import_all()
    channel = _Server(control).serve()
    if channel:
        with channel:
            asked = json.loads(_word(channel))
        _do(asked, end)


if __name__ == "__main__":
    main()
