"""The line above a shop's answer: "Reactie van Fietsen Jansen op 12 mei"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, tzinfo

from complaints.normalise import folded
from complaints.review import Reply
from crawler.reading.fields.dates import moment, says_when
from crawler.reading.fields.shown import shown, vocabulary

LONGEST_HEADER = 200

_NOUN = (
    r"(?:reactie|antwoord|respons|weerwoord|r[ée]ponse|commentaire|response|reply|answer|comment|antwort"
    r"|stellungnahme|kommentar)"
)
_OF = r"(?:(?:van|door|from|by|of|de la|du|des|de|von der|von|vom|der) |de l')"
_BY = re.compile(rf"(?:publieke |openbare |public )?{_NOUN} (?:publique |publi[ée]e )?{_OF}(?P<who>.{{1,120}})", re.I)
_WROTE = re.compile(
    r"(?P<who>.{1,120}?) (?:reageert|reageerde|antwoordt|antwoordde|heeft gereageerd|heeft geantwoord|a r[ée]pondu|"
    r"r[ée]pond|replied|responded|responds|hat geantwortet|antwortet|antwortete)",
    re.IGNORECASE,
)
_ROLES = vocabulary(
    "zaak winkelteam aanbieder leverancier organisatie onderneming dealer garage beheerder "
    "winkel webwinkel webshop verkoper handelaar eigenaar bedrijf ondernemer klantenservice shop winkelier "
    "vendeur vendeuse boutique marchand entreprise proprietaire magasin commercant gerant "
    "seller owner store company business merchant retailer vendor management "
    "handlers handler verkaufers verkaufer inhabers inhaber unternehmens unternehmen shops anbieters anbieter "
    "betreibers betreiber kundenservice geschafts firma shopbetreiber shopbetreibers shop-betreiber shop-betreibers"
)
_ARTICLES = r"(?:de |het |deze |the |la |le |l'|dem |den |der |des )?"
_ROLE = re.compile(rf"{_ARTICLES}(?:{'|'.join(sorted(_ROLES))}|service client|customer service)", re.ASCII)
_ANNOUNCED = re.compile(
    rf"(?:{'|'.join(sorted(_ROLES))})(?:'s)? ?(?:reactie|response|reply|answer|comment|antwort|kommentar)"
    rf"|(?:reactie|antwoord) (?:{'|'.join(sorted(_ROLES))})|verkopersreactie|ondernemersreactie|bedrijfsreactie",
    re.ASCII,
)
_WITH_ROLE = re.compile(r"(?P<who>[^()]{1,100}?) ?\((?P<role>[^()]{1,40})\)")
_LEGAL_FORM = re.compile(r",? (?:b\.?v|n\.?v|v\.?o\.?f|ltd|gmbh|s\.?r\.?l|s\.?p\.?r\.?l|s\.?a)\.?\Z", re.ASCII)
_SPLIT = re.compile(
    r"\s*[,|\u00b7\u2022(:]\s*|\s[-\u2013\u2014]\s|\s(?=(?:op|le|on|am|vom) )"
    r"|\s(?=\d|il y a |vor |een |gisteren|vandaag|hier|yesterday|today|gestern|heute)"
)
_MOST_PARTS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyHeader:
    """What a line says about the answer below it.

    who: as shown, None where only a role is named. published: as in Review. by_shop: the line itself says that the shop
    answers, by a role ("de winkel", "the owner") or a name it goes by; False: it may be anyone's.
    """

    who: str | None
    published: str | None
    by_shop: bool


def reply_header(
    text: str | None,
    *,
    zone: tzinfo,
    now: datetime,
    language: str | None = None,
    shop_names: tuple[str, ...] = (),
) -> ReplyHeader | None:
    """Who answers and when, from the line above an answer; None for a line that announces none.

    zone, now and language as for moment; shop_names as in Page. A bare "Reactie" announces none: a visitor's looks the
    same.
    """
    line = shown(text, LONGEST_HEADER) if text else None
    if line is None:
        return None
    head, when = _parted(line.rstrip(" :"))
    who = _who(head)
    if who is None:
        return None
    published = moment(when, zone=zone, now=now, language=language)
    if _ROLE.fullmatch(folded(who)) or not who:
        return ReplyHeader(who=None, published=published, by_shop=True)
    named = _WITH_ROLE.fullmatch(who)
    if named and _ROLE.fullmatch(folded(named["role"])):
        return ReplyHeader(who=named["who"], published=published, by_shop=True)
    names = {_without_form(name) for name in shop_names}
    return ReplyHeader(who=who, published=published, by_shop=_without_form(who) in names)


def _without_form(name: str) -> str:
    """A name as it is compared: "Fietsen Jansen B.V." is Fietsen Jansen."""
    return _LEGAL_FORM.sub("", folded(name))


def shop_reply(
    header: str | None,
    text: str | None,
    *,
    zone: tzinfo,
    now: datetime,
    language: str | None = None,
    shop_names: tuple[str, ...] = (),
) -> Reply | None:
    """The answer of which header is the line above and text the words; arguments as for reply_header.

    None where there are no words or the line does not say that the shop answers: it may be another visitor.
    """
    found = reply_header(header, zone=zone, now=now, language=language, shop_names=shop_names)
    if found is None or not found.by_shop or not text or not text.strip():
        return None
    return Reply(text=text, published=found.published)


def _who(head: str) -> str | None:
    """Who answers; empty where the line says that it is the shop, None where nobody does."""
    if _ANNOUNCED.fullmatch(folded(head)):
        return ""
    found = _BY.fullmatch(head) or _WROTE.fullmatch(head)
    return found["who"].strip(" :,;") or None if found else None


def _parted(line: str) -> tuple[str, str]:
    """What stands before the date, and the date; the date is empty where there is none."""
    for at, found in enumerate(_SPLIT.finditer(line)):
        if at == _MOST_PARTS:
            break
        if says_when(line[found.end() :]):
            return line[: found.start()].rstrip(" :,;"), line[found.end() :]
    return line, ""
