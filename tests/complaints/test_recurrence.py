"""A theme that comes back more than its own usual is told of, once a wave."""

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOW, a_review, later, recorded
from hypothesis import given
from hypothesis import strategies as st
from recorded import rows, told

from complaints import actions
from complaints.records import find
from complaints.recurrence import chance, is_same_wave, is_unusual, likeliest_wave, watch

YEAR_AGO = NOW - timedelta(days=365)
# Nobody's words or name twice, so that no two of them are one complaint.
LATE = (
    "Het pakket is nooit bezorgd, de bezorger kwam niet en volgens de track en trace ligt het in het depot.",
    "Al twee keer thuisgebleven voor de levering van mijn bakfiets en de chauffeur laat zich niet zien.",
    "Bezorging was vrijdag beloofd, vandaag is het woensdag en de zending staat nog op onderweg.",
    "De koerier gooide de doos over de schutting in de regen, het pakje was doorweekt.",
    "Levering telkens uitgesteld, niemand weet waar mijn bestelling blijft.",
)
WRITERS = ("Oda Verzonnen", "Piet Bedacht", "Wies Niemand", "Karel Ergens", "Saar Nergens")


def days_ago(*days: float) -> list:
    return sorted(NOW - timedelta(days=each) for each in days)


WEEKLY = [*range(10, 360, 7)]


@pytest.mark.parametrize(
    ("recent", "before", "share", "expected"),
    [
        (0, 10, 0.1, 1.0),
        (1, 0, 0.1, 0.1),
        (2, 0, 0.1, 0.01),
        (1, 1, 0.5, 0.75),
        (3, 0, 0.5, 0.125),
        (5, 51, 7 / 365, 0.0045),
    ],
)
def test_the_chance_is_that_of_so_many_or_more_of_all_in_the_latest_part(recent, before, share, expected):
    assert chance(recent, before, share) == pytest.approx(expected, rel=0.1)


@given(recent=st.integers(0, 40), before=st.integers(0, 400), share=st.floats(0.01, 0.5))
def test_more_complaints_are_never_likelier_than_fewer(recent, before, share):
    # Both are rounded, and may be so to either side.
    assert 0 <= chance(recent + 1, before, share) <= chance(recent, before, share) + 1e-9 <= 1 + 1e-9


@pytest.mark.parametrize(
    ("ages", "known_for", "unusual"),
    [
        ([1, 2, 3, 5, 6, 6.5, *WEEKLY], 365, True),
        ([1, 2, *WEEKLY], 365, False),
        ([3, *WEEKLY], 365, False),
        ([1, 2, 3], 365, True),
        ([1, 2], 365, False),
        # Three in a week are many, but of a shop that is known for a month nobody can say what is usual.
        ([1, 2, 3], 30, False),
        ([1, 2, 3, 4, 5, 6], 60, True),
        ([], 365, False),
    ],
    ids=["six beside one a week", "two", "one", "three after a quiet year", "two after one", "new", "many", "none"],
)
def test_unusual_is_what_chance_does_not_explain(ages, known_for, unusual):
    wave = likeliest_wave(days_ago(*ages), NOW - timedelta(days=known_for), NOW)
    assert is_unusual(wave) is unusual


def test_the_wave_says_how_many_in_how_long_and_what_is_usual():
    wave = likeliest_wave(days_ago(1, 2, 3, 5, 6, 6.5, *WEEKLY), YEAR_AGO, NOW)
    assert (wave.days, wave.count, round(wave.usual, 1)) == (7, 6, 1.0)


@given(st.lists(st.integers(0, 6), min_size=51, max_size=51))
def test_one_a_week_on_whatever_day_is_never_told_of(weekdays):
    times = [NOW - timedelta(days=7 * week + day) for week, day in enumerate(weekdays)]
    assert not is_unusual(likeliest_wave(sorted(times), YEAR_AGO, NOW))


def test_five_in_a_week_where_one_is_usual_are_told_of_and_four_are_not():
    assert is_unusual(likeliest_wave(days_ago(1, 2, 3, 5, 6, *WEEKLY), YEAR_AGO, NOW))
    assert not is_unusual(likeliest_wave(days_ago(1, 3, 5, *WEEKLY), YEAR_AGO, NOW))


@pytest.mark.parametrize(
    ("ages", "same"),
    [
        ([1, 2, 3, 8, 9, 10, 12, 13, *WEEKLY[1:]], True),
        ([1, 2, 3, 4, 5, 50, 51, 52, 53, *WEEKLY[1:]], False),
    ],
    ids=["it goes on", "quiet weeks lie between"],
)
def test_a_wave_lasts_until_the_theme_is_back_at_its_usual(ages, same):
    times = days_ago(*ages)
    told_at = NOW - timedelta(days=8 if same else 49)
    assert is_same_wave(times, YEAR_AGO, told_at, NOW) is same


def posted(name, number, at):
    said = {"author": f"{name} {WRITERS[number]}", "text": LATE[number], "title": None}
    return a_review(1, id=f"{name}{number}", published=at.isoformat(), **said)


def a_past(ledger, *ages):
    """Complaints of so many days ago, of which a first reading makes history."""
    at = (NOW - timedelta(days=each) for each in ages)
    posts = [posted("r", n, one) for n, one in enumerate(at)]
    recorded(ledger, *posts, first=True)


def news(ledger, *ages, name="n"):
    at = (ledger.now - timedelta(days=each) for each in ages)
    posts = [posted(name, n, one) for n, one in enumerate(at)]
    return recorded(replace(ledger, route=lambda event: ()), *posts).opened


def test_a_wave_is_told_with_what_how_many_since_when_and_the_references(ledger):
    a_past(replace(ledger, route=lambda event: ()), 300)
    opened = news(ledger, 4, 3, 2, 1)

    assert "DELIVERY" in watch(ledger)
    assert set(told(ledger)) == {"complaint.recurrence"}
    data = next(
        one["data"]
        for one in rows(ledger, "events")
        if one["kind"] == "recurrence" and one["data"]["theme"] == "DELIVERY"
    )
    assert (data["count"], data["days"], sorted(data["complaints"])) == (4, 7, sorted(opened))
    assert data["since"] == (NOW - timedelta(days=4)).isoformat(timespec="seconds")


def test_the_same_wave_is_told_once(ledger):
    a_past(ledger, 300)
    news(ledger, 4, 3, 2, 1)
    first = watch(ledger)
    news(later(ledger, days=1), 0.5, name="m")

    assert first
    assert watch(later(ledger, days=1)) == []


def test_what_a_first_reading_finds_is_history(ledger):
    a_past(ledger, 300, 4, 3, 2, 1)
    assert watch(ledger) == []


def test_of_a_shop_without_a_past_nothing_is_told(ledger):
    news(ledger, 4, 3, 2, 1)
    assert watch(ledger) == []


def test_dismissed_complaints_are_none(ledger):
    a_past(ledger, 300)
    for reference in news(ledger, 4, 3, 2, 1):
        actions.dismiss(ledger, find(ledger.connection, reference), "not about us")
    assert watch(ledger) == []
