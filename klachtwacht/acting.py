"""Doing something to a complaint on behalf of a person: the shop, the time and the destinations that hear of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

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
        ledger = Ledger(
            connection=connection,
            shop=shop_of(program.config, row["shop"]),
            now=clock(),
            by=one_line(by, LONGEST_NAME) or "unknown",
            route=router(program.config.destinations),
        )
        action(ledger, row)
        return by_id(connection, row["id"])


def shop_of(config: Config, key: str) -> Shop:
    """The shop of a record; one that shop.toml no longer has goes by its key."""
    return next((shop for shop in config.shops if shop.key == key), Shop(key=key, name=key))
