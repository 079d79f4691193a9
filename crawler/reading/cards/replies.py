"""The shop's answer in a card, taken out of it before the reviewer's own words are looked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from complaints.normalise import folded
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
    r"weerwoord|wederhoor|(?:shop|owner|merchant|business|company|seller|vendor|winkel|store|bedrijf|eigenaar)[-_]*"
    r"(?:reply|response|answer|comment|reactie|antwoord)|(?:reply|response|answer|comment|reactie|antwoord)[-_]*(?:from|of|by)?[-_]*"
    r"(?:shop|owner|merchant|business|company|seller|vendor|winkel|store|bedrijf|eigenaar)",
    re.IGNORECASE,
)
# "Fietsen Jansen" and then, in an element of its own, that they answered.
_ANSWERED = re.compile(
    r"(?:reageert|reageerde|antwoordt|antwoordde|heeft gereageerd|heeft geantwoord|a r[ée]pondu|r[ée]pond|replied|"
    r"responded|responds|hat geantwortet|antwortet|antwortete)\s?(?:op .{4,40})?:?",
    re.IGNORECASE,
)
_ANSWERS_NEXT = re.compile(rf"(?:[^.!?:]|(?<=\b[a-z])\.){{2,60}} {_ANSWERED.pattern}", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:[Rr]eactie|[Aa]ntwoord|[Rr][ée]ponse|[Rr]eply|[Rr]esponse|[Aa]ntwort) [A-Z0-9\u00c0-\u00de][^.!?]{1,60}"
)
_MAY_ANNOUNCE = re.compile(r"rea[cgk]|rep|ant|wee?r|resp|r\u00e9p|comm|komm|answ|stell", re.IGNORECASE)
# What blogs and shops call a comment of the site's owner.
_OWNERS = re.compile(
    r"bypostauthor|author-admin|\b(?:by-?)?(?:owner|admin|staff|merchant|seller|official|winkel|verkoper|eigenaar)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\w[.!?](?:\s|\Z)")
_LONGEST_NAME, _SHORTEST_NAME = 60, 4
_ANSWER = re.compile(
    r"reply|replies|response|antwoord|antwort|\bantw\b|reactie\b|answer|reponse|r\u00e9ponse", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A reply: its words, when as written, and whether its own line says that the shop gives it."""

    text: str
    when: str | None
    by_shop: bool


def take_answer(card: Card, row: list[Value], page: Page) -> Answer | None:
    """The shop's answer in a card; its atoms are marked as used. None where nothing announces one."""
    tried = 0
    for before, value in zip([None, *row], row, strict=False):
        if value.used or not value.text or tried == _MOST_TRIED:
            continue
        if answer := _in_one(row, value, page):
            return answer
        header = _announced(value, page)
        who = before if header is None and before and _ANSWERED.fullmatch(value.text) else None
        if header is None and who is None:
            continue
        tried += 1
        inside = _region(card, row, value, who)
        if inside and (answer := _answer(value, inside, bool(header))):
            return answer
    return None


def answer_below(card: Card, page: Page, headings: str) -> Answer | None:
    """The shop's answer in the thread below a card: of the part that is called the owner's, or bears the shop's name.

    headings: what the page is called, folded: a page about a shop has its name there.
    """
    for part in card.nested:
        inside = [token for token in card.below if part.start <= token.at < part.end]
        texts = [token for token in inside if token.text]
        name = next((token.text for token in texts if len(token.text) <= _LONGEST_NAME), "")
        names = {folded(each) for each in page.shop_names}
        known = len(name) >= _SHORTEST_NAME and (folded(name) in names or _is_in(folded(name), headings))
        if not (known or _OWNERS.search(part.node.hints())):
            continue
        said = [token for token in texts if len(token.text) >= 2 * SHORTEST and token.node.tag != "a"]
        if said:
            when = next((token.when for token in inside if token.when), None)
            return Answer(text="\n".join(token.text for token in said), when=when, by_shop=True)
    return None


def _is_in(name: str, headings: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", headings) is not None


def _in_one(row: list[Value], value: Value, page: Page) -> Answer | None:
    """The answer in an atom that announces it too: "Fietsen Jansen reageert: wat vervelend", "Reactie winkel: …"."""
    head, colon, words = (f"{value.label}: {value.text}" if value.label else value.text).partition(":")
    if not colon or len(head) > LONGEST_HEADER or len(words.strip()) < SHORTEST or not _MAY_ANNOUNCE.search(head):
        return None
    # What a reviewer tells of the shop's answer stands in the review itself.
    if _in_answer(value.key) is None and not any(_is_words(each) for each in row if each.nth < value.nth):
        return None
    found = reply_header(head, zone=page.zone, now=page.now, language=page.language, shop_names=page.shop_names)
    if found is None and not _NAMED.fullmatch(head.strip()):
        return None
    after = [each for each in row if each.nth > value.nth and _same_way(each, value) and each.text and not each.used]
    for each in (value, *after):
        each.role = "reply"
    text = "\n".join([words.strip(), *(each.text for each in after)])
    return Answer(text=text, when=found.published if found else None, by_shop=bool(found and found.by_shop))


def _is_words(value: Value) -> bool:
    return len(value.text) >= 2 * SHORTEST and not value.constant and not value.when


def _same_way(one: Value, other: Value) -> bool:
    """Whether an atom goes on in the element of another."""
    return one.node is other.node or (one.node.parent is other.node.parent and one.node.label == other.node.label)


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


def _region(card: Card, row: list[Value], marker: Value, who: Value | None) -> list[Value]:
    """The atoms of the answer that a line announces: what stands with it, without what was the review's before it.

    who: the atom before it that says who answers, where the line does not.
    """
    before = [value for value in row if value.nth < marker.nth and _is_anchor(value) and value is not who]
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


def _before_the_next(after: list[Value], marker: Value) -> list[Value]:
    """The atoms of an answer as far as a line says that someone answered that: what follows is not the shop's."""
    said = False
    for number, value in enumerate(after):
        if said and (_ANSWERS_NEXT.fullmatch(value.text) or _ANSWERED.fullmatch(value.text)):
            # "Jan", and in the next element that he answered.
            alone = bool(_ANSWERED.fullmatch(value.text))
            return after[: number - alone]
        said = said or (value is not marker and len(value.text) >= SHORTEST and not value.when)
    return after


def _answer(marker: Value, inside: list[Value], by_shop: bool) -> Answer | None:
    others = sum(len(value.text) for value in inside if value is not marker)
    prose = len(marker.text) > LONGEST_HEADER or (_SENTENCE.search(marker.text) and len(marker.text) > others)
    alone = len(inside) == 1 or (_answers(marker) and prose)
    after = [value for value in inside if value.nth >= marker.nth]
    after = _before_the_next(after, marker)
    texts = [value for value in after if value.text and (alone or value is not marker) and not value.when]
    said = [value for value in texts if len(value.text) >= SHORTEST and not (value.constant and len(value.text) < 40)]
    if not said:
        return None
    when = next((value.when for value in inside if value.when), None)
    for value in inside:
        value.role = "reply"
    return Answer(text="\n".join(value.text for value in said), when=when, by_shop=by_shop)
