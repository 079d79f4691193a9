from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from structured_pages import only, reading, review_node

PERSON = {"@type": "Person", "name": "Ilse Voorbeeld"}


@pytest.mark.parametrize(
    ("stated", "author"),
    [
        ("Ilse Voorbeeld", "Ilse Voorbeeld"),
        (PERSON, "Ilse Voorbeeld"),
        ([PERSON, {"@type": "Person", "name": "Tweede"}], "Ilse Voorbeeld"),
        ({"@type": "Organization", "name": "Fietsclub Test"}, "Fietsclub Test"),
        ({"@type": "Person", "givenName": "Ilse", "familyName": "Voorbeeld"}, "Ilse Voorbeeld"),
        ({"@type": "Person", "name": ["Ilse Voorbeeld"]}, "Ilse Voorbeeld"),
        ({"@type": "Person", "name": {"@value": "Ilse Voorbeeld"}}, "Ilse Voorbeeld"),
        ("Ilse &amp; Bart\n uit  Gent", "Ilse & Bart uit Gent"),
        ("", None),
        (None, None),
        ({"@type": "Person"}, None),
        ("x" * 500, None),
    ],
)
def test_the_author_is_the_name_as_shown(stated: Any, author: str | None) -> None:
    assert only(review_node(author=stated)).author == author


def test_an_author_named_by_id_is_looked_up_on_the_page() -> None:
    graph = {"@graph": [{"@id": "#ilse"} | PERSON, review_node(author={"@id": "#ilse"})]}
    assert only(graph).author == "Ilse Voorbeeld"


@pytest.mark.parametrize(
    ("properties", "title"),
    [
        ({"headline": "Slechte bel"}, "Slechte bel"),
        ({"name": "Slechte bel"}, "Slechte bel"),
        ({"headline": "Slechte bel", "name": "Iets anders"}, "Slechte bel"),
        ({"name": "Ilse Voorbeeld"}, None),
        ({"name": "Fietsen Voorbeeld"}, None),
        ({"name": "De bel deed het…"}, None),
        ({"name": "De bel deed het niet."}, None),
        ({"name": "de bel"}, None),
        ({"name": "..."}, None),
        ({}, None),
    ],
)
def test_a_title_that_only_repeats_something_is_none(properties: dict[str, str], title: str | None) -> None:
    node = review_node(author=PERSON, itemReviewed={"@type": "Store", "name": "Fietsen Voorbeeld"}, **properties)
    assert only(node).title == title


@pytest.mark.parametrize(
    ("properties", "text"),
    [
        ({"reviewBody": "Lang gewacht."}, "Lang gewacht."),
        ({"reviewBody": "", "description": "Lang gewacht."}, "Lang gewacht."),
        ({"reviewBody": None, "text": "Lang gewacht."}, "Lang gewacht."),
        ({"reviewBody": ["Lang gewacht."]}, "Lang gewacht."),
        ({"reviewBody": "Duur &amp; traag &#x1F620;"}, "Duur & traag 😠"),
        ({"reviewBody": "<p>Eerst.</p><p>Daarna<br>nog eens.</p>"}, "Eerst.\n\nDaarna\nnog eens."),
        ({"reviewBody": 7}, "7"),
    ],
)
def test_the_text_is_plain(properties: dict[str, Any], text: str) -> None:
    assert only(review_node(**properties)).text == text


@pytest.mark.parametrize(
    "stated",
    [
        {
            "@type": "ItemList",
            "itemListElement": [{"@type": "ListItem", "position": 1, "name": "snel"}, {"name": "net"}],
        },
        {"@type": "ItemList", "itemListElement": ["snel", "net"]},
        {"itemListElement": [{"item": {"name": "snel"}}, {"item": {"name": "net"}}]},
        ["snel", "", None, "net"],
    ],
)
def test_pros_and_cons_are_read_from_lists_of_every_shape(stated: Any) -> None:
    review = only(review_node(positiveNotes=stated, negativeNotes="duur"))
    assert (review.pros, review.cons) == (("snel", "net"), ("duur",))


@pytest.mark.parametrize(
    ("stated", "language"),
    [("nl", "nl"), ("nl-BE", "nl"), ("FR_fr", "fr"), ({"@type": "Language", "alternateName": "en"}, "en")],
)
def test_a_language_that_is_stated_counts(stated: Any, language: str) -> None:
    assert only(review_node(inLanguage=stated), language="de").language == language


