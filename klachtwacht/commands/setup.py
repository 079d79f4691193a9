"""Commands to begin with: init, practice, demo."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from klachtwacht.commands.options import Config, Json


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
    from klachtwacht.practice.site import DRAWN_STEPS

    def announce(base_url: str) -> None:
        say(f"Reviews:       {base_url}/winkels/fietsen-jansen/reviews")
        say(f"By JavaScript: {base_url}/winkels/fietsen-jansen/getekend")
        say(f"Control page:  {base_url}/beheer")
        say('In shop.toml: [network] allow_private = ["127.0.0.1"], and the first address as url. Ctrl-C ends it.')
        say(f"The second wants beside it: browser = true, and {DRAWN_STEPS}")

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


def train(json_: Json = False, config: Config = None) -> None:
    """Learn from each shop's own starred reviews and judgements, on top of the shipped model.

    Prints how both models do on a part held back; what was learnt is used once it does better. Needs the extra
    "train": pip install 'klachtwacht[train]'.

    Example: klachtwacht train
    """
    from dataclasses import asdict

    from complaints.database import reading
    from klachtwacht.output import print_lines, print_training
    from klachtwacht.program import opened
    from klachtwacht.training import train as learn

    with opened(config) as program, reading(program.engine) as connection:
        done = [learn(connection, shop) for shop in program.config.shops]
    print_lines(asdict(one) for one in done) if json_ else print_training(done)
