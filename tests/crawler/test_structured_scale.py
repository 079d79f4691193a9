from __future__ import annotations

from typing import Any

import pytest
from structured_pages import only, rated, reading, review_node

from complaints.review import Rating


@pytest.mark.parametrize(
    ("value", "scale", "rating"),
    [
        (4, {"bestRating": 5}, Rating(value=4, best=5)),
        ("4,5", {"bestRating": "5"}, Rating(value=4.5, best=5)),
        ("4.5", {"bestRating": 5, "worstRating": "1"}, Rating(value=4.5, best=5, worst=1)),
        ("7 / 10", {}, Rating(value=7, best=10)),
        ("4 / 5", {"bestRating": 5}, Rating(value=4, best=5)),
        (0, {"bestRating": 5, "worstRating": 0}, Rating(value=0, best=5, worst=0)),
    ],
)
def test_the_review_s_own_scale_counts_before_all(value: Any, scale: dict[str, Any], rating: Rating) -> None:
    assert only(rated(value, **scale), best=100).rating == rating


@pytest.mark.parametrize(
    ("value", "scale"),
    [(0, {}), (0, {"worstRating": 1}), ("0", {"bestRating": 5}), ("0.0", {"bestRating": 10, "worstRating": 1})],
)
def test_0_on_a_scale_that_does_not_start_there_is_no_mark(value: Any, scale: dict[str, Any]) -> None:
    assert only(rated(value, **scale)).rating is None


@pytest.mark.parametrize(
    "value", [None, "", "goed", True, -1, "NaN", "1e400", "12345678901234567890", [], "4,5,6", "4/"]
)
def test_what_is_no_number_is_no_mark(value: Any) -> None:
    assert only(rated(value)).rating is None


@pytest.mark.parametrize(
    "stated", [3, "3", {"ratingValue": 3}, [{"reviewAspect": "prijs", "ratingValue": 1}, {"ratingValue": 3}]]
)
def test_a_mark_is_read_from_every_shape(stated: Any) -> None:
    assert only(review_node(reviewRating=stated)).rating == Rating(value=3, best=5)


def test_marks_of_aspects_alone_are_no_mark_of_the_whole() -> None:
    assert only(review_node(reviewRating=[{"reviewAspect": "prijs", "ratingValue": 1}])).rating is None


def shop(*reviews: dict[str, Any], **aggregate: Any) -> dict[str, Any]:
    return {"@type": "Store", "aggregateRating": {"@type": "AggregateRating"} | aggregate, "review": list(reviews)}


def test_without_one_the_source_s_scale_counts() -> None:
    assert only(shop(rated(4), bestRating=5), best=10).rating == Rating(value=4, best=10)


def test_then_the_scale_of_the_shop_s_own_average() -> None:
    assert only(shop(rated(4), bestRating=10, worstRating=1)).rating == Rating(value=4, best=10, worst=1)


def test_the_average_is_found_by_the_id_of_what_is_reviewed() -> None:
    item = {"@type": "Store", "@id": "#shop", "aggregateRating": {"@type": "AggregateRating", "bestRating": 10}}
    assert only({"@graph": [rated(4) | {"itemReviewed": {"@id": "#shop"}}, item]}).rating == Rating(value=4, best=10)


def test_an_omitted_scale_ends_at_5_where_no_mark_passes_it() -> None:
    assert only(rated("4")).rating == Rating(value=4, best=5)


@pytest.mark.parametrize("data", [[rated(3), rated(8)], [shop(rated(3), ratingValue=8.7)]])
def test_an_omitted_scale_is_unknown_where_some_mark_passes_5(data: list[Any]) -> None:
    assert reading(data).reviews[0].rating == Rating(value=3, best=None)


@pytest.mark.parametrize(
    ("value", "scale"),
    [
        (7, {"bestRating": 5}),
        (1, {"bestRating": 10, "worstRating": 2}),
        (5, {"bestRating": 1, "worstRating": 6}),
        (1, {"bestRating": 1, "worstRating": 6}),
        (3, {"bestRating": 0}),
    ],
)
def test_a_mark_outside_its_scale_or_on_one_upside_down_has_no_scale(value: int, scale: dict[str, int]) -> None:
    assert only(rated(value, **scale), best=10).rating == Rating(value=value)
