"""From a review as published to one as kept: addresses, texts, and what makes two readings the same post."""

import json
from dataclasses import replace

import pytest
from builders import PAGE, a_review, an_unnamed_post, answered
from hypothesis import assume, given
from hypothesis import strategies as st

from complaints.normalise import canonical_url, fingerprint, folded, normalise, origin, post_key, slot
from complaints.review import Rating, Reply, Review, review_from_json, review_json

ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=40)
MAYBE_TEXT = st.none() | ANY_TEXT
REVIEWS = st.builds(
    Review,
    site=st.sampled_from(["winkelpraat", "page", "feed"]),
    url=st.none() | st.sampled_from([PAGE, "http://[", "javascript:alert(1)"]) | ANY_TEXT,
    id=MAYBE_TEXT,
    author=MAYBE_TEXT,
    rating=st.none() | st.builds(Rating, value=st.floats(0, 10), best=st.none() | st.sampled_from([5.0, 10.0])),
    recommend=st.none() | st.booleans(),
    published=st.none() | st.sampled_from(["2026-11-14", "2026-11", "2026-11-14T10:00:00+01:00"]),
    title=MAYBE_TEXT,
    text=MAYBE_TEXT,
    pros=st.lists(ANY_TEXT, max_size=2).map(tuple),
    cons=st.lists(ANY_TEXT, max_size=2).map(tuple),
    reply=st.none() | st.builds(Reply, text=ANY_TEXT),
    language=st.none() | st.sampled_from(["nl", "fr"]),
    verified_buyer=st.none() | st.booleans(),
    reader=st.just("json-ld"),
)


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://winkelpraat.example/a", "https://winkelpraat.example/a"),
        ("https://winkelpraat.example", "https://winkelpraat.example/"),
        ("https://WinkelPraat.example/A", "https://winkelpraat.example/A"),
        ("https://winkelpraat.example/a#review-7", "https://winkelpraat.example/a#review-7"),
        ("https://winkelpraat.example/a?utm_source=x&id=7&utm_campaign=y", "https://winkelpraat.example/a?id=7"),
        ("https://winkelpraat.example/a?fbclid=x#r7", "https://winkelpraat.example/a#r7"),
        ("https://winkelpraat.example/a?gclid=1&msclkid=2", "https://winkelpraat.example/a"),
        ("https://winkelpraat.example/a?b=2&a=1", "https://winkelpraat.example/a?a=1&b=2"),
        ("https://winkelpraat.example/a?tag=wiel&tag=bel", "https://winkelpraat.example/a?tag=bel&tag=wiel"),
        ("https://winkelpraat.example/à?q=é", "https://winkelpraat.example/%C3%A0?q=%C3%A9"),
        ("http://winkelpraat.example:8080/a", "http://winkelpraat.example:8080/a"),
        ("javascript:alert(1)", None),
        ("data:text/html,<b>", None),
        ("file:///etc/passwd", None),
        ("/reviews/7", None),
        ("http://[", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_is_kept_without_tracking_and_in_one_spelling(url, canonical):
    assert canonical_url(url) == canonical


@given(ANY_TEXT | st.builds("https://winkelpraat.example/{}?{}#{}".format, ANY_TEXT, ANY_TEXT, ANY_TEXT))
def test_a_canonical_address_is_canonical_already(url):
    once = canonical_url(url)
    assert once is None or canonical_url(once) == once


@pytest.mark.parametrize(("field", "limit"), [("id", 300), ("author", 200), ("title", 300), ("text", 20_000)])
def test_lengths_are_bounded(field, limit):
    kept = getattr(normalise(a_review(**{field: "a" * 50_000})), field)
    assert len(kept) == limit
    assert kept.endswith("…")


def test_the_lengths_of_points_and_of_a_reply_are_bounded():
    kept = normalise(answered(a_review(pros=("p" * 999, " "), cons=("c" * 999,)), "r" * 50_000))
    assert [len(text) for text in (*kept.pros, *kept.cons, kept.reply.text)] == [300, 300, 20_000]


def test_broken_letters_are_mended_and_what_nobody_sees_goes():
    kept = normalise(a_review(author="Ren\u00c3\u00a9\u202e", title="a\nb", text="een\r\ntwee\x1b[31m", id="r\x001"))
    assert (kept.author, kept.title, kept.text, kept.id) == ("René", "a b", "een\ntwee", "r1")


def test_what_holds_nothing_to_read_is_unknown():
    kept = normalise(a_review(author=" ", title="\u200b", text="\n\n", id="\x00", url="javascript:alert(1)"))
    assert (kept.author, kept.title, kept.text, kept.id, kept.url) == (None, None, None, None, None)


@given(REVIEWS)
def test_any_review_can_be_kept_as_json_that_any_database_takes(review):
    kept = normalise(review)
    json.dumps(review_json(kept), ensure_ascii=False).encode()
    assert "\\u0000" not in json.dumps(review_json(kept))
    for text in (post_key(review), slot(review) or "", origin(review, PAGE), origin(review, None)):
        assert "\0" not in text
        assert len(text.encode()) <= 1024


@given(st.text(st.sampled_from("ab é\t\n\r\0\u200b\u202e'<=…")))
def test_normalising_twice_is_normalising_once_where_no_letters_are_broken(text):
    once = normalise(a_review(author=text, title=text, text=text, pros=(text,)))
    assert normalise(once) == once


@given(REVIEWS)
def test_a_review_survives_being_stored(review):
    assert review_from_json(json.loads(json.dumps(review_json(review)))) == review


@given(REVIEWS, REVIEWS)
def test_fingerprints_differ_when_and_only_when_the_content_does(one, other):
    assert (fingerprint(one) == fingerprint(other)) is (review_json(one) == review_json(other))
    assert fingerprint(one) == fingerprint(replace(one))


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "anders"}, {"title": None}, {"author": "Jan Verzonnen"}, {"rating": Rating(value=2, best=10)},
        {"rating": Rating(value=1, best=5)}, {"rating": None}, {"recommend": False}, {"published": "2026-11"},
        {"pros": ("snel",)}, {"cons": ("duur",)}, {"reply": Reply(text="Sorry")}, {"language": "fr"},
        {"verified_buyer": True}, {"url": None}, {"id": "r2"}, {"reader": "microdata"},
    ],
)  # fmt: skip
def test_each_part_of_a_review_is_in_its_fingerprint(changes):
    assert fingerprint(a_review(**changes)) != fingerprint(a_review())


