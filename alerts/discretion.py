"""Keeping secrets out of logs and errors: addresses of destinations are keys to them.

Apprise tells why it failed only at DEBUG, and at that level it tells tokens too; httpx and urllib3 log whole
addresses. What they say while an alert is on its way comes here and goes no further.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from guard.secrets import mask
from guard.text import one_line

LONGEST_REASON = 300
_APPRISE = "apprise"
_TALKATIVE = (
    "httpx",
    "httpcore",
    "httpcore.connection",
    "httpcore.http11",
    "httpcore.http2",
    "httpcore.proxy",
    "httpcore.socks",
    "urllib3",
    "urllib3.connection",
    "urllib3.connectionpool",
    "urllib3.poolmanager",
    "urllib3.util.retry",
    "requests",
)
_SPLIT = re.compile(r"[/?&=:@#,;+<>\s]+")
_heard: ContextVar[list[str] | None] = ContextVar("heard", default=None)


class _Ear(logging.Filter):
    """Takes what Apprise says for who listens, and lets nothing through: a filter comes before every handler."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record's text for the listener of this call, also from the call's worker threads. Always False."""
        heard = _heard.get()
        if heard is not None:
            heard.append(record.getMessage())
        return False


class _Silence(logging.Filter):
    """Drops what is logged while an alert is on its way."""

    def filter(self, record: logging.LogRecord) -> bool:
        """False during a call."""
        return _heard.get() is None


_EAR = _Ear()
_SILENCE = _Silence()


@contextmanager
def discreet() -> Iterator[list[str]]:
    """A call during which libraries log nothing; gives the list of what Apprise said, with its secrets."""
    _post_guards()
    heard: list[str] = []
    token = _heard.set(heard)
    try:
        yield heard
    finally:
        _heard.reset(token)


def _post_guards() -> None:
    # Set for good, and harmless to set again: no other part of the program logs there.
    apprise = logging.getLogger(_APPRISE)
    apprise.setLevel(logging.DEBUG)
    apprise.addFilter(_EAR)
    for name in _TALKATIVE:
        logging.getLogger(name).addFilter(_SILENCE)


def reason(text: str, secrets: list[str]) -> str:
    """The text as one short line with every secret masked, for the outbox and the log."""
    return one_line(mask(text, secrets), LONGEST_REASON)


def pieces(url: str) -> list[str]:
    """The URL and every part of it that may be a token; the scheme is none."""
    scheme, _, rest = url.partition("://")
    return [url, rest, *(part for part in _SPLIT.split(rest) if part != scheme)]
