"""What posts are to each other, as rows: found by the program, or said by a person, whose word stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, null, or_, select, update
from sqlalchemy import Row as SqlRow

from complaints import fingerprints
from complaints.batches import batches
from complaints.decide import words
from complaints.ledger import Ledger
from complaints.matching.post import Post, post_of
from complaints.matching.reasons import reasons
from complaints.matching.verdict import JOINS, QUOTE, SAME_COMPLAINT, verdict
from complaints.review import Review, review_from_json
from complaints.tables import complaints, findings, matches

Row = dict[str, Any]
SURE, UNSURE, ACCEPTED, REFUSED = "sure", "unsure", "accepted", "refused"
STANDS = (SURE, ACCEPTED)
# The two findings of a suggestion.
SIDES = ("first", "second")


def look(ledger: Ledger, reviews: Mapping[int, Review]) -> bool:
    """Keep the marks of findings and hold them against their like. Gives whether a match was found that is acted on."""
    posts = {finding: post_of(review) for finding, review in reviews.items()}
    closest = fingerprints.keep(ledger.connection, ledger.shop.key, posts)
    pairs = {_ordered(finding, near) for finding, found in closest.items() for near in found}
    posts |= _read(ledger.connection, {finding for pair in pairs for finding in pair} - set(posts))
    rows = [row for pair in sorted(pairs) if (row := _judged(ledger, pair, posts))]
    rows = _unknown(ledger.connection, rows)
    if rows:
        ledger.connection.execute(insert(matches), rows)
        show_best(ledger.connection, {finding for row in rows for finding in (row["one"], row["other"])})
    return any(row["state"] == SURE and row["relation"] in JOINS for row in rows)


def look_again(ledger: Ledger, finding: int, review: Review) -> bool:
    """The same for a finding whose wording changed; what was found before stands."""
    fingerprints.forget(ledger.connection, [finding])
    return look(ledger, {finding: review})


def _ordered(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


def _read(connection: Connection, ids: Collection[int]) -> dict[int, Post]:
    query = select(findings.c.id, findings.c.review)
    rows = (row for some in batches(ids) for row in connection.execute(query.where(findings.c.id.in_(some))))
    return {row.id: post_of(review_from_json(row.review)) for row in rows}


def _judged(ledger: Ledger, pair: tuple[int, int], posts: Mapping[int, Post]) -> Row | None:
    one, other = (posts[finding] for finding in pair)
    found = verdict(one, other)
    if found is None:
        return None
    why = reasons(one, other, found, ledger.shop.language)
    state = SURE if found.sure else UNSURE
    return _row(ledger, pair, found.relation, state, score=found.score, why=why)


def _row(ledger: Ledger, pair: tuple[int, int], relation: str, state: str, *, score: float, why: Sequence[str]) -> Row:
    said = {"relation": relation, "score": score, "reasons": list(why), "state": state}
    return {"shop": ledger.shop.key, "one": pair[0], "other": pair[1], **said, "at": ledger.now, "by": ledger.by}


def _unknown(connection: Connection, rows: Sequence[Row]) -> list[Row]:
    """Those of the rows whose pair has none yet: what a person said of a pair is not said anew."""
    pairs = {(row["one"], row["other"]) for row in rows}
    known = (
        {(row.one, row.other) for row in between(connection, {one for pair in pairs for one in pair})}
        if pairs
        else set()
    )
    return [row for row in rows if (row["one"], row["other"]) not in known]


def of(connection: Connection, ids: Collection[int], *where: ColumnElement[bool]) -> Iterator[SqlRow[Any]]:
    """The matches that one of these findings is in."""
    for some in batches(ids):
        mine = or_(matches.c.one.in_(some), matches.c.other.in_(some))
        yield from connection.execute(select(matches).where(mine, *where).order_by(matches.c.id))


def between(connection: Connection, ids: Collection[int]) -> list[SqlRow[Any]]:
    """The matches of which both findings are among these."""
    found = {row.id: row for row in of(connection, ids)}
    return [row for row in found.values() if row.one in ids and row.other in ids]


def joins(connection: Connection, ids: Collection[int]) -> list[SqlRow[Any]]:
    """The matches by which findings are of one complaint, from these on to all that they lead to."""
    found, met, next_ = dict[int, SqlRow[Any]](), set[int](), set(ids)
    while next_:
        met |= next_
        stands = matches.c.state.in_(STANDS), matches.c.relation.in_(JOINS)
        rows = list(of(connection, next_, *stands))
        found |= {row.id: row for row in rows}
        next_ = {finding for row in rows for finding in (row.one, row.other)} - met
    return list(found.values())


def show_best(connection: Connection, ids: Collection[int]) -> None:
    """Write to each finding the best match that stands, as `findings` shows it, or none."""
    by_finding: defaultdict[int, list[Row]] = defaultdict(list)
    for row in {row.id: row for row in of(connection, ids, matches.c.state.in_(STANDS))}.values():
        for finding, with_ in ((row.one, row.other), (row.other, row.one)):
            by_finding[finding].append({"relation": row.relation, "score": row.score, "with": with_})
    for finding in sorted(ids):
        best = min(by_finding[finding], key=_rank, default=None)
        changed = update(findings).where(findings.c.id == finding)
        connection.execute(changed.values(match=null() if best is None else best))


def _rank(match: Row) -> tuple[Any, ...]:
    return match["relation"] == QUOTE, -match["score"], match["with"]


def settle(ledger: Ledger, number: int, state: str) -> set[int]:
    """Note what a person said of a match: ACCEPTED or REFUSED. Gives the two findings."""
    pair = ledger.connection.execute(select(matches.c.one, matches.c.other).where(matches.c.id == number)).one()
    said = {"state": state, "at": ledger.now, "by": ledger.by}
    ledger.connection.execute(update(matches).where(matches.c.id == number).values(said))
    show_best(ledger.connection, set(pair))
    return set(pair)


def part(ledger: Ledger, out: Collection[int], stay: Collection[int]) -> None:
    """Remember that these posts are not of one complaint with those."""
    pairs = {_ordered(*pair) for pair in product(out, stay)}
    _say(ledger, pairs, REFUSED)
    known = {(row.one, row.other) for row in between(ledger.connection, {*out, *stay})}
    why = [words.say(ledger.shop.language, "match-apart")]
    new = [_row(ledger, pair, SAME_COMPLAINT, REFUSED, score=0.0, why=why) for pair in sorted(pairs - known)]
    if new:
        ledger.connection.execute(insert(matches), new)
    show_best(ledger.connection, {*out, *stay})


def unite(ledger: Ledger, some: Collection[int], others: Collection[int]) -> None:
    """Whoever merges two records takes back that their posts were parted."""
    refused = {(row.one, row.other) for row in between(ledger.connection, {*some, *others}) if row.state == REFUSED}
    pairs = {_ordered(*pair) for pair in product(some, others)} & refused
    _say(ledger, pairs, ACCEPTED)
    if pairs:
        show_best(ledger.connection, {*some, *others})


def _say(ledger: Ledger, pairs: Collection[tuple[int, int]], state: str) -> None:
    known = between(ledger.connection, {finding for pair in pairs for finding in pair})
    these = [row.id for row in known if (row.one, row.other) in pairs and row.relation != QUOTE]
    said = {"state": state, "at": ledger.now, "by": ledger.by}
    for some in batches(these):
        ledger.connection.execute(update(matches).where(matches.c.id.in_(some)).values(said))


def forget(connection: Connection, ids: Collection[int]) -> None:
    """Take out all that these findings are found and matched by."""
    fingerprints.forget(connection, ids)
    left = {finding for row in of(connection, ids) for finding in (row.one, row.other)}
    for some in batches(ids):
        connection.execute(delete(matches).where(or_(matches.c.one.in_(some), matches.c.other.in_(some))))
    show_best(connection, left)


def suggestions(connection: Connection) -> list[Row]:
    """The matches that wait for a person: both posts, what they might be to each other and why, in order.

    Left out are those of two posts that nobody complains in, and of two that are of one complaint already.
    """
    one, other = findings.alias("first"), findings.alias("second")
    query = (
        select(
            matches,
            *(
                _named(each, name)
                for each in (one, other)
                for name in ("complaint", "decision", "review", "published_at")
            ),
        )
        .join(one, one.c.id == matches.c.one)
        .join(other, other.c.id == matches.c.other)
        .where(matches.c.state == UNSURE, matches.c.relation != QUOTE)
        .order_by(matches.c.id)
    )
    rows = [dict(row) for row in connection.execute(query).mappings()]
    return [row for row in rows if _asks(row)]


def _named(table: Any, name: str) -> Any:
    return table.c[name].label(f"{table.name}_{name}")


def _asks(row: Row) -> bool:
    both = row["first_complaint"], row["second_complaint"]
    if both[0] is not None and both[0] == both[1]:
        return False
    return {row["first_decision"], row["second_decision"]} != {"no"}


def references(connection: Connection, ids: Iterable[int | None]) -> dict[int, str]:
    """The references of complaints by number."""
    wanted = {each for each in ids if each is not None}
    query = select(complaints.c.id, complaints.c.reference).where(complaints.c.id.in_(wanted))
    return {row.id: row.reference for row in connection.execute(query)} if wanted else {}
