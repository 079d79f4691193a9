"""Commands that decide on a complaint: resolve, satisfaction, judge, dismiss."""

from __future__ import annotations

from typing import Annotated, Literal

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
    score: Annotated[int | None, typer.Option("--score", min=1, max=10, help="A mark from 1 to 10.")] = None,
    by: By = None,
    config: Config = None,
) -> None:
    """Note that the customer was asked whether they are satisfied, or what they said.

    Example: klachtwacht satisfaction KW-2026-00042 --answer "Netjes opgelost" --score 8
    """
    from complaints.actions import ask_satisfaction, keep_satisfaction

    if asked == (answer is not None or score is not None):
        raise typer.BadParameter("give --asked, or what the customer said with --answer and --score")
    if asked:
        do(reference, by, config, ask_satisfaction)
    else:
        do(reference, by, config, lambda ledger, row: keep_satisfaction(ledger, row, answer, score))


def judge(
    reference: Reference,
    decision: Annotated[
        Literal["complaint", "mixed", "no", "to_judge"] | None, typer.Option("--decision", help="What it is.")
    ] = None,
    severity: Annotated[
        Literal["low", "normal", "high"] | None, typer.Option("--severity", help="How much it weighs.")
    ] = None,
    themes: Annotated[
        list[str] | None, typer.Option("--theme", metavar="THEME", help="What it is about; may be given again.")
    ] = None,
    by: By = None,
    config: Config = None,
) -> None:
    """Decide what a complaint is and how much it weighs; no later reading of its posts decides over that.

    A mark that falls is still told.

    Example: klachtwacht judge KW-2026-00042 --decision complaint --severity high --theme levering
    """
    from complaints.judging import Judgement
    from complaints.judging import judge as decide

    if not (decision or severity or themes):
        raise typer.BadParameter("give --decision, --severity or --theme")
    judgement = Judgement(decision=decision, severity=severity, themes=tuple(themes or ()))
    do(reference, by, config, lambda ledger, row: decide(ledger, row, judgement))


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
