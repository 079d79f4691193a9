"""What the parts of a card are: names, days, titles, points, recommendations, badges, addresses and answers."""

from __future__ import annotations

import pytest
from card_pages import DAYS, MARKS, PEOPLE, TEXTS, card, cards, reviews

ANSWER = "Wat vervelend, wij bellen u vandaag nog over uw bestelling."


def shown(inside: str, count: int = 5) -> str:
    return "".join(card(number, inside.format(number=number)) for number in range(count))


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(f"<div><b>Reactie van de winkel</b><p>{ANSWER}</p></div>", id="a heading in the same element"),
        pytest.param(f"<h5>Antwoord van Fietsen Bedacht:</h5><p>{ANSWER}</p>", id="a heading before it"),
        pytest.param(f"<div class='owner-response'>{ANSWER}</div>", id="an element called so"),
        pytest.param(f"<div><b>Réponse du vendeur</b><p>{ANSWER}</p></div>", id="in French"),
        pytest.param(f"<p><b>Fietsen Bedacht reageert:</b> {ANSWER}</p>", id="announced in the same line"),
        pytest.param(f"<div><b>Reactie Fietsen Bedacht:</b> {ANSWER}</div>", id="a name without van"),
        pytest.param(f"<div><u>Antwoord van de zaak:</u> {ANSWER}</div>", id="the shop by another word"),
        pytest.param(
            f"<div><b>Fietsen Bedacht</b> <i class='d'>reageerde</i><p>{ANSWER}</p></div>",
            id="a name, and that it answered",
        ),
    ],
)
def test_the_shops_answer_is_apart_from_the_review(answer: str):
    found = reviews(card(0) + card(1, answer) + card(2) + card(3))

    assert [review.reply and review.reply.text for review in found] == [None, ANSWER, None, None]
    assert [review.text for review in found] == list(TEXTS[:4])


def test_an_answer_keeps_its_own_day():
    answer = f"<div><b>Reactie van de winkel</b><time>14 mei 2026</time><p>{ANSWER}</p></div>"
    found = reviews(card(0, answer) + card(1) + card(2))

    assert found[0].reply
    assert (found[0].published, found[0].reply.published) == ("2026-05-12", "2026-05-14")


def test_an_answer_that_is_a_card_in_the_card_is_no_review():
    nested = (
        f'<div class="card"><div class="top"><span class="name">Winkel</span><span class="day">{DAYS[0]}</span></div>'
        f'<p class="words">{ANSWER}</p></div>'
    )

    assert [review.text for review in reviews(card(0) + card(1, nested) + card(2))] == list(TEXTS[:3])


@pytest.mark.parametrize(
    ("part", "replies"),
    [
        pytest.param('class="card bypostauthor"><b>Truus</b>', True, id="the owner of the site"),
        pytest.param('class="card"><b>Fietsen Bedacht</b>', True, id="the shop that the page is about"),
        pytest.param('class="card"><b>Truus</b>', False, id="a visitor"),
    ],
)
def test_of_a_thread_below_a_card_only_the_shops_part_is_its_answer(part: str, replies: bool):
    thread = f"<div {part}<span>{DAYS[0]}</span><p>{ANSWER}</p></div>"
    found = reviews(card(0) + card(1, thread) + card(2), heading="Ervaringen met Fietsen Bedacht")

    assert [review.reply and review.reply.text for review in found] == [None, ANSWER if replies else None, None]


def test_what_a_reviewer_tells_of_an_answer_is_no_answer():
    told = "De winkel reageerde: wij kunnen er niets aan doen, en hing op."
    found = reviews("".join(card(n).replace(TEXTS[n], told if n == 1 else TEXTS[n]) for n in range(4)))

    assert [review.reply for review in found] == [None] * 4


