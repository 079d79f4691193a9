"""The trees that a pair of posts is judged by: asked all at once, they say what walking each would say."""

from __future__ import annotations

import math
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.matching.trees import Forest

FIGURES = ("days", "name", "stems")
BOUNDS = (-1.0, 0.0, 0.5, 3.0)


def test_no_trees_say_what_they_start_from() -> None:
    assert Forest({"start": 0.0, "trees": []}).chance({}) == 0.5


@pytest.mark.parametrize(("days", "value"), [(2.9, -1.0), (3.0, -1.0), (3.1, 2.0)])
def test_a_figure_that_is_the_bound_goes_the_low_way(days: float, value: float) -> None:
    forest = Forest({"start": 0.5, "trees": [["days", 3.0, -1.0, 2.0]]})
    assert forest.chance({"days": days}) == 1 / (1 + math.exp(-(0.5 + value)))


@given(
    seed=st.integers(), depth=st.integers(0, 6), figures=st.tuples(*[st.sampled_from((*BOUNDS, -2.0, 0.2, 9.0))] * 3)
)
def test_any_trees_of_up_to_64_leaves_say_what_walking_them_says(
    seed: int, depth: int, figures: tuple[float, ...]
) -> None:
    chance = random.Random(seed)
    trees = [_tree(chance, depth) for _ in range(5)]
    found = dict(zip(FIGURES, figures, strict=True))
    total = 0.25 + sum(_walked(tree, found) for tree in trees)
    assert Forest({"start": 0.25, "trees": trees}).chance(found) == 1 / (1 + math.exp(-total))


def _tree(chance: random.Random, depth: int) -> Any:
    if depth == 0 or chance.random() < 0.2:
        return round(chance.uniform(-1, 1), 4)
    sides = [_tree(chance, depth - 1) for _ in range(2)]
    return [chance.choice(FIGURES), chance.choice(BOUNDS), *sides]


def _walked(tree: Any, figures: dict[str, float]) -> float:
    while isinstance(tree, list):
        figure, bound, low, high = tree
        tree = low if figures[figure] <= bound else high
    return float(tree)
