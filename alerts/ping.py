"""A sign of life to a watcher elsewhere, as Healthchecks.io has it: URL after a good pass, URL/fail after a bad one.

https://healthchecks.io/docs/http_api/. What no longer runs cannot say so; who waits for a sign and gets none can.
"""

from __future__ import annotations

import socket
from urllib.parse import urlsplit, urlunsplit

from alerts.discretion import discreet, pieces, reason
from guard.addresses import SCHEMES, Allowed, refuses, refuses_address

TIMEOUT_SECONDS = 10.0


def ping(url: str, *, good: bool, agent: str, allowed: Allowed) -> str | None:
    """Tell the watcher of a pass. Gives why it could not be told, in words without the address; None when it was."""
    address = url if good else failed(url)
    refusal = refuses(address, allowed)
    if refusal:
        return refusal
    import httpx

    with discreet():
        try:
            return _asked(address, agent, allowed)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
            return reason(f"{type(error).__name__}: {error}", pieces(url))


def failed(url: str) -> str:
    """The URL that tells of a bad pass: its path has /fail behind it, whatever it asks."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/fail"))


def _asked(url: str, agent: str, allowed: Allowed) -> str | None:
    import httpx

    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or SCHEMES[parts.scheme]
    addresses = [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if refusal := next(filter(None, (refuses_address(one, host, port, allowed) for one in addresses)), None):
        return refusal
    # To the very address that was judged: looked up a second time the name could lead elsewhere.
    at = f"[{addresses[0]}]" if ":" in addresses[0] else addresses[0]
    there = urlunsplit(parts._replace(netloc=f"{at}:{port}"))
    headers = {"Host": parts.netloc, "User-Agent": agent}
    with (
        httpx.Client(follow_redirects=False, timeout=TIMEOUT_SECONDS, trust_env=False) as client,
        client.stream("GET", there, headers=headers, extensions={"sni_hostname": host}) as answer,
    ):
        return None if answer.is_success else f"the watcher answers {answer.status_code}"
