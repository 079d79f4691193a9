"""What became of a known post: edited, worsened, answered, gone or back. None makes a new complaint of an old one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from complaints import matches, records, waiting
from complaints.decide import Decision, decide, number, rating_share, words, worsened
from complaints.gathering import How, gather
from complaints.judging import over
from complaints.ledger import Ledger
from complaints.model.own import weights_beside
from complaints.moments import earliest
from complaints.normalise import post_key
from complaints.retention import for_finding
from complaints.review import Review, review_from_json, review_json
from complaints.states import ENDED
from complaints.tables import findings, revisions

Row = dict[str, Any]
REMOVED_AFTER = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What a changed post came to; opened and reopened are references.

    asks: the record that a post may open now that its scale is known; whether it does is for who knows its age.
    """

    finding: int
    place: tuple[str, str]
    published_at: datetime | None
    edited: bool = False
    reply: bool = False
    opened: str | None = None
    reopened: str | None = None
    asks: records.Opening | None = None


def decided(decision: Decision) -> Row:
    """The columns of a finding that a decision fills."""
    return {
        "decision": decision.decision,
        "themes": list(decision.themes),
        "severity": decision.severity,
        "reasons": list(decision.reasons),
    }


def revise(ledger: Ledger, finding: int, review: Review, kept: Row) -> Edit:
    """Store a post's new wording and do what follows from it; kept holds its origin, new key and hash."""
    row = row_of(ledger, finding)
    before = review_from_json(row["review"])
    published = earliest(review.published, ledger.shop.zone)
    edit = Edit(finding=finding, place=(kept["origin"], kept["key"]), published_at=published)
    if review_json(before) == review_json(review):
        keep(ledger, finding, kept)
        return edit
    if row["complaint"] is None:
        kept = {**kept, "retain_until": for_finding(ledger.now)}
    decision = over(decide(review, ledger.shop.language, weights_beside(ledger.shop.own_model)), row["judged"])
    edit = replace(edit, edited=_wording(before) != _wording(review), reply=_has_new_reply(before, review))
    if edit.edited:
        _keep_old(ledger, row)
    changed = {**kept, **decided(decision), "review": review_json(review), "published_at": published}
    keep(ledger, finding, {**changed, "revisions": row["revisions"] + edit.edited})
    if edit.edited and matches.look_again(ledger, finding, review) and row["withheld"] is None:
        gather(ledger, [finding], [], How())
        row = row_of(ledger, finding) | {"decision": row["decision"]}
    return _follow(ledger, row, before, review, decision, edit)


def row_of(ledger: Ledger, finding: int) -> Row:
    """The row of a finding that is known to exist."""
    return dict(ledger.connection.execute(select(findings).where(findings.c.id == finding)).mappings().one())


def keep(ledger: Ledger, finding: int, values: Row) -> None:
    """Write down columns of a finding that was met again."""
    values = {**values, "last_seen": ledger.now, "missed": 0, "removed": None}
    ledger.connection.execute(update(findings).where(findings.c.id == finding).values(values))


def _keep_old(ledger: Ledger, row: Row) -> None:
    old = {"finding": row["id"], "at": ledger.now, "review": row["review"], "decision": row["decision"]}
    ledger.connection.execute(insert(revisions).values(old))


def _wording(review: Review) -> Row:
    """What the customer says. Where it stands, what it is dated and who read it can change without an edit.

    So can its spacing: two layouts of one page break lines in different places.
    """
    said = review_json(review)
    kept = {name: said[name] for name in ("rating", "recommend", "title", "pros", "cons")}
    return {**kept, "text": _spaced(review.text)}


def _spaced(text: str | None) -> str:
    return " ".join((text or "").split())


def _has_new_reply(before: Review, after: Review) -> bool:
    if after.reply is None:
        return False
    return before.reply is None or _spaced(before.reply.text) != _spaced(after.reply.text)


def _follow(ledger: Ledger, row: Row, before: Review, after: Review, decision: Decision, edit: Edit) -> Edit:
    """What a new wording means for the record: a record where praise turned sour, else events on the one there is."""
    worse = worsened(before, row["decision"], after, decision.decision)
    opening = records.Opening(finding=row["id"], review=after, decision=decision)
    if row["complaint"] is None and decision.opens and worse:
        done = gather(ledger, [row["id"]], [opening], How())
        edit = replace(edit, opened=done.opened.get(row["id"]), reopened=next(iter(done.reopened), None))
    elif row["complaint"] is None and decision.opens and row["decision"] == "to_judge":
        edit = replace(edit, asks=opening)
    elif row["complaint"] is not None:
        edit = _tell_of_edit(ledger, row, edit, decision, _worsening(ledger, before, after) if worse else None)
    if edit.reply:
        observe_reply(ledger, row["id"], after)
    return edit


