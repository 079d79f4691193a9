"""A verdict on a source from what one run saw and what earlier ones knew. It never takes silence for health."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from complaints.readings import Figures
from complaints.rhythm import QUIET_AFTER
from crawler.drift import drifted, filled
from crawler.reading.answers import AnswerError, KeyRefusedError, QuotaError
from crawler.reading.learned import Canary
from crawler.reading.page import Reading
from crawler.ways import given_way, strongest
from guard.text import one_line

BLOCKED = {
    401: "HTTP 401: asks for a login",
    403: "HTTP 403: forbidden",
    429: "HTTP 429: too many requests",
    451: "HTTP 451: unavailable for legal reasons",
}
# A silence longer than this many of the longest there was is not explained by how rare reviews are.
SILENCES = 3
LONGEST_REASON = 250


@dataclass(slots=True, kw_only=True)
class Saw:
    """What a run met with at one source, noted while it reads.

    refused: why a request was not made; again: the earliest time (aware) at which the site may be asked again.
    next_refused: why the site's rules do not let us read on after the pages that were read.
    at_limit: as many pages were read as may be. not_kept: why what was read could not be written down.
    partial: what was not met may be there all the same.
    under_way: a walk has not come to its end, and goes on from there next time.
    needs_key: why the source answers nothing without the right key. passed_over as in Reading. filled: on how many
    reviews each field stood; on_first: how many entries the first page had. lang, tongue: as in Figures.
    walled_at: the number of the page where the wall stood.
    own: the reader of its pages that is its own way, None where none is known; readers: those that read its pages now.
    changed: why a page is not what someone confirmed. unsure: why what was read opens no record before someone has
    looked; no_cards: why a page without reviews has none in its cards.
    canary: the review to be known by, where the one that was has left the first page.
    """

    pages: int = 0
    unchanged: int = 0
    reviews: int = 0
    filled: dict[str, int] = field(default_factory=dict)
    on_first: int | None = None
    unreadable: list[str] = field(default_factory=list)
    unknown_scale: int = 0
    passed_over: int = 0
    says_none: bool = False
    counted: int | None = None
    status: int | None = None
    wall: str | None = None
    walled_at: int = 1
    lang: str | None = None
    tongue: str | None = None
    hostile: str | None = None
    needs_key: str | None = None
    refused: str | None = None
    next_refused: str | None = None
    again: datetime | None = None
    failure: str | None = None
    reached_end: bool = False
    at_limit: bool = False
    not_kept: BaseException | None = None
    partial: bool = False
    under_way: bool = False
    changed: tuple[str, ...] = ()
    own: str | None = None
    readers: set[str] = field(default_factory=set)
    unsure: tuple[str, ...] = ()
    no_cards: str | None = None
    canary: Canary | None = None

    @property
    def way(self) -> str | None:
        """How its pages were read, None where none was or nothing stood there."""
        return strongest(self.readers)

    def note(self, reading: Reading, wall: str | None) -> None:
        """A page was read; wall names what stood there instead of reviews."""
        self.pages += 1
        self.reviews += len(reading.reviews)
        self.filled = dict(Counter(self.filled) + filled(reading.reviews))
        self.passed_over += reading.passed_over
        if self.pages == 1:
            self.on_first = len(reading.reviews) + reading.passed_over
        self.unreadable += [one_line(f"{part.reason}: {part.snippet}", LONGEST_REASON) for part in reading.unreadable]
        self.unknown_scale += sum(1 for r in reading.reviews if r.rating and r.rating.best is None)
        self.counted = reading.aggregate_count if self.counted is None else self.counted
        self.says_none = self.says_none or reading.says_none
        if wall and not self.wall:
            self.wall, self.walled_at = wall, self.pages
        self.changed = self.changed or reading.changed
        if reading.reviews:
            self.unsure = self.unsure or reading.unsure
        else:
            self.no_cards = self.no_cards or "; ".join(reading.unsure)

    def note_way(self, reading: Reading, own: str | None) -> None:
        """A page, and no data, was read; own is the source's own way."""
        self.own = own
        if reading.reader:
            self.readers.add(reading.reader)

    def note_refusal(self, error: AnswerError) -> None:
        """An answer came that says why there are no reviews."""
        if isinstance(error, KeyRefusedError):
            self.needs_key = str(error)
        elif isinstance(error, QuotaError):
            self.refused, self.again = str(error), error.again
        else:
            self.failure = str(error)

    def note_unchanged(self) -> None:
        """A known page answered that it is as it was."""
        self.pages += 1
        self.unchanged += 1

    @property
    def figures(self) -> Figures:
        """The reading in numbers. What shows only the latest, or what changed, has no number that must hold."""
        every_page = self.reached_end and not (self.unchanged or self.at_limit or self.partial or self.next_refused)
        return Figures(
            reviews=self.reviews,
            listed=self.reviews + self.passed_over,
            filled=self.filled,
            on_first=None if self.partial else self.on_first,
            stated=self.counted,
            whole=every_page,
            lang=self.lang,
            tongue=self.tongue,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The lamp of a source and the reason, in words for whoever runs the program."""

    lamp: str
    reason: str | None = None


def judge(
    saw: Saw,
    *,
    most_read: int,
    newest: datetime | None,
    now: datetime,
    earlier: Sequence[Figures] = (),
    withheld: int = 0,
) -> Verdict:
    """The lamp after this run. most_read is the most any run has read there, newest the time of the newest post,
    earlier what the good readings before came to.

    withheld: how many of its posts wait for someone to look.
    """
    trouble = _trouble(saw)
    if trouble:
        return trouble
    if saw.reviews == 0 and saw.unchanged == 0 and saw.passed_over == 0:
        return _empty(saw, most_read)
    if changed := _changed(saw, earlier, withheld):
        return Verdict(lamp="changed", reason=changed)
    return _healthy(saw, newest, now, withheld)


def _changed(saw: Saw, earlier: Sequence[Figures], withheld: int) -> str | None:
    """Why what was read is not what it was, None where it is."""
    if saw.unreadable and len(saw.unreadable) >= saw.reviews:
        return f"{len(saw.unreadable)} parts could not be read: {saw.unreadable[0]}"
    weaker = given_way(saw.own, saw.way)
    if weaker:
        return "; ".join([weaker, *_unsure(saw, withheld)])
    if saw.changed:
        return "; ".join(["not read as it was confirmed", *saw.changed, *_unsure(saw, withheld)])
    return drifted(saw.figures, earlier)


def _trouble(saw: Saw) -> Verdict | None:
    if saw.hostile:
        return Verdict(lamp="hostile", reason=saw.hostile)
    if saw.needs_key:
        return Verdict(lamp="needs key", reason=saw.needs_key)
    status = _status(saw)
    if blocked := saw.refused or _walled(saw, status) or (saw.status in BLOCKED and status):
        return Verdict(lamp="blocked", reason=blocked)
    if failed := status or saw.failure:
        return Verdict(lamp="failed", reason=failed)
    return None


def _walled(saw: Saw, status: str | None) -> str | None:
    """What stands where the reviews should, in words."""
    if saw.wall is None:
        return None
    if status:
        return f"{status} ({saw.wall})"
    return f"{saw.wall} instead of {'reviews' if saw.walled_at <= 1 else f'page {saw.walled_at}'}"


def _status(saw: Saw) -> str | None:
    """An answer that is no page, in words."""
    if saw.status is None:
        return None
    until = f"; not asked again before {saw.again.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if saw.again else ""
    return BLOCKED.get(saw.status, f"HTTP {saw.status}") + until


def _empty(saw: Saw, most_read: int) -> Verdict:
    """No reviews is only believed when the page says so itself and was never fuller."""
    if most_read > 0:
        said = "the page says it has no reviews" if saw.says_none else "no reviews could be read"
        return Verdict(lamp="changed", reason=f"{said}, and there were {most_read} before")
    if saw.says_none:
        return Verdict(lamp="quiet", reason="the page says it has no reviews yet")
    counted = f", which says it has {saw.counted}" if saw.counted else ""
    why = f": {saw.unreadable[0] if saw.unreadable else saw.no_cards}" if saw.unreadable or saw.no_cards else ""
    return Verdict(lamp="changed", reason=f"no reviews could be read on this page{counted}{why}")


def not_too_quiet(quiet: Verdict, *, newest: datetime | None, silence: timedelta | None, now: datetime) -> Verdict:
    """The verdict, or stale where nothing came for far longer than ever: a page that stands still looks quiet too.

    silence: the longest time between two posts that came while the source was watched, None where too few did.
    """
    if quiet.lamp != "quiet" or newest is None or silence is None or now - newest <= SILENCES * silence:
        return quiet
    longest = f"{silence.days + 1} days"
    reason = f"nothing new since {newest:%Y-%m-%d}, and before that never for more than {longest}"
    return Verdict(lamp="stale", reason=reason)


def _unsure(saw: Saw, withheld: int) -> list[str]:
    if not saw.unsure and not withheld:
        return []
    why = f" ({'; '.join(saw.unsure)})" if saw.unsure else ""
    return [f"not sure of its cards{why}: {withheld} posts wait for `klachtwacht confirm`"]


def _healthy(saw: Saw, newest: datetime | None, now: datetime, withheld: int) -> Verdict:
    notes = _unsure(saw, withheld)
    if saw.unreadable:
        notes.append(f"{len(saw.unreadable)} of {saw.reviews + len(saw.unreadable)} could not be read")
    if saw.unknown_scale and not notes:
        notes.append(f"{saw.unknown_scale} ratings on an unknown scale: set best in shop.toml")
    if saw.next_refused:
        notes.append(f"read up to page {saw.pages}: {saw.next_refused}")
    if newest is not None and now - newest > QUIET_AFTER:
        return Verdict(lamp="quiet", reason="; ".join([f"nothing new since {newest:%Y-%m-%d}", *notes]))
    return Verdict(lamp="live", reason="; ".join(notes) or None)
