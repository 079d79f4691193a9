"""What holds for the parsers of fields whatever a page says."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.moments import earliest
from crawler import author, moment, rating, recommendation, reply_header
from crawler.reading.fields.calendar_words import LABELS, MONTHS, NUMBERS, WEEKDAYS
from crawler.reading.fields.relative import counted_back

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")

# Texts of what the parsers know, in any order: far more of these are nearly dates or marks than of any letters.
PARTS = st.sampled_from(
    [
        *MONTHS, *WEEKDAYS, *LABELS, *NUMBERS, "geleden", "ago", "il y a", "vor", "gisteren", "hier",
        "vorige maand",
        "dagen", "jours", "weeks", "Jahren", "uur", "h", "am", "pm", "GMT", "CEST", "Z", "T", "+01:00", "-2359", "(x)",
        "★", "☆", "⭐\ufe0f", "½", "van", "sur", "out of", "von", "/", "%", "sterren", "note", "rapportcijfer", "FIVE",
        "beveelt", "aan", "niet", "recommande", "pas", "reactie van", "réponse de l'", "antwort des", "reageerde",
        "door", "uit", "de winkel", "Gent", ":", ".", ",", "-", "·", "'",
        "\x00", "\u202e", "\u0301", "\u0661", "\ud800",
    ]
)  # fmt: skip
FIGURES = st.one_of(st.integers(0, 60), st.integers(1985, 2030), st.integers(0, 10**20)).map(str)
NEARLY = st.lists(st.one_of(PARTS, FIGURES), max_size=12).flatmap(
    lambda parts: st.sampled_from(["", " ", "-", "."]).map(lambda between: between.join(parts))
)
TEXTS = st.one_of(st.text(max_size=150), NEARLY)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
TAGS = st.sampled_from([None, "nl", "fr", "en", "en-US", "de", "", "x" * 50])


@given(TEXTS, MOMENTS, TAGS, st.booleans(), st.booleans())
def test_no_text_says_a_date_from_the_future(
    text: str, now: datetime, language: str | None, month_first: bool, from_now: bool
) -> None:
    found = moment(text, zone=AMSTERDAM, now=now, language=language, month_first=month_first, from_now=from_now)
    first = earliest(found, AMSTERDAM)
    assert first is None or datetime(1989, 12, 31, tzinfo=UTC) <= first <= now + timedelta(days=1)


@given(st.one_of(st.integers(), st.floats()), MOMENTS)
def test_no_number_says_a_date_from_the_future(value: float, now: datetime) -> None:
    first = earliest(moment(value, zone=AMSTERDAM, now=now), AMSTERDAM)
    assert first is None or first <= now + timedelta(days=1)


@given(TEXTS)
def test_what_comes_out_is_read_again_as_the_same(text: str) -> None:
    once = moment(text, zone=AMSTERDAM, now=NOW)
    assert once is None or moment(once, zone=UTC, now=NOW) == once


@given(st.dates(datetime(1990, 1, 1).date(), NOW.date()), st.sampled_from(["-", "/", "."]))  # noqa: DTZ001
def test_every_day_is_read_back_from_its_figures(day: Any, sign: str) -> None:
    written = sign.join((f"{day.day:02}", f"{day.month:02}", f"{day.year}"))
    assert moment(written, zone=AMSTERDAM, now=NOW) == day.isoformat()


@given(TEXTS)
def test_the_date_itself_never_depends_on_when_it_is_read_unless_it_counts_from_then(text: str) -> None:
    later = NOW + timedelta(days=400)
    once = moment(text, zone=AMSTERDAM, now=NOW, from_now=False)
    assert once is None or moment(text, zone=AMSTERDAM, now=later, from_now=False) == once


SCALE_ENDS = st.one_of(st.none(), st.integers(-5, 120).map(float))


@given(st.one_of(TEXTS, st.floats(), st.integers()), SCALE_ENDS, SCALE_ENDS, TAGS)
def test_a_mark_lies_on_its_scale(value: Any, best: float | None, worst: float | None, language: str | None) -> None:
    mark = rating(value, best=best, worst=worst, language=language)
    if mark is not None:
        assert 0 <= mark.value < 1e15
        assert mark.best is None or (mark.worst or 0) <= mark.value <= mark.best
        assert mark.best is not None or mark.worst is None


@given(st.integers(1, 5))
def test_stars_say_how_many_are_filled(filled: int) -> None:
    mark = rating("★" * filled + "☆" * (5 - filled))
    assert mark is not None
    assert (mark.value, mark.best) == (filled, 5)


@given(TEXTS)
def test_a_name_is_short_printable_and_its_own(text: str) -> None:
    name = author(text)
    assert name is None or (0 < len(name) <= 200 and name == name.strip() and "\n" not in name)


@given(TEXTS)
def test_a_recommendation_is_yes_no_or_unknown(text: str) -> None:
    assert recommendation(text) in {True, False, None}


@given(TEXTS, MOMENTS)
def test_an_answer_has_someone_who_gives_it(text: str, now: datetime) -> None:
    header = reply_header(text, zone=AMSTERDAM, now=now)
    assert header is None or header.by_shop or header.who
    assert header is None or header.published is None or earliest(header.published, AMSTERDAM) is not None


READERS: list[Callable[[str], object]] = [
    lambda text: moment(text, zone=AMSTERDAM, now=NOW),
    rating,
    author,
    recommendation,
    lambda text: reply_header(text, zone=AMSTERDAM, now=NOW),
]
# What makes a careless expression go back and forth, at lengths that are read and at one that is not.
PATTERNS = ["1", " ", "1 ", "a", "12-", "12 mei ", "☆", "★ ", "½", "é", "\u0301", "de ", "vor ", "4,5 van ", ", ", "(1"]


@pytest.mark.parametrize("read", READERS, ids=["moment", "rating", "author", "recommendation", "reply_header"])
@pytest.mark.parametrize("length", [95, 115, 195, 295, 30_000])
def test_no_text_takes_long(read: Callable[[str], object], length: int) -> None:
    started = time.process_time()
    for pattern in PATTERNS:
        for end in ("", "!", "2024"):
            read((pattern * length)[:length] + end)
    assert time.process_time() - started < 0.5


def test_the_words_for_dates_are_written_as_they_are_compared() -> None:
    from complaints.normalise import folded

    for word in (*MONTHS, *WEEKDAYS, *LABELS, *NUMBERS):
        assert word == folded(word)


def test_no_weekday_or_label_hides_what_else_it_could_be() -> None:
    here = NOW.astimezone(AMSTERDAM)
    for word in WEEKDAYS | LABELS:
        assert word not in MONTHS
        assert counted_back(word, here=here, language="fr") is None
