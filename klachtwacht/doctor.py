"""What could keep the program from its work, looked at part by part: each is well, worth a note, or a fault. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from klachtwacht.health import Ailment

State = Literal["ok", "note", "fault"]
# A log without a copy of this week is one disk away from being none.
OLD_BACKUP = timedelta(days=7)
# What one more month of reviews may take, and what one pass takes at the least, in MiB.
SCARCE, TOO_LITTLE = 500, 50
# Clocks of two computers differ; more than this is no difference but a fault.
OFF = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One part that was looked at. about is settings, database, backup, disk, clock, browser, destination, run, source
    or outbox; name says which of several; todo what to do where it is not ok.
    """

    about: str
    state: State
    said: str
    name: str | None = None
    todo: str | None = None

    def lines(self) -> Iterator[str]:
        """It for a person: a line, and one with what to do."""
        yield f"{self.state:<6}{' '.join(filter(None, [self.about, self.name]))}: {self.said}"
        if self.todo:
            yield f"{'':<6}-> {self.todo}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a source takes that it may lack. keys: those missing in shop.toml; browser: whether one draws its pages."""

    path: str
    keys: Sequence[str] = ()
    browser: bool = False


def of_settings(path: str, warnings: Sequence[str]) -> Iterator[Check]:
    """The settings file, which could be read."""
    yield Check(about="settings", state="ok", said=f"{path} is right" + (", but:" if warnings else ""))
    yield from (Check(about="settings", state="note", said=warning) for warning in warnings)


def of_backup(last: datetime | None, now: datetime) -> Check:
    """The last copy that `klachtwacht backup` made of the log; None where it made none."""
    todo = "klachtwacht backup FILE, on another disk, best from cron"
    if last is None:
        return Check(about="backup", state="note", said="the log was never copied", todo=todo)
    state: State = "ok" if now - last <= OLD_BACKUP else "note"
    return Check(about="backup", state=state, said=f"made {last:%Y-%m-%d}", todo=None if state == "ok" else todo)


def of_disk(folder: str, free: int) -> Check:
    """The disk of the log, with so many bytes free."""
    mib = free // 2**20
    state: State = "fault" if mib < TOO_LITTLE else "note" if mib < SCARCE else "ok"
    todo = None if state == "ok" else "make room there, or move the database"
    return Check(about="disk", state=state, said=f"{mib} MiB free in {folder}", todo=todo)


def of_clock(now: datetime, known: Iterable[datetime | None]) -> Check:
    """The clock of this computer, beside moments (aware) that have been."""
    latest = max((moment for moment in known if moment is not None), default=now)
    if latest - now > OFF:
        said = f"it is {now:%Y-%m-%d %H:%M} UTC by the clock, and {latest:%Y-%m-%d %H:%M} has been"
        return Check(about="clock", state="fault", said=said, todo="set the clock of this computer right")
    return Check(about="clock", state="ok", said=f"{now:%Y-%m-%d %H:%M} UTC")


def of_browser(needs: Sequence[Needs], found: str | None, why: str | None) -> Iterator[Check]:
    """The browser, where a source needs one: its file, or why there is none."""
    drawn = [need.path for need in needs if need.browser]
    if drawn and found:
        yield Check(about="browser", state="ok", said=f"{found}, for {', '.join(drawn)}")
    elif drawn:
        yield Check(about="browser", state="fault", said=f"{why}; it is needed for {', '.join(drawn)}")


def of_needs(needs: Sequence[Needs]) -> Iterator[Check]:
    """What shop.toml leaves unsaid of sources."""
    for need in needs:
        if need.keys:
            todo = f"set {' and '.join(f'{key} = …' for key in need.keys)} in shop.toml; docs/sources.md says what"
            yield Check(about="source", name=need.path, state="fault", said=f"lacks {', '.join(need.keys)}", todo=todo)


def of_destination(name: str, why: str | None, *, sent: bool) -> Check:
    """A destination: why nothing can be sent there, None where it can; sent: whether that was tried."""
    if why is None:
        said = "a test message was sent" if sent else "looks right; --send tries it"
        return Check(about="destination", name=name, state="ok", said=said)
    return Check(about="destination", name=name, state="fault", said=why, todo="see its address in shop.toml")


def of_health(found: Sequence[Ailment]) -> Iterator[Check]:
    """What `health` names."""
    for each in found:
        yield Check(about=each.what, name=each.name, state="fault", said=each.why, todo=each.todo)


def is_well(checks: Iterable[Check]) -> bool:
    """Whether nothing is a fault."""
    return all(check.state != "fault" for check in checks)


def as_json(checks: Sequence[Check], now: datetime) -> dict[str, Any]:
    """The one object that `doctor --json` prints."""
    return {"well": is_well(checks), "checked": now.isoformat(), "checks": [asdict(check) for check in checks]}
