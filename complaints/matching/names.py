"""How alike two authors' names are as people write them: "J. de Vries", "Jan V.", "jvries88"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from complaints.normalise import folded

# What stands between a first name and a surname, or before both, and tells nobody apart.
_SMALL = (
    "van de der den het ter ten te vd von zu du des la le les el al bin uit aus from dhr mevr mw mevrouw meneer "
    "heer mr mrs ms mme mlle herr frau fam familie family famille en et and und"
)
_BETWEEN = frozenset(_SMALL.split())
_NO_NAMES = (
    "anoniem anonieme anonymous anonyme anonym anonymer klant client kunde customer gast guest invite gebruiker user "
    "utilisateur nutzer lid member membre bezoeker visitor onbekend unknown inconnu unbekannt koper acheteur kaufer "
    "buyer reviewer"
)
_NOBODY = frozenset(_NO_NAMES.split())
_PART = re.compile(r"[^\W\d_]+")
_MOST_PARTS = 6
_LONG = 3
# A name of so many letters is not cut short to lose so few.
_WHOLE, _ENDING = 5, 3


class Likeness(IntEnum):
    """What two names say of their bearers, from other people to the same full name."""

    CONFLICT = 0
    # One of them names nobody, or a handle that tells nothing.
    UNKNOWN = 1
    # One initial alone, or the begin of a name.
    FAINT = 2
    # Two initials.
    INITIALS = 3
    # One first name or one surname, and nothing against it.
    FITS = 4
    # The same first name alone.
    SAME_FIRST = 5
    # Surname and initial, first name and initial, or a handle made of both.
    STRONG = 6
    SAME_FULL = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in parts: whole has letters and digits only; parts without what stands between, in order.

    initials are the first letters of every part, those between included and not. handle: one word with a digit, a dot
    or an underscore in it, or no capital where a name has one.
    """

    whole: str = ""
    parts: tuple[str, ...] = ()
    initials: frozenset[str] = frozenset()
    handle: bool = False

    @property
    def known(self) -> bool:
        """Whether it names anybody."""
        return bool(self.parts)

    @property
    def full(self) -> bool:
        """Whether few others bear it: two words of which none is an initial, or a handle of some length."""
        long = [part for part in self.parts if len(part) >= _LONG]
        return len(long) >= 2 or (self.handle and len(self.whole) >= 7)


@lru_cache(maxsize=4_096)
def name_of(author: str | None) -> Name:
    """An author's name in parts; a name of nobody ("Anoniem", "klant 64402") has none."""
    words = _PART.findall(folded(author))[: _MOST_PARTS * 2]
    if not words or words[0] in _NOBODY:
        return Name(whole=_letters(author) if words else "")
    parts = tuple(word for at, word in enumerate(words) if word not in _BETWEEN or (at == 0 and len(words) == 1))
    whole = _letters(author)
    one_word = len((author or "").split()) == 1
    handle = one_word and bool(re.search(r"[\d_]|[^\W\d_]{2}\.", (author or "").strip(".")))
    handle = handle or (one_word and (author or "").islower() and len(whole) >= 5)
    parts = parts[:_MOST_PARTS] or tuple(words[:1])
    return Name(whole=whole, parts=parts, initials=_initials(words, parts), handle=handle)


def _letters(author: str | None) -> str:
    return "".join(re.findall(r"[^\W_]+", folded(author)))


def _initials(words: list[str], parts: tuple[str, ...]) -> frozenset[str]:
    every, bare = "".join(word[0] for word in words), "".join(part[0] for part in parts)
    return frozenset(each for each in (every, bare) if len(each) >= 2)


def likeness(one: Name, other: Name) -> Likeness:
    """How well two names go together."""
    if one.whole and one.whole == other.whole:
        return min(_same(one), _same(other))
    if not (one.known and other.known):
        return Likeness.UNKNOWN
    made = max(_made_of(one, other), _made_of(other, one))
    if one.handle or other.handle:
        return max(made, _tied(one, other))
    aligned = _aligned(one.parts, other.parts)
    return max(made, aligned) if made > Likeness.UNKNOWN else aligned


def _same(name: Name) -> Likeness:
    # A respondent's number is one person's; a bare "Anoniem" is anyone's.
    if not name.known:
        return Likeness.SAME_FULL if any(c.isdigit() for c in name.whole) else Likeness.UNKNOWN
    return Likeness.SAME_FULL if name.full or len(name.parts) > 1 else Likeness.SAME_FIRST


def _made_of(handle: Name, name: Name) -> Likeness:
    """Whether a handle is made of the other name: jvries, stijnv, jdw, thijsvandenb."""
    bare = "".join(c for c in handle.whole if not c.isdigit())
    if len(handle.parts) > 2 or (not handle.handle and len(handle.parts) > 1) or len(bare) < 2:
        return Likeness.UNKNOWN
    if bare in name.initials:
        return Likeness.INITIALS
    if len(name.parts) < 2 or not handle.handle:
        return Likeness.UNKNOWN
    first, last = name.parts[0], name.parts[-1]
    forms = (first + last, first[0] + last, first + last[0], last + first, last + first[0])
    if any(bare == form and len(form) > _LONG for form in forms):
        return Likeness.STRONG
    return Likeness.UNKNOWN


