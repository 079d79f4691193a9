"""Having someone confirm how a source is read: what its page says, corrected, and kept with what waited for it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from alerts.routing import router
from complaints import confirming, sources
from complaints.confirming import Confirmed, Done
from complaints.database import reading as looking
from complaints.ledger import Ledger
from complaints.normalise import folded
from complaints.review import CARDS, Review
from complaints.store import Batch
from crawler.reading.apart import read_alone
from crawler.reading.card_model import GUESSED, Example
from crawler.reading.child import Asked
from crawler.reading.learned import Learned
from crawler.reading.page import Page, Reading
from crawler.reading.stored import as_json, canary_of, from_json, profile_of
from crawler.source import Source
from crawler.ways import STRUCTURED
from guard.fault import Fault
from guard.text import one_line
from klachtwacht import sites
from klachtwacht.acting import LONGEST_NAME
from klachtwacht.one_page import NothingReadError, fetch
from klachtwacht.program import Program, clock
from klachtwacht.run import select
from klachtwacht.saved_pages import NOWHERE

_FEWEST = 3
USER = "user"


class NotConfirmableError(Fault):
    """A source, or a correction, of which nothing can be confirmed, with the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """What whoever looks says of the page: where its marks end, and one of its reviews."""

    best: float | None = None
    example: Example | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The page of a source, when it was read, and what it says; best: where its marks end, None without any.

    known: what was confirmed of it before.
    """

    source: Source
    came: Asked
    now: datetime
    reading: Reading
    known: Learned | None = None
    corrections: Corrections = Corrections()

    @property
    def scale(self) -> tuple[float, str] | None:
        """Where the marks end, and who says so: user, printed or given; None without marks, or where nothing does."""
        tops = {review.rating.best for review in self.reading.reviews if review.rating and review.rating.best}
        if not tops:
            return None
        found = self.reading.cards.scale.source if self.reading.cards and self.reading.cards.scale else "printed"
        said_before = self.known and self.known.scale_from == USER and self.known.best in tops
        return max(tops), USER if self.corrections.best or said_before else found

    @property
    def lacks_scale(self) -> bool:
        """Whether there are marks of which nothing says where they end."""
        return any(review.rating and not review.rating.best for review in self.reading.reviews)

    @property
    def guess(self) -> float | None:
        """Where marks that say nothing of it may end."""
        scale = self.reading.cards.scale if self.reading.cards else None
        return scale.best if scale and scale.source == GUESSED else None


def look(program: Program, name: str, file: Path | None, corrections: Corrections) -> Look:
    """The source's page, fetched or as it was saved, and what it says.

    Raises UnknownSourceError, NotConfirmableError, NothingReadError, HostilePageError and what a crawl raises.
    """
    source = _one(program, name)
    now = clock()
    with looking(program.engine) as connection:
        before = sources.load(connection, source.shop, source.name, now)
    known = from_json(before.learned) if before.learned else None
    came = _saved(file, source, now) if file else fetch(program.config, program.engine, source)
    return read_again(Look(source=source, came=came, now=now, reading=Reading(), known=known), corrections)


def read_again(seen: Look, corrections: Corrections) -> Look:
    """The same page read with corrections. Raises NotConfirmableError and NothingReadError."""
    _refuse_other_scale(seen.source, corrections.best)
    said_before = seen.known.best if seen.known and seen.known.scale_from == USER else None
    best = corrections.best or seen.source.best or said_before or seen.came.page.best
    page = replace(seen.came.page, best=best, example=corrections.example, learned=None)
    reading = _read(seen, page)
    if len(reading.reviews) < _FEWEST and seen.known:
        # So few are known by what was confirmed before only.
        more = _read(seen, replace(page, learned=seen.known))
        reading = more if len(more.reviews) > len(reading.reviews) else reading
    if not reading.reviews:
        why = reading.wall or "; ".join(reading.unsure) or "no reviews could be read"
        raise NothingReadError(f"{seen.source.path}: {why}")
    _refuse_contradicted(reading.reviews, corrections)
    return replace(seen, reading=reading, corrections=corrections)


def _read(seen: Look, page: Page) -> Reading:
    return read_alone(replace(seen.came, page=page), sites.spider(seen.source.site)())


def _one(program: Program, name: str) -> Source:
    found = select(program.config, [name])
    if len(found) > 1:
        raise NotConfirmableError(f"several shops have a {name}: {', '.join(source.path for source in found)}")
    spider = sites.spider(found[0].site)
    if spider.reads_data and (found[0].key or not found[0].url):
        raise NotConfirmableError(f"{found[0].path} is asked for data, which says itself what it is")
    return found[0]


def _saved(file: Path, source: Source, now: datetime) -> Asked:
    spider = sites.spider(source.site)
    page = Page(
        html="",
        url=source.url or NOWHERE,
        site=source.site,
        now=now,
        best=source.best or spider.scale(data=False),
        language=source.language or spider.language,
        zone=source.zone,
    )
    return Asked(body=file.read_bytes(), content_type=None, page=page)


def _refuse_other_scale(source: Source, best: float | None) -> None:
    if best and source.best and best != source.best:
        raise NotConfirmableError(f"shop.toml says that {source.path} marks out of {source.best:g}: change best there")


def _refuse_contradicted(reviews: Sequence[Review], corrections: Corrections) -> None:
    """Nothing where the page can be as it is said to be. Raises NotConfirmableError."""
    best, example = corrections.best, corrections.example
    other = next((r.rating for r in reviews if best and r.rating and r.rating.best not in {None, best}), None)
    if other and other.best:
        raise NotConfirmableError(f"the page says itself that its marks are out of {other.best:g}")
    above = max((r.rating.value for r in reviews if best and r.rating and r.rating.best is None), default=None)
    if above is not None:
        raise NotConfirmableError(f"there is a mark of {above:g} on the page, which is not out of {best:g}")
    if example and not any(_is_example(review, example) for review in reviews):
        raise NotConfirmableError(f"no review on the page is by {example.author!r} and begins with {example.text!r}")


def _is_example(review: Review, example: Example) -> bool:
    by = folded(example.author) in folded(review.author)
    says = folded(review.text).startswith(folded(example.text).rstrip(" .…"))
    titled = example.title is None or folded(example.title) in folded(review.title)
    return by and says and titled


def keep(program: Program, seen: Look, by: str) -> Done:
    """Keep what was looked at as confirmed. Raises NotConfirmableError for marks without a scale."""
    if seen.lacks_scale:
        guess = f" (perhaps at {seen.guess:g})" if seen.guess else ""
        raise NotConfirmableError(f"nothing says where its marks end{guess}: say so with --best")
    who = one_line(by, LONGEST_NAME) or "unknown"
    shop = next(shop for shop in program.config.shops if shop.key == seen.source.shop)
    reading, learned = seen.reading, learn(seen, who)
    what = Confirmed(
        source=seen.source.name,
        site=seen.source.site,
        way=reading.reader or CARDS,
        learned=as_json(learned),
        best=learned.best,
    )
    page = Batch(
        source=seen.source.name,
        url=seen.source.url or seen.came.page.url,
        reviews=reading.reviews,
        started=seen.now,
        history=seen.source.history,
    )
    with program.engine.begin() as connection:
        route = router(program.config.destinations)
        ledger = Ledger(connection=connection, shop=shop, now=seen.now, by=who, route=route)
        return confirming.confirm(ledger, what, page)


def learn(seen: Look, by: str) -> Learned:
    """What is stored of a reading that was found right."""
    salt = secrets.token_hex(16)
    best, scale_from = seen.scale or (None, None)
    return Learned(
        site=seen.source.site,
        at=seen.now.isoformat(timespec="seconds"),
        how=f"confirmed by {by}",
        salt=salt,
        layout=seen.reading.cards.layout if seen.reading.cards else None,
        best=best,
        scale_from=scale_from,
        profile=profile_of(seen.reading.reviews),
        canary=canary_of(seen.reading.reviews, salt),
    )


def way_of(reading: Reading) -> str:
    """How a page was read, in words."""
    if reading.reader == CARDS:
        return "its cards"
    return "its structured data" if reading.reader in STRUCTURED else f"{reading.reader}"
