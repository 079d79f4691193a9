"""What is wrong in shop.toml, in words: which key, on which line, what it holds and what is expected.

The value of a secret is never among the words, nor that of a key we do not know: it may be one.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

import guard.fault
from guard.secrets import MASK, reference
from klachtwacht.shop_toml import EXPECTED, SECRETS, TABLE_LISTS, keys
from klachtwacht.toml_lines import Lines, Loc

LONGEST_SHOWN = 80
LARGEST_SHOWN = 10**18
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
# What pydantic calls the fault, and what is expected then. What is left out here carries its own words.
OTHER = "a value of another kind"
_WANTED = {
    "string_type": "a text in quotes",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "int_parsing_size": "a smaller number",
    "float_type": "a number",
    "finite_number": "a finite number",
    "greater_than": "a number greater than {gt:g}",
    "greater_than_equal": "a number of at least {ge:g}",
    "less_than_equal": "a number of at most {le:g}",
    "too_short": "a list of at least {min_length}",
    "list_type": "a list in [ ]",
    "model_type": "a table",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is said about the key at loc, as it follows on the key's name."""

    loc: Loc
    text: str


class ConfigError(guard.fault.Fault):
    """shop.toml cannot be used; its text names every fault, one a line, and holds no secret."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


def told(fault: Fault, file: str, lines: Lines) -> str:
    """The fault as one line: shop.toml:12: shops[0].key holds …; expected …"""
    return f"{file}:{lines.of(fault.loc)}: {path(fault.loc)} {fault.text}"


def shape_faults(error: ValidationError) -> list[Fault]:
    """The faults that pydantic found in the file's keys and values."""
    return [_shape_fault(detail) for detail in error.errors(include_url=False)]


def _shape_fault(detail: Any) -> Fault:
    loc, kind = detail["loc"], detail["type"]
    if kind == "extra_forbidden":
        return Fault(loc, f"is not a key here{_suggestion(loc)}")
    wanted = detail["msg"] if kind == EXPECTED else _WANTED.get(kind, OTHER).format(**detail.get("ctx", {}))
    if dotted(loc) in TABLE_LISTS:
        wanted = f"[[{dotted(loc)}]] tables, with two brackets"
    return Fault(loc, holds(loc, detail["input"], wanted))


def _suggestion(loc: Loc) -> str:
    around, _, key = dotted(loc).rpartition(".")
    known = [name.rpartition(".") for name in keys()]
    here = [name for place, _, name in known if place == around]
    if near := difflib.get_close_matches(key, here, n=1):
        return f"; did you mean {near[0]}?"
    places = [place for place, _, name in known if name == key]
    if places:
        return "; it belongs " + " or ".join(_place(place) for place in places)
    return f"; known here: {', '.join(here)}"


def _place(table: str) -> str:
    if not table:
        return "at the top of the file, before the first [table]"
    return f"in [[{table}]]" if table in TABLE_LISTS else f"in [{table}]"


def holds(loc: Loc, value: Any, expected: str) -> str:
    """What the key holds, masked where it is secret, and what is expected."""
    return f"holds {_shown(loc, value)}; expected {expected}"


def unknown(loc: Loc, value: str, known: Collection[str], what: str) -> Fault:
    """A name that nothing has, with the names that are near, or all of them."""
    near = difflib.get_close_matches(value, sorted(known))
    hint = f"did you mean {' or '.join(near)}?" if near else f"known: {', '.join(sorted(known)) or 'none'}"
    return Fault(loc, f"{holds(loc, value, what)}; {hint}")


def _shown(loc: Loc, value: Any) -> str:
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    if dotted(loc) in SECRETS or (isinstance(value, str) and _may_hold_secret(value)):
        return _quoted(reference(value) or MASK) if isinstance(value, str) else MASK
    if isinstance(value, int) and abs(value) > LARGEST_SHOWN:
        return "a very large number"
    return _quoted(value) if isinstance(value, str) else str(value).lower()


def _may_hold_secret(value: str) -> bool:
    # A user name, password or token may stand in any URL.
    return "whsec_" in value or ("://" in value and any(sign in value for sign in "@?#"))


def _quoted(value: str) -> str:
    cut = value if len(value) <= LONGEST_SHOWN else f"{value[:LONGEST_SHOWN]}…"
    return cut if cut == MASK else json.dumps(cut, ensure_ascii=not cut.isprintable())


def dotted(loc: Loc) -> str:
    """The name of the key whichever table of a list it is in: shops.sources.url."""
    return ".".join(step for step in loc if isinstance(step, str))


def path(loc: Loc) -> str:
    """The place of the key as people write it: shops[0].sources[1].url."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{_key(step)}" for step in loc)
    return "".join(steps).removeprefix(".")


def _key(step: str) -> str:
    return step if _BARE_KEY.fullmatch(step) else _quoted(step)


def drop(document: dict[str, Any], locs: Iterable[Loc]) -> None:
    """Take the values at these places out of the document, so that the rest of it can be read."""
    for loc in locs:
        _drop(document, loc)


def _drop(document: dict[str, Any], loc: Loc) -> None:
    if isinstance(loc[-1], int) and dotted(loc) not in TABLE_LISTS:
        loc = loc[:-1]  # a list of texts goes as a whole
    node: Any = document
    for step in loc[:-1]:
        node = node[step]
    if isinstance(node, list):
        node[int(loc[-1])] = {}  # a table of a list stays, empty: its neighbours keep their places
    else:
        node.pop(loc[-1], None)


def sorted_faults(faults: Iterable[Fault], lines: Lines) -> Iterator[Fault]:
    """The faults in the order of the file, one for each place and what is around a faulty place only once."""
    seen: list[Loc] = []
    for fault in sorted(faults, key=lambda fault: (lines.of(fault.loc), len(fault.loc))):
        if not any(fault.loc[: len(loc)] == loc for loc in seen):
            seen.append(fault.loc)
            yield fault
