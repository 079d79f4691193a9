"""docs/manners.md decides every case of the suites where we had a choice; the tables are held to suites and code."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from documents import ROOT, blocks, table

from crawler.manners import robots_policy
from crawler.manners.robots import parse
from guard.about import NAME

MANNERS = "docs/manners.md"


def cases(*path: str) -> list[dict[str, Any]]:
    folder = os.environ.get("KLACHTWACHT_SUITES")
    if not folder:
        pytest.skip("KLACHTWACHT_SUITES is not set")
    return list(json.loads(Path(folder, *path).read_text(encoding="utf-8")))


def google() -> list[dict[str, Any]]:
    return cases("robots-google", "cases.json")


def ends_as_it_says(case: dict[str, Any]) -> bool:
    return bool(parse(case["robotstxt"]).allows(case["user_agent"], case["url"]) == case["allowed"])


def decided() -> Iterator[tuple[int, str, bool]]:
    """The number, the test and whether we follow it, of every case of Google's own in the table."""
    for numbers, test, followed, _ in table(MANNERS, "### Google's own cases"):
        first, _, last = numbers.partition("-")
        for number in range(int(first), int(last or first) + 1):
            yield number, f"GoogleOnly_{test}", followed == "yes"


def test_every_case_of_googles_own_is_decided_once() -> None:
    expected = [(number, case["test"]) for number, case in enumerate(google()) if case["google_only"]]

    assert [(number, test) for number, test, _ in decided()] == expected


def test_the_cases_of_googles_own_end_as_the_table_says() -> None:
    found = google()

    assert [(number, ends_as_it_says(found[number])) for number, *_ in decided()] == [
        (number, followed) for number, _, followed in decided()
    ]


def test_the_cases_about_the_rfc_that_are_a_clients_duty_all_end_as_they_say() -> None:
    rfc = {number: case for number, case in enumerate(google()) if not case["google_only"]}

    assert len(rfc) == 72
    assert [number for number, case in rfc.items() if not ends_as_it_says(case)] == [63, 65, 66]


def test_the_cases_from_the_text_of_the_rfc_all_end_as_they_say() -> None:
    found = cases("robots-rfc9309", "match_cases.json")

    assert [case for case in found if not ends_as_it_says(case)] == []


def test_every_case_of_fetching_that_leaves_a_choice_is_decided_once() -> None:
    named = [name for row in table(MANNERS, "### Where the RFC leaves a choice") for name in row[0].split(", ")]
    found = cases("robots-rfc9309", "fetch_cases.json")

    assert len(named) == len(set(named))
    assert set(named) <= {case["id"] for case in found}
    assert {case["id"] for case in found if " or " in case["expect"] or "policy" in case["expect"]} <= set(named)


# What the page says to the owner of a site


def test_the_name_for_robots_txt_is_the_one_we_go_by() -> None:
    (rules,) = (each.text for each in blocks(ROOT / MANNERS) if each.text.startswith("User-agent"))

    assert not parse(rules).allows(f"{NAME}/1.0 (+mailto:a@a.example)", "https://praat.example/")
    assert parse(rules).allows("Ander/1.0", "https://praat.example/")


@pytest.mark.parametrize(
    "said",
    [
        f"up to {robots_policy.LONGEST_DELAY:g} seconds",
        f"kept for {robots_policy.DAY.total_seconds() / 3600:g} hours",
        f"for {robots_policy.UNREACHABLE.total_seconds() / 60:g} minutes",
    ],
)
def test_the_figures_are_those_of_the_code(said: str) -> None:
    assert said in (ROOT / MANNERS).read_text(encoding="utf-8")
