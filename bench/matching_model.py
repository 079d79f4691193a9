"""Learn what the matcher goes by, anew and to the same bytes: `python -m bench.matching_model`.

Writes complaints/matching/stems.json (in how many reviews each stem stands) and trees.json (gradient boosted trees over
the figures of the evidence). Needs scikit-learn, which is in the dev extra; the program itself does not.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from bench.matching_sets import SEED, Pair, days_of, dealt, in_memory, pairs, reviews
from complaints.matching.evidence import Evidence, evidence
from complaints.matching.names import Likeness, likeness
from complaints.matching.post import Post, post_of
from complaints.matching.verdict import JOINS
from complaints.review import Review

PLACE = Path(__file__).parent.parent / "complaints/matching"
# A stem of fewer reviews is as rare as one of none.
FEWEST = 4
# What one pair of the stream weighs beside one of those written by hand.
STREAM = 0.1
# What rules use, and the trees do not.
RULES = frozenset({"orders", "orders_apart", "named", "dated", "tells"})
# Learnt with different draws, and their trees taken together: one set of trees leans on what it happened to draw.
MODELS = 3
TREES: dict[str, Any] = {
    "n_estimators": 110,
    "max_depth": 3,
    "subsample": 0.5,
    "learning_rate": 0.12,
    "min_samples_leaf": 5,
    "max_features": 6,
}


def stems(found: list[Review]) -> dict[str, Any]:
    """In how many reviews each stem stands, those of one count together."""
    counted = Counter(stem for review in found for stem in post_of(review).stems)
    by_count = defaultdict(list)
    for stem, count in sorted(counted.items()):
        if count >= FEWEST:
            by_count[count].append(stem)
    return {"reviews": len(found), "stems": {str(n): " ".join(by_count[n]) for n in sorted(by_count)}}


def learn(known: list[Pair], stream: list[Review]) -> dict[str, Any]:
    """Trees learnt from labelled pairs, and from pairs of the stream that are alike and are not one complaint."""
    from sklearn.ensemble import GradientBoostingClassifier

    rows = [(evidence(post_of(pair.one), post_of(pair.other)), pair.relation in JOINS, 1.0) for pair in known]
    rows += [(each, False, STREAM) for each in _strangers(known, stream)]
    names = [name for name in Evidence.__slots__ if name not in RULES]
    figures = [[row[0].figures()[name] for name in names] for row in rows]
    same, weights = [row[1] for row in rows], [row[2] for row in rows]
    models = [GradientBoostingClassifier(random_state=SEED + n, **TREES) for n in range(MODELS)]
    for model in models:
        model.fit(figures, same, sample_weight=weights)
    prior = models[0].init_.class_prior_[1]
    rate = models[0].learning_rate / MODELS
    trees = [_tree(one[0].tree_, 0, names, rate) for model in models for one in model.estimators_]
    return {"start": round(math.log(prior / (1 - prior)), 4), "trees": trees}


def _strangers(known: list[Pair], stream: list[Review]) -> list[Evidence]:
    """The evidence of posts that are alike by their marks and not of one pair.

    Two posts of pairs whose names go together are left out: some of the people in them come back in other pairs.
    """
    posts, tied = list[Post](), set[tuple[int, int]]()
    for pair in known:
        tied.add((len(posts), len(posts) + 1))
        posts += [post_of(pair.one), post_of(pair.other)]
    few = len(posts)
    posts += [post_of(review) for review in dealt(stream, days_of(known))]
    alike = (pair for pair in in_memory(posts) if pair not in tied)
    return [
        evidence(posts[one], posts[other])
        for one, other in alike
        if other >= few or likeness(posts[one].name, posts[other].name) < Likeness.FITS
    ]


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
    learnt = learn(pairs(), single)
    lines = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in learnt["trees"])
    (PLACE / "trees.json").write_text(f'{{"start": {learnt["start"]}, "trees": [\n{lines}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
