"""Whether the program is at work and well: what is overdue or broken, each with what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import Engine, update
from sqlalchemy.exc import DBAPIError

from complaints import runs, undelivered
from complaints.database import failed, one_run, reading
from complaints.runs import Run
from complaints.sources import UNHEALTHY
from complaints.tables import counters
from complaints.undelivered import Undelivered
from complaints.views import iso
from guard.text import one_line
from klachtwacht.config import Config
from klachtwacht.source_list import listed

# What is due longer than this is not read because no pass is made.
OVERDUE = timedelta(hours=2)
# All sources are read within their quarters of an hour, eight at a time.
LONGEST_PASS = timedelta(hours=6)
LONGEST_ERROR = 120
SCHEDULE = "see whether cron or the timer still starts klachtwacht run"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ailment:
    """One thing that is not well. what is program, database, run, source or outbox; name says which."""

    what: str
    name: str | None
    why: str
    todo: str | None

    def line(self) -> str:
        """It in one line."""
        of = f"{self.what} {self.name}" if self.name else self.what
        return f"{of}: {self.why}" + (f"; {self.todo}" if self.todo else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of the program now. sources: as `sources` lists them; written: when shop.toml was.

    run: the pass that began last; at_work: whether one is at work now. unwritable: why the database is.
    """

    now: datetime
    written: datetime
    zone: tzinfo
    sources: Sequence[Row]
    run: Run | None = None
    at_work: bool = False
    unwritable: str | None = None
    dead: Sequence[Undelivered] = ()
    failing: Sequence[Undelivered] = ()
    unsent: Sequence[Undelivered] = ()


def looked_at(config: Config, engine: Engine, now: datetime) -> Facts:
    """The facts, from the database and the settings file."""
    names = [destination.name for destination in config.destinations]
    with reading(engine) as connection:
        last = runs.latest(connection)
        dead = undelivered.dead(connection, now)
        failing = undelivered.failing(connection, names)
        unsent = undelivered.unsent(connection, names, now)
    return Facts(
        now=now,
        written=datetime.fromtimestamp(config.path.stat().st_mtime, UTC),
        zone=config.shops[0].zone,
        sources=listed(config, engine, now),
        run=last,
        at_work=last is not None and last.ended is None and _is_at_work(engine),
        unwritable=_unwritable(engine),
        dead=dead,
        failing=failing,
        unsent=unsent,
    )


def _is_at_work(engine: Engine) -> bool:
    with one_run(engine) as ours:
        return not ours


def _unwritable(engine: Engine) -> str | None:
    """Why nothing can be written down, None where it can: something is written, and taken back."""
    try:
        with engine.connect() as connection, connection.begin() as transaction:
            connection.execute(update(counters).values(value=counters.c.value))
            transaction.rollback()
    except DBAPIError as error:
        return str(failed(error, engine))
    return None


def ailments(facts: Facts) -> list[Ailment]:
    """Everything that is overdue or broken; empty where all is well."""
    return [*_of_the_database(facts), *_of_the_run(facts), *_of_sources(facts), *_of_the_outbox(facts)]


def _of_the_database(facts: Facts) -> Iterator[Ailment]:
    if facts.unwritable:
        yield Ailment(what="database", name=None, why=facts.unwritable, todo=None)


def _of_the_run(facts: Facts) -> Iterator[Ailment]:
    read = [row for row in facts.sources if row["lamp"] != "off"]
    if facts.run is None:
        if read and facts.now - facts.written > OVERDUE:
            yield _run("no pass was ever made", "klachtwacht run, and have cron or a timer start it")
        return
    began = _at(facts.run.started, facts)
    if facts.run.ended is None and not facts.at_work:
        yield _run(
            f"the pass of {began} never came to its end", "klachtwacht run shows why, or the log of the computer"
        )
    elif facts.run.ended is None and facts.now - facts.run.started > LONGEST_PASS:
        yield _run(f"the pass of {began} is still at work", "see what holds it up, and end it")
    due = [datetime.fromisoformat(row["next_due"]) for row in read if row["next_due"]]
    late = [moment for moment in due if facts.now - moment > OVERDUE]
    if late and not facts.at_work:
        yield _run(f"{len(late)} of {len(read)} sources are long due, one since {_at(min(late), facts)}", SCHEDULE)


def _run(why: str, todo: str) -> Ailment:
    return Ailment(what="run", name=None, why=why, todo=todo)


def _of_sources(facts: Facts) -> Iterator[Ailment]:
    for row in facts.sources:
        name = f"{row['shop']}/{row['name']}"
        if row["lamp"] in UNHEALTHY:
            since = f" since {_at(datetime.fromisoformat(row['since']), facts)}" if row["since"] else ""
            why = f"{row['lamp']}{since}" + (f": {row['reason']}" if row["reason"] else "")
            yield Ailment(what="source", name=name, why=why, todo=row["todo"])
        elif row["lamp"] == "new" and facts.run is not None and facts.now - facts.written > OVERDUE:
            yield Ailment(what="source", name=name, why="was never read", todo=row["todo"])


def _of_the_outbox(facts: Facts) -> Iterator[Ailment]:
    for each in facts.dead:
        yield _outbox(each, "were given up", "klachtwacht outbox names them; see klachtwacht show for each", facts)
    for each in facts.failing:
        yield _outbox(each, "could not be sent yet", "see whether the address in shop.toml is right", facts)
    for each in facts.unsent:
        yield _outbox(each, "wait, and nobody sends them", f"klachtwacht deliver; {SCHEDULE}", facts)


def _outbox(each: Undelivered, what: str, todo: str, facts: Facts) -> Ailment:
    error = f": {one_line(each.error, LONGEST_ERROR)}" if each.error else ""
    why = f"{each.count} messages {what}, the oldest of {_at(each.since, facts)}{error}"
    return Ailment(what="outbox", name=each.destination, why=why, todo=todo)


def _at(moment: datetime, facts: Facts) -> str:
    return f"{moment.astimezone(facts.zone):%Y-%m-%d %H:%M}"


def well(facts: Facts) -> str:
    """What to say where nothing is wrong."""
    live = sum(row["lamp"] not in ("off", "new") for row in facts.sources)
    made = f", the last pass that read any began {_at(facts.run.started, facts)}" if facts.run else ", no pass yet"
    return f"all is well: {live} of {len(facts.sources)} sources are read{made}"


def as_json(now: datetime, found: Sequence[Ailment], last: Run | None = None) -> Row:
    """The one object that `health --json` prints."""
    return {
        "healthy": not found,
        "checked": iso(now),
        "last_run": iso(last.started) if last else None,
        "faults": [asdict(each) for each in found],
    }
