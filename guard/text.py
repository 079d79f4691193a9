"""Hostile text made harmless: one line for titles and logs, plain text for bodies, cells for CSV, links.

Whoever writes a review decides what stands in it. What is taken out here is what a reader cannot see
or what a terminal, log, mail header or spreadsheet obeys; words themselves are never changed.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit, urlunsplit

ELLIPSIS = "…"
# Vertical tab, form feed, NEL and the Unicode separators break lines in one program or another.
_NEWLINE = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
# Controls, formatting (bidi, zero-width, tags, BOM) and surrogates.
_UNSEEN_KINDS = frozenset({"Cc", "Cf", "Cs"})
# Letters, marks and symbols by name, nothing on the screen: joiners, Hangul fillers, Khmer and Mongolian vowels.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
# No language stacks more marks on a letter; "zalgo" text does, over the lines around it.
_MOST_MARKS = 4
# The first mark. A printable text below it holds nothing to take out: most lines need no look at each character.
_FIRST_MARK = re.compile("[\u0300-\U0010ffff]")
_SPACES = re.compile(" +")
_BLANK_LINES = re.compile("\n{3,}")

# Signs a spreadsheet takes for the start of a formula, also as full-width and small forms.
_FORMULA = frozenset("=+-@\t\r\n\0" + "＝＋－＠" + "﹦﹢﹣﹫" + "\u2212")  # noqa: RUF001 the very characters
_APOSTROPHE = "'"

LONGEST_LINK = 2000
_LINK_UNSAFE = re.compile(r"[\s\\\x00-\x1f\x7f-\x9f]")
_LINK_KEPT = "/:?#@!$&'()*+,;=%~-._[]"


def one_line(text: str, limit: int) -> str:
    """The text as one line of at most limit characters, for titles, names and log lines.

    Every line break, tab and odd space becomes a space, what cannot be seen goes, and a text that is
    too long ends in an ellipsis.
    """
    spaced = _NEWLINE.sub(" ", text)
    return _cut(_SPACES.sub(" ", _seen(spaced)).strip(), limit)


def plain(text: str, limit: int) -> str:
    """The text with its line breaks as newlines, at most one blank line at a time, nothing unseen, and cut at limit."""
    lines = (_SPACES.sub(" ", _seen(line)).strip() for line in _NEWLINE.split(text))
    return _cut(_BLANK_LINES.sub("\n\n", "\n".join(lines)).strip(), limit)


def _seen(line: str) -> str:
    if line.isprintable() and not _FIRST_MARK.search(line):
        return line
    kept: list[str] = []
    marks = 0
    for character in line:
        kind = unicodedata.category(character)
        marks = marks + 1 if kind in {"Mn", "Me"} else 0
        if character == "\t" or kind == "Zs":
            kept.append(" ")
        elif marks <= _MOST_MARKS and not _is_unseen(character, kind):
            kept.append(character)
    return "".join(kept)


def _is_unseen(character: str, kind: str) -> bool:
    # Unassigned is not enough to go: a new emoji is unassigned to an older Python.
    nonsense = kind == "Cn" and (ord(character) & 0xFFFE == 0xFFFE or "\ufdd0" <= character <= "\ufdef")
    return nonsense or kind in _UNSEEN_KINDS or character in _UNSEEN


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    return text[: max(limit - 1, 0)].rstrip() + ELLIPSIS


def cell(text: str) -> str:
    """The text as a spreadsheet cell that is no formula: prefixed with an apostrophe where it would be one.

    A text that would be one without the apostrophes it starts with gets one more, so that uncell gives
    back exactly what was put in; "'s avonds" stays as it is.
    """
    return _APOSTROPHE + text if _formula_within(text) else text


def uncell(text: str) -> str:
    """What cell was given: uncell(cell(x)) == x for every x."""
    return text[1:] if text.startswith(_APOSTROPHE) and _formula_within(text) else text


def _formula_within(text: str) -> bool:
    for character in text.lstrip(_APOSTROPHE):
        if character in _FORMULA:
            return True
        if unicodedata.category(character) not in {"Zs", "Zl", "Zp", "Cf", "Cc"}:
            return False
    return False


def safe_link(url: str) -> str | None:
    """The address when it is one for http or https that shows where it goes, with an ASCII host; else None.

    None too for one with a user name ("https://bank@evil"), white space, controls or backslashes, or
    over 2,000 characters. Angle brackets, quotes and bars are percent-encoded.
    """
    if len(url) > LONGEST_LINK or _LINK_UNSAFE.search(url):
        return None
    try:
        parts = urlsplit(url)
        host = _ascii_host(parts.hostname or "")
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc:
        return None
    rest = (quote(part, safe=_LINK_KEPT, errors="replace") for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, host + port, *rest))


def _ascii_host(host: str) -> str:
    """The host as DNS knows it. Raises ValueError (UnicodeError) when it has no such form."""
    if ":" in host:
        return f"[{host}]"
    name = host if host.isascii() else host.encode("idna").decode("ascii")
    if re.search(r"[^a-z0-9._-]", name):
        raise ValueError(f"no host: {name!r}")
    return name
