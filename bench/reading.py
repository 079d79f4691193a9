"""How well reviews are read from pages whose markup is removed: `python -m bench.reading [--faults] [GROUP…]`.

KLACHTWACHT_CAPTURES names the captures; without it only the invented pages are measured.
"""

from __future__ import annotations

import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench.figures import figure, middle
from bench.invented_others import others
from bench.invented_shops import invented
from bench.reading_first import FIRST_RUN
from bench.reading_peer import GROUPS, SHOWN, peer, read_by_peer
from bench.reading_scores import Tally, compared
from bench.reading_sets import FIELDS, NOW, SPLIT_SEED, Example, captured
from crawler.reading.cards import CardReading, read_cards
from crawler.reading.page import Page

UNTOUCHED = "untouched"


def examples() -> Iterator[Example]:
    yield from invented()
    yield from others()
    folder = os.environ.get("KLACHTWACHT_CAPTURES")
    if folder:
        yield from captured(Path(folder))


def read(example: Example) -> tuple[CardReading, float]:
    """What is read of a page, and the milliseconds of CPU it took."""
    page = Page(html=example.html, url="https://shop.example/page", site="page", now=NOW, best=example.best)
    begun = time.process_time()
    reading = read_cards(page)
    return reading, 1000 * (time.process_time() - begun)


def main(*words: str) -> None:
    faults_too = "--faults" in words
    groups = [word for word in words if not word.startswith("-")]
    tallies: dict[str, Tally] = defaultdict(Tally)
    by_page: dict[str, list[float]] = defaultdict(list)
    costs: list[float] = []
    for example in examples():
        if groups and example.group not in groups:
            continue
        reading, cost = read(example)
        costs.append(cost)
        tally, faults = compared(example, reading)
        tallies[example.group].add(tally)
        if reading.green and example.gold:
            tallies[f"{example.group}, green"].add(tally)
        if example.gold:
            by_page[example.group].append(tally.f1("records"))
        show(example, reading, tally, cost)
        if faults_too and example.group != UNTOUCHED:
            print("\n".join(f"    {fault}" for fault in faults), file=sys.stderr)
    summed(tallies, by_page)
    beside(groups)
    if costs:
        figure("reading a page, CPU", middle(costs), "ms", worst=round(max(costs), 1), n=len(costs), target=60)


def beside(groups: list[str]) -> None:
    """The peer on some of the same pages."""
    scraper = peer()
    if scraper is None:
        print("autoscraper is not installed here: nothing beside it", file=sys.stderr)
        return
    tally = Tally()
    read_too = [each for each in examples() if each.group in GROUPS and (not groups or each.group in groups)]
    for example in read_too:
        tally.add(read_by_peer(scraper, example))
    if not tally.right:
        print("autoscraper finds nothing at all: it needs an older BeautifulSoup than is here", file=sys.stderr)
        return
    for name in SHOWN:
        figure(f"{name}: autoscraper, one value shown", tally.f1(name), "F1", n=tally.n(name), pages=len(read_too))


def show(example: Example, reading: CardReading, tally: Tally, cost: float) -> None:
    figure(
        f"records of {example.name}",
        tally.f1("records"),
        "F1",
        group=example.group,
        n=tally.n("records"),
        read=len(reading.reviews),
        green=reading.green,
        why=reading.refused or "; ".join(reading.why_not_green) or None,
        ms=round(cost, 1),
        kB=len(example.html) // 1000,
        fields={name: round(tally.f1(name), 3) for name in FIELDS if tally.n(name)},
    )


def summed(tallies: dict[str, Tally], by_page: dict[str, list[float]]) -> None:
    for group, tally in tallies.items():
        pages = by_page.get(group, [])
        if pages:
            told = f"records, mean of pages: {group}"
            mean = sum(pages) / len(pages)
            figure(told, mean, "F1", first=FIRST_RUN.get(told), n=len(pages), seed=SPLIT_SEED)
        for name in ("records", *FIELDS):
            if tally.n(name):
                figure(
                    f"{name}: {group}",
                    tally.f1(name),
                    "F1",
                    first=FIRST_RUN.get(f"{name}: {group}"),
                    precision=round(tally.precision(name), 4),
                    recall=round(tally.recall(name), 4),
                    n=tally.n(name),
                )


if __name__ == "__main__":
    main(*sys.argv[1:])
