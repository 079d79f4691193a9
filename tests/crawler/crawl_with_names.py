"""As crawl_in_process, where names lead where a test says; prints a second object: what was looked up and dialled.

The argument is {"names": {NAME: [[ADDRESS, …], …]}, "outside": PORT}: the addresses of a name at each look-up in turn,
the last for good. An address that is not loopback's is not really dialled: it is the server on the port outside.
"""

from __future__ import annotations

import json
import socket
import sys
from typing import Any

from scrapy.utils.reactor import install_reactor
from twisted.internet._resolver import GAIResolver

from crawler.process import REACTOR


class Names:
    """A getaddrinfo that knows these names, and addresses in figures in any spelling."""

    def __init__(self, names: dict[str, list[list[str]]]) -> None:
        self._names = names
        self.asked: list[str] = []

    def __call__(self, host: str, port: int, *args: Any) -> list[Any]:
        self.asked.append(host)
        if host not in self._names:
            return socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM, 0, socket.AI_NUMERICHOST)
        answers = self._names[host]
        addresses = answers.pop(0) if len(answers) > 1 else answers[0]
        found = (socket.getaddrinfo(one, port, 0, socket.SOCK_STREAM, 0, socket.AI_NUMERICHOST) for one in addresses)
        return [each for one in found for each in one]


def dial_instead(reactor: Any, outside: int) -> list[tuple[str, int]]:
    """Have the reactor dial as said above; gives the list of what it dials."""
    dialled: list[tuple[str, int]] = []
    really = reactor.connectTCP

    def connect(host: str, port: int, *args: Any, **more: Any) -> Any:
        dialled.append((host, port))
        return really(*((host, port) if host in ("127.0.0.1", "::1") else ("127.0.0.1", outside)), *args, **more)

    reactor.connectTCP = connect
    return dialled


if __name__ == "__main__":
    said = json.loads(sys.argv[1])
    install_reactor(REACTOR)
    from crawl_in_process import main
    from twisted.internet import reactor

    names = Names(said["names"])
    reactor.installNameResolver(GAIResolver(reactor, reactor.getThreadPool, names))
    dialled = dial_instead(reactor, said["outside"])
    main()
    print()
    json.dump({"asked": names.asked, "dialled": dialled}, sys.stdout)
