"""Secrets that can be used but not shown: config values from env: and file:, and masking of what others log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import quote, quote_plus, unquote

MASK = "***"
# A shorter piece of a secret would mask ordinary words of a message.
LEAST_MASKED = 6


@dataclass(frozen=True, slots=True)
class Secret:
    """A value whose repr and str show only where it came from; reveal() gives the value itself."""

    value: str = field(repr=False)
    origin: str = "shop.toml"

    def reveal(self) -> str:
        """The secret itself, for the one place that sends it."""
        return self.value

    def __str__(self) -> str:
        return f"{MASK} ({self.origin})"


def mask(text: str, secrets: Iterable[str]) -> str:
    """The text with every secret, also in its URL-encoded and decoded form, replaced by ***."""
    for form in sorted(_forms(secrets), key=len, reverse=True):
        text = text.replace(form, MASK)
    return text


def _forms(secrets: Iterable[str]) -> set[str]:
    forms = {f(s) for s in secrets for f in (str, quote, quote_plus, unquote, lambda s: quote(s, safe=""))}
    return {form for form in forms if len(form) >= LEAST_MASKED}
