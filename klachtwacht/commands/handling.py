"""Commands that do something to a complaint: ack, assign, answer, close, reopen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from klachtwacht.commands.options import By, Config, Reference, actor

if TYPE_CHECKING:
    from complaints.ledger import Ledger


def ack(reference: Reference, by: By = None, config: Config = None) -> None:
    """Say that you have seen a complaint and take it on.

    Example: klachtwacht ack KW-2026-00042 --by Jo
    """
    from complaints.actions import acknowledge

    _do(reference, by, config, acknowledge)


def assign(
    reference: Reference,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A person or a team.")],
    by: By = None,
    config: Config = None,
) -> None:
    """Make a complaint someone's work.

    Example: klachtwacht assign KW-2026-00042 "Jo van de werkplaats"
    """
    from complaints.actions import assign

    _do(reference, by, config, lambda ledger, row: assign(ledger, row, name))


def answer(
    reference: Reference,
    text: Annotated[str | None, typer.Option("--text", help="What was answered.")] = None,
    file: Annotated[Path | None, typer.Option("--file", exists=True, help="A file that holds the answer.")] = None,
    posted: Annotated[bool, typer.Option("--posted", help="It was placed in public, on the page itself.")] = False,
    by: By = None,
    config: Config = None,
) -> None:
    """Keep what the shop answered the customer.

    Example: klachtwacht answer KW-2026-00042 --text "Wat vervelend, …" --posted
    """
    from complaints.actions import answer as keep_answer

    if (text is None) == (file is None):
        raise typer.BadParameter("give the answer with --text or with --file, one of the two")
    words = text if file is None else _text_of(file)
    if not words or not words.strip():
        raise typer.BadParameter("the answer is empty")
    _do(reference, by, config, lambda ledger, row: keep_answer(ledger, row, words, posted=posted))


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise typer.BadParameter(f"{file} is not a text in UTF-8") from None


def close(reference: Reference, by: By = None, config: Config = None) -> None:
    """Close a complaint: nothing more will be done.

    Example: klachtwacht close KW-2026-00042
    """
    from complaints.actions import close

    _do(reference, by, config, close)


def reopen(reference: Reference, by: By = None, config: Config = None) -> None:
    """Take a complaint up again that was answered, resolved, closed or dismissed.

    Example: klachtwacht reopen KW-2026-00042
    """
    from complaints.actions import reopen

    _do(reference, by, config, reopen)


def _do(reference: str, by: str | None, config: Path | None, action: Callable[[Ledger, dict[str, Any]], None]) -> None:
    """Do something to a complaint in one transaction and say how it stands then."""
    from klachtwacht.acting import act_on
    from klachtwacht.output import say
    from klachtwacht.program import opened

    with opened(config) as program:
        after = act_on(program, reference, actor(by), action)
    say(f"{after['reference']}: {after['status']}" + (f", owner {after['owner']}" if after["owner"] else ""))
