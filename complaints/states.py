"""The states of a complaint and the changes that are allowed, in one table.

The words follow the steps of ISO 10002: receipt, acknowledgement, response, closing.
docs/data-model.md shows this table; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass

from guard.fault import Fault

STATES = ("new", "acknowledged", "waiting", "answered", "resolved", "closed", "dismissed", "merged")
# Staff still has something to do.
OPEN = ("new", "acknowledged", "waiting", "answered")
# The shop's answer has not been seen on the page, and someone waits for it.
UNANSWERED = ("new", "acknowledged", "waiting")
ENDED = ("answered", "resolved", "closed", "dismissed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a verb does: from these states, to this one (None: it stays), writing this event, filling this time."""

    verb: str
    event: str
    source: tuple[str, ...]
    target: str | None = None
    time: str | None = None


CHANGES = (
    Change(verb="ack", event="acknowledged", source=("new",), target="acknowledged", time="acknowledged"),
    Change(verb="assign", event="assigned", source=(*OPEN, "resolved")),
    Change(verb="answer", event="answered", source=(*OPEN, "resolved"), target="answered", time="answered"),
    Change(verb="close", event="closed", source=(*OPEN, "resolved"), target="closed", time="closed"),
    Change(verb="reopen", event="reopened", source=ENDED, target="new"),
    # What the crawl sees, not what staff does.
    Change(verb="observe", event="reply_observed", source=OPEN, target="answered", time="reply_observed"),
    Change(verb="observe", event="reply_observed", source=("resolved", "closed", "dismissed"), time="reply_observed"),
    Change(verb="worsen", event="worsened", source=UNANSWERED),
)
SEEN_NOT_DONE = frozenset({"observe", "worsen"})


class ForbiddenChangeError(Fault):
    """A change that the state does not allow; the text says what is allowed."""


def change(verb: str, status: str) -> Change:
    """The change a verb makes from this status. Raises ForbiddenChangeError where it is not allowed."""
    for candidate in CHANGES:
        if candidate.verb == verb and status in candidate.source:
            return candidate
    needed = " or ".join(state for c in CHANGES if c.verb == verb for state in c.source)
    possible = [c.verb for c in CHANGES if status in c.source and c.verb not in SEEN_NOT_DONE]
    raise ForbiddenChangeError(
        f"cannot {verb} a complaint that is {status}; it has to be {needed}. "
        f"Possible now: {', '.join(possible) or 'nothing'}"
    )
