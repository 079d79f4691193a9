"""What Kiyoh and Klantenvertellen answer, one platform under two names: their publication API and their older feed.

The API has no pages. It is walked by the time at which a review last changed, of which it gives the oldest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from w3lib.url import add_or_replace_parameters

from complaints.review import Review
from crawler.reading.answer_fields import answered, mark, parts
from crawler.reading.answers import AnswerError, KeyRefusedError, data, each, figure, words
from crawler.reading.fields import author, moment, recommendation
from crawler.reading.page import Page, Reading
from crawler.reading.xml_answers import plain, root
from guard.text import one_line

REFUSED = 400
REMOVED = "/removed/"
SINCE = "updatedSince"
# More than this changed in one and the same millisecond: then the API cannot be walked.
MOST_AT_ONCE = 4_000
# Other people's programs find that it gives no more at once: so many of one moment may be all of them, or its most.
AT_ONCE = 250
# Before there was such a platform, and further ahead than any clock of theirs: a walk is not led there.
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
_TOMORROW = timedelta(days=1)
_MILLISECOND = timedelta(milliseconds=1)
# The document prints the second without its e; answers have it.
_ONE_LINE = ("DEFAULT_ONELINER", "DEFAULT_ONLINER")


def read(page: Page) -> Reading:
    """The reviews of an answer, in JSON or XML, or the ids of those that were removed. Raises AnswerError."""
    said = _said(page)
    _refuse_error(said, page.status)
    listed = said if isinstance(said, list) else parts(said, "reviews")
    if not listed:
        return Reading(says_none=isinstance(said, dict) and figure(said.get("numberReviews")) == 0)
    following = _following(page, listed)
    if REMOVED in page.url:
        gone = (words(part.get("reviewId")) for part in listed if isinstance(part, dict))
        return Reading(removed=tuple(filter(None, gone)), next_url=following)
    reviews, unreadable, _ = each(listed, lambda part: _review(part, page))
    return Reading(reviews=reviews, reader=page.site, unreadable=unreadable, next_url=following)


def _said(page: Page) -> Any:
    if not page.html.lstrip("\ufeff \r\n\t").startswith("<"):
        return data(page)
    # A refusal says in XML too what is refused.
    said = plain(root(replace(page, status=200) if page.status == REFUSED else page))
    # An empty list is an empty element.
    return {**said, "reviews": []} if isinstance(said, dict) and said.get("reviews", said) is None else said


def stamp(moment: datetime) -> str:
    """A time as the API writes it and takes it."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _refuse_error(said: Any, status: int) -> None:
    """Nothing for an answer. A key that it does not know is HTTP 400."""
    code = said.get("errorCode") if isinstance(said, dict) else None
    if code is None and status < 300:
        return
    http = int(figure(said.get("httpCode")) or status) if isinstance(said, dict) else status
    why = one_line(", ".join(filter(None, [f"HTTP {http}", _detail(said) or words(code)])), 200)
    raise (
        KeyRefusedError(f"the key, or the id that belongs to it, is refused: {why}")
        if http == 400
        else AnswerError(why)
    )


def _detail(said: Any) -> str | None:
    """What the error is about: the reason that the answer gives first."""
    detail = said.get("detailedError") if isinstance(said, dict) else None
    first = detail[0] if isinstance(detail, list) and detail else detail
    return words(first.get("errorCode")) if isinstance(first, dict) else None


def _review(part: dict[str, Any], page: Page) -> Review:
    answers = {item.get("questionGroup"): words(item.get("rating")) for item in part.get("reviewContent") or []}
    title = next(filter(None, map(answers.get, _ONE_LINE)), None)
    text = answers.get("DEFAULT_OPINION")
    given = figure(part.get("rating")) or answers.get("DEFAULT_OVERALL")
    # No name of a place, and no reference of an order: nobody needs them to answer.
    return Review(
        site=page.site,
        reader=page.site,
        id=str(words(part["reviewId"]) or _missing("reviewId")),
        author=author(words(part.get("reviewAuthor"))),
        rating=mark(given, best=page.best or 10),
        recommend=recommendation(answers.get("DEFAULT_RECOMMEND")),
        published=moment(words(part.get("dateSince")), zone=UTC, now=page.now),
        title=title,
        text=text if title or text else _any_text(part),
        reply=answered(part.get("reviewComments"), None, page),
        language=(words(part.get("reviewLanguage")) or page.language or "")[:2].lower() or None,
    )


def _missing(name: str) -> str:
    raise ValueError(f"no {name}")


def _any_text(part: dict[str, Any]) -> str | None:
    """What was written where neither of the two usual questions was asked."""
    written = (item for item in part.get("reviewContent") or [] if item.get("questionType") == "TEXT")
    return "\n\n".join(filter(None, (words(item.get("rating")) for item in written))) or None


def _following(page: Page, parts: Sequence[dict[str, Any]]) -> str | None:
    """Where the walk goes on: from when the last of these changed, that moment again.

    Whether the moment itself counts is not documented: from just before it nothing is left out either way. None for
    the feed, which is no walk.
    """
    asked = parse_qs(urlsplit(page.url).query)
    if SINCE not in asked:
        return None
    times = [when for when in map(_instant, parts) if when and BEGINNING <= when <= page.now + _TOMORROW]
    if not times:
        raise AnswerError(f"no time of a last change, from which to go on: {one_line(repr(parts[0]), 120)}")
    limit = int(asked.get("limit", ["0"])[0])
    if limit and len(parts) >= min(limit, AT_ONCE) and times != sorted(times):
        raise AnswerError("the reviews are not in the order that was asked for, so that some would be left out")
    since = max(times) - _MILLISECOND
    if since > datetime.fromisoformat(asked[SINCE][0]):
        return add_or_replace_parameters(page.url, {SINCE: stamp(since)})
    return _past_one_moment(page.url, len(parts), limit, max(times))


def _past_one_moment(url: str, count: int, limit: int, last: datetime) -> str:
    """Where a walk goes on that did not get any further: all of an answer changed at one moment."""
    if not limit or count < min(limit, AT_ONCE):
        return url
    if count < limit:
        return add_or_replace_parameters(url, {SINCE: stamp(last + _MILLISECOND)})
    if 2 * limit > MOST_AT_ONCE:
        raise AnswerError(f"more than {limit} reviews changed at {stamp(last)}: they cannot be told apart")
    return add_or_replace_parameters(url, {"limit": str(2 * limit)})


def _instant(part: Any) -> datetime | None:
    """When it changed, to the millisecond; None where it does not say. Without a zone it is UTC."""
    try:
        when = datetime.fromisoformat(part[SINCE])
    except (ValueError, LookupError, TypeError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)
