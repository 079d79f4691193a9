"""The same post read in another way: what says so where neither its id nor its slot is what it was.

A page whose structured data is gone is read by its cards, which know of no id and date a post by its day; a correction
by whoever looked gives a post another author. Neither is news.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import or_, select

from complaints.ledger import Ledger
from complaints.moments import CLOCK_STEP, earliest
from complaints.normalise import folded
from complaints.review import CARDS, Review, review_from_json
from complaints.tables import findings

Row = dict[str, Any]
Post = TypeVar("Post")

# One way gives the instant, another the day, on another clock; "3 days ago" is a day off by the hour.
APART = timedelta(days=2)
# Fewer characters are what anyone writes.
FEWEST = 25
_BEGINNING = 40


def read_otherwise(ledger: Ledger, source: str, posts: Mapping[Post, Review], since: datetime) -> dict[Post, Row]:
    """The findings of the source, not met since then, that some of these unknown posts are, by post.

    Of each finding its id, origin and review. None where two posts or two findings could be meant.
    """
    if not posts:
        return {}
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in _unmet(ledger, source, _dates(ledger, posts), since):
        found[_said(review_from_json(row["review"]))[:_BEGINNING]].append(row)
    same = {post: _same(ledger, review, found[_said(review)[:_BEGINNING]]) for post, review in posts.items()}
    meant = [row["id"] for rows in same.values() for row in rows]
    return {post: rows[0] for post, rows in same.items() if len(rows) == 1 and meant.count(rows[0]["id"]) == 1}


def is_same(before: Review, after: Review) -> bool:
    """Whether two readings of different ways, or by cards, say the same words; a way may cut them short."""
    if before.reader == after.reader != CARDS:
        return False
    shorter, longer = sorted((_said(before), _said(after)), key=len)
    return len(shorter) >= FEWEST and longer.startswith(shorter)


def _said(review: Review) -> str:
    """The words; of a review without words who gave which mark."""
    words = folded(review.text or review.title).rstrip(" .…")
    mark = review.rating and f"{review.rating.value:g}"
    return words if len(words) >= FEWEST else f"{words} {folded(review.author)} {mark}".ljust(FEWEST)


def _same(ledger: Ledger, review: Review, rows: Sequence[Row]) -> list[Row]:
    at = earliest(review.published, ledger.shop.zone)
    near = [row for row in rows if at is None or row["published_at"] is None or abs(at - row["published_at"]) <= APART]
    return [row for row in near if is_same(review_from_json(row["review"]), review)]


def _dates(ledger: Ledger, posts: Mapping[Post, Review]) -> list[datetime]:
    dates = (earliest(review.published, ledger.shop.zone) for review in posts.values())
    return [date for date in dates if date is not None]


def _unmet(ledger: Ledger, source: str, dates: Sequence[datetime], since: datetime) -> list[Row]:
    columns = (findings.c[name] for name in ("id", "origin", "review", "published_at"))
    query = select(*columns).where(
        findings.c.shop == ledger.shop.key,
        findings.c.source == source,
        # Or by a clock that was ahead.
        or_(findings.c.last_seen < since, findings.c.last_seen > ledger.now + CLOCK_STEP),
    )
    if dates:
        within = findings.c.published_at.between(min(dates) - APART, max(dates) + APART)
        query = query.where(or_(within, findings.c.published_at.is_(None)))
    return [dict(row) for row in ledger.connection.execute(query).mappings().all()]
