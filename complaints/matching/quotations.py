"""What a text repeats of another's words: between quotation marks, behind ">" or in a forum's [quote]."""

from __future__ import annotations

import re

from complaints.matching.wording import words_of

# A quotation may begin with another one. Bounded, or a page of nothing but quotation marks would take minutes.
_QUOTED = re.compile(
    r"[\"“”„«»]([^\"“”„«»]{1,600})[\"“”„«»]"
    r"|(?:^|\s)['\u2018]((?:['\u2018][^\n'\u2019]{1,80}['\u2019])?[^\n]{12,300}?)['\u2019](?=[\s,.:;!?)]|$)"
    r"|^>[ \t]*([^\n]{1,600})$|\[quote[^\]]{0,80}\](.{1,600}?)\[/quote\]",
    re.MULTILINE | re.DOTALL,
)
# Fewer characters are a word with tongs around it.
FEWEST = 12
# Most texts have none of them.
_MARKS = re.compile(r"[\"“”„«»'\u2018>\[]")


def quotations_of(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of each quotation, in order."""
    if not _MARKS.search(text):
        return ()
    found = ("".join(each) for each in _QUOTED.findall(text))
    return tuple(words_of(each) for each in found if len(each) >= FEWEST)
