"""What a stored reading adds: `python -m bench.confirmed`. Each page is learned as it is, and read again changed.

Fewer cards (drawn by the seed), renamed classes, a wrapper around everything: how many of the reviews read from the
whole page are read again without it and with it, and how often it says that the page changed. The pages are those of
bench.reading; KLACHTWACHT_CAPTURES names the captures.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from zlib import crc32

from parsel import Selector

from bench.figures import figure
from bench.reading import examples
from bench.reading_sets import NOW, Example
from complaints.review import Review
from crawler.reading.by_cards import with_cards
from crawler.reading.card_model import Layout
from crawler.reading.cards import read_cards
from crawler.reading.learned import Learned
from crawler.reading.page import Page, Reading
from crawler.reading.stored import canary_of, profile_of

SEED = 5
COUNTS = (1, 2, 3, 5)
SALT = "bench"
_CLASS = re.compile(r'class="([^"]*)"')
_BODY = re.compile(r"(<body[^>]*>)(.*)(</body>)", re.DOTALL)


def main() -> None:
    tally: Counter[tuple[str, str]] = Counter()
    chance = random.Random(SEED)
    for example in examples():
        learned = _learned(example) if example.gold else None
        if learned and learned.layout:
            for name, html in _changed(example.html, learned.layout, chance):
                _count(tally, name, html, example, learned)
    for name in dict.fromkeys(name for name, _ in tally):
        _tell(tally, name)


def _learned(example: Example) -> Learned | None:
    """What would be stored of the page; None where it shows too few reviews."""
    scale = read_cards(_page(example.html, example.best)).scale
    best = scale.best if scale else None
    # Whoever confirms it says where its marks end.
    found = read_cards(_page(example.html, best))
    reviews = [each.review for each in found.reviews]
    if len(reviews) < max(COUNTS):
        return None
    return Learned(
        site="page",
        at=NOW.isoformat(),
        how="bench",
        salt=SALT,
        layout=found.layout,
        best=best,
        profile=profile_of(reviews),
        canary=canary_of(reviews, SALT),
    )


def _page(html: str, best: float | None, learned: Learned | None = None) -> Page:
    return Page(html=html, url="https://shop.example/page", site="page", now=NOW, best=best, learned=learned)


def _changed(html: str, layout: Layout, chance: random.Random) -> Iterator[tuple[str, str]]:
    yield "as it was", html
    yield "classes renamed", _CLASS.sub(lambda found: f'class="{_renamed(found[1])}"', html)
    yield "wrapped", _BODY.sub(r"\1<div><section>\2</section></div>\3", html)
    for count in COUNTS:
        fewer = _fewer(html, layout, count, chance)
        if fewer:
            yield f"{count} of its cards", fewer


def _renamed(classes: str) -> str:
    letters = str.maketrans("0123456789", "ghijklmnop")
    return " ".join("z" + f"{crc32(word.encode()):x}".translate(letters) for word in classes.split())


def _fewer(html: str, layout: Layout, count: int, chance: random.Random) -> str | None:
    """The page with so many of its cards; None where the cards are not to be told by their classes."""
    page = Selector(html, type="html")
    cards = [each for each in page.root.iter(layout.tag) if _is_card(each, layout)]
    whole = [each for each in cards if not any(above in cards for above in each.iterancestors())]
    if len(whole) < count or layout.flat:
        return None
    for each in chance.sample(whole, len(whole) - count):
        each.getparent().remove(each)
    return str(page.get())


def _is_card(element: Any, layout: Layout) -> bool:
    return len(set(layout.words).intersection((element.get("class") or "").split())) * 2 > len(layout.words) > 0


def _count(tally: Counter[tuple[str, str]], name: str, html: str, example: Example, learned: Learned) -> None:
    whole = _known(each.review for each in read_cards(_page(example.html, learned.best)).reviews)
    alone = _known(each.review for each in read_cards(_page(html, learned.best)).reviews)
    reading = with_cards(_page(html, learned.best, learned), Reading())
    with_it = _known(reading.reviews)
    there = int(name[0]) if name[0].isdigit() else len(whole)
    tally.update(
        {
            (name, "pages"): 1,
            (name, "there"): there,
            (name, "without"): len(alone & whole),
            (name, "with"): len(with_it & whole),
            (name, "wrong"): len(with_it - whole),
            (name, "changed"): bool(reading.changed),
        }
    )


def _known(reviews: Iterable[Review]) -> set[tuple[str | None, ...]]:
    """What a review is known by: its author, day and first words."""
    return {(each.author, each.published, (each.text or "")[:30]) for each in reviews}


def _tell(tally: Counter[tuple[str, str]], name: str) -> None:
    there, pages = tally[name, "there"], tally[name, "pages"]
    more = {"without": round(tally[name, "without"] / there, 4), "wrong": tally[name, "wrong"], "n": there}
    figure(f"reviews read by a stored reading: {name}", tally[name, "with"] / there, "part", **more, seed=SEED)
    figure(f"pages called changed: {name}", tally[name, "changed"], "pages", n=pages, seed=SEED)


if __name__ == "__main__":
    main()
