"""Google's Business Profile API: invented reviews in the shape of its reference."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

import pytest
from answer_stage import answered, read, started

from complaints.review import Rating, Reply
from crawler.reading.answers import KeyRefusedError
from spiders.google_business import GoogleBusiness

LOCATION = "accounts/101/locations/202"
KEY = "winkel.apps.example:GOCSPX-verzonnen:1//0e-verzonnen-verversing"
ADDRESS = f"https://mybusiness.googleapis.com/v4/{LOCATION}/reviews?pageSize=50&orderBy=updateTime%20desc"
REVIEW: dict[str, Any] = {
    "reviewId": "AbFvOqm-1",
    "reviewer": {"displayName": "Henk Uitgedacht", "profilePhotoUrl": "https://lh3.example/foto"},
    "starRating": "ONE",
    "comment": "Drie weken gewacht.",
    "createTime": "2026-11-10T09:00:00.123456789Z",
    "updateTime": "2026-11-11T09:00:00Z",
    "reviewReply": {"comment": "Onze excuses, Henk.", "updateTime": "2026-11-12T08:30:00+01:00"},
    "name": f"{LOCATION}/reviews/AbFvOqm-1",
}


def a_review(**changes: Any) -> Any:
    (review,) = read(GoogleBusiness(), {"reviews": [{**REVIEW, **changes}]}).reviews
    return review


def test_a_review_has_its_stars_by_name_and_the_owners_answer() -> None:
    review = a_review()
    assert (review.id, review.author, review.rating) == (
        "AbFvOqm-1",
        "Henk Uitgedacht",
        Rating(value=1, best=5, worst=1),
    )
    assert (review.text, review.published) == ("Drie weken gewacht.", "2026-11-10T09:00:00+00:00")
    assert review.reply == Reply(text="Onze excuses, Henk.", published="2026-11-12T08:30:00+01:00")


@pytest.mark.parametrize(("name", "value"), [("ONE", 1), ("TWO", 2), ("THREE", 3), ("FOUR", 4), ("FIVE", 5)])
def test_stars_are_one_to_five(name: str, value: float) -> None:
    assert a_review(starRating=name).rating == Rating(value=value, best=5, worst=1)


def test_unspecified_stars_are_no_mark() -> None:
    assert a_review(starRating="STAR_RATING_UNSPECIFIED").rating is None


@pytest.mark.parametrize(
    ("comment", "kept"),
    [
        ("(Translated by Google) Bad service.\n\n(Original)\nSlechte service.", "Slechte service."),
        ("(Translated by Google) Bad.\n\n(Original)", None),
        ("Ik zocht de (Original) en niet de kopie.", "Ik zocht de (Original) en niet de kopie."),
        ("(Translated by Google) Bad service.", "(Translated by Google) Bad service."),
        (None, None),
    ],
)
def test_the_original_words_are_kept(comment: str | None, kept: str | None) -> None:
    assert a_review(comment=comment).text == kept


def test_who_wants_no_name_gets_none() -> None:
    assert a_review(reviewer={"isAnonymous": True, "displayName": "A Google User"}).author is None


def test_no_photograph_is_kept() -> None:
    assert "lh3" not in repr(a_review())


def test_the_next_page_is_asked_for_by_its_token() -> None:
    first = read(GoogleBusiness(), {"reviews": [REVIEW], "nextPageToken": "a/b="}, url=ADDRESS)
    assert first.next_url == f"{ADDRESS}&pageToken=a/b%3D"
    second = read(GoogleBusiness(), {"reviews": [REVIEW], "nextPageToken": "c"}, url=str(first.next_url))
    assert second.next_url == f"{ADDRESS}&pageToken=c"
    assert read(GoogleBusiness(), {"reviews": [REVIEW]}, url=ADDRESS).next_url is None


def test_a_location_says_itself_that_nobody_has_reviewed_it() -> None:
    found = read(GoogleBusiness(), {"totalReviewCount": 0})
    assert (found.says_none, found.aggregate_count) == (True, 0)


def test_a_token_is_asked_for_with_the_three_parts_of_the_key() -> None:
    spider = GoogleBusiness(id=LOCATION, key=KEY)
    (asking,) = started(spider)
    assert (asking.method, asking.url) == ("POST", "https://oauth2.googleapis.com/token")
    assert parse_qs(asking.body.decode()) == {
        "grant_type": ["refresh_token"],
        "client_id": ["winkel.apps.example"],
        "client_secret": ["GOCSPX-verzonnen"],
        "refresh_token": ["1//0e-verzonnen-verversing"],
    }
    (request,) = answered(asking, {"access_token": "ya29.verzonnen", "expires_in": 3599})
    assert (request.url, request.headers["Authorization"]) == (ADDRESS, b"Bearer ya29.verzonnen")


@pytest.mark.parametrize("key", ["only-one", "two:parts", "a::c", "a:b:c:d"])
def test_a_key_that_is_not_in_three_parts_asks_nothing_and_is_told(key: str) -> None:
    spider = GoogleBusiness(id=LOCATION, key=key)
    assert started(spider) == []
    assert spider.saw.needs_key == "the key of google_business is CLIENT_ID:CLIENT_SECRET:REFRESH_TOKEN"


def test_a_consent_that_was_taken_back_is_a_key_that_is_refused() -> None:
    spider = GoogleBusiness(id=LOCATION, key=KEY)
    (asking,) = started(spider)
    assert answered(asking, {"error": "invalid_grant", "error_description": "revoked"}, 400) == []
    assert spider.saw.needs_key == "no token for this key: HTTP 400, invalid_grant"


def test_a_refusal_of_the_api_is_a_key_that_is_refused() -> None:
    with pytest.raises(KeyRefusedError):
        read(GoogleBusiness(), {"error": {"code": 403, "status": "PERMISSION_DENIED", "message": "no"}}, status=403)
