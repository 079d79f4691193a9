"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Config = Annotated[
    Path | None,
    typer.Option("--config", "-c", metavar="FILE", help="The settings; else $KLACHTWACHT_CONFIG, else ./shop.toml."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON to standard output, everything else to standard error.")]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who does this; else your user name.")]
Reference = Annotated[str, typer.Argument(metavar="REF", help="A complaint, such as KW-2026-00042.")]


def actor(by: str | None) -> str:
    """Who does something: the name given, else the user's; a number where the system has no name for it."""
    import getpass
    import os

    try:
        return by or getpass.getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"
