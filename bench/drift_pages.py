"""Pages with reviews taken apart, so that another list of the same reviews can be put together from one.

A review's card is found by its words: the largest element that holds those of no other. In JSON, of schema.org or of a
page's state, its node is the part of a list that holds them. A list made of such parts is one the site might send.
"""

from __future__ import annotations

import json
import os
import random
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from itertools import zip_longest
from pathlib import Path
from typing import Any

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from bench.invented_shops import invented
from bench.unmarked import unmarked
from complaints.review import Review
from crawler.reading.child import Plain
from crawler.reading.declared import Declared, read_page
from crawler.reading.learned import Learned
from crawler.reading.page import Page, Reading
from klachtwacht import sites
from klachtwacht.practice import markup, pages
from klachtwacht.practice.board import Layout
from klachtwacht.practice.reviews import first_board

NOW = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)
URL = "https://winkel.example/reviews"
# Fewer characters stand anywhere; as many are enough to know a review by.
LEAST, ENOUGH = 12, 40
# A list of one or two is no list to take from.
FEWEST = 3

_UNSEEN = frozenset({"script", "style", "template", "noscript"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A page as it was recorded or made, and the site whose spider reads it."""

    name: str
    group: str
    html: str
    site: str = "page"
    best: float | None = None


def samples() -> Iterator[Sample]:
    """The practice pages, the invented ones, and those of KLACHTWACHT_CAPTURES where it is set."""
    yield from _practice()
    for example in invented():
        if example.gold:
            yield Sample(name=example.name, group="invented", html=example.html, best=example.best)
    folder = os.environ.get("KLACHTWACHT_CAPTURES")
    for group in ("trustpilot", "heureka", "schemaorg", "wild") if folder else ():
        for file in sorted((Path(str(folder)) / group).glob("*.html")):
            site = group if group in ("trustpilot", "heureka") else "page"
            html = file.read_text(encoding="utf-8", errors="replace")
            best = 5.0 if site == "page" else None
            yield Sample(name=file.stem, group=group, html=html, site=site, best=best)
            if group == "wild":
                yield Sample(name=f"{file.stem}, no markup", group="wild by cards", html=unmarked(html), best=best)


def _practice() -> Iterator[Sample]:
    for layout in (Layout.JSONLD, Layout.MICRODATA):
        board = first_board(NOW).shown_as(layout, now=NOW)
        page = pages.page_of(board.posts, 1)
        assert page is not None
        base = "https://winkel.example"
        told = {"board": board, "page": page, "base": base, "average": markup.average(board)}
        data = markup.shop_page(board, page.posts, base)
        html = pages.render("reviews.html", **told, spread=pages.spread(board), data=data)
        yield Sample(name=f"practice, {layout}", group="practice", html=html)
        if layout is Layout.JSONLD:
            yield Sample(
                name="practice, cards", group="practice", html=pages.render("cards.html", page=page, base=base)
            )


def read(html: str, sample: Sample, learned: Learned | None = None) -> Reading:
    """What the site's own spider reads of a page, or any page's reader; learned: what was confirmed of it."""
    page = Page(html=html, url=URL, site=sample.site, now=NOW, best=sample.best, learned=learned)
    declared: Declared = Plain() if sample.site == "page" else sites.spider(sample.site)()
    return read_page(page, declared)


def folded(text: str) -> str:
    """The letters and digits of a text alone."""
    return re.sub(r"[\W_]+", "", text).casefold()


def known_by(review: Review) -> str:
    """The beginning of what a review says, by which it is found on the page; "" where it says too little."""
    words = folded(review.text or review.title or "")
    return words[:ENOUGH] if len(words) >= LEAST else ""


@dataclass(slots=True)
class Apart:
    """A page taken apart. tree may be changed by whoever has it; cards are its reviews in page order."""

    tree: HtmlElement
    signs: tuple[str, ...]
    cards: dict[str, HtmlElement] = field(default_factory=dict)

    @classmethod
    def of(cls, html: str, signs: Sequence[str]) -> Apart:
        """The page with the card of each review that is known by a sign; none where they do not stand on it."""
        tree = lxml.html.document_fromstring(html.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
        shown = _texts(tree)
        found = {sign: deepest for sign in signs if (deepest := _deepest(tree, sign, shown)) is not None}
        within = Counter(above for deepest in found.values() for above in (deepest, *deepest.iterancestors()))
        alone = {sign: deepest for sign, deepest in found.items() if within[deepest] == 1}
        cards = {sign: _card(deepest, within) for sign, deepest in alone.items()} if len(alone) >= FEWEST else {}
        return cls(tree, tuple(signs), cards)

    def copy(self) -> Apart:
        """The same page once more."""
        tree, path = deepcopy(self.tree), self.tree.getroottree().getpath
        return Apart(tree, self.signs, {sign: tree.xpath(path(card))[0] for sign, card in self.cards.items()})

    def keep(self, kept: Sequence[str]) -> None:
        """Leave the cards of these signs, in this order, in the places of the first ones; and so in JSON."""
        places = [_Place.of(card) for card in self.cards.values()]
        order = [sign for sign in kept if sign in self.cards]
        for place, sign in zip_longest(places, order):
            place.fill(self.cards[sign] if sign else None)
        self.cards = {sign: self.cards[sign] for sign in order}
        for script in self.scripts:
            _keep_in(script, set(self.signs), kept)

    @property
    def scripts(self) -> list[HtmlElement]:
        """The scripts that hold data."""
        return [each for each in self.tree.iter("script") if "json" in (each.get("type") or "")]

    def html(self) -> str:
        """The page put together again."""
        return str(lxml.html.tostring(self.tree, encoding="unicode", doctype="<!doctype html>"))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an element stands, told by what holds that place when it is gone."""

    holder: HtmlElement

    @classmethod
    def of(cls, card: HtmlElement) -> _Place:
        holder = lxml.html.Element("span")
        parent = card.getparent()
        assert parent is not None
        parent.replace(card, holder)
        holder.tail, card.tail = card.tail, None
        return cls(holder)

    def fill(self, card: HtmlElement | None) -> None:
        """The card stands there, or nothing."""
        parent = self.holder.getparent()
        assert parent is not None
        if card is None:
            self.holder.drop_tree()
        else:
            parent.replace(self.holder, card)
            card.tail = self.holder.tail


def _texts(tree: HtmlElement) -> dict[HtmlElement, str]:
    """What each element shows, letters and digits alone."""
    found: dict[HtmlElement, str] = {}
    for _, element in etree.iterwalk(tree, events=("end",)):
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            found[element] = ""
        else:
            inner = (found.get(each, "") + folded(each.tail or "") for each in element)
            found[element] = folded(element.text or "") + "".join(inner)
    return found


def _deepest(tree: HtmlElement, sign: str, shown: Mapping[HtmlElement, str]) -> HtmlElement | None:
    """The smallest element that holds the words in what it shows."""
    element = tree.find("body")
    if element is None or sign not in shown[element]:
        return None
    while True:
        inner = next((each for each in element if sign in shown.get(each, "")), None)
        if inner is None:
            return element
        element = inner


def _card(deepest: HtmlElement, within: Counter[HtmlElement]) -> HtmlElement:
    card = deepest
    while (above := card.getparent()) is not None and within[above] == within[deepest]:
        card = above
    return card


def _keep_in(script: HtmlElement, signs: Collection[str], kept: Sequence[str]) -> None:
    try:
        value = json.loads(script.text or "")
    except ValueError:
        return
    left = _left(value, signs, kept)
    if left != value:
        script.text = json.dumps(left, ensure_ascii=False).replace("</", "<\\/")


def _left(value: Any, signs: Collection[str], kept: Sequence[str]) -> Any:
    if isinstance(value, dict):
        return {name: _left(inner, signs, kept) for name, inner in value.items()}
    if not isinstance(value, list):
        return value
    named = [(sign_of(each, signs), each) for each in value]
    if sum(sign is not None for sign, _ in named) < FEWEST:
        return [_left(each, signs, kept) for each in value]
    by_sign = {sign: each for sign, each in named if sign is not None}
    others = [_left(each, signs, kept) for sign, each in named if sign is None]
    if not kept:
        # Reviews that no sign tells apart are of the same shape.
        shapes = {_shape(each) for each in by_sign.values()}
        return [each for each in others if _shape(each) not in shapes]
    return others + [by_sign[sign] for sign in kept if sign in by_sign]


def _shape(node: Any) -> object:
    return node.get("@type", "dict") if isinstance(node, dict) else None


def sign_of(node: Any, signs: Collection[str]) -> str | None:
    """Which review a node of JSON is, by its own words and not those of nodes inside it."""
    if not isinstance(node, dict):
        return None
    own = (folded(each)[:ENOUGH] for each in node.values() if isinstance(each, str) and len(each) >= LEAST)
    return next((text for text in own if text in signs), None)


@dataclass(frozen=True)
class Source:
    """A page that is read again and again, its list another each time. reading: of the page as it is."""

    sample: Sample
    reading: Reading

    @cached_property
    def signs(self) -> tuple[str, ...]:
        """What its reviews are known by, each once."""
        found = Counter(known_by(review) for review in self.reading.reviews)
        return tuple(sign for sign, count in found.items() if sign and count == 1)

    @cached_property
    def _whole(self) -> Apart:
        return Apart.of(self.sample.html, self.signs)

    @property
    def varies(self) -> bool:
        """Whether other lists can be put together from its cards, each with its author in it."""
        return len(self._whole.cards) >= FEWEST and self._are_whole

    @cached_property
    def _are_whole(self) -> bool:
        by = {known_by(review): folded(review.author or "") for review in self.reading.reviews}
        return all(by[sign] in folded(card.text_content()) for sign, card in self._whole.cards.items())

    def listing(self, chance: random.Random) -> Apart:
        """The page with half of its reviews or more, in any order; the page as it is where it cannot vary."""
        made, signs = self._whole.copy(), list(self._whole.cards)
        if self.varies:
            count = chance.randint(max(FEWEST, -(-len(signs) // 2)), len(signs))
            made.keep(chance.sample(signs, count))
        return made
