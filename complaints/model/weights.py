"""The weights of the shipped model: one text file, read once, scored in plain Python.

The first line is JSON: `heads` (their names, in order), `bias`, `scale` (of one step of a weight), `idf` (of one step
of a rarity), `rows` (how many lines each block has). Then one line a feature: its text, a tab, one sign for its rarity
and one for its weight in each head, "O" for none.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from complaints.model.features import BLOCK_WEIGHT, BLOCKS

FILE = Path(__file__).parent / "weights.txt"
# The printable signs of ASCII but for the space; the middle one is nought.
LEAST, NOUGHT, MOST = 33, 79, 125

Row = bytes
# Features that the model knows, with the value of each, block by block.
Found = list[tuple[str, str, float, Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What a model learnt; see the module for its parts."""

    heads: tuple[str, ...]
    bias: tuple[float, ...]
    scale: tuple[float, ...]
    idf: float
    blocks: Mapping[str, Mapping[str, Row]]

    def find(self, counted: Mapping[str, Counter[str]]) -> Found:
        """The features that the model knows, valued: rarer and more often is more, each block of length one."""
        return [each for block in BLOCKS for each in self._valued(block, counted[block])]

    def _valued(self, block: str, counted: Counter[str]) -> Found:
        rows = self.blocks[block]
        known = [(name, count, row) for name, count in counted.items() if (row := rows.get(name))]
        values = [(1 + math.log(count)) * (row[0] - LEAST) * self.idf for _, count, row in known]
        length = math.sqrt(sum(value * value for value in values)) or 1.0
        factor = BLOCK_WEIGHT[block] / length
        return [(block, name, value * factor, row) for (name, _, row), value in zip(known, values, strict=True)]

    def score(self, found: Found, head: str) -> float:
        """How likely the head holds, 0 to 1."""
        at = self.heads.index(head)
        total = sum(value * (row[at + 1] - NOUGHT) for _, _, value, row in found)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.bias[at] + total * self.scale[at]))))

    def weight(self, value: float, row: Row, head: str) -> float:
        """What one feature adds to a head."""
        at = self.heads.index(head)
        return value * (row[at + 1] - NOUGHT) * self.scale[at]


def parse(text: str) -> Weights:
    """The weights in a file's text."""
    lines = text.split("\n")
    first = json.loads(lines[0])
    blocks, at = {}, 1
    for block in BLOCKS:
        rows = first["rows"][block]
        blocks[block] = {
            name: row.encode() for name, _, row in (line.partition("\t") for line in lines[at : at + rows])
        }
        at += rows
    heads, bias, scale = (tuple(first[key]) for key in ("heads", "bias", "scale"))
    return Weights(heads=heads, bias=bias, scale=scale, idf=first["idf"], blocks=blocks)


@cache
def shipped() -> Weights:
    """The weights that come with the program."""
    return parse(FILE.read_text(encoding="utf-8"))
