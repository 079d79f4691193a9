"""How this process behaves towards the servers of others: one conduct for all crawlers in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self, cast

from crawler.manners.pace import Pace
from crawler.manners.patience import Busy, Patience
from crawler.manners.robots_book import RobotsBook
from crawler.source import Network
from guard.addresses import Allowed

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.spider import ReviewSpider


@dataclass(frozen=True, slots=True, kw_only=True)
class Conduct:
    """What every request is held to. agent is the user agent; delay the seconds between two requests to a host."""

    agent: str
    delay: float = 1.0
    allowed: Allowed = field(default_factory=Allowed)
    pace: Pace = field(default_factory=Pace)
    patience: Patience = field(default_factory=Patience)
    busy: Busy = field(default_factory=Busy)
    robots: RobotsBook = field(default_factory=RobotsBook)

    @classmethod
    def of(cls, network: Network) -> Self:
        """The conduct that shop.toml asks for."""
        return cls(agent=network.user_agent, delay=network.delay, allowed=Allowed.of(network.allow_private))


def conduct_of(crawler: Crawler) -> Conduct:
    """The conduct of a crawler's spider."""
    return cast("ReviewSpider", crawler.spider).conduct
