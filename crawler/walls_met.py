"""What an answer is instead of a page of reviews, by all that came with it: its address, its headers, its words."""

from __future__ import annotations

from scrapy.http import Request, Response

from crawler.reading.language import declared, spoken
from crawler.reading.led_away import wall_by_address, wall_by_headers
from crawler.reading.page import Reading, decoded
from crawler.reading.walls import ON_REFUSALS, wall

# Such a page is small; a large one with an error's status is somebody's own.
_LOOKED_AT = 300_000


def wall_met(response: Response, asked: str, read: str | None = None) -> str | None:
    """The wall in an answer without reviews; read: what its words said, where they were read."""
    led_over = response.request.meta.get("redirect_urls", ()) if response.request else ()
    return wall_by_address(asked, [*led_over, response.url]) or wall_said(response) or read


def wall_said(response: Response) -> str | None:
    """The wall that the headers of an answer name."""
    return wall_by_headers(
        {name.decode("latin-1").lower(): _first(values) for name, values in response.headers.items()}
    )


def wall_in_place(response: Response, asked: str) -> str | None:
    """The wall in an answer that was read as data, where a page was asked for."""
    return wall_met(response, asked, wall(_text(response)))


def wall_of_refusal(response: Response, asked: str) -> str | None:
    """The wall in an answer with a status that is no page's; None for what only says the same as its status."""
    found = wall_met(response, asked) or wall(_text(response))
    return found if found in ON_REFUSALS or (found or "").startswith("consent wall") else None


def wall_led_to(request: Request, asked: str) -> str | None:
    """The wall that a request was redirected to, where it got no answer."""
    return wall_by_address(asked, [*request.meta.get("redirect_urls", ()), request.url])


def languages_of(response: Response, reading: Reading) -> tuple[str | None, str | None]:
    """The language that a page declares, and the one that its words are in."""
    text = _text(response)
    return declared(text), spoken(text, reading.reviews)


def _text(response: Response) -> str:
    return decoded(response.body[:_LOOKED_AT], _first(response.headers.getlist("Content-Type")))


def _first(values: list[bytes]) -> str:
    return values[0].decode("latin-1") if values else ""
