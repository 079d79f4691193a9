"""The domains that stand in a text, of links, of mailboxes and by themselves, and which of them are a shop's."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from crawler.reading.word_forms import Span, within

_DOTTED = re.compile(r"(?<![\w-])[\w-]++(?:\.[\w-]++)++")
# What stands before the @ of a mailbox or of an address with a user name; not a handle, which begins with one.
_LOCAL = re.compile(r"(?<![\w.+%:@-])[\w.+%:-]++@(?=\w)")
_END = re.compile(r"[^\W\d_]+")
# How the domains end that posts hold: "slecht.ik" is a full stop without its space.
_ENDS = (
    "nl be lu de fr eu com net org info biz shop store online uk ie at ch es it pt pl cz sk dk se no fi us ca cc nu tv"
    " io co app bike site xyz top club frl amsterdam vlaanderen brussels gent ru cn me"
)
ENDS = frozenset(_ENDS.split())


@dataclass(frozen=True, slots=True)
class Host:
    """A domain as it stands in a text, with the mailbox or user name before it."""

    name: str
    span: Span


def hosts(text: str, domains: Collection[str]) -> Iterator[Host]:
    """The domains in a text, in order; domains: those of the shop, whose ends are known too."""
    ends = ENDS | {domain.rpartition(".")[2] for domain in domains}
    locals_ = {match.end(): match.span() for match in _LOCAL.finditer(text)} if "@" in text else {}
    before = list(locals_.values())
    for match in _DOTTED.finditer(text):
        # A name before an @ is nobody's domain: https://fietsjansen.example@elsewhere.example
        name = None if within(match.span(), before) else _host(match[0], ends)
        if name:
            start = locals_[match.start()][0] if match.start() in locals_ else match.start()
            yield Host(name, (start, match.end()))


def shop_domains(domains: Iterable[str], names: Iterable[str]) -> frozenset[str]:
    """The domains of a shop as links write them; a name that is one, such as "bol.example", is one of them."""
    return _known(tuple(domains), tuple(names))


def is_of(host: str, domains: Collection[str]) -> bool:
    """Whether a host is one of the domains, or under one."""
    labels = host.casefold().rstrip(".").split(".")
    return any(".".join(labels[at:]) in domains for at in range(len(labels) - 1))


@lru_cache(maxsize=64)
def _known(domains: tuple[str, ...], names: tuple[str, ...]) -> frozenset[str]:
    said = [*domains, *(name for name in names if _DOTTED.fullmatch(name))]
    plain = {domain.casefold().strip(".").removeprefix("www.") for domain in said}
    return frozenset(plain | {_as_ascii(domain) for domain in plain})


def _as_ascii(domain: str) -> str:
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain


def _host(written: str, ends: Collection[str]) -> str | None:
    """The domain, None for words with a full stop between them. A sentence may begin right behind it."""
    labels = written.split(".")
    while len(labels) > 2 and _begins_sentence(labels[-1], written):
        labels.pop()
    found = _END.match(labels[-1])
    end = found[0] if found else ""
    if end.casefold() not in ends or not (end.islower() or end.isupper()):
        return None
    return ".".join([*labels[:-1], end]).strip("_-").casefold()


def _begins_sentence(label: str, written: str) -> bool:
    return label[:1].isupper() and not label.isupper() and not written.isupper()
