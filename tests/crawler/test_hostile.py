"""Every hostile answer we know in one real pass: none ends it, each is its own source's lamp, the next is read.

The answers and what they must come to: bench/hostile_site.py. What each takes is measured there, not here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import pytest
from scripted_site import a_node, a_page, scripted_site

from bench import hostile_site, ours
from bench.child import environment

# Each ends after seconds of computing; one such page and one such feed are enough here. The bench has them all.
SLOW = ("properties in properties", "reviews in reviews", "a feed with 200,000 open items")
KNOWN = {name: case for name, case in hostile_site.cases().items() if name not in SLOW}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the pass says, as `run --json` does, with the most memory that it took in "memory"."""
    folder = tmp_path_factory.mktemp("hostile")
    with hostile_site.serving() as (site, _), scripted_site() as beside:
        urls = {str(number): f"{site}/{quote(name)}" for number, name in enumerate(KNOWN)}
        urls["beside"] = beside.serve("/beside", a_page([a_node(1, mark=2, datePublished=_today()), a_node(2)]))
        of = {str(number): case.site for number, case in enumerate(KNOWN.values())}
        file = ours.settings(folder, urls, pages=5, destination=ours.asleep(), of=of)
        file.write_text(
            file.read_text(encoding="utf-8").replace("[network]", "[network]\ntimeout = 1.0"), encoding="utf-8"
        )
        command = [sys.executable, "-m", "bench.hostile", "pass", str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment(), cwd=folder)
    assert done.returncode == 0, done.stderr
    result, memory = (json.loads(line) for line in done.stdout.splitlines())
    return {**result, "memory": memory, "said": done.stderr}


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _source(told: dict[str, Any], name: str) -> dict[str, Any]:
    return next(source for source in told["sources"] if source["name"] == name)


@pytest.mark.timeout(200)
@pytest.mark.parametrize(("number", "name"), list(enumerate(KNOWN)), ids=list(KNOWN))
def test_a_hostile_answer_is_its_sources_lamp_with_a_reason(told: dict[str, Any], number: int, name: str) -> None:
    source, case = _source(told, str(number)), KNOWN[name]
    assert case.lamp in {"", source["lamp"]}, source
    assert case.reason in (source["reason"] or "")
    assert _is_harmless(source["reason"] or "")


def _is_harmless(reason: str) -> bool:
    return len(reason) <= 300 and reason.isprintable()


def test_the_source_beside_them_is_read_and_told_of(told: dict[str, Any]) -> None:
    beside = _source(told, "beside")
    assert (beside["lamp"], beside["new"]) == ("live", 2)
    assert len(told["complaints"]) == 1


def test_all_of_them_together_take_no_more_memory_than_one_may(told: dict[str, Any]) -> None:
    assert max(told["memory"].values()) < 400


def test_none_of_them_is_said_again_to_cron(told: dict[str, Any]) -> None:
    assert told["said"] == ""
