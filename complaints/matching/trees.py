"""The chance that two posts are of one person about one incident, by trees learnt from pairs written for this project.

There are two sets of them. One was learnt from pairs that are hard to tell apart, and says whether two posts that have
much in common tell of one incident. The other was learnt from what belongs together and from posts of a stream that
have a name or a word in common by accident, and says whether two posts are of strangers. One set for both must choose
between the two: there are thousands of strangers for every pair.

`python -m bench.matching_model` learns them and writes trees.json. A tree is a number, or the name of a figure of the
evidence, a bound, the tree for figures up to the bound and the tree for those above it.

A new post is held against a handful of others, and to walk every tree for each costs more than all else. So the trees
are not walked (after Lucchese and others, QuickScorer, 2015): a bit stands for each leaf, and for every figure it is
worked out beforehand which leaves its value leaves possible. Those of all figures taken together are one leaf a tree.
"""

from __future__ import annotations

import json
import math
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate
from operator import and_, getitem
from typing import Any, Literal

INCIDENT, ACQUAINTED = "incident", "acquainted"
Tree = Any
_Fork = tuple[str, float, int, int]
# How a run of leaves of one tree is read out of all: by so many bits.
_FORMATS: tuple[tuple[int, Literal["B", "H", "I", "Q"]], ...] = ((8, "B"), (16, "H"), (32, "I"), (64, "Q"))


class Forest:
    """Trees that are ready to be asked; model holds where to start from, and the trees. At most 64 leaves a tree."""

    def __init__(self, model: Mapping[str, Any]) -> None:
        leaves, forks = list[list[float]](), list[list[_Fork]]()
        for tree in model["trees"]:
            leaves.append([])
            forks.append([])
            _unfold(tree, leaves[-1], forks[-1])
        most = max(map(len, leaves), default=0)
        self._width, self._format = next(each for each in _FORMATS if each[0] >= most)
        self._size = len(leaves) * self._width // 8
        self._start = float(model["start"])
        self._values = [{1 << at: value for at, value in enumerate(each)} for each in leaves]
        self._all = sum((1 << len(each)) - 1 << n * self._width for n, each in enumerate(leaves))
        self._possible = _possible(forks, self._width)

    def chance(self, figures: Mapping[str, float]) -> float:
        """From 0 to 1, given the figures of an Evidence by name."""
        left = self._all
        for figure, (bounds, possible) in self._possible.items():
            left &= possible[bisect_left(bounds, figures[figure])]
        found = memoryview(left.to_bytes(self._size, sys.byteorder)).cast(self._format)
        each = found if sys.byteorder == "little" else found[::-1]
        return 1 / (1 + math.exp(-(self._start + sum(map(getitem, self._values, each)))))


def _unfold(tree: Tree, leaves: list[float], forks: list[_Fork]) -> None:
    """Add the leaves of a tree in order, and its forks: figure, bound, and the leaves below and above it, as bits."""
    if not isinstance(tree, list):
        leaves.append(float(tree))
        return
    figure, bound, low, high = tree
    first = len(leaves)
    _unfold(low, leaves, forks)
    middle = len(leaves)
    _unfold(high, leaves, forks)
    forks.append((figure, bound, (1 << middle) - (1 << first), (1 << len(leaves)) - (1 << middle)))


def _possible(forks: Sequence[Sequence[_Fork]], width: int) -> dict[str, tuple[list[float], list[int]]]:
    """For each figure its bounds in order, and the leaves that are left from one bound to the next."""
    by_figure = defaultdict[str, list[tuple[float, int, int]]](list)
    for number, tree in enumerate(forks):
        for figure, bound, low, high in tree:
            by_figure[figure].append((bound, low << number * width, high << number * width))
    possible = {}
    for figure, found in by_figure.items():
        found.sort()
        # A figure above a bound leaves nothing that is below it, and the other way round.
        above = accumulate((~low for _, low, _ in found), and_, initial=-1)
        below = list(accumulate((~high for _, _, high in reversed(found)), and_, initial=-1))
        possible[figure] = [bound for bound, _, _ in found], list(map(and_, above, reversed(below)))
    return possible


@cache
def forests() -> dict[str, Forest]:
    """The trees that come with the program, by INCIDENT and ACQUAINTED."""
    kept = json.loads(files("complaints.matching").joinpath("trees.json").read_text(encoding="utf-8"))
    return {name: Forest(model) for name, model in kept.items()}


def chance(name: str, figures: Mapping[str, float]) -> float:
    """From 0 to 1, given the figures of an Evidence by name: that it is one incident, or that it is no stranger."""
    return forests()[name].chance(figures)
