"""Why two posts are taken to belong together, in words for staff; nobody's name is in them."""

from __future__ import annotations

from collections.abc import Iterator

from complaints.decide import words
from complaints.matching.evidence import FARTHEST, Evidence
from complaints.matching.names import Likeness
from complaints.matching.post import Post
from complaints.matching.rarity import rarity
from complaints.matching.verdict import QUOTE, SAME_POST, Verdict
from complaints.matching.wording import STEM

# Of so many words in common the rarest are told, and none that everyone uses.
TOLD = 3
TELLING = 2.5


def reasons(one: Post, other: Post, found: Verdict, language: str) -> list[str]:
    """The reasons in the staff's language, the weightiest first."""
    return list(_reasons(one, other, found, language))


def _reasons(one: Post, other: Post, found: Verdict, language: str) -> Iterator[str]:
    seen = found.evidence
    if found.relation == QUOTE:
        yield words.say(language, "match-quoted", count=int(max(seen.quoted, seen.run)))
        return
    for number in sorted(one.numbers.orders & other.numbers.orders)[:TOLD]:
        yield words.say(language, "match-order", number=str(number))
    if found.relation == SAME_POST or seen.triples >= 0.8:
        yield words.say(language, "match-text", percent=round(100 * seen.words))
    yield from _who(seen, language)
    yield from _when(seen, language)
    if found.relation != SAME_POST:
        yield from _about(one, other, seen, language)


def _who(seen: Evidence, language: str) -> Iterator[str]:
    if seen.name >= Likeness.SAME_FIRST:
        yield words.say(language, "match-name" if seen.name != Likeness.STRONG else "match-name-fits")
    elif seen.name >= Likeness.FAINT:
        yield words.say(language, "match-name-fits" if seen.name >= Likeness.INITIALS else "match-initial-fits")


def _when(seen: Evidence, language: str) -> Iterator[str]:
    if seen.days < FARTHEST:
        yield words.say(language, "match-days", days=int(seen.days))


def _about(one: Post, other: Post, seen: Evidence, language: str) -> Iterator[str]:
    counted = {number for number, _ in one.cues.counted & other.cues.counted}
    numbers = sorted((one.numbers.others & other.numbers.others) | counted)[:TOLD]
    if numbers:
        yield words.say(language, "match-numbers", numbers=", ".join(map(str, numbers)))
    if seen.sums_near and not one.numbers.sums & other.numbers.sums:
        yield words.say(language, "match-sums")
    # People sign, and name each other.
    names = {part[:STEM] for post in (one, other) for part in post.name.parts}
    shared = sorted((one.stems & other.stems) - names, key=lambda stem: (-rarity(stem), stem))[:TOLD]
    told = [_word(other, stem) for stem in shared if rarity(stem) >= TELLING]
    if told:
        yield words.say(language, "match-about", words=", ".join(told))


def _word(post: Post, stem: str) -> str:
    """The word of a post that has this stem."""
    return min((word for word in post.words if word[:STEM] == stem), key=lambda word: (len(word), word), default=stem)
