"""Commands for what the law asks of who keeps records of people: privacy erase, export, purge, register, log."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from klachtwacht.commands.options import By, Config, Json, actor

if TYPE_CHECKING:
    from klachtwacht.privacy import Asked, Found

Author = Annotated[
    str | None,
    typer.Option("--author", metavar="NAME", help="Of whom: the whole name; case, accents and spacing do not matter."),
]
About = Annotated[str | None, typer.Option("--reference", metavar="REF", help="Of one complaint and all its posts.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do it, without asking.")]

group = typer.Typer(
    name="privacy",
    help="Give a person what is held of them, erase it, erase what was kept long enough, and say what is done.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def erase(
    author: Author = None,
    reference: About = None,
    yes: Yes = False,
    by: By = None,
    json_: Json = False,
    config: Config = None,
) -> None:
    """Erase all that is held of a person, or of one complaint; it does not come back at the next reading.

    Shows what will go and asks. Of a complaint its number, its dates and its kinds of events stay, without the person.

    Example: klachtwacht privacy erase --author "Truus Bedacht"
    """
    from klachtwacht import privacy
    from klachtwacht.output import print_object
    from klachtwacht.program import opened

    asked = _asked(author, reference)
    with opened(config) as program:
        found = privacy.look_up(program, asked)
        _show(found, quiet=json_ and yes)
        _confirm("Erase this for good?", yes=yes)
        done = privacy.erase(program, asked, actor(by))
    if json_:
        print_object(done)
    _tell_left(done, quiet=json_)


def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that is not there yet; ends in .json.")],
    author: Author = None,
    reference: About = None,
    by: By = None,
    config: Config = None,
) -> None:
    """Write all that is held of a person, or of one complaint, to a file of JSON (GDPR articles 15 and 20).

    Read it before you give it away: notes of staff are in it, and posts of others under the same name may be.

    Example: klachtwacht privacy export --author "Truus Bedacht" bedacht.json
    """
    from klachtwacht import privacy
    from klachtwacht.output import say
    from klachtwacht.program import opened

    asked = _asked(author, reference)
    with opened(config) as program:
        done = privacy.take_out(program, asked, file, actor(by))
    say(f"written: {done.pop('file')} ({_counted(done)})")


def purge(
    yes: Yes = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would go, as without --yes.")] = False,
    clock_is_right: Annotated[
        bool, typer.Option("--clock-is-right", help="You looked at this computer's clock and it is right.")
    ] = False,
    by: By = None,
    json_: Json = False,
    config: Config = None,
) -> None:
    """Erase what has been kept long enough, by the terms in shop.toml. Without --yes it only shows what would go.

    An open complaint is never erased. Where the clock may have jumped, nothing is.

    Example: klachtwacht privacy purge --yes
    """
    from klachtwacht import privacy
    from klachtwacht.output import print_object, say, watched
    from klachtwacht.program import opened

    if yes and dry_run:
        raise typer.BadParameter("give --yes or --dry-run")
    with opened(config) as program:
        done = privacy.purge(program, actor(by), clock_is_right=clock_is_right) if yes else privacy.due(program)
    if json_:
        print_object(done)
    what = _counted(done["erased"])
    if not yes:
        say(f"kept long enough: {what or 'nothing'}; nothing was erased, --yes does it")
    elif what or watched():
        # Cron mails what is printed: that nothing was due is no news.
        say(f"erased: {what or 'nothing'}")
    _refuse_bytes(done)


def register(
    language: Annotated[Literal["nl", "fr", "en"], typer.Option("--language", help="nl, fr or en.")] = "nl",
    config: Config = None,
) -> None:
    """Print a register of processing (GDPR article 30) and a notice for customers (article 14), from shop.toml.

    Markdown, to be read and completed by a person: it is no legal advice.

    Example: klachtwacht privacy register --language fr
    """
    import sys

    from klachtwacht.program import clock, load_config
    from klachtwacht.register import register as written

    for line in written(load_config(config), language, clock()):
        sys.stdout.write(f"{line}\n")


def log(
    reference: About = None,
    json_: Json = False,
    config: Config = None,
) -> None:
    """Show who looked at records, took them out or erased them, and when.

    Example: klachtwacht privacy log --reference KW-2026-00042
    """
    from complaints.accesses import listed
    from complaints.database import reading
    from klachtwacht.listing import table
    from klachtwacht.output import on_wall, print_lines
    from klachtwacht.program import opened

    with opened(config) as program, reading(program.engine) as connection:
        rows = listed(connection, reference and reference.strip().upper())
    columns = ("at", "by", "what", "reference", "count")
    if json_:
        print_lines(rows)
    else:
        zone = program.config.shops[0].zone
        table("Accesses", columns, ((on_wall(row["at"], zone), *(row[name] for name in columns[1:])) for row in rows))


def _asked(author: str | None, reference: str | None) -> Asked:
    from klachtwacht.privacy import Asked

    if (author is None) == (reference is None) or not (author or reference or "").strip():
        raise typer.BadParameter("give --author or --reference")
    return Asked(author=author, reference=reference)


def _show(found: Found, *, quiet: bool) -> None:
    """What will go, to the person who is asked: every post with its site and reference, then how much there is."""
    from klachtwacht.output import say

    if quiet:
        return
    references = {row["id"]: row["reference"] for row in found.held.complaints}
    for row in found.held.findings:
        review, source = row["review"], f"{row['shop']}/{row['source']}"
        about = (review["published"] or "no date", review["author"] or "no name", source)
        place = (review["url"] or row["origin"], references.get(row["complaint"], "no complaint"))
        say(f"post {row['id']}: {'  '.join((*about, *place))}")
    for row in found.held.complaints:
        say(f"complaint {row['reference']}: {row['status']}, {row['channel']}, {row['person'] or 'no name'}")
    say(f"in all: {_counted(found.counts) or 'nothing; it was erased before'}")


def _confirm(question: str, *, yes: bool) -> None:
    import sys

    from guard.fault import Fault

    if yes:
        return
    if not sys.stdin.isatty():
        raise Fault("nothing was erased: there is no one to ask here; --yes does it without asking")
    if not typer.confirm(question, err=True):
        raise Fault("nothing was erased")


def _tell_left(done: dict[str, Any], *, quiet: bool) -> None:
    from klachtwacht.output import say

    left = done["left"]
    if not quiet:
        say(f"erased: {_counted(done['erased']) or 'nothing'}")
        if left["mentions"]:
            say(f"the name stands in texts of others still, left for you to judge: {_counted(left['mentions'])}")
        for file in left["copies"]:
            say(f"a copy from before, yours to delete: {file}")
        for each in left["taken_out"]:
            say(f"taken out before, yours to find: {each['what']}, {each['times']} times, last {each['last'][:10]}")
    _refuse_bytes(done)


def _refuse_bytes(done: dict[str, Any]) -> None:
    from klachtwacht.privacy import NotOverwrittenError

    if not done.get("overwritten", True):
        raise NotOverwrittenError(
            "the records are erased, but not yet written over in the file: another program is at work in the "
            "database. Do this when it is done: klachtwacht privacy purge --yes"
        )


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {_NAMES.get(name, name)}" for name, count in counts.items() if count)


_NAMES = {
    "findings": "posts",
    "revisions": "earlier wordings",
    "correspondence": "letters",
    "bare": "posts to their mark",
    "gone": "posts that left their page",
    "accesses": "entries of who looked",
}
for command in (erase, export, purge, register, log):
    group.command(name=command.__name__)(command)
