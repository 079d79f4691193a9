"""The writer of findings: what one page says, recorded in one transaction.

A post that is known and unchanged costs one look-up and one update for all of them together; only new and
changed posts are made whole, decided on and written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, insert, or_, select, update

from complaints import edits, matches, withheld
from complaints.database import keep_writers_out
from complaints.decide import Decision, decide
from complaints.gathering import How, gather
from complaints.ledger import Ledger
from complaints.match import is_edit
from complaints.model.own import weights_beside
from complaints.moments import CLOCK_STEP, earliest, latest
from complaints.normalise import fingerprint, normalise, origin, post_key, slot
from complaints.recognise import read_otherwise
from complaints.records import Opening
from complaints.retention import for_finding
from complaints.review import Review, review_from_json, review_json
from complaints.tables import findings
from complaints.tombstones import erased

Row = dict[str, Any]
Place = tuple[str, str]

# Built once: every page asks these.
_KNOWN = select(
    *(findings.c[name] for name in ("id", "origin", "key", "hash", "missed", "removed", "complaint", "published_at"))
).where(
    findings.c.shop == bindparam("shop"),
    findings.c.origin.in_(bindparam("origins", expanding=True)),
    findings.c.key.in_(bindparam("keys", expanding=True)),
)
_SEEN = update(findings).where(findings.c.id.in_(bindparam("ids", expanding=True))).values(missed=0, removed=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The reviews of one page of one source.

    started is when this reading of the source began. first: the source was never read before, so nothing in it
    is news; history: how far back records are opened. since: what was posted later is news, however long ago that is by
    our clock; None where nothing is known of that.
    alert: whether new complaints are told (an import is silent unless asked). withheld: it was read by a way that is
    not sure, so that nothing of it opens a record before someone has looked.
    """

    source: str
    url: str | None
    reviews: Sequence[Review]
    started: datetime
    first: bool = False
    alert: bool = True
    history: timedelta = timedelta(days=30)
    since: datetime | None = None
    withheld: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What recording a page did. findings: the id of each post in page order, with its time where known.

    past: those of opened that are history, of which no single alert tells. withheld: how many more wait for someone to
    look than before; below zero, how many fewer.
    """

    read: int = 0
    new: int = 0
    edited: int = 0
    replies: int = 0
    opened: tuple[str, ...] = ()
    reopened: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    unknown_scale: int = 0
    withheld: int = 0
    findings: tuple[tuple[int, datetime | None], ...] = ()

    @property
    def known(self) -> bool:
        """Nothing on the page was news."""
        return self.read > 0 and not (self.new or self.edited or self.replies)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Post:
    key: str
    origin: str
    hash: str
    review: Review

    @property
    def place(self) -> Place:
        """Where the post is found again: two sites may give the same id."""
        return self.origin, self.key


def record(ledger: Ledger, batch: Batch) -> Recorded:
    """Write down one page's reviews; gives what was new, edited or answered."""
    keep_writers_out(ledger.connection)
    posts = _posts(batch)
    known = _known(ledger, posts)
    _touch(ledger, [known[p.place] for p in posts if p.place in known])
    changed = [(p, known[p.place]) for p in posts if p.place in known and known[p.place]["hash"] != p.hash]
    fresh, renamed = _sort_out(ledger, batch, [p for p in posts if p.place not in known])
    results = [_revise(ledger, batch, post, row) for post, row in [*changed, *renamed]]
    cleared = _clear(ledger, batch, results)
    added = _add(ledger, batch, fresh)
    released = _release(ledger, batch, known.values(), results)
    past = _references(row["_opened"] for row in [*cleared, *(added if batch.first else ())])
    opened = (*_opened(results, [*cleared, *added]), *released.opened)
    done = _sum_up(posts, known, results, added)
    return replace(done, past=(*past, *released.opened), opened=opened, withheld=done.withheld - released.posts)


def _release(ledger: Ledger, batch: Batch, known: Iterable[Row], results: Sequence[edits.Edit]) -> withheld.Released:
    """What a sure way reads now need not wait any longer."""
    met = [*(row["id"] for row in known), *(edit.finding for edit in results)]
    return withheld.Released() if batch.withheld else withheld.release(ledger, met)


