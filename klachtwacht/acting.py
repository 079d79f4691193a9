"""Doing something to a complaint on behalf of a person: the shop, the time and the destinations that hear of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection

from alerts.routing import router
from complaints.ledger import Ledger
from complaints.records import by_id, find
from complaints.shop import Shop
from guard.text import one_line
from klachtwacht.config import Config
from klachtwacht.program import Program, clock

Action = Callable[[Ledger, dict[str, Any]], None]
LONGEST_NAME = 100


def act_on(program: Program, reference: str, by: str, action: Action) -> dict[str, Any]:
    """Do it in one transaction; gives the complaint's row afterwards.

    Raises UnknownReferenceError and ForbiddenChangeError.
    """
    with program.engine.begin() as connection:
        row = find(connection, reference)
        action(_ledger(program, connection, row["shop"], by), row)
        return by_id(connection, row["id"])


def act_for(program: Program, shop: Callable[[Connection], str], by: str, action: Callable[[Ledger], None]) -> None:
    """Do something to the records of a shop in one transaction; shop says which, by its key, and may refuse."""
    with program.engine.begin() as connection:
        action(_ledger(program, connection, shop(connection), by))


def _ledger(program: Program, connection: Connection, shop: str, by: str) -> Ledger:
    return Ledger(
        connection=connection,
        shop=shop_of(program.config, shop),
        now=clock(),
        by=one_line(by, LONGEST_NAME) or "unknown",
        route=router(program.config.destinations),
    )


def shop_of(config: Config, key: str) -> Shop:
    """The shop of a record; one that shop.toml no longer has goes by its key."""
    return next((shop for shop in config.shops if shop.key == key), Shop(key=key, name=key))
