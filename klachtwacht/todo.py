"""What whoever runs the program can do about a source, in one line for each lamp and reason."""

from __future__ import annotations

import re
from datetime import datetime

from crawler.source import Source
from klachtwacht.shop_values import holds_password

_SAVE = "save the page in a browser: klachtwacht import page.html --site {site}{url}"
_AGAIN = "wait; it is asked again {again}"
_LOOK = "open the page; if what was read of it is right: klachtwacht confirm {path}"
_DRAWN = "docs/operating.md, Pages drawn by JavaScript"
_TELL = "look for a newer version, or tell us (README, Help)"
_TRY = "save the page and see what is read of it: klachtwacht read page.html --site {site}"

# By lamp, in this order: what the reason holds, and what to do; the last of a lamp is for every other reason.
_DO: dict[str, tuple[tuple[str, str | None], ...]] = {
    "live": (
        (r"`klachtwacht confirm`", _LOOK),
        (r"unknown scale", "set best = … for this source in shop.toml"),
        (r"could not be read", _TRY),
        (r"", None),
    ),
    "stale": (
        (r"the clock was ahead", "set the clock of this computer right"),
        (r"nothing new since", "open the page: if newer reviews stand there, tell us (README, Help)"),
        (r"none came to it", "have cron or the timer start klachtwacht run without names, and see whether it ends"),
        (r"", "see whether cron or the timer still starts klachtwacht run"),
    ),
    "changed": (
        (r"in another language", "see whether url in shop.toml leads to the page in the shop's own language"),
        (
            r"no reviews could be read",
            f"open the page; if its reviews come a moment after it, set browser = true ({_DRAWN}); else {_TRY}",
        ),
        (r"", _LOOK),
    ),
    "changed drawn": (
        (r"no reviews could be read", f"open the page; what has to be done there first goes into steps ({_DRAWN})"),
        (r"", _LOOK),
    ),
    "changed data": ((r"", "look for a newer version; what it gives for three days is taken for right"),),
    "blocked": (
        (r"robots\.txt of \S+ is (?:refused for now|unreachable)|HTTP 429|HTTP 403: the feed", _AGAIN),
        (r"robots\.txt of ", "ask the site for a key or a feed, or " + _SAVE),
        (r"allow_private", "name its host in allow_private in shop.toml, if it is your own"),
        (r"quota", _AGAIN),
        (r"^(?:the|this|only) ", "see whether url in shop.toml is right"),
        (r"", _SAVE),
    ),
    "needs key": (
        (r"needs (?P<keys>.+) in shop\.toml", "set {keys} for this source in shop.toml; docs/sources.md says what"),
        (r"", "have the site give a new key, and set it in shop.toml"),
    ),
    "hostile": ((r"", "open the page with care; if it is not honest, set enabled = false for this source"),),
    "failed": (
        (r"HTTP 4(?:04|10)|could not be found|redirected more|set id", "see whether url (or id) in shop.toml is right"),
        (r"larger than max_body", "raise max_body in shop.toml, if the page is honest"),
        (r"no browser is installed|KLACHTWACHT_BROWSER names", "install the browser that the reason names"),
        (r"the browser does not start", f"start it by hand and see why: {_DRAWN}"),
        (r"not done within", "lower max_pages in shop.toml, or leave it: each run reads as far"),
        (r"HTTP \d|in time|refused the connection|broke off|cut off|unreachable|no answer", _AGAIN),
        (r"", _TELL),
    ),
    "new": ((r"", "klachtwacht run {path}"),),
    "off": ((r"", "set enabled = true in shop.toml to have it read again"),),
}  # fmt: skip
_DO["quiet"] = _DO["live"]


def todo(source: Source, lamp: str, reason: str | None, next_due: datetime | None, now: datetime) -> str | None:
    """What to do about a source with this lamp and reason, None for nothing; times on the clock of its shop."""
    for holds, line in _DO[_kind(source, lamp)]:
        found = re.search(holds, reason or "")
        if found:
            return line and _filled(line, source, _again(source, next_due, now), found.groupdict())
    return None


def _kind(source: Source, lamp: str) -> str:
    """The lamp, and of one that changed how the source is read: no two ways are looked at alike."""
    if lamp != "changed":
        return lamp
    return "changed data" if source.key is not None else "changed drawn" if source.browser else "changed"


def _filled(line: str, source: Source, again: str, said: dict[str, str]) -> str:
    keys = " and ".join(f"{key} = …" for key in re.split(r", | and ", said.get("keys", "")))
    url = source.url and f" --url {'…' if holds_password(source.url) else source.url}"
    return line.format(site=source.site, url=url or "", path=source.path, again=again, keys=keys)


def _again(source: Source, next_due: datetime | None, now: datetime) -> str:
    if next_due is None or next_due <= now:
        return "at the next run"
    due, today = next_due.astimezone(source.zone), now.astimezone(source.zone).date()
    return f"at {due:%H:%M}" if due.date() == today else f"on {due:%Y-%m-%d at %H:%M}"
