"""Which addresses that a page names are pages of the same list."""

from __future__ import annotations

import re
from urllib.parse import urldefrag, urljoin, urlsplit

from crawler.reading.identity import same_page
from crawler.reading.markup import attributes, opening, tags
from guard.text import safe_link

_LONGEST_HEAD = 50_000
_LONGEST_BASE = 4_000

_BASE = opening("base")
# "/page/3/", "/p3", "-3.html", "/3": what may differ between two pages of one list.
_PAGE_NUMBER = re.compile(
    r"(?:/(?:page|pagina|seite|p))?[-_/]?(?:page|pagina|seite|p)?[-_]?\d{1,5}(?=\.\w{1,5}\Z|/?\Z)"
)
_EXTENSION = re.compile(r"\.\w{1,5}\Z")


def linked(base: str, href: str, url: str) -> str | None:
    """The absolute address of a link on the page at url, without its fragment; base is what it is relative to.

    None for one that leads to the page itself, to another host, or nowhere.
    """
    target = _harmless(base, href)
    return target if target and _same_host(target, url) and not same_page(target, url) else None


def same_list(one: str, other: str) -> bool:
    """Whether two addresses may be pages of one list: their paths differ in nothing but a number at the end."""
    return without_number(urlsplit(one).path) == without_number(urlsplit(other).path)


def without_number(path: str) -> str:
    """A path without the number of the page at its end, if there is one."""
    return _EXTENSION.sub("", _PAGE_NUMBER.sub("", path)).rstrip("/")


def base_of(html: str, url: str) -> str:
    """What the links of the page at url are relative to."""
    at = html.find("<base", 0, _LONGEST_HEAD)
    tag = next(tags(html[at : at + _LONGEST_BASE], _BASE), None) if at >= 0 else None
    return (_harmless(url, attributes(tag.inside).get("href", "")) or url) if tag else url


def _harmless(base: str, href: str) -> str | None:
    if not href.strip():
        return None
    try:
        return safe_link(urldefrag(urljoin(base, href.strip())).url)
    except ValueError:
        return None  # "http://[": no address


def _same_host(one: str, other: str) -> bool:
    return urlsplit(one).netloc.lower() == urlsplit(other).netloc.lower()
