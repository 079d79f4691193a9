"""Turning to the next page as a reader does where no rel=next says it: by the word, by the numbers, by an arrow."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qsl, urlsplit

from crawler.reading.markup import attributes, opening, tags
from crawler.reading.same_list import base_of, linked, same_list, without_number

# A page with more links than this is no page of reviews; looking on would only cost time.
_MOST_LINKS = 5_000
_LONGEST_TEXT = 600  # of the icon in it, too

_ANCHOR = opening("a")
_CLOSE = re.compile(r"</a\s*>", re.IGNORECASE)
_INNER_TAG = re.compile(r"<[^<>]*+>")
_NEXT = re.compile(
    r"(?:(?:ga |go |aller )?(?:naar |to |à )?(?:de |the |la )?)?"
    r"(?:volgende(?: pagina| reviews| beoordelingen)?|next(?: page| reviews)?"
    r"|(?:page )?suivante?s?|(?:avis )?suivants|nächste(?: seite)?|weiter)\W*",
    re.IGNORECASE,
)
_ARROW = re.compile(r"[\u203a\u2192>]|&gt;")
# What is looked at more closely; most links of a page are neither.
_MAY_TURN = re.compile(r"\d{1,5}|[\u203a\u2192>]|\D*(?:volgende|next|suivant|nächste|weiter)\D*", re.IGNORECASE)
_LABELLED = re.compile(
    r"""(?:aria-label|title)\s*=\s*["']?[^"'<>]{0,80}(?:volgende|next|suivant|nächste|weiter)""", re.IGNORECASE
)
# Parameters that number pages, and not marks, stars or years.
_PAGE = re.compile(r"p|pg|page|paged|pagina|page_?(?:no|nr|num|number)|pn|seite", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Link:
    said: str
    label: str
    target: str


def turned(html: str, url: str) -> str | None:
    """The absolute address of the page of the same list that follows the one at url, None where no link leads there.

    A link that says "next" is believed before the numbers, and the numbers before an arrow, which may be anything's.
    """
    links = list(_links(html, url))
    by_word = (link for link in links if _NEXT.fullmatch(link.said) or _NEXT.fullmatch(link.label))
    by_arrow = (link for link in links if _ARROW.fullmatch(link.said) and not link.label)
    word = next((link.target for link in by_word), None)
    return word or _by_number(links, url) or next((link.target for link in by_arrow), None)


def _links(html: str, url: str) -> Iterator[_Link]:
    """The links that may turn the page: short ones to another page of the list."""
    base = None
    for count, tag in enumerate(tags(html, _ANCHOR)):
        if count == _MOST_LINKS:
            return
        said = _said(html, tag.end)
        if said is None or not (_MAY_TURN.fullmatch(said) or _LABELLED.search(tag.inside)):
            continue
        found = attributes(tag.inside)
        base = base or base_of(html, url)
        target = linked(base, found.get("href", ""), url)
        if target and same_list(target, url) and "prev" not in found.get("rel", "").lower():
            yield _Link(said, _folded(found.get("aria-label") or found.get("title") or ""), target)


def _said(html: str, start: int) -> str | None:
    """The words of a link, None for one that goes on for too long to be a number or "next"."""
    close = _CLOSE.search(html, start, start + _LONGEST_TEXT)
    return _folded(unescape(_INNER_TAG.sub(" ", html[start : close.start()]))) if close else None


def _folded(text: str) -> str:
    return " ".join(text.split())


def _by_number(links: list[_Link], url: str) -> str | None:
    """The link with the number after this page's own, which is the one that is left out of the row."""
    rows: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for link in links:
        if link.said.isdecimal() and len(link.said) <= 5:
            # Marks to filter by are a row too, of another parameter.
            rows[_DIGITS.sub("#", link.target)].setdefault(int(link.said), link.target)
    whole = [row for row in rows.values() if len(set(row.values())) == len(row)]
    follow = [row[here + 1] for row in whole if (here := _left_out(row)) is not None]
    # Or all are links, also the first, to a longer address of it.
    firsts = (row[2] for row in whole if {1, 2} <= row.keys() and _is_first(url, row[1]))
    return follow[0] if follow else next(firsts, None)


def _left_out(row: Mapping[int, str]) -> int | None:
    """The one number between two of a row that is no link; 1 where the row begins at 2; None where it is not one."""
    between = [number + 1 for number in row if number + 1 not in row and number + 2 in row]
    if len(between) == 1:
        return between[0]
    return 1 if not between and 1 not in row and 2 in row else None


def _is_first(url: str, first: str) -> bool:
    """Whether the address is the bare one of a list whose pages are numbered, as first is."""
    here, there = urlsplit(url), urlsplit(first)
    more = dict(parse_qsl(there.query)).keys() - dict(parse_qsl(here.query)).keys()
    return any(map(_PAGE.fullmatch, more)) or here.path.rstrip("/") == without_number(there.path) != there.path.rstrip(
        "/"
    )
