"""The platform of Kiyoh and Klantenvertellen: how its publication API and its older feed are asked."""

from __future__ import annotations

from typing import ClassVar
from urllib.parse import quote, urlencode

from crawler.api import ApiSpider, Signed
from crawler.reading import publication
from crawler.reading.page import Page, Reading

BEGINNING = publication.stamp(publication.BEGINNING)


class PublicationSpider(ApiSpider):
    """With the id of the location, key is the token of the publication API; without one, the hash of the feed.

    The API says what changed and what was removed since it was last asked; the feed has the latest reviews, nothing
    of what is gone. url may be that of the feed in XML.
    """

    best = 10
    wants = ("key",)
    walks = True
    tenant: ClassVar[str]
    gives = "author, mark, recommendation, title, shop's reply; removals with an id"

    def addresses(self) -> tuple[str, ...]:
        """Two walks, of what was removed and of what changed; or the feed."""
        if not self.source.id:
            feed = self.base if self.base.endswith(".xml") else f"{self.base}/v1/review/feed.json"
            return (f"{feed}?limit={publication.AT_ONCE}",)
        asked = {"locationId": self.source.id, "tenantId": self.tenant, "orderBy": "UPDATE_DATE", "sortOrder": "ASC"}
        asked |= {"limit": str(publication.AT_ONCE), publication.SINCE: BEGINNING}
        reviews = f"{self.base}/v1/publication/review"
        since = urlencode({publication.SINCE: BEGINNING})
        return f"{reviews}{publication.REMOVED}latest/?{since}", f"{reviews}/external?{urlencode(asked)}"

    def signed(self, url: str) -> Signed:
        """The token in a header of its own, or the hash in the address."""
        if self.source.id:
            return Signed(url=url, headers={"X-Publication-Api-Token": self.secret})
        return Signed(url=f"{url}&hash={quote(self.secret, safe='')}")

    def answer(self, page: Page) -> Reading:
        """The reviews that changed, or were removed, oldest first; those of the feed."""
        return publication.read(page)
