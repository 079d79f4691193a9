"""Commands that work on a complaint: ack, assign, wait, note, answer, close, reopen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from klachtwacht.commands.doing import do, do_with_files
from klachtwacht.commands.options import By, Config, Reference

if TYPE_CHECKING:
    from complaints.ledger import Ledger
    from klachtwacht.attachments import Attachments

# More than the longest answer that can be kept takes, in any script.
LARGEST_ANSWER = 200_000


def ack(reference: Reference, by: By = None, config: Config = None) -> None:
    """Say that you have seen a complaint and take it on.

    Example: klachtwacht ack KW-2026-00042 --by Jo
    """
    from complaints.actions import acknowledge

    do(reference, by, config, acknowledge)


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

    do(reference, by, config, lambda ledger, row: assign(ledger, row, name))


def wait(
    reference: Reference,
    whom: Annotated[Literal["customer", "other"], typer.Option("--for", help="Who has to do something first.")],
    until: Annotated[
        str, typer.Option("--until", metavar="DATE", help="When to take it up again at the latest: 2026-12-01.")
    ],
    by: By = None,
    config: Config = None,
) -> None:
    """Have a complaint wait for the customer or for someone else.

    It is taken up again on that day, by the first run, or as soon as the customer lets something be heard.

    Example: klachtwacht wait KW-2026-00042 --for customer --until 2026-12-01
    """
    from complaints.waiting import begin

    do(reference, by, config, lambda ledger, row: begin(ledger, row, whom, until))


def note(  # noqa: PLR0913, PLR0917 each is an option
    reference: Reference,
    text: Annotated[str | None, typer.Option("--text", help="What was said, or what there is to know.")] = None,
    from_customer: Annotated[bool, typer.Option("--from-customer", help="The customer said it.")] = False,
    to_customer: Annotated[bool, typer.Option("--to-customer", help="The shop said it to the customer.")] = False,
    public: Annotated[bool, typer.Option("--public", help="It stands where everyone can read it.")] = False,
    at: Annotated[
        str | None, typer.Option("--at", metavar="TIME", help="When it was said, 2026-11-20T09:30; else now.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", exists=True, help="A file to keep with it, of at most 20 MiB.")
    ] = None,
    by: By = None,
    config: Config = None,
) -> None:
    """Keep a phone call, a mail or anything else there is to know of a complaint.

    A time without an offset is on the shop's clock. A file is copied to the folder `files` beside the database.

    Example: klachtwacht note KW-2026-00042 --from-customer --text "Belde: het zadel is er nog niet"
    """
    from complaints.actions import Note
    from complaints.actions import note as keep_note

    if text is None and file is None:
        raise typer.BadParameter("give --text, or --file, or both")
    if from_customer and to_customer:
        raise typer.BadParameter("--from-customer or --to-customer, not both")
    if public and not (from_customer or to_customer):
        raise typer.BadParameter("--public goes with --from-customer or --to-customer: other notes are the shop's own")
    direction = "from_customer" if from_customer else "to_customer" if to_customer else "internal"
    said = Note(text=text, direction=direction, public=public, at=at)

    def action(ledger: Ledger, row: dict[str, Any], attachments: Attachments) -> None:
        kept = None if file is None else attachments.keep(row["reference"], file)
        keep_note(ledger, row, replace(said, file=kept))

    do_with_files(reference, by, config, action)


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
    do(reference, by, config, lambda ledger, row: keep_answer(ledger, row, words, posted=posted))


def _text_of(file: Path) -> str:
    with file.open("rb") as opened:
        content = opened.read(LARGEST_ANSWER + 1)
    if len(content) > LARGEST_ANSWER:
        raise typer.BadParameter(f"{file} is too large for an answer")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise typer.BadParameter(f"{file} is not a text in UTF-8") from None


def close(reference: Reference, by: By = None, config: Config = None) -> None:
    """Close a complaint: nothing more will be done.

    Example: klachtwacht close KW-2026-00042
    """
    from complaints.actions import close

    do(reference, by, config, close)


def reopen(reference: Reference, by: By = None, config: Config = None) -> None:
    """Take a complaint up again that was answered, resolved, closed or dismissed.

    Example: klachtwacht reopen KW-2026-00042
    """
    from complaints.actions import reopen

    do(reference, by, config, reopen)
