"""Requests that are not made, and why: the error that stops one and becomes the source's lamp."""

from __future__ import annotations

from datetime import datetime

from scrapy.exceptions import IgnoreRequest


class RefusedError(IgnoreRequest):
    """A request that must not be made; str() is the reason in words for whoever runs the program.

    again is the earliest time (aware) at which it may be asked again, where that is known.
    """

    def __init__(self, reason: str, again: datetime | None = None) -> None:
        super().__init__(reason)
        self.again = again
