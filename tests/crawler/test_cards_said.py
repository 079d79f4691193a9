"""What cards say beside their text in other ways: questions, drawings, labels of a form, elements of the site's own."""

from __future__ import annotations

import pytest
from card_pages import DAYS, MARKS, PEOPLE, TEXTS, card, page, reviews

from crawler.reading.cards import read_cards


@pytest.mark.parametrize(
    ("yes", "no"),
    [
        pytest.param(
            "<svg role='img' aria-label='Beveelt aan'><use/></svg>",
            "<svg role='img' aria-label='Beveelt deze winkel niet aan'><use/></svg>",
            id="the label of a drawing",
        ),
        pytest.param("<img src='a.png' alt='Recommends'>", "<img src='b.png' alt='Niet aangeraden'>", id="a picture"),
        pytest.param("<p>Koopt u hier weer?</p>", "<p>Koopt u hier weer?</p>", id="a question without an answer"),
    ],
)
def test_a_drawing_may_say_whether_someone_recommends(yes: str, no: str):
    found = reviews("".join(card(number, yes if number % 2 else no) for number in range(4)))

    expected = [False, True, False, True] if "?" not in yes else [None] * 4
    assert [review.recommend for review in found] == expected


def test_an_answered_question_is_a_recommendation_though_most_answer_alike():
    asked = "<p>Zou deze klant hier weer kopen? <b>{}</b></p>"
    found = reviews("".join(card(n, asked.format("Ja" if n == 2 else "Nee")) for n in range(5)))

    assert [review.recommend for review in found] == [False, False, True, False, False]


def test_a_button_to_recommend_a_review_recommends_no_shop():
    found = reviews("".join(card(n, "<button><svg aria-label='Recommend'><use/></svg></button>") for n in range(4)))

    assert {review.recommend for review in found} == {None}


def test_labels_of_a_form_name_what_comes_after_them():
    forms = "".join(
        f"<fieldset><legend>{PEOPLE[n]} uit Gent</legend><label>Cijfer</label> <span class='v'>{2 * MARKS[n]}/10</span>"
        f"<label>Ingevuld</label> <span class='v'>{DAYS[n]}</span><br><label>Sterk</label> <ul><li>snel</li></ul>"
        f"<label>Zwak</label> <ul><li>duur</li><li>weinig keuze</li></ul><label>Opmerkingen</label> <p>{TEXTS[n]}</p>"
        f"<label>Aanbevelen</label> <span class='v'>{'ja' if n % 2 else 'nee'}</span></fieldset>"
        for n in range(4)
    )
    found = reviews(forms)

    assert [(review.author, review.text, review.recommend) for review in found] == [
        (PEOPLE[n], TEXTS[n], bool(n % 2)) for n in range(4)
    ]
    assert {(review.pros, review.cons) for review in found} == {(("snel",), ("duur", "weinig keuze"))}


def test_an_element_may_be_named_after_the_good_and_the_bad():
    points = "<my-points><my-plus>snel {}</my-plus><my-min>duur {}</my-min></my-points>"
    found = reviews("".join(card(n, points.format(n, n)) for n in range(4)))

    assert [(review.pros, review.cons) for review in found] == [((f"snel {n}",), (f"duur {n}",)) for n in range(4)]


@pytest.mark.parametrize(
    "drawn",
    [
        pytest.param('<td><img src="gfx/{0}.gif" alt="{0}"></td>', id="a picture of a number"),
        pytest.param('<i><img src="gfx/cijfer{0}.gif" alt=""></i>', id="a picture named after it"),
        pytest.param('<b class="cijfer">{0}</b><div>{1}</div>', id="a number beside stars"),
    ],
)
def test_a_number_on_the_scale_that_was_told_is_the_mark(drawn: str):
    stars = ['<i class="s-vol"></i>' * mark + '<i class="s-leeg"></i>' * (5 - mark) for mark in MARKS]
    cards = "".join(card(n, mark=drawn.format(2 * MARKS[n], stars[n])) for n in range(5))
    found = read_cards(page(cards, best=10)).reviews

    assert [each.review.rating and (each.review.rating.value, each.review.rating.best) for each in found] == [
        (2 * mark, 10) for mark in MARKS[:5]
    ]


