"""The parts of an installation, looked at for `klachtwacht doctor`: files, database, disk, clock, destinations."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

from sqlalchemy import Engine

from complaints import accesses, runs
from complaints.database import reading, sqlite_file
from crawler.api import ApiSpider
from crawler.browser.find import browser
from crawler.browser.refusal import BrowserError
from crawler.handover import Task
from crawler.source import Source
from guard.fault import Fault
from klachtwacht import doctor, sites
from klachtwacht.config import Config
from klachtwacht.doctor import Check, Needs
from klachtwacht.health import ailments, looked_at
from klachtwacht.program import config_path, load_config, opened

Clock = Callable[[], datetime]


def examined(given: Path | None, clock: Clock, *, send: bool) -> list[Check]:
    """Everything that can be looked at. send: have each destination get a test message."""
    from alerts.channels import check

    try:
        config = load_config(given, check)
    except Fault as fault:
        said = [Check(about="settings", state="fault", said=line) for line in str(fault).splitlines()]
        return [
            *said,
            doctor.of_disk(*_free(config_path(given).absolute().parent)),
            doctor.of_clock(clock(), [_ours()]),
        ]
    return [
        *doctor.of_settings(str(config.path), config.warnings),
        *_database(given, config, clock),
        *_sources(config, clock()),
        *_destinations(config, clock(), send=send),
    ]


def _database(given: Path | None, config: Config, clock: Clock) -> Iterator[Check]:
    try:
        with opened(given) as program:
            yield from _log(config, program.engine, clock())
    except Fault as fault:
        yield Check(about="database", state="fault", said=str(fault))


def _log(config: Config, engine: Engine, now: datetime) -> Iterator[Check]:
    facts = looked_at(config, engine, now)
    if not facts.unwritable:
        yield Check(about="database", state="ok", said=f"{engine.url.render_as_string()} can be written to")
    with reading(engine) as connection:
        copied, last = accesses.latest(connection, "backup"), runs.latest(connection)
    yield doctor.of_backup(copied, now)
    file = sqlite_file(engine)
    yield doctor.of_disk(*_free(file.parent if file else config.path.absolute().parent))
    yield doctor.of_clock(now, [_ours(), last.started if last else None])
    yield from doctor.of_health(ailments(facts))


def _free(folder: Path) -> tuple[str, int]:
    there = next(each for each in (folder, *folder.parents) if each.exists())
    return str(there), shutil.disk_usage(there).free


def _ours() -> datetime:
    """When this very program was put on the disk, which has been."""
    return datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)


def _sources(config: Config, now: datetime) -> Iterator[Check]:
    needs = [_needs(source, now) for source in config.sources if source.enabled]
    try:
        found, why = str(browser()), None
    except BrowserError as error:
        found, why = None, str(error)
    yield from doctor.of_browser(needs, found, why)
    yield from doctor.of_needs(needs)


def _needs(source: Source, now: datetime) -> Needs:
    """What a source's own spider says of it, made as for a reading that is not begun."""
    made = sites.spider(source.site)
    nothing = SimpleNamespace()
    task = Task(source=source, spider=lambda: made, keeper=nothing, now=now, first=False, deep=False, max_pages=1)
    spider = made(task=task)
    lacks = spider.lacks() if isinstance(spider, ApiSpider) and spider.asks_for_data else []
    return Needs(path=source.path, keys=lacks, browser=spider.is_drawn)


def _destinations(config: Config, now: datetime, *, send: bool) -> Iterator[Check]:
    from alerts.send import check
    from alerts.trial import try_out

    languages = {shop.key: shop.languages[0] for shop in config.shops}
    for destination in config.destinations:
        why = check(destination)
        if why is None and send:
            of_shop = next((languages[key] for key in destination.shops if key in languages), None)
            why = try_out(destination, of_shop or config.shops[0].languages[0], now).error
        yield doctor.of_destination(destination.name, why, sent=send)
