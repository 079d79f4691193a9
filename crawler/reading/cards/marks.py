"""Marks as pages say them outside their text: in labels, widths, class names, and rows of icons."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from crawler.reading.cards.tree import Node, Tree
from crawler.reading.fields import rating, value_and_top
from crawler.reading.fields.calendar_words import NUMBERS
from crawler.reading.fields.ratings import TOPS

LONGEST_LABEL = 90
_MOST_ICONS = 10
_LARGEST_ICON = 12

_WORDS = re.compile(r"star|rat(?:ing|ed)|score|sterren|waarder|beoord|etoile|bewert|cijfer|\bnote\b", re.IGNORECASE)
_OUT_OF = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,3})?)\s*(?:sterren|stars?|[ée]toiles?|sterne?n?|punten)?\s*"
    r"(?:/|out of|van de|van|sur|of|von|uit|op|aus)\s*(?:the |les |den )?(\d{1,3})(?![\d.,])",
    re.IGNORECASE,
)
_MOST_AROUND = 4
# What else is so many of so many: helpful votes, pages, pictures.
_COUNTS = re.compile(
    r"nuttig|vonden|vindt|vinden|helpful|found|utile|hilfreich|mensen|personen|klanten|people|pagina|page|seite|stap|step|"
    r"foto|photo|image|afbeelding|vraag|question|deel|part|slide|review|beoordelingen|avis|resulta|result|likes?\b|dagen|days|"
    r"keer|times|fois|uur|euro|€",
    re.IGNORECASE,
)
_SOME_STARS = re.compile(
    r"(?<![\d.,])(\d(?:[.,]\d)?)[\s-]*(?:sterren|ster|stars?|[ée]toiles?|sterne?n?)\b", re.IGNORECASE
)
_AND_A_HALF = re.compile(r"(?<=\d) ?\u00bd", re.ASCII)
_FILE_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?=\D|\Z)", re.ASCII)
_LONGEST_NUMBER, _HIGHEST_PICTURED = 3, 10
_WIDTH = re.compile(
    r"(?:^|[;\s])(?:width|inline-size)\s*:\s*(\d{1,3}(?:\.\d+)?)%|--(?:rating|score|stars?|value|percent)\s*:\s*([\d.]+%?)"
)
_CODED = re.compile(
    r"(?:star|rating|rated|score|sterren|cijfer|rate|note|val(?:ue)?|s)s?[-_]?(\d{1,3})(?:[-_.](\d))?(?!\d)",
    re.IGNORECASE,
)
_LABELS = ("aria-label", "title", "alt", "data-rating", "data-score", "data-stars", "data-rating-value", "data-rate")
# What a row of icons says in words goes before how they look; each may look the same, and be coloured by style.
_SAID_WAYS = frozenset(("label", "data"))
_PLAIN = frozenset(("data-rating", "data-score", "data-stars", "data-rating-value", "data-rate"))
_GLYPHS = frozenset("★☆⭐✩✭⚝")
_ICON_TAGS = frozenset(
    ("i", "svg", "span", "img", "li", "use", "div", "label", "a", "em", "b", "path", "polygon", "rect")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark before its scale is settled. way: how it is said. icons: how each of a row of them looks."""

    way: str
    value: float | None = None
    best: float | None = None
    icons: tuple[str, ...] = ()


def mark_of_text(text: str) -> Mark | None:
    """The mark that a text is, where it says that it is one: by its scale, by stars, by a word; not a bare number."""
    if len(text) > 60 or not (any(sign.isdigit() for sign in text) or _GLYPHS.intersection(text)):
        return None
    read = rating(text)
    if read is None:
        return _in_words(text)
    drawn = bool(_GLYPHS.intersection(text))
    if read.best is None and not drawn and not _WORDS.search(text) and not _SOME_STARS.search(text):
        return None
    if drawn and read.best is None and not any(sign.isdigit() for sign in text):
        return Mark(way="icons", icons=tuple(sign for sign in text if sign in _GLYPHS))
    return Mark(way="written", value=read.value, best=read.best)


