"""Where a request ended up, and what the server says of it beside the page: walls that no page has to be read for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from guard.addresses import plain_host

# Hosts whose only business is consent are named for it.
_CONSENT = frozenset({"myprivacy", "consent", "cookieconsent", "cookiewall", "privacygate", "cmp", "guce"})
_SIGN_IN_HOSTS = frozenset({"login", "signin", "accounts", "auth", "sso"})
_SIGN_IN_PATHS = frozenset(
    {"login", "log-in", "signin", "sign-in", "inloggen", "aanmelden", "connexion", "se-connecter", "anmelden"}
)
_OWNERS = {
    "dpgmedia.nl": "DPG Media",
    "dpgmedia.be": "DPG Media",
    "dpgmedia.net": "DPG Media",
    "dpgmediagroup.net": "DPG Media",
    "google.com": "Google",
    "youtube.com": "YouTube",
    "yahoo.com": "Yahoo",
}
# What Cloudflare and AWS WAF say of an answer that is not the page (their documentation).
_HEADERS = {"cf-mitigated": ("challenge",), "x-amzn-waf-action": ("challenge", "captcha")}


def wall_by_address(asked: str, reached: Iterable[str]) -> str | None:
    """The wall that a request was led to over these addresses: "consent wall of …" or "sign-in page"; None for none."""
    home = _host(asked)
    for url in reached:
        host = _host(url)
        if host != home and _labels(host) & _CONSENT:
            return f"consent wall {_whose(host)}"
        if host and _asks_to_sign_in(url, host) and not _asks_to_sign_in(asked, home):
            return "sign-in page"
    return None


def wall_by_headers(headers: Mapping[str, str]) -> str | None:
    """The wall that the headers of an answer name: "challenge" or "captcha"; None for none. Names in lower case."""
    for name, walls in _HEADERS.items():
        if headers.get(name, "").strip().lower() in walls:
            return headers[name].strip().lower()
    return None


def _host(url: str) -> str:
    try:
        return plain_host(urlsplit(url).hostname or "")
    except ValueError:
        return ""


def _labels(host: str) -> set[str]:
    """The names before that of the site."""
    return set(host.split(".")[:-2])


def _whose(host: str) -> str:
    owner = _OWNERS.get(".".join(host.split(".")[-2:]))
    return f"of {owner}" if owner else f"at {host}"


def _asks_to_sign_in(url: str, host: str) -> bool:
    steps = {step.partition(".")[0].lower() for step in urlsplit(url).path.split("/")}
    return bool(_labels(host) & _SIGN_IN_HOSTS or steps & _SIGN_IN_PATHS)
