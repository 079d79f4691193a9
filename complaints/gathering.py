"""Posts that are of one complaint come into one record: one opens it, the others are put to it, and one alert goes out.

Which posts go together follows from the matches alone, in whatever order they came. What a person parted stays apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from complaints import joining, matches, records, waiting
from complaints.batches import batches
from complaints.decide import SEVERITIES, Decision, words
from complaints.ledger import Ledger
from complaints.matching.verdict import FOLLOW_UP, SAME_POST
from complaints.records import AFRESH, Act, Opening, Row
from complaints.states import DONE, ENDED, OPEN, UNANSWERED
from complaints.tables import findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What came of it, by finding: opened: the reference of the record it opened; joined: it was put to a record.

    reopened are references.
    """

    opened: Mapping[int, str]
    joined: frozenset[int] = frozenset()
    reopened: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """from_history: they were there at a first reading. alert: destinations hear of them."""

    from_history: bool = False
    alert: bool = True


def gather(ledger: Ledger, came: Iterable[int], openings: Sequence[Opening], how: How) -> Gathered:
    """Open records for findings, and bring those that came together with what they match."""
    asking = {opening.finding: opening for opening in openings}
    groups = _groups(ledger, {*came, *asking})
    within = {row["id"] for group in groups for row in group.rows}
    alone = [opening for opening in openings if opening.finding not in within]
    first = [opening for group in groups if (opening := group.opener(asking))]
    chosen = sorted([*alone, *first], key=lambda opening: list(asking).index(opening.finding))
    opened = records.open_for(ledger, chosen, from_history=how.from_history, alert=how.alert)
    references = dict(zip((opening.finding for opening in chosen), opened, strict=True))
    joined, reopened = set[int](), list[str]()
    for group in groups:
        done = _bring_together(ledger, group, references, how, set(came) | set(asking))
        joined |= done[0]
        reopened += done[1]
    return Gathered(opened=references, joined=frozenset(joined), reopened=tuple(reopened))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Findings, as rows, that are of one complaint; by: the match that says so, for each."""

    rows: tuple[Row, ...]
    by: Mapping[int, Any]

    def opener(self, asking: Mapping[int, Opening]) -> Opening | None:
        """The post to open a record for where there is none yet: the gravest, and of those the earliest."""
        if any(row["complaint"] is not None for row in self.rows):
            return None
        found = [(row, asking[row["id"]]) for row in self.rows if row["id"] in asking]
        return min(found, key=_gravest, default=(None, None))[1]


def _gravest(found: tuple[Row, Opening]) -> tuple[Any, ...]:
    row, opening = found
    return (-SEVERITIES.index(opening.decision.severity), *_age(row))


def _age(row: Row) -> tuple[Any, ...]:
    return row["published_at"] is None, row["published_at"], row["id"]


def _groups(ledger: Ledger, came: set[int]) -> list[_Group]:
    """The groups of two and more that these findings are in."""
    edges = matches.joins(ledger.connection, came)
    if not edges:
        return []
    rows = _rows(ledger, {finding for edge in edges for finding in (edge.one, edge.other)})
    refused = [edge for edge in matches.between(ledger.connection, set(rows)) if edge.state == matches.REFUSED]
    sets: dict[int, set[int]] = {finding: {finding} for finding in rows}
    by: dict[int, Any] = {}
    for edge in sorted(edges, key=lambda edge: (-edge.score, edge.one, edge.other)):
        if edge.one in rows and edge.other in rows:
            _unite(sets, edge, refused, by)
    found = {min(together): together for together in sets.values() if len(together) > 1}
    return [_Group(rows=tuple(sorted((rows[each] for each in found[at]), key=_age)), by=by) for at in sorted(found)]


def _unite(sets: dict[int, set[int]], edge: Any, refused: Sequence[Any], by: dict[int, Any]) -> None:
    one, other = sets[edge.one], sets[edge.other]
    if one is not other and any({each.one, each.other} & one and {each.one, each.other} & other for each in refused):
        return
    by.setdefault(edge.one, edge)
    by.setdefault(edge.other, edge)
    together = one | other
    for finding in together:
        sets[finding] = together


def _rows(ledger: Ledger, ids: set[int]) -> dict[int, Row]:
    """Those of the findings that may open a record at all: not what waits for someone to look."""
    names = ("id", "source", "complaint", "decision", "severity", "reasons", "themes", "published_at")
    query = select(*(findings.c[name] for name in names))
    found = (
        dict(row)
        for some in batches(ids)
        for row in ledger.connection.execute(
            query.where(findings.c.id.in_(some), findings.c.withheld.is_(None))
        ).mappings()
    )
    return {row["id"]: row for row in found}


def _bring_together(
    ledger: Ledger, group: _Group, opened: Mapping[int, str], how: How, came: set[int]
) -> tuple[set[int], list[str]]:
    """Put the posts of a group into one record; gives those put to it now, and the record where it was reopened."""
    into = _survivor(ledger, group, opened)
    if into is None:
        return set(), []
    joined, reopened = set[int](), list[str]()
    for row in group.rows:
        if row["complaint"] is None and row["id"] not in opened:
            joined.add(row["id"])
            if _put(ledger, row, into, group.by[row["id"]], how, new=row["id"] in came):
                reopened.append(into["reference"])
    for other in _others(ledger, group, into):
        joining.merge(ledger, other, into)
    return joined, reopened


def _survivor(ledger: Ledger, group: _Group, opened: Mapping[int, str]) -> Row | None:
    """The record they come into: one with work left before one that has ended, the first opened before others."""
    fresh = [records.find(ledger.connection, opened[row["id"]]) for row in group.rows if row["id"] in opened]
    held = [*fresh, *_held(ledger, group)]
    return min(held, key=lambda row: (row["status"] not in OPEN, row["id"]), default=None)


def _held(ledger: Ledger, group: _Group) -> list[Row]:
    numbers = dict.fromkeys(row["complaint"] for row in group.rows if row["complaint"] is not None)
    standing = [records.standing(ledger.connection, {"id": number}) for number in numbers]
    return list({row["id"]: row for row in standing}.values())


def _others(ledger: Ledger, group: _Group, into: Row) -> list[Row]:
    return [row for row in _held(ledger, group) if row["id"] != into["id"]]


def _put(ledger: Ledger, row: Row, into: Row, edge: Any, how: How, *, new: bool) -> bool:
    """Put a post to a record; gives whether that reopened it."""
    linked = update(findings).where(findings.c.id == row["id"])
    ledger.connection.execute(linked.values(complaint=into["id"], retain_until=None))
    into = records.by_id(ledger.connection, into["id"])
    about = {name: getattr(edge, name) for name in ("relation", "score", "reasons")}
    other = edge.other if edge.one == row["id"] else edge.one
    data = {"finding": row["id"], "source": row["source"], "with": other, **about}
    records.tell(ledger, into, records.event(ledger, into, "merged", data))
    if not new or row["decision"] == "no":
        return False
    waiting.end(ledger, into, "from_customer")
    return _weigh(ledger, row, into, edge, alert=how.alert and not how.from_history)


def _weigh(ledger: Ledger, row: Row, into: Row, edge: Any, *, alert: bool) -> bool:
    """What a post that was put to a record changes: how severe it is, and whether it is worked on again."""
    into = records.by_id(ledger.connection, into["id"])
    heavier = joining.heavier(ledger, into, _decision(row))
    data = {"finding": row["id"]}
    if into["status"] in ENDED and _is_news(row, into, edge):
        note = {"note": words.say(ledger.shop.language, "reopened-again")}
        records.act(ledger, into, Act(verb="reopen", values={**AFRESH, **heavier}, data={**data, **note}, alert=alert))
        return True
    if heavier.get("severity") == "high" and into["status"] in UNANSWERED:
        note = {"note": words.say(ledger.shop.language, "worsened-again")}
        records.act(ledger, into, Act(verb="worsen", values=heavier, data={**data, **note}, alert=alert))
    elif heavier:
        records.note_weight(ledger, into, heavier)
    return False


def _decision(row: Row) -> Decision:
    kept = {name: row[name] for name in ("decision", "severity")}
    return Decision(**kept, reasons=tuple(row["reasons"]), themes=tuple(row["themes"]), opens=True)


def _is_news(row: Row, into: Row, edge: Any) -> bool:
    """Whether a post says something after a complaint was answered or ended; a copy of an old one does not."""
    if edge.relation in {FOLLOW_UP, SAME_POST}:
        return bool(edge.relation == FOLLOW_UP)
    ended: list[datetime] = [into[name] for name in ("answered", "reply_observed", "resolved", "closed") if into[name]]
    posted: datetime | None = row["published_at"]
    return posted is not None and bool(ended) and posted > max(ended) and into["status"] in {*DONE, "answered"}
