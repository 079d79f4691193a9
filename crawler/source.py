"""What the crawler must know of one source and of the network; filled from shop.toml elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from crawler.steps import Step
from guard.secrets import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """How the crawler behaves towards every host; delay and timeout in seconds, max_body in bytes."""

    contact: str
    delay: float = 1.0
    timeout: float = 30.0
    max_body: int = 8 * 1024 * 1024
    max_pages: int = 50
    user_agent: str
    allow_private: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One place where one shop is talked about. site names the spider, best the top of its scale.

    every, every_min and every_max say how often it is due; history how far back a first reading opens records.
    browser: its pages are drawn by JavaScript; steps and hosts what that takes, in place of what its spider says.
    """

    name: str
    shop: str
    site: str
    url: str | None = None
    id: str | None = None
    key: Secret | None = None
    best: float | None = None
    language: str | None = None
    country: str | None = None
    zone: ZoneInfo = ZoneInfo("Europe/Amsterdam")
    browser: bool = False
    steps: tuple[Step, ...] = ()
    hosts: tuple[str, ...] = ()
    every: timedelta = timedelta(hours=1)
    every_min: timedelta | None = None
    every_max: timedelta | None = None
    history: timedelta = timedelta(days=30)
    permission: str | None = None
    enabled: bool = True

    @property
    def path(self) -> str:
        """The name by which a source is known outside its shop: shop/name."""
        return f"{self.shop}/{self.name}"
