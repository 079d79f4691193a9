"""One line of JSON for each figure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from statistics import median


def figure(name: str, value: float, unit: str, **more: object) -> None:
    """Print a figure; more holds target, n, seed and what else the reader must know to judge it."""
    line = {"name": name, "value": round(value, 4), "unit": unit, **more}
    print(json.dumps(line, ensure_ascii=False), flush=True)


def middle(values: Sequence[float]) -> float:
    """The median."""
    return median(values)


def spread(values: Sequence[float]) -> list[float]:
    """The least and the most, for judging the median."""
    return [round(min(values), 4), round(max(values), 4)]
