"""An event of a complaint in a few English words, for the story that `show` tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any

Data = Mapping[str, Any]
_DIRECTIONS = {"from_customer": "from the customer", "to_customer": "to the customer", "internal": "internal note"}
_RELATIONS = {
    "same_post": "the same as post",
    "same_complaint": "of one complaint with post",
    "follow_up": "news after post",
}
_WAITED = {
    "until": "the wait is over",
    "edited": "the customer changed the post",
    "from_customer": "the customer let something be heard",
}


def said(kind: str, data: Data, zone: tzinfo | None) -> str:
    """What an event says, times in the zone; a kind that is not known here goes by its name."""
    if data.get("erased"):
        return f"{kind.replace('_', ' ')}; what belonged to it was erased"
    tell = _TOLD.get(kind)
    return tell(data, zone) if tell else kind.replace("_", " ")


def local(moment: datetime, zone: tzinfo | None) -> str:
    """A time as a clock on the wall in the zone (None: UTC) shows it; the hour that comes twice with its offset."""
    shown = moment.astimezone(zone or UTC)
    twice = shown.replace(fold=0).utcoffset() != shown.replace(fold=1).utcoffset()
    return shown.strftime("%Y-%m-%d %H:%M") + (f" ({shown:%z})" if twice else "")


def letter(letter: Data) -> str:
    """How a letter went: its direction and whether everyone can read it."""
    direction = _DIRECTIONS[letter["direction"]]
    if letter["direction"] == "internal":
        return direction
    return f"{direction}, in {'public' if letter['public'] else 'private'}"


def _opened(data: Data, _: tzinfo | None) -> str:
    return "opened, from the first reading" if data.get("from_history") else "opened"


def _alerted(data: Data, _: tzinfo | None) -> str:
    return f"alerted: {data['destination']}" if data.get("destination") else "alerted"


def _assigned(data: Data, _: tzinfo | None) -> str:
    before = f" (was {data['before']})" if data.get("before") else ""
    return f"assigned to {data['owner']}{before}"


def _waiting(data: Data, zone: tzinfo | None) -> str:
    whom = "the customer" if data["for"] == "customer" else "someone else"
    return f"waiting for {whom} until {local(datetime.fromisoformat(data['until']), zone)}"


def _resumed(data: Data, _: tzinfo | None) -> str:
    because = _WAITED.get(data.get("because", ""))
    return f"taken up again: {because}" if because else "taken up again"


def _note(data: Data, _: tzinfo | None) -> str:
    return letter(data)


def _answered(data: Data, _: tzinfo | None) -> str:
    return "answered, posted in public" if data.get("posted") else "answered in private"


def _reply_observed(data: Data, _: tzinfo | None) -> str:
    return "the shop's answer was seen on the page"


def _edited(data: Data, _: tzinfo | None) -> str:
    return f"post {data['finding']} " + ("stands on the page again" if data.get("returned") else "was changed")


def _worsened(data: Data, _: tzinfo | None) -> str:
    return f"post {data['finding']} got worse: {data['note']}"


def _removed(data: Data, _: tzinfo | None) -> str:
    return f"post {data['finding']} is gone from the page"


def _resolved(data: Data, _: tzinfo | None) -> str:
    parts = [f"{name}: {data[name]}" for name in ("asked", "offered", "given") if data.get(name)]
    parts += [f"worth € {data['amount']}"] if data.get("amount") else []
    return f"resolved ({'; '.join(parts)})" if parts else "resolved"


def _satisfaction(data: Data, _: tzinfo | None) -> str:
    if data.get("asked"):
        return "asked whether the customer is satisfied"
    score = f": {data['score']} out of 10" if data.get("score") else ""
    return f"the customer on how it was handled{score}"


def _judged(data: Data, _: tzinfo | None) -> str:
    parts = [f"{name} {data[name]}" for name in ("decision", "severity") if data.get(name)]
    parts += [f"themes {', '.join(data['themes'])}"] if data.get("themes") else []
    return f"judged: {'; '.join(parts)}"


def _merged(data: Data, _: tzinfo | None) -> str:
    if "relation" in data:
        return f"also in {data['source']}: post {data['finding']} is {_RELATIONS[data['relation']]} {data['with']}"
    return f"merged into {data['into']}" if "into" in data else f"{data['from']} was merged into this"


def _split(data: Data, _: tzinfo | None) -> str:
    return f"split off: {data['to']}" if "to" in data else f"split off from {data['from']}"


def _reopened(data: Data, _: tzinfo | None) -> str:
    return "reopened: its answer was to what was split off" if data.get("because") == "split" else "reopened"


def _dismissed(data: Data, _: tzinfo | None) -> str:
    return f"dismissed: {data['why']}"


def _erased(data: Data, _: tzinfo | None) -> str:
    because = "kept long enough" if data.get("because") == "term" else "on request"
    return f"erased ({because}); it was {data['was']}"


_TOLD: Mapping[str, Callable[[Data, tzinfo | None], str]] = {
    "opened": _opened,
    "alerted": _alerted,
    "assigned": _assigned,
    "waiting": _waiting,
    "resumed": _resumed,
    "note": _note,
    "answered": _answered,
    "reply_observed": _reply_observed,
    "edited": _edited,
    "worsened": _worsened,
    "removed": _removed,
    "resolved": _resolved,
    "satisfaction": _satisfaction,
    "merged": _merged,
    "split": _split,
    "reopened": _reopened,
    "dismissed": _dismissed,
    "judged": _judged,
    "erased": _erased,
}
