"""The shop a complaint is about, as the records need to know it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """One shop: key in the records, name for people, the first of languages is what its staff reads.

    near: the words one of which must stand near its name, where that is a common word.
    own_model: where its own weights are kept, if it has learnt any.
    """

    key: str
    name: str
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("nl",)
    zone: ZoneInfo = ZoneInfo("Europe/Amsterdam")
    holidays: str = "NL"
    own_model: Path | None = None

    @property
    def language(self) -> str:
        """The language staff reads: "nl", "fr" or "en"."""
        return self.languages[0]
