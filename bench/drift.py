"""Whether a page that changed is seen in the first run that meets it: `python -m bench.drift [--missed] [GROUP…]`.

Each page gets a history of healthy runs, its list with half of its reviews or more in any order each time; then each
change befalls it. Those that are read by their cards are measured a second time, as after `klachtwacht confirm`.
Reading, verdict and history are those of a run. KLACHTWACHT_CAPTURES names the captures; without it only the practice
pages and the invented ones are measured.
"""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bench.drift_changes import CHANGES, OF_LISTS
from bench.drift_pages import NOW, URL, Sample, Source, known_by, read, samples
from bench.figures import figure
from complaints.readings import KEPT, Figures, with_latest
from complaints.review import CARDS, Review
from complaints.sources import HEALTHY
from crawler.lamps import Saw, Verdict, judge
from crawler.reading.answers import AnswerError
from crawler.reading.child import Asked
from crawler.reading.language import declared, spoken
from crawler.reading.learned import Learned
from crawler.reading.page import Page, Reading
from crawler.reading.prescan import HostilePageError
from crawler.reading.stored import canary_after
from crawler.reading.walls import wall
from crawler.source import Source as Site
from crawler.ways import declared_way, own_way
from klachtwacht import sites
from klachtwacht.confirming import Look, learn

SEED = 20261122
HEALTHY_RUNS = 200
# As a person would say it: the same reviews, but for one in ten.
SAME = 0.9


@dataclass(slots=True)
class Past:
    """What earlier runs know of a source."""

    readings: tuple[Figures, ...] = ()
    way: str | None = None
    most_read: int = 0
    learned: Learned | None = None

    def run(self, html: str, sample: Sample) -> tuple[Verdict, Reading]:
        """One run over a page: the verdict and what was read; a good one is remembered."""
        saw, reading = _seen(html, sample, self)
        verdict = judge(saw, most_read=self.most_read, newest=None, now=NOW, earlier=self.readings)
        if verdict.lamp in HEALTHY and saw.reviews:
            self.readings = with_latest(self.readings, saw.figures)
            self.way = own_way(self.way, saw.way) or self.way
            self.learned = _with_canary(self.learned, reading)
        self.most_read = max(self.most_read, saw.reviews)
        return verdict, reading


def _with_canary(learned: Learned | None, reading: Reading) -> Learned | None:
    canary = canary_after(learned, reading) if learned else None
    return replace(learned, canary=canary) if learned and canary else learned


def confirmed(sample: Sample, past: Past) -> Past:
    """As after `klachtwacht confirm` of the page as it is."""
    source = Site(name=sample.name, shop="winkel", site=sample.site, url=URL, best=sample.best)
    page = Page(html=sample.html, url=URL, site=sample.site, now=NOW, best=sample.best)
    came = Asked(body=sample.html.encode(), content_type=None, page=page)
    past.learned = learn(Look(source=source, came=came, now=NOW, reading=read(sample.html, sample)), "bench")
    return past


def _seen(html: str, sample: Sample, past: Past) -> tuple[Saw, Reading]:
    saw = Saw()
    try:
        reading = read(html, sample, past.learned)
    except HostilePageError as error:
        saw.hostile = str(error)
        return saw, Reading()
    except AnswerError as error:
        saw.note_refusal(error)
        saw.wall = wall(html)
        return saw, Reading()
    saw.note(reading, reading.wall)
    saw.lang, saw.tongue = declared(html), spoken(html, reading.reviews)
    saw.reached_end = reading.next_url is None
    saw.note_way(reading, past.way or (None if sample.site == "page" else declared_way(sites.spider(sample.site)())))
    return saw, reading


def main(*words: str) -> None:
    groups = [word for word in words if not word.startswith("-")]
    sources = _readable(groups)
    measured([(each, Past()) for each in sources], "", missed_too="--missed" in words)
    by_cards = [each for each in sources if each.reading.reader == CARDS]
    measured(
        [(each, confirmed(each.sample, Past())) for each in by_cards], ", confirmed", missed_too="--missed" in words
    )


