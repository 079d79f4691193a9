"""Bringing files into the log: a whole log into an empty database, reviews by the path of the crawl."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, select

from alerts.routing import router
from complaints.database import keep_writers_out
from complaints.events import Event, Route
from complaints.ledger import Ledger
from complaints.normalise import origin, post_key
from complaints.review import Review
from complaints.shop import Shop
from complaints.store import Batch, record
from complaints.tables import complaints, findings
from complaints.views import finding_json
from complaints.whole_log import counted, restore
from guard.fault import Fault
from guard.text import one_line
from klachtwacht.acting import LONGEST_NAME
from klachtwacht.program import Program, clock
from klachtwacht.review_files import Item, on_page, read_reviews
from klachtwacht.review_lines import Given
from klachtwacht.saved_pages import reading_of, said_of_cards
from klachtwacht.shops import chosen

# Reviews in one transaction.
CHUNK = 100
PAGES = frozenset({".html", ".htm", ".json", ".xml"})
ERASED = "this post was erased, and does not come back"

Place = tuple[str, str]


class ImportFaultsError(Fault):
    """Some lines of a file were no reviews."""


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How a file of reviews is to be read and kept: the options of `import`.

    site, url, best and at are what the file itself does not say.
    """

    source: str
    by: str
    site: str | None = None
    url: str | None = None
    best: float | None = None
    at: str | None = None
    alert: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """Into which shop's records reviews go, as of which source, by whom, and whether destinations are told.

    url is that of the page they stood on, None for other files; started when the import began, aware. withheld: what
    the page says is not sure, and opens no record.
    """

    shop: Shop
    source: str
    by: str
    route: Route
    started: datetime
    alert: bool = False
    url: str | None = None
    withheld: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of one review: the row that `findings` prints, or the reason why there is none.

    fault: the reason is a fault of the file. known: the post was there before.
    """

    place: str
    row: dict[str, Any] | None = None
    reason: str | None = None
    fault: bool = False
    known: bool = False


@dataclass(slots=True)
class Tally:
    """How many reviews came in, and how many lines were none."""

    imported: int = 0
    new: int = 0
    references: set[str] = field(default_factory=set)
    without: int = 0
    faults: int = 0

    def add(self, done: Imported) -> None:
        """Count one in."""
        self.faults += done.fault
        if done.row is not None:
            self.imported += 1
            is_new = not done.known
            self.new += is_new
            if is_new:
                self._keep(done.row)

    def _keep(self, row: Mapping[str, Any]) -> None:
        if row["complaint"] is not None:
            self.references.add(row["complaint"])
        else:
            self.without += row["decision"] != "no"

    def words(self) -> str:
        """The sum in words."""
        said = f"{self.imported} reviews imported: {self.new} new; complaint records: {len(self.references)}"
        if not self.without:
            return said
        return f"{said}; without one: {self.without} (too old, answered already, or not sure)"

    def raise_for_faults(self) -> None:
        """Raises ImportFaultsError where a line was no review."""
        if self.faults:
            raise ImportFaultsError(f"{self.faults} could not be imported, see above; the others were")


def is_whole_log(file: Path) -> bool:
    """Whether a file begins as an export of a whole log does: its first line says what record it is."""
    with file.open("rb") as lines:
        try:
            first = json.loads(lines.readline())
        except (ValueError, RecursionError):
            return False
    return isinstance(first, dict) and "record" in first


def restore_log(file: Path, engine: Engine) -> str:
    """Fill an empty database from a whole log, all or nothing; gives what came in, in words.

    Raises NotEmptyError, LogFileError and OSError.
    """
    with file.open("rb") as lines, engine.begin() as connection:
        return counted(restore(connection, lines))


def import_file(program: Program, file: Path, how: How, shop: str | None) -> Iterator[Imported]:
    """Record the reviews of a file; shop is a key, None for the only one. Gives what became of each, in order.

    Raises WhichShopError, ReviewFileError and SheetError, and for a page what read_saved raises.
    """
    intake = Intake(
        shop=chosen(program.config, shop),
        source=how.source,
        by=one_line(how.by, LONGEST_NAME) or "unknown",
        route=router(program.config.destinations),
        started=clock(),
        alert=how.alert,
        url=how.url,
    )
    if file.suffix.lower() in PAGES:
        site = how.site or "page"
        reading = reading_of(file, site=site, url=how.url, best=how.best, at=how.at, shop=intake.shop)
        notes = said_of_cards(reading)
        return import_reviews(program.engine, on_page(reading, notes), replace(intake, withheld=bool(reading.unsure)))
    return import_reviews(program.engine, _items(file, how, intake), intake)


def _items(file: Path, how: How, intake: Intake) -> Iterator[Item]:
    given = Given(site=how.site or how.source, zone=intake.shop.zone, now=intake.started, best=how.best)
    return read_reviews(file, given)


def import_reviews(engine: Engine, items: Iterable[Item], intake: Intake) -> Iterator[Imported]:
    """Record the reviews as a crawl would; gives what became of each, in order, as soon as it is written for good."""
    waiting = iter(items)
    while chunk := list(islice(waiting, CHUNK)):
        with engine.begin() as connection:
            done = _record(connection, chunk, intake)
        yield from done


def quiet(route: Route) -> Route:
    """Who still hears when nobody is to be alerted: who also keeps the complaints of a first reading."""

    def history_only(event: Event) -> tuple[str, ...]:
        return route(event) if event.kind == "opened" and event.from_history else ()

    return history_only


def _record(connection: Connection, chunk: Sequence[Item], intake: Intake) -> list[Imported]:
    keep_writers_out(connection)
    newest = connection.execute(select(func.max(findings.c.id))).scalar() or 0
    ledger = Ledger(
        connection=connection,
        shop=intake.shop,
        now=intake.started,
        by=intake.by,
        route=intake.route if intake.alert else quiet(intake.route),
    )
    reviews = [item.review for item in chunk if item.review]
    batch = Batch(
        source=intake.source,
        url=intake.url,
        reviews=reviews,
        started=intake.started,
        alert=intake.alert,
        withheld=intake.withheld,
    )
    record(ledger, batch)
    rows, seen = _rows(ledger, [_place(review, intake) for review in reviews]), set[int]()
    return [_became(item, rows, intake, newest, seen) for item in chunk]


def _place(review: Review, intake: Intake) -> Place:
    return origin(review, intake.url), post_key(review)


def _rows(ledger: Ledger, places: Sequence[Place]) -> dict[Place, Any]:
    reference = select(complaints.c.reference).where(complaints.c.id == findings.c.complaint).scalar_subquery()
    query = select(findings, reference.label("reference")).where(
        findings.c.shop == ledger.shop.key,
        findings.c.origin.in_({place[0] for place in places}),
        findings.c.key.in_({place[1] for place in places}),
    )
    return {(row["origin"], row["key"]): row for row in ledger.connection.execute(query).mappings()}


def _became(item: Item, rows: dict[Place, Any], intake: Intake, newest: int, seen: set[int]) -> Imported:
    """What a review became; one that was there before, or earlier in the file, is the same post."""
    if item.review is None:
        return Imported(place=item.place, reason=item.fault or item.note, fault=item.note is None)
    row = rows.get(_place(item.review, intake))
    if row is None:
        return Imported(place=item.place, reason=ERASED)
    known = row["id"] <= newest or row["id"] in seen
    seen.add(row["id"])
    match = {"relation": "same_post", "score": 1.0, "with": row["id"]} if known else row["match"]
    return Imported(place=item.place, row={**finding_json(row, row["reference"]), "match": match}, known=known)
