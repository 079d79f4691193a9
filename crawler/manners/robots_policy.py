"""What an answer to the request for a robots.txt means, and what it lets us read. Pure.

By RFC 9309, section 2.3.1, and stricter where a site tells us to stay away: 401, 403 and 429 end the reading, though
the RFC would let a crawler go on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self
from urllib.parse import urlsplit

from complaints.robots_files import RobotsFile
from crawler.manners.robots import LONGEST, Group, parse, path_of
from guard.retry_after import retry_after
from guard.text import one_line

# Never longer: a site's new rules count within a day (2.4).
DAY = timedelta(hours=24)
# What failed is asked again at the next turn of a source that is read every hour.
UNREACHABLE = timedelta(minutes=50)
# No answer may be the fault of our own line: the next run asks again.
SILENT = timedelta(minutes=4)
# All that wait for one answer have it, even where it may be asked again at once.
MINUTE = timedelta(minutes=1)
# Who asks for a longer delay is asked every so many seconds; a source would else not be read to its end within a run.
LONGEST_DELAY = 60.0
LONGEST_PATH = 80
OTHER_WAYS = (
    "other ways in: an API key from the site, its notification mails, or a page you save yourself "
    "(`klachtwacht import`)"
)
PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back for a robots.txt, after redirects. retry_after: that header."""

    status: int
    body: bytes = b""
    retry_after: str | None = None


def authority_of(url: str) -> str:
    """Whose robots.txt says something about the URL: scheme://host:port. Raises ValueError for a port that is none."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{_host(url)}:{parts.port or PORTS.get(parts.scheme, 0)}"


def address_of(authority: str) -> str:
    """Where an authority's robots.txt is; the port is left out where it goes without saying."""
    parts = urlsplit(authority)
    port = "" if parts.port == PORTS.get(parts.scheme) else f":{parts.port}"
    return f"{parts.scheme}://{_host(authority)}{port}/robots.txt"


def _host(url: str) -> str:
    host = urlsplit(url).hostname or ""
    return f"[{host}]" if ":" in host else host


def judge(authority: str, answer: Answer, now: datetime) -> RobotsFile:
    """What an answer means and how long it holds. The body of an error is no robots.txt, whatever it says."""
    status, said = answer.status, f"HTTP {answer.status}"
    if 200 <= status < 300:
        return _rules(authority, answer, now)
    if status in (401, 403):
        return _file(authority, now, DAY, kind="refused", reason=said)
    if status == 429:
        wait = retry_after(answer.retry_after, now, DAY)
        return _file(authority, now, UNREACHABLE if wait is None else max(wait, MINUTE), kind="busy", reason=said)
    if status >= 500:
        wait = retry_after(answer.retry_after, now, DAY) or timedelta(0)
        return _file(authority, now, max(wait, UNREACHABLE), kind="unreachable", reason=said)
    return _file(authority, now, DAY, kind="none", reason=said)


def _rules(authority: str, answer: Answer, now: datetime) -> RobotsFile:
    # PostgreSQL keeps no NUL.
    text = answer.body[:LONGEST].decode("utf-8", "replace").replace("\0", "\ufffd")
    if parse(text).speaks:
        return _file(authority, now, DAY, kind="rules", text=text)
    page = text.lstrip("\ufeff \t\r\n").startswith("<")
    return _file(authority, now, DAY, kind="rules", reason="a web page instead of rules" if page else None)


def too_many_redirects(authority: str, now: datetime) -> RobotsFile:
    """More than five redirects: the site has no robots.txt (2.3.1.2)."""
    return _file(authority, now, DAY, kind="none", reason="more than five redirects")


def unanswered(authority: str, why: str, now: datetime) -> RobotsFile:
    """Network trouble: nothing may be read until there is an answer (2.3.1.4). why: in words."""
    return _file(authority, now, SILENT, kind="silent", reason=why)


def _file(
    authority: str, now: datetime, holds: timedelta, *, kind: str, text: str = "", reason: str | None = None
) -> RobotsFile:
    return RobotsFile(authority=authority, fetched=now, expires=now + holds, kind=kind, text=text, reason=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What an authority lets us do: what is known of its robots.txt, and what that says to us."""

    file: RobotsFile
    group: Group

    @classmethod
    def of(cls, file: RobotsFile, agent: str) -> Self:
        """What the file says to the crawler with this user agent."""
        return cls(file=file, group=parse(file.text).group(agent))

    @property
    def delay(self) -> float:
        """The seconds to leave between two requests, at most LONGEST_DELAY; 0 where nothing is said."""
        return min(self.group.delay or 0.0, LONGEST_DELAY)

    def allows(self, url: str) -> bool:
        """Whether the URL may be read."""
        if self.file.kind == "rules":
            return self.group.allows(url)
        return self.file.kind == "none"

    def reason(self, url: str) -> str:
        """Why a URL that is not allowed is not, and what can be done instead, in one line."""
        host = one_line(_shown(self.file.authority), LONGEST_PATH)
        until = f"asked again after {self.file.expires:%Y-%m-%d %H:%M} UTC"
        match self.file.kind:
            case "rules":
                path = one_line(path_of(url), LONGEST_PATH)
                return f"robots.txt of {host} does not allow us to read {path}; {OTHER_WAYS}"
            case "refused":
                return f"robots.txt of {host} is refused to us ({self.file.reason}), so is the rest; {OTHER_WAYS}"
            case "busy":
                return f"robots.txt of {host} is refused for now ({self.file.reason}); {until}"
            case "unreachable":
                said = f"robots.txt of {host} is unreachable ({self.file.reason}), so nothing may be read"
                return f"{said}; {until}; {OTHER_WAYS}"
            case _:
                return f"{host}: {self.file.reason}"


def _shown(authority: str) -> str:
    """The host as people know it."""
    return urlsplit(address_of(authority)).netloc
