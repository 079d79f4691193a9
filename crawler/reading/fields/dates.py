"""When something was posted, as sites write it in Dutch, French, English and German.

The grammar is our own. dateparser was tried: it takes 0.4-8 ms for a text, calls "12", "4,5" and "ma" dates, reads
02/13/2024 as month first whatever it is told, and neither "een week geleden" nor "zojuist" nor "geplaatst op …".
"""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, tzinfo

from crawler.reading.fields.calendar_words import LABELS, MONTHS, WEEKDAYS
from crawler.reading.fields.clock import day_and_clock
from crawler.reading.fields.iso import LONGEST_DATE, iso_parts
from crawler.reading.fields.relative import counted_back
from crawler.reading.fields.shown import words_of
from crawler.reading.fields.written import TOLERANCE, Clock, Day, without_doubt, written

Stated = tuple[Day, Clock | None]

# Ten digits are seconds since 1970, since 2001; thirteen milliseconds.
_EPOCH = re.compile(r"\d{10}(?:\.\d{1,9})?|\d{13}", re.ASCII)
_SECONDS = (10**9, 10**10)
_MILLISECONDS = (10**12, 10**13)

_NUMERIC = re.compile(r"(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4}|\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:\.|er|e|ste|de|st|nd|rd|th)?[ /-]{0,3}(?:of )?([a-z]{3,10})\.?(?:[ ,/-]{1,3}(\d{4}|'?\d{2}))?",
    re.ASCII,
)
_MONTH_DAY = re.compile(r"([a-z]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?", re.ASCII)
_MONTH_YEAR = re.compile(r"([a-z]{3,10})\.?[ ,/-]{1,3}(?:of )?(\d{4})", re.ASCII)
_LEADING = LABELS | WEEKDAYS
_AROUND = " .,;:|()[]\u00b7\u2022\u2013\u2014"


def moment(
    value: str | float | None,
    *,
    zone: tzinfo,
    now: datetime,
    language: str | None = None,
    month_first: bool = False,
    from_now: bool = True,
) -> str | None:
    """A date as a page, a feed or an API writes it, as Review.published wants it; None for what is none.

    value may also be seconds or milliseconds since 1970. zone is the source's, for times without an offset: a time
    that its clock skips or has twice gives the day. now is aware; "gisteren" and "12 februari" count from it, and
    what lies more than a day after it is None, as is what lies before 1990. language is a tag as "nl" or "en-US".

    The day goes before the month. Only for en-US, or where month_first says that the list as a whole proved it, is
    it the other way: 02/13/2024. For en-US alone 02/12/2024 says nothing.

    from_now=False takes only what says the same whenever it is read, so neither "gisteren" nor "12 februari".
    """
    here = now.astimezone(zone) if from_now else None
    reader = _Reader(here=here, language=language, month_first=month_first)
    try:
        found = reader.stated(value)
        return found and written(found[0], without_doubt(*found, zone), zone=zone, now=now)
    except (ValueError, OverflowError):
        return None  # the 31st of February, a quarter past 27


def says_when(text: str) -> bool:
    """Whether a text is a date of any time, by itself."""
    return moment(text, zone=UTC, now=datetime(9000, 1, 1, tzinfo=UTC)) is not None


class _Reader:
    """The grammar: which day and time a text states, with what is known of its source."""

    def __init__(self, *, here: datetime | None, language: str | None, month_first: bool) -> None:
        self._here = here
        self._language = (language or "")[:2].casefold() or None
        self._american = (language or "").casefold().replace("_", "-") == "en-us"
        self._month_first = month_first

    def stated(self, value: object) -> Stated | None:
        """The day and time. Raises ValueError or OverflowError for a day that no calendar has."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _of_epoch(value)
        if not isinstance(value, str) or len(value) > LONGEST_DATE:
            return None
        return iso_parts(value) or self._in_words(value)

    def _in_words(self, value: str) -> Stated | None:
        text = words_of(value, LONGEST_DATE)
        if text is None:
            return None
        if _EPOCH.fullmatch(text):
            return _of_epoch(float(text))
        if day := self._day(text):
            return day, None
        before, clock = day_and_clock(text.rstrip(".,; ")) or ("", None)
        day = self._day(before)
        return (day, clock) if day and day.day else None

    def _day(self, text: str) -> Day | None:
        text = _bare(text)
        if not text:
            return None
        ways = (self._numeric, _year_first, self._day_month, self._month_day, _month_year)
        found = next((day for way in ways if (day := way(text))), None)
        if found or self._here is None:
            return found
        return counted_back(text, here=self._here, language=self._language)

    def _numeric(self, text: str) -> Day | None:
        found = _NUMERIC.fullmatch(text)
        if found is None:
            return None
        day, month = int(found.group(1)), int(found.group(3))
        if self._month_first:
            day, month = month, day
        elif self._american and day != month:
            if month <= 12:
                return None  # both can be the month
            day, month = month, day
        return Day(year=_year(found.group(4)), month=month, day=day)

    def _day_month(self, text: str) -> Day | None:
        found = _DAY_MONTH.fullmatch(text)
        return self._named(found.group(2), found.group(1), found.group(3)) if found else None

    def _month_day(self, text: str) -> Day | None:
        found = _MONTH_DAY.fullmatch(text)
        # "sep 24" is a month and a year elsewhere.
        if found is None or not (found.group(3) or self._language == "en"):
            return None
        return self._named(*found.groups())

    def _named(self, name: str, day: str, year: str | None) -> Day | None:
        month = MONTHS.get(name)
        if month is None:
            return None
        if year is None:
            return _last(month, int(day), self._here.date()) if self._here else None
        return Day(year=_year(year), month=month, day=int(day))


def _last(month: int, day: int, today: date) -> Day | None:
    """The last such day up to today: sites leave out the year of the past twelve months.

    None for tomorrow, which a zone or a year may explain. That the year has no 29th of February is found later.
    """
    tomorrow = today + TOLERANCE
    if (month, day) == (tomorrow.month, tomorrow.day):
        return None
    year = today.year if (month, day) <= (today.month, today.day) else today.year - 1
    return Day(year=year, month=month, day=day)


def _bare(text: str) -> str:
    """The text without the labels and weekdays before it and the signs around it."""
    words = text.strip(_AROUND).split(" ")
    if len(words) > 2 and words[0] in {"mar", "mar."} and words[2].strip(_AROUND) in MONTHS:
        words.pop(0)  # "mardi": where another word is the month
    while words and ((word := words[0].strip(_AROUND)) in _LEADING or word in {"", "-"}):
        words.pop(0)
    return " ".join(words).removesuffix(" -")


def _year_first(text: str) -> Day | None:
    found = _YEAR_FIRST.fullmatch(text)
    return Day(year=int(found.group(1)), month=int(found.group(3)), day=int(found.group(4))) if found else None


def _month_year(text: str) -> Day | None:
    found = _MONTH_YEAR.fullmatch(text)
    month = MONTHS.get(found.group(1)) if found else None
    return Day(year=int(found.group(2)), month=month) if found and month else None


def _year(text: str) -> int:
    digits = text.removeprefix("'")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _of_epoch(value: float) -> Stated | None:
    if not math.isfinite(value):
        return None
    if _MILLISECONDS[0] <= value < _MILLISECONDS[1]:
        value /= 1000
    if not _SECONDS[0] <= value < _SECONDS[1]:
        return None
    then = datetime.fromtimestamp(int(value), UTC)
    return Day.of(then.date()), Clock(hour=then.hour, minute=then.minute, second=then.second, offset=UTC)
