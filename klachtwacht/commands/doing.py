"""What every command that changes a complaint does: in one transaction, and say how it stands then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klachtwacht.commands.options import actor

if TYPE_CHECKING:
    from complaints.ledger import Ledger
    from klachtwacht.attachments import Attachments


def do(reference: str, by: str | None, config: Path | None, action: Callable[[Ledger, dict[str, Any]], None]) -> None:
    """Do something to a complaint in one transaction and say how it stands then."""
    do_with_files(reference, by, config, lambda ledger, row, _: action(ledger, row))


def do_with_files(
    reference: str,
    by: str | None,
    config: Path | None,
    action: Callable[[Ledger, dict[str, Any], Attachments], None],
) -> None:
    """The same for what keeps files too; they go again where the rest does not come to be."""
    from klachtwacht.acting import act_on
    from klachtwacht.attachments import Attachments, home
    from klachtwacht.output import say
    from klachtwacht.program import opened

    with opened(config) as program:
        attachments = Attachments(home(program.config, program.engine))
        try:
            after = act_on(program, reference, actor(by), lambda ledger, row: action(ledger, row, attachments))
        except BaseException:
            attachments.undo()
            raise
    say(f"{after['reference']}: {after['status']}" + (f", owner {after['owner']}" if after["owner"] else ""))
