"""Learn what the matcher goes by, anew and to the same bytes: `python -m bench.matching_model`.

Writes complaints/matching/stems.json (in how many reviews each stem stands) and trees.json (gradient boosted trees over
the figures of the evidence). Needs scikit-learn, which is in the dev extra; the program itself does not.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.matching_sets import SEED, Pair, days_of, dealt, in_memory, namesakes, only_learnt, pairs, reviews
from complaints.matching.evidence import Evidence, evidence
from complaints.matching.post import post_of
from complaints.matching.sifting import may_belong
from complaints.matching.trees import ACQUAINTED, INCIDENT
from complaints.matching.verdict import JOINS
from complaints.review import Review

PLACE = Path(__file__).parent.parent / "complaints/matching"
# A stem of fewer reviews is as rare as one of none.
FEWEST = 4
# What rules use, and the trees do not.
RULES = frozenset({"orders", "orders_apart", "named", "dated", "tells", "cites"})
TREES: dict[str, Any] = {
    "n_estimators": 150,
    "max_depth": 3,
    "subsample": 0.5,
    "learning_rate": 0.1,
    "min_samples_leaf": 5,
    "max_features": 6,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What two strangers of the stream weigh beside a pair written by hand, and two of one name. models: learnt with
    different draws, and their trees taken together: one set of trees leans on what it happened to draw.
    """

    strangers: float
    namesakes: float
    models: int


# Of strangers a few, or a pair in common words is taken for them; and for telling strangers no pair that is not one
# complaint, or whoever complains twice would be a stranger.
LESSONS = {
    INCIDENT: Lesson(strangers=0.003, namesakes=0.1, models=3),
    ACQUAINTED: Lesson(strangers=0.2, namesakes=0.1, models=2),
}


def stems(found: list[Review]) -> dict[str, Any]:
    """In how many reviews each stem stands, those of one count together."""
    counted = Counter(stem for review in found for stem in post_of(review).stems)
    by_count = defaultdict(list)
    for stem, count in sorted(counted.items()):
        if count >= FEWEST:
            by_count[count].append(stem)
    return {"reviews": len(found), "stems": {str(n): " ".join(by_count[n]) for n in sorted(by_count)}}


def learn(known: Sequence[Pair], stream: Sequence[Review]) -> dict[str, Any]:
    """Both sets of trees, learnt from labelled pairs, and from posts of the stream that are alike by accident."""
    held = [(post_of(pair.one), post_of(pair.other), pair.relation in JOINS) for pair in known]
    rows = [(evidence(one, other), joins) for one, other, joins in held if may_belong(one, other)]
    apart = _strangers(known, stream), _namesakes(stream)
    return {
        INCIDENT: _learnt(rows, *apart, LESSONS[INCIDENT]),
        ACQUAINTED: _learnt([row for row in rows if row[1]], *apart, LESSONS[ACQUAINTED]),
    }


def _learnt(
    rows: Sequence[tuple[Evidence, bool]], strangers: Sequence[Evidence], namesakes: Sequence[Evidence], lesson: Lesson
) -> dict[str, Any]:
    from sklearn.ensemble import GradientBoostingClassifier

    names = [name for name in Evidence.__slots__ if name not in RULES]
    every = [
        *((found, joins, 1.0) for found, joins in rows),
        *((found, False, lesson.strangers) for found in strangers),
        *((found, False, lesson.namesakes) for found in namesakes),
    ]
    figures = [[getattr(found, name) for name in names] for found, _, _ in every]
    same, weights = [joins for _, joins, _ in every], [weight for _, _, weight in every]
    models = [GradientBoostingClassifier(random_state=SEED + n, **TREES) for n in range(lesson.models)]
    for model in models:
        model.fit(figures, same, sample_weight=weights)
    prior = models[0].init_.class_prior_[1]
    rate = models[0].learning_rate / lesson.models
    trees = [_tree(one[0].tree_, 0, names, rate) for model in models for one in model.estimators_]
    return {"start": round(math.log(prior / (1 - prior)), 4), "trees": trees}


def _strangers(known: Sequence[Pair], stream: Sequence[Review]) -> list[Evidence]:
    """The evidence of posts that are alike by their marks and of which one is of the stream.

    Not of two posts of pairs: some of the people in them come back in other pairs.
    """
    posts = [post_of(side) for pair in known for side in (pair.one, pair.other)]
    few = len(posts)
    posts += [post_of(review) for review in dealt(stream, days_of(known))]
    alike = ((posts[one], posts[other]) for one, other in in_memory(posts) if max(one, other) >= few)
    return [evidence(*pair) for pair in alike if may_belong(*pair)]


def _namesakes(stream: Sequence[Review]) -> list[Evidence]:
    """The evidence of posts of one name about two things."""
    alike = ((post_of(one), post_of(other)) for one, other in namesakes(stream))
    return [evidence(*pair) for pair in alike if may_belong(*pair)]


def _tree(tree: Any, at: int, names: list[str], rate: float) -> Any:
    low, high = tree.children_left[at], tree.children_right[at]
    if low == high:
        return round(float(tree.value[at][0][0]) * rate, 4)
    bound = round(float(tree.threshold[at]), 4)
    return [names[tree.feature[at]], bound, _tree(tree, low, names, rate), _tree(tree, high, names, rate)]


def main() -> None:
    single = reviews()
    counted = json.dumps(stems(single), ensure_ascii=False, indent=0)
    (PLACE / "stems.json").write_text(counted + "\n", encoding="utf-8")
    learnt = learn([*pairs(), *only_learnt()], single)
    (PLACE / "trees.json").write_text("{\n" + ",\n".join(map(_written, learnt.items())) + "\n}\n", encoding="utf-8")


def _written(item: tuple[str, dict[str, Any]]) -> str:
    name, model = item
    lines = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in model["trees"])
    return f'"{name}": {{"start": {model["start"]}, "trees": [\n{lines}\n]}}'


if __name__ == "__main__":
    main()
