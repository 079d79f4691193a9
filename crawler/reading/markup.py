"""Finding tags in a page without parsing it: linear in its length, whatever the page holds.

Comments and the contents of scripts are passed over, as a browser does. Quotes count only after "=", which is
the rule of the HTML standard (section 13.2.5) and keeps a stray apostrophe from swallowing the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_REST_OF_TAG = re.compile(r"""(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')|=)*+>""")
_SCRIPT_END = re.compile(r"</[sS][cC][rR][iI][pP][tT](?=[\s/>])")
_COMMENT_END = re.compile(r"--!?>")
_ATTRIBUTE = re.compile(r"""([^\s=/"'>]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>]*+))?""")


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening tag: its name in lower case, the text of its attributes, where it starts and ends in the page."""

    name: str
    inside: str
    start: int
    end: int


def opening(*names: str) -> re.Pattern[str]:
    """A pattern for tags(): these names in any case, or any name when none is given."""
    # Character sets and not IGNORECASE: so the search can jump from "<" to "<", ten times as fast.
    either_case = ("".join(f"[{c}{c.upper()}]" if c.isalpha() else c for c in name) for name in names)
    name = "|".join(either_case) or r"[a-zA-Z][^\s/>]*+"
    first = "".join(name[0] + name[0].upper() for name in names) or "a-zA-Z"
    return re.compile(rf"<(?=[!{first}])(?:(!--)|({name})(?=[\s/>]|\Z))")


def tags(html: str, pattern: re.Pattern[str]) -> Iterator[Tag]:
    """The opening tags that the pattern of opening() finds; a tag that is never closed runs to the page's end."""
    position, comments_close = 0, True
    while found := pattern.search(html, position):
        position = found.end()
        if found.group(1):
            comment_end = _COMMENT_END.search(html, found.start() + 2) if comments_close else None
            comments_close = comment_end is not None
            position = comment_end.end() if comment_end else position
            continue
        tag = _whole(html, found)
        yield tag
        position = script_end(html, tag) if tag.name == "script" else tag.end


def script_end(html: str, tag: Tag) -> int:
    """Where the text of a script ends: at its closing tag, else at the page's end."""
    close = _SCRIPT_END.search(html, tag.end)
    return close.start() if close else len(html)


def attributes(inside: str) -> dict[str, str]:
    """A tag's attributes by name in lower case, entities undone; of two with one name the first counts."""
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(inside):
        bare = value[1:-1] if value[:1] in {'"', "'"} and len(value) > 1 else value
        found.setdefault(name.lower(), unescape(bare))
    return found


def attribute_count(inside: str) -> int:
    """How many attributes a tag has, doubles included."""
    return sum(1 for _ in _ATTRIBUTE.finditer(inside))


def _whole(html: str, found: re.Match[str]) -> Tag:
    rest = _REST_OF_TAG.match(html, found.end())
    end = rest.end() if rest else len(html)
    return Tag(found.group(2).lower(), html[found.end() : end - 1 if rest else end], found.start(), end)
