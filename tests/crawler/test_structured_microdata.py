from __future__ import annotations

import pytest
from structured_pages import page, review_node, script

from complaints.review import Rating
from crawler.reading import HostilePageError, read

REVIEW = """
<div itemprop="review" itemscope itemtype="https://schema.org/Review">
  <span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Ilse Voorbeeld</b></span>
  <div itemprop="reviewRating" itemscope itemtype="https://schema.org/Rating">
    <meta itemprop="ratingValue" content="2"><meta itemprop="bestRating" content="10"></div>
  <meta itemprop="datepublished" content="2026-11-01"><h3 itemprop="name">Slechte bel</h3>
  <p itemprop="reviewBody">Duur &amp; traag.<br>Nooit meer.</p>
</div>"""
SHOP = '<div itemscope itemtype="https://schema.org/Store"><h1 itemprop="name">Fietsen Voorbeeld</h1>%s</div>'


def test_reviews_in_microdata_are_read_like_those_in_json_ld() -> None:
    found = read(page(SHOP % REVIEW))
    [review] = found.reviews
    assert found.reader == review.reader == "microdata"
    assert (review.author, review.title, review.published) == ("Ilse Voorbeeld", "Slechte bel", "2026-11-01")
    assert review.rating == Rating(value=2, best=10)
    assert review.text == "Duur & traag.\nNooit meer."


def test_json_ld_goes_before_microdata() -> None:
    found = read(page(script(review_node()) + SHOP % REVIEW))
    assert (found.reader, len(found.reviews)) == ("json-ld", 1)


def test_the_average_in_json_ld_gives_the_scale_of_reviews_in_microdata() -> None:
    bare = REVIEW.replace('<meta itemprop="bestRating" content="10">', "")
    aggregate = {
        "@type": "Store",
        "aggregateRating": {"@type": "AggregateRating", "ratingValue": 8.1, "reviewCount": 9},
    }
    found = read(page(script(aggregate) + SHOP % bare))
    assert (found.reviews[0].rating, found.aggregate_count) == (Rating(value=2), 9)


@pytest.mark.parametrize(
    "html",
    [
        '<p itemprop="review" itemscope itemtype="https://schema.org/AggregateRating"><b itemprop="ratingValue">4</b>',
        '<div><b itemprop="ratingValue">4</b> zie schema.org/Review</div>',
        "<p>schema.org/Review</p>",
    ],
)
def test_microdata_without_a_review_gives_none(html: str) -> None:
    found = read(page(html))
    assert (found.reviews, found.unreadable) == ((), ())


def test_microdata_that_yields_nothing_at_all_is_reported() -> None:
    html = '<!-- <i itemprop itemscope itemtype="https://schema.org/Review"> -->'
    assert [each.reason for each in read(page(html)).unreadable] == ["1 reviews in microdata could not be read"]


def test_a_hostile_page_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(HostilePageError):
        read(page(SHOP % REVIEW + "<a " + "b " * 5000 + ">"))
