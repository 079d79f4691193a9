"""One pass: the sources that are due are crawled and recorded, and delivery goes on beside it.

The only place that knows both crawling and delivering.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine

from alerts.courier import Courier
from alerts.deliver import Delivered
from alerts.discretion import pieces
from alerts.routing import router
from complaints import outbox, recurrence, runs, sources, summary, waiting
from complaints.database import one_run, reading
from complaints.events import Route
from complaints.ledger import Ledger
from complaints.shop import Shop
from complaints.writer import Writer
from crawler.drift import is_as_it_is
from crawler.handover import Task
from crawler.lamps import Verdict, judge, not_too_quiet
from crawler.reading.stored import from_json, with_canary
from crawler.source import Source
from crawler.ways import own_way
from guard.fault import Fault
from guard.secrets import mask
from klachtwacht import intervals, sites
from klachtwacht.config import Config
from klachtwacht.keeper import Reading, SourceKeeper, Sum, newest_first
from klachtwacht.robots_shelf import DatabaseShelf, known_robots
from klachtwacht.staleness import Stale, passed_over

if TYPE_CHECKING:
    from crawler.process import Report

Clock = Callable[[], datetime]
# Sources of one cron minute need not be due in the same second: a run that is a little early counts as on time.
GRACE = timedelta(seconds=30)


class UnknownSourceError(Fault):
    """A source was named that shop.toml does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceResult:
    """What a pass did at one source, in the words of the contract."""

    name: str
    shop: str
    site: str
    lamp: str
    reason: str | None
    requests: int
    bytes: int
    read: int
    new: int
    edited: int
    removed: int
    replies: int


@dataclass(slots=True, kw_only=True)
class RunResult:
    """What a pass did. busy: another pass was at work, so nothing was done."""

    sources: list[SourceResult] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    reopened: list[str] = field(default_factory=list)
    delivered: int = 0
    waiting: int = 0
    dead: int = 0
    busy: bool = False


class Progress:
    """What a pass tells while it is under way; this one tells nothing."""

    def begins(self, tasks: Sequence[Task]) -> None:
        """The sources that will be read."""

    def ends(self, result: SourceResult) -> None:
        """One source is done."""


def select(config: Config, names: Collection[str]) -> list[Source]:
    """The sources of those names (name or shop/name), every enabled one where none is given.

    Shops may have sources of one name: it means them all. Raises UnknownSourceError.
    """
    if not names:
        return [source for source in config.sources if source.enabled]
    known = {key for source in config.sources for key in (source.name, source.path)}
    unknown = sorted(set(names) - known)
    if unknown:
        raise UnknownSourceError(f"no source called {', '.join(unknown)}; there are {', '.join(sorted(known))}")
    return [source for source in config.sources if {source.name, source.path} & set(names)]


@dataclass(slots=True, kw_only=True)
class Pass:
    """One pass under way."""

    config: Config
    engine: Engine
    clock: Clock
    progress: Progress
    route: Route
    shops: Mapping[str, Shop]
    result: RunResult = field(default_factory=RunResult)
    keepers: dict[str, SourceKeeper] = field(default_factory=dict)
    before: dict[str, sources.Before] = field(default_factory=dict)
    number: int | None = None


def run(
    config: Config, engine: Engine, names: Collection[str], *, all_: bool, clock: Clock, progress: Progress
) -> RunResult:
    """One pass over what is due, or over the named sources, or over all; delivers beside it.

    The database has been prepared. Raises UnknownSourceError, InterruptedCrawlError, and what the database raises.
    """
    chosen = select(config, names)
    work = Pass(
        config=config,
        engine=engine,
        clock=clock,
        progress=progress,
        route=router(config.destinations),
        shops={shop.key: shop for shop in config.shops},
    )
    courier = Courier(engine, config.destinations, shops=work.shops, clock=clock, chance=random.random)
    with one_run(engine) as ours:
        if not ours:
            return _busy(engine)
        courier.start()
        try:
            _end_waits(work)
            _crawl_and_record(work, chosen, courier, forced=all_ or bool(names))
        except BaseException:
            courier.finish()
            raise
    return _ended(work, courier.finish())


def _busy(engine: Engine) -> RunResult:
    with reading(engine) as connection:
        now = outbox.counts(connection)
    return RunResult(busy=True, waiting=now["waiting"], dead=now["dead"])


