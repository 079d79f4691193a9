"""A server that follows the Review Publishing API (V2.4) of Kiyoh and Klantenvertellen as far as its document goes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from answering_server import AnsweringServer, Asked, Said

TOKEN = "0d7b1c5e-1111-4222-8333-feedfeedfeed"
LOCATION = "1064242"
BEGAN = datetime.now(UTC).replace(microsecond=0) - timedelta(days=9)


def refusal(code: str = "INVALID_HASH") -> dict[str, Any]:
    detail = [{"errorCode": code, "message": "wrong"}]
    return {"httpCode": 400, "errorCode": "INTERNAL_SERVER_ERROR", "id": "1", "detailedError": detail}


def at(minute: float) -> str:
    """So many minutes after it began, as the API writes it."""
    return (BEGAN + timedelta(minutes=minute)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def a_review(number: int, changed: float | None = None, mark: int = 8, **more: Any) -> dict[str, Any]:
    """A review that was written so many minutes after it began, and last changed then or later."""
    said = [
        ("DEFAULT_ONELINER", "TEXT", f"Bestelling {number}"),
        ("DEFAULT_OPINION", "TEXT", f"De fiets van order {number} kwam in een doos."),
        ("DEFAULT_RECOMMEND", "BOOLEAN", "true" if mark > 5 else "false"),
    ]
    content = [{"questionGroup": group, "questionType": kind, "rating": text} for group, kind, text in said]
    return {
        "reviewId": f"r-{number}",
        "reviewAuthor": f"Klant {number}",
        "city": "Verzonnenhoek",
        "rating": mark,
        "reviewContent": content,
        "dateSince": at(number),
        "updatedSince": at(number if changed is None else changed),
        "referenceCode": f"ORDER-{number}",
        **more,
    }


@dataclass(slots=True, kw_only=True)
class PublicationServer(AnsweringServer):
    """inclusive: whether what changed at updatedSince itself is given; most: the most that it gives at once."""

    reviews: list[dict[str, Any]] = field(default_factory=list)
    removed: list[dict[str, Any]] = field(default_factory=list)
    inclusive: bool = True
    most: int = 1_000_000
    minute: float = 5_000
    loses_removals: bool = False

    def is_list(self, asked: Asked) -> bool:
        return "/removed/" not in asked.path

    def answer(self, asked: Asked) -> Said:
        if asked.path == "/v1/review/feed.json":
            known = asked.query.get("hash") == TOKEN
            return Said(content=self._listed(self.reviews)) if known else Said(content=refusal(), status=400)
        if asked.headers.get("x-publication-api-token") != TOKEN:
            return Said(content=refusal("INVALID_TOKEN"), status=400)
        if self.loses_removals and not self.is_list(asked):
            return Said(content={"errorCode": "NOT_FOUND"}, status=404)
        if not self.is_list(asked):
            return Said(content=self._since(self.removed, asked))
        if (asked.query["locationId"], asked.query["tenantId"]) != (LOCATION, "98"):
            return Said(content=refusal("UNKNOWN_LOCATION"), status=400)
        limit = min(int(asked.query["limit"]), self.most)
        return Said(content=self._listed(self._since(self.reviews, asked)[:limit]))

    def _listed(self, reviews: list[dict[str, Any]]) -> dict[str, Any]:
        return {"locationId": LOCATION, "numberReviews": len(self.reviews), "reviews": reviews}

    def _since(self, parts: list[dict[str, Any]], asked: Asked) -> list[dict[str, Any]]:
        since = asked.query["updatedSince"]
        later = [part for part in parts if part["updatedSince"] >= since]
        return sorted(
            (part for part in later if self.inclusive or part["updatedSince"] > since), key=lambda p: p["updatedSince"]
        )

    def change(self, number: int, **more: Any) -> None:
        """A review is edited or answered now."""
        self.minute += 1
        (review,) = (review for review in self.reviews if review["reviewId"] == f"r-{number}")
        review.update({**more, "updatedSince": at(self.minute)})

    def remove(self, number: int) -> None:
        """A review is taken away."""
        self.minute += 1
        self.reviews = [review for review in self.reviews if review["reviewId"] != f"r-{number}"]
        about = {"tenantId": "98", "locationId": LOCATION, "reviewId": f"r-{number}"}
        self.removed.append({**about, "updatedSince": at(self.minute)})
