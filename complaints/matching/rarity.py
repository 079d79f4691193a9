"""How much a shared stem says: little for what every reviewer writes, much for what hardly anyone does.

The counts are of reviews written for this project, not of a shop's own: what two posts mean to each other must not
depend on what else was found before them, or the order of reading would decide which complaints there are.
"""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files


@cache
def _counts() -> tuple[int, dict[str, int]]:
    kept = json.loads(files("complaints.matching").joinpath("stems.json").read_text(encoding="utf-8"))
    return kept["reviews"], {stem: int(n) for n, stems in kept["stems"].items() for stem in stems.split()}


def rarity(stem: str) -> float:
    """The weight of a stem: the logarithm of one in how many reviews have it; about 0.5 to 8."""
    reviews, counts = _counts()
    return math.log((reviews + 1) / (counts.get(stem, 0) + 0.5))


def weight(stems: frozenset[str]) -> float:
    """The weight of stems together."""
    return math.fsum(rarity(stem) for stem in stems)
