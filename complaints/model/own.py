"""A shop's own weights: what `klachtwacht train` learnt on top of the shipped model, in a file beside shop.toml.

Only the head that says how likely a text complains is a shop's own; the file holds its signs in the order of the
shipped file, and on which shipped model it stands.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from complaints.model.weights import FIELD, FILE, LEAST, MOST, NOUGHT, Row, Weights, shipped, sign_at
from guard.fault import Fault

HEAD = "complaint"
log = logging.getLogger(__name__)


class OwnModelError(Fault):
    """A file that is no model of a shop's own, with what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnHead:
    """The weights of the complaint head: one sign a feature, the size of a step, and the bias."""

    bias: float
    scale: float
    signs: str


def weights_beside(path: Path | None) -> Weights | None:
    """The shop's own weights, None where it has none or they stand on another shipped model.

    Raises OwnModelError for a file that cannot be understood.
    """
    if path is None:
        return None
    try:
        changed = path.stat().st_mtime_ns
    except FileNotFoundError:
        return None
    return _read(path, changed)


@lru_cache(maxsize=8)  # a pass decides thousands of posts of few shops
def _read(path: Path, changed: int) -> Weights | None:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        if kept["shipped"] != shipped_digest():
            log.warning("%s was learnt on the model of another version and is not used: klachtwacht train", path.name)
            return None
        return over(shipped(), OwnHead(bias=kept["bias"], scale=kept["scale"], signs=kept["signs"]))
    except (ValueError, KeyError, TypeError) as error:
        raise OwnModelError(f"{path} is no model of klachtwacht train: take it away, or train anew") from error


def write(path: Path, head: OwnHead, figures: Mapping[str, object]) -> None:
    """Keep a head with the figures it was chosen by; readers see the old file or the new one, never half of it."""
    kept = {"shipped": shipped_digest(), "figures": dict(figures), "bias": head.bias, "scale": head.scale}
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(json.dumps({**kept, "signs": head.signs}), encoding="utf-8")
    beside.replace(path)


def over(known: Weights, head: OwnHead) -> Weights:
    """The known weights with this head in place of theirs. Raises ValueError where it is not one of theirs."""
    at = known.heads.index(HEAD)
    count = sum(map(len, known.blocks.values()))
    if len(head.signs) != count or not all(LEAST <= ord(each) <= MOST for each in head.signs):
        raise ValueError("not a sign for each feature")
    signs = iter(head.signs)
    blocks = {
        block: {name: _changed(row, at + 1, ord(next(signs))) for name, row in rows.items()}
        for block, rows in known.blocks.items()
    }
    bias, scale = list(known.bias), list(known.scale)
    bias[at], scale[at] = float(head.bias), float(head.scale)
    return replace(known, bias=tuple(bias), scale=tuple(scale), blocks=blocks)


def _changed(row: Row, at: int, sign: int) -> Row:
    return row + ((sign - sign_at(row, at)) << (8 * FIELD * at))


def head_of(weights: Mapping[str, float], bias: float, names: list[str]) -> OwnHead:
    """A head from exact weights, nought for names that have none; names are in the order of the file."""
    scale = max(map(abs, weights.values()), default=1.0) / (MOST - NOUGHT) or 1.0
    signs = "".join(chr(max(LEAST, min(MOST, NOUGHT + round(weights.get(name, 0.0) / scale)))) for name in names)
    return OwnHead(bias=bias, scale=scale, signs=signs)


@cache
def shipped_digest() -> str:
    """What the shipped model is known by."""
    return hashlib.sha256(FILE.read_bytes()).hexdigest()
