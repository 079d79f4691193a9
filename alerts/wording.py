"""Ratings, times and lists in words: hostile text is made harmless here, before it reaches a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from complaints.catalogue import FALLBACK, LANGUAGES, Catalogue
from complaints.model.reading import THEMES
from guard.text import one_line

LONGEST_NAME = 80
_CATALOGUE = Catalogue(Path(__file__).with_name("templates"))
# How each language writes numbers, dates and times, in the countries it is used here.
_LOCALES = {"nl": "nl_NL", "fr": "fr_BE", "en": "en_GB"}


class Words:
    """The sentences of one language, with times in one zone."""

    def __init__(self, language: str, zone: ZoneInfo) -> None:
        self._language = language if language in LANGUAGES else FALLBACK
        self._locale = _LOCALES[self._language]
        self._zone = zone

    def say(self, key: str, **values: object) -> str:
        """The sentence; every value is one harmless line of at most a few hundred characters."""
        lines = {name: one_line(str(value), 300) for name, value in values.items()}
        return _CATALOGUE.say(self._language, key, **lines)

    def severity(self, severity: str) -> str:
        """ "high" in the language. Raises MissingWordsError for one that does not exist."""
        return self.say(f"severity-{severity}")

    def lamp(self, lamp: str) -> str:
        """What a lamp means."""
        return self.say(f"lamp-{lamp.replace(' ', '-')}")

    def theme(self, theme: str) -> str:
        """What a theme is called; one that a person thought of is called as it was written."""
        return self.say(f"theme-{theme}") if theme in THEMES else one_line(theme, LONGEST_NAME)

    def number(self, value: float) -> str:
        """4.5 as the language writes it."""
        from babel.numbers import format_decimal

        return format_decimal(value, locale=self._locale)

    def rating(self, review: dict[str, Any]) -> str:
        """The mark as published ("2 van 10"), else whether the shop is recommended, else that there is none."""
        mark = review.get("rating")
        if mark and mark.get("best") is not None:
            return self.say("rating", value=self.number(mark["value"]), best=self.number(mark["best"]))
        if mark:
            return self.say("rating-bare", value=self.number(mark["value"]))
        recommend = review.get("recommend")
        return self.say({True: "recommended", False: "not-recommended", None: "rating-none"}[recommend])

    def moment(self, iso: str) -> str:
        """An ISO 8601 instant in the zone, or a day or month as published; what is neither stays as it is."""
        from babel.dates import format_date, format_time

        try:
            if len(iso) == len("2026-11"):
                return format_date(date.fromisoformat(f"{iso}-01"), "MMMM y", locale=self._locale)
            if len(iso) == len("2026-11-20"):
                return format_date(date.fromisoformat(iso), "long", locale=self._locale)
            local = datetime.fromisoformat(iso).astimezone(self._zone)
        except (ValueError, OverflowError):
            return one_line(iso, LONGEST_NAME)
        day = format_date(local.date(), "full", locale=self._locale)
        return self.say("at", date=day, time=format_time(local.time(), "short", locale=self._locale))

    def quoted(self, text: str, limit: int) -> str:
        """The text in the language's quotation marks, cut."""
        return self.say("quoted", text=one_line(text, limit))


def listed(items: Iterable[object], limit: int) -> str:
    """The items as one line, cut."""
    return one_line("; ".join(str(item) for item in items), limit)


def named(name: str, site: str | None) -> str:
    """A source by its own name and its site's, once when they are the same."""
    parts = [one_line(part, LONGEST_NAME) for part in (name, site or "")]
    return parts[0] if parts[1] in {"", parts[0]} else f"{parts[0]} ({parts[1]})"
