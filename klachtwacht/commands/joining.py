"""Commands for one complaint told in two places: merge, split."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from klachtwacht.commands.doing import do
from klachtwacht.commands.options import By, Config, Reference

if TYPE_CHECKING:
    from complaints.ledger import Ledger


def merge(
    reference: Reference,
    into: Annotated[str, typer.Argument(metavar="INTO", help="The complaint it is part of.")],
    by: By = None,
    config: Config = None,
) -> None:
    """Make a complaint part of another: one customer told it in two places.

    Its posts and letters go to the other, and what happens to them from then on. `split` undoes it.

    Example: klachtwacht merge KW-2026-00043 KW-2026-00042
    """
    from complaints.joining import merge as join
    from complaints.records import find

    do(reference, by, config, lambda ledger, row: join(ledger, row, find(ledger.connection, into)))


def split(
    reference: Reference,
    finding: Annotated[
        str, typer.Argument(metavar="FINDING", help="The number of a post, or a complaint that was merged in.")
    ],
    by: By = None,
    config: Config = None,
) -> None:
    """Make a post of a complaint a complaint of its own again.

    What was merged in comes out whole, under its old reference; another post gets a new one. `show` says the numbers.

    Example: klachtwacht split KW-2026-00042 117
    """
    from complaints.joining import split as part
    from klachtwacht.output import say

    came_out: list[str] = []

    def action(ledger: Ledger, row: dict[str, Any]) -> None:
        came_out.append(part(ledger, row, finding))

    do(reference, by, config, action)
    say(f"{came_out[0]}: came out of it")
