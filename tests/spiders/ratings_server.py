"""A server that follows WebwinkelKeur's document of ratings.json: newest first, by offset, errors with HTTP 200."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from answering_server import AnsweringServer, Asked, Said

CODE = "c0de-van-de-winkel-5f1e"
SHOP = "1201"
NEWEST = datetime.now(ZoneInfo("Europe/Amsterdam")).replace(microsecond=0) - timedelta(hours=5)
NOT_ANSWERED = dict.fromkeys(("shippingtime", "customerservice", "pricequality", "aftersale"), 0)


def a_rating(number: int, mark: int = 5, **more: Any) -> dict[str, Any]:
    """The rating of that number, the newest of all being 0: each was written an hour before the one above it."""
    created = (NEWEST - timedelta(hours=number)).strftime("%Y-%m-%d %H:%M:%S")
    return {
        "name": f"Klant {number}",
        "email": f"klant{number}@post.example",
        "rating": mark,
        "ratings": NOT_ANSWERED,
        "comment": f"Bestelling {number} kwam in een doos.",
        "date": created[:10],
        "country": "NL",
        "language": "nl",
        "created": created,
        "read": False,
        "quarantine": False,
        "verified": True,
        "reaction": "",
        **more,
    }


@dataclass(slots=True, kw_only=True)
class RatingsServer(AnsweringServer):
    """ratings: newest first."""

    ratings: list[dict[str, Any]] = field(default_factory=list)

    def is_list(self, asked: Asked) -> bool:
        return True

    def answer(self, asked: Asked) -> Said:
        if asked.path != "/api/1.0/ratings.json" or not {"id", "code"} <= asked.query.keys():
            return Said(content={"status": "error", "message": "Not all obligated variables are set."})
        if (asked.query["id"], asked.query["code"]) != (SHOP, CODE):
            return Said(content={"status": "error", "message": "Incorrect authentication credentials."})
        offset, limit = int(asked.query["offset"]), int(asked.query["limit"])
        shown = self.ratings[offset : offset + limit]
        return Said(content={"status": "success", "message": "OK", "total": len(self.ratings), "ratings": shown})
