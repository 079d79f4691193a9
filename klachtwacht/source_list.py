"""The sources of shop.toml with what is known of each, for `klachtwacht sources`."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from complaints import sources
from complaints.database import reading
from complaints.views import iso
from crawler.source import Source
from klachtwacht import sites
from klachtwacht.config import Config

# A source that should have been read this many times since it last was has gone stale.
STALE_TIMES = 3
STALE_AT_LEAST = timedelta(hours=2)


def listed(config: Config, engine: Engine, now: datetime) -> list[dict[str, Any]]:
    """Every source in the shape of the contract, in the order of shop.toml."""
    with reading(engine) as connection:
        return [_row(source, sources.load(connection, source.shop, source.name, now), now) for source in config.sources]


def _row(source: Source, known: sources.Before, now: datetime) -> dict[str, Any]:
    lamp, reason, since = shown_lamp(source, known, now)
    return {
        "name": source.name,
        "shop": source.shop,
        "site": source.site,
        "lamp": lamp,
        "reason": reason,
        "since": iso(since),
        "last_ok": iso(known.last_ok),
        "newest": iso(known.newest),
        "next_due": iso(known.next_due) if source.enabled else None,
        "verified": sites.spider(source.site).verified,
        "permission": source.permission,
    }


def shown_lamp(source: Source, known: sources.Before, now: datetime) -> tuple[str, str | None, datetime | None]:
    """The lamp as of now: a source that no run has read for long is stale, whatever the last run said."""
    if not source.enabled:
        return "off", "enabled = false in shop.toml", None
    stale_after = max(max(source.every, known.interval or source.every) * STALE_TIMES, STALE_AT_LEAST)
    if known.lamp in sources.HEALTHY and known.last_ok and now - known.last_ok > stale_after:
        reason = f"not read since {known.last_ok:%Y-%m-%d %H:%M} UTC: is `klachtwacht run` still scheduled?"
        return "stale", reason, known.last_ok + stale_after
    return known.lamp, known.reason, known.since
