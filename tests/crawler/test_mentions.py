"""Whether a text names the shop: the table of bench/mention_cases.py, and what it says and costs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.mention_cases import CASES, SHOPS, Case
from complaints.review import Review
from crawler.reading.mentions import Named, is_named, mention
from crawler.reading.page import Page
from crawler.reading.slips import is_slip

JANSEN = SHOPS["jansen"]


@pytest.mark.parametrize("case", CASES, ids=[f"{at} {case.text[:40]}" for at, case in enumerate(CASES)])
def test_a_shop_is_found_where_it_is_named_and_nowhere_else(case: Case) -> None:
    found = mention(case.text, case.links, SHOPS[case.of])
    assert (found is not None) == case.named, found


def test_the_table_is_as_large_as_was_asked() -> None:
    assert len(CASES) >= 80


@pytest.mark.parametrize(
    ("text", "links", "why"),
    [
        ("bij fiets jansen", (), "the name fietsjansen"),
        ("Bij FIETSEN JANSEN", (), "the name Fietsen Jansen"),
        ("zie shop.fietsjansen.example", (), "the domain shop.fietsjansen.example"),
        ("zie dit", ("https://fietsjansen.example/a",), "a link: the domain fietsjansen.example"),
        ("zie dit", ("https://forum.example/fietsen-jansen",), "a link: the name Fietsen Jansen"),
    ],
)
def test_it_says_by_what(text: str, links: tuple[str, ...], why: str) -> None:
    assert mention(text, links, JANSEN) == why


def a_page(**changes: tuple[str, ...]) -> Page:
    return Page(html="", url="", site="feed", now=datetime(2026, 11, 20, tzinfo=UTC), **changes)


def a_post(text: str, title: str | None = None) -> Review:
    return Review(site="feed", reader="feed", title=title, text=text)


def test_without_a_shop_every_post_is_kept() -> None:
    assert is_named(a_page(), a_post("Iets anders"))


def test_with_a_shop_only_what_names_it_is() -> None:
    page = a_page(shop_names=("Fietsen Jansen",), shop_domains=("fietsjansen.example",), shop_near=("band",))
    texts = ("Fietsen Jansen", "Fietsen Jansen plakt geen banden", "zie fietsjansen.example")
    assert [is_named(page, a_post(text)) for text in texts] == [False, True, True]


def test_a_title_and_a_text_make_no_name_together() -> None:
    page = a_page(shop_names=("Fietsen Jansen",))
    assert not is_named(page, a_post("Jansen gaat mee", title="Wij gaan fietsen"))
    assert is_named(page, a_post("Slecht", title="Over Fietsen Jansen"))


def test_a_name_of_no_letters_is_nowhere() -> None:
    assert mention("!!! x !!!", (), Named(names=("!!!", "x"))) is None


@given(st.text(), st.lists(st.text(), max_size=3))
def test_whatever_is_written_it_ends(text: str, links: list[str]) -> None:
    mention(text, links, JANSEN)
    mention(f"{text} Fietsen Jansen {text}", [f"https://{link}" for link in links], SHOPS["bron"])


@given(st.text(alphabet="abcdé -.@#", max_size=30))
def test_what_is_around_a_name_between_full_stops_hides_it_never(around: str) -> None:
    assert mention(f"{around}! Fietsen Jansen! {around}", (), JANSEN)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "made",
    ["f ", "fietsen ", "fiets-", "a.", "a", "#fF", "x@", "fietsjansen.", "fietsjansen@", "é\u0301", "fietsjansen.nl@"],
)
def test_a_text_made_to_take_long_does_not(made: str) -> None:
    mention(made * (100_000 // len(made)), [made * 1000] * 200, JANSEN)


@pytest.mark.parametrize(
    ("name", "written", "slip"),
    [
        ("fietsjansen", "fietsjansen", False),
        ("fietsjansen", "fietsjansn", True),
        ("fietsjansen", "fietsjannsen", True),
        ("fietsjansen", "fietsjansem", True),
        ("fietsjansen", "fietsjasnen", True),
        ("fietsjansen", "ietsjansen", False),
        ("fietsjansen", "fietsjan5en", True),
        ("fietswinkel24", "fietswinkel25", False),
        ("fietsjansen", "fietsjansen1", False),
        ("fietsjansen", "fitsjanen", False),
        ("", "", False),
    ],
)
def test_one_slip(name: str, written: str, slip: bool) -> None:
    assert is_slip(name, written, {0}) is slip
