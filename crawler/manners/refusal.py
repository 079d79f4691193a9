"""Requests that are not made, and why: the error that stops one and becomes the source's lamp."""

from __future__ import annotations

from datetime import UTC, datetime

from scrapy.exceptions import IgnoreRequest


class RefusedError(IgnoreRequest):
    """A request that must not be made; str() is the reason in words for whoever runs the program.

    again is the earliest time (aware) at which it may be asked again, where that is known.
    """

    def __init__(self, reason: str, again: datetime | None = None) -> None:
        super().__init__(reason)
        self.again = again


class BusyError(RefusedError):
    """A host that said it is too busy: not asked again before a time (aware). status is the answer that said so."""

    again: datetime

    def __init__(self, status: int, again: datetime) -> None:
        super().__init__(f"HTTP {status}: not asked again before {again.astimezone(UTC):%Y-%m-%d %H:%M} UTC", again)
        self.status = status


class RulesError(RefusedError):
    """A page that the rules of a site's robots.txt do not let us read; others of the site they may."""


class SilentError(IgnoreRequest):
    """A request that is not made because the site's robots.txt got no answer; str() says which site, and why."""
