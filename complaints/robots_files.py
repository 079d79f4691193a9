"""What each site last said in its robots.txt, kept between runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from complaints.tables import robots

_OF = select(robots).where(robots.c.authority.in_(bindparam("authorities", expanding=True)))
_RENEW = update(robots).where(robots.c.authority == bindparam("of_authority"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsFile:
    """What came of asking an authority (scheme://host:port) for its robots.txt, and until when that holds.

    kind: rules (text holds them), none (it has no robots.txt), refused, busy, unreachable (the server failed) or
    silent (no answer). reason says in words what came instead of rules. Times are aware.
    """

    authority: str
    fetched: datetime
    expires: datetime
    kind: str
    text: str = ""
    reason: str | None = None


def load(connection: Connection, authorities: Iterable[str]) -> dict[str, RobotsFile]:
    """What is known of these authorities, whether it still holds or not, by authority."""
    rows = connection.execute(_OF, {"authorities": list(authorities)}).mappings()
    return {row["authority"]: RobotsFile(**row) for row in rows}


def save(connection: Connection, file: RobotsFile) -> None:
    """Keep what came, in place of what was known."""
    values = asdict(file)
    if not connection.execute(_RENEW, {"of_authority": file.authority, **values}).rowcount:
        connection.execute(insert(robots).values(values))
