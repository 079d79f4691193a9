"""Conditional requests: an ETag and Last-Modified on every page, 304 for who already has it (RFC 9110, 13)."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

from starlette.datastructures import Headers
from starlette.responses import Response

ETAG = re.compile(r'(?:W/)?"([^"]*)"')


def conditional(asked: Headers, body: str, *, changed: datetime, now: datetime, kind: str = "text/html") -> Response:
    """The body with its validators, or 304 without it; changed and now are aware."""
    tag = hashlib.sha256(body.encode()).hexdigest()[:32]
    validators = {"etag": f'"{tag}"', "cache-control": "no-cache"}
    if modified := last_modified(changed, now):
        validators["last-modified"] = format_datetime(modified, usegmt=True)
    if unchanged(asked, tag, modified):
        return Response(status_code=304, headers=validators)
    return Response(body, media_type=kind, headers=validators)


def last_modified(changed: datetime, now: datetime) -> datetime | None:
    """The whole second of the last change; None within that second, when another change could still carry it."""
    second = changed.astimezone(UTC).replace(microsecond=0)
    return second if now - second >= timedelta(seconds=1) else None


def unchanged(asked: Headers, tag: str, modified: datetime | None) -> bool:
    """Whether the visitor's copy is still good; If-None-Match overrules If-Modified-Since."""
    if (tags := asked.get("if-none-match")) is not None:
        return tags.strip() == "*" or tag in ETAG.findall(tags)
    since = _moment(asked.get("if-modified-since"))
    return since is not None and modified is not None and modified <= since


def _moment(header: str | None) -> datetime | None:
    if header is None:
        return None
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        # RFC 9110, 13.1.3: a date that is not one is ignored.
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
