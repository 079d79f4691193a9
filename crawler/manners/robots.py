"""What a robots.txt says to a crawler, by RFC 9309: groups, the longest match, percent-encoding, and Crawl-delay.

Our own, because the parsers there are were measured against the RFC's cases and fail some: Protego ends a group at
an unknown line, others take "[" for a wildcard. Crawl-delay is not in the RFC; sites mean it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

# At least this much must be read (RFC 9309, 2.5); what comes after is not.
LONGEST = 500 * 1024
_BREAK = re.compile(r"\r\n|\r|\n")
_TOKEN = re.compile(r"[A-Za-z_-]+")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_ENCODED = re.compile(r"%([0-9a-fA-F]{2})")
# What stands between the authority and the fragment. Not urlsplit, which raises for some addresses.
_PATH = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://[^/?#]*)?([^#]*)", re.DOTALL)
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
    """What is said to one crawler: rules, and the seconds to leave between requests, None where that is not said."""

    rules: tuple[Rule, ...] = ()
    delay: float | None = None

    def allows(self, url: str) -> bool:
        """Whether the URL may be fetched: the longest rule that matches says, and allow wins a tie."""
        path = path_of(url)
        if path == "/robots.txt":
            return True
        best = max(
            (rule for rule in self.rules if matches(rule.path, path)),
            key=lambda rule: (len(rule.path), rule.allowed),
            default=None,
        )
        return best is None or best.allowed


@dataclass(slots=True)
class _Section:
    """Lines that belong together. agents: the place of each crawler among those named.

    delays: how many crawlers were named when it was said, and the seconds.
    """

    agents: dict[str, int] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    delays: list[tuple[int, float]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Robots:
    """A robots.txt. Sections are put together when asked for: done before, a hostile file would grow quadratically."""

    sections: tuple[_Section, ...] = ()

    @property
    def speaks(self) -> bool:
        """Whether it says anything to anyone."""
        return any(section.agents for section in self.sections)

    def group(self, agent: str) -> Group:
        """What is said to the crawler of this name, else to everyone, else nothing."""
        return self._group(token(agent)) or self._group(EVERYONE) or Group()

    def _group(self, name: str) -> Group | None:
        found = [section for section in self.sections if name in section.agents]
        if not found:
            return None
        said = [delay for section in found for count, delay in section.delays if section.agents[name] < count]
        return Group(tuple(rule for section in found for rule in section.rules), max(said, default=None))

    def allows(self, agent: str, url: str) -> bool:
        """Whether the crawler of this name may fetch the URL."""
        return self.group(agent).allows(url)

    def delay(self, agent: str) -> float | None:
        """The seconds the crawler is asked to leave between two requests, None where it is not."""
        return self.group(agent).delay


def parse(text: str) -> Robots:
    """The rules in a robots.txt. Nothing in it can make this fail: what is not understood is passed over."""
    return Robots(tuple(_sections(_lines(text[:LONGEST]))))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in _BREAK.split(text.removeprefix("\ufeff")):
        key, colon, value = line.partition("#")[0].partition(":")
        words = key.split(maxsplit=2)
        # The colon is forgotten often enough; then a line is two words, no more.
        if colon and len(words) == 1:
            yield words[0].lower(), value.strip()
        elif not colon and len(words) == 2:
            yield words[0].lower(), words[1].strip()


def _sections(lines: Iterable[tuple[str, str]]) -> Iterator[_Section]:
    """User-agent lines, then what is said to them. Only rules end the naming of crawlers: other lines, Crawl-delay
    among them, "MUST NOT interfere" (2.2.4). Rules before any crawler is named are said to nobody.
    """
    section, ruled = _Section(), False
    for key, value in lines:
        if key in _AGENT:
            if ruled:
                yield section
                section, ruled = _Section(), False
            section.agents.setdefault(token(value), len(section.agents))
        elif key == "allow" or key in _DISALLOW:
            ruled = True
            section.rules += [Rule(pattern_of(value), key == "allow")] if value else []
        elif key == "crawl-delay" and (seconds := _seconds(value)) is not None:
            section.delays.append((len(section.agents), seconds))
    yield section


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
    found = _PATH.match(url)
    path = found[1] if found else ""
    return _literal(spelled(path if path.startswith("/") else f"/{path}"))


def pattern_of(value: str) -> str:
    """A rule's path in the spelling in which paths are compared; "*" and a "$" at its end keep their meaning."""
    ends = value.endswith("$")
    return spelled(value.removesuffix("$")).replace("$", "%24") + "$" * ends


def _literal(path: str) -> str:
    """What is "*" or "$" in an address is encoded, so that a rule can mean it by %2A and %24 (2.2.3)."""
    return path.replace("*", "%2A").replace("$", "%24")


def spelled(path: str) -> str:
    """A path with what need not be encoded decoded, and what must be encoded, in capitals (RFC 9309, 2.2.2)."""
    return _FOREIGN.sub(_encoded, _ENCODED.sub(_decoded, path))


def _encoded(found: re.Match[str]) -> str:
    return f"%{found[0].encode('utf-8', 'replace').hex('%').upper()}"


def _decoded(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character in _UNRESERVED else found[0].upper()


def matches(pattern: str, path: str) -> bool:
    """Whether a rule's path matches: from the start, "*" for anything, a "$" at its end for the end.

    Linear in the path: pieces are looked for from the left, which is enough when anything may lie between.
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
