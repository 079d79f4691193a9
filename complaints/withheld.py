"""Posts that were read by a way that is not sure: kept, and without a record until someone has looked.

What such a reading says of a post that a sure one has read counts for nothing but that it is still there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import bindparam, select, update

from complaints import edits, records
from complaints.decide import decide
from complaints.gathering import How, gather
from complaints.judging import over
from complaints.ledger import Ledger
from complaints.model.own import weights_beside
from complaints.moments import earliest
from complaints.review import Review, review_from_json, review_json
from complaints.tables import findings

Row = dict[str, Any]

_AMONG = select(findings).where(findings.c.id.in_(bindparam("ids", expanding=True)), findings.c.withheld.is_not(None))


def read_again(ledger: Ledger, finding: int, review: Review, kept: Row) -> edits.Edit:
    """An unsure reading of a known post says otherwise: that is taken over only where no sure one has read it.

    kept holds its origin, key, slot and hash.
    """
    row = edits.row_of(ledger, finding)
    published = earliest(review.published, ledger.shop.zone)
    if row["withheld"] is None:
        values: Row = {}
        published = row["published_at"]
    else:
        decision = over(decide(review, ledger.shop.language, weights_beside(ledger.shop.own_model)), row["judged"])
        values = {**kept, **edits.decided(decision), "review": review_json(review), "published_at": published}
    edits.keep(ledger, finding, values)
    return edits.Edit(finding=finding, place=(kept["origin"], kept["key"]), published_at=published)


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """How many posts wait no longer, and the references of the records that they opened."""

    posts: int = 0
    opened: tuple[str, ...] = ()


def release(ledger: Ledger, among: Sequence[int], best: float | None = None) -> Released:
    """Let those of the findings that wait count from now on; best: where marks end of which that was not known.

    They are history, as in a first reading: what the shop has answered needs none, and no single alert tells of them.
    """
    rows = [dict(row) for row in ledger.connection.execute(_AMONG, {"ids": list(among)}).mappings()] if among else []
    if not rows:
        return Released()
    openings = [opening for row in rows if (opening := _freed(ledger, row, best)) and row["withheld"]]
    done = gather(ledger, [row["id"] for row in rows], openings, How(from_history=True))
    return Released(posts=len(rows), opened=tuple(done.opened.values()))


def _freed(ledger: Ledger, row: Row, best: float | None) -> records.Opening | None:
    """Let one count; gives the record that it asks for."""
    review = _on_scale(review_from_json(row["review"]), best)
    decision = over(decide(review, ledger.shop.language, weights_beside(ledger.shop.own_model)), row["judged"])
    values = {**edits.decided(decision), "review": review_json(review), "withheld": None}
    ledger.connection.execute(update(findings).where(findings.c.id == row["id"]).values(values))
    if row["complaint"] is not None or review.reply is not None or not decision.opens:
        return None
    return records.Opening(finding=row["id"], review=review, decision=decision)


def _on_scale(review: Review, best: float | None) -> Review:
    mark = review.rating
    if mark is None or best is None or mark.best is not None or mark.value > best:
        return review
    return replace(review, rating=replace(mark, best=best))
