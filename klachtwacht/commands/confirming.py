"""The command by which someone confirms how a source is read: confirm."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from klachtwacht.commands.options import By, Config, actor

if TYPE_CHECKING:
    from complaints.confirming import Done
    from crawler.reading.card_model import Example
    from klachtwacht.confirming import Corrections, Look

Best = Annotated[float | None, typer.Option("--best", help="The top of the scale, where the page does not say it.")]


def confirm(  # noqa: PLR0913 the options of a command
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A source of shop.toml: NAME or SHOP/NAME.")],
    file: Annotated[
        Path | None, typer.Option("--file", help="Its page as a browser saved it, instead of fetching it.", exists=True)
    ] = None,
    *,
    best: Best = None,
    author: Annotated[str | None, typer.Option("--author", help="Who wrote one of the reviews.")] = None,
    text: Annotated[str | None, typer.Option("--text", help="The first words of that review.")] = None,
    title: Annotated[str | None, typer.Option("--title", help="Its title, where it has one.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="What is shown is right; ask nothing.")] = False,
    by: By = None,
    config: Config = None,
) -> None:
    """Look at how a source is read, correct it, and have what waited for that count from now on.

    Its page is shown as it is read. One review that you see on it (--author, --text) says where the names and texts
    are, --best where the marks end. What was found right is remembered; a later page that is otherwise is told of.

    Example: klachtwacht confirm winkelforum --best 10 --author "Truus" --text "Na drie weken"
    """
    from klachtwacht.confirming import Corrections, keep, look
    from klachtwacht.program import opened

    corrections = Corrections(best=best, example=_example(author, text, title))
    with opened(config) as program:
        seen = look(program, source, file, corrections)
        _show(seen)
        seen = _settled(seen) if not yes else seen
        _tell(seen, keep(program, seen, actor(by)))


def _example(author: str | None, text: str | None, title: str | None) -> Example | None:
    from crawler.reading.card_model import Example

    if not (author or text or title):
        return None
    if not (author and text):
        raise typer.BadParameter("an example is --author and --text, with --title where the review has one")
    return Example(author=author, text=text, title=title)


def _show(seen: Look) -> None:
    from klachtwacht.confirm_table import show, told
    from klachtwacht.output import say

    show(seen)
    for line in told(seen):
        say(line)


def _settled(seen: Look) -> Look:
    """What is shown, as corrected by the person at the terminal until it is right."""
    import sys

    from klachtwacht.confirming import NotConfirmableError, read_again

    if not sys.stdin.isatty():
        raise NotConfirmableError("nobody was asked, so nothing was confirmed: --yes says that what is shown is right")
    while (corrections := _asked(seen)) is not None:
        try:
            seen = read_again(seen, corrections)
        except NotConfirmableError as error:
            typer.echo(str(error), err=True)
        else:
            _show(seen)
    return seen


def _asked(seen: Look) -> Corrections | None:
    """What is to be corrected, None where nothing is. Raises Abort for who leaves it."""
    from dataclasses import replace

    if seen.lacks_scale:
        best = typer.prompt("Out of how much are its marks?", type=float, default=seen.guess, err=True)
        return replace(seen.corrections, best=best)
    if typer.confirm("Is this how the page reads?", default=None, err=True):
        return None
    typer.echo("Take one review that you see on the page and that is not read well. Leave with Ctrl-C.", err=True)
    author = typer.prompt("Who wrote it?", err=True)
    text = typer.prompt("How does it begin (some words)?", err=True)
    title = typer.prompt("Its title (empty: none)?", default="", show_default=False, err=True)
    return replace(seen.corrections, example=_example(author, text, title or None))


def _tell(seen: Look, done: Done) -> None:
    from klachtwacht.confirming import way_of
    from klachtwacht.output import say

    say(f"confirmed: {seen.source.path} is read by {way_of(seen.reading)}; {done.read} reviews, {done.new} of them new")
    waited = f"{done.waited} posts waited for this; " if done.waited else ""
    say(f"{waited}complaints opened: {', '.join(done.opened) or 'none'}")
    if done.opened:
        say("they are history: one summary tells staff of them at the next run, and the complaint log gets each")
    say("the next run reads its pages whole; one that is otherwise than this is told of")
