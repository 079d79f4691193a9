"""What staff does to a complaint, one function a verb.

All raise ForbiddenChangeError where the state forbids it, and TypedError for what was typed and cannot be kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from complaints import typed, waiting
from complaints.ledger import Ledger
from complaints.moments import MomentError
from complaints.moments import typed as moment
from complaints.records import AFRESH, Act, Letter, Row, act, keep

FROM_CUSTOMER, TO_CUSTOMER, INTERNAL = "from_customer", "to_customer", "internal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something to keep with a complaint; direction as in Letter, at as people type it (None: now)."""

    text: str | None
    direction: str = INTERNAL
    public: bool = False
    at: str | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """What the customer asked, what the shop offered, what was given, and its worth in euros, all as typed."""

    asked: str | None = None
    offered: str | None = None
    given: str | None = None
    amount: str | None = None


def acknowledge(ledger: Ledger, row: Row) -> None:
    """Someone has seen it and takes it on; who acknowledges owns it, where no one did."""
    values = {} if row["owner"] else {"owner": ledger.by}
    act(ledger, row, Act(verb="ack", values=values))


def assign(ledger: Ledger, row: Row, name: str) -> None:
    """Make it the work of a person or a team."""
    name = typed.line(name, "the name", typed.LONGEST_NAME)
    act(ledger, row, Act(verb="assign", values={"owner": name}, data={"owner": name, "before": row["owner"]}))


def note(ledger: Ledger, row: Row, note: Note) -> None:
    """Keep what was said or seen; word from the customer ends a wait. Raises MomentError for a time to come."""
    at = ledger.now if note.at is None else moment(note.at, ledger.shop.zone)
    if at > ledger.now:
        raise MomentError(f"{note.at} has still to come: a note is of what was")
    text = "" if note.text is None else typed.text(note.text, "the note")
    event = act(ledger, row, Act(verb="note", data={"direction": note.direction, "public": note.public}))
    author = row["person"] if note.direction == FROM_CUSTOMER else ledger.by
    letter = Letter(direction=note.direction, text=text, at=at, public=note.public, author=author, file=note.file)
    keep(ledger, row["id"], event, letter)
    if note.direction == FROM_CUSTOMER:
        waiting.end(ledger, row, FROM_CUSTOMER)


def answer(ledger: Ledger, row: Row, text: str, *, posted: bool) -> None:
    """Keep the shop's answer to the customer; posted: it was placed in public and should soon show on the page."""
    text = typed.text(text, "the answer")
    values = {"reply_posted": ledger.now} if posted and row["reply_posted"] is None else {}
    event = act(ledger, row, Act(verb="answer", values=values, data={"posted": posted}))
    letter = Letter(direction=TO_CUSTOMER, text=text, at=ledger.now, public=posted, author=ledger.by)
    keep(ledger, row["id"], event, letter)


def resolve(ledger: Ledger, row: Row, remedy: Remedy, text: str | None) -> None:
    """It is settled, from any state that is open in one step; text says how, for the shop's own eyes.

    What is said of the remedy replaces what the record said of it; each event keeps what was said then.
    """
    said = _remedy(remedy)
    kept = None if text is None else typed.text(text, "the text")
    told = {name.removeprefix("remedy_"): str(value) for name, value in said.items()}
    event = act(ledger, row, Act(verb="resolve", values=said, data=told))
    if kept is not None:
        letter = Letter(direction=INTERNAL, text=kept, at=ledger.now, author=ledger.by)
        keep(ledger, row["id"], event, letter)


def _remedy(remedy: Remedy) -> Row:
    said = {"remedy_asked": remedy.asked, "remedy_offered": remedy.offered, "remedy_given": remedy.given}
    values: Row = {name: typed.line(words, "the remedy") for name, words in said.items() if words is not None}
    if remedy.amount is not None:
        values["remedy_amount"] = typed.amount(remedy.amount)
    return values


def ask_satisfaction(ledger: Ledger, row: Row) -> None:
    """The customer was asked whether they are satisfied."""
    act(ledger, row, Act(verb="satisfaction", data={"asked": True}))


def keep_satisfaction(ledger: Ledger, row: Row, answer: str | None, score: int | None) -> None:
    """Keep what the customer says of how it was handled, asked or not, in words or as a mark from 1 to 10."""
    kept = None if answer is None else typed.text(answer, "the answer")
    said = {"satisfaction": kept, "satisfaction_score": score}
    values: Row = {name: value for name, value in said.items() if value is not None}
    values["satisfaction_asked"] = row["satisfaction_asked"]
    event = act(ledger, row, Act(verb="satisfaction", values=values, data={"asked": False, "score": score}))
    if kept is not None:
        letter = Letter(direction=FROM_CUSTOMER, text=kept, at=ledger.now, author=row["person"])
        keep(ledger, row["id"], event, letter)


def close(ledger: Ledger, row: Row) -> None:
    """Nothing more will be done."""
    act(ledger, row, Act(verb="close"))


def reopen(ledger: Ledger, row: Row) -> None:
    """Work on it again, from the start."""
    act(ledger, row, Act(verb="reopen", values=dict(AFRESH)))


def dismiss(ledger: Ledger, row: Row, why: str) -> None:
    """It is no complaint of this shop, for the reason given."""
    act(ledger, row, Act(verb="dismiss", data={"why": typed.line(why, "the reason")}))
