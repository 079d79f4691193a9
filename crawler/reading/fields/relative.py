"""Days that a page counts back from today: "gisteren", "il y a 3 jours", "last month".

A site rounds down ("a week ago" is 7 to 13 days), so what is counted back from now is the latest that it can be. No
more is said than the page does: a day for minutes to weeks, a month for months and years.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from crawler.reading.fields.calendar_words import NUMBERS
from crawler.reading.fields.shown import vocabulary
from crawler.reading.fields.written import Day

_TODAY = frozenset(
    (
        "zojuist", "zonet", "zo net", "daarnet", "net", "nu", "vandaag", "vanochtend", "vanmorgen", "vanmiddag",
        "vanavond", "een paar seconden geleden", "enkele seconden geleden",
        "a l'instant", "maintenant", "aujourd'hui", "ce matin", "il y a un instant", "il y a quelques instants",
        "il y a quelques secondes",
        "just now", "now", "today", "this morning", "a moment ago", "moments ago", "a few seconds ago",
        "gerade eben", "eben", "soeben", "jetzt", "heute", "vor ein paar sekunden", "vor wenigen sekunden",
        "vor einigen sekunden",
    )
)  # fmt: skip
_YESTERDAY = frozenset(("gisteren", "gisterochtend", "gistermiddag", "gisteravond", "hier", "yesterday", "gestern"))
_BEFORE_YESTERDAY = frozenset(
    ("eergisteren", "avant-hier", "the day before yesterday", "day before yesterday", "vorgestern")
)
_THIS_MONTH = frozenset(("deze maand", "ce mois-ci", "this month", "diesen monat"))
_LAST_MONTH = frozenset(
    ("vorige maand", "le mois dernier", "mois dernier", "last month", "letzten monat", "letzter monat")
)
_LAST_WEEK = frozenset(
    (
        "vorige week", "afgelopen week", "verleden week", "la semaine derniere", "semaine derniere",
        "la semaine passee", "last week", "letzte woche", "vergangene woche",
    )
)  # fmt: skip
# "Here" in Dutch and German.
_FRENCH_ONLY = frozenset(("hier",))

_ABOUT = vocabulary(
    "ongeveer circa ca ca. zo'n ruim bijna meer minder dan over about almost around approximately more less than "
    "environ plus moins de presque pres d' etwa ungefahr rund fast mehr weniger als uber nearly"
)
_UNITS = {
    "second": "seconde seconden sec s secondes second seconds secs sekunde sekunden sek",
    "minute": "minuut minuten min minute minutes mins",
    "hour": "uur uren u h heure heures hour hours hr hrs stunde stunden std",
    "day": "dag dagen d jour jours day days tag tage tagen",
    "week": "week weken wk w semaine semaines sem weeks wks woche wochen",
    "month": "maand maanden mnd mois month months mo mos monat monate monaten",
    "year": "jaar jaren jr an ans annee annees year years yr yrs jahr jahre jahren",
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_SPANS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
_MONTHS_IN = {"month": 1, "year": 12}
_COUNT = re.compile(r"(\d{1,3}) ?([a-z]{1,10})\.?", re.ASCII)
_BEFORE = ("il y a ", "vor ")
_AFTER = (" geleden", " terug", " ago")


def counted_back(text: str, *, here: datetime, language: str | None) -> Day | None:
    """The day, or month, that a folded text names by its distance from here, the time now in the source's zone."""
    if text in _FRENCH_ONLY and language not in {None, "fr"}:
        return None
    for words, days in ((_TODAY, 0), (_YESTERDAY, 1), (_BEFORE_YESTERDAY, 2), (_LAST_WEEK, 7)):
        if text in words:
            return Day.of(here.date() - timedelta(days=days))
    for words, months in ((_THIS_MONTH, 0), (_LAST_MONTH, 1)):
        if text in words:
            return _month_before(here, months)
    return _by_count(text, here)


def _by_count(text: str, here: datetime) -> Day | None:
    count, unit = _count_and_unit(_distance(text))
    if count is None or unit is None:
        return None
    if unit in _MONTHS_IN:
        return _month_before(here, count * _MONTHS_IN[unit])
    if unit in ("day", "week"):
        return Day.of(here.date() - count * _SPANS[unit])
    # By UTC, so that an hour over the change of the clock is an hour.
    then = here.astimezone(UTC) - count * _SPANS[unit]
    return Day.of(then.astimezone(here.tzinfo).date())


def _distance(text: str) -> str:
    """What stands between the words that say "ago", without "about"; empty where there are none."""
    for before in _BEFORE:
        if text.startswith(before):
            return _exact(text[len(before) :])
    for after in _AFTER:
        if text.endswith(after):
            return _exact(text[: -len(after)])
    return ""


def _exact(text: str) -> str:
    words = text.split()
    while words and words[0] in _ABOUT:
        words.pop(0)
    return " ".join(words).removeprefix("d'")


def _count_and_unit(text: str) -> tuple[int | None, str | None]:
    found = _COUNT.fullmatch(text)
    if found:
        return int(found.group(1)), _UNIT_OF.get(found.group(2))
    count, _, unit = text.partition(" ")
    return NUMBERS.get(count), _UNIT_OF.get(unit)


def _month_before(here: datetime, months: int) -> Day:
    year, month = divmod(here.year * 12 + here.month - 1 - months, 12)
    return Day(year=year, month=month + 1)
