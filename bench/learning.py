"""`make model`: learn complaints/model/weights.txt from bench/data. The same data and versions give the same bytes.

Logistic regression (scikit-learn's liblinear: one thread, a fixed order), a head for each question. The features that
weigh most over all heads are kept, and every head is learnt again on those alone.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bench.labelled import Labelled, inputs_digest, load
from complaints.model import weights
from complaints.model.features import BLOCK_WEIGHT, BLOCKS, features
from complaints.model.reading import LANGUAGES, THEMES
from complaints.review import Review

HEADS = ("complaint", "full", "grave", *THEMES, *LANGUAGES)
STRENGTH = {"complaint": 10.0, "full": 10.0, "grave": 3.0} | dict.fromkeys(THEMES, 3.0) | dict.fromkeys(LANGUAGES, 30.0)
LEAST_OFTEN = {"words": 2, "pieces": 4, "points": 2}
KEPT = 30_000
STEPS = weights.MOST - weights.NOUGHT


def learn(items: Sequence[Labelled], kept: int = KEPT, learnt_from: str | None = None) -> str:
    """The text of a weights file that is learnt from these reviews; learnt_from is written down in it."""
    counted = [_features(item.review) for item in items]
    blocks = [_vectors(counted, block) for block in BLOCKS]
    matrix = sparse.hstack([vectors for vectors, _, _ in blocks]).tocsr()
    names = [(block, name) for block, (_, found, _) in zip(BLOCKS, blocks, strict=True) for name in found]
    rarity = np.concatenate([idf for _, _, idf in blocks])
    heaviest = np.abs(_fit(matrix, items)[0]).max(axis=0)
    chosen = np.sort(np.argsort(-heaviest, kind="stable")[:kept])
    coefficients, bias = _fit(_renormed(matrix[:, chosen], names, chosen), items)
    return _file([names[i] for i in chosen], rarity[chosen], coefficients, bias, learnt_from)


def _features(review: Review) -> dict[str, Counter[str]]:
    return features(review.title, review.text, review.pros, review.cons)


def _vectors(counted, block):
    vectorizer = TfidfVectorizer(
        analyzer=lambda each: list(each[block].elements()), sublinear_tf=True, min_df=LEAST_OFTEN[block]
    )
    return (
        vectorizer.fit_transform(counted) * BLOCK_WEIGHT[block],
        list(vectorizer.get_feature_names_out()),
        vectorizer.idf_,
    )


def _renormed(matrix, names, chosen):
    """Each block of each review of its length again, counted over the features that are kept."""
    parts = []
    for block in BLOCKS:
        columns = [at for at, i in enumerate(chosen) if names[i][0] == block]
        part = matrix[:, columns]
        length = np.sqrt(np.asarray(part.multiply(part).sum(axis=1)).ravel())
        factor = np.divide(BLOCK_WEIGHT[block], length, out=np.ones_like(length), where=length > 0)
        parts.append(sparse.diags(factor) @ part)
    return sparse.hstack(parts).tocsr()


def _fit(matrix, items):
    fitted = [_head(matrix, items, head) for head in HEADS]
    return np.array([model.coef_[0] for model in fitted]), np.array([model.intercept_[0] for model in fitted])


def _head(matrix, items, head):
    answers = [_answer(item, head) for item in items]
    asked = np.array([answer is not None for answer in answers])
    wanted = np.array([bool(answer) for answer in answers])
    # Most themes are rare, and so is what is grave.
    balance = "balanced" if head in (*THEMES, "grave") else None
    model = LogisticRegression(
        C=STRENGTH[head], solver="liblinear", dual=True, class_weight=balance, random_state=0, max_iter=300
    )
    return model.fit(matrix[asked], wanted[asked])


def _answer(item: Labelled, head: str) -> bool | None:
    """What a head should say of a review; None where it is not asked."""
    if head == "complaint":
        return item.is_complaint
    if head in LANGUAGES:
        return item.language == head
    if not item.is_complaint:
        return None
    return {"full": item.complaint == "yes", "grave": item.severity == "high"}.get(head, head in item.themes)


def _file(names, rarity, coefficients, bias, learnt_from) -> str:
    scale = np.abs(coefficients).max(axis=1) / STEPS
    step = rarity.max() / (weights.MOST - weights.LEAST)
    rows = []
    for at, (_, name) in enumerate(names):
        signs = "".join(sign(w, s) for w, s in zip(coefficients[:, at], scale, strict=True))
        rows.append(f"{name}\t{rarity_sign(rarity[at], step)}{signs}")
    counts = {block: sum(each == block for each, _ in names) for block in BLOCKS}
    first = {"heads": HEADS, "bias": _rounded(bias), "scale": _rounded(scale), "idf": float(f"{step:.6g}")}
    return dump({**first, "learnt_from": learnt_from, "rows": counts}, rows)


def _rounded(numbers) -> list[float]:
    return [float(f"{number:.6g}") for number in numbers]


def sign(weight: float, scale: float) -> str:
    """A weight as the nearest sign of the file."""
    return chr(max(weights.LEAST, min(weights.MOST, weights.NOUGHT + round(weight / scale))))


def rarity_sign(idf: float, step: float) -> str:
    """A rarity as the nearest sign of the file, never nought."""
    return chr(max(weights.LEAST + 1, min(weights.MOST, weights.LEAST + round(idf / step))))


def dump(first: Mapping[str, object], rows: Sequence[str]) -> str:
    """A file's text."""
    return "\n".join((json.dumps(first, ensure_ascii=False), *rows)) + "\n"


def main() -> None:
    text = learn(load(), learnt_from=inputs_digest())
    weights.FILE.write_text(text, encoding="utf-8")
    print(f"{weights.FILE.name}: {len(text.encode())} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