def _in_words(text: str) -> Mark | None:
    """A mark with a word or two around it: "Punt: 3 op 10 (gering)", "Cijfer 7 uit 10 gegeven"."""
    found = _OUT_OF.search(text)
    if found is None or _COUNTS.search(text):
        return None
    around = (text[: found.start()] + " " + text[found.end() :]).split()
    value, top = float(found.group(1).replace(",", ".")), int(found.group(2))
    if len(around) > _MOST_AROUND or top not in {5, 10, 100} or not 0 < value <= top:
        return None
    return Mark(way="written", value=value, best=float(top))


def number_of_text(text: str) -> float | None:
    """A bare number that may be a mark, where the list as a whole says so."""
    value = value_and_top(_AND_A_HALF.sub(",5", text.strip(" .:")))[0] if len(text) <= 6 else None
    return value if value is not None and 0 <= value <= 100 else None


def drawn_marks(tree: Tree) -> Iterator[tuple[Node, Mark]]:
    """The marks in the attributes and drawings of a page, with their elements."""
    texts = {piece.owner.at: piece.text for piece in tree.pieces}
    single = _single_stars(tree, texts)
    for at, icons in single.items():
        yield tree.nodes[at], _of_icons(icons, _of_attributes(tree.nodes[at]))
    covered = {node.at for at in single for node in tree.nodes[at + 1 : tree.nodes[at].end]}
    for node in tree.nodes:
        if node.attrs and node.at not in covered and node.at not in single and (mark := _of_attributes(node)):
            yield node, mark


def _of_icons(icons: tuple[str, ...], said: Mark | None) -> Mark:
    """The mark that a row of icons draws, or what its element says in words, out of as many as there are."""
    if said is None or said.way not in _SAID_WAYS or said.value is None:
        return Mark(way="icons", icons=icons)
    count = len(icons)
    return replace(said, best=float(count)) if said.best is None and said.value <= count in {5, 6, 10} else said


def _of_attributes(node: Node) -> Mark | None:
    get = node.attrs.get
    for name in _LABELS:
        value = get(name)
        if value and len(value) <= LONGEST_LABEL and (mark := label_mark(value, plain=name in _PLAIN)):
            return mark
    if node.tag == "img" and (mark := _pictured(node)):
        return mark
    if node.tag == "meter" and (mark := _metered(node)):
        return mark
    style = get("style")
    if style and (found := _WIDTH.search(style)) and _is_drawing(node):
        return _of_width(found)
    name = f"{get('class') or ''} {_file(get('data-lazy-src') or get('data-src') or get('src') or '')}"
    return _coded(name) if _WORDS.search(name) else None


def label_mark(text: str, *, plain: bool = False) -> Mark | None:
    """The mark that a label says; plain: its attribute's name says that it is one."""
    if not any(sign.isdigit() for sign in text) and not _GLYPHS.intersection(text):
        if not _WORDS.search(text):
            return None
        text = " ".join(str(NUMBERS.get(word, word)) for word in text.casefold().split())
    if found := _OUT_OF.search(text):
        value, top = float(found.group(1).replace(",", ".")), int(found.group(2))
        if top in TOPS and value <= top and (_WORDS.search(text) or found.group() == text.strip() or top in {5, 10}):
            return Mark(way="label", value=value, best=float(top))
        return None
    if found := _SOME_STARS.search(text):
        return Mark(way="label", value=float(found.group(1).replace(",", ".")))
    read = rating(text)
    if read and (plain or read.best is not None or (_WORDS.search(text) and read.value <= 10)):
        return Mark(way="data" if plain else "label", value=read.value, best=read.best)
    return None


def _pictured(node: Node) -> Mark | None:
    """A picture of a number: "8.gif", of which nothing else is said than 8."""
    said = (node.attrs.get("alt") or "").strip()
    number = number_of_text(said) if len(said) <= _LONGEST_NUMBER else None
    drawn = _FILE_NUMBER.findall(_file(node.attrs.get("src") or ""))
    return Mark(way="class", value=number) if number and number <= _HIGHEST_PICTURED and drawn == [said] else None


