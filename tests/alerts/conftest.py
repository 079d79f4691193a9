"""Real receivers on loopback and a database in a file."""

from __future__ import annotations

import socket
import threading
import warnings
from collections.abc import Callable, Iterator
from datetime import datetime
from http.server import ThreadingHTTPServer
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from alert_stage import NOW, SHOP, Authority, MailReceiver, WebReceiver, handler, opened
from apprise.plugins import N_MGR
from sqlalchemy import Engine, insert

from complaints.database import open_engine
from complaints.events import Event, write
from complaints.tables import complaints, metadata


@pytest.fixture(scope="session", autouse=True)
def plugins() -> None:
    """Apprise loads its plugins once; one of them imports a module that Python 3.11 says will go."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        N_MGR.load_modules()


def free_port() -> int:
    """A port nobody listens on; aiosmtpd cannot be asked to take any."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@pytest.fixture
def receiver() -> Iterator[WebReceiver]:
    made = WebReceiver(url="")
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(made))
    made.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


class Listener:
    """A port on this machine that no destination has any business with."""

    def __init__(self, port: socket.socket) -> None:
        self._port = port
        self.url = f"http://127.0.0.1:{port.getsockname()[1]}/"

    def called(self) -> bool:
        """Whether somebody connected."""
        try:
            self._port.accept()[0].close()
        except BlockingIOError:
            return False
        return True


@pytest.fixture
def listener() -> Iterator[Listener]:
    with socket.create_server(("127.0.0.1", 0)) as port:
        port.setblocking(False)
        yield Listener(port)


@pytest.fixture
def mailbox_with() -> Iterator[Callable[..., MailReceiver]]:
    """Starts a mail receiver with these settings of aiosmtpd."""
    controllers: list[Controller] = []

    def start(**settings: Any) -> MailReceiver:
        made = MailReceiver(port=free_port())
        controller = Controller(made, hostname="127.0.0.1", port=made.port, **settings)
        controller.start()
        controllers.append(controller)
        return made

    yield start
    for controller in controllers:
        controller.stop(no_assert=True)


@pytest.fixture
def mailbox(mailbox_with: Callable[..., MailReceiver]) -> MailReceiver:
    return mailbox_with()


@pytest.fixture
def authority(tmp_path: Any) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def engine(tmp_path: Any) -> Iterator[Engine]:
    made = open_engine(f"sqlite:///{tmp_path}/klachten.db")
    with made.begin() as connection:
        metadata.create_all(connection)
    yield made
    made.dispose()


@pytest.fixture
def put(engine: Engine) -> Callable[..., int]:
    """Stores an event for these destinations; gives its id."""

    def store(
        *names: str, kind: str = "opened", at: datetime = NOW, snapshot: Any = None, complaint: bool = True
    ) -> int:
        with engine.begin() as connection:
            number = _complaint(connection, at) if complaint else None
            event = Event(kind=kind, shop=SHOP.key, at=at, complaint=number, snapshot=snapshot or opened())
            return write(connection, event, lambda _event: names)

    return store


def _complaint(connection: Any, at: datetime) -> int:
    number = connection.exec_driver_sql("select count(*) from complaints").scalar() + 1
    values = {
        "reference": f"KW-2026-{number:05}",
        "shop": SHOP.key,
        "status": "new",
        "decision": "complaint",
        "severity": "high",
        "reasons": [],
        "themes": [],
        "seen": at,
        "opened": at,
    }
    return int(connection.execute(insert(complaints).values(values).returning(complaints.c.id)).scalar_one())
