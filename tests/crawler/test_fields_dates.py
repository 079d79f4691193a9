"""Which date a text says, in four languages; the day of reading is Friday 20 November 2026, noon UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from structured_pages import only, review_node

from crawler import moment

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def read(text: Any, **known: Any) -> str | None:
    return moment(text, **{"zone": AMSTERDAM, "now": NOW} | known)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12 februari 2024", "2024-02-12"),
        ("12 feb. 2024", "2024-02-12"),
        ("12 feb 2024", "2024-02-12"),
        ("12-feb-2024", "2024-02-12"),
        ("12 FEBRUARI 2024", "2024-02-12"),
        ("1 mrt. 2024", "2024-03-01"),
        ("1 maart 2024", "2024-03-01"),
        ("3 mei 2025", "2025-05-03"),
        ("31 okt. 2025", "2025-10-31"),
        ("12e mei 2024", "2024-05-12"),
        ("ma 12 feb. 2024", "2024-02-12"),
        ("maandag 12 februari 2024", "2024-02-12"),
        ("12 feb. '24", "2024-02-12"),
        ("12 feb 24", "2024-02-12"),
        ("1er mars 2024", "2024-03-01"),
        ("12 février 2024", "2024-02-12"),
        ("12 fevrier 2024", "2024-02-12"),
        ("12 févr. 2024", "2024-02-12"),
        ("3 août 2024", "2024-08-03"),
        ("3 aout 2024", "2024-08-03"),
        ("31 déc. 2025", "2025-12-31"),
        ("5 juil. 2025", "2025-07-05"),
        ("mar. 13 févr. 2024", "2024-02-13"),
        ("14 juin 2025", "2025-06-14"),
        ("le lundi 12 février 2024", "2024-02-12"),
        ("February 12, 2024", "2024-02-12"),
        ("Feb 12, 2024", "2024-02-12"),
        ("Feb. 12th, 2024", "2024-02-12"),
        ("February 12 2024", "2024-02-12"),
        ("12th of February 2024", "2024-02-12"),
        ("1st March 2024", "2024-03-01"),
        ("22nd Sept 2025", "2025-09-22"),
        ("Monday, February 12, 2024", "2024-02-12"),
        ("12. Februar 2024", "2024-02-12"),
        ("12.Februar 2024", "2024-02-12"),
        ("1. März 2024", "2024-03-01"),
        ("1. Maerz 2024", "2024-03-01"),
        ("3. Mai 2024", "2024-05-03"),
        ("31. Dez. 2025", "2025-12-31"),
        ("7. Jänner 2025", "2025-01-07"),
        ("Montag, 12. Februar 2024", "2024-02-12"),
        ("29 februari 2024", "2024-02-29"),
    ],
)
def test_a_month_by_its_name(text: str, day: str) -> None:
    assert read(text) == day


@pytest.mark.parametrize("language", ["nl", "nl_BE", "fr", "fr_BE", "en", "en_GB", "de", "de_AT"])
@pytest.mark.parametrize("width", ["wide", "abbreviated"])
def test_every_month_and_weekday_of_the_cldr(language: str, width: str) -> None:
    locale = Locale.parse(language)
    for number, name in locale.months["format"][width].items():
        assert read(f"7 {name} 2024") == f"2024-{number:02}-07"
    for name in locale.days["format"][width].values():
        # "mar." is Tuesday in French and March in English.
        assert name == "mar." or read(f"{name} 12 mei 2024") == "2024-05-12"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12-02-2024", "2024-02-12"),
        ("12/02/2024", "2024-02-12"),
        ("12.02.2024", "2024-02-12"),
        ("12. 2. 2024", "2024-02-12"),
        ("1-3-2024", "2024-03-01"),
        ("31-12-2025", "2025-12-31"),
        ("12-02-24", "2024-02-12"),
        ("12/05/24", "2024-05-12"),
        ("2024-02-12", "2024-02-12"),
        ("2024/02/12", "2024-02-12"),
        ("2024.02.12", "2024-02-12"),
        ("(12-02-2024)", "2024-02-12"),
        ("• 12-02-2024 •", "2024-02-12"),
        ("20-11-2026", "2026-11-20"),
    ],
)
def test_figures_have_the_day_first_or_the_year(text: str, day: str) -> None:
    assert read(text) == day


@pytest.mark.parametrize(
    ("text", "known", "day"),
    [
        ("02/13/2024", {"language": "en-US"}, "2024-02-13"),
        ("02/13/2024", {"language": "en_us"}, "2024-02-13"),
        ("02/02/2024", {"language": "en-US"}, "2024-02-02"),
        ("02/12/2024", {"language": "en-US"}, None),
        ("13/02/2024", {"language": "en-US"}, None),
        ("02/13/2024", {"language": "en"}, None),
        ("02/13/2024", {"language": "nl"}, None),
        ("02/13/2024", {}, None),
        ("02/12/2024", {"language": "en"}, "2024-12-02"),
        ("02/12/2024", {"language": "en-GB"}, "2024-12-02"),
        ("02/12/2024", {"month_first": True}, "2024-02-12"),
        ("02/12/2024", {"month_first": True, "language": "en-US"}, "2024-02-12"),
        ("13/02/2024", {"month_first": True}, None),
    ],
)
def test_the_month_goes_first_only_where_that_is_proved(text: str, known: dict[str, Any], day: str | None) -> None:
    assert read(text, **known) == day


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("februari 2024", "2024-02"),
        ("feb. 2024", "2024-02"),
        ("mars 2024", "2024-03"),
        ("May 2024", "2024-05"),
        ("März 2024", "2024-03"),
        ("Date de l'expérience : août 2025", "2025-08"),
        ("2024-02", "2024-02"),
        ("november 2026", "2026-11"),
        ("vorige maand", "2026-10"),
        ("last month", "2026-10"),
        ("le mois dernier", "2026-10"),
        ("letzten Monat", "2026-10"),
        ("deze maand", "2026-11"),
    ],
)
def test_a_month_stays_a_month(text: str, month: str) -> None:
    assert read(text) == month


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("zojuist", "2026-11-20"),
        ("Vandaag", "2026-11-20"),
        ("een paar seconden geleden", "2026-11-20"),
        ("5 minuten geleden", "2026-11-20"),
        ("3 uur geleden", "2026-11-20"),
        ("13 uur geleden", "2026-11-20"),
        ("14 uur geleden", "2026-11-19"),
        ("een uur geleden", "2026-11-20"),
        ("gisteren", "2026-11-19"),
        ("eergisteren", "2026-11-18"),
        ("2 d geleden", "2026-11-18"),
        ("één dag geleden", "2026-11-19"),
        ("een week geleden", "2026-11-13"),
        ("vorige week", "2026-11-13"),
        ("ruim een week geleden", "2026-11-13"),
        ("twee weken geleden", "2026-11-06"),
        ("10 dagen terug", "2026-11-10"),
        ("minder dan een minuut geleden", "2026-11-20"),
        ("à l'instant", "2026-11-20"),
        ("aujourd\u2019hui", "2026-11-20"),
        ("hier", "2026-11-19"),
        ("avant-hier", "2026-11-18"),
        ("il y a 3 jours", "2026-11-17"),
        ("Il y a un jour", "2026-11-19"),
        ("il y a 2 h", "2026-11-20"),
        ("il y a plus de deux semaines", "2026-11-06"),
        ("il y a quelques secondes", "2026-11-20"),
        ("just now", "2026-11-20"),
        ("yesterday", "2026-11-19"),
        ("3 days ago", "2026-11-17"),
        ("an hour ago", "2026-11-20"),
        ("a week ago", "2026-11-13"),
        ("last week", "2026-11-13"),
        ("3d ago", "2026-11-17"),
        ("2w ago", "2026-11-06"),
        ("gerade eben", "2026-11-20"),
        ("heute", "2026-11-20"),
        ("gestern", "2026-11-19"),
        ("vorgestern", "2026-11-18"),
        ("vor 2 Tagen", "2026-11-18"),
        ("vor einem Tag", "2026-11-19"),
        ("vor einer Woche", "2026-11-13"),
        ("vor 5 Std.", "2026-11-20"),
        ("vor ein paar Sekunden", "2026-11-20"),
        ("geplaatst 3 dagen geleden", "2026-11-17"),
    ],
)
def test_what_is_counted_from_now_is_a_day(text: str, day: str) -> None:
    assert read(text) == day


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("een maand geleden", "2026-10"),
        ("ongeveer 2 maanden geleden", "2026-09"),
        ("11 maanden geleden", "2025-12"),
        ("il y a 3 mois", "2026-08"),
        ("il y a environ un an", "2025-11"),
        ("5 mo. ago", "2026-06"),
        ("about a year ago", "2025-11"),
        ("over 2 years ago", "2024-11"),
        ("vor 3 Monaten", "2026-08"),
        ("vor einem Jahr", "2025-11"),
        ("bijna 2 jaar geleden", "2024-11"),
    ],
)
def test_months_and_years_from_now_are_a_month(text: str, month: str) -> None:
    assert read(text) == month


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12 februari", "2026-02-12"),
        ("op 12 februari", "2026-02-12"),
        ("20 november", "2026-11-20"),
        ("22 november", "2025-11-22"),
        ("31 déc.", "2025-12-31"),
        ("12. Mai", "2026-05-12"),
    ],
)
def test_without_a_year_it_is_the_last_such_day(text: str, day: str) -> None:
    assert read(text) == day


@pytest.mark.parametrize("text", ["21 november", "29 februari", "31 april"])
def test_without_a_year_tomorrow_and_what_no_such_year_has_is_none(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "day"), [("May 12", "2026-05-12"), ("December 1st", "2025-12-01"), ("Posted on Nov 3", "2026-11-03")]
)
def test_english_may_put_the_month_first_without_a_year(text: str, day: str) -> None:
    assert read(text, language="en") == day
    assert read(text, language="nl") is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-02-12T10:00:00+01:00", "2024-02-12T10:00:00+01:00"),
        ("2024-02-12T10:00:00.123Z", "2024-02-12T10:00:00+00:00"),
        ("2024-02-12 10:00", "2024-02-12T10:00:00+01:00"),
        ("2024-07-12 10:00", "2024-07-12T10:00:00+02:00"),
        ("12-02-2024 10:00", "2024-02-12T10:00:00+01:00"),
        ("12-02-2024, 10:00:30", "2024-02-12T10:00:30+01:00"),
        ("12 feb. 2024 om 14:30", "2024-02-12T14:30:00+01:00"),
        ("12 feb. 2024, 14.30 uur", "2024-02-12T14:30:00+01:00"),
        ("12 feb. 2024 om 14 uur", "2024-02-12T14:00:00+01:00"),
        ("le 12 février 2024 à 14h30", "2024-02-12T14:30:00+01:00"),
        ("aujourd'hui à 9 h 15", "2026-11-20T09:15:00+01:00"),
        ("12 mars 2024 à 9h", "2024-03-12T09:00:00+01:00"),
        ("12. Februar 2024 um 10:15 Uhr", "2024-02-12T10:15:00+01:00"),
        ("February 12, 2024 at 3:05 PM", "2024-02-12T15:05:00+01:00"),
        ("Feb 12, 2024 12:10 a.m.", "2024-02-12T00:10:00+01:00"),
        ("February 12, 2024 @ 3:05 pm", "2024-02-12T15:05:00+01:00"),
        ("gisteren om 14:30", "2026-11-19T14:30:00+01:00"),
        ("vandaag, 09:15", "2026-11-20T09:15:00+01:00"),
        ("hier à 14h", "2026-11-19T14:00:00+01:00"),
        ("Mon, 12 Feb 2024 10:00:00 +0100", "2024-02-12T10:00:00+01:00"),
        ("Mon, 12 Feb 2024 10:00:00 GMT", "2024-02-12T10:00:00+00:00"),
        ("12 Feb 2024 10:00 -0500 (EST)", "2024-02-12T10:00:00-05:00"),
        ("Mon Feb 12 2024 10:00:00 GMT+0100 (Central European Standard Time)", "2024-02-12T10:00:00+01:00"),
        ("12-07-2024 10:00 CEST", "2024-07-12T10:00:00+02:00"),
        ("1707732000", "2024-02-12T10:00:00+00:00"),
        ("1707732000.5", "2024-02-12T10:00:00+00:00"),
        ("1707732000000", "2024-02-12T10:00:00+00:00"),
        (1707732000, "2024-02-12T10:00:00+00:00"),
        (1707732000.0, "2024-02-12T10:00:00+00:00"),
        (1707732000123, "2024-02-12T10:00:00+00:00"),
    ],
)
def test_a_time_is_kept_with_its_offset(text: Any, moment: str) -> None:
    assert read(text) == moment


@pytest.mark.parametrize(
    "text", ["2026-03-29T02:30:00", "29 maart 2026 om 02:30", "2026-10-25 02:30", "25. Oktober 2026 um 2:30 Uhr"]
)
def test_an_hour_that_the_clock_skips_or_has_twice_says_its_day(text: str) -> None:
    assert read(text) in {"2026-03-29", "2026-10-25"}


def test_with_an_offset_no_hour_is_in_doubt() -> None:
    assert read("2026-10-25T02:30:00+02:00") == "2026-10-25T02:30:00+02:00"


@pytest.mark.parametrize(
    "text",
    [
        "Geplaatst op 12 mei 2024",
        "geplaatst op: 12-05-2024",
        "Datum: 12-05-2024",
        "Datum van ervaring: 12 mei 2024",
        "Review van 12 mei 2024",
        "Publié le 12 mai 2024",
        "Avis du 12 mai 2024",
        "Avis déposé le 12/05/2024",
        "Date de l\u2019expérience: 12 mai 2024",
        "Date de publication : 12 mai 2024",
        "Posted on May 12, 2024",
        "Reviewed on 12 May 2024",
        "Date of experience: May 12, 2024",
        "Veröffentlicht am 12. Mai 2024",
        "Bewertung vom 12.05.2024",
        "Datum der Erfahrung: 12. Mai 2024",
        "\u200e12\u200e-\u200e05\u200e-\u200e2024",
        "\u202b12-05-2024\u202c",
        "12\x00-05-2024",
        "12\u00a0mei\u00a02024",
        "12\u202fmai\u202f2024",
        "  12 \n mei\t2024 ",
    ],
)
def test_labels_and_what_cannot_be_seen_do_not_count(text: str) -> None:
    assert read(text) == "2024-05-12"


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "-", "onbekend", "n.v.t.", "2024", "12", "4,5", "10.5", "mei", "ma", "maandag", "12:30", "14h"),
        *("12 smarch 2024", "31-02-2024", "00-00-2024", "30 februari 2024", "12-13-2024", "12-02/2024", "12-02-024"),
        *("bijgewerkt op 12 mei 2024", "Updated 12 May 2024", "modifié le 12 mai 2024", "geantwoord op 12 mei 2024"),
        *("besteld op 12 mei 2024", "12 mei 2024 via een andere site", "van 1 mei 2024 tot 3 mei 2024"),
        *("een paar dagen geleden", "a few days ago", "il y a quelques jours", "vor ein paar Tagen"),
        *("3 dagen", "over 3 dagen", "in 3 days", "dans 3 jours", "in 3 Tagen", "morgen", "demain", "tomorrow"),
        *(
            "9999 dagen geleden",
            "0x5 dagen geleden",
            "-3 dagen geleden",
            "3 fietsen geleden",
            "geleden",
            "vor",
            "il y a",
        ),
        *("22-11-2026", "22 november 2026", "december 2026", "12 mei 2199", "2026-11-21T12:00:01Z", "1795354801"),
        *("01-01-1970", "0001-01-01", "12 mei 1989", "1970-01-01T00:00:00Z", "0", "1", "123456789", "12345678901"),
        *("99999999999999999999", "9999999999", "9999999999999", "nan", "inf", "1e9", "1e400", "-1707732000"),
        *("12-02-2024 25:00", "12-02-2024 10:61", "12 mei 2024 13:00 pm", "12 mei 2024 10:00 EST"),
        *("12 mei 2024 10:00 +99:00", "mei 2024 10:00"),
        *(
            "\u0661\u0662/\u0660\u0665/\u0662\u0660\u0662\u0664",
            "\uff11\uff12/\uff10\uff15/\uff12\uff10\uff12\uff14",
            "\u0967\u0968-\u0966\u096b-\u0968\u0966\u0968\u096a",
            "1²-05-2024",
            "⑫ mei 2024",
            "Ⅻ mei 2024",
        ),
        *("12 mei 2024 " * 3_000, "1" * 30_000, "\u202e" * 30_000, "12 " + "\u0301" * 30_000, "\x00" * 101),
        *(True, False, None, float("nan"), float("inf"), -float("inf"), 10**400, 0, -1, 1.5, 10**13, [], {}, b"x"),
    ],
)
def test_what_is_no_such_date_is_none(text: Any) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("language", "day"), [("fr", "2026-11-19"), (None, "2026-11-19"), ("nl", None), ("de-DE", None)]
)
def test_hier_is_yesterday_in_french_alone(language: str | None, day: str | None) -> None:
    assert read("hier", language=language) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [("gisteren", None), ("3 days ago", None), ("12 februari", None), ("12 feb. 2024", "2024-02-12")],
)
def test_what_counts_from_now_can_be_left_out(text: str, day: str | None) -> None:
    assert read(text, from_now=False) == day


def test_today_is_that_of_the_source() -> None:
    late = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    assert read("vandaag", now=late) == "2026-11-21"
    assert read("vandaag", now=late, zone=UTC) == "2026-11-20"


@pytest.mark.parametrize(("ahead", "found"), [(timedelta(hours=23), True), (timedelta(hours=25), False)])
def test_a_day_ahead_is_a_matter_of_zones_and_more_is_no_date(ahead: timedelta, found: bool) -> None:
    assert (read((NOW + ahead).isoformat()) is not None) is found


@pytest.mark.parametrize(
    ("stated", "language", "day"),
    [
        ("12 feb. 2024", None, "2024-02-12"),
        ("12/02/2024", None, "2024-02-12"),
        ("02/13/2024", "en-US", "2024-02-13"),
        ("02/12/2024", "en-US", None),
        (1707732000, None, "2024-02-12T10:00:00+00:00"),
        # What counts from now would make a post without an id another one at each reading.
        ("een week geleden", None, None),
        ("12 februari", None, None),
    ],
)
def test_structured_data_may_say_its_dates_in_words(stated: Any, language: str | None, day: str | None) -> None:
    assert only(review_node(datePublished=stated, inLanguage=language)).published == day
