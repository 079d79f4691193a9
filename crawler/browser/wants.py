"""What a page that is being drawn may ask for. Pure: robots.txt, pace and addresses are asked where it is fetched."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.manners.pace import host_and_port
from guard.addresses import plain_host

# What draws reviews. Images, fonts, styles, media, frames and live connections draw none.
KINDS = frozenset({"script", "xhr", "fetch"})
METHODS = frozenset({"GET", "POST"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A request of a page. kind as the browser names it; of_page: for the page itself, not for a frame in it."""

    url: str
    method: str
    kind: str
    of_page: bool


@dataclass(frozen=True, slots=True)
class Site:
    """Whose hosts a page may ask: its own, those under it, and those that its source names."""

    host: str
    own: str
    also: frozenset[str]

    @classmethod
    def of(cls, url: str, also: Collection[str]) -> Site:
        """The site of a page's address; also: the hosts that its source names."""
        own = plain_host(urlsplit(url).hostname or "").removeprefix("www.")
        return cls(host_and_port(url), own, frozenset(plain_host(host) for host in also))

    def has(self, url: str) -> bool:
        """Whether the URL is on one of its hosts. A host with another port is another server."""
        try:
            parts = urlsplit(url)
            usual = parts.port is None
        except ValueError:
            return False
        host = plain_host(parts.hostname or "")
        if parts.scheme not in ("http", "https") or not host:
            return False
        if host_and_port(url) == self.host or host in self.also:
            return True
        # Nothing is under an address in figures, nor under a name that stands alone.
        named = "." in self.own and not self.own.rpartition(".")[2].isdecimal()
        return usual and named and (host == self.own or host.endswith(f".{self.own}"))


def refuses(wanted: Wanted, site: Site) -> str | None:
    """Why a page does not get what it wants, or None."""
    if wanted.kind == "document" and not wanted.of_page:
        return "a frame"
    if wanted.kind not in KINDS and wanted.kind != "document":
        return wanted.kind
    if wanted.method not in METHODS:
        return wanted.method
    return None if site.has(wanted.url) else "another host"
