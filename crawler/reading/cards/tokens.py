"""From a tree to the atoms a visitor reads: texts, dates and marks, each at its element."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby, islice

from crawler.reading.cards.dated import Dates, split_at_date
from crawler.reading.cards.marks import Mark, drawn_marks, mark_of_text
from crawler.reading.cards.tree import Node, Piece, Tree
from crawler.reading.cards.words import is_label
from crawler.reading.fields import recommendation, reply_header
from crawler.reading.fields.shown import vocabulary
from crawler.reading.page import Page

_INLINE = vocabulary(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small span strike "
    "strong sub sup svg time tt u use var wbr br picture source"
)
_FORMATS = vocabulary("a b big del em font i ins mark s small strike strong sub sup u q code span wbr")
_LONGEST_LINE = 160
_OWN_WORDS = 20
# A line as short as this with a link in it holds things beside each other: "Jan - Reageren".
_SHORT_LINE = 80
_DRAWN = vocabulary("div span i img svg em b td p")
_CALLED = ("title", "aria-label", "alt")
_LARGEST_DRAWING, _LONGEST_OPINION = 6, 60
_RECOMMENDS = re.compile(r"beve+l|aanbev|aangeraden|afgeraden|aanrader|recommend|recommand|empf|conseil", re.IGNORECASE)
_ICONS, _PRESSED = vocabulary("svg i img"), vocabulary("a button label")
_GOOD = (
    "positief", "positive", "positif", "positiv", "aanbevolen", "recommended", "recommandé", "empfohlen",
    "duim omhoog", "thumbs up", "pouce levé", "daumen hoch",
)  # fmt: skip
_BAD = (
    "negatief", "negative", "négatif", "negativ", "niet aanbevolen", "not recommended", "non recommandé",
    "duim omlaag", "thumbs down", "pouce baissé", "daumen runter",
)  # fmt: skip
# What goes on after a name: "Jan", and then "uit Gent".
_PLACE = re.compile(r",? ?(?:uit|from|aus|\u00e0) [^\W\d_a-z][^\d.!?]{1,40}")
_WHEN = ("datetime", "data-date", "data-datetime", "data-time", "title", "data-timestamp", "content")
_OPINIONS = {**dict.fromkeys(_GOOD, True), **dict.fromkeys(_BAD, False)}
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?", re.ASCII)
_TOP = re.compile(r"(?:/|van de|van|uit|op|sur|out of|von)\s?(?:5|10|100)", re.IGNORECASE)
_LONGEST_TOP = 12
_LONGEST_HEAD = 40
_BOLD = vocabulary("b strong u")
_REACTS = re.compile(r"rea[ck]|rep|ant[wi]|resp|r\u00e9p", re.IGNORECASE)
_LONGEST_HEADER = 80
_RELATIVE = re.compile(r"\d")


@dataclass(slots=True, kw_only=True, eq=False)
class Token:
    """An atom: what stands there, and what it is.

    when: a date as written; opinion: of a drawing, a thumb up or down; parts: the same text, taken apart.
    """

    node: Node
    at: int
    text: str
    when: str | None = None
    mark: Mark | None = None
    opinion: bool | None = None
    parts: tuple[Token, ...] = ()
    nth: str = ""


def tokens(tree: Tree, page: Page) -> list[Token]:
    """All atoms of the page in reading order."""
    dates = Dates(page)
    times = _times(tree, dates)
    drawn = _drawn(tree)
    found = [*times.values(), *drawn, *_thumbs(tree, {token.at for token in drawn})]
    # What is read of an element as a whole is not read of its texts again.
    rows = [token for token in drawn if token.mark and token.mark.icons]
    inside = {at for token in times.values() for at in range(token.node.at, token.node.end)}
    stars = {at for token in rows for at in range(token.node.at, token.node.end)}
    for pieces in _runs(_with_tops(tree.pieces), page):
        left = [piece for piece in pieces if piece.owner.at not in inside and not _is_star(piece, stars)]
        if left:
            found += _atoms(left, dates)
    found.sort(key=lambda token: token.at)
    return found


def _is_star(piece: Piece, stars: set[int]) -> bool:
    return piece.owner.at in stars and not any(map(str.isalnum, piece.text))


def _drawn(tree: Tree) -> list[Token]:
    """The marks that are drawn or said in attributes."""
    return [Token(node=node, at=node.at, text="", mark=mark) for node, mark in drawn_marks(tree)]


def _thumbs(tree: Tree, taken: set[int]) -> list[Token]:
    """The drawings that are called a good or a bad opinion."""
    found = []
    for node in tree.nodes:
        if node.attrs and node.tag in _DRAWN and node.end - node.at <= _LARGEST_DRAWING and node.at not in taken:
            said = next((value for name in _CALLED if (value := node.attrs.get(name))), None)
            opinion = _opinion(node, said.strip()) if said and len(said) <= _LONGEST_OPINION else None
            if opinion is not None:
                found.append(Token(node=node, at=node.at, text="", opinion=opinion))
    return found


def _opinion(node: Node, said: str) -> bool | None:
    """The opinion that a drawing is called: a word for one, or of one that is no button whether someone recommends."""
    opinion = _OPINIONS.get(said.casefold())
    is_icon = node.tag in _ICONS or node.attrs.get("role") == "img"
    if opinion is not None or not is_icon or not _RECOMMENDS.search(said):
        return opinion
    return None if any(each.tag in _PRESSED for each in islice(node.climb(), 3)) else recommendation(said)


def _times(tree: Tree, dates: Dates) -> dict[int, Token]:
    """The elements that say a date for machines: <time datetime>, and what shows "3 days ago" and is titled a day."""
    found: dict[int, Token] = {}
    for node in tree.nodes:
        if node.tag == "time" or node.tag in {"abbr", "span", "a", "p", "div", "small"}:
            when = _machine_date(node, dates)
            if when:
                found[node.at] = Token(node=node, at=node.at, text="", when=when)
    return found


def _machine_date(node: Node, dates: Dates) -> str | None:
    if node.end - node.at > 4 or not node.attrs:
        return None
    for name in _WHEN:
        value = node.attrs.get(name)
        if value and len(value) <= 60 and _RELATIVE.search(value) and dates.is_absolute(value):
            return str(value)
    return None


def _with_tops(pieces: list[Piece]) -> list[Piece]:
    """The texts, with the top of a scale put to the number before it: an 8, and a small "/10" after it."""
    made: list[Piece] = []
    for piece in pieces:
        if made and len(piece.text) <= _LONGEST_TOP and _TOP.fullmatch(piece.text) and _NUMBER.fullmatch(made[-1].text):
            made[-1] = Piece(made[-1].owner, made[-1].after, f"{made[-1].text} {piece.text}")
        else:
            made.append(piece)
    return made


def _runs(pieces: list[Piece], page: Page) -> list[list[Piece]]:
    """Texts that stand in one line: those with one block around them and no other block between them.

    "Reactie van de winkel" in bold is a line of its own, whatever comes after it.
    """
    runs: list[list[Piece]] = []
    blocks: dict[int, Node] = {}
    last: Node | None = None
    for piece in pieces:
        block = blocks.get(piece.owner.at) or blocks.setdefault(piece.owner.at, _block(piece.owner))
        if runs and block is last and not (len(runs[-1]) == 1 and _is_header(runs[-1][0], page)):
            runs[-1].append(piece)
        else:
            runs.append([piece])
        last = block
    return runs


def _is_header(piece: Piece, page: Page) -> bool:
    if piece.owner.tag not in _BOLD or len(piece.text) > _LONGEST_HEADER or not _REACTS.search(piece.text):
        return False
    found = reply_header(piece.text, zone=page.zone, now=page.now, language=page.language, shop_names=page.shop_names)
    return found is not None


def _block(node: Node) -> Node:
    return next((each for each in node.climb() if each.tag not in _INLINE), node)


def _atoms(run: list[Piece], dates: Dates) -> list[Token]:
    if len(run) == 1:
        return [_atom(run[0].owner, run[0].after, run[0].text, dates)]
    block = _block(run[0].owner)
    run = [piece for piece in run if any(map(str.isalnum, piece.text)) or mark_of_text(piece.text)] or run[:1]
    apart = [_is_apart(piece, dates) for piece in run]
    total = sum(len(piece.text) for piece in run)
    if _is_labelled(run):
        return _each(run, block, dates)
    if any(apart) and total > _LONGEST_LINE:
        return _around(run, apart, block, dates)
    if any(apart) or _stand_apart(run, block, total):
        return _each(run, block, dates)
    return [_joined(run, block, dates)]


def _is_labelled(run: list[Piece]) -> bool:
    """Whether lines with a label each stand in one element: "Naam: Jan", "Datum: 12 mei", "Ervaring: …"."""
    heads = [piece.text.partition(":")[0] for piece in run if ":" in piece.text[:_LONGEST_HEAD]]
    return len(heads) > 1 and sum(is_label(head) for head in heads) > 1


def _stand_apart(run: list[Piece], block: Node, total: int) -> bool:
    """Whether the texts of a line are things beside each other, and no sentence."""
    if total <= _LONGEST_LINE and all(piece.owner is not block for piece in run):
        return True
    if total <= _SHORT_LINE and any(piece.owner.tag == "a" and piece.owner.words for piece in run):
        return True
    if any(_PLACE.fullmatch(piece.text) for piece in run[1:] if piece.owner is block):
        return False
    own = sum(len(piece.text) for piece in run if _flows(piece, block))
    return own <= min(_OWN_WORDS, total / 2) and not all(_flows(piece, block) for piece in run)


def _around(run: list[Piece], apart: list[bool], block: Node, dates: Dates) -> list[Token]:
    """The dates and marks of a long run by themselves, what flows between them joined."""
    made: list[Token] = []
    marked = [(is_apart or not _flows(piece, block), piece) for piece, is_apart in zip(run, apart, strict=True)]
    for alone, group in groupby(marked, key=lambda pair: pair[0]):
        pieces = [piece for _, piece in group]
        made += _each(pieces, block, dates) if alone else [_joined(pieces, block, dates)]
    return made


def _each(run: list[Piece], block: Node, dates: Dates) -> list[Token]:
    made = [_atom(piece.owner, piece.after, piece.text, dates) for piece in run]
    count = 0
    for token in made:
        if token.node is block:
            token.nth = f"~{count}" if count else ""
            count += 1
    return made


def _joined(run: list[Piece], block: Node, dates: Dates) -> Token:
    text = " ".join(piece.text for piece in run)
    only = {piece.owner.at for piece in run}
    return _atom(run[0].owner if len(only) == 1 else block, run[0].after, text, dates)


def _flows(piece: Piece, block: Node) -> bool:
    """Whether a piece is part of the sentence around it."""
    node = piece.owner
    while node is not block and node.parent is not None:
        if node.tag not in _FORMATS or node.words:
            return False
        node = node.parent
    return True


def _is_apart(piece: Piece, dates: Dates) -> bool:
    return dates.is_date(piece.text) or (len(piece.text) < 30 and mark_of_text(piece.text) is not None)


def _atom(node: Node, at: int, text: str, dates: Dates) -> Token:
    token = Token(node=node, at=at, text=text)
    if dates.is_date(text):
        token.when = text
    elif mark := mark_of_text(text):
        token.mark = mark
    else:
        token.parts = tuple(
            _part(node, at, text, number, dates) for number, text in enumerate(split_at_date(text, dates))
        )
    return token


def _part(node: Node, at: int, text: str, number: int, dates: Dates) -> Token:
    token = Token(node=node, at=at, text=text, nth=f"/{number}")
    if dates.is_date(text):
        token.when = text
    else:
        token.mark = mark_of_text(text)
    return token
