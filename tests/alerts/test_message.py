"""What an alert says, in three languages, and what hostile text cannot make it say."""

import json
import os
import unicodedata
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from alert_stage import opened, review
from hypothesis import given
from hypothesis import strategies as st

from alerts.message import BODY, compose
from complaints.catalogue import LANGUAGES
from complaints.model.reading import THEMES
from complaints.outbox import SCHEDULE

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FOLDER = Path(__file__).parents[2] / "alerts" / "templates"


def body(snapshot, language="nl", zone=AMSTERDAM):
    return compose(snapshot, language, zone).body


def test_an_alert_says_what_staff_must_know_and_do():
    lines = body(opened(note="van 6 naar 2")).splitlines()
    assert lines == [
        "Winkel: Fietsen Voorbeeld",
        "Site: surveysite",
        "Cijfer: 2 van 10",
        "Ernst: hoog (2 van 10; beveelt de winkel niet aan)",
        "Link: https://survey.test/reviews/17",
        "Nummer: KW-2026-00042",
        "Gezien? Meld dat met: klachtwacht ack KW-2026-00042",
        "Wat er veranderde: van 6 naar 2",
        "Antwoord uiterlijk: vrijdag 27 november 2026 om 17:00",
        "Door: B. Verzonnen",
        "Geplaatst: 19 november 2026",
        "",
        "Nooit meer",
        "Drie weken op een fiets gewacht en niemand die terugbelt.",
        "Minpunten: traag",
    ]


@pytest.mark.parametrize(
    ("kind", "language", "title"),
    [
        ("opened", "nl", "Nieuwe klacht KW-2026-00042 (hoog): Fietsen Voorbeeld, 2 van 10 op surveysite: „Nooit meer”"),
        ("worsened", "nl", "Klacht erger geworden KW-2026-00042"),
        ("reopened", "nl", "Klacht heropend KW-2026-00042"),
        ("opened", "fr", "Nouvelle plainte KW-2026-00042 (élevée) : Fietsen Voorbeeld, 2 sur 10 sur surveysite"),
        ("opened", "en", "New complaint KW-2026-00042 (high): Fietsen Voorbeeld, 2/10 on surveysite"),
        ("opened", "de", "Nieuwe klacht"),
    ],
)
def test_the_title_says_what_happened_where_and_how_bad(kind, language, title):
    assert compose(opened(kind), language, AMSTERDAM).title.startswith(title)


@pytest.mark.parametrize(
    ("language", "due"),
    [
        ("nl", "vrijdag 27 november 2026 om 17:00"),
        ("fr", "vendredi 27 novembre 2026 à 17:00"),
        ("en", "27 November 2026 at 17:00"),
    ],
)
def test_times_are_in_the_zone_of_the_shop_and_the_manner_of_the_language(language, due):
    assert due in body(opened(due="2026-11-27T16:00:00+00:00"), language)
    assert "16:00" in body(opened(due="2026-11-27T16:00:00+00:00"), language, ZoneInfo("Europe/London"))


@pytest.mark.parametrize(
    ("instant", "clock"),
    [
        ("2026-03-29T00:59:00+00:00", "01:59"),
        ("2026-03-29T01:00:00+00:00", "03:00"),
        ("2026-10-25T00:30:00+00:00", "02:30"),
        ("2026-10-25T01:30:00+00:00", "02:30"),
    ],
)
def test_clock_changes_are_followed(instant, clock):
    assert f"om {clock}" in body(opened(due=instant))


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2026-11-19", "19 november 2026"),
        ("2026-11", "november 2026"),
        ("2026-11-19T23:30:00+00:00", "vrijdag 20 november 2026 om 00:30"),
        ("gisteren\nof zo", "gisteren of zo"),
    ],
)
def test_a_day_or_a_month_is_shown_as_far_as_the_page_told(published, shown):
    assert f"Geplaatst: {shown}" in body(opened(findings=[review(published=published)]))


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"rating": {"value": 2.5, "best": 5.0}}, "Cijfer: 2,5 van 5"),
        ({"rating": {"value": 2.0, "best": None}}, "Cijfer: 2 (schaal onbekend)"),
        ({"rating": None, "recommend": False}, "Cijfer: beveelt de winkel niet aan"),
        ({"rating": None, "recommend": True}, "Cijfer: beveelt de winkel aan"),
        ({"rating": None, "recommend": None}, "Cijfer: geen cijfer"),
    ],
)
def test_the_rating_is_as_published(changes, shown):
    assert shown in body(opened(findings=[review(**changes)]))


def test_a_long_review_is_quoted_up_to_1500_characters():
    text = "Klacht " * 500
    shown = body(opened(findings=[review(text=text)]))
    assert text[:1490] in shown
    assert len(shown) < len(text)
    assert "…" in shown


