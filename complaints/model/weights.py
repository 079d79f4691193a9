"""The weights of the shipped model: one text file, read once, scored in plain Python.

The first line is JSON: `heads` (their names, in order), `bias`, `scale` (of one step of a weight), `idf` (of one step
of a rarity), `rows` (how many lines each block has). Then one line a feature: its text, a tab, one sign for its rarity
and one for its weight in each head, "O" for none.
"""

from __future__ import annotations

import json
import math
import struct
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import mul
from pathlib import Path

from complaints.model.features import BLOCK_WEIGHT, BLOCKS, LONGEST_WORD, pieces

FILE = Path(__file__).parent / "weights.txt"
# The printable signs of ASCII but for the space; the middle one is nought.
LEAST, NOUGHT, MOST = 33, 79, 125

# A line's signs as one number, each in a field of its own: one product and one sum do the work of all heads. A value is
# counted in whole FINEs; the longest text's sum stays below a field.
FIELD = 4
FINE = 1 << 15

Row = int
# Features that the model knows, with the value of each, block by block.
Found = list[tuple[str, str, float, Row]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weights:
    """What a model learnt; see the module for its parts."""

    heads: tuple[str, ...]
    bias: tuple[float, ...]
    scale: tuple[float, ...]
    idf: float
    blocks: Mapping[str, Mapping[str, Row]]

    def pieces(self, token: str) -> tuple[str, ...]:
        """The pieces of a word that the model knows."""
        known = _pieces_known if len(token) <= LONGEST_WORD else _pieces_known.__wrapped__
        return known(self, token)

    def find(self, counted: Mapping[str, Counter[str]]) -> Found:
        """The features that the model knows, valued: rarer and more often is more, each block of length one."""
        return [each for block in BLOCKS for each in self._valued(block, counted[block])]

    def _valued(self, block: str, counted: Counter[str]) -> Found:
        rows = self.blocks[block]
        names = [name for name in counted if name in rows]
        known = [rows[name] for name in names]
        values = [
            _often(counted[name]) * ((row & 0x7F) - LEAST) * self.idf for name, row in zip(names, known, strict=True)
        ]
        factor = BLOCK_WEIGHT[block] / (math.sqrt(sum(map(mul, values, values))) or 1.0)
        return [(block, name, value * factor, row) for name, value, row in zip(names, values, known, strict=True)]

    def scores(self, found: Found) -> dict[str, float]:
        """How likely each head holds, 0 to 1."""
        values = [round(value * FINE) for _, _, value, _ in found]
        total = sum(map(mul, values, [row for _, _, _, row in found]))
        count = len(self.heads) + 1
        sums = struct.unpack(f"<{count}I", total.to_bytes(count * FIELD, "little"))[1:]
        nought = NOUGHT * sum(values)
        parts = zip(self.heads, self.bias, self.scale, sums, strict=True)
        return {head: _likely(bias + (each - nought) / FINE * scale) for head, bias, scale, each in parts}

    def logit(self, found: Found, head: str) -> float:
        """The head's score before it is made a likelihood."""
        return self.bias[self.heads.index(head)] + sum(self.weight(value, row, head) for _, _, value, row in found)

    def weight(self, value: float, row: Row, head: str) -> float:
        """What one feature adds to a head."""
        at = self.heads.index(head)
        return value * (sign_at(row, at + 1) - NOUGHT) * self.scale[at]


@lru_cache(maxsize=20_000)  # most words come again and again
def _pieces_known(weights: Weights, token: str) -> tuple[str, ...]:
    rows = weights.blocks["pieces"]
    return tuple(piece for piece in pieces(token) if piece in rows)


@cache  # a text is bounded, and so are its counts
def _often(count: int) -> float:
    return 1 + math.log(count)


def _likely(total: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def sign_at(row: Row, at: int) -> int:
    """One sign of a line, as its code: of the rarity at 0, of each head after it."""
    return row >> (8 * FIELD * at) & 0x7F


def _row(signs: str) -> Row:
    wide = bytearray(FIELD * len(signs))
    wide[::FIELD] = signs.encode()
    return int.from_bytes(wide, "little")


def parse(text: str) -> Weights:
    """The weights in a file's text."""
    lines = text.split("\n")
    first = json.loads(lines[0])
    blocks, at = {}, 1
    for block in BLOCKS:
        rows = first["rows"][block]
        blocks[block] = {
            name: _row(signs) for name, _, signs in (line.partition("\t") for line in lines[at : at + rows])
        }
        at += rows
    heads, bias, scale = (tuple(first[key]) for key in ("heads", "bias", "scale"))
    return Weights(heads=heads, bias=bias, scale=scale, idf=first["idf"], blocks=blocks)


@cache
def shipped() -> Weights:
    """The weights that come with the program."""
    return parse(FILE.read_text(encoding="utf-8"))
