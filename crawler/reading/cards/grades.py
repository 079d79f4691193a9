"""The mark of each card: which of its atoms it is, how many icons are filled, and on which scale."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from crawler.reading.card_model import GIVEN, GUESSED, PRINTED, Scale
from crawler.reading.cards.keys import Table, Value
from crawler.reading.cards.marks import Mark, number_of_text

_HINT = re.compile(
    r"star|rat(?:ing|ed)|score|sterren|waarder|beoord|etoile|bewert|cijfer|\bnote|rapport|mark\b", re.IGNORECASE
)
_OVERALL = re.compile(r"overall|total|totaal|eind|gemiddeld|general|algeme", re.IGNORECASE)
_SUB = re.compile(r"sub|aspect|detail|criter|service|levering|prijs|kwaliteit|delivery|price|quality", re.IGNORECASE)
_OTHERS = re.compile(r"vote|like|help|nuttig|reply|reactie|comment-count|product", re.IGNORECASE)
_FILLED = re.compile(r"full|fill|\bon\b|active|solid|checked|gold|yellow|voll|★|⭐|_on|-on\b", re.IGNORECASE)
# A star by its name or its colour, where no other one is drawn otherwise.
_DRAWN = re.compile(r"star|ster|stern|etoile|rating|#[0-9a-f]{3,6}|fill:", re.IGNORECASE)
_HALF = re.compile(r"half|halve|demi(?![a-z])|halb", re.IGNORECASE)
_EMPTY = re.compile(
    r"empty|\boff\b|outline|inactive|-o\b|far\b|grey|gray|leeg|blank|disabled|☆|_off|-off|unchecked", re.IGNORECASE
)
_WAYS = {
    "label": 0.5,
    "written": 0.5,
    "data": 0.45,
    "meter": 0.45,
    "icons": 0.4,
    "width": 0.35,
    "class": 0.2,
    "number": 0.0,
}
_SURE = {"label": 0.98, "written": 0.98, "meter": 0.98, "data": 0.97, "icons": 0.95, "width": 0.9, "class": 0.85}
_SURE_OF_NUMBERS = 0.85
LOWEST_COVERAGE = 0.15
_FEWEST_NUMBERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A card's mark; best where it says its own."""

    value: float
    best: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grades:
    """The marks by card, the scale they are on, and how sure they are; unread: how many have one that says nothing."""

    by_card: dict[int, Grade]
    scale: Scale | None
    sure: float
    key: str | None
    unread: int = 0


NONE = Grades(by_card={}, scale=None, sure=0.0, key=None)


def grades(table: Table, best: float | None, page_best: float | None) -> Grades:
    """The marks of the cards. best: the source's scale; page_best: one that the page prints elsewhere."""
    marked = {key: [value for value in values if value.mark and not value.used] for key, values in table.by_key.items()}
    marked = {key: values for key, values in marked.items() if values}
    chosen = max(marked, key=lambda key: _worth(key, marked[key], table), default=None)
    if chosen is None or _coverage(marked[chosen], table) < LOWEST_COVERAGE:
        chosen = _bare_numbers(table, best, marked)
    if chosen is None:
        return NONE
    found = _first_of_each(marked[chosen])
    way = marked[chosen][0].mark
    last = chosen.rpartition(">")[2]
    for key, values in marked.items():
        if key.rpartition(">")[2] == last and values[0].mark and way and values[0].mark.way == way.way:
            found = {**_first_of_each(values), **found}
    filled = _filled_looks(found.values())
    by_card = {card: grade for card, value in found.items() if (grade := _grade(value.mark, filled))}
    for value in marked[chosen]:
        value.role = "mark"
    if not by_card:
        return replace(NONE, unread=len(found))
    settled = _settled(by_card, chosen, table, best, page_best)
    return _on_given_scale(table, settled, best) or settled


def _on_given_scale(table: Table, drawn: Grades, best: float | None) -> Grades | None:
    """The numbers beside drawn marks that say the same on the given scale: 3 beside one star and a half, out of 10."""
    shown = drawn.scale.best if drawn.scale else None
    if best is None or shown is None or shown == best:
        return None
    for values in table.by_key.values():
        numbers = {value.card: number for value in values if (number := number_of_text(value.text)) is not None}
        if numbers.keys() != drawn.by_card.keys() or len(values) > len(numbers) or len(numbers) < _FEWEST_NUMBERS:
            continue
        per_star = best / shown
        off = (abs(number - drawn.by_card[card].value * per_star) for card, number in numbers.items())
        if max(off) <= per_star / 2 and 0 < min(numbers.values()) <= max(numbers.values()) <= best:
            for value in values:
                value.role = "mark"
            by_card = {card: Grade(value=number, best=None) for card, number in numbers.items()}
            return replace(drawn, by_card=by_card, scale=Scale(best=best, source=GIVEN))
    return None


