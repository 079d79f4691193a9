"""What a page hands to its own scripts to show: the state that Next.js writes into it as JSON.

It may say more than the structured data, which is written for search engines: the shop's answers, when something
was bought. What stands where in it is each site's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crawler.reading.json_ld import HostileBlockError, UnreadableBlockError, load
from crawler.reading.markup import attributes, opening, script_end, tags
from crawler.reading.page import Unreadable

PAGE_STATE = "page-state"

_SCRIPT = opening("script")
_NEXT = "__NEXT_DATA__"


class StateError(ValueError):
    """A page without the state that its source says it has; part is what could not be read."""

    def __init__(self, part: Unreadable) -> None:
        super().__init__(part.reason)
        self.part = part


def listed(html: str, path: Sequence[str]) -> list[Any]:
    """The list that stands in the page's state at the end of a path of names. Raises StateError where there is none."""
    text = _state(html)
    try:
        found = load(text)
    except UnreadableBlockError as error:
        hostile = isinstance(error, HostileBlockError)
        raise StateError(Unreadable.because(f"the page's state is {error}", text, hostile=hostile)) from None
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    if not isinstance(found, list):
        raise StateError(Unreadable.because(f"the page's state has no list at {'.'.join(path)}", text))
    return found


def _state(html: str) -> str:
    for tag in tags(html, _SCRIPT):
        if attributes(tag.inside).get("id") == _NEXT:
            return html[tag.end : script_end(html, tag)]
    raise StateError(Unreadable.because(f"the page has no state ({_NEXT})", ""))
