"""The states of a complaint and the changes that are allowed, in one table.

The words follow the steps of ISO 10002: receipt, acknowledgement, response, closing.
docs/data-model.md shows this table; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass

from guard.fault import Fault

STATES = ("new", "acknowledged", "waiting", "answered", "resolved", "closed", "dismissed", "merged", "erased")
# Staff still has something to do.
OPEN = ("new", "acknowledged", "waiting", "answered")
# The shop's answer has not been seen on the page, and someone waits for it.
UNANSWERED = ("new", "acknowledged", "waiting")
ENDED = ("answered", "resolved", "closed", "dismissed")
# Nothing is left to be done: how long it is kept counts from here.
DONE = ("resolved", "closed", "dismissed")
EVERY = tuple(state for state in STATES if state not in {"merged", "erased"})
# Where a record that was merged goes when it is taken out again.
AS_BEFORE = "as before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a verb does: from these states, to this one (None: it stays), writing this event.

    time is the column it fills where that is empty; asks is what it cannot do without.
    """

    verb: str
    event: str
    source: tuple[str, ...]
    target: str | None = None
    time: str | None = None
    asks: str = ""


CHANGES = (
    Change(verb="ack", event="acknowledged", source=("new",), target="acknowledged", time="acknowledged"),
    Change(verb="ack", event="resumed", source=("waiting",), target="acknowledged", time="acknowledged"),
    Change(verb="assign", event="assigned", source=(*OPEN, "resolved"), asks="NAME"),
    Change(verb="wait", event="waiting", source=OPEN, target="waiting", time="acknowledged", asks="--for, --until"),
    Change(verb="note", event="note", source=EVERY, asks="--text or --file"),
    Change(verb="answer", event="answered", source=OPEN, target="answered", time="answered", asks="--text or --file"),
    # What is settled stays settled when the answer is placed after it.
    Change(verb="answer", event="answered", source=("resolved",), time="answered", asks="--text or --file"),
    Change(verb="resolve", event="resolved", source=(*OPEN, "resolved"), target="resolved", time="resolved"),
    Change(
        verb="satisfaction",
        event="satisfaction",
        source=("answered", "resolved", "closed"),
        time="satisfaction_asked",
        asks="--asked, --answer or --score",
    ),
    Change(verb="close", event="closed", source=(*OPEN, "resolved"), target="closed", time="closed"),
    Change(verb="reopen", event="reopened", source=ENDED, target="new"),
    Change(verb="judge", event="judged", source=EVERY, asks="--decision, --severity or --theme"),
    Change(verb="dismiss", event="dismissed", source=OPEN, target="dismissed", asks="--why"),
    Change(verb="merge", event="merged", source=EVERY, target="merged", asks="INTO"),
    # The record that takes another in, or gives a post or another up, stays what it was.
    Change(verb="take", event="merged", source=EVERY),
    Change(verb="split", event="split", source=EVERY, asks="FINDING"),
    # The record that comes out.
    Change(verb="restore", event="split", source=("merged",), target=AS_BEFORE),
    # `privacy erase` and `privacy purge`; nothing can be done to what is left.
    Change(verb="erase", event="erased", source=(*EVERY, "merged"), target="erased"),
    # What happens by itself, not what staff does: the crawl sees something, or a wait ends.
    Change(verb="observe", event="reply_observed", source=OPEN, target="answered", time="reply_observed"),
    Change(verb="observe", event="reply_observed", source=DONE, time="reply_observed"),
    Change(verb="worsen", event="worsened", source=UNANSWERED),
    Change(verb="resume", event="resumed", source=("waiting",), target="acknowledged"),
)
BY_ITSELF = frozenset({"observe", "worsen", "resume", "take", "restore"})
# Never proposed as the next step.
UNASKED = BY_ITSELF | {"erase"}
_SPOKEN = {"satisfaction": "note satisfaction with", "note": "note on", "wait": "have wait"}


class ForbiddenChangeError(Fault):
    """A change that the state does not allow; the text says what is allowed."""


def change(verb: str, status: str) -> Change:
    """The change a verb makes from this status. Raises ForbiddenChangeError where it is not allowed."""
    for candidate in CHANGES:
        if candidate.verb == verb and status in candidate.source:
            return candidate
    needed = dict.fromkeys(state for c in CHANGES if c.verb == verb for state in c.source)
    possible = dict.fromkeys(c.verb for c in CHANGES if status in c.source and c.verb not in UNASKED)
    raise ForbiddenChangeError(
        f"cannot {_SPOKEN.get(verb, verb)} a complaint that is {status}; it has to be {' or '.join(needed)}. "
        f"Possible now: {', '.join(possible) or 'nothing'}"
    )