def _worth(key: str, values: list[Value], table: Table) -> float:
    """How likely the atoms of a key are the marks of the cards."""
    mark = values[0].mark
    worth = 2 * _coverage(values, table) + (_WAYS[mark.way] if mark else 0)
    worth += 0.3 * (len({_said(value.mark) for value in values}) > 1)
    worth += 0.2 * bool(_HINT.search(key)) + 0.5 * bool(_OVERALL.search(key))
    worth -= 0.6 * bool(_SUB.search(key)) + 1.0 * bool(_OTHERS.search(key))
    per_card = len(values) / len({value.card for value in values})
    worth -= 0.6 * (per_card > 1.5)
    return worth - 0.002 * values[0].nth


def _said(mark: Mark | None) -> object:
    return (mark.value, mark.icons) if mark else None


def _coverage(values: list[Value], table: Table) -> float:
    return len({value.card for value in values}) / table.size


def _first_of_each(values: Iterable[Value]) -> dict[int, Value]:
    found: dict[int, Value] = {}
    for value in values:
        found.setdefault(value.card, value)
    return found


def _bare_numbers(table: Table, best: float | None, marked: dict[str, list[Value]]) -> str | None:
    """The key whose texts are numbers that can be marks: one a card, not all alike, called so or on the given scale."""
    worth: dict[str, float] = {}
    for key, values in table.by_key.items():
        numbers = [(value, number) for value in values if (number := number_of_text(value.text)) is not None]
        if len(numbers) < 0.6 * table.size or len(numbers) > 1.2 * table.size or len(numbers) < 0.9 * len(values):
            continue
        found = {number for _, number in numbers}
        if max(found) > 10 or min(found) < 1 or (len(found) < 2 and not best) or _OTHERS.search(key):
            continue
        called = bool(_HINT.search(key)) or any(_HINT.search(value.node.hints()) for value, _ in numbers[:1])
        if called or len(found) >= 3 or best:
            worth[key] = called + 0.1 * len(found) - 0.01 * numbers[0][0].nth
            for value, number in numbers:
                value.mark = Mark(way="number", value=number)
            marked[key] = [value for value, _ in numbers]
    return max(worth, key=lambda key: worth[key], default=None)


def _filled_looks(values: Iterable[Value]) -> dict[str, float]:
    """What each look of an icon counts: learned from rows where several stand together, the filled ones first."""
    rows = [value.mark.icons for value in values if value.mark and value.mark.icons]
    first = Counter(row[0] for row in rows if len(set(row)) > 1)
    last = Counter(row[-1] for row in rows if len(set(row)) > 1)
    looks = {look for row in rows for look in row}
    counts: dict[str, float] = {}
    for look in looks:
        if _HALF.search(look):
            counts[look] = 0.5
        elif first[look] or last[look]:
            counts[look] = 1.0 if first[look] > last[look] else 0.0
        elif (named := _by_name(look, mixed=bool(first), alone=any(set(row) == {look} for row in rows))) is not None:
            counts[look] = named
    return counts


def _by_name(look: str, *, mixed: bool, alone: bool) -> float | None:
    """What an icon counts by its name; None where it has none, and nothing in the list is drawn otherwise."""
    if not alone and mixed:
        return 0.5  # between the filled and the empty ones only
    if _EMPTY.search(look) and not _FILLED.search(look):
        return 0.0
    return 1.0 if mixed or _FILLED.search(look) or _DRAWN.search(look) else None


def _grade(mark: Mark | None, filled: dict[str, float]) -> Grade | None:
    if mark is None:
        return None
    if mark.icons:
        if not filled.keys() >= set(mark.icons):
            return None
        value = sum(filled.get(look, 0.0) for look in mark.icons)
        total = len(mark.icons)
        return Grade(value=value, best=float(total) if total in {5, 6, 10} else None) if value else None
    if mark.value is None or mark.value == 0:
        return None
    return Grade(value=mark.value, best=mark.best)


def _settled(by_card: dict[int, Grade], key: str, table: Table, best: float | None, page_best: float | None) -> Grades:
    printed = Counter(grade.best for grade in by_card.values() if grade.best)
    highest = max((grade.value for grade in by_card.values()), default=0.0)
    coded = next((value.mark.way == "class" for value in table.by_key[key] if value.mark), False)
    if coded and highest > 10:
        by_card, highest = _decoded(by_card, highest)
    if not by_card:
        return NONE
    if printed:
        scale = Scale(best=printed.most_common(1)[0][0], source=PRINTED)
    elif best and highest <= best:
        scale = Scale(best=best, source=GIVEN)
    elif page_best and highest <= page_best:
        scale = Scale(best=page_best, source=PRINTED)
    else:
        scale = Scale(best=next(top for top in (5.0, 10.0, 100.0, highest) if highest <= top), source=GUESSED)
    way = next((value.mark.way for value in table.by_key[key] if value.mark), "number")
    return Grades(by_card=by_card, scale=scale, sure=_SURE.get(way, _SURE_OF_NUMBERS), key=key)


def _decoded(by_card: dict[int, Grade], highest: float) -> tuple[dict[int, Grade], float]:
    """Class names that count in tenths ("s45") or per cent ("stars-80")."""
    by = 10.0 if highest <= 50 else 20.0
    if highest > 100:
        return {}, 0.0
    return {card: Grade(value=grade.value / by, best=5.0) for card, grade in by_card.items()}, highest / by
