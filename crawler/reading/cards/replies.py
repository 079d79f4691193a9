"""The shop's answer in a card, taken out of it before the reviewer's own words are looked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from crawler.reading.cards.keys import Value
from crawler.reading.cards.lists import Card
from crawler.reading.cards.tree import Node
from crawler.reading.fields import reply_header
from crawler.reading.page import Page

LONGEST_HEADER = 120
SHORTEST = 12
# Each is looked at with the whole card around it.
_MOST_TRIED = 6
_SHOPS = re.compile(
    r"(?:shop|owner|merchant|business|company|seller|vendor|winkel|store|bedrijf|eigenaar)[-_]*"
    r"(?:reply|response|answer|comment|reactie|antwoord)|(?:reply|response|answer|comment|reactie|antwoord)[-_]*(?:from|of|by)?[-_]*"
    r"(?:shop|owner|merchant|business|company|seller|vendor|winkel|store|bedrijf|eigenaar)",
    re.IGNORECASE,
)
_MAY_ANNOUNCE = re.compile(r"rea[ck]|rep|ant|wee?r|resp|r\u00e9p|comm|komm|answ|stell", re.IGNORECASE)
_ANSWER = re.compile(r"reply|replies|response|antwoord|reactie\b|answer|reponse", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A reply: its words, when as written, and whether its own line says that the shop gives it."""

    text: str
    when: str | None
    by_shop: bool


def take_answer(card: Card, row: list[Value], page: Page) -> Answer | None:
    """The shop's answer in a card; its atoms are marked as used. None where nothing announces one."""
    tried = 0
    for value in row:
        if value.used or not value.text or tried == _MOST_TRIED:
            continue
        header = _announced(value, page)
        if header is None:
            continue
        tried += 1
        inside = _region(card, row, value)
        if inside and (answer := _answer(value, inside, header)):
            return answer
    return None


def _announced(value: Value, page: Page) -> bool | None:
    """Whether an atom announces an answer: True of the shop by its words, False of someone who may be the shop."""
    text = f"{value.label}: {value.text}" if value.label else value.text
    if len(text) <= LONGEST_HEADER and _MAY_ANNOUNCE.search(text):
        found = reply_header(text, zone=page.zone, now=page.now, language=page.language, shop_names=page.shop_names)
        if found:
            return found.by_shop
    if _in_answer(value.key) is None:
        return None
    return True if _in_answer(value.key) else (False if _answers(value) else None)


@lru_cache(maxsize=4096)
def _in_answer(key: str) -> bool | None:
    """Whether something that a key leads through is called a shop's answer; False: an answer, None: neither."""
    steps = key.partition(">")[2]
    return True if _SHOPS.search(steps) else (False if _ANSWER.search(steps) else None)


def _answers(value: Value) -> bool:
    """Whether a longer text stands in something called an answer."""
    return len(value.text) >= 2 * SHORTEST and _in_answer(value.key) is not None


def _region(card: Card, row: list[Value], marker: Value) -> list[Value]:
    """The atoms of the answer that a line announces: what stands with it, without what was the review's before it."""
    before = [value for value in row if value.nth < marker.nth and _is_anchor(value)]
    top = marker.node
    for node in marker.node.climb():
        if node.at <= card.span.start or node is card.span.root or any(_in(node, value) for value in before):
            break
        top = node
    inside = [value for value in row if _in(top, value)]
    if sum(len(value.text) for value in inside if value is not marker) >= SHORTEST or _answers(marker):
        return inside
    return [marker, *_following(row, marker)]


def _following(row: list[Value], marker: Value) -> list[Value]:
    return [value for value in row if value.nth > marker.nth]


def _in(node: Node, value: Value) -> bool:
    return node.at <= value.node.at < node.end


def _is_anchor(value: Value) -> bool:
    if _in_answer(value.key) is not None:
        return False
    return bool(value.when or value.mark or (len(value.text) > 3 and not value.constant))


def _answer(marker: Value, inside: list[Value], by_shop: bool) -> Answer | None:
    alone = len(inside) == 1 or (_answers(marker) and len(marker.text) > LONGEST_HEADER)
    after = [value for value in inside if value.nth >= marker.nth]
    texts = [value for value in after if value.text and (alone or value is not marker) and not value.when]
    said = [value for value in texts if len(value.text) >= SHORTEST and not (value.constant and len(value.text) < 40)]
    if not said:
        return None
    when = next((value.when for value in inside if value.when), None)
    for value in inside:
        value.role = "reply"
    return Answer(text="\n".join(value.text for value in said), when=when, by_shop=by_shop)
