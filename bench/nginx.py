"""Debian's nginx in front of a folder, with limit_req, and what its access log says of when requests came."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CONFIG = """\
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    default_type text/html;
    # $msec is when the answer was written, $request_time how long before that the first byte came.
    log_format times '$msec $request_time $status';
    access_log {folder}/access.log times;
    limit_req_zone $server_port zone=host:1m rate={rate}r/s;
    server {{
        listen 127.0.0.1:{port};
        root {root};
        limit_req zone=host;
        limit_req_status 503;
    }}
}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A request as nginx saw it: when its first byte came, in whole milliseconds, and what it was answered."""

    at: int
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Nginx:
    """A running nginx."""

    url: str
    log: Path

    def arrivals(self) -> list[Arrival]:
        """Every request so far, in the order in which they came."""
        return sorted((_arrival(line) for line in self.log.read_text().splitlines()), key=lambda one: one.at)


def _arrival(line: str) -> Arrival:
    written, took, status = line.split()
    # Both have three decimals: as whole numbers their difference is exact.
    return Arrival(at=int(written.replace(".", "")) - int(took.replace(".", "")), status=int(status))


def missing() -> str | None:
    """Why there is no nginx to ask; None where there is one."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    return None if found else "nginx is not installed (Debian: apt-get install nginx-light)"


@contextmanager
def limited(root: Path, folder: Path, rate: int) -> Iterator[Nginx]:
    """nginx serving root, refusing with 503 what comes sooner than 1/rate seconds after what it let through."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    config = folder / "nginx.conf"
    config.write_text(CONFIG.format(folder=folder, root=root, port=port, rate=rate))
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    with subprocess.Popen([program, "-p", folder, "-c", config, "-e", folder / "error.log"]) as server:
        try:
            _answers(port)
            yield Nginx(url=f"http://127.0.0.1:{port}", log=folder / "access.log")
        finally:
            server.terminate()


def _answers(port: int) -> None:
    """Wait until somebody listens; a connection without a request is no arrival."""
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit("nginx did not start")