def test_a_number_that_says_otherwise_than_the_stars_is_no_mark():
    times = (9, 1, 10, 2, 8)
    stars = ['<i class="s-vol"></i>' * mark + '<i class="s-leeg"></i>' * (5 - mark) for mark in MARKS]
    cards = "".join(card(n, mark=f"<b>{times[n]}</b><div>{stars[n]}</div>") for n in range(5))
    found = read_cards(page(cards, best=10)).reviews

    assert [each.review.rating and each.review.rating.value for each in found] == list(MARKS[:5])


def test_a_mark_may_end_in_a_half():
    shown = ("7\u00bd", "1 \u00bd", "9", "5\u00bd")
    cards = "".join(card(n, mark=f'<b class="cijfer">{shown[n]}</b>') for n in range(4))
    found = read_cards(page(cards, best=10)).reviews

    assert [each.review.rating and each.review.rating.value for each in found] == [7.5, 1.5, 9, 5.5]


@pytest.mark.parametrize("who", ["Sofie", "Sofie C."])
def test_an_answer_ends_where_someone_answers_it(who: str):
    answer = "Wat vervelend, wij bellen u vandaag nog over uw bestelling."
    thread = (
        f"<ol><li><b>Fietsen Bedacht</b> reageerde op 14-05-2026<div>{answer}</div></li>"
        f"<li><b>{who}</b> reageerde op 15-05-2026<div>Dank u, nu is het in orde.</div></li></ol>"
    )
    found = reviews(card(0, thread) + card(1, thread) + card(2))

    assert [review.reply and review.reply.text for review in found] == [answer, answer, None]
    assert [review.text for review in found] == list(TEXTS[:3])


ANSWER = "Fijn om te horen! Graag tot een volgende keer."


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(
            f"<div class='q-reply'><p class='q-words'>{ANSWER}</p><em>Fietsen Bedacht</em></div>", id="signed"
        ),
        pytest.param(f"<div class='q'><b>Reactie van Fietsen Bedacht</b><br>{ANSWER}</div>", id="below a bold line"),
        pytest.param(f"<div class='txt antw'><b>Antwoord van de winkel:</b> {ANSWER}</div>", id="called so in short"),
    ],
)
def test_an_answer_may_be_short_and_its_heading_stand_in_its_line(reply: str):
    found = reviews(card(0, reply) + card(1) + card(2, reply))

    assert [review.reply and review.reply.text for review in found] == [ANSWER, None, ANSWER]
    assert [review.text for review in found] == list(TEXTS[:3])


def test_paragraphs_directly_in_a_card_are_one_text():
    cards = "".join(
        f"<article><cite>{PEOPLE[n]}</cite> <time>{DAYS[n]}</time> <i aria-label='{MARKS[n]} van 5 sterren'></i>"
        f"<p>{TEXTS[n]}</p><p>{TEXTS[n + 1]}</p></article>"
        for n in range(4)
    )

    assert [review.text for review in reviews(cards)] == [f"{TEXTS[n]}\n{TEXTS[n + 1]}" for n in range(4)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [("Geschreven in mei 2026", "2026-05"), ("Reviewed in April 2026", "2026-04"), ("Bezocht in mei 2026", None)],
)
def test_a_line_may_say_in_which_month_it_was_written(line: str, expected: str | None):
    found = reviews("".join(card(n).replace(DAYS[n], line) for n in range(4)))

    assert {review.published for review in found} == {expected}


def slides(copy: str) -> str:
    return "".join(
        f'<div class="slide{copy if at in {0, 5} else ""}">{card(number)}</div>'
        for at, number in enumerate((3, 0, 1, 2, 3, 0))
    )


@pytest.mark.parametrize("copy", [" cloned", " slick-cloned", " swiper-slide-duplicate"])
def test_the_copies_of_a_slider_are_no_reviews(copy: str):
    assert [review.text for review in reviews(slides(copy))] == [TEXTS[n] for n in (0, 1, 2, 3)]


def test_what_is_not_called_a_copy_is_kept_though_it_says_the_same():
    assert len(reviews(slides(""))) == 6
