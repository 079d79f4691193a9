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
    """Keeps in memory, at a time that the test says."""

    def __init__(self, now: datetime) -> None:
        self.time = now
        self.kept: dict[str, RobotsFile] = {}
        self.loads: list[str] = []

    def now(self) -> datetime:
        return self.time

    async def load(self, authority: str) -> RobotsFile | None:
        self.loads.append(authority)
        return self.kept.get(authority)

    async def save(self, file: RobotsFile) -> None:
        self.kept[file.authority] = file
