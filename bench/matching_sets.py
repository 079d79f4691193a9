"""The pairs and reviews the matcher is learnt from and judged by; a third of the pairs is held back, split by post.

They are found in the folder that KLACHTWACHT_DATA names.
"""

from __future__ import annotations

import json
import os
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from bench.labelled import FOLDER
from complaints.fingerprints import CLOSEST, LEAST, MOST
from complaints.matching.marks import WORTH, kind_of, marks
from complaints.normalise import normalise
from complaints.review import Rating, Review

SEED = 20261122
PARTS = 3
PAIRS = ("duplicates.jsonl", "duplicates_2.jsonl", "duplicates_3.jsonl")
# Of other hands, which had not seen those above.
ONLY_LEARNT = sorted((FOLDER / "pairs").glob("*.jsonl"))
_MONTHS = {"maart": 3, "oktober": 10}
_FIRST = (
    "Jan Piet Karin Marieke Sanne Linda Peter Kees Anna Maria Tom Tim Bart Koen Wim Els Ann Sofie Emma Lotte Daan "
    "Thomas Nathalie Sophie Marc Luc Julie Ingrid Monique Henk Rob Erik Marcel Petra Yvonne Bianca Esther Mohammed "
    "Fatima Kim Laura Lisa Eva Sven Nick Stefan Dirk Joris Hilde Greet Jean Pierre Claire Paul David Sarah Anja Hans "
    "Willem Johan Ria Ans Joke Inge Wendy Patrick Dennis Jeroen Michel Isabelle Philippe Laurence Esra Wubbo Hatice"
)
FIRST = _FIRST.split()
_LAST = (
    "Jansen;de Vries;Bakker;Visser;Smit;Meijer;de Boer;Mulder;de Groot;Bos;Vos;Peters;Hendriks;van Dijk;van den Berg;"
    "Peeters;Janssens;Maes;Jacobs;Mertens;Willems;Claes;Goossens;Wouters;Dubois;Lambert;Martin;Dupont;Müller;Schmidt;"
    "Smith;Koster;Prins;Kok;Dekker;Brouwer;Vermeulen;Oosterhuis;Yildirim;Scholte"
)
LAST = _LAST.split(";")
NOBODY = "Anoniem"
# Days between two posts of one name.
GAPS = (0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 7, 9, 12, 15, 20, 26, 34, 45)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two posts with what they are to each other; part is the third it is in, the same for all that share a post, and
    none for what is only learnt from.
    """

    id: str
    one: Review
    other: Review
    relation: str
    part: int | None = None


def folder() -> Path:
    """Where the data is; ends the program where nobody said."""
    named = os.environ.get("KLACHTWACHT_DATA")
    if not named:
        raise SystemExit("set KLACHTWACHT_DATA to the folder with duplicates.jsonl, reviews.jsonl and train/")
    return Path(named)


def pairs() -> list[Pair]:
    """Every pair that may be held back; those that are of one day and hand stay together in one part."""
    found = _read([folder() / name for name in PAIRS])
    groups = _groups([(_key(pair.one), _key(pair.other)) for pair in found])
    return [replace(pair, part=_part(groups[_key(pair.one)])) for pair in found]


def only_learnt() -> list[Pair]:
    """The pairs that no figure is taken from."""
    return _read(ONLY_LEARNT)


def _read(files: Iterable[Path]) -> list[Pair]:
    rows = (json.loads(line) for file in files for line in file.read_text("utf-8").splitlines())
    return [
        Pair(id=row["id"], one=_review(row["a"]), other=_review(row["b"]), relation=row["relation"]) for row in rows
    ]


def _key(review: Review) -> str:
    return f"{review.author}\n{(review.text or '')[:60]}"


def _groups(tied: list[tuple[str, str]]) -> dict[str, str]:
    """For each post one that stands for all it is tied to."""
    over: dict[str, str] = {}

    def top(key: str) -> str:
        while over.setdefault(key, key) != key:
            key = over[key]
        return key

    for one, other in tied:
        over[top(one)] = top(other)
    return {key: top(key) for key in over}


def _part(group: str) -> int:
    return int.from_bytes(sha256(f"{SEED}{group}".encode()).digest()[:4], "big") % PARTS


def reviews() -> list[Review]:
    """The 4,370 single reviews: no author, no date."""
    files = [folder() / "reviews.jsonl", *sorted((folder() / "train").glob("*.jsonl"))]
    lines = (line for file in files for line in file.read_text("utf-8").splitlines())
    return [_single(number, json.loads(line)) for number, line in enumerate(lines)]


def dealt(found: Sequence[Review], days: Sequence[str]) -> list[Review]:
    """The same reviews with names dealt to them, and days of those given: as in a shop that is much talked about."""
    chance = random.Random(SEED)
    return [replace(each, author=_author(chance), published=chance.choice(days)) for each in found]


def namesakes(found: Sequence[Review]) -> list[tuple[Review, Review]]:
    """Every two of the reviews, with one author dealt to both and a few days between: who comes back with another
    complaint, and who only bears the same name.
    """
    chance = random.Random(SEED)
    drawn = chance.sample(list(found), len(found))
    return [_signed(chance, *both) for both in zip(drawn[::2], drawn[1::2], strict=False)]


def _signed(chance: random.Random, one: Review, other: Review) -> tuple[Review, Review]:
    author = next(each for each in iter(lambda: _author(chance), "") if each not in {None, NOBODY})
    day = date(2026, 1, 1) + timedelta(days=chance.randrange(300))
    days = day, day + timedelta(days=chance.choice(GAPS))
    signed = (
        replace(each, author=author, published=on.isoformat()) for each, on in zip((one, other), days, strict=True)
    )
    first, second = signed
    return first, second


def _author(chance: random.Random) -> str | None:
    first, last = chance.choice(FIRST), chance.choice(LAST)
    forms = (
        *(None, NOBODY, first, first, first, f"{first} {last.split()[-1][0].upper()}."),
        *(f"{first} {last}", f"{first} {last}", f"{first[0]}. {last}", f"klant {chance.randrange(10_000, 99_999)}"),
        f"{first}_{last.split()[-1]}".lower(),
    )
    return chance.choice(forms)


def _review(post: dict[str, Any]) -> Review:
    marked = isinstance(post["rating"], int | float)
    return normalise(
        Review(
            site=re.sub(r"[^\w.-]", "-", post["site"]),
            author=post["author"] or None,
            published=_iso(post["date"]),
            title=post["title"] or None,
            text=post["text"] or None,
            rating=Rating(value=post["rating"], best=post["best"]) if marked else None,
            reader="bench",
        )
    )


def _single(number: int, row: dict[str, Any]) -> Review:
    marked = isinstance(row["rating"], int | float)
    return normalise(
        Review(
            site="stroom",
            id=f"s{number}",
            title=row["title"] or None,
            text=row["text"] or None,
            pros=tuple(row["pros"]),
            cons=tuple(row["cons"]),
            rating=Rating(value=row["rating"], best=row["best"]) if marked else None,
            recommend={"yes": True, "no": False}.get(str(row["rating"])),
            reader="bench",
        )
    )


def _iso(written: str) -> str | None:
    """A date of the pairs, some of which are in words, on purpose; "een maand geleden" is none."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", written):
        return written
    if found := re.fullmatch(r"(\d\d)[-/](\d\d)[-/](\d{4})", written):
        return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
    if found := re.fullmatch(r"(\d\d?) (\w+) (\d{4})", written):
        return date(int(found[3]), _MONTHS[found[2]], int(found[1])).isoformat()
    return None


def days_of(found: Sequence[Pair]) -> list[str]:
    """The days on which posts of pairs were posted."""
    return [each.published for pair in found for each in (pair.one, pair.other) if each.published]


def in_memory(posts: list[Any]) -> Iterator[tuple[int, int]]:
    """For learning: the posts that are alike by their marks, as the tables would give them, each pair once."""
    under = defaultdict[int, list[int]](list)
    every = [marks(post) for post in posts]
    for number, (own, _) in enumerate(every):
        for mark in own:
            under[mark].append(number)
    met = set[tuple[int, int]]()
    for number, (_, sought) in enumerate(every):
        for other in _closest(number, {mark: under[mark] for mark in sought if len(under[mark]) <= MOST}):
            pair = (min(number, other), max(number, other))
            if pair not in met:
                met.add(pair)
                yield pair


def _closest(number: int, shared: Mapping[int, Sequence[int]]) -> list[int]:
    worth = Counter[int]()
    for mark, others in shared.items():
        worth.update(dict.fromkeys(others, WORTH[kind_of(mark)]))
    del worth[number]
    near = (other for other, much in worth.items() if much >= LEAST)
    return sorted(near, key=lambda each: (-worth[each], each))[:CLOSEST]
