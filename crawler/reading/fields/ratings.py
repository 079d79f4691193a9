"""Marks as sites write and draw them; the scale only as far as the text itself says it, or its source."""

from __future__ import annotations

import re

from complaints.review import Rating
from crawler.reading.fields.calendar_words import NUMBERS
from crawler.reading.fields.numbers import as_float, value_and_top
from crawler.reading.fields.shown import vocabulary, words_of

LONGEST_MARK = 120
# What marks are given out of; "3/12" is a date and "3 of 48" is how many found it helpful.
TOPS = frozenset((3, 4, 5, 6, 7, 10, 20, 100))

_FULL = "★⭐🌟✭"
_EMPTY = "☆✩⚝"
_HALF = "½⯨⯪⯫"
_MOST_STARS = 10
_STARS = re.compile(rf"[{_FULL}{_EMPTY}{_HALF}][{_FULL}{_EMPTY}{_HALF}\ufe0e\ufe0f\s]*")

# Google's and others' names of marks; "one" in small letters is a word.
_ENUM = {name: value for value, name in enumerate(("ONE", "TWO", "THREE", "FOUR", "FIVE"), start=1)}
_ENUM_STARS = re.compile(r"(ONE|TWO|THREE|FOUR|FIVE)(?:_STARS?)?")

_NUMBER = r"\d{1,3}(?:[.,]\d{1,15})?"
_UNIT = r"(?:sterren|ster|stars?|etoiles?|sternen|sterne|stern|punten|bubbles|points|punkten|punkte)"
_MARK = re.compile(
    rf"(?P<value>{_NUMBER})(?:[ -]?{_UNIT})?"
    rf" ?(?:(?:/|van de|van|uit|op|sur|out of|of|von|aus) ?(?P<top>\d{{1,3}}))?"
    rf"(?: ?{_UNIT})?(?: (?:rating|beoordeling|bewertung))?",
    re.ASCII,
)
_AND_A_HALF = re.compile(r"(?<=\d) ?½", re.ASCII)
_PERCENT = re.compile(rf"({_NUMBER}) ?(?:%|procent|percent|pour cent|prozent)", re.ASCII)
_LABELS = vocabulary(
    "klantbeoordeling eindoordeel oordeel totaal totaaloordeel cijfer eindcijfer score totaalscore beoordeling "
    "waardering beoordeeld gewaardeerd met als een rating rated "
    "sterren note notee evaluation evalue avis moyenne bewertung bewertet mit wertung gesamtbewertung "
    "punktzahl sterne stars etoiles overall total mark review gemiddelde algemeen algemene"
)
# A Dutch school mark: 1 to 10 by the word itself.
_OUT_OF_TEN = frozenset(("rapportcijfer", "schoolcijfer"))
_SIGNS = " :=()[]|.;!"
# Stars without a scale: five are usual, also where the site's marks end at 10.
_IN_STARS = re.compile(
    rf"[{_FULL}][\ufe0e\ufe0f\s]?[{_FULL}{_HALF}]|\b(?:ster|sterren|stars?|[ée]toiles?|sterne?n?)\b", re.IGNORECASE
)


def rating(
    value: str | float | None, *, best: float | None = None, worst: float | None = None, language: str | None = None
) -> Rating | None:
    """A mark as a page or an API writes it; None for what is none. best and worst are the source's scale, or None.

    "4,5 van 5", "8/10", "★★★☆☆", "80 %", "FIVE_STAR" and "Rapportcijfer: 8" say their scale, which goes before the
    source's; "7,5" does not, and without best its scale is unknown; "4 sterren" and "★★★" do not either, and take the
    source's only where that ends at 5, for sites draw five stars for marks out of 10. 0 is a mark only where worst is
    0. A value outside the source's scale is kept without one, one outside its own scale is none. Five filled stars are
    5 of 5: a page that colours the same five stars by style says its mark elsewhere.

    language is a tag: a German "Note: 1,3" is a school mark, of which 1 is the best, and none of ours.
    """
    stated = _stated(value, (language or "")[:2].casefold())
    if stated is None or stated.value < 0:
        return None
    if stated.best is None and (best == 5 or not (isinstance(value, str) and _IN_STARS.search(value))):
        stated = Rating(value=stated.value, best=best, worst=worst)
    lowest = stated.worst if stated.worst is not None else worst
    if stated.value == 0 and (lowest is None or lowest > 0):
        return None
    return _on_its_scale(Rating(value=stated.value, best=stated.best, worst=lowest))


