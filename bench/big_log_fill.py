"""A log of years, written by the store itself, page after page: `python -m bench.big_log_fill URL FINDINGS`.

The database gets that many findings of invented text, one in ten a complaint, of which nine in ten are closed.
"""

from __future__ import annotations

import json
import random
import sys
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from bench.invented import NAMES, SEED, WORDS
from complaints import actions
from complaints.database import open_engine, prepare
from complaints.ledger import Ledger
from complaints.records import find
from complaints.review import Rating, Reply, Review
from complaints.shop import Shop
from complaints.store import Batch, record
from complaints.tables import complaints

COMPLAINTS_OF = 10
PAGE = 100
PAGES_AT_ONCE = 20
APART = timedelta(minutes=10)
# Of ten complaints nine are closed, as in a log that is kept.
OPEN_OF = 10


def fill(url: str, count: int) -> dict[str, str | int]:
    """Write the log; gives the reference of one complaint, how many there are, and the size in bytes."""
    engine = open_engine(url)
    begun = datetime.now(UTC).replace(microsecond=0) - count * APART
    prepare(engine, begun)
    shop, chance = Shop(key="fietsjansen", name="Fietsen Jansen"), random.Random(SEED)
    for first in range(0, count, PAGE * PAGES_AT_ONCE):
        now = begun + (first + PAGE * PAGES_AT_ONCE) * APART
        with engine.begin() as connection:
            ledger = Ledger(connection=connection, shop=shop, now=now)
            _write(ledger, range(first, min(first + PAGE * PAGES_AT_ONCE, count)), begun, chance)
    with engine.connect() as connection:
        newest = sa.select(sa.func.max(complaints.c.reference), sa.func.count())
        reference, number = connection.execute(newest).one()
        size = connection.execute(sa.text(_SIZE[engine.dialect.name])).scalar_one()
    engine.dispose()
    return {"reference": reference, "complaints": number, "bytes": size}


_SIZE = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
    "postgresql": "SELECT pg_database_size(current_database())",
}


def _write(ledger: Ledger, numbers: range, begun: datetime, chance: random.Random) -> None:
    for first in range(numbers.start, numbers.stop, PAGE):
        page = range(first, min(first + PAGE, numbers.stop))
        reviews = [_review(number, begun + number * APART, chance) for number in page]
        done = record(ledger, Batch(source="praktijk", url=None, reviews=reviews, started=ledger.now))
        for place, reference in enumerate(done.opened):
            if (first // COMPLAINTS_OF + place) % OPEN_OF:
                _settle(ledger, reference)


def _settle(ledger: Ledger, reference: str) -> None:
    for act in (
        lambda row: actions.acknowledge(ledger, row),
        lambda row: actions.answer(ledger, row, "Excuses, we lossen het op.", posted=True),
        lambda row: actions.resolve(ledger, row, actions.Remedy(given="een nieuw zadel"), None),
        lambda row: actions.close(ledger, row),
    ):
        act(find(ledger.connection, reference))


def _review(number: int, published: datetime, chance: random.Random) -> Review:
    bad = number % COMPLAINTS_OF == 0
    text = " ".join(chance.choices(WORDS, k=40 + chance.randrange(50))).capitalize()
    return Review(
        site="praktijk",
        url=f"https://praktijk.example/reviews/{number}",
        id=f"r{number}",
        author=f"{chance.choice(NAMES)} {chr(65 + chance.randrange(26))}.",
        rating=Rating(value=2 if bad else 9, best=10),
        published=published.isoformat(),
        title=chance.choice(WORDS).capitalize(),
        text=f"{text}.",
        reply=None if bad or number % 3 else Reply(text="Dank voor uw bericht!"),
        language="nl",
        reader="bench",
    )


if __name__ == "__main__":
    print(json.dumps(fill(sys.argv[1], int(sys.argv[2]))))
