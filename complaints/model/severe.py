"""What makes a complaint grave: an authority or the law, an accusation of fraud, injury, leaked data, a large sum,
weeks of silence; whether it happened again and again; and whether any word says that something is wrong. By tables of
cues; the reason is the cue, in the customer's words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from complaints.model import cues
from complaints.model.alternation import by_first_letter
from complaints.review import Review

# Euros, pounds and dollars alike.
LARGE_SUM = 400
LONGEST_CUE = 60
# A longer text has said it by then.
LONGEST = 4_000


_KINDS = {"legal": cues.LEGAL, "fraud": cues.FRAUD, "injury": cues.INJURY, "privacy": cues.PRIVACY}
_NOTHING = re.compile(r"\W*(?:geen|niets|niks|nvt|n\.v\.t\.|aucune?|rien|neant|none|nothing|no|n/a|keine?|nichts)\W*")


@cache
def _compiled(table: str) -> re.Pattern[str]:
    # Where first needed: a program that decides nothing need not wait for it.
    return re.compile(by_first_letter("|".join(table.split("\n")[1:-1])))


@cache
def _numbered(table: str) -> re.Pattern[str]:
    # Numbers begin with anything, and their groups are read: as they stand.
    return re.compile("|".join(table.split("\n")[1:-1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Grave:
    """Why a complaint is grave: legal, fraud, injury, privacy, sum or silence, and the words that say so."""

    kind: str
    words: str


def grave(review: Review) -> tuple[Grave, ...]:
    """What makes a complaint grave, the gravest first; nothing for most."""
    text = _bare(review)
    found = [(kind, match.group()) for kind, table in _KINDS.items() if (match := _compiled(table).search(text))]
    found += _sums(text) + _silence(text)
    return tuple(Grave(kind=kind, words=words[:LONGEST_CUE]) for kind, words in found)


def repeated(review: Review) -> str | None:
    """The words that say it went wrong again and again, or None."""
    match = _compiled(cues.AGAIN).search(_bare(review))
    return match.group() if match else None


def has_grievance(review: Review) -> bool:
    """Whether any word, or a point against, says that something is wrong; "geen problemen" says that nothing is."""
    if any(not _NOTHING.fullmatch(_plain(point)) for point in review.cons):
        return True
    return _compiled(cues.GRIEVANCE).search(_compiled(cues.CONTENT).sub(" ", _bare(review))) is not None


def _bare(review: Review) -> str:
    """What the cues are looked for in."""
    return _plain(" . ".join(filter(None, (review.title, review.text, *review.pros, *review.cons)))[:LONGEST])


@lru_cache(maxsize=2)  # one review is asked several things in a row
def _plain(said: str) -> str:
    """Lower case, no accents, single spaces."""
    text = " ".join(said.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
    if text.isascii():
        return text
    return "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))


def _sums(text: str) -> list[tuple[str, str]]:
    sums = ((match, match[1] or match[2]) for match in _numbered(cues.SUM).finditer(text))
    large = [match[0] for match, amount in sums if int(re.sub(r"\D", "", amount)) >= LARGE_SUM]
    return [("sum", large[0])] if large else []


def _silence(text: str) -> list[tuple[str, str]]:
    weeks, silent = _numbered(cues.WEEKS).search(text), _compiled(cues.SILENT).search(text)
    return [("silence", f"{weeks[0]}, {silent[0]}")] if weeks and silent else []
