"""Which parts of a page are its review cards, and which are not."""

from __future__ import annotations

import pytest
from card_pages import DAYS, PEOPLE, TEXTS, card, cards, page, read, reviews

from crawler.reading.cards import read_cards


def names(inside: str) -> list[str | None]:
    return [review.author for review in reviews(inside)]


def test_each_card_is_a_review_with_its_author_text_day_and_mark():
    found = reviews(cards(3))

    assert [review.author for review in found] == list(PEOPLE[:3])
    assert [review.text for review in found] == list(TEXTS[:3])
    assert [review.published for review in found] == ["2026-05-12", "2026-05-03", "2026-04-28"]
    assert [(review.rating.value, review.rating.best) for review in found if review.rating] == [(2, 5), (5, 5), (1, 5)]


def test_the_order_of_the_cards_is_kept():
    backwards = "".join(card(number) for number in (3, 1, 4, 0))

    assert names(backwards) == [PEOPLE[3], PEOPLE[1], PEOPLE[4], PEOPLE[0]]


def test_cards_in_rows_of_two_are_found_one_by_one():
    rows = "".join(f'<div class="row">{card(number)}{card(number + 1)}</div>' for number in (0, 2, 4))

    assert names(rows) == list(PEOPLE)


def test_a_card_without_a_text_is_a_review_too():
    bare = card(1).replace(f'<p class="words">{TEXTS[1]}</p>', "")

    assert [review.text for review in reviews(card(0) + bare + card(2))] == [TEXTS[0], None, TEXTS[2]]


def test_a_card_without_stars_has_no_mark():
    found = reviews(card(0) + card(1, mark="") + card(2) + card(3))

    assert [review.rating is None for review in found] == [False, True, False, False]


def test_table_rows_and_definition_lists_are_cards():
    rows = "".join(
        f"<dt>{PEOPLE[number]}</dt><dd>{DAYS[number]}</dd><dd>{number + 1}/10</dd><dd>{TEXTS[number]}</dd>"
        for number in range(4)
    )

    assert names(f"<dl>{rows}</dl>") == list(PEOPLE[:4])


TITLES = ("Nooit meer", "Prima geholpen", "Slecht zadel", "Goede uitleg")


def test_several_rows_of_a_table_may_make_one_review():
    rows = "".join(
        f"<tr><td><b>{TITLES[n]}</b></td><td><img alt='{n + 1} sterren'></td></tr>"
        f"<tr><td colspan=2><font>Geschreven door <b>{PEOPLE[n]}</b>, {DAYS[n]}</font></td></tr>"
        f"<tr><td colspan=2>{TEXTS[n]}</td></tr><tr><td colspan=2><hr></td></tr>"
        for n in range(4)
    )
    found = reviews(f"<table>{rows}</table>")

    assert [(review.author, review.text, review.title) for review in found] == [
        (PEOPLE[n], TEXTS[n], TITLES[n]) for n in range(4)
    ]


@pytest.mark.parametrize("heads", ["in a row above", "in each cell"])
def test_the_heads_of_a_table_name_its_columns(heads: str):
    names = ("Besteld", "Datum", "Klant", "Ervaring", "Aanrader?")
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td{f' data-label={name}' if heads == 'in each cell' else ''}>{said}</td>"
            for name, said in zip(
                names, ("Stoere Stadsfiets", DAYS[n], PEOPLE[n], TEXTS[n], ("nee", "ja")[n % 2]), strict=True
            )
        )
        + "</tr>"
        for n in range(4)
    )
    above = f"<tr>{''.join(f'<th>{name}</th>' for name in names)}</tr>" if heads == "in a row above" else ""
    found = reviews(f"<table>{above}{rows}</table>")

    assert [(review.author, review.text, review.recommend) for review in found] == [
        (PEOPLE[n], TEXTS[n], n % 2 == 1) for n in range(4)
    ]


def test_parts_of_one_kind_are_told_apart_by_their_slots_or_places():
    parts = (PEOPLE, [text[:16] for text in TEXTS], DAYS)
    for slots in (("author", "heading", "date"), ("", "", "")):
        made = "".join(
            "<my-review>"
            + "".join(f"<span slot='{slot}'>{part[n]}</span>" for slot, part in zip(slots, parts, strict=True))
            + f"<em>{n + 1}/5</em><div>{TEXTS[n]}</div></my-review>"
            for n in range(4)
        )

        assert names(made) == list(PEOPLE[:4])


def test_a_table_in_a_post_is_no_post_of_its_own():
    posts = "".join(
        f"<tr><td><b>{PEOPLE[n]}</b></td><td><table><tr><td>Geplaatst: {DAYS[n]}</td></tr><tr><td>{TEXTS[n]}</td></tr>"
        "</table></td></tr>"
        for n in range(4)
    )
    found = reviews(f"<table>{posts}</table>", heading="Klachten over Fietsen Jansen")

    assert [(review.author, review.text) for review in found] == list(zip(PEOPLE[:4], TEXTS[:4], strict=True))


