"""What speaks for and against two posts being of one person about one incident: plain figures."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from complaints.matching.names import Likeness, likeness, shared_rarity
from complaints.matching.post import Post
from complaints.matching.rarity import rarities, rarity, weight
from complaints.matching.wording import STEM, kin, longest_run, words_of

FARTHEST = 60
# About one review in fifty.
RARE = 4.0
# Words by which somebody comes back to what was told before.
_AGAIN = re.compile(
    r"\b(update|vervolg|aanvulling|inmiddels|ondertussen|intussen|eindelijk|nogmaals|alsnog|opnieuw|terugkom\w*|eerder\w*|"
    r"vorige (?:review|bericht)|suite|entre-temps|depuis mon|enfin|follow[- ]?up|since my|finally|inzwischen|nachtrag|"
    r"mittlerweile)\b"
)
# Words by which somebody says that it is another's story.
_TELLS = re.compile(
    r"\b(schreef|schrijft|schreven|las|lees ik|gelezen|zoals \w+ (?:op|hier|zegt|schr\w+)|wrote|writes|nailed it|"
    r"(?:ecrit|écrit|dit) \w+|j'ai lu|qui dit|saw this|schreibt|schrieb|gelesen)\b"
)
# Bounded, or a page of nothing but quotation marks would take minutes.
_QUOTED = re.compile(
    r"[\"“”„«»]([^\"“”„«»]{12,600})[\"“”„«»]|(?:^|\s)['\u2018]([^\n]{12,300}?)['\u2019](?=[\s,.:;!?)]|$)"
    r"|^>[ \t]*(.{1,600})$|\[quote[^\]]{0,80}\](.{1,600}?)\[/quote\]",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The figures a pair is judged by; the same whichever post comes first, but for what is said of later and earlier.

    Shares are of the shorter post: a short repost of a long review must match.
    """

    stems: float  # share of the weight of the shorter post's stems that the other has
    stem_weight: float  # that weight itself
    rarest: float  # the weight of the rarest stem they share
    words: float  # share of its words
    pairs: float
    triples: float
    jaccard: float
    cosine: float  # of the stems by their weight
    rare: float  # how many rare stems they share
    body: float  # the weight of the stems shared outside the titles
    body_cosine: float
    plain: float  # the weight of shared stems that are no name of something
    plain_rarest: float
    title: float  # share of the words of the shorter title that the other has
    kin: float  # the weight of words that are not the same but of one make: "autosleutel" and "sleutel"
    run: float  # the longest run of words in both
    run_share: float
    length: float  # words of the shorter
    length_ratio: float
    name: float
    name_full: float
    name_rarity: float  # how few others bear what the names share
    days: float  # FARTHEST where unknown
    orders: float
    orders_apart: float
    others: float
    numbers_apart: float
    small: float
    share_gap: float
    praise: float  # the better of the two marks
    dated: float  # both have a date
    again: float  # the later one comes back to something
    tells: float  # the later one says to have read or heard something
    named: float  # a post names the other's author
    quoted: float  # words of the other between quotation marks
    own: float  # words of the longer post that the other has not

    def figures(self) -> dict[str, float]:
        """The figures by their names, which are those of the model."""
        return {name: getattr(self, name) for name in self.__slots__}


def evidence(one: Post, other: Post) -> Evidence:
    """Hold two posts against each other."""
    early, late = in_order(one, other)
    return Evidence(
        **_of_words(early, late), **_of_runs(early, late), **_of_people(early, late), **_of_cues(early, late)
    )


def _of_words(one: Post, other: Post) -> dict[str, float]:
    shared = one.stems & other.stems
    body, plain = one.body & other.body, shared - (one.proper & other.proper)
    return {
        "stems": weight(shared) / (min(weight(one.stems), weight(other.stems)) or 1.0),
        "stem_weight": weight(shared),
        "rarest": _rarest(shared),
        "words": _share(frozenset(one.words), frozenset(other.words)),
        "jaccard": len(shared) / (len(one.stems | other.stems) or 1),
        "cosine": _cosine(shared, one.stems, other.stems),
        "rare": float(sum(each > RARE for each in rarities(shared))),
        "body": weight(body),
        "body_cosine": _cosine(body, one.body, other.body),
        "plain": weight(plain),
        "plain_rarest": _rarest(plain),
        "title": _share(frozenset(one.title), frozenset(other.title)),
        "kin": _kin(one, other, shared),
    }


