"""The sources of shop.toml with what is known of each, for `klachtwacht sources`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from complaints import sources
from complaints.database import reading
from complaints.robots_files import RobotsFile
from complaints.views import iso
from crawler.manners.robots_policy import Standing
from crawler.source import Source
from klachtwacht import sites
from klachtwacht.config import Config
from klachtwacht.robots_shelf import known_robots, site_of
from klachtwacht.staleness import stale
from klachtwacht.todo import todo


def listed(config: Config, engine: Engine, now: datetime) -> list[dict[str, Any]]:
    """Every source in the shape of the contract, in the order of shop.toml."""
    robots = known_robots(engine, [source.url for source in config.sources if source.enabled])
    with reading(engine) as connection:
        known = [sources.load(connection, source.shop, source.name, now) for source in config.sources]
    asked = [_asked(source, robots, config.network.user_agent) for source in config.sources]
    rows = (
        {**_row(source, before, now), "robots": asks}
        for source, before, asks in zip(config.sources, known, asked, strict=True)
    )
    return [
        {**row, "todo": todo(source, row["lamp"], row["reason"], before.next_due, now)}
        for source, before, row in zip(config.sources, known, rows, strict=True)
    ]


def _asked(source: Source, robots: Mapping[str, RobotsFile | None], agent: str) -> dict[str, Any] | None:
    """What the site's robots.txt asks of us, as it was last answered; None where it was not asked for."""
    if not source.url or not source.enabled or not sites.spider(source.site).asks_robots_of(source):
        return None
    file = robots[site_of(source.url)]
    if file is None:
        return None
    standing = Standing.of(file, agent)
    return {"allowed": standing.allows(source.url), "crawl_delay": standing.group.delay, "fetched": iso(file.fetched)}


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
        "verified": sites.spider(source.site).verified_of(source),
        "permission": source.permission,
    }


def shown_lamp(source: Source, known: sources.Before, now: datetime) -> tuple[str, str | None, datetime | None]:
    """The lamp as of now: a source that no run has read for long is stale, whatever the last run said."""
    if not source.enabled:
        return "off", "enabled = false in shop.toml", None
    found = stale(source, known, now)
    return ("stale", found.reason, found.since) if found else (known.lamp, known.reason, known.since)
