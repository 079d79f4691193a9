"""The command line: which commands there are, and what becomes of their faults."""

from __future__ import annotations

import atexit
import gc
import os
import sys

import typer

from guard.fault import Fault
from klachtwacht.commands import (
    confirming,
    handling,
    intake,
    joining,
    log,
    privacy,
    settling,
    setup,
    sites,
    suggesting,
    watching,
)

app = typer.Typer(
    name="klachtwacht",
    help="Tells a web shop that someone complains about it in public, and keeps the complaint log.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
COMMANDS = (
    setup.init,
    watching.run,
    watching.read,
    intake.import_,
    intake.add,
    log.findings,
    log.complaints,
    log.show,
    handling.ack,
    handling.assign,
    handling.wait,
    handling.note,
    handling.answer,
    settling.resolve,
    settling.satisfaction,
    handling.close,
    handling.reopen,
    settling.dismiss,
    settling.judge,
    joining.merge,
    joining.split,
    suggesting.suggestions,
    watching.sources,
    watching.health,
    confirming.confirm,
    watching.doctor,
    watching.deliver,
    watching.outbox,
    log.export,
    log.backup,
    setup.train,
    setup.practice,
    setup.demo,
    sites.new_site,
    sites.capture,
)
# A start makes ninety thousand objects that stay; looking through them again and again costs a tenth of a short pass.
OBJECTS_BETWEEN_LOOKS = 50_000
for command in COMMANDS:
    # `import` is a word of Python's own.
    app.command(name=command.__name__.rstrip("_").replace("_", "-"))(command)

app.add_typer(privacy.group)


def main() -> None:
    """Run the command line: 0 on success, 1 on a fault that is named, 2 on wrong use."""
    gc.set_threshold(OBJECTS_BETWEEN_LOOKS, 20, 100)
    # At its end Python looks through all of them twice more, a fifth of a second for what goes with the process anyway.
    atexit.register(gc.freeze)
    try:
        app(prog_name="klachtwacht")
    except Fault as fault:
        _end(str(fault))
    except SystemExit as end:
        # Whoever read our output has seen enough, as `head` has; typer and rich would call that a fault.
        if not isinstance(end.__context__, BrokenPipeError):
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        _end(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}")


def _end(words: str) -> None:
    sys.stderr.write(f"klachtwacht: {words}\n")
    sys.exit(1)
