"""Sources that are feeds: public ones by their address, private ones by a key that is the whole address."""

from __future__ import annotations

from urllib.parse import urlsplit

from crawler.api import ApiSpider, Signed
from crawler.reading.answers import KeyRefusedError


class FeedSpider(ApiSpider):
    """A feed. key, where there is one, is its private address: a secret, about which robots.txt is not asked."""

    # A public feed is anybody's; a key makes it one's own.
    obeys_robots = True
    # A feed holds the latest alone.
    shows_all = False

    def addresses(self) -> tuple[str, ...]:
        """The address of the feed; of a private one only its host, by which it is remembered."""
        if not self.source.key:
            return (str(self.source.url),)
        parts = urlsplit(self.secret)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            self.saw.note_refusal(KeyRefusedError(f"{self.name} needs the whole address of the feed as its key"))
            return ()
        return (f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/",)

    def signed(self, url: str) -> Signed:
        """The request: of a private feed its own address."""
        return Signed(url=self.secret or url)

    def lacks(self) -> list[str]:
        """Either of the two will do."""
        return [] if self.source.key or self.source.url else list(self.wants)
