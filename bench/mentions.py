"""How often the matcher of mentions is right, over two tables of invented texts: precision and recall of "is named".

The first table was there while the matcher was made, and tests hold it to every line; the second was written after.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench import mention_cases, mention_fresh
from bench.figures import figure
from bench.mention_cases import Case
from crawler.reading.mentions import Named, mention


def main() -> None:
    _measure("the table it was made with", mention_cases.CASES, mention_cases.SHOPS)
    _measure("a table written after", mention_fresh.CASES, mention_fresh.SHOPS)


def _measure(table: str, cases: Sequence[Case], shops: Mapping[str, Named]) -> None:
    found = {case: mention(case.text, case.links, shops[case.of]) is not None for case in cases}
    right = sum(said and case.named for case, said in found.items())
    kept, named = sum(found.values()), sum(case.named for case in cases)
    missed = [case.text for case, said in found.items() if case.named and not said]
    wrongly = [case.text for case, said in found.items() if said and not case.named]
    about = {"n": len(cases), "seed": None, "right": right}
    figure(f"mentions, precision: {table}", right / kept, "of what is kept", kept=kept, **about, wrongly=wrongly)
    figure(f"mentions, recall: {table}", right / named, "of what names the shop", named=named, **about, missed=missed)


if __name__ == "__main__":
    main()