def _metered(node: Node) -> Mark | None:
    value, top = value_and_top(node.attrs.get("value"))[0], value_and_top(node.attrs.get("max"))[0]
    return Mark(way="meter", value=value, best=top) if value is not None and top in TOPS else None


def _of_width(found: re.Match[str]) -> Mark | None:
    if found.group(1):
        share = float(found.group(1)) / 100
    else:
        value = found.group(2)
        try:
            if not value.endswith("%"):
                return Mark(way="width", value=float(value))
            share = float(value[:-1]) / 100
        except ValueError:
            return None  # "1.2.3"
    return Mark(way="width", value=round(share * 5, 2), best=5.0) if share <= 1 else None


def _is_drawing(node: Node) -> bool:
    return any(_WORDS.search(each.hints()) for each, _ in zip(node.climb(), range(3), strict=False))


def _coded(name: str) -> Mark | None:
    for word in name.split():
        found = _CODED.fullmatch(word) or _CODED.search(word)
        if found and _WORDS.search(word):
            value = float(found.group(1)) + (float(found.group(2)) / 10 if found.group(2) else 0)
            return Mark(way="class", value=value)
    return None


def _file(address: str) -> str:
    return "" if address.startswith("data:") else address.rpartition("/")[2][:80]


def _single_stars(tree: Tree, texts: dict[int, str]) -> dict[int, tuple[str, ...]]:
    """Rows of three to ten icons that differ in two or three looks at most, by the element around them."""
    found: dict[int, tuple[str, ...]] = {}
    for node in tree.nodes:
        if node.end - node.at < 4 or (node.tag in {"path", "g", "ul"} and node.end - node.at > 60):
            continue
        looks = _row(tree, node, texts)
        if looks:
            found[node.at] = looks
    return found


def _row(tree: Tree, node: Node, texts: dict[int, str]) -> tuple[str, ...] | None:
    looks: list[str] = []
    for child in tree.children(node):
        look = _look(tree, child, texts)
        if look is None:
            if (
                child.tag in {"span", "input", "button", "div", "p", "meta", "defs", "lineargradient", "br"}
                and child.at in texts
            ):
                continue  # a number or a label beside the stars
            return None
        looks += look
        if len(looks) > _MOST_ICONS:
            return None
    if not 3 <= len(looks) <= _MOST_ICONS or len(set(looks)) > 3:
        return None
    return tuple(looks) if len({look.partition("|")[0] for look in looks}) == 1 and _in_order(looks) else None


def _in_order(looks: list[str]) -> bool:
    """Whether equal ones stand together."""
    changes = sum(one != other for one, other in itertools.pairwise(looks))
    return changes == len(set(looks)) - 1


def _look(tree: Tree, node: Node, texts: dict[int, str]) -> list[str] | None:
    """How an icon looks, once for each star that a text draws; None for what is no icon."""
    if node.tag not in _ICON_TAGS or node.end - node.at > _LARGEST_ICON:
        return None
    inside = tree.nodes[node.at : node.end]
    text = "".join(texts.get(each.at, "") for each in inside)
    signs = [sign for sign in text if sign in _GLYPHS]
    if text and len(signs) != len(text.replace(" ", "").replace("\ufe0f", "")):
        return None
    if (len(signs) > 1 and len(inside) > 1) or (not text and not _can_be_empty_icon(inside)):
        return None
    look = f"{node.tag}|" + ";".join(map(_style, inside))
    return [look + sign for sign in signs] if signs else [look]


def _can_be_empty_icon(inside: list[Node]) -> bool:
    return any(each.tag in {"svg", "i", "img", "use", "path"} or _WORDS.search(each.hints()) for each in inside)


def _style(node: Node) -> str:
    get = node.attrs.get
    drawn = (
        get("src") or get("xlink:href") or get("href") or get("{http://www.w3.org/1999/xlink}href") or get("d") or ""
    )
    fill = get("fill") or get("name") or ""
    return f"{get('class') or ''},{drawn[-60:] if node.tag != 'a' else ''},{fill},{get('style') or ''}"