def _clear(ledger: Ledger, batch: Batch, results: Sequence[edits.Edit]) -> list[Row]:
    """Open the records of posts whose scale was not known before: they are history, as in a first reading."""
    asked = [edit.asks for edit in results if edit.asks]
    rows: list[Row] = [{"id": o.finding, "_review": o.review, "_decision": o.decision, "_opened": None} for o in asked]
    _open(ledger, replace(batch, first=True), rows)
    return rows


def _posts(batch: Batch) -> list[_Post]:
    """The page's posts, each once: a page that repeats one has its first."""
    posts: dict[Place, _Post] = {}
    for review in batch.reviews:
        place = origin(review, batch.url), post_key(review)
        if place not in posts:
            posts[place] = _Post(origin=place[0], key=place[1], hash=fingerprint(review), review=review)
    return list(posts.values())


def _known(ledger: Ledger, posts: Sequence[_Post]) -> dict[Place, Row]:
    if not posts:
        return {}
    wanted = {"shop": ledger.shop.key, "origins": list({p.origin for p in posts}), "keys": [p.key for p in posts]}
    rows = ledger.connection.execute(_KNOWN, wanted).mappings()
    return {(row["origin"], row["key"]): dict(row) for row in rows}


def _touch(ledger: Ledger, rows: Sequence[Row]) -> None:
    """Seen again, and back where one was thought removed."""
    if not rows:
        return
    ledger.connection.execute(_SEEN, {"ids": [row["id"] for row in rows], "last_seen": ledger.now})
    for row in rows:
        if row["removed"] is not None:
            edits.came_back(ledger, row)


def _sort_out(ledger: Ledger, batch: Batch, posts: Sequence[_Post]) -> tuple[list[_Post], list[tuple[_Post, Row]]]:
    """New posts apart from those known otherwise, by an edit or another way of reading, and without what was erased."""
    gone = erased(ledger, [(p.place, p.review) for p in posts])
    posts = [p for p in posts if p.place not in gone]
    before = _by_slot(ledger, posts, batch.started)
    renamed = {p.place: (p, row) for p in posts if (row := before.get(_slot(p))) and _is_edit(row, p.review)}
    left = {p: p.review for p in posts if p.place not in renamed}
    rows = read_otherwise(ledger, batch.source, left, batch.started)
    taken = {row["id"] for _, row in renamed.values()}
    renamed |= {p.place: (p, row) for p, row in rows.items() if row["id"] not in taken}
    return [p for p in posts if p.place not in renamed], list(renamed.values())


def _slot(post: _Post) -> tuple[str, str | None]:
    return post.origin, slot(post.review)


def _by_slot(ledger: Ledger, posts: Sequence[_Post], since: datetime) -> dict[tuple[str, str | None], Row]:
    """Findings not yet met in this reading that share site, author and date with one of the posts, and no other."""
    wanted = Counter(_slot(p) for p in posts)
    slots = {s for s, count in wanted.items() if count == 1 and s[1]}
    if not slots:
        return {}
    columns = ("id", "origin", "slot", "review")
    query = select(*(findings.c[name] for name in columns)).where(
        findings.c.shop == ledger.shop.key,
        findings.c.origin.in_({origin for origin, _ in slots}),
        findings.c.slot.in_([slot for _, slot in slots]),
        # Or by a clock that was ahead.
        or_(findings.c.last_seen < since, findings.c.last_seen > ledger.now + CLOCK_STEP),
    )
    rows = [dict(row) for row in ledger.connection.execute(query).mappings()]
    alone = Counter((row["origin"], row["slot"]) for row in rows)
    return {place: row for row in rows if (place := (row["origin"], row["slot"])) in slots and alone[place] == 1}


def _is_edit(row: Row, review: Review) -> bool:
    return is_edit(review_from_json(row["review"]), review)


def _revise(ledger: Ledger, batch: Batch, post: _Post, row: Row) -> edits.Edit:
    kept = {"origin": post.origin, "key": post.key, "slot": slot(post.review), "hash": post.hash}
    revise = withheld.read_again if batch.withheld else edits.revise
    return revise(ledger, row["id"], normalise(post.review), kept)


