"""Where an alert can go, as written in shop.toml."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from guard.secrets import Secret

Kind = Literal["apprise", "webhook"]
Severity = Literal["low", "normal", "high"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """One address that gets alerts: an Apprise URL, or a Standard Webhooks endpoint with its secret.

    severity is the least that is sent. An operator gets lamps and dead letters, nothing else.
    shops limits a destination to some shops; empty means all.
    """

    name: str
    kind: Kind
    url: Secret
    secret: Secret | None = None
    severity: Severity = "low"
    quiet: str | None = None
    operator: bool = False
    language: str | None = None
    shops: tuple[str, ...] = ()
