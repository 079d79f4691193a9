"""Commands that bring something into the log: import."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from klachtwacht.commands.options import Config


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A whole log, ends in .jsonl.", exists=True)],
    config: Config = None,
) -> None:
    """Put a whole log, made by `export` as .jsonl, into an empty database.

    Example: klachtwacht import klachten.jsonl
    """
    from klachtwacht.importing import restore_log
    from klachtwacht.output import say
    from klachtwacht.program import opened

    with opened(config) as program:
        restored = restore_log(file, program.engine)
    say(f"restored: {restored}")
