"""What holds of the reader of cards whatever the page is."""

from __future__ import annotations

from card_pages import NOW, cards
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.reading.cards import read_cards
from crawler.reading.page import Page

TAGS = st.sampled_from(
    ["div", "p", "li", "ul", "span", "a", "time", "svg", "table", "tr", "td", "dl", "dt", "dd", "h2"]
)
WORDS = st.sampled_from(
    ["4/5", "12 mei 2026", "★★★☆☆", "★", "Jan", "Reactie van de winkel:", "Pluspunten", "Naam:", "€ 12,00", "8,5", "",
     "een lange zin over een fiets die niet rijdt en een winkel die niet antwoordt", "beveelt aan: nee", "\x00",
     "5 sterren"]
)  # fmt: skip
ATTRIBUTES = st.sampled_from(
    ["", ' class="card"', ' class="stars-4"', ' aria-label="4 van 5"', ' datetime="2026-05-01"', ' style="width:80%"',
     ' data-rating="3"', ' id="r-12345"', ' class="reply"', ' href="#x"']
)  # fmt: skip


def element(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda tag, more, parts: f"<{tag}{more}>{''.join(parts)}</{tag}>",
        TAGS,
        ATTRIBUTES,
        st.lists(inside, max_size=6),
    )


PAGES = st.recursive(WORDS, element, max_leaves=60)


def page(html: str) -> Page:
    return Page(html=html, url="https://mening.example/", site="page", now=NOW)


@given(st.lists(PAGES, max_size=4).map("".join))
@settings(deadline=None)
def test_any_page_is_read_or_refused(html: str):
    found = read_cards(page(html))

    assert bool(found.reviews) != bool(found.refused)


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_is_read_or_refused(text: str):
    found = read_cards(page(text))

    assert bool(found.reviews) != bool(found.refused)


@given(st.integers(min_value=0, max_value=len(cards(4))))
@settings(deadline=None)
def test_a_page_that_is_cut_off_anywhere_does_no_harm(length: int):
    assert len(read_cards(page(cards(4)[:length])).reviews) <= 4


@given(st.integers(min_value=1, max_value=400), TAGS)
@settings(deadline=None, max_examples=20)
def test_deep_nesting_does_no_harm(depth: int, tag: str):
    html = f"<{tag}>" * depth + "4/5 12 mei 2026" + f"</{tag}>" * depth

    assert read_cards(page(html * 3)).reviews == ()
