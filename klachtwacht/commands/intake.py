"""Commands that bring something into the log: import, add."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from klachtwacht.commands.options import By, Config, Json, actor

if TYPE_CHECKING:
    from klachtwacht.importing import Imported, Tally

Shop = Annotated[str | None, typer.Option("--shop", metavar="KEY", help="Which shop, where shop.toml has several.")]
PAGES = (".html", ".htm", ".json", ".xml")
ENDINGS = (".jsonl", ".csv", ".xlsx", *PAGES)
LONGEST_SOURCE = 64


def import_(  # noqa: PLR0913 the options of a command
    file: Annotated[Path, typer.Argument(metavar="FILE", help=f"Ends in {', '.join(ENDINGS)}.", exists=True)],
    *,
    alert: Annotated[bool, typer.Option("--alert", help="Tell the destinations of new complaints.")] = False,
    source: Annotated[str, typer.Option("--source", help="The name of the source they are kept under.")] = "import",
    shop: Shop = None,
    site: Annotated[
        str | None, typer.Option("--site", help="The site, where the file does not say; for a page its reader.")
    ] = None,
    url: Annotated[str | None, typer.Option("--url", help="Where a saved page came from.")] = None,
    best: Annotated[float | None, typer.Option("--best", help="The top of the scale, where none is given.")] = None,
    at: Annotated[str | None, typer.Option("--at", metavar="DATE", help="When a page was saved, ISO 8601.")] = None,
    by: By = None,
    json_: Json = False,
    config: Config = None,
) -> None:
    """Record reviews found elsewhere, as a run would; or put a whole log into an empty database.

    Reviews are JSON Lines, a table with columns named like the keys of a review (rating.value, reply.text), or a saved
    page. Nobody is told of them without --alert. A line that is no review is named, and costs only itself.

    Example: klachtwacht import reviews.csv --source enquete --best 10
    """
    from klachtwacht.importing import How, import_file, is_whole_log, restore_log
    from klachtwacht.output import say
    from klachtwacht.program import opened

    _refuse_wrong_use(file.suffix.lower(), source, site, url)
    how = How(source=source, site=site, url=url, best=best, at=at, alert=alert, by=actor(by))
    with opened(config, check_urls=alert) as program:
        if is_whole_log(file):
            say(f"restored: {restore_log(file, program.engine)}")
        else:
            _show(import_file(program, file, how, shop), json_=json_)


def _refuse_wrong_use(ending: str, source: str, site: str | None, url: str | None) -> None:
    if ending not in ENDINGS:
        raise typer.BadParameter(f"an import ends in {', '.join(ENDINGS)}")
    if ending in PAGES and not (site and url):
        raise typer.BadParameter("for a saved page say its reader with --site and where it came from with --url")
    if not 0 < len(source) <= LONGEST_SOURCE or not source.isprintable():
        raise typer.BadParameter(f"the name of a source has 1 to {LONGEST_SOURCE} characters")


def _show(done: Iterable[Imported], *, json_: bool) -> None:
    """Print each review as it is written, say how many there were, and end with a fault where some were none."""
    from klachtwacht.importing import Tally
    from klachtwacht.output import print_findings, print_lines, say

    tally = Tally()
    rows = _told(done, tally)
    print_lines(rows) if json_ else print_findings(rows)
    say(tally.words())
    tally.raise_for_faults()


def _told(done: Iterable[Imported], tally: Tally) -> Iterator[dict[str, Any]]:
    from klachtwacht.output import say

    for each in done:
        tally.add(each)
        if each.row is None:
            say(f"{each.place}: {each.reason}")
        else:
            yield each.row


def add(  # noqa: PLR0913 the options of a command
    *,
    channel: Annotated[
        str | None, typer.Option("--channel", help="How it came: phone, mail, letter, counter, form or other.")
    ] = None,
    text: Annotated[str | None, typer.Option("--text", help="What the customer said.")] = None,
    person: Annotated[str | None, typer.Option("--person", help="Who the customer is.")] = None,
    anonymous: Annotated[bool, typer.Option("--anonymous", help="The customer gave no name.")] = False,
    contact: Annotated[str | None, typer.Option("--contact", help="Where the customer can be reached.")] = None,
    at: Annotated[str | None, typer.Option("--at", metavar="DATE", help="When, by the shop's clock; else now.")] = None,
    asked: Annotated[str | None, typer.Option("--asked", help="What the customer wants.")] = None,
    order: Annotated[str | None, typer.Option("--reference", help="The number of an order.")] = None,
    severity: Annotated[str, typer.Option("--severity", help="low, normal or high.")] = "normal",
    alert: Annotated[bool, typer.Option("--alert", help="Tell the destinations.")] = False,
    shop: Shop = None,
    by: By = None,
    config: Config = None,
) -> None:
    """Record a complaint that came by phone, mail, letter, over the counter or by the shop's own form.

    On a terminal it asks for what was not given. Prints the reference of the complaint.

    Example: klachtwacht add --channel phone --person "Mevr. Bedacht" --text "Het wiel is krom."
    """
    from complaints.by_hand import Told
    from klachtwacht.adding import add as add_by_hand
    from klachtwacht.program import opened

    said = {"channel": channel, "person": person, "text": text, "contact": contact, "happened": at, "asked": asked}
    if text is None and _at_terminal():
        said = _ask(said, anonymous=anonymous)
    _refuse_half(said, severity, anonymous=anonymous)
    told = Told(**said, order=order, severity=severity)  # type: ignore[arg-type]
    with opened(config, check_urls=alert) as program:
        reference = add_by_hand(program, told, shop=shop, by=actor(by), alert=alert)
    typer.echo(reference)


QUESTIONS = {
    "channel": "How did it come (phone, mail, letter, counter, form, other)",
    "person": "Who is the customer (empty: anonymous)",
    "text": "What did the customer say",
    "contact": "Where can the customer be reached",
    "happened": "When (2026-11-20 or 2026-11-20 09:30, empty: now)",
    "asked": "What does the customer want",
}


def _at_terminal() -> bool:
    import sys

    return sys.stdin.isatty()


def _ask(said: dict[str, str | None], *, anonymous: bool) -> dict[str, str | None]:
    """What was not given as an option, asked for; an empty answer is none."""
    open_ = [key for key, value in said.items() if value is None and not (anonymous and key == "person")]
    answers = {key: str(typer.prompt(QUESTIONS[key], default="", show_default=False, err=True)) for key in open_}
    return {**said, **{key: answer.strip() or None for key, answer in answers.items()}}


def _refuse_half(said: dict[str, str | None], severity: str, *, anonymous: bool) -> None:
    from complaints.by_hand import CHANNELS
    from complaints.decide import SEVERITIES

    if said["channel"] not in CHANNELS:
        raise typer.BadParameter(f"say how it came with --channel: {', '.join(CHANNELS)}")
    if not (said["text"] or "").strip():
        raise typer.BadParameter("say with --text what the customer said")
    if severity not in SEVERITIES:
        raise typer.BadParameter(f"--severity is one of {', '.join(SEVERITIES)}")
    if bool(said["person"]) == anonymous and not _at_terminal():
        raise typer.BadParameter("say who with --person, or that nobody knows with --anonymous")