def test_a_post_with_an_id_is_known_by_it_whatever_else_changes():
    assert post_key(a_review()) == "id:r1"
    assert post_key(a_review(text="anders", author="Jan", published=None)) == "id:r1"


@pytest.mark.parametrize("strange", ["r" * 257, "r\x001", "\ud800", "r\n1"])
def test_an_id_that_a_database_might_refuse_is_hashed(strange):
    assert post_key(a_review(id=strange)).startswith("idhash:")
    assert post_key(a_review(id=strange)) != post_key(a_review(id=strange + "x"))


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({}, True),
        ({"author": "TRUUS  VERZONNEN"}, True),
        ({"text": "De fiets kwam drie weken  te laat en het zadel was gescheurd."}, True),
        ({"reply": Reply(text="Sorry")}, True),
        ({"rating": None}, True),
        ({"author": "Jan Verzonnen"}, False),
        ({"published": "2026-11-13"}, False),
        ({"title": "Anders"}, False),
        ({"text": "Anders"}, False),
    ],
)
def test_a_post_without_an_id_is_known_by_author_date_and_text(changes, same):
    assert (post_key(an_unnamed_post(**changes)) == post_key(an_unnamed_post())) is same


@pytest.mark.parametrize("changes", [{"rating": None}, {"recommend": True}, {"pros": ("snel",)}, {"cons": ("duur",)}])
def test_bare_marks_of_one_day_are_posts_of_their_own(changes):
    bare = {"author": None, "title": None, "text": None}
    assert post_key(an_unnamed_post(**bare, **changes)) != post_key(an_unnamed_post(**bare))


def test_the_parts_of_a_key_do_not_run_into_each_other():
    one, other = an_unnamed_post(author="ab", title="c"), an_unnamed_post(author="a", title="bc")
    assert post_key(one) != post_key(other)


@pytest.mark.parametrize(
    ("changes", "has"),
    [
        ({}, True),
        ({"id": "r1"}, False),
        ({"author": None}, False),
        ({"published": None}, False),
        ({"text": None}, True),
    ],
)
def test_only_a_post_without_an_id_but_with_author_and_date_can_be_found_after_an_edit(changes, has):
    assert (slot(an_unnamed_post(**changes)) is not None) is has


def test_the_slot_of_a_post_does_not_change_with_its_text():
    assert slot(an_unnamed_post(text="anders")) == slot(an_unnamed_post())
    assert slot(an_unnamed_post(published="2026-11-13")) != slot(an_unnamed_post())


@pytest.mark.parametrize(
    ("site", "url", "page", "whose"),
    [
        ("winkelpraat", "https://elders.example/7", None, "winkelpraat"),
        ("page", "https://elders.example/7", PAGE, "winkelpraat.example"),
        ("page", "https://elders.example/7", None, "elders.example"),
        ("page", None, PAGE, "winkelpraat.example"),
        ("feed", None, "https://Elders.example:8443/feed", "elders.example"),
        ("mailbox", None, None, "mailbox"),
        ("page", "http://[", PAGE, "winkelpraat.example"),
        ("page", "javascript:alert(1)", PAGE, "winkelpraat.example"),
        ("page", f"https://{'a' * 300}.example/", PAGE, "winkelpraat.example"),
    ],
)
def test_ids_belong_to_the_site_or_to_the_host_of_a_page_that_any_reader_reads(site, url, page, whose):
    assert origin(a_review(site=site, url=url), page) == whose


@pytest.mark.parametrize(
    ("one", "other"),
    [("Café", "cafe\u0301"), ("STRASSE", "straße"), ("a  b\n c", "A B C"), ("ﬁets", "Fiets"), ("", None), ("Çà", "ca")],
)
def test_folding_makes_equal_words_equal(one, other):
    assert folded(one) == folded(other)


@given(ANY_TEXT)
def test_folding_has_no_spaces_at_the_ends_nor_two_together(text):
    assume(text)
    assert folded(text) == " ".join(folded(text).split())
