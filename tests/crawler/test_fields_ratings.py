"""Which mark a text says, and on which scale."""

from __future__ import annotations

from typing import Any

import pytest
from structured_pages import only, rated

from crawler import Rating, rating


@pytest.mark.parametrize(
    ("text", "value", "best"),
    [
        ("4,5 van 5 sterren", 4.5, 5),
        ("4 van de 5 sterren", 4, 5),
        ("4 van de 5", 4, 5),
        ("Gewaardeerd 4 uit 5", 4, 5),
        ("Beoordeeld met 4,5 van 5", 4.5, 5),
        ("Beoordeling: 3/5", 3, 5),
        ("8 op 10", 8, 10),
        ("Score: 8,4/10", 8.4, 10),
        ("8/10", 8, 10),
        ("8 / 10", 8, 10),
        ("17/20", 17, 20),
        ("2 sterren van 5", 2, 5),
        ("4 sur 5", 4, 5),
        ("4,5 sur 5 étoiles", 4.5, 5),
        ("4 étoiles sur 5", 4, 5),
        ("note : 4,5/5", 4.5, 5),
        ("Note 4 sur 5", 4, 5),
        ("Noté 4.00 sur 5", 4, 5),
        ("Évaluation : 7/10", 7, 10),
        ("4.5 out of 5", 4.5, 5),
        ("4.5 out of 5 stars", 4.5, 5),
        ("Rated 4 out of 5", 4, 5),
        ("Rated 4.00 out of 5 stars", 4, 5),
        ("Rating: 1 of 5", 1, 5),
        ("4 stars out of 5", 4, 5),
        ("4 von 5 Sternen", 4, 5),
        ("Bewertet mit 4 von 5", 4, 5),
        ("4,5 von 5 Sternen", 4.5, 5),
        ("Bewertung: 9/10", 9, 10),
        ("3½ van 5", 3.5, 5),
        ("[4/5]", 4, 5),
        ("10/10!", 10, 10),
        ("4.0 of 5 bubbles", 4, 5),
        ("Eindoordeel 8/10", 8, 10),
        ("4/5.", 4, 5),
        ("80 %", 80, 100),
        ("80%", 80, 100),
        ("92,5 %", 92.5, 100),
        ("80 procent", 80, 100),
        ("80 pour cent", 80, 100),
        ("80 Prozent", 80, 100),
        ("5/5", 5, 5),
        ("1 van 5", 1, 5),
        ("\u200e4\u200e/5", 4, 5),
        ("4\u00a0van\u00a05", 4, 5),
    ],
)
def test_a_text_that_names_its_scale(text: str, value: float, best: float) -> None:
    assert rating(text) == Rating(value=value, best=best)
    assert rating(text, best=30) == Rating(value=value, best=best)


@pytest.mark.parametrize(
    ("text", "value", "best"),
    [
        ("★★★☆☆", 3, 5),
        ("★★★★★", 5, 5),
        ("★☆☆☆☆", 1, 5),
        ("★ ★ ★ ☆ ☆", 3, 5),
        ("★★★½☆", 3.5, 5),
        ("★★★⯨☆", 3.5, 5),
        ("★★★★★★★☆☆☆", 7, 10),
        ("⭐⭐⭐⭐⭐", 5, 5),
        ("⭐️⭐️⭐️⭐️⭐️", 5, 5),
        ("⭐⭐☆☆☆", 2, 5),
        ("⭐⭐⭐", 3, None),
        ("★★★½", 3.5, None),
        ("★", 1, None),
        ("★★★★☆ 4/5", 4, 5),
        ("★★★★☆ (4,2)", 4.2, 5),
        ("4,4 ★★★★☆", 4.4, 5),
        ("★★★★☆ 8/10", 8, 10),
        ("Beoordeling: ★★★☆☆", None, None),
        ("★ 4,5", 4.5, None),
        ("4.5 ★", 4.5, None),
        ("★ 4,5/5", 4.5, 5),
        ("★★★★☆ 2/5", None, None),
        ("★★★★☆ 8,2", None, None),
        ("★★★★☆ goed", None, None),
        ("☆☆☆☆☆", None, None),
        ("★" * 11, None, None),
        ("★½½☆☆", None, None),
        ("½", None, None),
    ],
)
def test_a_mark_in_stars(text: str, value: float | None, best: float | None) -> None:
    assert rating(text) == (None if value is None else Rating(value=value, best=best))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7,5", 7.5),
        ("7.5", 7.5),
        (" 8 ", 8),
        ("10", 10),
        ("Cijfer: 8", 8),
        ("cijfer 8", 8),
        ("Score: 7,5", 7.5),
        ("Eindcijfer 6,8", 6.8),
        ("Note : 4", 4),
        ("Rating - 4.5", 4.5),
        ("Bewertung: 4", 4),
        ("4,666666666666667", 4.666666666666667),
        (4, 4),
        (4.5, 4.5),
    ],
)
def test_a_bare_mark_has_its_source_s_scale_or_none(text: Any, value: float) -> None:
    assert rating(text) == Rating(value=value)
    assert rating(text, best=10, worst=1) == Rating(value=value, best=10, worst=1)


