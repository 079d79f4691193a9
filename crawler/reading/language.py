"""Which language a page is in: by what it declares, and by the words around its reviews.

Words of Dutch, French, English and German, the languages of the shops. Those of the reviews themselves do not count:
a shop in Belgium has reviews in two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from complaints.review import Review
from crawler.reading.markup import opening, script_end, tags

_LOOKED_AT = 200_000
# Fewer words than these prove nothing, nor do twice as many as of another language.
LEAST, TIMES = 12, 3

_DECLARED = re.compile(r"""<html\b[^<>]{0,2000}?\slang\s{0,9}=\s{0,9}["']?([a-z]{2,3})(?![a-z])""", re.IGNORECASE)
_WORD = re.compile(r"[a-zà-ÿ]{2,}")
_TAG = opening()
_CLOSING = re.compile(r"</[^<>]{0,200}>")
# Small words of one of the four languages, and of no other.
_WORDS = {
    "nl": "het een voor niet met zijn naar ook maar bij wij geen meer onze jouw deze wordt kunnen uw hebben jij hoe",
    "fr": "le la les des est pas pour dans vous nous avec sur une votre vos sont qui plus ou aux cette notre mes",
    "en": "the and to for with you your our not are this that from have by or it how about",
    "de": "der das und nicht mit für auf ist sie wir eine zu ihre ihr zur zum oder bei mehr über wie",
}
_OWN = Counter(word for words in _WORDS.values() for word in words.split())
_OF = {word: code for code, words in _WORDS.items() for word in words.split() if _OWN[word] == 1}


def declared(html: str) -> str | None:
    """The two letters (of some languages three) that the page gives as its language."""
    found = _DECLARED.search(html[:_LOOKED_AT])
    return found.group(1).lower() if found else None


def spoken(html: str, reviews: Iterable[Review]) -> str | None:
    """nl, fr, en or de by the words that the page shows beside its reviews; None where they prove none of these."""
    counts = _counted(_shown(html[:_LOOKED_AT]))
    counts.subtract(_counted(part for review in reviews for part in _said(review)))
    (first, most), (_, second) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    return first if most >= max(LEAST, TIMES * second) else None


def _counted(texts: Iterable[str]) -> Counter[str]:
    return Counter(_OF[word] for text in texts for word in _WORD.findall(text.lower()) if word in _OF)


def _shown(html: str) -> Iterator[str]:
    at, unseen = 0, False
    for tag in tags(html, _TAG):
        if not unseen:
            yield _CLOSING.sub(" ", html[at : tag.start])
        at, unseen = (script_end(html, tag) if tag.name == "script" else tag.end), tag.name == "style"
    if not unseen:
        yield _CLOSING.sub(" ", html[at:])


def _said(review: Review) -> Iterator[str]:
    yield from filter(None, (review.title, review.text, review.reply and review.reply.text, *review.pros, *review.cons))
