"""Webhooks as Standard Webhooks 1.0.0 has them: signed, one id over all tries, the same bytes every time."""

from __future__ import annotations

import base64
import binascii
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from alerts.destination import Destination
from alerts.discretion import discreet, pieces, reason
from alerts.outcome import SENT, Outcome, failed
from complaints.outbox import Claimed
from guard.retry_after import retry_after
from guard.text import safe_link

if TYPE_CHECKING:
    import httpx

TIMEOUT_SECONDS = 20.0
GONE = 410
# Statuses that ask for less at a time; their Retry-After is honoured.
_THROTTLES = frozenset({429, 502, 503, 504})
_PREFIX = "whsec_"
# Section "Signature scheme" of the specification.
_LEAST_KEY, _MOST_KEY = 24, 64


def check(destination: Destination) -> str | None:
    """Why this webhook is no good, in words without its address or secret; None when it is fine."""
    if safe_link(destination.url.reveal()) is None:
        return "a webhook is a full http:// or https:// address, without a user name in it"
    if destination.secret is None:
        return 'a webhook needs a secret, like "env:WEBHOOK_SECRET"'
    return _check_secret(destination.secret.reveal())


def _check_secret(secret: str) -> str | None:
    expected = f"its secret must be base64 of {_LEAST_KEY} to {_MOST_KEY} bytes, with {_PREFIX} before it"
    encoded = secret.removeprefix(_PREFIX)
    try:
        key = base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
    except (binascii.Error, ValueError):
        return expected
    return None if _LEAST_KEY <= len(key) <= _MOST_KEY else expected


def body(snapshot: dict[str, Any]) -> str:
    """The bytes that go over the line, as ASCII: the same snapshot gives the same body on every try."""
    return json.dumps(snapshot, separators=(",", ":"))


def headers(secret: str, uid: str, now: datetime, content: str) -> dict[str, str]:
    """What identifies and signs one try; now is aware and is the moment of the try, in whole seconds."""
    from standardwebhooks import Webhook

    moment = now.astimezone(UTC).replace(microsecond=0)
    return {
        "content-type": "application/json",
        "user-agent": "Klachtwacht",
        "webhook-id": uid,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": Webhook(secret).sign(msg_id=uid, timestamp=moment, data=content),
    }


def post(destination: Destination, row: Claimed, now: datetime) -> Outcome:
    """Deliver the row's snapshot. Redirects are not followed and proxies of the environment are not used."""
    problem = check(destination)
    if problem is not None or destination.secret is None:
        return failed(problem or "no secret")
    import httpx

    url, secret = destination.url.reveal(), destination.secret.reveal()
    content = body(row.snapshot)
    with discreet():
        try:
            return _exchange(url, headers(secret, row.uid, now, content), content, now)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
            secrets = [*pieces(url), secret, secret.removeprefix(_PREFIX)]
            return failed(reason(f"{type(error).__name__}: {error}", secrets))


def _exchange(url: str, signed: dict[str, str], content: str, now: datetime) -> Outcome:
    import httpx

    with (
        httpx.Client(follow_redirects=False, timeout=TIMEOUT_SECONDS, trust_env=False) as client,
        # Only the status is of use: an endless answer is not read.
        client.stream("POST", url, content=content.encode(), headers=signed) as response,
    ):
        return _outcome(response, now)


def _outcome(response: httpx.Response, now: datetime) -> Outcome:
    status = response.status_code
    if response.is_success:
        return SENT
    if status == GONE:
        return Outcome(sent=False, error="410 Gone", final=True, gone=True)
    error = f"{status} from the receiver" + (", redirects are not followed" if 300 <= status < 400 else "")
    wait = retry_after(response.headers.get("retry-after"), now) if status in _THROTTLES else None
    return Outcome(sent=False, error=error, retry_after=wait)