def _of_runs(one: Post, other: Post) -> dict[str, float]:
    short, long = sorted((one, other), key=lambda post: len(post.words))
    run = longest_run(short.words, long.words)
    return {
        "pairs": _share(one.pairs, other.pairs),
        "triples": _share(one.triples, other.triples),
        "run": float(min(run, 40)),
        "run_share": run / (len(short.words) or 1),
        "length": float(min(len(short.words), 80)),
        "length_ratio": len(short.words) / (len(long.words) or 1),
        "own": float(min(60, len(set(long.words) - set(short.words)))),
    }


def _of_people(early: Post, late: Post) -> dict[str, float]:
    like = likeness(early.name, late.name)
    dated = early.day is not None and late.day is not None
    days = min(FARTHEST, (late.day or 0) - (early.day or 0)) if dated else FARTHEST
    shares = [-1.0 if share is None else share for share in (early.share, late.share)]
    return {
        "name": float(like),
        "name_full": float(like >= Likeness.STRONG and early.name.full and late.name.full),
        "name_rarity": shared_rarity(early.name, late.name),
        "days": float(days),
        "dated": float(dated),
        "share_gap": -1.0 if min(shares) < 0 else abs(shares[0] - shares[1]),
        "praise": max(shares),
    }


def _of_cues(early: Post, late: Post) -> dict[str, float]:
    one, other = early.numbers, late.numbers
    said = late.text.casefold()
    return {
        "orders": float(len(one.orders & other.orders)),
        "orders_apart": float(bool(one.orders and other.orders and not one.orders & other.orders)),
        "others": float(len(one.others & other.others)),
        "numbers_apart": float(_apart(one.others, other.others)),
        "small": float(min(3, len(one.small & other.small))),
        "again": float(bool(_AGAIN.search(said))),
        "tells": float(bool(_TELLS.search(said))),
        "named": float(_names(late, early) or _names(early, late)),
        "quoted": float(min(20, max(_quoted(late, early), _quoted(early, late)))),
    }


def _rarest(stems: frozenset[str]) -> float:
    return max(rarities(stems), default=0.0)


def in_order(one: Post, other: Post) -> tuple[Post, Post]:
    """The two by date, then by something that does not depend on which was given first."""
    first, second = sorted((one, other), key=_place)
    return first, second


def _place(post: Post) -> tuple[object, ...]:
    return (post.day or 0, len(post.words), post.words, post.text, post.name.whole)


def _share(one: frozenset[object], other: frozenset[object]) -> float:
    fewest = min(len(one), len(other))
    return len(one & other) / fewest if fewest else 0.0


def _names(post: Post, other: Post) -> bool:
    """Whether a post names the author of the other, who is somebody else."""
    if not other.name.parts or other.name.parts[0] in post.name.parts:
        return False
    said = other.name.parts[0]
    return len(said) >= 3 and said in post.words


def _quoted(post: Post, other: Post) -> int:
    """The longest run of the other's words that stands between quotation marks here, and not there too."""
    there = set(_said(other))
    return max((longest_run(each, other.words) for each in _said(post) if each not in there), default=0)


def _said(post: Post) -> list[tuple[str, ...]]:
    return [words_of(" ".join(filter(None, found))) for found in _QUOTED.findall(post.text)]


def _cosine(shared: frozenset[str], one: frozenset[str], other: frozenset[str]) -> float:
    length = math.sqrt(_square(one) * _square(other))
    return _square(shared) / length if length else 0.0


def _square(stems: frozenset[str]) -> float:
    return math.fsum(each * each for each in rarities(stems))


def _kin(one: Post, other: Post, shared: frozenset[str]) -> float:
    alike = ((a[:STEM], b[:STEM]) for a, b in kin(one.long_words, other.long_words))
    new = sorted((a, b) for a, b in alike if a not in shared and b not in shared)
    return math.fsum({a: min(rarity(a), rarity(b)) for a, b in new}.values())


def _apart(one: frozenset[int], other: frozenset[int]) -> int:
    """How many numbers are in one only, of two that both name some."""
    return min(6, len(one ^ other)) if one and other else 0
