"""Invented pages for the tests of structured data."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from complaints.review import Review
from crawler.reading import Page, Reading, read

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
URL = "https://reviews.example/fietsen-voorbeeld"


def script(data: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def page(html: str, **hints: Any) -> Page:
    return Page(**{"html": html, "url": URL, "site": "page", "now": NOW} | hints)


def reading(*blocks: Any, **hints: Any) -> Reading:
    html = "<html><head>" + "".join(map(script, blocks)) + "</head><body>Reviews</body></html>"
    return read(page(html, **hints))


def review_node(**properties: Any) -> dict[str, Any]:
    return {"@context": "https://schema.org", "@type": "Review", "reviewBody": "De bel deed het niet."} | properties


def rated(value: Any, **scale: Any) -> dict[str, Any]:
    return review_node(reviewRating={"@type": "Rating", "ratingValue": value} | scale)


def only(*blocks: Any, **hints: Any) -> Review:
    [review] = reading(*blocks, **hints).reviews
    return review
