"""Whether a text or its links name the shop, and by what: feeds, forums and social posts are kept when they do.

Case, accents, look-alike letters, and spaces, hyphens and apostrophes between the words of a name count for nothing;
a name of more than eight letters may have one slip of the keyboard. What only holds the name in a longer word, or in
a domain that is not the shop's, is somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, islice
from typing import Self
from urllib.parse import parse_qsl, unquote, urlsplit

from complaints.review import Review
from crawler.reading.hosts import hosts, is_of, shop_domains
from crawler.reading.page import Page
from crawler.reading.slips import is_slip
from crawler.reading.word_forms import Word, cleaned, within, words

LEAST_FOR_SLIPS = 9
# A name that is written apart where it has no space ("fiets jansen") is as long, and so is each of its pieces.
LEAST_APART, LEAST_PIECE = 8, 3
# A plural or genitive without an apostrophe is only told from another word where the name is as long.
LEAST_FOR_S = 5
# How many words before and after a name are near it.
NEAR = 40
# A name in a link is near the first words of what links there.
AROUND = 200
MOST_LINKS, LONGEST_LINK, MOST_FIELDS = 100, 2_000, 50

_NUMBER = re.compile(r"(?<=\D)(?=\d)|(?<=\d)(?=\D)")
# What may stand between two words of one name.
_JOINT = re.compile("[ ]{0,3}|\n|[-\u2010_'\u2019\u02bc`\u00b4]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """How a shop is talked of. near: words one of which must stand near a name; not near a domain."""

    names: tuple[str, ...]
    domains: tuple[str, ...] = ()
    near: tuple[str, ...] = ()

    @classmethod
    def of(cls, page: Page) -> Self:
        """What is known of the page's shop; empty where nothing is."""
        return cls(names=page.shop_names, domains=page.shop_domains, near=page.shop_near)


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as it is looked for: its letters in one, and where in them each word begins."""

    shown: str
    letters: str
    begins: frozenset[int]


def is_named(page: Page, post: Review, links: Iterable[str] = ()) -> bool:
    """Whether a post, or one of its links, names the shop of the page; on a page without a shop every post does."""
    shop = Named.of(page)
    if not (shop.names or shop.domains):
        return True
    # Apart, so that the end of a title and the beginning of a text make no name together.
    return mention("\n\n".join(filter(None, [post.title, post.text])), links, shop) is not None


def mention(text: str, links: Iterable[str], shop: Named) -> str | None:
    """By what a text or one of its links (whole URLs) names the shop, in words; None where nothing does.

    Of the text the first 100,000 characters are looked at, of the links the first 200.
    """
    clean = cleaned(text)
    spoken = words(clean)
    if found := _in_text(clean, spoken, shop):
        return found
    around = spoken[:AROUND]
    domains = shop_domains(shop.domains, shop.names)
    for link in islice(links, MOST_LINKS):
        if found := _in_link(link[:LONGEST_LINK], around, shop, domains):
            return f"a link: {found}"
    return None


def _in_text(text: str, spoken: list[Word], shop: Named, around: Iterable[Word] = ()) -> str | None:
    domains = shop_domains(shop.domains, shop.names)
    others = []
    for host in hosts(text, domains):
        if is_of(host.name, domains):
            return f"the domain {host.name}"
        others.append(host.span)
    near = tuple(_name(word).letters for word in shop.near)
    for name in map(_name, shop.names):
        for first, last in _places(name, text, spoken):
            # "fietsjansen" in fietsjansen.elsewhere.example is another's name; "… Jansen.de" is half a sentence.
            other = within((spoken[first].start, spoken[last].end), others)
            close = spoken[max(0, first - NEAR) : last + NEAR + 1]
            if not other and _any_begins(chain(close, around), near):
                return f"the name {name.shown}"
    return None


def _in_link(link: str, around: list[Word], shop: Named, domains: frozenset[str]) -> str | None:
    try:
        parts = urlsplit(link)
        host = parts.hostname or ""
        fields = parse_qsl(parts.query, max_num_fields=MOST_FIELDS)
    except ValueError:
        return None  # no address, or one made to be long
    led = [value for _, value in fields if value.startswith(("http://", "https://"))]
    for name in [host, *map(_host_of, led)]:
        if is_of(name, domains):
            return f"the domain {name}"
    path = cleaned(unquote(parts.path))
    spoken = words(path)
    return _in_text(path, spoken, shop, around)


def _host_of(link: str) -> str:
    try:
        return urlsplit(link).hostname or ""
    except ValueError:
        return ""


def _any_begins(spoken: Iterable[Word], near: tuple[str, ...]) -> bool:
    return not near or any(word.plain.startswith(near) for word in spoken)


@lru_cache(maxsize=256)
def _name(shown: str) -> _Name:
    parts = [word.plain for word in words(cleaned(shown))]
    letters = "".join(parts)
    # A number is a word of its own: "Velo 24" for "Velo24".
    numbers = [match.start() for match in _NUMBER.finditer(letters)]
    return _Name(shown, letters, frozenset([*accumulate(map(len, parts[:-1]), initial=0), *numbers]))


def _places(name: _Name, text: str, spoken: list[Word]) -> Iterator[tuple[int, int]]:
    """From which to which word the name stands in the text."""
    if len(name.letters) < 2:
        return
    for first, word in enumerate(spoken):
        # Nobody slips at the first letter, or it is another name.
        if word.plain[0] == name.letters[0]:
            last = _end(name, text, spoken, first)
            if last is not None:
                yield first, last


def _end(name: _Name, text: str, spoken: list[Word], first: int) -> int | None:
    """The last word of the name where it begins with the first."""
    written, apart = "", False
    for last in range(first, len(spoken)):
        word = spoken[last]
        if last > first:
            apart = apart or not _begins_word(name, len(written))
            if not _JOINT.fullmatch(text, spoken[last - 1].end, word.start):
                return None
        written += word.plain
        if len(written) > len(name.letters) + 1 or (apart and not _may_be_apart(name, spoken[first : last + 1])):
            return None
        if _is(name, written):
            return last
    return None


def _begins_word(name: _Name, at: int) -> bool:
    """Whether a word of the name begins there; after a slip it does one letter earlier or later."""
    return any(begin in name.begins for begin in (at - 1, at, at + 1) if begin > 0)


def _may_be_apart(name: _Name, pieces: list[Word]) -> bool:
    return len(name.letters) >= LEAST_APART and all(len(piece.plain) >= LEAST_PIECE for piece in pieces)


def _is(name: _Name, written: str) -> bool:
    letters = name.letters
    if written == letters or (written == f"{letters}s" and len(letters) >= LEAST_FOR_S):
        return True
    long = len(letters) >= LEAST_FOR_SLIPS and abs(len(written) - len(letters)) <= 1
    return long and is_slip(letters, written, name.begins)
