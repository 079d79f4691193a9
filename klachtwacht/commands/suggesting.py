"""The command for what might be one complaint: suggestions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from klachtwacht.commands.options import By, Config, Json, actor


def suggestions(
    accept: Annotated[int | None, typer.Option("--accept", metavar="N", help="These two are of one complaint.")] = None,
    refuse: Annotated[int | None, typer.Option("--refuse", metavar="N", help="They are not; it is remembered.")] = None,
    json_: Json = False,
    by: By = None,
    config: Config = None,
) -> None:
    """Show which posts might be of one complaint, with the reasons, or answer one of them.

    Accepted, both come into one record; `split` undoes it. What is sure was put together without being asked.

    Example: klachtwacht suggestions --refuse 12
    """
    if accept is not None and refuse is not None:
        raise typer.BadParameter("give --accept or --refuse")
    number = accept if accept is not None else refuse
    if number is not None:
        _answer(number, actor(by), config, yes=accept is not None)
        return
    _show(actor(by), config, json_=json_)


def _answer(number: int, by: str, config: Path | None, *, yes: bool) -> None:
    from complaints import suggesting
    from klachtwacht.acting import act_for
    from klachtwacht.output import say
    from klachtwacht.program import opened

    with opened(config) as program:
        act_for(
            program,
            lambda connection: suggesting.shop_of(connection, number),
            by,
            lambda ledger: (suggesting.accept if yes else suggesting.refuse)(ledger, number),
        )
    say(f"suggestion {number}: {'accepted' if yes else 'refused'}")


def _show(by: str, config: Path | None, *, json_: bool) -> None:
    from contextlib import closing

    from complaints.database import reading
    from complaints.suggesting import listed
    from klachtwacht.looking import watched_over
    from klachtwacht.output import print_lines, print_suggestions
    from klachtwacht.program import opened

    with (
        opened(config) as program,
        reading(program.engine) as connection,
        closing(watched_over(program, by, "suggestions", listed(connection))) as rows,
    ):
        print_lines(rows) if json_ else print_suggestions(rows)
