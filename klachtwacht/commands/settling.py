"""Commands that bring a complaint to its end: resolve, satisfaction, dismiss."""

from __future__ import annotations

from typing import Annotated

import typer

from klachtwacht.commands.doing import do
from klachtwacht.commands.options import By, Config, Reference


def resolve(  # noqa: PLR0913, PLR0917 each is an option
    reference: Reference,
    remedy: Annotated[str | None, typer.Option("--remedy", help="What the customer was given.")] = None,
    asked: Annotated[str | None, typer.Option("--asked", help="What the customer asked for.")] = None,
    offered: Annotated[str | None, typer.Option("--offered", help="What the shop offered.")] = None,
    amount: Annotated[str | None, typer.Option("--amount", metavar="EUROS", help="What it was worth: 12,50.")] = None,
    text: Annotated[str | None, typer.Option("--text", help="How it was settled, for the shop's own eyes.")] = None,
    by: By = None,
    config: Config = None,
) -> None:
    """Settle a complaint, a simple one in one step.

    Example: klachtwacht resolve KW-2026-00042 --asked "geld terug" --remedy "nieuw zadel" --amount 39,95
    """
    from complaints.actions import Remedy
    from complaints.actions import resolve as settle

    given = Remedy(asked=asked, offered=offered, given=remedy, amount=amount)
    do(reference, by, config, lambda ledger, row: settle(ledger, row, given, text))


def satisfaction(
    reference: Reference,
    asked: Annotated[bool, typer.Option("--asked", help="The customer was asked.")] = False,
    answer: Annotated[str | None, typer.Option("--answer", help="What the customer said.")] = None,
    by: By = None,
    config: Config = None,
) -> None:
    """Note that the customer was asked whether they are satisfied, or what they said.

    Example: klachtwacht satisfaction KW-2026-00042 --answer "Netjes opgelost"
    """
    from complaints.actions import ask_satisfaction, keep_satisfaction

    if asked == (answer is not None):
        raise typer.BadParameter("give --asked or --answer, one of the two")
    if answer is None:
        do(reference, by, config, ask_satisfaction)
    else:
        do(reference, by, config, lambda ledger, row: keep_satisfaction(ledger, row, answer))


def dismiss(
    reference: Reference,
    why: Annotated[str, typer.Option("--why", help="Why it is no complaint of this shop.")],
    by: By = None,
    config: Config = None,
) -> None:
    """Put a complaint aside that is none: about another shop, or no complaint at all.

    Example: klachtwacht dismiss KW-2026-00042 --why "gaat over een andere winkel"
    """
    from complaints.actions import dismiss as put_aside

    do(reference, by, config, lambda ledger, row: put_aside(ledger, row, why))
