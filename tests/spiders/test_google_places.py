"""Google's Places API (New): invented reviews in the shape of its answers."""

from __future__ import annotations

from typing import Any

import pytest
from answer_stage import read, started

from complaints.review import Rating
from crawler.reading.answers import AnswerError, KeyRefusedError, QuotaError
from spiders.google_places import GooglePlaces

PLACE = "ChIJverzonnen"
KEY = "AIza-verzonnen-sleutel"
REVIEW = {
    "name": f"places/{PLACE}/reviews/Zm9v",
    "relativePublishTimeDescription": "een week geleden",
    "rating": 2,
    "text": {"text": "The bell broke on day one.", "languageCode": "en"},
    "originalText": {"text": "De bel brak op dag een.", "languageCode": "nl-NL"},
    "authorAttribution": {
        "displayName": "Joke Bedacht",
        "uri": "https://www.google.com/maps/contrib/123456/reviews",
        "photoUri": "https://lh3.googleusercontent.com/a/foto",
    },
    "publishTime": "2026-11-09T18:11:45.700605123Z",
    "googleMapsUri": "https://www.google.com/maps/reviews/data=!4m6",
}


def test_a_review_is_in_its_own_words_with_the_link_that_google_asks_to_show() -> None:
    (review,) = read(GooglePlaces(), {"reviews": [REVIEW]}).reviews
    assert (review.id, review.url) == (REVIEW["name"], REVIEW["googleMapsUri"])
    assert (review.author, review.rating) == ("Joke Bedacht", Rating(value=2, best=5, worst=1))
    assert (review.text, review.language) == ("De bel brak op dag een.", "nl")
    assert review.published == "2026-11-09T18:11:45+00:00"


def test_who_the_author_is_elsewhere_is_not_kept() -> None:
    said = repr(read(GooglePlaces(), {"reviews": [REVIEW]}))
    assert "contrib" not in said
    assert "googleusercontent" not in said


def test_stars_alone_are_a_review() -> None:
    bare = {key: REVIEW[key] for key in ("name", "rating", "publishTime")}
    (review,) = read(GooglePlaces(), {"reviews": [bare]}).reviews
    assert (review.text, review.author, review.language) == (None, None, None)


def test_the_key_is_in_a_header_and_only_the_reviews_are_asked_for() -> None:
    (request,) = started(GooglePlaces(id=PLACE, key=KEY))
    assert request.url == f"https://places.googleapis.com/v1/places/{PLACE}?fields=reviews"
    assert (request.headers["X-Goog-Api-Key"], request.meta["dont_redirect"]) == (KEY.encode(), True)


def error(status: int, message: str, name: str, *reasons: str) -> tuple[int, Any]:
    details = [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason} for reason in reasons]
    return status, {"error": {"code": status, "message": message, "status": name, "details": details}}


@pytest.mark.parametrize(
    ("answer", "raised", "said"),
    [
        (
            error(400, "API key not valid. Please pass a valid API key.", "INVALID_ARGUMENT", "API_KEY_INVALID"),
            KeyRefusedError,
            "HTTP 400: the key is refused: API key not valid",
        ),
        (error(403, "Not enabled.", "PERMISSION_DENIED"), KeyRefusedError, "HTTP 403: the key is refused"),
        (error(429, "Quota exceeded.", "RESOURCE_EXHAUSTED"), QuotaError, "the quota is used up: Quota exceeded"),
        (error(404, "No such place.", "NOT_FOUND"), AnswerError, "HTTP 404"),
        ((500, "<html>"), AnswerError, "HTTP 500, and no JSON"),
        ((400, {"error": "what?"}), AnswerError, "HTTP 400"),
    ],
    ids=["key", "not allowed", "quota", "no place", "no JSON", "another shape"],
)
def test_what_google_answers_instead_has_a_name(answer: tuple[int, Any], raised: type[Exception], said: str) -> None:
    status, content = answer
    with pytest.raises(raised, match=said) as caught:
        read(GooglePlaces(), content, status=status)
    assert type(caught.value) is raised


def test_five_of_many_say_nothing_of_the_others() -> None:
    assert GooglePlaces.shows_all is False
