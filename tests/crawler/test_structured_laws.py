from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structured_pages import NOW, page, reading, review_node

from crawler.reading import read

PROPERTIES = """
    @type @id @graph review reviews reviewBody reviewRating ratingValue bestRating worstRating author name headline text
    datePublished itemReviewed aggregateRating reviewCount identifier url comment positiveNotes inLanguage
"""
NAMES = st.sampled_from(PROPERTIES.split())
VALUES = st.sampled_from(
    ["Review", "Store", "AggregateRating", "4,5", "2026-11-01", "#r10001", "http://[", "nl", "<p>"]
)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | VALUES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES | st.text(max_size=5), inner, max_size=6),
    max_leaves=25,
)
REVIEW = st.builds(
    lambda author, day, text: review_node(author=author, datePublished=f"2026-11-{day:02d}", reviewBody=text),
    st.sampled_from(["Ilse", "Bart", "Noor"]),
    st.integers(1, 3),
    st.sampled_from(["Te laat.", "Te duur.", "Prima."]),
)


@given(ANY_JSON)
def test_no_json_whatever_makes_reading_fail(data: Any) -> None:
    html = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    for review in read(page(html)).reviews:
        assert review.rating is None or review.rating.best is None or review.rating.value <= review.rating.best


@given(st.text(alphabet="<>/!-=\"' abscript\n", max_size=200))
def test_no_markup_whatever_makes_reading_fail(html: str) -> None:
    assert read(page(html)).reviews == ()


@given(st.lists(REVIEW, max_size=8).flatmap(lambda blocks: st.tuples(st.just(blocks), st.permutations(blocks))))
def test_the_order_of_blocks_does_not_change_which_reviews_are_read(orders: tuple[list[Any], list[Any]]) -> None:
    one, other = (set(reading(*blocks).reviews) for blocks in orders)
    assert one == other


@given(st.text(max_size=300))
def test_every_text_comes_out_fit_to_be_stored(text: str) -> None:
    for review in reading(review_node(reviewBody="x" + text, author=text), now=NOW).reviews:
        assert "\x00" not in (review.text or "") + (review.author or "")
        assert ((review.text or "") + (review.author or "")).encode()


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "block",
    [
        "{}" + ";" * 1_000_000,
        "<![CDATA[" * 200_000,
        "&quot;" * 300_000,
        "[" + "[]," * 300_000 + "[]]",
        "[" * 100_000,
        json.dumps([review_node(reviewBody="<b>" * 30_000) for _ in range(20)]),
        json.dumps([review_node(reviewBody=str(n), **{"@id": "#r10001"}) for n in range(5_000)]),
    ],
)
def test_a_hostile_block_is_cheap(block: str) -> None:
    assert read(page(f'<script type="application/ld+json">{block}</script>' + "<script " * 100_000)).reader in {
        None,
        "json-ld",
    }