def measured(known: Sequence[tuple[Source, Past]], said: str, *, missed_too: bool) -> None:
    """Print the figures; said stands behind their names."""
    chance = random.Random(SEED)
    false, unread = healthy_runs(known, chance)
    more = {"n": HEALTHY_RUNS, "pages": sum(source.varies for source, _ in known), "seed": SEED}
    if more["pages"]:
        figure(f"false alarms{said}", len(false), "runs", target=2, why=false or None, **more)
        figure(f"alarms because the reading itself gave nothing{said}", len(unread), "runs", why=unread or None, **more)
    for name in CHANGES:
        told(name + said, changed(name, known, chance), missed_too=missed_too)


def _readable(groups: Sequence[str]) -> list[Source]:
    """The pages that are read well to begin with."""
    found = []
    for sample in samples():
        if groups and sample.group not in groups:
            continue
        verdict, reading = Past().run(sample.html, sample)
        if verdict.lamp in HEALTHY and reading.reviews:
            found.append(Source(sample, reading))
        else:
            print(f"not read to begin with: {sample.name}: {verdict.reason}", file=sys.stderr)
    return found


def healthy_runs(known: Sequence[tuple[Source, Past]], chance: random.Random) -> tuple[list[str], list[str]]:
    """Runs over lists that the sites might send, after a first one of each; gives those that raised an alarm.

    Apart those in which no review was read, though they are there: of these the lamp is right.
    """
    varied = [(source, past) for source, past in known if source.varies]
    for source, past in known:
        # A page whose list cannot vary was the same each time.
        for _ in range(1 if source.varies else KEPT):
            past.run(source.listing(chance).html(), source.sample)
    false, unread = [], []
    for turn in range(HEALTHY_RUNS if varied else 0):
        source, past = varied[turn % len(varied)]
        verdict, reading = past.run(source.listing(chance).html(), source.sample)
        if verdict.lamp not in HEALTHY:
            told_of = false if reading.reviews else unread
            told_of.append(f"{source.sample.name}: {verdict.lamp}: {verdict.reason}")
    return false, unread


Outcomes = dict[str, list[str]]


def changed(name: str, known: Sequence[tuple[Source, Past]], chance: random.Random) -> Outcomes:
    """What became of each page in the run that first met the change: the lamp, "read right", "held back" or "missed".

    Held back is what is read otherwise, and not surely: it opens no record, and the operator is asked to look.
    """
    found: Outcomes = defaultdict(list)
    for source, past in known:
        if name in OF_LISTS and not source.varies:
            continue
        listing = source.listing(chance)
        before = read(listing.copy().html(), source.sample).reviews
        html = CHANGES[name](listing, source, chance)
        verdict, reading = replace(past).run(html, source.sample)
        found[_outcome(verdict, before, reading)].append(f"{source.sample.name}: {verdict.reason}")
    return found


def _outcome(verdict: Verdict, before: Sequence[Review], after: Reading) -> str:
    if verdict.lamp not in HEALTHY:
        return verdict.lamp
    if same(before, after.reviews):
        return "read right"
    return "held back" if after.unsure else "missed"


def same(before: Sequence[Review], after: Sequence[Review]) -> bool:
    """Whether the same reviews were read: each known again by its words, author, mark and day."""
    left = Counter(_said(review) for review in after)
    found = sum((Counter(_said(review) for review in before) & left).values())
    return found >= SAME * max(len(before), len(after))


def _said(review: Review) -> tuple[object, ...]:
    mark = review.rating and review.rating.value / (review.rating.best or 1)
    return known_by(review), review.author, mark, (review.published or "")[:10]


def told(name: str, found: Outcomes, *, missed_too: bool) -> None:
    pages = sum(len(each) for each in found.values())
    missed = found.pop("missed", [])
    counts = {outcome.replace(" ", "_"): len(each) for outcome, each in sorted(found.items())}
    if pages:
        share = 1 - len(missed) / pages
        figure(f"seen in the first run: {name}", share, "share", n=pages, target=1, missed=len(missed), **counts)
    if missed_too:
        print("\n".join(f"    {each}" for each in missed), file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