def _ended(work: Pass, delivered: Delivered) -> RunResult:
    result = work.result
    result.delivered, result.waiting, result.dead = delivered.delivered, delivered.waiting, delivered.dead
    if work.number is not None:
        with work.engine.begin() as connection:
            runs.end(connection, work.number, work.clock(), asdict(result))
    return result


def _end_waits(work: Pass) -> None:
    """Take up again what waited until now. Only who finds some keeps other writers out."""
    now = work.clock()
    with reading(work.engine) as connection:
        shops = [shop for shop in work.config.shops if waiting.passed(connection, shop.key, now)]
    for shop in shops:
        with work.engine.begin() as connection:
            waiting.end_passed(Ledger(connection=connection, shop=shop, now=now, route=work.route))


def _crawl_and_record(work: Pass, chosen: Sequence[Source], courier: Courier, *, forced: bool) -> None:
    now = work.clock()
    _look_up(work, chosen, now)
    due = [source for source in chosen if forced or work.before[source.path].due(now + GRACE)]
    _tell_stale(work, due, now)
    if not due:
        return
    from crawler.process import crawl

    with work.engine.begin() as connection:
        work.number = runs.begin(connection, now)
    with Writer(work.engine, courier.wake) as writer:
        tasks = [_task(work, source, writer, now) for source in due]
        work.progress.begins(tasks)
        shelf = DatabaseShelf(writer, work.clock, known_robots(work.engine, [source.url for source in due]))
        crawl(tasks, work.config.network, partial(_finish, work, writer), shelf=shelf)
        writer.submit(partial(_summarise, work)).result()


def _look_up(work: Pass, chosen: Sequence[Source], now: datetime) -> None:
    """What is known of each source. A reading that is due looks for every awaited answer; one that was asked for
    early leaves alone what was seen within the interval.
    """
    with reading(work.engine) as connection:
        for source in chosen:
            before = sources.load(connection, source.shop, source.name, now)
            if not before.due(now + GRACE):
                within = before.interval or source.every
                before = sources.load(connection, source.shop, source.name, now - within)
            work.before[source.path] = before


def _tell_stale(work: Pass, due: Sequence[Source], now: datetime) -> None:
    """Tell of the sources that no pass comes to, this one neither: of one that is read now its lamp tells."""
    late = _late(work, now)
    if not late:
        return
    with work.engine.begin() as connection:
        # Passes that never end come to nothing, whatever they set out to read.
        read = set() if runs.was_cut_off(connection) else {source.path for source in due}
        for source, why in late:
            if source.path not in read:
                ledger = _ledger(work, connection, source)
                sources.go_stale(ledger, source.name, source.site, why.reason, why.since)


def _late(work: Pass, now: datetime) -> list[tuple[Source, Stale]]:
    enabled = [source for source in work.config.sources if source.enabled]
    with reading(work.engine) as connection:
        known = [work.before.get(one.path) or sources.load(connection, one.shop, one.name, now) for one in enabled]
    found = ((source, passed_over(source, before, now)) for source, before in zip(enabled, known, strict=True))
    return [(source, why) for source, why in found if why is not None]


def _task(work: Pass, source: Source, writer: Writer, now: datetime) -> Task:
    shop, before = work.shops[source.shop], work.before[source.path]
    about = Reading(shop=shop, source=source.name, before=before, history=source.history, started=now, route=work.route)
    keeper = work.keepers[source.path] = SourceKeeper(about, writer, work.clock)
    return Task(
        source=source,
        spider=partial(sites.spider, source.site),
        keeper=keeper,
        now=now,
        first=before.first_read is None,
        deep=before.deep(now),
        max_pages=work.config.network.max_pages,
        shop_names=(shop.name, *shop.names),
        shop_domains=shop.domains,
        shop_near=shop.near,
        pages=before.asked_for,
        way=before.way,
        learned=from_json(before.learned) if before.learned else None,
    )


