"""A stored reading: where to look first on a page of cards, and what must be as it was when someone confirmed it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from card_pages import DAYS, MARKS, PEOPLE, TEXTS, card, cards, page

from complaints.review import Rating, Review
from crawler.reading.card_model import Example
from crawler.reading.child import Plain
from crawler.reading.declared import read_page
from crawler.reading.learned import Learned
from crawler.reading.page import Page, Reading
from crawler.reading.stored import (
    as_json,
    canary_after,
    canary_of,
    canary_reads_otherwise,
    from_json,
    held_to,
    profile_of,
    with_canary,
)

SALT = "zout"
RENAMED = {"card": "k-9f3a", "top": "k-77aa", "name": "k-1b2c", "day": "k-3d4e", "stars": "k-5f6a", "words": "k-8b9c"}


def read(html: str, *, learned: Learned | None = None, best: float | None = None, example: Example | None = None):
    asked: Page = replace(page(html, best=best), learned=learned, example=example)
    return read_page(asked, Plain())


def learned_of(reading: Reading, best: float | None = 5) -> Learned:
    return Learned(
        site="page",
        at="2026-06-01T12:00:00+00:00",
        how="Els",
        salt=SALT,
        layout=reading.cards.layout if reading.cards else None,
        best=best,
        scale_from="printed",
        profile=profile_of(reading.reviews),
        canary=canary_of(reading.reviews, SALT),
    )


LEARNED = learned_of(read(cards(6)))


def renamed(html: str) -> str:
    for old, new in RENAMED.items():
        html = html.replace(f'class="{old}"', f'class="{new}"')
    return html


def without(html: str, what: str, times: int) -> str:
    return html.replace(what, "<i></i>", times)


def test_it_comes_back_from_the_database_as_it_was() -> None:
    assert from_json(json.loads(json.dumps(as_json(LEARNED)))) == LEARNED
    of_data = learned_of(Reading(reviews=read(cards(2)).reviews))
    assert from_json(json.loads(json.dumps(as_json(of_data)))) == of_data


def test_one_of_a_later_version_is_not_used() -> None:
    assert from_json({**as_json(LEARNED), "version": 2}) is None


def test_it_holds_no_word_of_a_review() -> None:
    kept = json.dumps(as_json(LEARNED))
    assert not any(name in kept for name in (*PEOPLE[:5], *(text[:20] for text in TEXTS)))


@pytest.mark.parametrize("count", [1, 2])
def test_a_page_of_one_or_two_reviews_is_read_with_it(count: int) -> None:
    reading = read(cards(count), learned=LEARNED)

    assert [review.author for review in reading.reviews] == list(PEOPLE[:count])
    assert (reading.unsure, reading.changed) == ((), ())


def test_without_it_a_page_of_one_review_is_not_read() -> None:
    assert read(cards(1)).reviews == ()


@pytest.mark.parametrize(
    "html",
    [
        card(0, mark="<b>€ 12,95</b>").replace(TEXTS[0], "Fietsbel, messing"),
        '<div class="card">Nog geen beoordelingen</div>',
        "",
    ],
    ids=["a product", "an empty list", "nothing"],
)
def test_what_is_no_review_is_none_with_it_either(html: str) -> None:
    assert read(html, learned=LEARNED).reviews == ()


@pytest.mark.parametrize("change", [renamed, lambda html: f"<section><div>{html}</div></section>"])
def test_renamed_classes_and_wrapped_cards_are_read_without_it(change) -> None:
    reading = read(change(cards(5)), learned=LEARNED)

    assert [(each.author, each.published, each.text) for each in reading.reviews] == [
        (each.author, each.published, each.text) for each in read(cards(5)).reviews
    ]
    assert (reading.unsure, reading.changed) == ((), ())


def test_a_text_that_was_confirmed_stays_the_text_where_another_looks_more_like_it() -> None:
    html = "".join(card(number, f"<em class='story'>{TEXTS[5 - number]} {TEXTS[number]}</em>") for number in range(4))

    assert read(html).reviews[0].text != TEXTS[0]
    assert read(html, learned=LEARNED).reviews[0].text == TEXTS[0]


def test_an_example_says_where_the_fields_are() -> None:
    html = "".join(card(number, f'<i class="user">Stad {"ABCD"[number]}</i>') for number in range(4))
    html = html.replace('class="name"', 'class="q"')
    shown = Example(author=PEOPLE[1], text=TEXTS[1][:20])

    assert [review.author for review in read(html).reviews] == ["Stad A", "Stad B", "Stad C", "Stad D"]
    assert [review.author for review in read(html, example=shown).reviews] == list(PEOPLE[:4])


def test_an_example_that_is_not_there_says_nothing() -> None:
    example = Example(author="Niemand", text="Dit staat er niet")
    assert read(cards(4), example=example).reviews == read(cards(4)).reviews


@pytest.mark.parametrize(
    ("html", "why"),
    [
        (cards(5), ()),
        (without(cards(5), f'<span class="day">{DAYS[0]}</span>', 1), ()),
        (
            "".join(
                card(n).replace(TEXTS[n], "Deze klant heeft bij deze winkel een bestelling geplaatst.")
                for n in range(5)
            ),
            ("a text of its own in 20% of the cards, was 100%",),
        ),
        ("".join(card(n, mark="") for n in range(5)), ("rating in 0% of the cards, was 100%",)),
        (
            "".join(card(n).replace(f'<span class="name">{PEOPLE[n]}</span>', "") for n in range(2))
            + "".join(card(n) for n in range(2, 5)),
            ("author in 60% of the cards, was 100%",),
        ),
        (
            "".join(card(n, mark=f'<span class="stars">{MARKS[n]} van 5</span>') for n in range(5)),
            ("marks are said as written, were label",),
        ),
        (
            "".join(card(n, mark=f'<span class="stars" aria-label="{2 * MARKS[n]} van 10"></span>') for n in range(5)),
            ("marks are out of 10, were out of 5",),
        ),
    ],
    ids=[
        "as it was",
        "one date less",
        "one text for all",
        "no marks",
        "fewer names",
        "another method",
        "another scale",
    ],
)
def test_cards_that_lost_a_field_or_say_marks_otherwise_have_changed(html: str, why: tuple[str, ...]) -> None:
    assert read(html, learned=replace(LEARNED, canary=None)).changed == why


def test_what_changed_alerts_only_while_it_is_green() -> None:
    other = "".join(card(n, mark=f'<span class="stars">{MARKS[n]} van 5</span>') for n in range(5))
    few = "".join(card(n, mark=f'<span class="stars">{MARKS[n]} van 5</span>') for n in range(2))

    assert read(other, learned=LEARNED).unsure == ()
    assert "fewer than 3 reviews" in read(few, learned=LEARNED).unsure


def a_review(**changes) -> Review:
    review = Review(
        site="page",
        reader="cards",
        author="Truus Bedacht",
        published="2026-05-12",
        title="Te laat",
        text="De fiets kwam drie weken te laat en niemand belde.",
        rating=Rating(value=2, best=5),
    )
    return replace(review, **changes)


NEWER = a_review(author="Bas Verzonnen", text="Na vier maanden nog altijd geen fiets.", published="2026-05-29")
KNOWN = replace(LEARNED, canary=canary_of([a_review()], SALT))


@pytest.mark.parametrize(
    ("read_now", "why"),
    [
        (a_review(), None),
        (a_review(published="2026-05-13"), None),
        (a_review(text=a_review().text + " Echt niemand."), None),
        (a_review(author="TRUUS  BEDACHT"), None),
        (a_review(author="Bas Verzonnen", text="Iets heel anders over een andere fiets."), None),
        (a_review(author="Utrecht"), "the author of a known review reads otherwise"),
        (a_review(title=None, rating=Rating(value=2)), "the title, rating of a known review reads otherwise"),
        (a_review(published="2026-12-05"), "the date of a known review reads otherwise"),
        (a_review(published=None), "the date of a known review reads otherwise"),
        (a_review(text="Lees meer"), "the words of a known review read otherwise"),
    ],
)
def test_a_known_review_must_be_read_as_it_was(read_now: Review, why: str | None) -> None:
    assert canary_reads_otherwise(KNOWN, [a_review(author="Els", text="Alles goed, snelle service."), read_now]) == why


def test_the_known_review_is_the_newest_with_a_name_and_words() -> None:
    older = a_review(author="Bas", text="Goed geholpen in de winkel.", published="2026-05-01")
    unnamed = a_review(author=None, text="Nooit meer gehoord.", published="2026-05-30")
    assert canary_of([older, a_review(), unnamed], SALT) == canary_of([a_review()], SALT)
    assert canary_of([unnamed], SALT) is None
    assert canary_reads_otherwise(replace(LEARNED, canary=None), [a_review()]) is None


@pytest.mark.parametrize(
    ("reading", "kept"),
    [
        (Reading(reviews=(a_review(),), reader="cards"), None),
        (Reading(reviews=(a_review(author="Utrecht"),), reader="cards"), None),
        (Reading(reviews=(NEWER,), reader="cards"), canary_of([NEWER], SALT)),
        (Reading(reviews=(NEWER,), reader="cards", unsure=("fewer than 3 reviews",)), None),
        (Reading(reviews=(NEWER,), reader="cards", changed=("author in 60% of the cards",)), None),
        (Reading(reviews=(NEWER,), reader="json-ld"), None),
    ],
    ids=["still there", "there, and read otherwise", "gone", "gone, not sure", "gone, changed", "by other means"],
)
def test_where_the_known_review_left_the_page_the_newest_takes_its_place(reading: Reading, kept: object) -> None:
    assert canary_after(KNOWN, reading) == kept


def test_another_known_review_leaves_the_rest_of_a_stored_reading_as_it_was() -> None:
    assert from_json(with_canary(as_json(LEARNED), KNOWN.canary)) == KNOWN


@pytest.mark.parametrize(
    "others",
    [(a_review(), a_review(author="Bas")), (a_review(text="Zo goed als nieuw en snel."), a_review())],
    ids=["the same words", "the same name"],
)
def test_a_review_like_another_is_not_one_to_be_known(others: tuple[Review, ...]) -> None:
    assert canary_of(others, SALT) is None


def test_the_same_words_by_another_on_another_day_are_another_review() -> None:
    assert canary_reads_otherwise(KNOWN, [a_review(author="Bas", published="2026-01-01")]) is None


def test_another_name_and_other_words_at_the_same_second_are_the_known_review_read_otherwise() -> None:
    at = "2026-05-12T10:14:33+02:00"
    known = replace(LEARNED, canary=canary_of([a_review(published=at)], SALT))
    misread = a_review(published=at, author="Beveelt aan", text="Geverifieerde klant")

    why = canary_reads_otherwise(known, [misread])
    assert why == "the author, words of a known review read otherwise"
    assert canary_reads_otherwise(known, [replace(misread, published="2026-05-12")]) is None


def test_structured_data_is_held_to_a_known_review_of_structured_data_only() -> None:
    reading = Reading(reviews=(a_review(author="Utrecht"),), reader="json-ld")

    assert held_to(KNOWN, reading).changed == ()
    assert held_to(replace(KNOWN, layout=None), reading).changed == ("the author of a known review reads otherwise",)
