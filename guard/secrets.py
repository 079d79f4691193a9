"""Secrets that can be used but not shown: config values from env: and file:, and masking of what others log."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, quote_plus, unquote

MASK = "***"
# A shorter piece of a secret would mask ordinary words of a message.
LEAST_MASKED = 6

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LARGEST_FILE = 64 * 1024


class SecretError(Exception):
    """A secret that cannot be had; the message says what is expected and never holds the secret."""


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


def reference(text: str) -> str | None:
    """The text when it only says where a secret is ("env:NAME" or "file:PATH"), else None.

    An "env:" before what cannot be a variable's name is None too: it may be the secret itself.
    """
    kind, _, place = text.partition(":")
    if kind == "env" and _VARIABLE.fullmatch(place):
        return text
    return text if kind == "file" and place.strip() and place.isprintable() else None


def resolve(text: str, *, environ: Mapping[str, str], folder: Path) -> Secret:
    """The secret that the text is, or that it points to; a path in "file:PATH" is relative to folder.

    White space around what a variable or file holds is not part of it. Raises SecretError when it is
    not there, empty, or more than one line.
    """
    place = text.partition(":")[2]
    if reference(text) is None:
        if text.startswith(("env:", "file:")):
            raise SecretError("env:NAME with the name of an environment variable, or file:PATH")
        return Secret(_whole(text, "a secret in one line"))
    if text.startswith("env:"):
        return Secret(_whole(environ.get(place, ""), f"the environment variable {place} to be set"), text)
    return Secret(_whole(_content(folder / place), f"one line in the file {place}"), text)


def _whole(value: str, expected: str) -> str:
    value = value.strip()
    if not value or not value.isprintable():
        raise SecretError(expected)
    return value


def _content(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST_FILE).decode("utf-8-sig")
    except OSError as error:
        raise SecretError(f"a file that can be read: {path.name}: {error.strerror}") from None
    except ValueError:
        raise SecretError(f"a file of UTF-8 text: {path.name}") from None