def _worsening(ledger: Ledger, before: Review, after: Review) -> str:
    language = ledger.shop.language
    old, new = before.rating, after.rating
    if rating_share(old) is None or rating_share(new) is None or old is None or new is None:
        return words.say(language, "worsened-text")
    return words.say(language, "worsened-rating", before=number(old.value, language), after=number(new.value, language))


def _tell_of_edit(ledger: Ledger, row: Row, edit: Edit, decision: Decision, worsening: str | None) -> Edit:
    complaint = records.standing(ledger.connection, {"id": row["complaint"]})
    if edit.edited:
        records.tell(ledger, complaint, records.event(ledger, complaint, "edited", {"finding": row["id"]}))
        waiting.end(ledger, complaint, "edited")
    if worsening is None:
        return edit
    heavier = records.heavier(complaint, decision)
    act = records.Act(verb="worsen", data={"finding": row["id"], "note": worsening}, values=heavier, alert=True)
    if complaint["status"] not in ENDED:
        records.act(ledger, complaint, act)
        return edit
    records.tell(ledger, complaint, records.event(ledger, complaint, "worsened", act.data))
    records.act(ledger, complaint, replace(act, verb="reopen", values={**records.AFRESH, **heavier}))
    return replace(edit, reopened=complaint["reference"])


def observe_reply(ledger: Ledger, finding: int, review: Review) -> None:
    """The shop's answer stands on the page: the complaint is answered, and the answer is kept."""
    row = row_of(ledger, finding)
    if row["complaint"] is None or review.reply is None:
        return
    complaint = records.standing(ledger.connection, {"id": row["complaint"]})
    event = records.act(ledger, complaint, records.Act(verb="observe", data={"finding": finding}))
    at = earliest(review.reply.published, ledger.shop.zone) or ledger.now
    letter = records.Letter(
        direction="to_customer",
        text=review.reply.text,
        at=at,
        public=True,
        channel=row["source"],
        author=ledger.shop.name,
    )
    records.keep(ledger, complaint["id"], event, letter)


def came_back(ledger: Ledger, row: Row) -> None:
    """A post that was thought removed stands on the page again."""
    _event_without_alert(ledger, row, "edited", {"finding": row["id"], "returned": True})


def miss(ledger: Ledger, rows: Sequence[Row]) -> int:
    """Posts that a complete reading of their range did not show; after two such readings they are removed.

    Gives how many were removed now.
    """
    gone = [row for row in rows if row["missed"] + 1 >= REMOVED_AFTER]
    ids = [row["id"] for row in rows]
    if ids:
        missing = update(findings).where(findings.c.id.in_(ids))
        ledger.connection.execute(missing.values(missed=findings.c.missed + 1))
    _remove(ledger, gone)
    return len(gone)


def remove(ledger: Ledger, source: str, ids: Sequence[str]) -> int:
    """Posts of which the site itself says, by its ids, that they are gone. Gives how many were still there."""
    keys = {post_key(Review(site="", id=id_, reader="")) for id_ in ids}
    there = select(findings.c.id, findings.c.complaint).where(
        findings.c.shop == ledger.shop.key,
        findings.c.source == source,
        findings.c.key.in_(keys),
        findings.c.removed.is_(None),
    )
    gone = [dict(row) for row in ledger.connection.execute(there).mappings()] if keys else []
    _remove(ledger, gone)
    return len(gone)


def _remove(ledger: Ledger, rows: Sequence[Row]) -> None:
    for row in rows:
        removed = update(findings).where(findings.c.id == row["id"])
        ledger.connection.execute(removed.values(removed=ledger.now))
        _event_without_alert(ledger, row, "removed", {"finding": row["id"]})


def _event_without_alert(ledger: Ledger, row: Row, kind: str, data: Row) -> None:
    if row["complaint"] is not None:
        complaint = records.standing(ledger.connection, {"id": row["complaint"]})
        records.tell(ledger, complaint, records.event(ledger, complaint, kind, data))
