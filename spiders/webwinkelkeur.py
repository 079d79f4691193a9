"""Shop reviews on webwinkelkeur.nl, by the API of the dashboard, 1-5 or 1-10, or its page, 0-10."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any
from urllib.parse import quote

from crawler import KeyOrPageSpider, Review, Signed, author
from crawler.reading.answer_fields import answered, mark, parts, when
from crawler.reading.answers import AnswerError, KeyRefusedError, each, figure, onward, succeeded, words
from crawler.reading.page import Page, Reading

# What an account without a right id and code is told, always with HTTP 200.
_REFUSALS = ("Not all obligated variables are set", "Incorrect authentication credentials")
# At the end of an address, sent to nobody: an earlier answer showed that marks are out of ten.
_OUT_OF_TEN = "#10"


class Webwinkelkeur(KeyOrPageSpider):
    """id is the number of the shop, key the code of its API; without them url is the page of its reviews."""

    name = "webwinkelkeur"
    domains = ("webwinkelkeur.nl", "valuedshops.be", "valuedshops.de")
    best = 5
    page_best = 10
    wants = ("id", "key")
    host = "https://dashboard.webwinkelkeur.nl"
    gives = "author, mark, shop's reply, whether the buyer is verified"
    ids = "made of the second of writing and the name; of older answers without a time, of author, date and words"
    verified = "a document only (vendor's API reference, and the answers in the tests of its own client)"

    def addresses(self) -> tuple[str, ...]:
        """The latest, newest first."""
        return (f"{self.base}/api/1.0/ratings.json?id={quote(self.source.id or '', safe='')}&limit=100&offset=0",)

    def signed(self, url: str) -> Signed:
        """The code in the address."""
        return Signed(url=f"{url.removesuffix(_OUT_OF_TEN)}&code={quote(self.secret, safe='')}")

    def answer(self, page: Page) -> Reading:
        """A page of reviews; those in quarantine are not public, and passed over."""
        said = succeeded(page)
        _refuse_error(said)
        ratings, total = parts(said, "ratings"), figure(said.get("total"))
        best = _best(ratings, page)
        written = Counter(_written(part) for part in ratings if isinstance(part, dict))
        reviews, unreadable, held = each(ratings, lambda part: _review(part, page, best, written[_written(part)] == 1))
        following = onward(page.url.removesuffix(_OUT_OF_TEN), "offset", len(ratings), total)
        return Reading(
            reviews=reviews,
            unreadable=unreadable,
            passed_over=held,
            next_url=following and following + _OUT_OF_TEN * (best == 10),
            says_none=not ratings and total == 0,
        )


def _refuse_error(said: Any) -> None:
    """Nothing for an answer that succeeded by its own word: the HTTP status is 200 whatever happens."""
    status = said.get("status") if isinstance(said, dict) else None
    if status == "success":
        return
    message = str(said.get("message") or f"status {status}") if isinstance(said, dict) else "no object"
    raise KeyRefusedError(message) if message.startswith(_REFUSALS) else AnswerError(message)


def _best(ratings: list[Any], page: Page) -> float:
    """The top of the scale: the API's is 5, an older one's 10, which a mark over 5 gives away."""
    marks = (figure(part.get("rating")) or 0 for part in ratings if isinstance(part, dict))
    out_of_ten = page.url.endswith(_OUT_OF_TEN) or max(marks, default=0) > 5
    return 10 if out_of_ten else page.best or 5


def _written(part: dict[str, Any]) -> tuple[str, str]:
    """The second in which a review was written, and by whom; "" for what is not said."""
    return words(part.get("created")) or "", " ".join((words(part.get("name")) or "").casefold().split())


def _review(part: dict[str, Any], page: Page, best: float, alone: bool) -> Review | None:
    if part.get("quarantine"):
        return None
    verified = part.get("verified")
    return Review(
        site=page.site,
        reader=page.site,
        id=_id(*_written(part)) if alone else None,
        author=author(words(part.get("name"))),
        # The marks for parts of the service are 0 where nothing was answered; the mark itself says enough.
        rating=mark(part["rating"], best=best),
        published=when(part.get("created") or part.get("date"), page),
        text=words(part.get("comment")),
        reply=answered(part.get("reaction"), None, page),
        language=words(part.get("language")) or page.language,
        verified_buyer=verified if isinstance(verified, bool) else None,
    )


def _id(created: str, name: str) -> str | None:
    """The API gives none. Who wrote when stays when the words or the mark are edited; a mere day is of many."""
    return hashlib.blake2b(f"{created}\x1f{name}".encode(), digest_size=16).hexdigest() if created and name else None
