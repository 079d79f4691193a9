"""How well posts of one complaint are put together: on the third of the pairs that is held back, in one stream.

All posts of the pairs and the 4,370 reviews are recorded by the store, in a drawn order, with trees that were learnt
without the part held back and a third of the reviews. Once the reviews are as they are, without author and date; once
they have been dealt names and days. Beside it what others do with the texts of the pairs, their threshold chosen on the
parts that are learnt from, to be as precise there as is asked of us. Needs scikit-learn (dev extra); a peer that is not
installed gets no figure. Intervals: 95 %, Wilson.
"""

from __future__ import annotations

import math
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from unittest.mock import patch

import sqlalchemy as sa

from bench.figures import figure
from bench.matching_model import learn
from bench.matching_sets import PARTS, SEED, Pair, days_of, dealt, only_learnt, pairs, reviews
from complaints.database import open_engine, prepare
from complaints.ledger import Ledger
from complaints.matching.trees import Forest
from complaints.matching.verdict import JOINS
from complaints.matching.wording import words_of
from complaints.review import Review
from complaints.shop import Shop
from complaints.store import Batch, record
from complaints.tables import findings, matches

NOW = datetime(2026, 11, 20, tzinfo=UTC)
PAGE = 100
PRECISION = 0.98
ONE = ("same_post", "same_complaint")
Alike = Callable[[str, str], float]


def main(part: int = 0) -> None:
    known, single = pairs(), reviews()
    taught = [*(pair for pair in known if pair.part != part), *only_learnt()]
    learnt = {name: Forest(model) for name, model in learn(taught, single_without(single, part)).items()}
    with patch("complaints.matching.trees.forests", lambda: learnt):
        _stream("reviews as they are", known, single, part)
        _stream("reviews with names and days", known, dealt(single, days_of(known)), part)
    for name, alike in _peers().items():
        _peer(name, alike, known, part)


def single_without(single: Sequence[Review], part: int) -> list[Review]:
    return [review for number, review in enumerate(single) if number % PARTS != part]


def _stream(how: str, known: Sequence[Pair], single: Sequence[Review], part: int) -> None:
    posts = [
        replace(side, id=f"{pair.id}-{at}") for pair in known for at, side in enumerate((pair.one, pair.other))
    ] + list(single)
    random.Random(SEED).shuffle(posts)
    found = _recorded(posts)
    held = [pair for pair in known if pair.part == part]
    said = Counter((pair.relation, found.get(frozenset((f"{pair.id}-0", f"{pair.id}-1")), "nothing")) for pair in held)
    merged = {relation: said[relation, "merged"] for relation in {pair.relation for pair in held}}
    right, every = sum(merged[name] for name in JOINS), sum(merged.values())
    about = {"n": len(held), "seed": SEED, "part": part}
    _share(f"merges, precision: {how}", right, every, PRECISION, about)
    for relation, target in (("same_post", 0.98), ("same_complaint", 0.75)):
        _share(f"{relation} merged: {how}", merged[relation], _count(held, relation), target, about)
    both = sum(said[name, what] for name in ONE for what in ("merged", "suggested"))
    _share(f"same_post and same_complaint merged or suggested: {how}", both, _count(held, *ONE), 0.93, about)
    _share(f"different suggested: {how}", said["different", "suggested"], _count(held, "different"), 0.12, about)
    figure(f"different merged: {how}", merged["different"], "pairs", target=1, **about)
    false = sum(what == "merged" and any(each.startswith("s") for each in pair) for pair, what in found.items())
    stream = {**about, "posts": len(posts), "reviews": len(single), "false": false}
    figure(f"false merges per 10,000 reviews: {how}", false / len(single) * 10_000, "merges", target=None, **stream)


