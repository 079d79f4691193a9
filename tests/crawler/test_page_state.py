"""The state that a page hands to its own scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.reading.page_state import StateError, listed

PATH = ("props", "reviews")


def page(text: str) -> str:
    return f'<html><script>var a = 1</script><script id="__NEXT_DATA__" type="application/json">{text}</script></html>'


def test_the_list_stands_at_the_end_of_its_path() -> None:
    assert listed(page('{"props": {"reviews": [{"id": 1}, "two"]}}'), PATH) == [{"id": 1}, "two"]


def test_an_empty_list_is_a_list() -> None:
    assert listed(page('{"props": {"reviews": []}}'), PATH) == []


@pytest.mark.parametrize(
    ("html", "reason", "hostile"),
    [
        ("<html></html>", "the page has no state (__NEXT_DATA__)", False),
        ('<!-- <script id="__NEXT_DATA__">{}</script> -->', "the page has no state (__NEXT_DATA__)", False),
        (page("{"), "the page's state is no JSON: Expecting property name", False),
        (page('{"props": NaN}'), "the page's state is no JSON: NaN is no number", False),
        (page("[" * 100_000), "the page's state is JSON nested too deep", True),
        (page("{}"), "the page's state has no list at props.reviews", False),
        (page('{"props": []}'), "the page's state has no list at props.reviews", False),
        (page('{"props": {"reviews": {"0": 1}}}'), "the page's state has no list at props.reviews", False),
        (page("null"), "the page's state has no list at props.reviews", False),
    ],
)
def test_a_page_without_it_says_why(html: str, reason: str, hostile: bool) -> None:
    with pytest.raises(StateError) as caught:
        listed(html, PATH)
    assert str(caught.value).startswith(reason)
    assert caught.value.part.hostile is hostile


@given(st.text(max_size=300).filter(lambda text: '"reviews"' not in text))
def test_no_text_in_its_place_is_more_than_no_state(text: str) -> None:
    with pytest.raises(StateError) as caught:
        listed(page(text), PATH)
    assert len(caught.value.part.snippet) <= 200
