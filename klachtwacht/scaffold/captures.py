"""A site's recorded page, held against the site as it is now."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.reading.page import Reading
from crawler.source import Network, Source
from klachtwacht import sites
from klachtwacht.saved_pages import reading_of
from klachtwacht.scaffold.comparing import compared, lost
from klachtwacht.scaffold.fetching import Fetched, fetched
from klachtwacht.scaffold.new_site import ScaffoldError
from klachtwacht.scaffold.recording import Read, as_json, expectation, recorded, write


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A site looked at again: rows of what was read then and now, none where nothing is recorded, and what to say."""

    page: Fetched
    read: Read
    rows: list[tuple[str, str, str]]
    told: list[str]


def look(root: Path, site: str, url: str | None, network: Network) -> Look:
    """Fetch the page that is recorded, or the one at url, and read it. Raises ScaffoldError and NotFetchedError."""
    if site not in sites.names():
        raise ScaffoldError(f"there is no site {site}; there are {', '.join(sites.names())}")
    then = expectation(root, site)
    at = url or (then and then["url"])
    if not at:
        raise ScaffoldError(f"no page of {site} is recorded yet: give the address of one")
    spider = sites.spider(site)
    source = Source(
        name=site, shop="new", site=site, url=at, browser=spider.browser, steps=spider.steps, hosts=spider.hosts
    )
    page = fetched(source, network)
    read = _reader(site, page)
    now = read(page.text)
    if then is None:
        return Look(page=page, read=read, rows=[], told=[f"{len(now.reviews)} reviews read; nothing was recorded yet"])
    rows = compared(then, {"next_url": now.next_url, "reviews": as_json(now)})
    return Look(page=page, read=read, rows=rows, told=_told(then, now, rows))


def renew(root: Path, site: str, look: Look) -> list[Path]:
    """Record the page as it is now, to be looked at anew. Raises NotRecordedError."""
    made_up, reading = recorded(look.page.text, look.read)
    return write(root, site, made_up, reading, look.page)


def _reader(site: str, page: Fetched) -> Read:
    """How a text is read as a page of this site: by way of a file, as the test of recorded pages does."""

    def read(text: str) -> Reading:
        with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            return reading_of(Path(file.name), site=site, url=page.url, best=None, at=page.at.isoformat())

    return read


def _told(then: dict[str, Any], now: Reading, rows: list[tuple[str, str, str]]) -> list[str]:
    told = [f"recorded {then['at'][:10]}, looked at: {then['looked_at'] or 'by nobody yet'}"]
    if gone := lost(rows):
        told.append(f"read then and not now: {', '.join(gone)}")
    if now.unreadable:
        told.append(f"{len(now.unreadable)} parts could not be read: {now.unreadable[0].reason}")
    return told
