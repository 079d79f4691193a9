"""What might be one complaint, for a person to say: listed, accepted or refused. A refusal is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from complaints import matches
from complaints.database import keep_writers_out
from complaints.gathering import How, gather
from complaints.ledger import Ledger
from complaints.matches import ACCEPTED, REFUSED, UNSURE
from complaints.tables import matches as matches_table
from guard.fault import Fault

Row = dict[str, Any]
# As much of a post as tells which it is.
HEAD = ("site", "author", "published", "title", "text", "url")


class SuggestionError(Fault):
    """There is no such suggestion, or it was answered before."""


def listed(connection: Connection) -> Iterator[Row]:
    """The suggestions that wait for an answer, oldest first; finding is the later post, with the earlier one."""
    rows = matches.suggestions(connection)
    references = matches.references(connection, [row[f"{side}_complaint"] for row in rows for side in matches.SIDES])
    for row in rows:
        sides = {side: _side(row, side, references) for side in matches.SIDES}
        earlier, later = sorted(sides.values(), key=_age)
        yield {
            "suggestion": row["id"],
            "shop": row["shop"],
            "relation": row["relation"],
            "score": row["score"],
            "reasons": row["reasons"],
            "finding": later["finding"],
            "with": earlier["finding"],
            "complaint": later["complaint"],
            "with_complaint": earlier["complaint"],
            "posts": [later, earlier],
        }


def _age(side: Row) -> tuple[str, int]:
    return side["published"] or "", side["finding"]


def _side(row: Row, side: str, references: dict[int, str]) -> Row:
    head = {name: row[f"{side}_review"][name] for name in HEAD}
    number = row["one"] if side == "first" else row["other"]
    return {"finding": number, **head, "complaint": references.get(row[f"{side}_complaint"])}


def shop_of(connection: Connection, number: int) -> str:
    """The key of the shop a suggestion is of. Raises SuggestionError."""
    query = select(matches_table.c.shop, matches_table.c.state).where(matches_table.c.id == number)
    row = connection.execute(query).first()
    if row is None:
        raise SuggestionError(f"there is no suggestion {number}; `klachtwacht suggestions` shows those there are")
    if row.state != UNSURE:
        raise SuggestionError(f"suggestion {number} needs no answer: it is {row.state}")
    return str(row.shop)


def accept(ledger: Ledger, number: int) -> None:
    """The two posts belong together: what one complaint has, comes into one record. Raises SuggestionError."""
    keep_writers_out(ledger.connection)
    shop_of(ledger.connection, number)
    gather(ledger, matches.settle(ledger, number, ACCEPTED), [], How())


def refuse(ledger: Ledger, number: int) -> None:
    """They do not, and are not put together by what comes later either. Raises SuggestionError."""
    keep_writers_out(ledger.connection)
    shop_of(ledger.connection, number)
    matches.settle(ledger, number, REFUSED)
