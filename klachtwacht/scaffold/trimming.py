"""A page cut down to what its reading needs: whatever can go without the reading changing goes. Pure.

Nothing is known of the page. Parts are taken away, many at once and then fewer (delta debugging), and stay away where
the page still reads the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from lxml import html  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

# How often a page is read at most while it is cut.
MOST_READINGS = 400
# How many entries of a list of data are kept, and reviews of a page.
KEPT = 3
# Whole kinds that seldom say anything of reviews.
_SELDOM = ("style", "svg", "noscript", "iframe", "template", "img", "picture", "video", "form", "input", "button")

Undo = Callable[[], None]


class Trimmer:
    """Cuts one page. same says whether a page still reads as the whole one did; in_time whether to go on cutting."""

    def __init__(self, page: str, same: Callable[[str], bool], in_time: Callable[[], bool] = lambda: True) -> None:
        self._root: HtmlElement = html.document_fromstring(page)
        self._same = same
        self._in_time = in_time
        self._left = MOST_READINGS

    def trimmed(self) -> str | None:
        """What is left of the page; None where even writing it anew changes how it reads."""
        if not self._holds():
            return None
        self._try(_remove(each for each in self._root.iter() if not isinstance(each.tag, str)))
        for script in list(self._root.iter("script")):
            self._try(_shorten(script))
        for tag in _SELDOM:
            self._try(_remove(self._root.iter(tag)))
        self._reduce(list(self._root))
        for name in sorted({name for each in self._root.iter() for name in each.attrib}):
            self._try(_strip(self._root, name))
        return written(self._root)

    def _holds(self) -> bool:
        self._left -= 1
        return self._left >= 0 and self._in_time() and self._same(written(self._root))

    def _try(self, undo: Undo) -> bool:
        """Whether a change that was made may stay; else it is undone."""
        if self._holds():
            return True
        undo()
        return False

    def _reduce(self, siblings: Sequence[HtmlElement]) -> None:
        """Take away all of them, or what can go of each half, and of one that must stay what is in it."""
        if not siblings or self._try(_remove(siblings)):
            return
        if len(siblings) == 1:
            self._reduce(list(siblings[0]))
            return
        middle = len(siblings) // 2
        self._reduce(siblings[middle:])
        self._reduce(siblings[:middle])


def written(root: HtmlElement) -> str:
    """A page as text."""
    return str(html.tostring(root, encoding="unicode", doctype="<!doctype html>"))


def _remove(elements: Iterable[HtmlElement]) -> Undo:
    """Take elements away, each with the text behind it."""
    places = []
    for each in list(elements):
        parent = each.getparent()
        if parent is not None:
            places.append((parent, parent.index(each), each))
            parent.remove(each)

    def undo() -> None:
        for parent, at, each in reversed(places):
            parent.insert(at, each)

    return undo


def _strip(root: HtmlElement, name: str) -> Undo:
    had = [(each, each.attrib.pop(name)) for each in root.iter() if name in each.attrib]

    def undo() -> None:
        for each, value in had:
            each.set(name, value)

    return undo


def _shorten(script: HtmlElement) -> Undo:
    """Cut the lists of a script that is data."""
    had = script.text
    try:
        script.text = in_script(_short(json.loads(had or "", strict=False)))
    except ValueError:
        script.text = had  # a script that runs

    def undo() -> None:
        script.text = had

    return undo


def in_script(data: Any) -> str:
    """Data as it may stand in a script."""
    return json.dumps(data, ensure_ascii=False, indent=1).replace("</", "<\\/")


def _short(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _short(value) for key, value in data.items()}
    return [_short(each) for each in data[:KEPT]] if isinstance(data, list) else data
