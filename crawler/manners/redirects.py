"""Following redirects without telling the next server where we came from."""

from __future__ import annotations

from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.http import Request, Response


class SilentRedirectMiddleware(RedirectMiddleware):
    """Scrapy's own, which looks for a referer middleware that we do not have."""

    def handle_referer(self, request: Request, response: Response) -> None:
        """No Referer goes along."""
        request.headers.pop("Referer", None)
