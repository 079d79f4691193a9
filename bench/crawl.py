"""CPU ms for each 20-review page: ours beside bare Scrapy with JSON-LD, in one run.

Each way crawls a list of LARGE and one of SMALL pages in processes of their own; the figure is the slope
between the least of each, so that start-up and what else the machine does do not count. Unchanged: all reviews are
known from an earlier pass, and no page may be skipped.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench import ours
from bench.child import Spent, run
from bench.figures import figure, spread
from bench.invented import PAGE_BYTES, REVIEWS, SEED
from bench.site import serving

SMALL, LARGE, TIMES = 2, 102, 7
Way = Callable[[int], Spent]


class Bench:
    """The ways a page is crawled; each is given how many pages, and says what that took."""

    def __init__(self, site: str, folder: Path) -> None:
        self._site = site
        self._folder = folder
        self._known = self._first("praise", LARGE)
        self._begun = self._first("begun", 1)

    def bare(self, level: str) -> Way:
        return lambda pages: _python("bench.bare", level, str(pages), f"{self._site}/praise/a/page/1")

    def unchanged(self, pages: int) -> Spent:
        return self._later(self._known, "praise", pages, new=0)

    def unmannered(self, pages: int) -> Spent:
        return self._later(self._known, "praise", pages, new=0, manners="unmannered")

    def praise(self, pages: int) -> Spent:
        return self._later(self._begun, "praise", pages, new=pages * REVIEWS)

    def complaints(self, pages: int) -> Spent:
        return self._later(self._begun, "complaint", pages, new=pages * REVIEWS)

    def _first(self, name: str, pages: int) -> Path:
        """A database after a first reading, of all the pages or of a single one that is in no list."""
        place = self._folder / name
        place.mkdir()
        url = f"{self._site}/praise/begun" if name == "begun" else f"{self._site}/{name}/a/page/1"
        _python("bench.ours", str(self._settings(place, url, pages)), "0")
        return place

    def _later(self, known: Path, mood: str, pages: int, *, new: int, manners: str = "mannered") -> Spent:
        """A pass two days later, when it may not stop at what is known."""
        with tempfile.TemporaryDirectory(dir=self._folder) as name:
            place = Path(shutil.copytree(known, name, dirs_exist_ok=True))
            spent = _python(
                "bench.ours", str(self._settings(place, f"{self._site}/{mood}/a/page/1", pages)), "2", manners
            )
        # What was known of robots.txt has expired by then: it is asked for once more.
        requests = pages + (manners == "mannered")
        expected = {"requests": requests, "read": pages * REVIEWS, "new": new}
        _check(json.loads(spent.output), expected, opened=new if mood == "complaint" else 0)
        return spent

    @staticmethod
    def _settings(place: Path, url: str, pages: int) -> Path:
        return ours.settings(place, {"bench": url}, pages=pages, destination=ours.asleep())


def _check(result: dict, expected: dict[str, int], opened: int) -> None:
    (source,) = result["sources"]
    got = {name: source[name] for name in expected}
    # One row more waits: the summary of the first reading.
    if got != expected or len(result["complaints"]) != opened or result["waiting"] != opened + 1:
        raise SystemExit(f"expected {expected} and {opened} opened and waiting, got {result}")


def _python(module: str, *arguments: str) -> Spent:
    return run([sys.executable, "-m", module, *arguments])


@dataclass(frozen=True, slots=True)
class Measured:
    """CPU seconds of each time a list of pages was crawled."""

    small: list[float]
    large: list[float]

    @property
    def slope(self) -> float:
        """The ms a page takes, from the least of each: other programs on the machine only add."""
        return (min(self.large) - min(self.small)) / (LARGE - SMALL) * 1000

    @property
    def slopes(self) -> list[float]:
        """The ms a page took each time."""
        return [(large - small) / (LARGE - SMALL) * 1000 for small, large in zip(self.small, self.large, strict=True)]


def _measured(ways: dict[str, Way], times: int) -> dict[str, Measured]:
    found = {name: Measured([], []) for name in ways}
    for _ in range(times):
        for name, way in ways.items():
            found[name].small.append(way(SMALL).cpu)
            found[name].large.append(way(LARGE).cpu)
    return found


def main(times: int = TIMES) -> None:
    with serving() as (site,), tempfile.TemporaryDirectory() as folder:
        bench = Bench(site, Path(folder))
        ways: dict[str, Way] = {
            "bare Scrapy with JSON-LD": bench.bare("WARNING"),
            "bare Scrapy with JSON-LD, logging as it is by default": bench.bare("DEBUG"),
            "ours, 20 unchanged findings": bench.unchanged,
            "ours, 20 unchanged findings, without manners": bench.unmannered,
            "ours, 20 new findings": bench.praise,
            "ours, 20 new complaints with records and alerts": bench.complaints,
        }
        found = _measured(ways, times)
    _tell(found, times)


def _tell(found: dict[str, Measured], times: int) -> None:
    counts = {"n": times, "seed": SEED, "pages": LARGE - SMALL, "reviews_a_page": REVIEWS, "page_bytes": PAGE_BYTES}
    targets = {"ours, 20 new complaints with records and alerts": 60.0}
    for name, values in found.items():
        target = targets.get(name)
        figure(f"CPU a page: {name}", values.slope, "ms", target=target, **counts, spread=spread(values.slopes))
    bare, _, unchanged, unmannered, *_ = (values.slope for values in found.values())
    figure("CPU a page: unchanged findings against bare Scrapy", unchanged / bare, "times", target=1.5, **counts)
    figure("CPU a page: with manners against without", unchanged / unmannered, "times", target=1.15, **counts)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
