"""What the line above a shop's answer says; the day of reading is 20 November 2026."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from crawler import Reply, ReplyHeader, reply_header, shop_reply

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def read(text: str | None) -> ReplyHeader | None:
    return reply_header(text, zone=ZoneInfo("Europe/Brussels"), now=NOW, shop_names=("Fietsen Jansen", "Vélos Dupré"))


@pytest.mark.parametrize(
    "text",
    [
        *("Reactie van de winkel", "Reactie van de verkoper:", "Antwoord van de eigenaar", "Reactie door de webshop"),
        *("Winkelreactie", "Reactie winkel", "Publieke reactie van de verkoper", "Antwoord van het bedrijf"),
        *("Réponse du vendeur", "Réponse de la boutique", "Réponse de l'entreprise", "Réponse de l\u2019entreprise :"),
        *("Réponse du propriétaire", "Commentaire du vendeur", "Reponse du magasin", "Réponse du service client"),
        *("Owner response", "Response from the owner", "Seller's reply", "Reply from the store", "Store response"),
        *("Comment from the seller", "Public response from the business", "Company reply", "The owner replied"),
        *(
            "Antwort des Händlers",
            "Antwort vom Verkäufer",
            "Händlerantwort",
            "Antwort des Shops",
            "ANTWORT DES INHABERS",
        ),
        *("Stellungnahme des Unternehmens", "Kommentar des Anbieters", "De winkel reageerde", "Le vendeur a répondu"),
    ],
)
def test_a_role_says_that_the_shop_answers(text: str) -> None:
    assert read(text) == ReplyHeader(who=None, published=None, by_shop=True)


@pytest.mark.parametrize(
    ("text", "who", "published", "by_shop"),
    [
        ("Reactie van Fietsen Jansen op 12 mei", "Fietsen Jansen", "2026-05-12", True),
        ("Reactie van FIETSEN JANSEN (12-05-2024)", "FIETSEN JANSEN", "2024-05-12", True),
        ("Fietsen Jansen reageerde gisteren", "Fietsen Jansen", "2026-11-19", True),
        ("Fietsen Jansen heeft gereageerd, 12 mei 2024", "Fietsen Jansen", "2024-05-12", True),
        ("Réponse de Velos Dupre le 12 mai 2024 :", "Velos Dupre", "2024-05-12", True),
        ("Réponse de Vélos Dupré, il y a 3 jours", "Vélos Dupré", "2026-11-17", True),
        ("Response from Fietsen Jansen - 3 March 2024", "Fietsen Jansen", "2024-03-03", True),
        (
            "Antwort von Fietsen Jansen am 3. März 2024 um 10:15 Uhr",
            "Fietsen Jansen",
            "2024-03-03T10:15:00+01:00",
            True,
        ),
        ("Reactie van Fietsen Jansen B.V. op 12 mei 2024", "Fietsen Jansen B.V.", "2024-05-12", True),
        ("Reactie van Op Wielen (eigenaar)", "Op Wielen", None, True),
        ("Response from Piet (a visitor)", "Piet (a visitor)", None, False),
        ("Reactie van Piet op 12 mei 2024", "Piet", "2024-05-12", False),
        ("Reply from Bikes Ltd.", "Bikes Ltd.", None, False),
        ("Antwoord van Op Wielen", "Op Wielen", None, False),
        ("Antwoord van Jansen op maat", "Jansen op maat", None, False),
        ("Reactie van de winkel op 12 mei 2024", None, "2024-05-12", True),
        ("Response from the owner 2 weeks ago", None, "2026-11-06", True),
        ("Réponse du vendeur | 12/05/2024", None, "2024-05-12", True),
        ("Reactie van de winkel op 12 mei 2199", None, None, True),
        ("Owner response · a month ago", None, "2026-10", True),
    ],
)
def test_a_line_says_who_answers_and_when(text: str, who: str | None, published: str | None, by_shop: bool) -> None:
    assert read(text) == ReplyHeader(who=who, published=published, by_shop=by_shop)


@pytest.mark.parametrize(
    "text",
    [
        *(
            None,
            "",
            "Reactie",
            "Reacties (3)",
            "3 reacties",
            "Reageer",
            "Réponse",
            "Reply",
            "Antworten",
            "Geef antwoord",
        ),
        *(
            "Reactie van",
            "Jan V.",
            "12 mei 2024",
            "Snelle reactie, goede winkel",
            "De winkel was dicht",
            "\x00",
            "\u202e",
        ),
        *("Reactie van de winkel " * 2_000, "van de winkel", "Ik kreeg geen reactie van de winkel"),
    ],
)
def test_any_other_line_announces_no_answer(text: str | None) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("header", "words", "reply"),
    [
        ("Reactie van de winkel op 12 mei 2024", "Excuses.", Reply(text="Excuses.", published="2024-05-12")),
        ("Réponse de Vélos Dupré", "Désolés.", Reply(text="Désolés.")),
        ("Reactie van Piet op 12 mei 2024", "Ik ook!", None),
        ("Reactie", "Excuses.", None),
        ("Reactie van de winkel", " ", None),
        (None, "Excuses.", None),
    ],
)
def test_an_answer_is_the_shop_s_only_where_its_line_says_so(
    header: str | None, words: str, reply: Reply | None
) -> None:
    found = shop_reply(header, words, zone=ZoneInfo("Europe/Brussels"), now=NOW, shop_names=("Vélos Dupré",))
    assert found == reply
