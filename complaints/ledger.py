"""The transaction in which something is written down: for which shop, when, by whom, and who hears of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from complaints.events import SYSTEM, Route, nowhere
from complaints.shop import Shop


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """One open transaction on one shop's records. now is aware; route says which destinations hear of an event."""

    connection: Connection
    shop: Shop
    now: datetime
    by: str = SYSTEM
    route: Route = nowhere
