"""How often a source gets new posts, by those that came while it was watched."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

from sqlalchemy import Connection, bindparam, select

from complaints.tables import findings

# Nothing new for this long is quiet, not dead: small shops get a review a month.
QUIET_AFTER = timedelta(days=30)
# Of fewer posts no rhythm is known. What a first reading found was not seen to come.
FEWEST = 10
LOOKED_AT = 50

_CAME = (
    select(findings.c.published_at)
    .where(
        findings.c.shop == bindparam("shop"),
        findings.c.source == bindparam("name"),
        findings.c.first_seen > bindparam("first_read"),
        findings.c.published_at.is_not(None),
    )
    .order_by(findings.c.published_at.desc())
    .limit(LOOKED_AT)
)


def longest_silence(connection: Connection, shop: str, name: str, first_read: datetime) -> timedelta | None:
    """The longest time between two of the posts that came since the first reading; None of fewer than ten."""
    asked = {"shop": shop, "name": name, "first_read": first_read}
    came = list(connection.execute(_CAME, asked).scalars())
    return max(later - earlier for later, earlier in pairwise(came)) if len(came) >= FEWEST else None
