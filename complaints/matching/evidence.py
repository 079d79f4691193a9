"""What speaks for and against two posts being of one person about one incident: plain figures."""

from __future__ import annotations

import math
from dataclasses import dataclass

from complaints.matching.cues import near_sums
from complaints.matching.names import Likeness, likeness, shared_rarity
from complaints.matching.post import Post
from complaints.matching.rarity import rarities
from complaints.matching.wording import longest_run

FARTHEST = 60
# About one review in fifty.
RARE = 4.0


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
    cosine: float  # of the stems by their weight
    rare: float  # how many rare stems they share
    title: float  # share of the words of the shorter title that the other has
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
    cites: float  # words of the longest that either has between quotation marks
    another: float  # one speaks of another order, time or teller
    counted: float  # how many counts they share: three weeks, two mails
    counted_apart: float  # both count something, and nothing alike
    sums_near: float
    sums_apart: float  # both name sums, and none alike
    own: float  # words of the longer post that the other has not

    def figures(self) -> dict[str, float]:
        """The figures by their names, which are those of the model."""
        return {name: getattr(self, name) for name in self.__slots__}


def evidence(one: Post, other: Post) -> Evidence:
    """Hold two posts against each other."""
    early, late = in_order(one, other)
    return Evidence(
        **_of_words(early, late),
        **_of_runs(early, late),
        **_of_people(early, late),
        **_of_cues(early, late),
        **_of_ends(early, late),
    )


def _of_words(one: Post, other: Post) -> dict[str, float]:
    shared = one.stems & other.stems
    weights = rarities(shared)
    together = math.fsum(weights)
    return {
        "stems": together / (min(one.weight, other.weight) or 1.0),
        "stem_weight": together,
        "rarest": max(weights, default=0.0),
        "words": _share(one.vocabulary, other.vocabulary),
        "cosine": _cosine(math.fsum(each * each for each in weights), one.square, other.square),
        "rare": float(sum(each > RARE for each in weights)),
        "title": _share(frozenset(one.title), frozenset(other.title)),
    }


def _of_runs(one: Post, other: Post) -> dict[str, float]:
    short, long = sorted((one, other), key=lambda post: len(post.words))
    pairs = _share(one.pairs, other.pairs)
    run = longest_run(short.words, long.words) if pairs else int(not one.vocabulary.isdisjoint(other.vocabulary))
    return {
        "pairs": pairs,
        "triples": _share(one.triples, other.triples) if pairs else 0.0,
        "run": float(min(run, 40)),
        "run_share": run / (len(short.words) or 1),
        "length": float(min(len(short.words), 80)),
        "length_ratio": len(short.words) / (len(long.words) or 1),
        "own": float(min(60, len(long.vocabulary - short.vocabulary))),
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
    return {
        "orders": float(len(one.orders & other.orders)),
        "orders_apart": float(bool(one.orders and other.orders and not one.orders & other.orders)),
        "others": float(len(one.others & other.others)),
        "numbers_apart": float(_apart(one.others, other.others)),
        "small": float(min(3, len(one.small & other.small))),
        "again": float(late.cues.again),
        "tells": float(late.cues.tells),
        "named": float(_names(late, early) or _names(early, late)),
        "cites": float(max(map(len, (*early.quotations, *late.quotations)), default=0)),
        "quoted": float(min(20, max(_quoted(late, early), _quoted(early, late)))),
    }


def _of_ends(one: Post, other: Post) -> dict[str, float]:
    a, b = one.cues, other.cues
    sums, near = one.numbers.sums and other.numbers.sums, near_sums(one.numbers.sums, other.numbers.sums)
    return {
        "another": float(a.another or b.another),
        "counted": float(min(3, len(a.counted & b.counted))),
        "counted_apart": float(bool(a.counted and b.counted and not a.counted & b.counted)),
        "sums_near": float(near),
        "sums_apart": float(bool(sums) and not near),
    }


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
    there = set(other.quotations)
    said = (each for each in post.quotations if each not in there)
    return max((longest_run(each, other.words) for each in said), default=0)


def _cosine(shared: float, one: float, other: float) -> float:
    """Of squares."""
    length = math.sqrt(one * other)
    return shared / length if length else 0.0


def _apart(one: frozenset[int], other: frozenset[int]) -> int:
    """How many numbers are in one only, of two that both name some."""
    return min(6, len(one ^ other)) if one and other else 0