def _tied(one: Name, other: Name) -> Likeness:
    """Two names of which one is a handle: a long part of the one in the other."""
    long = {part for part in one.parts if len(part) >= 4} & {part for part in other.parts if len(part) >= 4}
    if long:
        return Likeness.FITS
    for name, into in ((one, other), (other, one)):
        if any(len(part) >= 4 and into.handle and part in into.whole for part in name.parts):
            return Likeness.FITS
    return Likeness.UNKNOWN


def _aligned(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    """Two names of people, first names and surnames held against each other."""
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return _one_word(short[0], long)
    first, last = _agree(short[0], long[0]), _agree(short[-1], long[-1])
    if 0 not in {first, last}:
        return (Likeness.INITIALS, Likeness.STRONG, Likeness.SAME_FULL)[first + last - 2]
    begin = [_agree(*each) for each in zip(short, long, strict=False)]
    if 0 not in begin:
        # "J.W." and "J.W. Plomp", "Jan-Willem" and "J.W. Brands".
        return Likeness.FITS if 2 in begin else Likeness.INITIALS
    if last == 2 and len(short[-1]) >= _LONG and 1 in {len(short[0]), len(long[0])}:
        # One surname, and initials that need not be those of the name one goes by.
        return Likeness.FAINT
    # "Bram en Loes" and "Loes (kapsalon)".
    return Likeness.FAINT if {*short[1:]} & {long[0]} or {*long[1:]} & {short[0]} else Likeness.CONFLICT


def _one_word(word: str, long: tuple[str, ...]) -> Likeness:
    if word in long and len(word) > 1:
        return Likeness.FITS
    if any(_agree(word, part) for part in long):
        return Likeness.FAINT
    return Likeness.CONFLICT


def _agree(one: str, other: str) -> int:
    """2 for the same word, 1 for a word and its initial or what it is cut to (Vdb, Cor), 0 for two."""
    if one == other:
        return 2 if len(one) > 1 else 1
    short, long = sorted((one, other), key=len)
    if short[0] != long[0] or len(short) == len(long):
        return 0
    if long.startswith(short):
        # Rob and Robert, Tuin and Tuinstra; not Prins and Prinsen, Pieter and Pieternel.
        return 0 if len(short) >= _WHOLE and len(long) - len(short) <= _ENDING else 1
    return 1 if len(short) <= _LONG and _within(short[1:], long[1:]) else 0


def _within(short: str, long: str) -> bool:
    """Whether the letters of the one stand in the other in their order, consonants all."""
    rest = iter(long)
    return not set(short) & set("aeiouy") and all(letter in rest for letter in short)


def shared_rarity(one: Name, other: Name) -> float:
    """How few people bear what two names have in common: 0 for nothing, 1 for a first name of every street, 3 for one
    seldom met, and more where more is shared.
    """
    shared = {part for part in one.parts if len(part) >= _LONG} & set(other.parts)
    if one.whole == other.whole and not shared:
        return 3.0 if len(one.whole) >= _LONG and one.known else 0.0
    return float(sum(1 if part in _COMMON else 3 for part in shared))


# First names and surnames that any log of the Netherlands and Belgium holds many times, from memory of the countries'
# public lists; in French, German and English the commonest.
_OFTEN = (
    "jan piet kees henk hans peter wim johan rob erik eric mark marc marcel martin martijn jeroen dennis patrick "
    "richard robert paul frank frans gerard gert ben bas bart tom tim thomas daan lucas luuk max sem lars ruben kevin "
    "jeffrey danny ronald ruud sander stefan steven david daniel michel michiel niels nick rick rik koen joris jos jo "
    "jaap jacob dirk theo ton andre arjan edwin rene raymond john mike luc guy johnny geert filip wouter dries pieter "
    "maria anna anne ans els ellen eva emma sophie sofie lisa laura linda lotte sanne marieke karin karen ingrid "
    "monique petra yvonne bianca esther wendy mirjam miriam marianne marjan joke ria riet truus greet an ann anja inge "
    "ilse hilde nathalie nancy sarah sara julie kim kelly patricia sandra sabine saskia sylvia tamara tanja tineke "
    "willem hendrik cor arie nico leo fred bert marleen margriet jolanda jeanette caroline carolien diana daniella "
    "astrid angelique annemiek annemarie femke fleur iris judith manon marijke mieke myriam "
    "jean pierre michel philippe jacques francois francoise marie claire isabelle catherine christine sylvie valerie "
    "veronique sophie nicolas olivier christophe laurent laurence bernard alain thierry pascal "
    "michael andreas thomas stefan christian klaus jurgen sabine monika susanne claudia petra james john sarah emma "
    "jansen janssen janssens jong vries berg bakker dijk visser smit meijer boer mulder groot bos vos peters hendriks "
    "leeuwen dekker brouwer wit dijkstra smits graaf meer peeters maes jacobs mertens willems claes goossens wouters "
    "dubois lambert dupont martin simon laurent muller schmidt schneider fischer smith jones taylor brown kok prins "
    "koster schouten vermeulen hermans martens bosch linden heuvel"
)
_COMMON = frozenset(_OFTEN.split())
