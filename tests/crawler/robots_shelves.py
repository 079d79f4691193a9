"""Where tests keep what is known of robots.txt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from complaints.robots_files import RobotsFile
from crawler.manners.robots_book import NoShelf


class NoRules(NoShelf):
    """Of every site it is known already that it has no robots.txt: for tests of other things."""

    async def load(self, authority: str) -> RobotsFile:
        now = datetime.now(UTC)
        return RobotsFile(authority=authority, fetched=now, expires=now + timedelta(hours=1), kind="none")


class Memory(NoShelf):
    """Keeps in memory, at a time that the test says, or now."""

    def __init__(self, *kept: RobotsFile, now: datetime | None = None) -> None:
        self.time = now
        self.kept = {file.authority: file for file in kept}
        self.saved: list[RobotsFile] = []

    def now(self) -> datetime:
        return self.time or datetime.now(UTC)

    async def load(self, authority: str) -> RobotsFile | None:
        return self.kept.get(authority)

    async def save(self, file: RobotsFile) -> None:
        self.saved.append(file)
        self.kept[file.authority] = file


def kept(authority: str, age: float, *, kind: str = "rules", text: str = "") -> RobotsFile:
    """What was fetched some hours ago, and holds for a day from then."""
    fetched = datetime.now(UTC) - timedelta(hours=age)
    return RobotsFile(authority=authority, fetched=fetched, expires=fetched + timedelta(hours=24), kind=kind, text=text)
