"""The people of a recorded page made up: their names and words replaced, the markup as it was. Pure.

What stands in the project must be nobody's. Each name becomes another one wherever it stands, and each text as many
words that nobody wrote.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from lxml import html  # type: ignore[import-untyped]

from complaints.review import Review
from klachtwacht.scaffold.trimming import in_script, written

NAMES = ("Truus Bedacht", "Kees Verzonnen", "Fatma Bedenksel", "Joris Fictief", "Lotte Gefingeerd", "Bram Nergens")
_SENTENCE = (
    "de fiets kwam later dan was afgesproken en niemand belde terug maar de monteur was vriendelijk het zadel zat los "
    "na een week is alles toch nog goed gekomen wij hebben ons geld gekregen volgende keer weer hier of misschien niet"
)
_WORDS = _SENTENCE.split()
# A run of so many words of someone's own is known again.
TRACE = 6
_TAG = re.compile(r"<[^<>]*>")
_BETWEEN = ("-", "_", ".", "+", "%20", "")


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what is replaced by what."""

    names: dict[str, str]
    texts: dict[str, str]

    @classmethod
    def of(cls, reviews: Sequence[Review]) -> Cast:
        """The people of these reviews, and their words and the shop's."""
        authors = list(dict.fromkeys(review.author for review in reviews if review.author))
        texts = dict.fromkeys(_folded(text) for review in reviews for text in _texts(review))
        return cls(
            {name: _like(name, NAMES[at % len(NAMES)]) for at, name in enumerate(authors)},
            {text: _words(len(text.split()), at) for at, text in enumerate(texts)},
        )

    def value(self, value: str) -> str:
        """A text, an attribute or a string of data, with what is someone's replaced."""
        plain = _folded(_TAG.sub(" ", unescape(value)))
        if len(plain) < 2:
            return value
        for text, invented in self.texts.items():
            if plain == text:
                return invented
            if text in plain and len(text.split()) > 2:
                return plain.replace(text, invented)
            if plain in text and len(plain.split()) > 2:
                return _words(len(plain.split()), len(plain))
        return self._with_names(value)

    def _with_names(self, value: str) -> str:
        if "&" in value and any(name in unescape(value) for name in self.names):
            value = unescape(value)
        for name, invented in self.names.items():
            value = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", invented, value)
            for between in _BETWEEN if " " in name else ():
                slug, other = (between.join(one.casefold().split()) for one in (name, invented))
                value = value.replace(slug, other)
        return value

    def traces(self, page: str) -> Iterator[str]:
        """What is still there of them: a name, or a run of words."""
        folded = _folded(unescape(page)).casefold()
        yield from (name for name in self.names if " " in name and name.casefold() in folded)
        for text in self.texts:
            words = text.casefold().split()
            runs = (" ".join(words[at : at + TRACE]) for at in range(max(len(words) - TRACE + 1, 0)))
            yield from (run for run in runs if run in folded)


def invented(page: str, cast: Cast) -> str:
    """The page with its people made up."""
    root = html.document_fromstring(page)
    for element in root.iter():
        if element.tag == "script":
            element.text = _script(element.text or "", cast)
        else:
            element.text = element.text and cast.value(element.text)
        element.tail = element.tail and cast.value(element.tail)
        for name, value in element.attrib.items():
            element.attrib[name] = cast.value(value)
    return written(root) + "\n"


def _script(text: str, cast: Cast) -> str:
    try:
        data = json.loads(text, strict=False)
    except ValueError:
        return text  # its traces are looked for in the whole page
    return in_script(_data(data, cast))


def _data(data: Any, cast: Cast) -> Any:
    if isinstance(data, dict):
        return {key: _data(value, cast) for key, value in data.items()}
    if isinstance(data, list):
        return [_data(each, cast) for each in data]
    return cast.value(data) if isinstance(data, str) else data


def _texts(review: Review) -> Iterator[str]:
    reply = review.reply.text if review.reply else None
    yield from (text for text in (review.title, review.text, *review.pros, *review.cons, reply) if text)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _like(name: str, other: str) -> str:
    """Another name of the same shape: one word for one word, an initial for an initial."""
    first, _, last = other.partition(" ")
    words = name.split()
    if len(words) == 1:
        return first
    return f"{first} {last[0]}." if len(words[-1].rstrip(".")) == 1 else other


def _words(number: int, begin: int) -> str:
    said = [_WORDS[(begin * 7 + at) % len(_WORDS)] for at in range(number)]
    return " ".join(said).capitalize()
