"""How much a shared stem says: little for what every reviewer writes, much for what hardly anyone does.

The counts are of reviews written for this project, not of a shop's own: what two posts mean to each other must not
depend on what else was found before them, or the order of reading would decide which complaints there are.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from functools import cache
from importlib.resources import files


@cache
def _weights() -> tuple[float, dict[str, float]]:
    """The weight of a stem that no review has, and of each that some have."""
    kept = json.loads(files("complaints.matching").joinpath("stems.json").read_text(encoding="utf-8"))
    every = kept["reviews"] + 1
    by_count = {n: math.log(every / (int(n) + 0.5)) for n in kept["stems"]}
    return math.log(every / 0.5), {stem: by_count[n] for n, stems in kept["stems"].items() for stem in stems.split()}


def rarity(stem: str) -> float:
    """The weight of a stem: the logarithm of one in how many reviews have it; about 0.5 to 8."""
    unknown, known = _weights()
    return known.get(stem, unknown)


def weight(stems: frozenset[str]) -> float:
    """The weight of stems together."""
    return math.fsum(rarities(stems))


def rarities(stems: Iterable[str]) -> list[float]:
    """The weight of each stem."""
    unknown, known = _weights()
    return [known.get(stem, unknown) for stem in stems]


def square(stems: frozenset[str]) -> float:
    """The weights of stems squared, together."""
    return math.fsum(each * each for each in rarities(stems))