@pytest.mark.parametrize(
    "points",
    [
        pytest.param("<p>+ snelle levering</p><p>+ netjes</p><p>\u2212 dure verzending</p>", id="signs"),
        pytest.param(
            "<ul><li><i class='fa fa-plus'></i> snelle levering</li><li><i class='fa fa-plus'></i> netjes</li>"
            "<li><i class='fa fa-minus'></i> dure verzending</li></ul>",
            id="drawings",
        ),
    ],
)
def test_points_are_read_by_what_stands_before_them(points: str):
    found = reviews(shown(points, 4))

    assert [(review.pros, review.cons) for review in found] == [
        (("snelle levering", "netjes"), ("dure verzending",))
    ] * 4


def test_points_are_read_by_the_label_above_them():
    points = "<h4>Pluspunten</h4><ul><li>snel</li><li>netjes {number}</li></ul><h4>Minpunten</h4><ul><li>duur</li></ul>"
    found = reviews(shown(points))

    assert [(review.pros, review.cons) for review in found[:2]] == [
        (("snel", "netjes 0"), ("duur",)),
        (("snel", "netjes 1"), ("duur",)),
    ]
    assert [review.text for review in found] == list(TEXTS[:5])


def test_a_recommendation_is_read_and_is_no_part_of_the_text():
    found = reviews(
        "".join(card(n, f"<p>{'Beveelt aan' if n % 2 else 'Beveelt deze winkel niet aan'}</p>") for n in range(4))
    )

    assert [review.recommend for review in found] == [False, True, False, True]
    assert [review.text for review in found] == list(TEXTS[:4])


@pytest.mark.parametrize(
    ("yes", "no"),
    [
        pytest.param(
            "<p>Zou u hier weer kopen? <b>ja</b></p>", "<p>Zou u hier weer kopen? <b>nee</b></p>", id="a question"
        ),
        pytest.param("<i title='Positief'></i>", "<i title='Negatief'></i>", id="a thumb"),
    ],
)
def test_whether_one_would_come_back_is_a_recommendation(yes: str, no: str):
    found = reviews("".join(card(number, yes if number % 2 else no) for number in range(4)))

    assert [review.recommend for review in found] == [False, True, False, True]


def test_a_short_review_that_recommends_is_still_a_text():
    found = reviews(card(0) + card(1).replace(TEXTS[1], "Ik beveel deze winkel aan.") + card(2) + card(3))

    assert (found[1].text, found[1].recommend) == ("Ik beveel deze winkel aan.", None)


@pytest.mark.parametrize(
    "shown_as",
    [
        *("Rapport van {}", "von {}", "Review door {}", "By {} <small class='b'>Verified Buyer</small>", "Par {}"),
        *("{} (Gent)", "Par {} (Gent)"),
    ],
)
def test_what_stands_around_each_name_is_no_part_of_it(shown_as: str):
    found = reviews("".join(card(n).replace(f">{PEOPLE[n]}<", f">{shown_as.format(PEOPLE[n])}<") for n in range(5)))

    assert [review.author for review in found] == list(PEOPLE[:5])


def test_a_badge_beside_some_names_changes_none():
    badge = "<small class='b'>Geverifieerde koper</small>"
    found = reviews(
        "".join(card(n).replace(f"{PEOPLE[n]}<", f"{PEOPLE[n]} {badge if n % 2 else ''}<") for n in range(5))
    )

    assert [review.author for review in found] == list(PEOPLE[:5])


def test_a_day_on_which_someone_joined_is_not_when_they_wrote():
    found = reviews("".join(card(n, "<small>Geregistreerd op: 1 mrt 2017</small>") for n in range(4)))

    assert [review.published for review in found] == ["2026-05-12", "2026-05-03", "2026-04-28", "2026-04-17"]


def test_what_follows_the_day_in_its_line_may_be_long():
    line = "Geplaatst: 12 mei 2026 21:55 Onderwerp: Re: Ervaringen met een winkel in fietsen en onderdelen?"
    found = reviews("".join(card(n, mark="").replace(DAYS[n], line) for n in range(4)), heading="Klachten")

    assert {review.published and review.published[:10] for review in found} == {"2026-05-12"}


