"""Who wrote it, as shown: without the words around the name, and without a name where none is given."""

from __future__ import annotations

import re

from complaints.normalise import folded
from crawler.reading.fields.dates import says_when
from crawler.reading.fields.shown import shown

LONGEST_SHOWN = 300
LONGEST_NAME = 200

_BEFORE = re.compile(
    r"(?:(?:geschreven|geplaatst|beoordeeld|review|beoordeling|recensie|klacht) )?door:? "
    r"|(?:review|beoordeling|recensie|klacht) van "
    r"|(?:(?:publi[ée]|post[ée]|[ée]crit|r[ée]dig[ée]|d[ée]pos[ée]|avis|laiss[ée]) )?par:? |avis de "
    r"|(?:(?:written|posted|reviewed|submitted|review) )?by:? "
    r"|(?:verfasst|geschrieben|bewertet|bewertung|rezension) von "
    r"|(?:van|de|from|von|naam|auteur|nom|name|author|autor|schrijver|reviewer|klant|client|kunde) ?: ?",
    re.IGNORECASE,
)
# "Jan uit Utrecht", not "Jan uit den Bogaard": a place has a capital. Not "van", "de" and "von": those are of names.
_PLACE = re.compile(r"(?:,)? (?:uit|aus|from|\u00e0) (?=[^\W\d_a-z]|'[st])[^\d@]{2,60}\Z")
_AFTER = re.compile(
    r" (?:zegt|schreef|schrijft|a [ée]crit|[ée]crit|says|wrote|writes|schrieb|schreibt|sagt) ?:?\Z"
    r"|[ ,|(\u00b7\u2022-]{0,3}(?:geverifieerde? (?:koper|klant|aankoop)|geverifieerd"
    r"|verified (?:buyer|purchase|customer)"
    r"|(?:acheteur|client|achat) v[ée]rifi[ée]|verifizierte[rn]? (?:k[äa]ufer|kauf|kunde))\)?\Z",
    re.IGNORECASE,
)
_DATED = re.compile(r"\s*[,|\u00b7\u2022]\s*|\s[-\u2013\u2014]\s|\s(?:door|par|by|von)\s")
_SPLIT = re.compile(r"\s*[,|\u00b7\u2022(]\s*|\s[-\u2013\u2014]\s|\s(?=(?:op|le|on|am|vom) \d)")
_MOST_PARTS = 8
_EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,100}\.[^\s@]{1,60}")
_PHONE = re.compile(r"\+?[\d ()./-]{8,25}", re.ASCII)

_NOBODY = frozenset(
    (
        "anoniem", "anonieme gebruiker", "anonieme klant", "anonieme beoordelaar", "naamloos", "onbekend", "gebruiker",
        "klant", "een klant", "bezoeker", "gast", "consument", "geverifieerde klant", "geverifieerde koper",
        "anonyme", "utilisateur anonyme", "client anonyme", "inconnu", "utilisateur", "client", "cliente",
        "un client", "une cliente", "visiteur", "invite", "client verifie", "acheteur verifie",
        "anonymous", "anonymous user", "anonymous customer", "unknown", "user", "customer", "a customer", "guest",
        "visitor", "a google user", "verified customer", "verified buyer", "deleted", "removed", "deleted user",
        "anonym", "anonymer nutzer", "anonymer kunde", "unbekannt", "nutzer", "benutzer", "kunde", "kundin",
        "ein kunde", "eine kundin", "gast", "verifizierter kunde", "verifizierter kaufer",
        "google-gebruiker", "een google-gebruiker", "utilisateur google", "google user", "google-nutzer",
        "ein google-nutzer", "anonymous reviewer", "onbekende gebruiker", "niet bekend", "verified purchase",
        "null", "none", "undefined", "n/a", "nvt", "n.v.t.",
    )
)  # fmt: skip


def author(text: str | None) -> str | None:
    """The name as shown: "door Jan V." is Jan V., "Par Marie, le 12 mai" Marie, "Jan uit Utrecht" Jan.

    None where no name is given ("Anoniem", "Klant", "a Google user", or no letter or digit at all), where an e-mail
    address or telephone number stands in its place, and for more than 200 characters. "Gebruiker 1234" is a name: it
    tells one account from another.
    """
    line = shown(text, LONGEST_SHOWN) if text else None
    if line is None:
        return None
    line = _without_date_before(line)
    if begun := _BEFORE.match(line):
        line = line[begun.end() :]
    name = _PLACE.sub("", _AFTER.sub("", _undated(line))).strip(" ,;:|-\u2013\u2014\u00b7\u2022")
    if len(name) > LONGEST_NAME or not any(sign.isalnum() for sign in name):
        return None
    return None if _says_nobody(name) else name


def _without_date_before(line: str) -> str:
    """What stands after "12 mei 2024 - " or "Geplaatst op 12 mei 2024 door ", or the whole line."""
    found = _DATED.search(line)
    return line[found.end() :] if found and says_when(line[: found.start()]) else line


def _undated(line: str) -> str:
    """The line as far as its date."""
    for at, found in enumerate(_SPLIT.finditer(line)):
        if at == _MOST_PARTS:
            break
        if says_when(line[found.end() :]):
            return line[: found.start()]
    return line


def _says_nobody(name: str) -> bool:
    bare = folded(name).strip("[]().-*_ ")
    return not bare or bare in _NOBODY or bool(_EMAIL.fullmatch(name) or _PHONE.fullmatch(name))
