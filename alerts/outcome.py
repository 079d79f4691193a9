"""What became of one try to send."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One try: sent or not, and why not, without secrets.

    final: trying again makes no sense. gone: the destination itself said that it is no more.
    retry_after is what the receiver asked. error beside sent says who of several did not get it.
    """

    sent: bool
    error: str | None = None
    final: bool = False
    gone: bool = False
    retry_after: timedelta | None = None


SENT = Outcome(sent=True)


def failed(error: str, *, final: bool = False) -> Outcome:
    """A try that did not get there, for the reason given."""
    return Outcome(sent=False, error=error, final=final)
