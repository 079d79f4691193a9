"""Whether someone recommends the shop: yes and no, and the sentences that sites put in their place."""

from __future__ import annotations

import re

from crawler.reading.fields.shown import vocabulary, words_of

LONGEST_SENTENCE = 120

_YES = vocabulary(
    "yes y ja j oui o true 1 waar vrai wahr positive positief positif positiv recommended aanbevolen recommande"
)
_NO = vocabulary("no n nee neen non nein false 0 onwaar faux falsch negative negatief negatif negativ")
_STEMS = vocabulary(
    "beveel beveelt bevelen aanbevelen aanbevolen aanbeveling aanraden aanrader aangeraden aanbevelenswaardig "
    "recommande recommandent recommander recommandee recommandes recommandons recommandable conseille "
    "recommend recommends recommended recommending recommendation "
    "empfehle empfiehlt empfehlen empfohlen empfehlenswert empfehlung weiterempfehlen weiterempfohlen "
    "weiterempfehlung"
)
_AGAINST = vocabulary("afraden afrader deconseille deconseiller deconseillons abraten")
# "Raadt … aan", "raadt … af", "rate … ab".
_PARTED = {"raad", "raadt", "raden", "rate", "rat"}
_NOT = vocabulary(
    "niet geen nooit niemand not never cannot nobody don't doesn't didn't wouldn't won't can't isn't "
    "pas jamais non personne aucun aucune nicht kein keine keinen keiner niemals nie niemand niemandem"
)
# What turns a sentence round in ways that counting words does not follow.
_UNSURE = vocabulary(
    "misschien twijfel twijfelen weet tenzij alleen maar als indien behalve "
    "maybe perhaps unless only but if enough hesitate except know unsure "
    "peut-etre seulement mais si sauf sais hesiter hesitez plus "
    "vielleicht nur aber wenn ausser weiss sondern zogern genug assez genug"
)
_ANSWER = re.compile(r".*[:?] ?([a-z01]{1,10})[.!]?", re.ASCII)
_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*|\d", re.ASCII)


def recommendation(value: str | bool | None) -> bool | None:
    """True for a recommendation, False for advice against, None where the text does not clearly say either.

    Takes a yes or no of an API ("Y", "ja", "oui", "true"), the answer to a question ("Aanbevolen: nee") and a short
    sentence ("zou niet aanbevelen"). It is for a field, not for the words of a review: over 120 characters is None.
    """
    if isinstance(value, bool) or value is None:
        return value
    text = words_of(value, LONGEST_SENTENCE)
    if text is None:
        return None
    if (answer := _answer(text.strip(" .!"))) is not None:
        return answer
    answered = _ANSWER.fullmatch(text)
    return _answer(answered.group(1)) if answered else _consistent(text)


def _answer(word: str) -> bool | None:
    return True if word in _YES else False if word in _NO else None


def _consistent(text: str) -> bool | None:
    """What the sentence says, where no yes or no before it says another thing: "Non, je ne recommande pas"."""
    before, comma, sentence = text.partition(",")
    answer = _answer(before)
    if not comma or answer is None:
        return _sentence(text)
    return answer if _sentence(sentence) is answer else None


def _sentence(text: str) -> bool | None:
    words = _WORD.findall(text)
    # Figures are of many people: "95 % recommends".
    if _UNSURE.intersection(words) or text.endswith("?") or any(word.isdigit() for word in words):
        return None
    against = bool(_AGAINST.intersection(words)) or _parted(words, "af") or _parted(words, "ab")
    if not against and not _STEMS.intersection(words) and not _parted(words, "aan"):
        return None
    refusals = sum(word in _NOT for word in words)
    if refusals == 0:
        return not against
    return False if refusals == 1 and not against else None


def _parted(words: list[str], particle: str) -> bool:
    return bool(_PARTED.intersection(words)) and particle in words
