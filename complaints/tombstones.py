"""What was erased does not come back: keyed hashes of what erased posts are known by, readable by no one."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, insert, select

from complaints.ledger import Ledger
from complaints.match import FEWEST_WORDS
from complaints.normalise import folded, normalise, post_key, slot
from complaints.review import Review
from complaints.tables import keys, tombstones

KEY = "tombstones"
# The words of a post are known on every site: an import need not say which it was.
ANY_SITE = ""

Place = tuple[str, str]


def stone(secret: str, shop: str, origin: str, key: str) -> str:
    """The hash by which an erased post is known."""
    return hmac.new(secret.encode(), "\x1f".join((shop, origin, key)).encode(), hashlib.sha256).hexdigest()


def erased(ledger: Ledger, posts: Sequence[tuple[Place, Review]]) -> frozenset[Place]:
    """The places (origin, key) of those posts that were erased and must not be recorded again."""
    secret = _secret(ledger.connection) if posts else None
    if secret is None:
        return frozenset()
    stones = {
        stone(secret, ledger.shop.key, *mark): place
        for place, review in posts
        for mark in (place, *_marks(place[0], review, by_day=review.id is None))
    }
    query = select(tombstones.c.hash).where(tombstones.c.hash.in_(stones))
    return frozenset(stones[found] for found in ledger.connection.execute(query).scalars())


def bury(connection: Connection, now: datetime, shop: str, posts: Iterable[tuple[Place, Review]]) -> None:
    """Keep the hashes of posts that are erased now: of each wording, with the place it was known by."""
    secret = _secret(connection) or _new_secret(connection)
    marks = {mark for place, review in posts for mark in (place, *_marks(place[0], review, by_day=True))}
    stones = {stone(secret, shop, *mark) for mark in marks}
    known = set(connection.execute(select(tombstones.c.hash).where(tombstones.c.hash.in_(stones))).scalars())
    if stones - known:
        connection.execute(insert(tombstones), [{"hash": one, "at": now} for one in sorted(stones - known)])


def _marks(origin: str, review: Review, *, by_day: bool) -> Iterator[Place]:
    """What else a post is known by: its words on any site and, where its site gives no id, its author and date.

    The latter finds it again in new words, and takes another post by that name on that day for it.
    """
    unnamed = replace(normalise(review), id=None)
    if len(folded(f"{unnamed.title or ''} {unnamed.text or ''}").split()) >= FEWEST_WORDS:
        yield ANY_SITE, post_key(unnamed)
    for day in {slot(unnamed), slot(replace(review, id=None))} if by_day else ():
        if day is not None:
            yield origin, f"day:{day}"


def _secret(connection: Connection) -> str | None:
    """The key of the hashes; there is none before the first erasure, and then nothing to look for."""
    return connection.execute(select(keys.c.value).where(keys.c.name == KEY)).scalar()


def _new_secret(connection: Connection) -> str:
    secret = secrets.token_hex(32)
    connection.execute(insert(keys).values(name=KEY, value=secret))
    return secret
