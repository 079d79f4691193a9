"""What was erased does not come back: keyed hashes of erased posts, readable by no one."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence

from sqlalchemy import Connection, select

from complaints.ledger import Ledger
from complaints.tables import keys, tombstones

KEY = "tombstones"


def stone(secret: str, shop: str, origin: str, key: str) -> str:
    """The hash by which an erased post is known."""
    return hmac.new(secret.encode(), "\x1f".join((shop, origin, key)).encode(), hashlib.sha256).hexdigest()


def erased(ledger: Ledger, posts: Sequence[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Those of the posts (origin, key) that were erased and must not be recorded again."""
    secret = _secret(ledger.connection) if posts else None
    if secret is None:
        return frozenset()
    stones = {stone(secret, ledger.shop.key, origin, key): (origin, key) for origin, key in posts}
    query = select(tombstones.c.hash).where(tombstones.c.hash.in_(stones))
    return frozenset(stones[found] for found in ledger.connection.execute(query).scalars())


def _secret(connection: Connection) -> str | None:
    """The key of the hashes; there is none before the first erasure, and then nothing to look for."""
    return connection.execute(select(keys.c.value).where(keys.c.name == KEY)).scalar()
