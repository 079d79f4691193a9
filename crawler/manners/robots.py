"""What a robots.txt says to a crawler, by RFC 9309: groups, the longest match, percent-encoding, and Crawl-delay.

Our own, because the parsers there are were measured against the RFC's cases and fail some: Protego ends a group at
an unknown line, others take "[" for a wildcard. Crawl-delay is not in the RFC; sites mean it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

# At least this much must be read (RFC 9309, 2.5); what comes after is not.
LONGEST = 500 * 1024
_BREAK = re.compile(r"\r\n|\r|\n")
_TOKEN = re.compile(r"[A-Za-z_-]+")
_ENCODED = re.compile(r"%([0-9a-fA-F]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
# Spellings that are common enough to mean the same.
_AGENT = frozenset({"user-agent", "useragent"})
_DISALLOW = frozenset({"disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"})
EVERYONE = "*"


@dataclass(frozen=True, slots=True)
class Rule:
    """A path that may or may not be fetched, in the spelling in which paths are compared."""

    path: str
    allowed: bool


@dataclass(frozen=True, slots=True)
class Group:
    """What is said to some crawlers: rules, and the seconds they are to wait between requests."""

    rules: tuple[Rule, ...] = ()
    delay: float | None = None


@dataclass(frozen=True, slots=True)
class Robots:
    """A robots.txt: what it says to each crawler by its product token in lower case."""

    groups: dict[str, Group]

    def group(self, agent: str) -> Group:
        """What is said to the crawler of this name, else to everyone, else nothing."""
        return self.groups.get(token(agent)) or self.groups.get(EVERYONE) or Group()

    def allows(self, agent: str, url: str) -> bool:
        """Whether the crawler may fetch the URL: the longest rule that matches says, and allow wins a tie."""
        path = path_of(url)
        if path == "/robots.txt":
            return True
        best = max(
            (rule for rule in self.group(agent).rules if matches(rule.path, path)),
            key=lambda rule: (len(rule.path), rule.allowed),
            default=None,
        )
        return best is None or best.allowed

    def delay(self, agent: str) -> float | None:
        """The seconds the crawler is asked to leave between two requests, None where it is not."""
        return self.group(agent).delay


def parse(text: str) -> Robots:
    """The rules in a robots.txt. Nothing in it can make this fail: what is not understood is passed over."""
    found: dict[str, Group] = {}
    for agents, group in _groups(_lines(text[:LONGEST])):
        for agent in agents:
            found[agent] = _merged(found.get(agent), group)
    return Robots(found)


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in _BREAK.split(text.removeprefix("\ufeff")):
        key, colon, value = line.partition("#")[0].partition(":")
        words = key.split()
        # The colon is forgotten often enough; then a line is two words, no more.
        if colon and len(words) == 1:
            yield words[0].lower(), value.strip()
        elif not colon and len(words) == 2:
            yield words[0].lower(), words[1]


def _groups(lines: Iterable[tuple[str, str]]) -> Iterator[tuple[list[str], Group]]:
    """Each group: user-agent lines, then what is said to them. Unknown lines neither begin nor end one."""
    agents: list[str] = []
    rules: list[Rule] = []
    delay: float | None = None
    said = False
    for key, value in lines:
        if key in _AGENT:
            if said:
                yield agents, Group(tuple(rules), delay)
                agents, rules, delay, said = [], [], None, False
            agents.append(token(value))
        elif key == "allow" or key in _DISALLOW:
            said = True
            rules += [Rule(spelled(value), key == "allow")] if value else []
        elif key == "crawl-delay":
            said, delay = True, _seconds(value)
    yield agents, Group(tuple(rules), delay)


def _merged(known: Group | None, more: Group) -> Group:
    if known is None:
        return more
    delays = [delay for delay in (known.delay, more.delay) if delay is not None]
    return Group(known.rules + more.rules, max(delays, default=None))


def _seconds(value: str) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        return None
    return seconds if 0 <= seconds < float("inf") else None


def token(agent: str) -> str:
    """The product token of a crawler's name, in lower case: "Foo" of "Foo Bar/1.0"; "*" means everyone."""
    agent = agent.strip()
    if agent == EVERYONE or agent.startswith(("* ", "*\t")):
        return EVERYONE
    found = _TOKEN.match(agent)
    return found[0].lower() if found else ""


def path_of(url: str) -> str:
    """Path and query of a URL in the spelling in which paths are compared."""
    parts = urlsplit(url)
    path = parts.path or "/"
    return spelled(f"{path}?{parts.query}" if parts.query or url.endswith("?") else path)


def spelled(path: str) -> str:
    """A path with what need not be encoded decoded, and what must be encoded, in capitals (RFC 9309, 2.2.2)."""
    ascii_only = "".join(c if c.isascii() else _encoded(c) for c in path)
    return _ENCODED.sub(_decoded, ascii_only)


def _encoded(character: str) -> str:
    return "".join(f"%{octet:02X}" for octet in character.encode("utf-8", "replace"))


def _decoded(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character in _UNRESERVED else found[0].upper()


def matches(pattern: str, path: str) -> bool:
    """Whether a rule's path matches: from the start, "*" for anything, a "$" at its end for the end.

    Linear in the path for each "*": pieces are looked for from the left, which is enough when anything may lie between.
    """
    ends = pattern.endswith("$")
    first, *pieces = (pattern[:-1] if ends else pattern).split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    if not pieces:
        return at == len(path) or not ends
    last = pieces.pop() if ends else ""
    for piece in pieces:
        at = path.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return len(path) - len(last) >= at and path.endswith(last)