def test_what_machines_add_to_a_class_does_not_hide_its_name():
    hashed = (
        cards(4).replace('class="name"', 'class="Item_line__a1b2C"').replace('class="day"', 'class="Item_when__d4E5f"')
    )

    assert names(hashed) == list(PEOPLE[:4])


def product(number: int) -> str:
    return (
        f'<div class="product"><h3>Stadsfiets model {number}</h3><span aria-label="4 van 5 sterren"></span>'
        f"<p>Een degelijke stadsfiets met versnellingen en een stevige drager.</p><b>€ {number}49,00</b></div>"
    )


def post(number: int) -> str:
    return (
        f'<div class="comment"><b class="author">{PEOPLE[number]}</b><time datetime="2026-05-1{number}">dag</time>'
        f"<p>{TEXTS[number]}</p></div>"
    )


@pytest.mark.parametrize(
    ("inside", "heading"),
    [
        pytest.param("".join(map(product, range(1, 6))), "Fietsen", id="a list of products"),
        pytest.param("".join(map(post, range(5))), "Fietsvakantie in de Ardennen", id="comments below an article"),
        pytest.param(
            "".join(f'<li><a href="/{each}">Beoordelingen van {each}</a></li>' for each in "abcdefg"),
            "Beoordelingen",
            id="a menu",
        ),
        pytest.param(
            "".join(
                f'<div class="bar"><span>{star} sterren</span><span>{star}0 %</span></div>' for star in range(1, 6)
            ),
            "Beoordelingen",
            id="the site's own summary",
        ),
        pytest.param("", "Beoordelingen", id="nothing"),
    ],
)
def test_what_is_no_list_of_reviews_is_refused(inside: str, heading: str):
    found = read(inside, heading=heading)

    assert (found.reviews, bool(found.refused), found.green) == ((), True, False)


def test_posts_without_marks_are_read_where_the_page_speaks_of_complaints():
    found = reviews("".join(map(post, range(4))).replace("comment", "post"), heading="Klachten over Fietsen Jansen")

    assert [review.text for review in found] == list(TEXTS[:4])


@pytest.mark.parametrize(("heading", "count"), [("Klachten over Fietsen Jansen", 4), ("Occasions", 0)])
def test_complaints_that_name_an_amount_are_no_products(heading: str, count: int):
    posts = "".join(post(n).replace("</b>", f"</b><i>Bedrag: € {n}5,95</i>") for n in range(4)).replace(
        "comment", "case"
    )

    assert len(reviews(posts, heading=heading)) == count


def quote(number: int) -> str:
    return (
        f'<figure class="q"><blockquote>{TEXTS[number]}</blockquote><figcaption><img src="k.jpg"><cite>{PEOPLE[number]}'
        "</cite>, Gent</figcaption></figure>"
    )


@pytest.mark.parametrize(
    ("heading", "count"),
    [("Wat klanten over ons zeggen", 5), ("Testimonials", 5), ("Wat klanten ook kochten", 0), ("Ons team", 0)],
)
def test_quotations_without_days_and_marks_are_read_where_they_are_called_what_customers_say(heading: str, count: int):
    found = read("".join(map(quote, range(5))), heading=heading)

    assert [each.review.author for each in found.reviews] == list(PEOPLE[:count])
    assert not found.green


def test_products_beside_the_reviews_give_nothing():
    found = names("".join(map(product, range(1, 5))) + cards(4))

    assert found == list(PEOPLE[:4])


def test_of_comments_only_those_with_a_mark_are_reviews():
    marked = post(2).replace("</time>", '</time><span aria-label="2 van 5 sterren"></span>')
    other = post(4).replace("</time>", '</time><span aria-label="5 van 5 sterren"></span>')

    assert names(post(0) + post(1) + marked + post(3) + other) == [PEOPLE[2], PEOPLE[4]]


def test_a_whole_list_is_green_and_two_cards_are_not():
    assert read(cards(4)).green
    assert read(cards(2)).why_not_green == ("fewer than 3 reviews",)


def test_where_dates_are_missing_the_page_is_not_green():
    dateless = "".join(card(number).replace(DAYS[number], "") for number in range(2)) + card(2) + card(3)

    assert not read(dateless).green


def test_a_page_is_read_whatever_its_classes_are_called():
    renamed = page(cards(5)).html
    for number, name in enumerate(("card", "top", "name", "day", "stars", "words", "list")):
        renamed = renamed.replace(f'class="{name}"', f'class="x{"abcdefg"[number]}q"')
    plain = page(cards(5))
    found = read_cards(type(plain)(html=renamed, url=plain.url, site=plain.site, now=plain.now))

    assert [each.review for each in found.reviews] == [each.review for each in read_cards(plain).reviews]
