"""Why two posts are taken to belong together, as staff read it in three languages."""

import pytest
from builders import an_unnamed_post

from complaints.matching.post import post_of
from complaints.matching.reasons import TOLD, reasons
from complaints.matching.verdict import QUOTE, SAME_POST, verdict

NAME = "Wies Verzonnen"
FIRST = (
    "Op 2 maart een bakfiets met regentent besteld, bestelling 48213. Na twee weken kwam de doos met een gescheurde "
    "regentent en zonder bagagedrager. Ik heb 3 keer gemaild en niemand geeft antwoord, mijn 1150 euro ben ik kwijt."
)
SECOND = (
    "Regentent van de bakfiets kwam gescheurd aan bij Wies en de bagagedrager zat er niet bij. Order 48213, 3 keer "
    "gemaild over 1150 euro, geen reactie van deze winkel."
)
CITING = (
    'Ik las van Wies "na twee weken kwam de doos met een gescheurde regentent en zonder bagagedrager" en bij ons was '
    "de levering gewoon keurig op tijd in orde."
)
LANGUAGES = ("nl", "fr", "en")


def a_post(text, by=NAME, on="2026-03-10"):
    return post_of(an_unnamed_post(None, title=None, text=text, author=by, published=on))


def said(one, other, language):
    """The reasons for the verdict on two posts."""
    return reasons(one, other, verdict(one, other), language)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "nl",
            [
                "zelfde bestelnummer 48213",
                "zelfde naam",
                "2 dagen later",
                "beide noemen 3, 1150",
                "beide over: bagagedrager, bakfiets, regentent",
            ],
        ),
        (
            "fr",
            [
                "même numéro de commande 48213",
                "même nom",
                "2 jours plus tard",
                "tous deux citent 3, 1150",
                "tous deux au sujet de : bagagedrager, bakfiets, regentent",
            ],
        ),
        (
            "en",
            [
                "same order number 48213",
                "same name",
                "2 days later",
                "both name 3, 1150",
                "both about: bagagedrager, bakfiets, regentent",
            ],
        ),
    ],
)
def test_order_name_days_numbers_and_rare_words_in_common_are_told_in_the_staffs_language(language, told):
    assert said(a_post(FIRST), a_post(SECOND, on="2026-03-12"), language) == told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "dezelfde tekst (100 % van de woorden)"),
        ("fr", "même texte (100 % des mots)"),
        ("en", "the same text (100 % of the words)"),
    ],
)
def test_of_the_same_post_the_share_of_words_is_told_and_not_what_it_is_about(language, text):
    one, other = a_post(FIRST), a_post(FIRST)
    assert verdict(one, other).relation == SAME_POST
    assert said(one, other, language)[1] == text
    assert len(said(one, other, language)) == 4


@pytest.mark.parametrize(
    ("language", "text"), [("nl", "haalt 13 woorden aan"), ("fr", "cite 13 mots"), ("en", "quotes 13 words")]
)
def test_of_a_quotation_only_its_length_is_told(language, text):
    one, other = a_post(FIRST), a_post(CITING, "Truus Bedacht", "2026-03-12")
    assert verdict(one, other).relation == QUOTE
    assert said(one, other, language) == [text]


@pytest.mark.parametrize(
    ("by", "told"),
    [
        (NAME, "zelfde naam"),
        ("W. Verzonnen", "naam die daarbij past"),
        ("Wies", "naam die daarbij past"),
        ("W.V.", "naam die daarbij past"),
        ("W.", "voorletter die daarbij past"),
    ],
)
def test_how_well_the_names_go_together_is_told(by, told):
    assert told in said(a_post(FIRST), a_post(FIRST, by), "nl")


def test_nothing_is_told_of_a_name_that_says_nothing():
    assert [each for each in said(a_post(FIRST), a_post(FIRST, "Anoniem"), "en") if "name" in each] == []


@pytest.mark.parametrize(
    ("on", "told"),
    [
        ("2026-03-10", ("dezelfde dag", "le même jour", "the same day")),
        ("2026-03-11", ("een dag later", "un jour plus tard", "a day later")),
        ("2026-03-13", ("3 dagen later", "3 jours plus tard", "3 days later")),
    ],
)
def test_days_apart_are_told_as_people_say_them(on, told):
    one, other = a_post(FIRST), a_post(FIRST, on=on)
    assert [said(one, other, language)[-1] for language in LANGUAGES] == list(told)


def test_nothing_is_told_of_days_where_one_has_no_date():
    told = " ".join(said(a_post(FIRST), a_post(FIRST, on=None), "en"))
    assert "day" not in told


def test_no_more_than_a_few_words_and_none_that_everyone_uses_are_told():
    one, other = a_post(FIRST), a_post(SECOND, on="2026-03-12")
    about = said(one, other, "en")[-1].removeprefix("both about: ").split(", ")
    assert len(about) == TOLD
    assert "winkel" not in about


def test_a_word_that_everyone_writes_is_not_told():
    one = a_post("Bestelling 48213 is zoek en ook deze week nergens te vinden")
    other = a_post("Mijn bestelling 48213 niet gekregen, hoe lang duurt het toch")
    assert said(one, other, "en") == ["same order number 48213", "same name", "the same day"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "by"), [(FIRST, NAME), (SECOND, NAME), (SECOND, "W. Verzonnen"), (CITING, "Truus Bedacht")]
)
def test_nobodys_name_is_in_the_reasons(text, by, language):
    told = " ".join(said(a_post(FIRST), a_post(text, by, "2026-03-12"), language)).lower()
    assert [name for name in ("wies", "verzonnen", "truus", "bedacht") if name in told] == []


def test_a_name_under_both_posts_is_no_reason():
    signed = a_post(f"{FIRST} Groeten, Wies"), a_post(f"{SECOND} Wies", on="2026-03-12")
    assert "wies" not in " ".join(said(*signed, "nl")).casefold()


def test_a_sum_told_roundly_is_a_reason():
    told = a_post(FIRST), a_post(SECOND.replace("1150", "1200"), on="2026-03-12")
    assert "bedragen die dicht bij elkaar liggen" in said(*told, "nl")
