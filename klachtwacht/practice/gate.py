"""What stands before every page: the request log, headers that fence the page in, and who may post."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# A practice site may run for weeks; a test looks at the last few.
REMEMBERED = 10_000
FENCE = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
# For the one page that draws itself, with its own script.
DRAWING_FENCE = f"{FENCE}; script-src 'self'; connect-src 'self'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One request as answered; size counts the body's bytes, conditional says it named a copy it holds."""

    method: str
    path: str
    query: str
    status: int
    size: int
    conditional: bool
    user_agent: str | None


class Gate:
    """ASGI middleware: keeps Seen for each answered request in its log and adds the fencing headers."""

    def __init__(self, app: ASGIApp, log: deque[Seen]) -> None:
        self._app = app
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: D102
        held: list[Message] = []
        status = size = 0

        async def watched(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                # Held back until the body is here: a 304 ends with its headers, and whoever has it looks in the log.
                status = message["status"]
                fence(MutableHeaders(scope=message))
                held.append(message)
                return
            size += len(message.get("body", b""))
            if not message.get("more_body", False):
                self._log.append(seen(scope, status, size))
            for part in (*held, message):
                await send(part)
            held.clear()

        await self._app(scope, receive, watched)


def seen(scope: Scope, status: int, size: int) -> Seen:
    """The log line of an answered request."""
    headers = Headers(scope=scope)
    return Seen(
        method=scope["method"],
        path=scope["path"],
        query=scope["query_string"].decode("latin-1"),
        status=status,
        size=size,
        conditional="if-none-match" in headers or "if-modified-since" in headers,
        user_agent=headers.get("user-agent"),
    )


def fence(headers: MutableHeaders) -> None:
    """Headers that keep hostile text from running and the page from being framed."""
    headers.setdefault("content-security-policy", FENCE)
    headers["x-content-type-options"] = "nosniff"
    headers["referrer-policy"] = "same-origin"


def cross_site(headers: Headers) -> bool:
    """Whether a browser says that another site sent this form; a program that says nothing is let through."""
    fetch_site = headers.get("sec-fetch-site")
    if fetch_site is not None and fetch_site not in {"same-origin", "none"}:
        return True
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")
