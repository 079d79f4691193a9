"""Which texts of a page are dates, each text looked at once; and the line that holds one beside a name or a mark."""

from __future__ import annotations

import itertools
import re

from crawler.reading.fields import moment
from crawler.reading.fields.shown import vocabulary
from crawler.reading.page import Page

LONGEST = 70
LONGEST_LINE = 110
_MOST_PARTS = 7
_MOST_WORDS = 6

_MAY_BE = re.compile(
    r"\d|gister|vandaag|zojuist|geleden|terug|hier|aujourd|il y a|yesterday|today|ago\b|just now|gestern|heute|vor |"
    r"maand|month|mois|monat|(?:vorige|last|afgelopen|verleden) week|semaine|woche",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*[|\u00b7\u2022()]+\s*|\s+[-\u2013\u2014]\s+|,\s+|(?<=[\u2605\u2606])\s+|\s+(?:op|le|on|am|vom|at|in|en|im)\s+(?=\w)"
    r"|:\s+|\s+(?=(?:onderwerp|titel|betreft|subject|sujet|betreff):)"
    r"|\s+(?=\d{1,2}[ ./-])|\s+(?=(?:il y a|vor|een|gisteren|vandaag) )",
    re.IGNORECASE,
)
# A day on which something else was done than writing.
_NOT_POSTED = re.compile(
    r"(?:geregistreerd|lid sinds|lid vanaf|aangemeld|actief sinds|member since|registered|joined|inscrit|membre depuis|"
    r"mitglied|bewerkt|gewijzigd|aangepast|edited|modifi|bearbeitet|besteld|ordered|bestellt|bezocht|visited|gekocht|bought|gekauft|achet|stayed|"
    r"laatste? (?:bezoek|online)|last (?:seen|visit))"
    r"[^\d]{0,40}",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"(?:geplaatst|gepost|datum|posted|post[ée]|publi[ée]|date|verfasst|geschrieben)\b", re.IGNORECASE
)
_JOINING = vocabulary("op le on am vom at door par by von")


class Dates:
    """What is a date on one page."""

    __slots__ = ("_known", "_page")

    def __init__(self, page: Page) -> None:
        self._page = page
        self._known: dict[str, bool] = {}

    def is_date(self, text: str) -> bool:
        """Whether the text is a date and nothing more, the day or the month first."""
        if len(text) > LONGEST or len(text) < 3 or not _MAY_BE.search(text):
            return False
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = bool(self.read(text) or self.read(text, month_first=True))
        return known

    def is_absolute(self, text: str) -> bool:
        """Whether an attribute says a day whenever it is read: no number of days ago."""
        return len(text) >= 8 and bool(self.read(text, from_now=False))

    def read(self, text: str, *, month_first: bool = False, from_now: bool = True) -> str | None:
        """The date as Review.published wants it."""
        page = self._page
        language = page.language or "en"
        return moment(
            text,
            zone=page.zone,
            now=page.now,
            language=page.language if from_now and page.language else language,
            month_first=month_first,
            from_now=from_now,
        )


def split_at_date(text: str, dates: Dates) -> list[str]:
    """A short line as what stands before its date, the date, and what stands after; empty where it holds none."""
    if len(text) > LONGEST_LINE or not _MAY_BE.search(text):
        return []
    cuts = [(0, 0), *(found.span() for found in _SPLIT.finditer(text)), (len(text), len(text))]
    if not 2 < len(cuts) <= _MOST_PARTS + 2:
        return []
    spans = [(before[1], after[0]) for before, after in itertools.pairwise(cuts)]
    found = _longest_date(text, spans, dates)
    if found is None:
        return []
    first, last = found
    if _NOT_POSTED.search(text[: spans[first][0]]):
        return []
    parts = [text[start:end] for start, end in spans[:first]]
    parts.append(text[spans[first][0] : spans[last][1]])
    parts += [text[start:end] for start, end in spans[last + 1 :]]
    kept = [part.strip() for part in parts if part.strip() and part.strip().casefold() not in _JOINING]
    # What is announced may be long: "Geplaatst: 1 mei 2026 Onderwerp: Ervaringen met een winkel".
    short = [each for each in kept if len(each.split()) <= _MOST_WORDS or dates.is_date(each)]
    return kept if len(short) == len(kept) or (_ANNOUNCED.match(text) and kept[-1:] != short[-1:]) else []


def _longest_date(text: str, spans: list[tuple[int, int]], dates: Dates) -> tuple[int, int] | None:
    count = len(spans)
    for length in range(count, 0, -1):
        for first in range(count - length + 1):
            last = first + length - 1
            if dates.is_date(text[spans[first][0] : spans[last][1]]):
                return first, last
    return None