def _on_its_scale(mark: Rating) -> Rating:
    lowest = mark.worst or 0.0
    if mark.best is None or not lowest < mark.best or not lowest <= mark.value <= mark.best:
        return Rating(value=mark.value)
    return mark


def _stated(value: object, language: str) -> Rating | None:
    if not isinstance(value, str):
        number, _ = value_and_top(value)
        return None if number is None else Rating(value=number)
    if len(value) > LONGEST_MARK:
        return None
    if enum := _ENUM_STARS.fullmatch(value.strip()):
        return Rating(value=float(_ENUM[enum.group(1)]), best=5.0, worst=1.0)
    drawn, rest = _drawn(_AND_A_HALF.sub(",5", value))
    if not rest.strip(_SIGNS + "\ufe0e\ufe0f"):
        return drawn
    said = _said(rest, language)
    return said if drawn is None else _agreed(said, drawn)


def _drawn(text: str) -> tuple[Rating | None, str]:
    """The mark in stars, and the text without them. A single star is an ornament: "★ 4,5"."""
    found = _STARS.search(text)
    if found is None:
        return None, text
    rest = text[: found.start()] + " " + text[found.end() :]
    full, half, empty = (sum(map(found.group().count, signs)) for signs in (_FULL, _HALF, _EMPTY))
    total = full + half + empty
    ornament = total == 1 and bool(rest.strip())
    if ornament or half > 1 or half == total or total > _MOST_STARS:
        return None, rest if ornament else text
    # Filled ones alone say how many there could be only where they are five.
    best = float(total) if empty or total == 5 else None
    return Rating(value=full + half / 2, best=best if best in TOPS else None), rest


def _agreed(said: Rating | None, drawn: Rating) -> Rating | None:
    """What is written beside stars, where the stars do not say another thing."""
    if said is None:
        return None
    if said.best is None:
        return Rating(value=said.value, best=drawn.best) if abs(said.value - drawn.value) <= 0.5 else None
    if drawn.best is None:
        return said if said.value >= drawn.value else None
    return said if abs(said.value / said.best - drawn.value / drawn.best) <= 0.1 else None


def _said(text: str, language: str) -> Rating | None:
    line = words_of(text, LONGEST_MARK)
    if line is None:
        return None
    words = line.split()
    labels: list[str] = []
    while words and ((label := words[0].strip(_SIGNS + "-")) in _LABELS | _OUT_OF_TEN or not label):
        labels.append(words.pop(0).strip(_SIGNS + "-"))
    if "note" in labels and language == "de":
        return None  # a German school mark: 1 is the best, so that no value of ours says it
    mark = _marked(" ".join(words).strip(_SIGNS))
    if mark and mark.best is None and _OUT_OF_TEN.intersection(labels):
        return Rating(value=mark.value, best=10.0, worst=1.0)
    return mark


def _marked(text: str) -> Rating | None:
    if found := _PERCENT.fullmatch(text):
        return _within(as_float(found.group(1)), 100)
    count, _, unit = text.partition(" ")
    if count in NUMBERS and unit:
        text = f"{NUMBERS[count]} {unit}"
    found = _MARK.fullmatch(text)
    if found is None:
        return None
    value, top = as_float(found["value"]), found["top"]
    return Rating(value=value) if top is None else _within(value, int(top))


def _within(value: float, top: int) -> Rating | None:
    """The mark out of top; None where it is no mark at all."""
    return Rating(value=value, best=float(top)) if top in TOPS and value <= top else None
