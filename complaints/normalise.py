"""A review as published to a review as kept: text made whole and harmless, the address made canonical."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import replace
from functools import lru_cache
from urllib.parse import urlsplit

from complaints.model.reading import language_of
from complaints.review import Review, review_json
from guard.text import one_line, plain, safe_link

LONGEST_ID = 300
LONGEST_NAME = 200
LONGEST_TITLE = 300
LONGEST_TEXT = 20_000
# Sites whose ids mean nothing elsewhere: any page or feed can carry them, so the host belongs to the id.
ANYWHERE = frozenset({"page", "feed", "mailbox"})
# RFC 1035; a longer name is no host.
LONGEST_HOST = 253
# Texts that ftfy never changes, most of them: printable ASCII without "&" and line breaks, with small accented letters.
# What was decoded wrongly shows a capital with an accent, a sign or a control beside them.
_WHOLE = re.compile(r"[\n\x20-\x25\x27-\x7e\xe0-\xf6\xf8-\xff]*")
TRACKING = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "fbclid", "gclid", "msclkid")


def fingerprint(review: Review) -> str:
    """A hash over all that a site published: differs when anything in the review does."""
    return _hash(json.dumps(review_json(review), ensure_ascii=False, separators=(",", ":")))


def normalise(review: Review) -> Review:
    """The same review with mended text, no control characters, bounded lengths and a canonical address.

    Where the page names no language, the text's own is told by its words.
    """
    mended = replace(
        review,
        url=canonical_url(review.url),
        id=(review.id and one_line(review.id, LONGEST_ID)) or None,
        author=_line(review.author, LONGEST_NAME),
        title=_line(review.title, LONGEST_TITLE),
        text=_text(review.text),
        pros=tuple(filter(None, (_line(item, LONGEST_TITLE) for item in review.pros))),
        cons=tuple(filter(None, (_line(item, LONGEST_TITLE) for item in review.cons))),
        reply=review.reply and replace(review.reply, text=_text(review.reply.text) or ""),
    )
    return mended if mended.language else replace(mended, language=language_of(mended))


def canonical_url(url: str | None) -> str | None:
    """The address without tracking, in one spelling; None for what is no http or https link."""
    link = safe_link(url) if url else None
    if link is None:
        return None
    from w3lib.url import canonicalize_url, url_query_cleaner

    cleaned = url_query_cleaner(link, TRACKING, remove=True, unique=False, keep_fragments=True)
    return str(canonicalize_url(cleaned, keep_fragments=True))


def _line(text: str | None, limit: int) -> str | None:
    return (text and one_line(_mend(text), limit)) or None


def _text(text: str | None) -> str | None:
    return (text and plain(_mend(text), LONGEST_TEXT)) or None


def _mend(text: str) -> str:
    if _WHOLE.fullmatch(text):
        return text
    import ftfy

    return str(ftfy.fix_text(text, uncurl_quotes=False))


def origin(review: Review, page_url: str | None) -> str:
    """Whose ids these are: the site, or for a reader of any page the host it was read from."""
    if review.site not in ANYWHERE:
        return review.site
    # The page before the review: what a page says of another host must not touch that host's posts.
    return _host(page_url) or _host(review.url) or review.site


@lru_cache(maxsize=256)  # one page is asked for once for each of its reviews
def _host(url: str | None) -> str | None:
    link = safe_link(url) if url else None
    host = urlsplit(link).hostname if link else None
    return host if host and len(host) <= LONGEST_HOST else None


def post_key(review: Review) -> str:
    """What makes two readings the same post: the site's id, else author, date and what it says."""
    if review.id:
        # No database takes every text: not a NUL, not half a pair of surrogates.
        plain_id = len(review.id) <= 256 and review.id.isprintable()
        return f"id:{review.id}" if plain_id else f"idhash:{_hash(review.id)}"
    return f"post:{_hash(folded(review.author), review.published or '', *_said(review))}"


def _said(review: Review) -> tuple[str, ...]:
    """The words of a post; of one without words its points and mark, or all bare marks of a day would be one post."""
    if review.title or review.text:
        return folded(review.title), folded(review.text)
    mark = review.rating and review.rating.value
    return folded(" ".join((*review.pros, *review.cons))), str(mark), str(review.recommend)


def slot(review: Review) -> str | None:
    """For a post without an id: what stays when its text is edited. None where author or date is unknown."""
    if review.id or not review.author or not review.published:
        return None
    return _hash(folded(review.author), review.published)


def folded(text: str | None) -> str:
    """Case, accents and spacing removed, so that equal words compare equal."""
    bare = text or ""
    if not bare.isascii():
        bare = unicodedata.normalize("NFKD", bare)
        for mark in filter(unicodedata.combining, set(bare)):
            bare = bare.replace(mark, "")
    return " ".join(bare.casefold().split())


def _hash(*parts: str) -> str:
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