@pytest.mark.parametrize("stated", [None, "", "Nederlands", 4])
def test_else_the_source_s_language_counts(stated: Any) -> None:
    assert only(review_node(inLanguage=stated), language="de").language == "de"


def test_dates_come_out_as_the_contract_writes_them() -> None:
    brussels = ZoneInfo("Europe/Brussels")
    assert (
        only(review_node(datePublished="2026-07-01 09:30:00"), zone=brussels).published == "2026-07-01T09:30:00+02:00"
    )
    assert only(review_node(dateCreated="2026-07-01")).published == "2026-07-01"
    assert only(review_node(datePublished="gisteren")).published is None


@pytest.mark.parametrize(
    ("properties", "url"),
    [
        ({"url": "/r/bel-kapot"}, "https://reviews.example/r/bel-kapot"),
        ({"url": "https://other.example/r/9"}, "https://other.example/r/9"),
        ({"mainEntityOfPage": {"@id": "https://reviews.example/r/9"}}, "https://reviews.example/r/9"),
        ({"url": "javascript:alert(1)"}, None),
        ({"url": "https://bank@evil.example/"}, None),
        ({"url": "http://["}, None),
        ({}, None),
    ],
)
def test_a_review_s_own_address_is_absolute_and_harmless(properties: dict[str, Any], url: str | None) -> None:
    assert only(review_node(**properties)).url == url


def test_what_schema_org_cannot_say_stays_unknown() -> None:
    review = only(review_node())
    assert (review.recommend, review.verified_buyer, review.rating) == (None, None, None)
    assert (review.site, review.reader) == ("page", "json-ld")


SHOP = {"@type": "Organization", "name": "Fietsen Voorbeeld"}
ANSWER = {"@type": "Comment", "text": "Dat spijt ons.", "datePublished": "2026-11-02T08:00:00Z"}


@pytest.mark.parametrize("key", ["comment", "reply"])
@pytest.mark.parametrize(
    "author",
    [
        SHOP,
        {"@type": "OnlineStore", "name": "Anders geschreven"},
        {"@type": ["LocalBusiness"], "name": "Iets"},
        {"@type": "Person", "name": "fietsen voorbeeld"},
        {"@type": "Person", "name": "FV Klantendienst"},
        "Fietsen Voorbeeld",
    ],
)
def test_an_answer_signed_by_the_shop_is_the_reply(author: Any, key: str) -> None:
    node = review_node(
        itemReviewed={"@type": "Store", "name": "Fietsen Voorbeeld"}, **{key: [ANSWER | {"author": author}]}
    )
    reply = only(node, shop_names=("FV Klantendienst",)).reply
    assert reply is not None
    assert (reply.text, reply.published) == ("Dat spijt ons.", "2026-11-02T08:00:00+00:00")


@pytest.mark.parametrize("author", [PERSON, "Ilse Voorbeeld", None])
def test_what_others_add_below_a_review_is_no_reply(author: Any) -> None:
    node = review_node(
        itemReviewed={"@type": "Store", "name": "Fietsen Voorbeeld"}, comment=ANSWER | {"author": author}
    )
    assert only(node).reply is None


def test_a_reply_typed_review_is_not_read_as_a_review() -> None:
    node = review_node(comment=review_node(author=SHOP, reviewBody="Dat spijt ons."))
    assert only(node).reply is not None


@pytest.mark.parametrize(
    ("counts", "none", "count"),
    [
        ([{"reviewCount": 0}], True, 0),
        ([{"ratingCount": "0"}], True, 0),
        ([{"reviewCount": 3}], False, 3),
        ([{"reviewCount": 0}, {"reviewCount": 3}], False, None),
        ([{"ratingValue": 4}], False, None),
        ([], False, None),
    ],
)
def test_a_page_says_itself_that_there_are_none(counts: list[dict[str, Any]], none: bool, count: int | None) -> None:
    found = reading([{"@type": "Store", "aggregateRating": {"@type": "AggregateRating"} | each} for each in counts])
    assert (found.says_none, found.aggregate_count) == (none, count)


def test_a_count_of_0_beside_reviews_is_not_believed() -> None:
    found = reading({"@type": "Store", "aggregateRating": {"reviewCount": 0}, "review": [review_node()]})
    assert (found.says_none, len(found.reviews)) == (False, 1)
