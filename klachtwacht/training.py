"""`klachtwacht train`: learn from a shop's own starred reviews and its staff's judgements, on top of the shipped model.

What a text weighs by the shipped model is one feature among the words it knows, so that little data changes little. The
result is used only where it says more of a part held back than the shipped model does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from sqlalchemy import Connection, select

from complaints.decide import COMPLAINT_SHARE, TEXT_COMPLAINS, VERY_HIGH_SHARE, rating_share
from complaints.model import own
from complaints.model.reading import features_known
from complaints.model.weights import Found, Weights, shipped
from complaints.review import Review, review_from_json
from complaints.shop import Shop
from complaints.tables import findings
from guard.fault import Fault

# Every fourth post, by a hash: the same ones each time.
HELD_BACK = 4
FEWEST_HELD = 8
# How freely the words may move, and what one judgement of staff counts in marks.
STRENGTH = 3.0
JUDGED_COUNTS = 3.0


class TrainingError(Fault):
    """There is nothing to train with, and what to do about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A text that the model knows words of, and whether it complains; weight is what it counts."""

    found: Found
    complains: bool
    weight: float
    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """What training gave: figures are macro-F1 of complaint against none, by the text alone, on the part held back."""

    shop: str
    learnt: int
    held_back: int
    judged: int
    shipped: float | None
    own: float | None
    used: bool
    reason: str


def train(connection: Connection, shop: Shop) -> Trained:
    """Learn for one shop, and keep what was learnt beside shop.toml if it beats the shipped model; else none is kept.

    Raises TrainingError without scikit-learn, and OSError where the file cannot be written.
    """
    lessons, judged = _lessons(connection, shop.key)
    learnt, held = [one for one in lessons if not one.held], [one for one in lessons if one.held]
    trained = partial(Trained, shop=shop.key, learnt=len(learnt), held_back=len(held), judged=judged)
    if not (_enough(learnt) and _enough(held)):
        reason = f"too few: at least {FEWEST_HELD} complaints and {FEWEST_HELD} others are needed to learn and to test"
        return trained(shipped=None, own=None, used=_forget(shop), reason=reason)
    before, after = _figure(shipped(), held), _figure(own.over(shipped(), _learn(learnt)), held)
    if after <= before:
        reason = "the shipped model is as good or better"
        return trained(shipped=before, own=after, used=_forget(shop), reason=reason)
    done = trained(shipped=before, own=after, used=True, reason="better than the shipped model")
    if shop.own_model is not None:
        own.write(shop.own_model, _learn(lessons), asdict(done))
    return done


def _forget(shop: Shop) -> bool:
    """What was learnt earlier no longer beats the shipped model."""
    if shop.own_model is not None:
        shop.own_model.unlink(missing_ok=True)
    return False


def _enough(lessons: Sequence[Lesson]) -> bool:
    complaints = sum(one.complains for one in lessons)
    return min(complaints, len(lessons) - complaints) >= FEWEST_HELD


def _lessons(connection: Connection, shop: str) -> tuple[list[Lesson], int]:
    """A lesson for each post with words that a mark or a person tells of, and how many a person judged."""
    columns = (findings.c.origin, findings.c.key, findings.c.review, findings.c.judged)
    query = select(*columns).where(findings.c.shop == shop).order_by(findings.c.id)
    lessons, judged = [], 0
    for origin, key, review, judgement in connection.execute(query):
        told = review_from_json(review)
        complains, by_staff = _answer(told, judgement)
        found = features_known(shipped(), told)
        if complains is None or not found:
            continue
        judged += by_staff
        weight = JUDGED_COUNTS if by_staff else 1.0
        lessons.append(Lesson(found=found, complains=complains, weight=weight, held=_is_held(f"{origin}\x1f{key}")))
    return lessons, judged


def _answer(review: Review, judgement: dict[str, Any] | None) -> tuple[bool | None, bool]:
    """Whether a post complains and whether a person said so; None where neither mark nor person is plain."""
    decision = (judgement or {}).get("decision")
    if decision in ("complaint", "mixed", "no"):
        return decision != "no", True
    share = rating_share(review.rating)
    if share is None:
        return (None if review.recommend is None else not review.recommend), False
    if share <= COMPLAINT_SHARE:
        return True, False
    return (False if share > VERY_HIGH_SHARE else None), False


def _is_held(place: str) -> bool:
    return hashlib.blake2b(place.encode("utf-8", "surrogatepass"), digest_size=1).digest()[0] % HELD_BACK == 0


def _learn(lessons: Sequence[Lesson]) -> own.OwnHead:
    linear, sparse = _libraries()
    names = [f"{block}\t{name}" for block, rows in shipped().blocks.items() for name in rows]
    at = {name: column for column, name in enumerate(names)}
    cells = [(row, at[f"{b}\t{name}"], value) for row, one in enumerate(lessons) for b, name, value, _ in one.found]
    rows, columns, values = zip(*cells, strict=True)
    words = sparse.csr_matrix((values, (rows, columns)), shape=(len(lessons), len(names)))
    before = [[shipped().logit(one.found, own.HEAD)] for one in lessons]
    model = linear.LogisticRegression(C=STRENGTH, solver="liblinear", dual=True, random_state=0, max_iter=1000)
    told = [one.complains for one in lessons]
    model.fit(sparse.hstack([words, before]).tocsr(), told, sample_weight=[one.weight for one in lessons])
    moved, share = model.coef_[0][:-1], float(model.coef_[0][-1])
    known = [shipped().weight(1.0, row, own.HEAD) for block in shipped().blocks.values() for row in block.values()]
    exact = {name: share * old + float(new) for name, old, new in zip(names, known, moved, strict=True)}
    bias = share * shipped().bias[shipped().heads.index(own.HEAD)] + float(model.intercept_[0])
    return own.head_of(exact, bias, names)


def _libraries() -> tuple[Any, Any]:
    try:
        from scipy import sparse
        from sklearn import linear_model
    except ImportError as error:
        raise TrainingError("training needs scikit-learn: pip install 'klachtwacht[train]'") from error
    return linear_model, sparse


def _figure(weights: Weights, lessons: Sequence[Lesson]) -> float:
    """Macro-F1: the mean of F1 for complaints and F1 for the others."""
    pairs = [(one.complains, weights.scores(_again(weights, one))[own.HEAD] >= TEXT_COMPLAINS) for one in lessons]
    return round((_f1(pairs, kind=True) + _f1(pairs, kind=False)) / 2, 4)


def _again(weights: Weights, lesson: Lesson) -> Found:
    return [(block, name, value, weights.blocks[block][name]) for block, name, value, _ in lesson.found]


def _f1(pairs: Sequence[tuple[bool, bool]], *, kind: bool) -> float:
    right = sum(wanted == found == kind for wanted, found in pairs)
    return 2 * right / max(1, sum(wanted == kind for wanted, _ in pairs) + sum(found == kind for _, found in pairs))