def test_a_title_may_be_told_by_how_it_looks():
    titles = ("Nooit meer", "Prima geholpen", "Wacht nog steeds", "Goede zaak")
    head = '<span class="text-lg font-semibold">{}</span>'
    found = reviews(
        "".join(card(n).replace('<div class="top">', f'<div class="top">{head.format(titles[n])}') for n in range(4))
    )

    assert [review.title for review in found] == list(titles)


def test_a_heading_is_the_title():
    found = reviews("".join(f"<section><h3>{TEXTS[n][:18]}</h3>{card(n)}</section>" for n in range(4)))

    assert [review.title for review in found] == [text[:18] for text in TEXTS[:4]]


def test_a_badge_makes_a_verified_buyer_and_is_no_name():
    found = reviews(card(0) + card(1, "<em>Geverifieerde koper</em>") + card(2))

    assert [review.verified_buyer for review in found] == [None, True, None]
    assert [review.author for review in found] == list(PEOPLE[:3])


def test_lines_of_one_paragraph_are_told_apart_by_their_labels():
    lines = "".join(
        f"<div><p>Naam: {PEOPLE[n]}<br>Datum: {DAYS[n]}<br>Waardering: {'★' * MARKS[n] + '☆' * (5 - MARKS[n])}<br>"
        f"Pluspunten: snel<br>Ervaring: {TEXTS[n]}<br>Reactie van de winkel: {ANSWER}</p></div>"
        for n in range(4)
    )
    found = reviews(lines, heading="Gastenboek")

    assert [(review.author, review.rating and review.rating.value, review.text) for review in found] == [
        (PEOPLE[n], MARKS[n], TEXTS[n]) for n in range(4)
    ]
    assert {(review.pros, review.reply and review.reply.text) for review in found} == {(("snel",), ANSWER)}


def test_labels_name_what_comes_after_them():
    rows = "".join(
        f"<table><tr><th>Naam:</th><td>{PEOPLE[n]}</td></tr><tr><th>Datum:</th><td>{DAYS[n]}</td></tr>"
        f"<tr><th>Titel:</th><td>{TEXTS[n][:12]}</td></tr><tr><th>Ervaring:</th><td>{TEXTS[n]}</td></tr></table>"
        for n in range(4)
    )
    found = reviews(rows)

    assert [(review.author, review.title, review.text) for review in found] == [
        (PEOPLE[n], TEXTS[n][:12], TEXTS[n]) for n in range(4)
    ]


def test_name_day_and_mark_may_stand_in_one_line():
    lines = "".join(f"<li><p>★★★☆☆ - {PEOPLE[n]} - {DAYS[n]}</p><p>{TEXTS[n]}</p></li>" for n in range(4))
    found = reviews(f"<ul>{lines}</ul>")

    assert [review.author for review in found] == list(PEOPLE[:4])
    assert [review.published for review in found] == ["2026-05-12", "2026-05-03", "2026-04-28", "2026-04-17"]


def test_which_of_day_and_month_goes_first_is_decided_for_the_list():
    written = ("02/03/2026", "03/14/2026", "04/05/2026", "05/01/2026")
    found = reviews("".join(card(n).replace(DAYS[n], written[n]) for n in range(4)))

    assert [review.published for review in found] == ["2026-02-03", "2026-03-14", "2026-04-05", "2026-05-01"]


def test_the_sites_own_id_and_address_are_kept():
    made = "".join(
        card(n).replace('class="card"', f'class="card" id="review-{70_000 + n}"')
        + f'<a href="/mening/review-{70_000 + n}">lees</a>'
        for n in range(3)
    )
    linked = "".join(
        card(n, f'<a href="/mening/review-{70_000 + n}">lees</a>').replace("<div", f'<div id="review-{70_000 + n}"', 1)
        for n in range(3)
    )

    assert [review.id for review in reviews(made)] == ["review-70000", "review-70001", "review-70002"]
    assert reviews(linked)[1].url == "https://mening.example/mening/review-70001"


def test_without_ids_there_are_none():
    assert {(review.id, review.url) for review in reviews(cards(3))} == {(None, None)}