@pytest.mark.parametrize(
    "text", ["4 sterren", "4 stars", "4-star", "4.0 star rating", "4 étoiles", "4 Sterne", "vier sterren", "four stars"]
)
def test_stars_of_an_unknown_number_take_a_scale_to_5_and_no_other(text: str) -> None:
    assert rating(text) == Rating(value=4)
    assert rating(text, best=5) == Rating(value=4, best=5)
    assert rating(text, best=10) == Rating(value=4)


@pytest.mark.parametrize("text", ["Rapportcijfer: 8", "rapportcijfer 8", "Rapportcijfer 8,0", "Schoolcijfer: 8"])
def test_a_dutch_school_mark_ends_at_10(text: str) -> None:
    assert rating(text) == Rating(value=8, best=10, worst=1)


@pytest.mark.parametrize(
    ("text", "value"),
    [("ONE", 1), ("TWO", 2), ("THREE", 3), ("FOUR", 4), ("FIVE", 5), ("FIVE_STAR", 5), ("TWO_STARS", 2)],
)
def test_names_of_marks_are_out_of_5(text: str, value: float) -> None:
    assert rating(text) == Rating(value=value, best=5, worst=1)


@pytest.mark.parametrize("text", ["0", 0, 0.0, "0,0", "0/5", "0 van 5 sterren", "0 %", "☆☆☆☆☆"])
def test_0_is_a_mark_only_where_the_scale_starts_there(text: Any) -> None:
    assert rating(text) is None
    assert rating(text, best=5, worst=1) is None
    assert rating(text, best=5, worst=0) is not None


@pytest.mark.parametrize(
    ("value", "scale"),
    [(8, {"best": 5}), (1, {"best": 10, "worst": 2}), ("8", {"best": 5}), (5, {"best": 1, "worst": 6})],
)
def test_a_value_outside_its_source_s_scale_has_none(value: Any, scale: dict[str, float]) -> None:
    assert rating(value, **scale) == Rating(value=float(value))


def test_a_german_note_is_upside_down_and_none_of_ours() -> None:
    assert rating("Note: 1,3", language="de-AT") is None
    assert rating("Note : 1,3", language="fr") == Rating(value=1.3)
    assert rating("Schulnote 1,3") is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "-",
            "goed",
            "n.v.t.",
            "niet beoordeeld",
            "STAR_RATING_UNSPECIFIED",
            "one",
            "five",
            "SIX",
            "sterren",
        ),
        *("12/05", "12/05/2024", "4 van 3", "6/5", "12/10", "110 %", "5/8", "4/5/5", "3 van 48", "4/", "/5", "4 van"),
        *("3 of 48 found this helpful", "80% beveelt aan", "4,5 van 5 op basis van 312 reviews", "12 reviews"),
        *(
            "4/5 kwaliteit 3/5 prijs",
            "€ 8,50",
            "8,50 euro",
            "4,5,6",
            "4..5",
            "1.234,5",
            "vier",
            "-3",
            "- -3",
            "+4",
            "8-",
            "8,5+",
        ),
        *("nan", "NaN", "inf", "1e9", "0x5", "99999999999999999999", "9" * 30_000, "★" * 30_000, "4/5" * 10_000),
        *("\u0664/\u0665", "\uff14/\uff15", "\u2463/5", "4\u00b2", "IV", "\x00", "\u202e", "4\u0301\u0301" * 20),
        *(None, True, False, float("nan"), float("inf"), 10**400, -1, [], {}, b"4"),
    ],
)
def test_what_is_no_mark_is_none(text: Any) -> None:
    assert rating(text) is None


@pytest.mark.parametrize("stated", ["4 van 5 sterren", "FOUR", "★★★★☆", "4 sur 5"])
def test_structured_data_may_say_its_mark_in_words_of_a_sure_scale(stated: str) -> None:
    mark = only(rated(stated), best=10).rating
    assert mark is not None
    assert (mark.value, mark.best) == (4, 5)


@pytest.mark.parametrize("stated", ["4 sterren", "★★★★", "4 mensen"])
def test_structured_data_with_words_of_no_sure_scale_has_no_mark(stated: str) -> None:
    assert only(rated(stated), best=10).rating is None
