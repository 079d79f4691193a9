from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from structured_pages import page, reading, review_node, script

from crawler.reading import Reading, read
from crawler.reading.json_ld import UnreadableBlockError, load

DATA = json.dumps(review_node())


def texts(found: Reading) -> list[str | None]:
    return [review.text for review in found.reviews]


@pytest.mark.parametrize(
    "tag",
    [
        '<script type="application/ld+json">',
        "<script type='application/ld+json'>",
        "<script type=application/ld+json>",
        '<SCRIPT TYPE="APPLICATION/LD+JSON">',
        '<script id="x" class="yoast" type = "application/ld+json" data-a="b">',
        '<script data-note="a > b" type="application/ld+json">',
        "<script title=it's type=application/ld+json>",
        '<script\n type="application/ld+json"\n>',
        '<script type="application/ld+json; charset=utf-8">',
        '<script type="application/ld&#43;json">',
    ],
)
def test_a_block_is_found_however_its_tag_is_written(tag: str) -> None:
    assert texts(read(page(f"<p>1 < 2</p>{tag}{DATA}</script>"))) == ["De bel deed het niet."]


@pytest.mark.parametrize(
    "html",
    [
        f"<script>{DATA}</script>",
        f'<script type="application/json">{DATA}</script>',
        f'<script data-type="application/ld+json">{DATA}</script>',
        f'<scripts type="application/ld+json">{DATA}</scripts>',
        f'<!-- <script type="application/ld+json">{DATA}</script> -->',
        f"<script>var a = '<script type=\"application/ld+json\">{DATA}'</script>",
    ],
)
def test_what_is_no_block_is_not_read(html: str) -> None:
    assert read(page(html)).reviews == ()


def test_a_comment_that_never_closes_hides_nothing() -> None:
    assert len(read(page("<!-- " + script(review_node()))).reviews) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"<!-- {DATA} -->",
        f"//<![CDATA[\n{DATA}\n//]]>",
        f"/*<![CDATA[*/ {DATA} /*]]>*/",
        f"<![CDATA[{DATA}]]>",
        f"\n\t\ufeff{DATA};\n",
        DATA.replace('"', "&quot;"),
        DATA.replace("De bel", "De\tbel"),
    ],
)
def test_what_old_systems_put_around_or_into_a_block_does_not_matter(text: str) -> None:
    assert load(text)["@type"] == "Review"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "no JSON"),
        ('{"a": NaN}', "NaN is no number"),
        ('{"a": -Infinity}', "-Infinity is no number"),
        ('{"a": ' + "9" * 5000 + "}", "no JSON"),
        ('{"a":' * 5000 + "1" + "}" * 5000, "nested too deep"),
    ],
)
def test_a_block_that_breaks_readers_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(UnreadableBlockError, match=reason):
        load(text)


def test_an_unreadable_block_is_reported_and_costs_no_other() -> None:
    html = f'<script type="application/ld+json">{{"@type": "Review", </script>{script(review_node())}'
    found = read(page(html))
    assert texts(found) == ["De bel deed het niet."]
    assert [(each.reason[:7], each.snippet) for each in found.unreadable] == [("no JSON", '{"@type": "Review",')]


@pytest.mark.parametrize(
    "data",
    [
        review_node(),
        [review_node()],
        {"@graph": [{"@type": "WebSite"}, review_node()]},
        {"@graph": review_node()},
        {"@type": "Store", "review": review_node()},
        {"@type": "Store", "reviews": [review_node()]},
        {"@type": "WebPage", "mainEntity": {"@type": "Product", "review": [[review_node()]]}},
        review_node(**{"@type": ["Review", "CreativeWork"]}),
        review_node(**{"@type": "UserReview"}),
        review_node(**{"@type": "http://schema.org/Review"}),
        review_node(**{"@type": "https://schema.org/UserReview"}),
        review_node(**{"@type": "schema:Review"}),
        {"@type": "Store", "review": {"reviewBody": "De bel deed het niet."}},
    ],
)
def test_a_review_is_found_wherever_it_stands(data: object) -> None:
    assert texts(reading(data)) == ["De bel deed het niet."]


@pytest.mark.parametrize(
    "data",
    [
        {"@type": "AggregateRating", "ratingValue": 4, "reviewCount": 12},
        {"@type": "Store", "review": {"@type": "AggregateRating", "ratingValue": 4}},
        {"@type": "Store", "review": [{"@id": "#r1"}, {"@type": "Review", "@id": "#r2"}]},
        {"@type": "ClaimReview", "reviewBody": "De claim klopt niet."},
        {"@type": "http://other.example/Review", "reviewBody": "Andere woordenlijst."},
        {"@type": "Comment", "text": "Mooi."},
        {"reviewBody": "Los van alles."},
        None,
        7,
        "Review",
    ],
)
def test_what_is_no_review_is_not_read_as_one(data: object) -> None:
    found = reading(data)
    assert (found.reviews, found.reader, found.unreadable) == ((), None, ())


def test_a_review_with_nothing_in_it_is_reported_as_unreadable() -> None:
    found = reading(review_node(reviewBody=" ", author="Ilse Voorbeeld"), review_node())
    assert len(found.reviews) == 1
    assert [each.reason for each in found.unreadable] == ["a review without mark, title or text"]


def test_reviews_keep_the_order_of_the_page() -> None:
    found = reading(
        {"review": [review_node(reviewBody=str(n) * 4) for n in range(3)]}, review_node(reviewBody="laatst")
    )
    assert texts(found) == ["0000", "1111", "2222", "laatst"]


def test_no_file_of_the_json_suite_stops_a_page() -> None:
    folder = os.environ.get("KLACHTWACHT_SUITES")
    if not folder:
        pytest.skip("KLACHTWACHT_SUITES is not set")
    files = sorted(Path(folder, "json-testsuite").rglob("*.json"))
    assert files
    for file in files:
        block = file.read_bytes().decode("utf-8", "replace")
        html = f'<script type="application/ld+json">{block}</script>{script(review_node())}'
        assert "De bel deed het niet." in texts(read(page(html))), file.name
