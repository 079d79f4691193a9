"""Pages that answer 200 and are no review pages: asked only when a page gave no reviews.

A wrong name here would hide a page that can be read, so each sign is one that only such a page carries: the names
its maker gives to its parts, or the page's whole title. What ordinary pages carry too (Cloudflare's beacon, a
consent banner, a login form in a corner) is no sign.
"""

from __future__ import annotations

import re

from crawler.reading.markup import attributes, opening, script_end, tags
from crawler.reading.plain_text import one_line

# Such pages are small; what looks like a sign in a larger one is a link or somebody's words.
_LARGEST = 100_000
_LOOKED_AT = 300_000
_FEW_WORDS = 1_500

_JSON = re.compile(r"\ufeff?\s*+(?:\{\s*+[\"}]|\[\s*+[\[{\"\]\d])")
_REFUSES = re.compile(r"\b(?:bots?|robots?|captcha|blocked|denied|forbidden|geblokkeerd|bloqué)\b", re.IGNORECASE)
_TITLE = re.compile(r"<title[^<>]{0,300}>([^<]{0,500})<", re.IGNORECASE)
_ANY_TAG = opening()
_PLAIN_TAG = re.compile(r"<[^<>]{0,4000}>")

_MARKERS = {
    "captcha": (
        "captcha-delivery.com/captcha",  # DataDome
        'id="px-captcha"',  # PerimeterX
        "'px-captcha'",
        "https://www.google.com/sorry/",
        'action="/errors/validateCaptcha"',  # Amazon
    ),
    "challenge": (
        "_cf_chl_opt",  # Cloudflare's challenge; the beacon on every page of its customers lacks it
        "cf-browser-verification",
        "gokuProps",  # AWS WAF
        "geo.captcha-delivery.com/interstitial",
        "_Incapsula_Resource?SWUDNSAI",
        "sec-if-cpt-container",  # Akamai
        "sucuri_cloudproxy_js",
    ),
    "consent wall": (
        "https://consent.google.",
        "https://consent.youtube.com/save",
        "guce.advertising.com/collectIdentifiers",
        "consent.yahoo.com/v2/collectConsent",
    ),
}
_TITLES = {
    "captcha": r"captcha|are you a (?:robot|human)|robot check|ben je een robot|je bent geen robot|security check",
    "refusal": r"attention required! \| cloudflare|access denied|toegang geweigerd|accès refusé|zugriff verweigert",
    "challenge": r"just a moment|een moment geduld|un instant|pardon our interruption"
    r"|verifying (?:your connection|you are human)|one moment, please"
    r"|ddos-guard|please wait|human verification|client challenge",
    "consent wall of DPG Media": r"dpg media privacy gate",
    "consent wall": r"before you continue(?: to .*)?|voordat je verdergaat(?: naar .*)?|avant de continuer.*"
    r"|privacy gate|cookiewall|cookie ?consent|we value your privacy",
    "sign-in page": r"log ?in|login|sign ?in|inloggen|aanmelden|meld je aan|se connecter|connexion|s.identifier"
    r"|anmelden|einloggen|(?:log|sign) in (?:or|to) .*|log in of .*|sign up or log in.*|login required",
    "error page": r"(?:error )?(?:40[0-9]|410|429|50[0-4])(?:\b.*)?|(?:page )?not found|page non trouvée"
    r"|page introuvable"
    r"|pagina (?:niet (?:gevonden|beschikbaar)|bestaat niet)|seite nicht gefunden|bad gateway|service unavailable"
    r"|internal server error|gateway time-?out|(?:site )?(?:onder|under) maintenance|onderhoud|website offline"
    r"|er (?:is|ging) iets (?:mis(?:gegaan)?|fout(?:gegaan)?)|something went wrong|oeps!?|oops!?",
}
# Walls that say more than a status of 400 and above says itself.
ON_REFUSALS = frozenset({"captcha", "challenge", "refusal in JSON"})
# The title's own part, not the site's name beside it: "Inloggen | Reviewsite".
_TITLE_PARTS = re.compile(r"\s[|·\u2013\u2014-]\s|\s*\|\s*")
_BY_TITLE = {name: re.compile(rf"(?:{words})[\s.…!?]*", re.IGNORECASE) for name, words in _TITLES.items()}


def wall(html: str) -> str | None:
    """What the page is instead of a review page: "captcha", "challenge", "refusal", "consent wall" (also with
    whose), "sign-in page", "error page", "refusal in JSON", "answer in JSON" or "empty answer"; None when none of them.
    """
    top = html[:_LOOKED_AT]
    if not top.strip():
        return "empty answer"
    if _JSON.match(top):
        return "refusal in JSON" if len(html) <= _LARGEST and _REFUSES.search(top) else "answer in JSON"
    for name, markers in _MARKERS.items() if len(html) <= _LARGEST else ():
        if any(marker in top for marker in markers):
            return name
    return _by_title(top) or ("sign-in page" if _is_login_form(top) else None)


def _by_title(top: str) -> str | None:
    found = _TITLE.search(top)
    title = one_line(found.group(1)) if found else ""
    for part in (title, *_TITLE_PARTS.split(title)[:1]):
        for name, pattern in _BY_TITLE.items():
            if pattern.fullmatch(part):
                return name
    return None


def _is_login_form(top: str) -> bool:
    """A password is asked and there is little else to read."""
    if "password" not in top:
        return False
    shown: list[str] = []
    at, asks = 0, False
    for tag in tags(top, _ANY_TAG):
        shown.append(top[at : tag.start])
        at = script_end(top, tag) if tag.name == "script" else tag.end
        asks = asks or (tag.name == "input" and attributes(tag.inside).get("type", "").lower() == "password")
    words = one_line(_PLAIN_TAG.sub(" ", " ".join([*shown, top[at:]])))
    return asks and len(words) < _FEW_WORDS