def _recorded(posts: Sequence[Review]) -> dict[frozenset[str], str]:
    """What the store made of each two posts, by their ids: merged, suggested or quoted."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'stream.db'}")
        prepare(engine, NOW)
        with engine.begin() as connection:
            ledger = Ledger(connection=connection, shop=Shop(key="stroom", name="Stroom"), now=NOW)
            for first in range(0, len(posts), PAGE):
                page = posts[first : first + PAGE]
                record(ledger, Batch(source="stroom", url=None, reviews=page, started=NOW, alert=False))
            ids = {row.id: row.review["id"] for row in connection.execute(sa.select(findings.c.id, findings.c.review))}
            rows = connection.execute(sa.select(matches)).all()
        engine.dispose()
    found = {frozenset((ids[row.one], ids[row.other])): _what(row) for row in rows}
    return found | dict.fromkeys(_led_to(found), "merged")


def _led_to(found: Mapping[frozenset[str], str]) -> Iterator[frozenset[str]]:
    """Posts that are in one record by way of a third, as staff see them."""
    together: dict[str, set[str]] = {}
    for one, other in (pair for pair, what in found.items() if what == "merged"):
        both = together.get(one, {one}) | together.get(other, {other})
        together |= dict.fromkeys(both, both)
    return (frozenset(pair) for group in map(sorted, together.values()) for pair in combinations(group, 2))


def _what(row: sa.Row[tuple[object, ...]]) -> str:
    if row.relation not in JOINS:
        return "quoted"
    return "merged" if row.state == "sure" else "suggested"


def _count(held: Sequence[Pair], *relations: str) -> int:
    return sum(pair.relation in relations for pair in held)


def _share(name: str, count: int, of: int, target: float | None, about: dict[str, object]) -> None:
    middle, around = (
        (count + 1.92) / (of + 3.84),
        1.96 * math.sqrt(count * (of - count) / max(of, 1) + 0.96) / (of + 3.84),
    )
    interval = [round(max(0.0, middle - around), 3), round(min(1.0, middle + around), 3)]
    figure(name, count / max(of, 1), "share", target=target, count=count, of=of, interval=interval, **about)


def _peers() -> dict[str, Alike]:
    """Ways of others that are installed: how alike two texts are."""
    found: dict[str, Alike] = {}
    if find_spec("datasketch"):
        found["datasketch MinHash"] = _minhash
    if find_spec("simhash"):
        found["simhash"] = _simhash
    if find_spec("rapidfuzz"):
        found["rapidfuzz token_set_ratio"] = _token_set
    for missing in {"datasketch", "simhash", "rapidfuzz"} - {
        name for name in ("datasketch", "simhash", "rapidfuzz") if find_spec(name)
    }:
        print(f"{missing} is not installed: no figure", file=sys.stderr)
    return found


def _minhash(one: str, other: str) -> float:
    from datasketch import MinHash

    made = []
    for text in (one, other):
        words = words_of(text)
        sketch = MinHash(num_perm=128)
        for three in zip(words, words[1:], words[2:], strict=False):
            sketch.update(" ".join(three).encode())
        made.append(sketch)
    return float(made[0].jaccard(made[1]))


def _simhash(one: str, other: str) -> float:
    from simhash import Simhash

    return 1 - Simhash(list(words_of(one))).distance(Simhash(list(words_of(other)))) / 64


def _token_set(one: str, other: str) -> float:
    from rapidfuzz.fuzz import token_set_ratio

    return float(token_set_ratio(" ".join(words_of(one)), " ".join(words_of(other)))) / 100


def _peer(name: str, alike: Alike, known: Sequence[Pair], part: int) -> None:
    """On the pairs alone, which is easier than a stream: at the threshold that was as precise as is asked of us."""
    rows = [(alike(_text(pair.one), _text(pair.other)), pair) for pair in known]
    least = _precise([(score, pair.relation in JOINS) for score, pair in rows if pair.part != part])
    held = [(score, pair) for score, pair in rows if pair.part == part]
    merged = Counter(pair.relation for score, pair in held if score >= least)
    about = {"n": len(held), "seed": SEED, "part": part, "threshold": round(least, 3)}
    _share(f"merges, precision: {name}", sum(merged[each] for each in JOINS), sum(merged.values()), None, about)
    for relation in ONE:
        _share(
            f"{relation} merged: {name}", merged[relation], _count([pair for _, pair in held], relation), None, about
        )


def _precise(rows: Sequence[tuple[float, bool]]) -> float:
    """The least likeness from which on enough of what is merged is right."""
    right, least = 0, math.inf
    for count, (score, joins) in enumerate(sorted(rows, reverse=True), start=1):
        right += joins
        if right >= PRECISION * count:
            least = score
    return least


def _text(review: Review) -> str:
    return " ".join(filter(None, (review.title, review.text)))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
