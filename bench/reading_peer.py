"""What autoscraper reads of the same pages, where it is installed; it is shown one value of each field first."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from bench.reading_scores import Tally, same
from bench.reading_sets import Example

SHOWN = ("author", "text")
# It takes seconds for a page of some size.
GROUPS = ("invented", "heureka")


def peer() -> Any:
    """autoscraper's class, None where it is not installed."""
    try:
        return import_module("autoscraper").AutoScraper
    except ImportError:
        return None


def read_by_peer(scraper: Any, example: Example) -> Tally:
    """The tally of a page: its first review is the example that the peer learns from, and the others are counted."""
    tally = Tally()
    for name in SHOWN:
        wanted = [gold.fields[name] for gold in example.gold if gold.fields.get(name)]
        if len(wanted) < 2 or name not in example.scored:
            continue
        learned = scraper()
        found = learned.build(html=example.html, wanted_list=wanted[:1]) or []
        hits = sum(any(same(name, each, one) for one in found) for each in wanted[1:])
        tally.right[name] += hits
        tally.missing[name] += len(wanted) - 1 - hits
        tally.wrong[name] += max(0, len(found) - hits - 1)
    return tally
