"""What one value in shop.toml may be: addresses, names, the form of a secret. Pure; no file, no network."""

from __future__ import annotations

import base64
import binascii
import ipaddress
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from guard.addresses import Allowed

_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
_HOST = re.compile(r"(?=.{1,253}$)[^\W_](?:[\w-]{0,61}[^\W_])?(?:\.[^\W_](?:[\w-]{0,61}[^\W_])?)*")
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?P<host>[A-Za-z0-9.-]+\.[A-Za-z0-9-]+)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+")
# Standard Webhooks, "Signature scheme": a symmetric secret of 24 to 64 random bytes in base64, marked whsec_.
_WEBHOOK_SECRET = "whsec_"  # noqa: S105 the mark, not a secret
_WEBHOOK_BYTES = range(24, 65)
# Apprise's addresses that carry no secret unless a password stands in them.
_OPEN_SCHEMES = frozenset({"mailto", "mailtos", "json", "jsons", "xml", "xmls", "form", "forms", "syslog", "dbus"})
_PASSWORDS = frozenset({"pass", "password", "token", "key", "secret"})
LONGEST_TEXT = 500


def is_text(value: str) -> bool:
    """Is it one line of 1 to 500 printable characters, not only spaces?"""
    return bool(value.strip()) and value.isprintable() and len(value) <= LONGEST_TEXT


def is_name(value: str) -> bool:
    """Is it 1 to 64 ASCII letters, digits, - and _, as names in commands and paths are?"""
    return _NAME.fullmatch(value) is not None


def is_host(value: str) -> bool:
    """Is it a host's name or an IPv4 address, without port?"""
    return _HOST.fullmatch(value) is not None


def is_http_url(value: str) -> bool:
    """Is it a whole http or https URL?"""
    if not value.isprintable() or " " in value:
        return False
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and host is not None and (is_host(host) or _is_ip(host))


def is_page_url(value: str) -> bool:
    """Is it an http or https URL without user name and password? It stands in findings, exports and logs."""
    return is_http_url(value) and "@" not in urlsplit(value).netloc


def is_mail(value: str) -> bool:
    """Is it one e-mail address?"""
    match = _MAIL.fullmatch(value)
    return match is not None and is_host(match["host"])


def is_contact(value: str) -> bool:
    """Is it an e-mail address or URL that can stand in a user agent?"""
    return value.isascii() and "(" not in value and ")" not in value and (is_mail(value) or is_http_url(value))


def is_user_agent(value: str) -> bool:
    """Is it a header's value: printable ASCII, no line breaks?"""
    return value.isascii() and is_text(value)


def is_allowed_private(value: str) -> bool:
    """Is it a host, host:port, [IPv6]:port or CIDR block, and not a block of every address?"""
    if "/" in value:
        return _is_block(value)
    try:
        Allowed.of([value])
    except ValueError:
        return False
    return True


def _is_block(value: str) -> bool:
    try:
        return ipaddress.ip_network(value).prefixlen > 0
    except ValueError:
        return False


def _is_ip(value: str) -> bool:
    try:
        ipaddress.ip_address(value)
    except ValueError:
        return False
    return True


def is_channel_url(value: str) -> bool:
    """Has it the form of an Apprise URL, scheme://…? Whether Apprise knows the scheme is not asked here."""
    return _SCHEME.fullmatch(value) is not None


def is_webhook_secret(value: str) -> bool:
    """Is it a secret of Standard Webhooks, whsec_ and 24 to 64 bytes in base64?"""
    try:
        content = base64.b64decode(value.removeprefix(_WEBHOOK_SECRET), validate=True)
    except (binascii.Error, ValueError):
        return False
    return value.startswith(_WEBHOOK_SECRET) and len(content) in _WEBHOOK_BYTES


def zone(value: str) -> ZoneInfo:
    """The time zone of that name. Raises ValueError when there is none."""
    try:
        return ZoneInfo(value)
    except (ZoneInfoNotFoundError, OSError, ValueError) as error:
        # A folder of zones, such as "Europe", is an OSError.
        raise ValueError("not a time zone") from error


def holds_password(url: str) -> bool:
    """Does a password or token stand in the URL, before its host or in its query?"""
    try:
        parts = urlsplit(url)
        password = parts.password
    except ValueError:
        return True
    return bool(password) or not _PASSWORDS.isdisjoint(name.lower() for name in parse_qs(parts.query))


def is_secret_channel(url: str) -> bool:
    """Is the Apprise URL a secret? Of most services the address itself is; of mail only with a password."""
    return holds_password(url) or url.partition("://")[0].lower() not in _OPEN_SCHEMES


def database_url(text: str, folder: Path) -> str:
    """The URL as SQLAlchemy wants it, with an SQLite file relative to folder made absolute.

    Raises ValueError for anything but a file of SQLite or a database of PostgreSQL; never shows the text.
    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise ValueError("not a URL of a database") from None
    if url.drivername in ("postgresql", "postgres", "postgresql+psycopg") and url.database:
        return url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    if url.drivername != "sqlite" or url.host or url.database in (None, "", ":memory:"):
        raise ValueError("not a database that can be used")
    return url.set(database=str(folder.absolute() / str(url.database))).render_as_string(hide_password=False)
