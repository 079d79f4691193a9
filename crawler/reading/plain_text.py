"""From the text of structured data, which sites fill with HTML of their own, to plain text."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from crawler.reading.markup import opening, tags

LONGEST = 100_000
# What no reviewer writes costs a parser seconds: then the tags are cut out as they stand.
MOST_TAGS = 2_000
LONGEST_TAG = 2_000

# Only tags that exist: "I <3 it" and "<order number>" are a reviewer's own words.
_MARKUP = re.compile(
    r"<(?:/?(?:a|abbr|b|big|blockquote|br|cite|code|del|div|em|font|h[1-6]|hr|i|img|ins|li|ol|p|pre|q|s|script|section"
    r"|small|span|strike|strong|style|sub|sup|svg|table|tbody|td|th|tr|u|ul)(?=[\s/>])|!--)",
    re.IGNORECASE,
)
_LINE = re.compile(r"<(?:br|hr|/(?:li|tr|h[1-6]))(?=[\s/>])", re.IGNORECASE)
_PARAGRAPH = re.compile(r"</?(?:p|div|blockquote|ul|ol|table|section|pre)(?=[\s/>])", re.IGNORECASE)
# Control characters and halves of surrogate pairs: neither SQLite nor PostgreSQL nor a mail takes them as they are.
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_KNOWN_TAG = re.compile(rf"(?:{_MARKUP.pattern})[^<>]*+>", re.IGNORECASE)
_ANY_TAG = opening()
_SPACES = re.compile(r"[ \t\xa0]{2,}|\t|\xa0")
_AROUND_BREAKS = re.compile(r"[ ]*+\n[ ]*+")
_MANY_BREAKS = re.compile(r"\n{3,}")


def plain(text: str) -> str:
    """The text with tags and entities undone, breaks kept as line breaks, unstorable characters dropped.

    Of a text of more than 100,000 characters only those are read: no review is as long.
    """
    return _tidied(text, _parsed)


def one_line(text: str) -> str:
    """The same on one line: for names and titles, whose tags are cut out without a parser."""
    tidy = _tidied(text, _cut)
    return " ".join(tidy.split()) if "\n" in tidy else tidy


def _tidied(text: str, without_tags: Callable[[str], str]) -> str:
    text = text[:LONGEST]
    # Most texts hold nothing to undo. What is not printable: breaks, controls, surrogates, odd spaces.
    if text.isprintable() and "&" not in text and "<" not in text and "  " not in text:
        return text.strip()
    if "&" in text:
        text = unescape(text)
    text = _UNSTORABLE.sub("", text)
    if "<" in text and _MARKUP.search(text):
        text = _UNSTORABLE.sub("", unescape(without_tags(text)))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _AROUND_BREAKS.sub("\n", _SPACES.sub(" ", text))
    return _MANY_BREAKS.sub("\n\n", text).strip()


def _parsed(fragment: str) -> str:
    if fragment.count("<") > MOST_TAGS or any(len(tag.inside) > LONGEST_TAG for tag in tags(fragment, _ANY_TAG)):
        return _cut(fragment)
    from bs4 import BeautifulSoup  # here, for few reviews need it

    soup = BeautifulSoup(_broken(fragment), "lxml")
    for unseen in soup(["script", "style"]):
        unseen.decompose()
    return soup.get_text()


def _cut(fragment: str) -> str:
    return _KNOWN_TAG.sub("", _broken(fragment))


def _broken(fragment: str) -> str:
    """With the line breaks that its tags stand for."""
    return _PARAGRAPH.sub(r"\n\n\g<0>", _LINE.sub(r"\n\g<0>", fragment))