def test_other_posts_of_the_same_complaint_are_quoted_shorter():
    other = review(source="forum", site="forum", text="Ook hier. " * 100, rating=None, recommend=None)
    shown = body(opened(findings=[review(), other]))
    assert "Ook geplaatst op forum, geen cijfer" in shown
    assert "Ook hier. " * 25 in shown
    assert "Ook hier. " * 35 not in shown


def test_a_body_never_gets_longer_than_a_channel_takes():
    found = [review(text="lang " * 2000, pros=["p" * 900], cons=["c" * 900])] * 3
    assert len(body(opened(findings=found, note="n" * 5000, reasons=["r" * 5000]))) <= BODY


def test_a_complaint_without_text_address_or_findings_is_still_told():
    assert "geen bruikbaar adres" in body(opened(findings=[], posts=[]))
    empty = review(text=None, title=None, url=None, author=None, published=None, rating=None, recommend=None)
    shown = body(opened(findings=[empty], posts=[], due=None, reasons=[]))
    assert "(geen tekst bij deze beoordeling)" in shown
    assert "Ernst: hoog\n" in shown


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://bank@kwaad.test/", "data:text/html,x"])
def test_an_address_that_is_no_web_link_is_not_shown(url):
    shown = body(opened(findings=[review(url=url)], posts=[url]))
    assert url not in shown
    assert "geen bruikbaar adres" in shown


def test_a_doubtful_alert_says_so_first():
    assert compose(opened(), "nl", AMSTERDAM, doubtful=True).title.startswith("(mogelijk dubbel) Nieuwe klacht")
    assert "dubbel" not in compose(opened(), "nl", AMSTERDAM).title


READING = {
    "type": "reading.first",
    "timestamp": "2026-11-20T10:00:00+00:00",
    "data": {
        "sources": [
            {"name": "survey", "shop": "fv", "site": "page", "read": 1200, "complaints": 7, "opened": ["KW-1", "KW-2"]},
            {"name": "forum", "shop": "fv", "site": "page", "read": 3, "complaints": 0, "opened": []},
        ],
        "complaints": [
            {
                "reference": "KW-1",
                "severity": "low",
                "author": "B. Verzonnen",
                "rating": {"value": 2, "best": 5},
                "title": "Traag",
                "url": "https://survey.test/1",
            },
            {"reference": "KW-2", "severity": "high", "author": None, "rating": None, "title": None, "url": None},
        ],
        "more": 3,
    },
}


def test_the_first_reading_is_told_in_one_message():
    message = compose(READING, "nl", AMSTERDAM)
    assert message.title == "Eerste lezing van fv: 1203 beoordelingen gelezen, 7 klachten, 2 geopend"
    assert message.body.splitlines()[1:] == [
        "survey (fv, page): 1200 gelezen, 7 klachten, 2 geopend",
        "forum (fv, page): 3 gelezen, 0 klachten, 0 geopend",
        "",
        "Nog open:",
        "KW-1 (laag), 2 van 5: B. Verzonnen - Traag",
        "https://survey.test/1",
        "KW-2 (hoog), geen cijfer: (geen tekst bij deze beoordeling)",
        "en nog 3; alle: klachtwacht complaints --open",
    ]


RECURRENCE = {
    "type": "complaint.recurrence",
    "timestamp": "2026-11-20T10:00:00+00:00",
    "data": {
        "shop": "fv",
        "shop_name": "Fietsplezier",
        "theme": "DELIVERY",
        "count": 5,
        "days": 7,
        "usual": 1.02,
        "once_in_weeks": 270,
        "since": "2026-11-14T10:00:00+00:00",
        "complaints": ["KW-2", "KW-1"],
        "more": 3,
    },
}


