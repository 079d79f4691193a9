"""Compressed answers: one that unpacks to more than max_body is a hostile page, not a failure to be tried again."""

from __future__ import annotations

from typing import Any

from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from crawler.reading.prescan import HostilePageError


class UnpackingMiddleware(HttpCompressionMiddleware):
    """Scrapy's own, which stops unpacking at DOWNLOAD_MAXSIZE."""

    def process_response(self, request: Request, response: Response, *about: Any) -> Request | Response:
        """The answer, unpacked. Raises HostilePageError."""
        try:
            return super().process_response(request, response, *about)
        except IgnoreRequest as error:
            packed = len(response.body)
            reason = f"hostile page: {packed} bytes that unpack to more than max_body ({self._max_size} bytes)"
            raise HostilePageError(reason) from error
