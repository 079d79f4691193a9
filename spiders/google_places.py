"""Reviews of a place on Google Maps, by the Places API with a key: 1-5, the five that Google finds most relevant."""

from __future__ import annotations

from typing import Any

from crawler import ApiSpider, Review, Signed
from crawler.reading.answer_fields import mark, when
from crawler.reading.answers import each, words
from crawler.reading.google_answers import google_data
from crawler.reading.page import Page, Reading


class GooglePlaces(ApiSpider):
    """id is the id of the place. Google asks that a review is shown with a link to where it stands."""

    name = "google_places"
    best = 5
    wants = ("id", "key")
    host = "https://places.googleapis.com"
    shows_all = False
    gives = "author, mark, link, language"
    verified = "a recorded answer, rebuilt field by field, with reviews of 2017 to 2024"

    def addresses(self) -> tuple[str, ...]:
        """The reviews of the place, and nothing else of it."""
        return (f"{self.base}/v1/places/{self.source.id}?fields=reviews",)

    def signed(self, url: str) -> Signed:
        """With the key in a header."""
        return Signed(url=url, headers={"X-Goog-Api-Key": self.secret})

    def answer(self, page: Page) -> Reading:
        """At most five reviews, in an order that says nothing of time."""
        reviews, unreadable, _ = each(google_data(page).get("reviews", ()), lambda part: _review(part, page))
        return Reading(reviews=reviews, reader=self.name, unreadable=unreadable)


def _review(part: dict[str, Any], page: Page) -> Review:
    said = part.get("originalText") or part.get("text") or {}
    language = words(said.get("languageCode"))
    return Review(
        site=page.site,
        reader=page.site,
        url=words(part.get("googleMapsUri")),
        id=words(part["name"]),
        author=words((part.get("authorAttribution") or {}).get("displayName")),
        rating=mark(part["rating"], best=5),
        published=when(part.get("publishTime"), page),
        text=words(said.get("text")),
        language=language[:2].lower() if language else page.language,
    )
