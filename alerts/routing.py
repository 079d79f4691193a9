"""Who is told of what: a pure function from an event to the names of destinations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from alerts.destination import Destination, Severity
from complaints.events import Event, Route

SEVERITIES: tuple[Severity, ...] = ("low", "normal", "high")
# An edit, a removal or a reply is an event without an alert; so is what staff did themselves.
_COMPLAINT_KINDS = frozenset({"opened", "worsened", "reopened"})
# Of more than one complaint, of any severity.
_SUMMARIES = frozenset({"first_reading", "recurrence"})
_OPERATOR_KINDS = frozenset({"lamp", "look", "delivery_dead"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Complaints about a shop, of these severities, that no people destination would take."""

    shop: str
    severities: tuple[Severity, ...]


def router(destinations: Sequence[Destination]) -> Route:
    """The route for these destinations: event -> names, in the order of the file.

    People destinations, webhooks included, get complaints opened (not those of a first reading),
    worsened and reopened from their severity up, every first reading's summary and every theme that comes back.
    Operators get
    lamps, requests to look and dead letters, nothing else. A destination limited to shops gets
    only theirs.
    """

    def route(event: Event) -> tuple[str, ...]:
        return tuple(one.name for one in destinations if _takes(one, event))

    return route


def _takes(destination: Destination, event: Event) -> bool:
    if not _serves(destination, event.shop):
        return False
    if destination.operator:
        return event.kind in _OPERATOR_KINDS
    return event.kind in _SUMMARIES or (_is_alert(event) and _reaches(event.severity, destination.severity))


def _serves(destination: Destination, shop: str) -> bool:
    return not destination.shops or shop in destination.shops


def _is_alert(event: Event) -> bool:
    return event.kind in _COMPLAINT_KINDS and not (event.kind == "opened" and event.from_history)


def _reaches(severity: str, least: Severity) -> bool:
    """Whether a severity is at least another. Raises ValueError for an unknown one: no alert gets lost by a typo."""
    return SEVERITIES.index(severity) >= SEVERITIES.index(least)


def uncovered(destinations: Sequence[Destination], shops: Iterable[str]) -> tuple[Gap, ...]:
    """Per shop (its key) the severities that would reach nobody, for a warning; empty when all is covered."""
    gaps = (Gap(shop=shop, severities=_untaken(destinations, shop)) for shop in shops)
    return tuple(gap for gap in gaps if gap.severities)


def _untaken(destinations: Sequence[Destination], shop: str) -> tuple[Severity, ...]:
    people = [one for one in destinations if not one.operator and _serves(one, shop)]
    return tuple(severity for severity in SEVERITIES if not any(_reaches(severity, one.severity) for one in people))
