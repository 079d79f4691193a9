"""What staff does to a complaint, one function a verb. All raise ForbiddenChangeError where the state forbids it."""

from __future__ import annotations

from complaints.ledger import Ledger
from complaints.records import AFRESH, Act, Letter, Row, act, keep


def acknowledge(ledger: Ledger, row: Row) -> None:
    """Someone has seen it and takes it on; who acknowledges owns it, where no one did."""
    values = {} if row["owner"] else {"owner": ledger.by}
    act(ledger, row, Act(verb="ack", values=values))


def assign(ledger: Ledger, row: Row, name: str) -> None:
    """Make it the work of a person or a team."""
    act(ledger, row, Act(verb="assign", values={"owner": name}, data={"owner": name, "before": row["owner"]}))


def answer(ledger: Ledger, row: Row, text: str, *, posted: bool) -> None:
    """Keep the shop's answer to the customer; posted: it was placed in public and should soon show on the page."""
    event = act(ledger, row, Act(verb="answer", data={"posted": posted}))
    letter = Letter(direction="to_customer", text=text, at=ledger.now, public=posted, author=ledger.by)
    keep(ledger, row["id"], event, letter)


def close(ledger: Ledger, row: Row) -> None:
    """Nothing more will be done."""
    act(ledger, row, Act(verb="close"))


def reopen(ledger: Ledger, row: Row) -> None:
    """Work on it again, from the start."""
    act(ledger, row, Act(verb="reopen", values=dict(AFRESH)))
