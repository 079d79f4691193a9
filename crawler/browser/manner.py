"""How a source's pages are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.steps import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """What is done on its pages, whose hosts beside their own they may ask, as whom, in which time zone."""

    agent: str
    steps: Sequence[Step] = ()
    hosts: Sequence[str] = ()
    zone: str = "Europe/Amsterdam"
