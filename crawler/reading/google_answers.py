"""What Google's APIs answer, and what they answer instead of data: the same for all of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from crawler.reading.answers import AnswerError, KeyRefusedError, QuotaError, data, succeeded
from crawler.reading.page import Page
from guard.text import one_line

_QUOTA = ("quotaexceeded", "ratelimitexceeded", "resource_exhausted")
_KEY = ("keyinvalid", "api_key_invalid", "api key not valid", "unauthenticated")


def google_data(page: Page) -> Any:
    """The JSON of an answer. Raises KeyRefusedError, QuotaError and AnswerError.

    A wrong key is answered with HTTP 400, a quota that is used up with 403: what the error says goes before its status.
    """
    if page.status >= 400:
        said = _error(page)
        plain = said.casefold()
        if any(word in plain for word in _QUOTA):
            raise QuotaError(f"HTTP {page.status}: the quota is used up: {said}")
        if any(word in plain for word in _KEY):
            raise KeyRefusedError(f"HTTP {page.status}: the key is refused: {said}")
    return succeeded(page)


def _error(page: Page) -> str:
    """The words of an error, its reasons included; "" where there is none."""
    try:
        error = data(replace(page, status=200))["error"]
        listed = [*error.get("errors", ()), *error.get("details", ())]
        said = [error.get("message"), error.get("status"), *(part.get("reason") for part in listed)]
    except (AnswerError, TypeError, LookupError, AttributeError):
        return ""  # something else than Google answered
    return one_line(" ".join(str(part) for part in said if part), 120)