async def _finish(work: Pass, writer: Writer, report: Report) -> None:
    """A source was read: its lamp, what is missing on it, and when it is due again."""
    source, kept = report.task.source, work.keepers[report.task.source.path].sum
    before = work.before[source.path]
    newest = _newest(before, kept)
    verdict = judge(
        report.saw,
        most_read=before.most_read,
        newest=newest,
        now=work.clock(),
        earlier=() if _is_as_it_is(report, before) else before.readings,
        withheld=before.withheld + kept.withheld,
    )
    verdict = not_too_quiet(verdict, newest=newest, silence=before.silence, now=work.clock())
    verdict = replace(verdict, reason=_without_secrets(verdict.reason, source))
    removed = await asyncio.wrap_future(writer.submit(partial(_end, work, report, verdict)))
    done = SourceResult(
        name=source.name,
        shop=source.shop,
        site=source.site,
        lamp=verdict.lamp,
        reason=verdict.reason,
        requests=report.requests,
        bytes=report.bytes,
        read=kept.read,
        new=kept.new,
        edited=kept.edited,
        removed=removed + kept.removed,
        replies=kept.replies,
    )
    work.result.sources.append(done)
    work.result.complaints += kept.opened
    work.result.reopened += kept.reopened
    work.progress.ends(done)


def _is_as_it_is(report: Report, before: sources.Before) -> bool:
    source = report.task.source
    spider = sites.spider(source.site)
    data = spider.reads_data and (source.key is not None or not source.url or not spider.reads_pages)
    return is_as_it_is(before, report.task.now, data=data)


def _without_secrets(reason: str | None, source: Source) -> str | None:
    """A reason is kept, mailed and shown; the key of an API may stand in an address that is told in it."""
    if not reason or not source.key:
        return reason
    key = source.key.reveal()
    # A key of several parts, as OAuth has them, is told in parts.
    return mask(reason, [*pieces(key), *key.split(":")])


def _end(work: Pass, report: Report, verdict: Verdict, connection: Connection) -> int:
    """Write down how a reading ended; gives how many posts were found removed."""
    source, kept = report.task.source, work.keepers[report.task.source.path].sum
    interval = intervals.next_interval(
        source,
        work.before[source.path].interval,
        news=bool(kept.new or kept.edited or kept.replies) if verdict.lamp in sources.HEALTHY else None,
        awaited=intervals.adapts(source) and sources.awaits_answer(connection, source.shop, source.name),
    )
    return sources.finish(_ledger(work, connection, source), _outcome(work, report, verdict, interval))


def _newest(before: sources.Before, kept: Sum) -> datetime | None:
    return max((date for date in [before.newest, *kept.dates] if date is not None), default=None)


def _outcome(work: Pass, report: Report, verdict: Verdict, interval: timedelta) -> sources.Outcome:
    source, saw = report.task.source, report.saw
    kept, stored = work.keepers[source.path].sum, work.before[source.path].learned
    ordered = verdict.lamp in sources.HEALTHY and newest_first(kept.dates)
    return sources.Outcome(
        source=source.name,
        site=source.site,
        started=report.task.now,
        lamp=verdict.lamp,
        reason=verdict.reason,
        # From the beginning: a pass that takes a minute would else miss the next turn of cron.
        next_due=intervals.due(source, report.task.now, interval, saw.again),
        interval=interval,
        read=kept.read,
        # What a first walk did not reach yet is history too.
        any_page=(kept.read > 0 or saw.unchanged > 0) and not saw.under_way,
        complete=verdict.lamp in sources.HEALTHY and (saw.reached_end or saw.at_limit) and not saw.under_way,
        range_from=min(date for date in kept.dates if date) if ordered and not saw.partial else None,
        unknown_scale=kept.unknown_scale,
        figures=saw.figures,
        anew=_is_as_it_is(report, work.before[source.path]),
        withheld=kept.withheld,
        unsure=saw.unsure,
        way=own_way(saw.own, saw.way),
        learned=with_canary(stored, saw.canary) if stored and saw.canary else None,
    )


def _ledger(work: Pass, connection: Connection, source: Source) -> Ledger:
    return Ledger(connection=connection, shop=work.shops[source.shop], now=work.clock(), route=work.route)


def _summarise(work: Pass, connection: Connection) -> None:
    for shop in work.config.shops:
        ledger = Ledger(connection=connection, shop=shop, now=work.clock(), route=work.route)
        summary.summarise(ledger)
        recurrence.watch(ledger)


def as_json(result: RunResult) -> dict[str, Any]:
    """The one object that `run --json` prints."""
    kept = asdict(result)
    del kept["busy"]
    return kept
