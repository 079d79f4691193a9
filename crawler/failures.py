"""Why a request got no answer, in words for whoever runs the program."""

from __future__ import annotations

from scrapy import exceptions

from crawler.manners.refusal import SilentError
from guard.text import one_line

WORDS: dict[type[BaseException], str] = {
    exceptions.DownloadConnectionRefusedError: "the server refused the connection",
    exceptions.CannotResolveHostError: "the host name could not be found",
    exceptions.DownloadTimeoutError: "the server did not answer in time",
    exceptions.DownloadCancelledError: "the answer was larger than max_body",
    exceptions.ResponseDataLossError: "the answer was cut off",
    exceptions.NotSupported: "only http and https addresses are opened",
    exceptions.UnsupportedURLSchemeError: "only http and https addresses are opened",
    SilentError: "robots.txt is unreachable, so nothing may be read",
}
LONGEST = 200


def in_words(error: BaseException | None) -> str:
    """The failure of a request, with what the library said of it."""
    if error is None:
        return "no answer"
    said = one_line(str(error), LONGEST)
    word = WORDS.get(type(error), type(error).__name__)
    return f"{word}: {said}" if said else word
