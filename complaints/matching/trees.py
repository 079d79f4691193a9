"""The chance that two posts are of one person about one incident, by trees learnt from pairs written for this project.

`python -m bench.matching_model` learns them and writes trees.json. A tree is a number, or the name of a figure of the
evidence, a bound, the tree for figures up to the bound and the tree for those above it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

Tree = Any


@cache
def learnt() -> dict[str, Any]:
    """What was learnt: where to start from, and the trees."""
    loaded: dict[str, Any] = json.loads(files("complaints.matching").joinpath("trees.json").read_text(encoding="utf-8"))
    return loaded


def chance(figures: Mapping[str, float]) -> float:
    """From 0 to 1, given the figures of an Evidence by name."""
    model = learnt()
    total = float(model["start"]) + sum(_value(tree, figures) for tree in model["trees"])
    return 1 / (1 + math.exp(-total))


def _value(tree: Tree, figures: Mapping[str, float]) -> float:
    while isinstance(tree, list):
        figure, bound, low, high = tree
        tree = low if figures[figure] <= bound else high
    return float(tree)
