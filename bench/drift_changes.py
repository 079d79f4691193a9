"""What happens to pages: their makers change them, and something else comes to stand in their place."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from hashlib import blake2b

import lxml.html
from lxml.html import HtmlElement

from bench.drift_pages import Apart, Source, folded
from bench.unmarked import unmarked

Change = Callable[[Apart, Source, random.Random], str]
FRENCH = tuple(
    re.findall(
        r"\w+",
        "les avis sur notre magasin que vous avez dans une belle ville avec des vélos pour le plaisir et sans souci",
    )
)


def classes_renamed(page: Apart, source: Source, chance: random.Random) -> str:
    """A new build gives every class another name."""
    salt = str(chance.random())
    for element in page.tree.iter(lxml.html.etree.Element):
        if element.get("class"):
            element.set("class", " ".join(_renamed(name, salt) for name in element.get("class").split()))
    return page.html()


def _renamed(name: str, salt: str) -> str:
    return f"c{blake2b((salt + name).encode(), digest_size=4).hexdigest()}"


def markup_dropped(page: Apart, source: Source, chance: random.Random) -> str:
    """No structured data and no page state any more."""
    return unmarked(page.html())


def cards_wrapped(page: Apart, source: Source, chance: random.Random) -> str:
    """Two more elements around each card."""
    for card in _alike(page):
        outer = lxml.html.fragment_fromstring('<div class="wrap"><div class="inner"></div></div>')
        parent, outer.tail, card.tail = card.getparent(), card.tail, None
        assert parent is not None
        parent.replace(card, outer)
        outer[0].append(card)
    return page.html()


def _alike(page: Apart) -> list[HtmlElement]:
    """The cards, and what looks like one beside them: some reviews cannot be told apart by their words."""
    looks = {(card.getparent(), card.tag, card.get("class")): None for card in page.cards.values()}
    return [each for parent, tag, name in looks for each in parent if (each.tag, each.get("class")) == (tag, name)]


def fields_reordered(page: Apart, source: Source, chance: random.Random) -> str:
    """The parts of every card in another order, the same in each."""
    seed = chance.random()
    for card in _alike(page):
        parts = list(card)
        random.Random(seed).shuffle(parts)
        for part in parts:
            card.remove(part)
        card.extend(parts)
    return page.html()


def list_emptied(page: Apart, source: Source, chance: random.Random) -> str:
    """The page without any of its reviews, nor what looks like one beside them."""
    _emptied(page)
    return page.html()


def _emptied(page: Apart) -> HtmlElement | None:
    """Take the list out; gives where it stood."""
    place = next((card.getparent() for card in page.cards.values()), None)
    alike = _alike(page)
    page.keep([])
    for each in alike:
        if each.getparent() is not None:
            each.drop_tree()
    return place


def _instead_of_list(html: str) -> Change:
    """The site's own page, with something else where its list was."""

    def change(page: Apart, source: Source, chance: random.Random) -> str:
        place = _emptied(page)
        if place is not None:
            place.append(lxml.html.fragment_fromstring(html))
        return page.html()

    return change


def _instead_of_page(html: str) -> Change:
    """Another page under the same address."""

    def change(page: Apart, source: Source, chance: random.Random) -> str:
        return html

    return change


def other_language(page: Apart, source: Source, chance: random.Random) -> str:
    """All words in French but those of the reviews, in which a site does not translate."""
    page.tree.set("lang", "fr")
    inside = {element for card in page.cards.values() for element in card.iter()}
    said = {folded(text) for review in source.reading.reviews for text in (review.text, review.title) if text}
    for element in page.tree.iter(lxml.html.etree.Element):
        if element in inside or element.tag in ("script", "style"):
            continue
        if element.text and folded(element.text) not in said:
            element.text = _french(element.text)
        for inner in element:
            if inner.tail and inner not in inside:
                inner.tail = _french(inner.tail)
    return page.html()


def _french(text: str) -> str:
    count = len(text.split())
    return text if count == 0 else " ".join(FRENCH[at % len(FRENCH)] for at in range(count))


def authors_gone(page: Apart, source: Source, chance: random.Random) -> str:
    """Who wrote stands nowhere any more."""
    html = page.html()
    for author in sorted({review.author for review in source.reading.reviews if review.author}, key=len, reverse=True):
        html = html.replace(author, "") if len(author) > 2 else html
    return html


# What cannot befall a page whose cards were not found.
OF_LISTS = frozenset(
    {"cards wrapped", "fields reordered", "list emptied", "login in place of the list", "error in place of the list"}
)
LOGIN = '<form action="/sessie"><input name="naam"><input type="password" name="woord"><button>Verder</button></form>'
CHANGES: dict[str, Change] = {
    "classes renamed": classes_renamed,
    "markup dropped": markup_dropped,
    "cards wrapped": cards_wrapped,
    "fields reordered": fields_reordered,
    "authors gone": authors_gone,
    "list emptied": list_emptied,
    "other language": other_language,
    "login wall": _instead_of_page(f"<html><head><title>Inloggen</title></head><body>{LOGIN}</body></html>"),
    "login in place of the list": _instead_of_list(f"<div><h2>Log in om verder te lezen</h2>{LOGIN}</div>"),
    "captcha": _instead_of_page('<html><title>Reviews</title><body><div id="px-captcha"></div></body></html>'),
    "challenge": _instead_of_page("<html><title>Just a moment...</title><script>window._cf_chl_opt={}</script></html>"),
    "consent wall": _instead_of_page(
        "<html><title>DPG Media Privacy Gate</title><body><p>Kies zelf.</p></body></html>"
    ),
    "error 200": _instead_of_page("<html><title>Er ging iets mis</title><body><h1>Oeps</h1></body></html>"),
    "error in place of the list": _instead_of_list("<p>Er ging iets mis. Probeer het later opnieuw.</p>"),
    "bot JSON": _instead_of_page('{"error": true, "message": "blocked: identified as coming from a bot"}'),
    "empty answer": _instead_of_page(""),
}
