"""Commands that show the log: findings, complaints, show, export, backup."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from klachtwacht.commands.options import By, Config, Json, Reference, actor


def findings(json_: Json = False, by: By = None, config: Config = None) -> None:
    """Show every post that was found, complaint or not.

    Example: klachtwacht findings --json
    """
    from contextlib import closing

    from complaints.database import reading
    from complaints.views import list_findings
    from klachtwacht.looking import watched_over
    from klachtwacht.output import print_findings, print_lines
    from klachtwacht.program import opened

    with (
        opened(config) as program,
        reading(program.engine) as connection,
        closing(watched_over(program, actor(by), "findings", list_findings(connection))) as rows,
    ):
        print_lines(rows) if json_ else print_findings(rows)


def complaints(
    open_: Annotated[bool, typer.Option("--open", help="Only those with work left.")] = False,
    due: Annotated[bool, typer.Option("--due", help="Only those whose deadline has passed.")] = False,
    json_: Json = False,
    by: By = None,
    config: Config = None,
) -> None:
    """Show the complaints, oldest first.

    Example: klachtwacht complaints --open
    """
    from contextlib import closing

    from complaints.database import reading
    from complaints.views import list_complaints
    from klachtwacht.looking import watched_over
    from klachtwacht.output import print_complaints, print_lines
    from klachtwacht.program import clock, opened

    with opened(config) as program, reading(program.engine) as connection:
        found = list_complaints(connection, only_open=open_, due_before=clock() if due else None)
        with closing(watched_over(program, actor(by), "complaints", found)) as rows:
            print_lines(rows) if json_ else print_complaints(rows, program.config.zones)


def show(reference: Reference, json_: Json = False, by: By = None, config: Config = None) -> None:
    """Show one complaint with its posts, its correspondence and all that happened to it, in order.

    Example: klachtwacht show KW-2026-00042
    """
    from complaints import views
    from complaints.chronicle import chronicle
    from complaints.database import reading
    from complaints.records import find
    from klachtwacht.looking import noted
    from klachtwacht.output import print_object
    from klachtwacht.program import opened
    from klachtwacht.story import print_story

    with opened(config) as program:
        with reading(program.engine) as connection:
            row = find(connection, reference)
            whole, entries = views.show(connection, row), chronicle(connection, row["id"])
        noted(program, actor(by), "show", reference=row["reference"])
    print_object(whole) if json_ else print_story(whole, entries, program.config.zones.get(whole["shop"]))


def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Ends in .jsonl, .csv or .xlsx.")],
    by: By = None,
    config: Config = None,
) -> None:
    """Write the log to a file: .jsonl holds everything, .csv and .xlsx one row a complaint for a spreadsheet.

    Example: klachtwacht export klachten.csv
    """
    from klachtwacht.exporting import export_to
    from klachtwacht.looking import noted
    from klachtwacht.output import say
    from klachtwacht.program import opened

    with opened(config) as program:
        export_to(file, program.engine)
        noted(program, actor(by), "export")
    say(f"written: {file}")


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that is not there yet.")],
    by: By = None,
    config: Config = None,
) -> None:
    """Copy the whole database, also while a pass is at work. How to put it back: docs/operating.md.

    Example: klachtwacht backup klachtwacht.2026-11-20.db
    """
    from klachtwacht.exporting import back_up_to
    from klachtwacht.looking import noted
    from klachtwacht.output import say
    from klachtwacht.program import opened

    with opened(config) as program:
        back_up_to(file, program.engine)
        noted(program, actor(by), "backup")
    say(f"written: {file}")
