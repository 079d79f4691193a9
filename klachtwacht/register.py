"""The register of processing (GDPR article 30) and the notice for customers (article 14), from shop.toml.

Markdown, one register and one notice a shop. Of a destination only its name is told: its address is a secret.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from alerts.destination import Destination
from complaints.catalogue import Catalogue
from complaints.shop import Shop
from crawler.source import Source
from klachtwacht.config import Config

words = Catalogue(Path(__file__).parent / "words")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|])")


class Say(Protocol):
    """Says a sentence in the language of the register."""

    def __call__(self, key: str, **values: str | int | float) -> str:
        """The sentence, filled in."""


def register(config: Config, language: str, now: datetime) -> Iterator[str]:
    """The lines of the register and the notice of every shop; language is nl, fr or en, now is aware."""
    say: Say = partial(words.say, language)
    for shop in config.shops:
        yield from _register(config, shop, say, f"{now.astimezone(shop.zone):%Y-%m-%d}")
        yield from _notice(config, shop, say)


def plain(text: str) -> str:
    """A text of shop.toml such that Markdown shows it as it is."""
    return _MARKDOWN.sub(r"\\\1", text)


def _register(config: Config, shop: Shop, say: Say, day: str) -> Iterator[str]:
    yield f"# {say('register-title', shop=plain(shop.name))}"
    yield from ("", f"*{say('draft', day=day)}*", "", f"{say('register-article')}", "")
    yield f"- **{say('controller')}**: {plain(shop.name)}"
    yield f"- **{say('contact')}**: {_contact(config, say)}"
    for key in ("purposes", "basis", "subjects", "categories"):
        yield from _part(say, key, [say(f"{key}-text")])
    yield from ("", say("special"))
    yield from _part(say, "sources", [*_sources(config, shop, say), f"- {say('source-by-hand')}"])
    yield from _part(say, "recipients", _recipients(config.destinations, shop, say))
    yield from _part(say, "retention", _retention(config, say))
    for key in ("security", "rights"):
        yield from _part(say, key, [say(f"{key}-text")])
    yield from (*_part(say, "authority", [_authority(shop, say)]), "")


def _part(say: Say, key: str, lines: Sequence[str]) -> Iterator[str]:
    yield from ("", f"## {say(key)}", "", *lines)


def _contact(config: Config, say: Say) -> str:
    return plain(config.network.contact) or say("to-fill-in")


def _sources(config: Config, shop: Shop, say: Say) -> list[str]:
    return [f"- {_source(source, say)}" for source in config.sources if source.shop == shop.key]


def _source(source: Source, say: Say) -> str:
    permission = plain(source.permission or say("source-none"))
    told = say("source-line", name=plain(source.name), place=_place(source), permission=permission)
    return told if source.enabled else f"{told}; {say('source-off')}"


def _place(source: Source) -> str:
    """The address without a query, in which a token may stand."""
    return plain((source.url or source.site).partition("?")[0])


def _recipients(destinations: Sequence[Destination], shop: Shop, say: Say) -> list[str]:
    ours = [one for one in destinations if not one.operator and (not one.shops or shop.key in one.shops)]
    if not ours:
        return [say("recipients-none")]
    return [say("recipients-text"), "", *(f"- {plain(one.name)}" for one in ours), "", say("recipients-outside")]


def _retention(config: Config, say: Say) -> list[str]:
    terms = config.terms
    return [
        f"- {say('retention-complaint', days=str(terms.after_closing.days))}",
        f"- {say('retention-other', days=str(terms.without_complaint.days))}",
        f"- {say('retention-request')}",
    ]


def _authority(shop: Shop, say: Say) -> str:
    return say(f"authority-{shop.holidays}")


def _notice(config: Config, shop: Shop, say: Say) -> Iterator[str]:
    name, contact, terms = plain(shop.name), _contact(config, say), config.terms
    yield f"# {say('notice-title', shop=name)}"
    yield from ("", say("notice-article"), "", say("notice-who", shop=name, contact=contact))
    yield from ("", say("notice-what", shop=name), "", say("notice-why"), "", say("notice-from"), "")
    yield from (f"- {_place(source)}" for source in config.sources if source.shop == shop.key and source.enabled)
    days = {"complaint": str(terms.after_closing.days), "other": str(terms.without_complaint.days)}
    yield from ("", say("notice-receivers"), "", say("notice-kept", **days), "")
    yield from (say("notice-rights", contact=contact, authority=_authority(shop, say)), "")
