"""Why a request got no answer, in words for whoever runs the program."""

from __future__ import annotations

import gzip
import zlib

from scrapy import exceptions

from crawler.manners.refusal import SilentError
from guard.text import one_line

WORDS: dict[type[BaseException], str] = {
    exceptions.DownloadConnectionRefusedError: "the server refused the connection",
    exceptions.CannotResolveHostError: "the host name could not be found",
    exceptions.DownloadTimeoutError: "the server did not answer in time",
    exceptions.DownloadCancelledError: "the answer was larger than max_body",
    exceptions.ResponseDataLossError: "the answer was cut off",
    exceptions.DownloadFailedError: "the answer broke off, or is no HTTP",
    exceptions.NotSupported: "only http and https addresses are opened",
    exceptions.UnsupportedURLSchemeError: "only http and https addresses are opened",
    gzip.BadGzipFile: "the answer could not be unpacked",
    zlib.error: "the answer could not be unpacked",
    SilentError: "robots.txt is unreachable, so nothing may be read",
}
# What Scrapy says by words alone.
SAID = {"max redirections reached": "redirected more often than may be"}
LONGEST = 200


def in_words(error: BaseException | None) -> str:
    """The failure of a request, with what the library said of it."""
    if error is None:
        return "no answer"
    said = one_line(_said(error), LONGEST)
    if said in SAID:
        return SAID[said]
    word = WORDS.get(type(error), type(error).__name__)
    return f"{word}: {said}" if said else word


def _said(error: BaseException) -> str:
    """What is said of the reasons, where there are some: of a failure Twisted prints what it is, not what it says."""
    reasons = getattr(error.__cause__, "reasons", ())
    return "; ".join(filter(None, (str(reason.value) for reason in reasons))) or str(error)
