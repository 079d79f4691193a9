"""What is known of a source's cards once someone has confirmed how they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crawler.reading.card_model import Layout, Prior

VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Canary:
    """One review of a confirmed reading: its date, and of its other fields what tells whether they are the same."""

    published: str | None
    seals: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the cards held: how many there were, in what part of them each field stood, how long the texts were."""

    cards: int
    coverage: Mapping[str, float]
    lengths: tuple[int, ...] = ()
    values: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """A stored reading. at: when it was learned, ISO 8601; how: by whom or what was said.

    layout is None for a source that is not read by its cards. best: where its marks end, scale_from who says so (user,
    printed, given); None where it has no marks. salt is what the seals of the canary are made with.
    """

    site: str
    at: str
    how: str
    salt: str
    layout: Layout | None = None
    best: float | None = None
    scale_from: str | None = None
    profile: Profile | None = None
    canary: Canary | None = None
    version: int = VERSION

    @property
    def prior(self) -> Prior:
        """What the reader of cards is to know beforehand."""
        return Prior(layout=self.layout, lengths=self.profile.lengths if self.profile else ())
