"""Sentences for people in their own language, from Fluent files: one folder a room, one file a language."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

LANGUAGES = ("nl", "fr", "en")
FALLBACK = "nl"


class MissingWordsError(LookupError):
    """A sentence that the catalogue does not have, or that could not be filled in."""


class Catalogue:
    """The sentences of one room: say(language, key, …) fills one in. German and others fall back to Dutch."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def say(self, language: str, key: str, **values: str | int | float) -> str:
        """The sentence in the language, filled in. Raises MissingWordsError for an unknown key or missing value."""
        bundle = _bundle(self._folder, language if language in LANGUAGES else FALLBACK)
        if not bundle.has_message(key):
            raise MissingWordsError(f"{key} is not in the catalogue {self._folder.name}/{language}.ftl")
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise MissingWordsError(f"{key} has no text in {self._folder.name}/{language}.ftl")
        text, errors = bundle.format_pattern(pattern, values)
        if errors:
            raise MissingWordsError(f"{key} in {language}: {errors[0]}")
        return str(text)


@cache
def _bundle(folder: Path, language: str) -> FluentBundle:
    # Here, for it takes 35 ms and a pass without news says nothing.
    from fluent.runtime import FluentBundle, FluentResource

    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource((folder / f"{language}.ftl").read_text(encoding="utf-8")))
    return bundle
