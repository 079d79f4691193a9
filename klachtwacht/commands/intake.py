"""Commands that bring something into the log: import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from klachtwacht.commands.options import By, Config, Json, actor

if TYPE_CHECKING:
    from klachtwacht.importing import Imported, Tally

Shop = Annotated[str | None, typer.Option("--shop", metavar="KEY", help="Which shop, where shop.toml has several.")]
PAGES = (".html", ".htm")
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
