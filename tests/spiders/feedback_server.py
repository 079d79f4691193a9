"""A server that follows what clients of the Feedback Company's API (v2) do: a token by GET, then reviews by offset."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from answering_server import AnsweringServer, Asked, Said

CLIENT = "winkel-1201"
SECRET = "s3cr3t-van-de-winkel-77"
TOKEN = "t0ken-van-deze-lezing"
NEWEST = datetime.now(UTC).replace(microsecond=0, tzinfo=None) - timedelta(hours=5)
REFUSED = {"success": False, "error": "401 Unauthorized"}


def a_review(number: int, mark: float = 5, **more: Any) -> dict[str, Any]:
    """A review; the newest of all is number 0, each other an hour older."""
    return {
        "id": 40_000 - number,
        "total_score": mark,
        "recommends": "Ja" if mark > 3 else "Nee",
        "date_created": (NEWEST - timedelta(hours=number)).isoformat(sep=" "),
        "client": {"name": f"Klant {number}", "email": f"klant{number}@post.example", "phone": "0612345678"},
        "questions": [
            {"question_id": 1, "value": "4"},
            {"question_id": 2, "value": "Ja"},
            {"question_id": 3, "value": f"Bestelling {number} kwam in een doos."},
        ],
        "product": None,
        **more,
    }


@dataclass(slots=True, kw_only=True)
class FeedbackServer(AnsweringServer):
    """reviews: newest first."""

    reviews: list[dict[str, Any]] = field(default_factory=list)

    def is_list(self, asked: Asked) -> bool:
        return asked.path == "/api/v2/review"

    def answer(self, asked: Asked) -> Said:
        if asked.path == "/api/v2/oauth2/token":
            wanted = {"client_id": CLIENT, "client_secret": SECRET, "grant_type": "authorization_code"}
            known = asked.query == wanted
            return Said(content={"access_token": TOKEN, "error": None} if known else {"error": "invalid_client"})
        if not self.is_list(asked) or asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return Said(content=REFUSED, status=401)
        start, limit = int(asked.query["start"]), int(asked.query["limit"])
        shown = self.reviews[start : start + limit]
        return Said(content={"success": True, "reviews": shown, "count": {"total": len(self.reviews)}})