def _add(ledger: Ledger, batch: Batch, posts: Sequence[_Post]) -> list[Row]:
    """Insert new findings and open records for those that are complaints. Gives their rows."""
    rows = [_row(ledger, batch, post) for post in posts]
    if not rows:
        return []
    stored = [{k: v for k, v in row.items() if not k.startswith("_")} for row in rows]
    query = insert(findings).returning(findings.c.id, sort_by_parameter_order=True)
    ids = ledger.connection.execute(query, stored).scalars().all()
    for row, finding in zip(rows, ids, strict=True):
        row["id"] = finding
    matches.look(ledger, {row["id"]: row["_review"] for row in rows})
    reopened = _open(ledger, batch, rows)
    rows[0]["_reopened"] = reopened
    return rows


def _row(ledger: Ledger, batch: Batch, post: _Post) -> Row:
    review = normalise(post.review)
    decision = decide(review, ledger.shop.language, weights_beside(ledger.shop.own_model))
    return {
        "shop": ledger.shop.key,
        "source": batch.source,
        "origin": post.origin,
        "key": post.key,
        "slot": slot(post.review),
        "review": review_json(review),
        "hash": post.hash,
        "published_at": earliest(review.published, ledger.shop.zone),
        **edits.decided(decision),
        "first_seen": ledger.now,
        "last_seen": ledger.now,
        "retain_until": for_finding(ledger.now),
        "withheld": _is_recent(batch, latest(review.published, ledger.shop.zone), ledger.now)
        if batch.withheld
        else None,
        "_review": review,
        "_decision": decision,
        "_opened": None,
        "_reopened": (),
    }


def _open(ledger: Ledger, batch: Batch, rows: Sequence[Row]) -> tuple[str, ...]:
    """Open the records that new findings ask for, or put them to those of their like; notes references in the rows.

    Gives the references of the records that were reopened.
    """
    opening = [row for row in rows if _opens(ledger, batch, row)]
    openings = [Opening(finding=row["id"], review=row["_review"], decision=row["_decision"]) for row in opening]
    how = How(from_history=batch.first or not batch.alert)
    done = gather(ledger, [row["id"] for row in rows], openings, how)
    for row in rows:
        row["_opened"] = done.opened.get(row["id"])
        if row["_review"].reply and (row["_opened"] or row["id"] in done.joined):
            edits.observe_reply(ledger, row["id"], row["_review"])
    return done.reopened


def _opens(ledger: Ledger, batch: Batch, row: Row) -> bool:
    review: Review = row["_review"]
    return opens(review, row["_decision"], batch, latest(review.published, ledger.shop.zone), ledger.now)


def opens(review: Review, decision: Decision, batch: Batch, published: datetime | None, now: datetime) -> bool:
    """Whether a new finding opens a record: a complaint, not older than history unless it came since the last reading,
    and on a first reading unanswered.

    published is the last instant its date can mean; an unknown date counts as recent.
    """
    if batch.withheld or not decision.opens or (batch.first and review.reply is not None):
        return False
    return _is_recent(batch, published, now)


def _is_recent(batch: Batch, published: datetime | None, now: datetime) -> bool:
    if published is None or now - published <= batch.history:
        return True
    return not batch.first and batch.since is not None and published > batch.since


def _sum_up(
    posts: Sequence[_Post], known: dict[Place, Row], results: Sequence[edits.Edit], added: Sequence[Row]
) -> Recorded:
    seen = {(row["origin"], row["key"]): (row["id"], row["published_at"]) for row in [*known.values(), *added]}
    seen |= {edit.place: (edit.finding, edit.published_at) for edit in results}
    unclear = [row for row in added if row["decision"] == "to_judge" and not row["_decision"].opens]
    return Recorded(
        read=len(posts),
        new=len(added),
        edited=sum(edit.edited for edit in results),
        replies=sum(edit.reply for edit in results) + sum(row["_review"].reply is not None for row in added),
        reopened=_references(
            [*(edit.reopened for edit in results), *(each for row in added for each in row["_reopened"])]
        ),
        unknown_scale=len(unclear),
        withheld=sum(row["withheld"] is not None for row in added),
        findings=tuple(seen[post.place] for post in posts if post.place in seen),
    )


def _opened(results: Sequence[edits.Edit], rows: Sequence[Row]) -> tuple[str, ...]:
    return _references([*(row["_opened"] for row in rows), *(edit.opened for edit in results)])


def _references(found: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(reference for reference in found if reference)
