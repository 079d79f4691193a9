"""The JSON-LD blocks of a page, each on its own: one that cannot be read never costs the others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any, NoReturn

from crawler.reading.markup import attributes, opening, script_end, tags
from crawler.reading.page import Unreadable

_SCRIPT = opening("script")
_JSON_LD = "application/ld+json"
# What old systems wrap around a script: <!-- … -->, //<![CDATA[ … //]]>, /*<![CDATA[*/ … /*]]>*/, and a last ";".
_WRAPPED = re.compile(r"\s*+(?:<!--|(?://|/\*)?[ \t]*+<!\[CDATA\[[ \t]*+(?:\*/)?)\s*+")
_UNWRAPPED = re.compile(r"(?:-->|(?://|/\*)?[ \t]*\]\]>[ \t]*(?:\*/)?|;)\Z")
_LONGEST_END = 40
_MOST_WRAPPERS = 3
_ESCAPED_QUOTE = re.compile(r"&(?:quot|#34|#x22);", re.IGNORECASE)


class UnreadableBlockError(ValueError):
    """A block that is no JSON; the message says what is wrong."""


class HostileBlockError(UnreadableBlockError):
    """JSON made to break its reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """What the blocks hold, in the page's order, and those that could not be read."""

    values: tuple[Any, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()


def read_blocks(html: str) -> Blocks:
    """Every JSON-LD block of the page."""
    values: list[Any] = []
    unreadable: list[Unreadable] = []
    for text in _texts(html):
        try:
            values.append(load(text))
        except UnreadableBlockError as error:
            unreadable.append(Unreadable.because(str(error), text, hostile=isinstance(error, HostileBlockError)))
    return Blocks(values=tuple(values), unreadable=tuple(unreadable))


def load(text: str) -> Any:
    """The value of one block. Raises UnreadableBlockError for what is no JSON, NaN, infinity and too deep nesting."""
    bare = _bare(text)
    try:
        return _parsed(bare)
    except UnreadableBlockError:
        if not _ESCAPED_QUOTE.search(bare):
            raise
    return _parsed(unescape(bare))


def _texts(html: str) -> Iterator[str]:
    for tag in tags(html, _SCRIPT):
        kind = attributes(tag.inside).get("type", "")
        if kind.partition(";")[0].strip().lower() == _JSON_LD:
            text = html[tag.end : script_end(html, tag)]
            if text.strip():
                yield text


def _bare(text: str) -> str:
    text = text.strip().removeprefix("\ufeff")
    for _ in range(_MOST_WRAPPERS):
        if opened := _WRAPPED.match(text):
            text = text[opened.end() :]
        if closed := _UNWRAPPED.search(text, max(0, len(text) - _LONGEST_END)):
            text = text[: closed.start()].rstrip()
    return text


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, strict=False, parse_constant=_refuse)
    except RecursionError:
        raise HostileBlockError("JSON nested too deep") from None
    except json.JSONDecodeError as error:
        raise UnreadableBlockError(f"no JSON: {error.msg} at character {error.pos}") from None
    except UnreadableBlockError as error:  # our own refusal
        raise UnreadableBlockError(f"no JSON: {error}") from None
    except ValueError:  # what Python says of it is about Python
        raise HostileBlockError("no JSON: a number of thousands of digits") from None


def _refuse(constant: str) -> NoReturn:
    raise UnreadableBlockError(f"{constant} is no number")
