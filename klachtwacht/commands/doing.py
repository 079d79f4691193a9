"""What every command that changes a complaint does: in one transaction, and say how it stands then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klachtwacht.commands.options import actor

if TYPE_CHECKING:
    from complaints.ledger import Ledger


def do(reference: str, by: str | None, config: Path | None, action: Callable[[Ledger, dict[str, Any]], None]) -> None:
    """Do something to a complaint in one transaction and say how it stands then."""
    from klachtwacht.acting import act_on
    from klachtwacht.output import say
    from klachtwacht.program import opened

    with opened(config) as program:
        after = act_on(program, reference, actor(by), action)
    say(f"{after['reference']}: {after['status']}" + (f", owner {after['owner']}" if after["owner"] else ""))
