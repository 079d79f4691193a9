"""Who wrote it. Every name is invented."""

from __future__ import annotations

import pytest

from crawler import author


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jan V.", "Jan V."),
        ("  Jan\n V. ", "Jan V."),
        ("door Jan V.", "Jan V."),
        ("Door: Jan V.", "Jan V."),
        ("Geschreven door Jan", "Jan"),
        ("Review van Jan", "Jan"),
        ("Naam: Jan", "Jan"),
        ("Par Marie", "Marie"),
        ("Publié par Marie", "Marie"),
        ("Avis de Marie", "Marie"),
        ("Nom : Marie", "Marie"),
        ("by Emily B.", "Emily B."),
        ("Reviewed by Emily", "Emily"),
        ("Verfasst von Jürgen", "Jürgen"),
        ("Bewertung von Jürgen", "Jürgen"),
        ("Par Marie, le 12 mai", "Marie"),
        ("Par Marie le 12 mai 2024", "Marie"),
        ("Jan op 12 mei 2024", "Jan"),
        ("Emily on 3 March 2024", "Emily"),
        ("Jürgen am 3. März 2024", "Jürgen"),
        ("Jan - 12 mei 2024", "Jan"),
        ("Jan | 12-05-2024", "Jan"),
        ("Jan (12-05-2024)", "Jan"),
        ("Marie · il y a 3 jours", "Marie"),
        ("Jan, gisteren", "Jan"),
        ("Jan, een week geleden", "Jan"),
        ("Jan uit Utrecht", "Jan"),
        ("Jan V. uit 's-Hertogenbosch", "Jan V."),
        ("Jan uit Den Haag, 12 mei 2024", "Jan"),
        ("Emily from Ghent", "Emily"),
        ("From: Emily", "Emily"),
        ("12 mei 2024 - Jan", "Jan"),
        ("Geplaatst op 12 mei 2024 door Jan", "Jan"),
        ("Jan schreef op 12 mei 2024:", "Jan"),
        ("Marie a écrit :", "Marie"),
        ("Jan V. (geverifieerde koper)", "Jan V."),
        ("Jan V. - Geverifieerde klant", "Jan V."),
        ("Marie D., achat vérifié", "Marie D."),
        ("Jürgen aus Köln", "Jürgen"),
        ("Marie à Liège", "Marie"),
        ("Geplaatst door Jan uit Gent op 12 mei 2024", "Jan"),
    ],
)
def test_a_name_goes_without_the_words_around_it(text: str, name: str) -> None:
    assert author(text) == name


@pytest.mark.parametrize(
    "name",
    [
        *("Jan van Utrecht", "Jan uit den Bogaard", "Marie de Lyon", "Von Trapp", "van den Berg", "Jansen, Piet"),
        *("Jan (34)", "Jan-Willem de Vries", "Doortje", "Byron", "Pardoes", "Gebruiker 1234", "fietser1987", "J***"),
        *("@jan@instance.example", "O'Brien", "Els & Tom", "Anouk Klant", "1234", "김철수", "عمر", "Zoë", "de Fietser"),
        *("Mei Lin", "April", "Jan - Fietser", "Jan, Utrecht", "Familie Op de Beeck"),
    ],
)
def test_what_belongs_to_a_name_stays(name: str) -> None:
    assert author(name) == name


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Anoniem",
            "anoniem",
            "ANONIEM",
            "(anoniem)",
            "Anonieme gebruiker",
            "Klant",
            "Een klant",
            "Gast",
            "door Klant",
        ),
        *("Anonyme", "Client anonyme", "Utilisateur anonyme", "Invité", "Par un client", "Client vérifié"),
        *("Anonymous", "A Google user", "Verified customer", "Guest", "[deleted]", "[removed]", "null", "None", "N/A"),
        *("Anonym", "Ein Kunde", "Verifizierter Käufer", "Unbekannt", "Anoniem, 12 mei 2024", "Anoniem uit Gent"),
        *("Anoniem (geverifieerd)", "Een Google-gebruiker", "Verified Purchase", "Onbekende gebruiker"),
        *("", " ", "-", "***", "...", "\x00", "\u202e\u200b", "🚲", "Par ,"),
        *("jan@voorbeeld.example", "+31 6 1234 5678", "0612345678", "x" * 201, "Jan " * 10_000, None),
    ],
)
def test_where_no_name_is_given_there_is_none(text: str | None) -> None:
    assert author(text) is None


def test_what_cannot_be_seen_is_no_part_of_a_name() -> None:
    assert author("J\u200ba\x00n\u202e V.") == "Jan V."
