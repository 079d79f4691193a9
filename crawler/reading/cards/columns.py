"""Which key of a list holds the author, the date, the text and the title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

from complaints.normalise import folded
from crawler.reading.cards.keys import Table, Value
from crawler.reading.cards.names import around
from crawler.reading.cards.words import NAMES, PLACES, TEXTS, TITLES
from crawler.reading.fields import author

_NAME = re.compile(
    r"author|name|user|reviewer|naam|nick|auteur|\bfn\b|vcard|customer|consumer|klant|member|gebruiker|pseudo|persoon|person|poster|\bby\b|auth\b",
    re.IGNORECASE,
)
_NOT_NAME = re.compile(
    r"date|datum|time\b|locat|place|city|plaats|country|badge|count|title|titel|avatar|initial|verif|reply|product|rating|label|button|recommend",
    re.IGNORECASE,
)
_TEXT = re.compile(
    r"text|body|content|comment|review|message|bericht|tekst|descr|inhoud|toelicht|opinion|summary|quote", re.IGNORECASE
)
_NOT_TEXT = re.compile(
    r"pros|cons\b|plus|minus|author|bio|product|reply|response|disclaimer|legal|signature|footer", re.IGNORECASE
)
_TITLE = re.compile(r"title|titel|heading|headline|summary|subject|onderwerp|kop\b|header", re.IGNORECASE)
# How a heading looks, where its class says no more than that.
_LOUD = re.compile(r"bold|\blg\b|\bxl\b|\dxl|large|\bfw\b|strong|\bbig\b|\bkop|lead\b|\bh[1-6]\b", re.IGNORECASE)
_DATE = re.compile(r"date|datum|time|tijd|publish|posted|geplaatst|created", re.IGNORECASE)
_NOT_DATE = re.compile(
    r"experience|ervaring|visit|bezoek|bestel|order|purchase|aankoop|edit|bewerkt|update|bought|stay|regist|sinds|since",
    re.IGNORECASE,
)
_OF_REPLY = re.compile(r"reply|response|antwoord|antwort|r[ée]ponse|weerwoord", re.IGNORECASE)
_HEADING = re.compile(r"h[1-6]\Z")
_SENTENCE = re.compile(r"[.!?](?:\s|\Z)")
# "Marie de Boer", "Jan V.", "K. Yilmaz"; a place has one word, a title goes on in small letters.
_FULL_NAME = re.compile(
    r"[^\W\d_][\w'-]*\.?(?: (?:van|de|der|den|ten|ter|von|le|la|du|el|d'|'t)){0,3}(?: [^\W\d_a-z][\w'-]*\.?){1,2}"
)
_PLACE = re.compile(r"(?:uit|from|aus|\u00e0) [^\W\d_a-z]")
SHORT = 25
_PARAGRAPH = 60
_TITLE_ENOUGH, _AUTHOR_ENOUGH = 1.0, 1.0
# Any date will do, and any text.
_ANY, _ANYTHING = -100.0, 1e-9
_PROSE = frozenset(("p", "blockquote", "pre", "div", "span", "em", "i"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """The key that looks most like a field, None where none does enough; its worth and that of the next best.

    looked_for: False where the key was known beforehand.
    """

    key: str | None = None
    worth: float = 0.0
    next: float = 0.0
    looked_for: bool = True

    @classmethod
    def known(cls, key: str | None) -> Pick | None:
        """A key that was known, None where none was."""
        return cls(key=key, looked_for=False) if key else None


def _best(worth: dict[str, float], least: float) -> Pick:
    ordered = sorted(worth, key=lambda key: worth[key], reverse=True)
    if not ordered or worth[ordered[0]] < least:
        return Pick()
    return Pick(key=ordered[0], worth=worth[ordered[0]], next=worth[ordered[1]] if len(ordered) > 1 else 0.0)


def of_each(values: list[Value]) -> dict[int, Value]:
    """The first value of each card."""
    found: dict[int, Value] = {}
    for value in values:
        found.setdefault(value.card, value)
    return found


def coverage(values: list[Value], table: Table) -> float:
    """In what part of the cards the values stand."""
    return len({value.card for value in values}) / table.size


def _hints(key: str, value: Value) -> str:
    own = ">".join(key.partition("@")[0].rsplit(">", 2)[-2:])
    return f"{own} {value.node.hints()} {value.node.attrs.get('itemprop') or ''}"


def _texts(table: Table) -> dict[str, list[Value]]:
    kept = {
        key: [
            value for value in values if value.text and not (value.used or value.constant or value.when or value.mark)
        ]
        for key, values in table.by_key.items()
    }
    return {key: values for key, values in kept.items() if values}


def date_pick(table: Table) -> Pick:
    """The key of when the reviews were posted."""
    dated = {key: [value for value in values if value.when and not value.used] for key, values in table.by_key.items()}
    return _best({key: _date_worth(key, values, table) for key, values in dated.items() if values}, _ANY)


def _date_worth(key: str, values: list[Value], table: Table) -> float:
    worth = 2 * coverage(values, table) + 0.2 * bool(_DATE.search(_hints(key, values[0])))
    worth += 0.3 * (values[0].node.tag == "time")
    worth -= 0.8 * bool(_NOT_DATE.search(key.rpartition(">")[2]) or _OF_REPLY.search(key)) + 0.3 * any(
        value.used for value in values
    )
    return worth - 0.003 * values[0].nth


def text_key(table: Table) -> str | None:
    """The key of what the reviewers wrote."""
    return text_pick(table).key


def text_pick(table: Table) -> Pick:
    """The key of what the reviewers wrote."""
    return _best({key: _text_worth(key, values, table) for key, values in _texts(table).items()}, _ANYTHING)


def _text_worth(key: str, values: list[Value], table: Table) -> float:
    label = values[0].label
    worth = float(sum(max(0, len(value.text) - SHORT) for value in values))
    worth += 2.0 * sum(min(len(value.text), SHORT) for value in values if len(value.text.split()) > 2) * 0.1
    hints = _hints(key, values[0])
    if label in TEXTS:
        worth = 2 * worth + 5 * len(values)
    if _TEXT.search(hints):
        worth *= 1.5
    if _NOT_TEXT.search(hints):
        worth *= 0.4
    if values[0].node.tag == "a":
        worth *= 0.3
    alike = len({value.text for value in values}) / len(values)
    return worth * alike


def text_keys(table: Table, key: str) -> list[str]:
    """The key and those of the other paragraphs of the same text."""
    base, _, label = key.partition("@")
    above = base.rpartition(">")[0]
    if label:
        return [key]
    if not above:
        return [key, *(other for other in _texts(table) if other != key and _is_next_paragraph(base, other, table))]
    joined = [key]
    for other, values in _texts(table).items():
        inside = other.startswith(above + ">") and "@" not in other
        if other != key and inside and _is_beside(base[len(above) :], other[len(above) :], values):
            joined.append(other)
    return joined


def _is_next_paragraph(base: str, other: str, table: Table) -> bool:
    """Whether another key holds paragraphs of the same kind directly in the card."""
    alike = "~" in base and base.startswith(">p") and other.partition("~")[0] == base.partition("~")[0]
    return alike and "@" not in other and median(len(value.text) for value in table.by_key[other]) > _PARAGRAPH


def _is_beside(way: str, other: str, values: list[Value]) -> bool:
    """Whether another key of the same element holds more of the text: a paragraph, a list or a quotation like it."""
    if _NOT_TEXT.search(other) or _NAME.search(other):
        return False
    steps = [re.split(r"[~/]", step)[0] for step in other.split(">")[1:]]
    own = re.split(r"[~/]", way.rsplit(">", maxsplit=1)[-1])[0]
    if len(steps) == 1:
        tag, _, words = steps[0].partition(".")
        alike = words == own.partition(".")[2]
        return alike and (tag in _PROSE or median(len(value.text) for value in values) > _PARAGRAPH)
    return steps[0].partition(".")[0] in {"ul", "ol", "blockquote"} and steps[-1] in {"li", "p"}


def _names(table: Table) -> dict[str, list[Value]]:
    """The texts, with what stands in most cards where a key holds other things too: "Anoniem" beside names."""
    found = _texts(table)
    for key in found:
        found[key] = [
            value for value in table.by_key[key] if value.text and not (value.used or value.when or value.mark)
        ]
    return found


def author_pick(table: Table, near: set[int]) -> Pick:
    """The key of the names; near: the places in the cards of what is known already, by card times a thousand."""
    worth = {key: _author_worth(key, values, table, near) for key, values in _names(table).items()}
    return _best(worth, _AUTHOR_ENOUGH)


def _author_worth(key: str, values: list[Value], table: Table, near: set[int]) -> float:
    first = list(of_each(values).values())
    texts = [value.text for value in first]
    named = [name for text in texts if len(text) <= 70 and (name := author(text))]
    if median(map(len, texts)) > 40 or len(named) < 0.4 * len(texts) or values[0].label in PLACES | TITLES | TEXTS:
        return -1.0
    ends = around(texts)
    bare = [ends.name(text) or text for text in texts]
    hints = _hints(key, values[0])
    worth = coverage(first, table) + 0.6 * len({folded(text) for text in texts}) / len(texts)
    worth += 1.0 * bool(_NAME.search(hints)) - 1.0 * bool(_NOT_NAME.search(key.rpartition(">")[2]))
    worth += (1.5 if values[0].label in NAMES else -0.7 * bool(values[0].label)) + _shape_worth(bare)
    worth += 0.4 * (sum(author(text) != text for text in texts) > len(texts) / 2 and not values[0].label)
    worth += 0.25 * any(value.card * 1000 + value.nth + step in near for value in first[:5] for step in (-1, 1))
    return worth - 0.3 * bool(_HEADING.match(values[0].node.tag)) - 0.01 * first[0].nth


def _shape_worth(texts: list[str]) -> float:
    """What names look like: few words, no sentence, no figures."""
    count = len(texts)
    worth = 0.3 * sum(text[:1].isupper() or not text[:1].isalpha() for text in texts) / count
    worth += 0.25 * sum(bool(_FULL_NAME.fullmatch(text)) for text in texts) / count
    worth -= 0.4 * sum(" " in text and not _FULL_NAME.fullmatch(author(text) or text) for text in texts) / count
    worth -= 1.0 * (median(map(len, texts)) <= 2)
    worth -= 2.0 * sum(not any(map(str.isalpha, text)) for text in texts) / count
    worth -= 1.0 * sum(bool(_PLACE.match(text)) for text in texts) / count
    worth -= 1.0 * sum(len(text.split()) > 5 for text in texts) / count
    worth -= 0.8 * sum(bool(_SENTENCE.search(text)) and len(text.split()) > 2 for text in texts) / count
    return worth - 0.8 * sum(any(map(str.isdigit, text)) and " " in text for text in texts) / count


def title_pick(table: Table, starts: dict[int, int]) -> Pick:
    """The key of the headings; starts: the place of the text in each card."""
    worth = {key: _title_worth(key, values, table, starts) for key, values in _texts(table).items()}
    return _best(worth, _TITLE_ENOUGH)


def _title_worth(key: str, values: list[Value], table: Table, starts: dict[int, int]) -> float:
    first = list(of_each(values).values())
    texts = [value.text for value in first]
    if values[0].label in TITLES:
        return 3.0
    heading = any(_HEADING.match(re.split(r"[.~/]", step)[0]) for step in key.split(">")[-2:])
    varied = len(set(texts)) / len(texts)
    if (
        values[0].label
        or not 4 <= median(map(len, texts)) <= 90
        or varied <= (0.25 if heading else 0.5) < 1 < len(texts)
    ):
        return -1.0
    way = key.rpartition(">")[2]
    worth = 1.0 * heading + 0.8 * bool(_TITLE.search(_hints(key, values[0])))
    loud = values[0].node.tag in {"strong", "b", "dt", "big"} or _LOUD.search(_hints(key, values[0]))
    worth += 0.5 * bool(loud) + 0.3 * min(1.0, coverage(first, table))
    worth += _place_worth(first, starts) + 0.3 * (sum(" " in text for text in texts) > len(texts) / 2)
    return worth - 1.0 * bool(_NAME.search(way)) - 0.8 * bool(_NOT_NAME.search(way) and not _TITLE.search(way))


def _place_worth(first: list[Value], starts: dict[int, int]) -> float:
    """Titles stand before the text, most often just before it, and hold no figures."""
    before = sum(value.nth < starts.get(value.card, 0) for value in first)
    just = sum(value.nth == starts.get(value.card, 0) - 1 for value in first)
    figures = sum(any(map(str.isdigit, value.text)) for value in first)
    worth = 0.4 * (before > len(first) / 2) + 0.4 * (just > len(first) / 2)
    return worth - 0.6 * (before == 0) - 0.4 * (figures > len(first) / 2)