def test_a_theme_that_comes_back_is_told_with_how_unusual_that_is():
    message = compose(RECURRENCE, "nl", AMSTERDAM)
    assert message.title == "Komt vaker voor: levering, 5 klachten in 7 dagen (gewoonlijk 1,02 per week): Fietsplezier"
    assert message.body.splitlines() == [
        "Winkel: Fietsplezier",
        "Sinds: zaterdag 14 november 2026 om 11:00",
        "Bij toeval zou dit eens in ongeveer 270 weken voorkomen.",
        "Waar rook is, is vuur: kijk of er één oorzaak achter zit. Over deze golf komt geen tweede melding.",
        "Klachten: KW-2, KW-1",
        "en nog 3; alle: klachtwacht complaints",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", [*THEMES, "Velgen"])
def test_every_theme_has_words_and_one_that_staff_made_up_its_own(language, theme):
    data = {**RECURRENCE["data"], "theme": theme}
    title = compose({**RECURRENCE, "data": data}, language, AMSTERDAM).title
    assert (theme in title) is (theme == "Velgen")


LAMPS = ("live", "quiet", "stale", "changed", "blocked", "needs key", "hostile", "failed", "new", "off")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lamp", LAMPS)
def test_every_lamp_has_words(language, lamp):
    data = {"name": "survey", "shop": "fv", "site": "page", "lamp": lamp, "was": "live", "reason": "403\nnee"}
    message = compose({"type": "source.lamp", "data": data}, language, AMSTERDAM)
    assert "fv/survey" in message.title
    assert "403 nee" in message.body


def test_the_operator_is_asked_to_look():
    data = {"name": "survey", "shop": "fv", "site": "page", "reason": "unknown scale", "findings": 12}
    message = compose({"type": "source.look", "data": data}, "nl", AMSTERDAM)
    assert "12" in message.title
    assert "fv/survey" in message.body
    assert "best = …" in message.body


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_the_operator_is_asked_to_look_at_what_was_read_from_cards_with_what_is_not_sure(language: str):
    data = {"name": "survey", "shop": "fv", "site": "page", "reason": "a date in 60% of the reviews", "findings": 12}
    message = compose({"type": "source.look", "data": data}, language, AMSTERDAM)
    assert "12" in message.title
    assert "klachtwacht confirm fv/survey" in message.body
    assert "a date in 60%" in message.body


def test_a_dead_letter_says_what_did_not_arrive_where_and_why():
    data = {
        "destination": "balie",
        "event": "opened",
        "reference": "KW-1",
        "attempts": len(SCHEDULE),
        "error": "550 nee",
    }
    message = compose({"type": "delivery.dead", "data": data}, "nl", AMSTERDAM)
    assert message.title == "Niet afgeleverd: opened voor balie"
    assert "KW-1" in message.body
    assert "550 nee" in message.body


@pytest.mark.parametrize(
    "snapshot", [{"type": "complaint.exploded", "data": {}}, {"type": "complaint.opened", "data": {}}, {"data": {}}]
)
def test_what_cannot_be_worded_is_an_error(snapshot):
    with pytest.raises(LookupError):
        compose(snapshot, "nl", AMSTERDAM)


def test_the_catalogues_have_the_same_sentences():
    def keys(language):
        lines = (FOLDER / f"{language}.ftl").read_text(encoding="utf-8").splitlines()
        return [line.split(" = ")[0] for line in lines if line and not line.startswith("#")]

    assert keys("nl") == keys("fr") == keys("en")


def unseen(text):
    return [c for c in text if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]


def hostile(text):
    found = review(title=text, text=text, author=text, pros=[text], url=text, source=text, site=text, published=text)
    return opened(findings=[found, found], shop_name=text, reasons=[text], note=text, owner=text, posts=[text])


@given(st.text(st.characters(codec=None, categories=None)))
def test_no_text_of_a_page_gets_control_of_an_alert(text):
    for language in LANGUAGES:
        message = compose(hostile(text), language, AMSTERDAM)
        assert len(message.title) <= 150
        assert unseen(message.title + message.body) == []
        assert "\n" not in message.title


def test_a_review_cannot_write_the_lines_above_it():
    shown = body(hostile("x\nNummer: KW-2026-99999\nLink: https://kwaad.test/"))
    facts = shown.split("\n\n")[0].splitlines()
    assert [line for line in facts if line.startswith(("Nummer:", "Link:"))] == [
        "Link: geen bruikbaar adres op de pagina",
        "Nummer: KW-2026-00042",
    ]


@pytest.mark.parametrize("file", ["notify-injection/own.json", "naughty-strings/blns.json"])
def test_the_suites_are_worded_without_harm(file):
    root = os.environ.get("KLACHTWACHT_SUITES")
    if not root:
        pytest.skip("KLACHTWACHT_SUITES is not set")
    loaded = json.loads(Path(root, file).read_text(encoding="utf-8"))
    for text in loaded if isinstance(loaded, list) else [one for group in loaded.values() for one in group]:
        message = compose(hostile(text), "nl", AMSTERDAM)
        assert unseen(message.title + message.body) == []
        assert len(message.title) <= 150


@pytest.mark.parametrize(
    ("language", "title", "said"),
    [
        ("nl", "Nieuwe klacht KW-2026-00042 (normaal): Fietsen Jansen, niet op een pagina", "De klant: Krom wiel."),
        ("fr", "Nouvelle plainte KW-2026-00042 (normale) : Fietsen Jansen, sur aucune page", "Le client : Krom wiel."),
        ("en", "New complaint KW-2026-00042 (normal): Fietsen Jansen, not on a page", "The customer: Krom wiel."),
    ],
)
def test_a_complaint_that_stands_on_no_page_says_what_the_customer_told(language, title, said):
    data = {
        "reference": "KW-2026-00042", "severity": "normal", "shop": "fietsjansen", "shop_name": "Fietsen Jansen",
        "findings": [], "posts": [], "reasons": ["kwam telefonisch binnen"], "note": "Krom wiel.",
    }  # fmt: skip
    message = compose({"type": "complaint.opened", "data": data}, language, ZoneInfo("Europe/Amsterdam"))
    assert message.title == title
    assert message.body.splitlines()[-1] == said
    assert "kwam telefonisch binnen" in message.body
