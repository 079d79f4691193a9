"""What a post says besides what it is about: whose story it is, whether it was told before, how long and how many.

Two posts of one first name and one week are told apart by this: one waited three weeks and the other two days, one
paid 25 euro and the other 50, one writes that this is about another order. All by words and two words in a row, without
case and accents: to look them up costs a tenth of a search by pattern.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from complaints.matching.numbers import spelt


def _either(ones: str, others: str) -> frozenset[str]:
    """Two words in a row, of which each is one of some."""
    return frozenset(map(" ".join, product(ones.split(), others.split())))


_THEIRS = (
    "man vrouw broer zus moeder vader zoon dochter buur buurman buurvrouw collega vriend vriendin "
    "mari femme soeur frere voisin voisine mere pere fils fille "
    "husband wife brother sister neighbour mother father son daughter "
    "mann frau bruder schwester mutter vater nachbar"
)
# How another order, another time or somebody else is spoken of.
_ANOTHER = frozenset(("zie mijn", "weer", "diesmal", "cette fois")).union(
    _either("mijn m mon ma my mein meine", _THEIRS),
    _either("andere ander", "bestelling order aankoop keer"),
    _either("dit deze", "keer"),
    _either("eerdere vorige tweede", "review bericht bestelling keer"),
    _either("autre deuxieme", "commande achat fois"),
    _either("other another second different", "order"),
    _either("this last", "time"),
    _either("zweite andere", "bestellung"),
)
# How somebody comes back to what was told before.
_COMES_BACK = (
    "update vervolg aanvulling inmiddels ondertussen intussen eindelijk nogmaals alsnog opnieuw "
    "terugkomen eerder eerdere suite enfin followup finally inzwischen nachtrag mittlerweile"
)
_AGAIN = frozenset(_COMES_BACK.split()).union(
    _either("vorige", "review bericht"), _either("depuis", "mon ma"), ("entre temps", "follow up", "since my")
)
# How somebody says that it is another's story.
_READS = "schreef schrijft schreven las gelezen wrote writes schreibt schrieb gelesen ecrit"
_TELLS = frozenset(_READS.split()).union(("lees ik", "nailed it", "ai lu", "qui dit", "saw this"))
_UNITS = {
    "day": "dag dagen jour jours day days tag tage tagen",
    "week": "week weken semaine semaines weeks woche wochen",
    "month": "maand maanden mois month months monat monate monaten",
    "time": "keer fois times mal",
    "year": "jaar jaren an ans year years jahr jahre jahren",
    "centimetre": "cm centimeter centimetres",
    "mail": "mail mails",
    "piece": "stuk stuks",
    "hour": "uur heures hours stunden",
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}
# What two people remember of one price differs by no more than this.
NEAR = 0.06


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """another: whether it names another order, time or teller; again: whether it comes back to what was told before;
    tells: whether it says to have read something; counted: how many of what, such as (3, "week").
    """

    another: bool
    again: bool
    tells: bool
    counted: frozenset[tuple[int, str]]


def cues_of(words: Sequence[str]) -> Cues:
    """The cues among the words of a text, which are without case and accents, in order."""
    said = frozenset(words).union(map(" ".join, pairwise(words)))
    units = _UNIT_OF.keys() & said
    counted = ((_count(word), _UNIT_OF[unit]) for word, unit in pairwise(words) if unit in units) if units else ()
    return Cues(
        another=not said.isdisjoint(_ANOTHER),
        again=not said.isdisjoint(_AGAIN),
        tells=not said.isdisjoint(_TELLS),
        counted=frozenset((count, unit) for count, unit in counted if count),
    )


def _count(word: str) -> int:
    return int(word) if word.isdecimal() and len(word) < 10 else spelt(word)


def near_sums(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether a sum of the one may be a sum of the other, told roundly."""
    return any(abs(a - b) <= NEAR * max(a, b) for a in one for b in other)
