"""Commands to begin with: init, practice, demo."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from klachtwacht.commands.options import Config


def init(config: Config = None) -> None:
    """Ask a few questions and write a shop.toml that runs.

    Example: klachtwacht init
    """
    from alerts.channels import check
    from klachtwacht import sites
    from klachtwacht.init import ask, write
    from klachtwacht.output import say
    from klachtwacht.program import config_path

    path = config_path(config)
    answers = ask(_prompt, say, domains=sites.domains(), check_url=check)
    for written in write(path, answers):
        say(f"written: {written}")
    say("Next: klachtwacht run --all")


def _prompt(question: str, default: str) -> str:
    after = " " if question.endswith("?") else ": "
    return str(typer.prompt(question, default=default, show_default=bool(default), err=True, prompt_suffix=after))


def practice(
    port: Annotated[int, typer.Option("--port", help="Where it listens on this machine.")] = 8008,
) -> None:
    """Run a practice review site on this machine, with a page to add, edit and answer reviews.

    Example: klachtwacht practice --port 8008
    """
    from klachtwacht.output import say
    from klachtwacht.practice.server import serve

    def announce(base_url: str) -> None:
        say(f"Reviews:      {base_url}/winkels/fietsen-jansen/reviews")
        say(f"By JavaScript: {base_url}/winkels/fietsen-jansen/getekend")
        say(f"Control page: {base_url}/beheer")
        say('In shop.toml: [network] allow_private = ["127.0.0.1"], and the first address as url. Ctrl-C ends it.')

    serve(port, announce=announce)


def demo(
    folder: Annotated[
        Path | None, typer.Option("--folder", help="Where shop.toml and the database go; else a new temporary one.")
    ] = None,
) -> None:
    """Run the whole job once on a practice site: reviews, a complaint, alerts, the shop's answer, an export.

    Example: klachtwacht demo
    """
    from klachtwacht.demo import play

    play(folder)
