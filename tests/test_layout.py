"""The house rules that can be counted: sizes, docstrings, names, what spiders import, nothing of one machine."""

from __future__ import annotations

import ast
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from documents import ROOT

ROOMS = ("klachtwacht", "spiders", "crawler", "alerts", "complaints", "guard")
LONGEST_FILE = 400
LONGEST_FUNCTION = 40
MEDIAN_FUNCTION = 8
# A migration is one list of tables, written once and never changed.
MIGRATIONS = ROOT / "complaints/migrations/versions"
FORBIDDEN_NAMES = {"utils", "util", "common", "core", "helpers", "misc"}
SPIDERS_IMPORT = {
    "crawler",
    "crawler.publication",
    "crawler.reading.answer_fields",
    "crawler.reading.answers",
    "crawler.reading.feeds",
    "crawler.reading.google_answers",
    "crawler.reading.mentions",
    "crawler.reading.page",
    "crawler.reading.plain_text",
    "crawler.reading.xml_answers",
    "parsel",
}
# In halves, so that this file does not hold what it forbids.
ONE_MACHINE = ("/" + "work/", "/" + "root/", "py" + "pi.", "pythonhos" + "ted", "index" + "-url", "file:" + "//")
# An address that must be refused has to be written down somewhere.
LEGITIMATE = {"file:" + "//": "tests/"}

MODULES = sorted(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))


def name(file: Path) -> str:
    return str(file.relative_to(ROOT))


def functions(file: Path) -> Iterator[tuple[int, str]]:
    """The length of each function in lines, its docstring included, and where it is."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (node.end_lineno or node.lineno) - node.lineno + 1, f"{name(file)}:{node.lineno} {node.name}"


ALL_FUNCTIONS = [each for file in MODULES if MIGRATIONS not in file.parents for each in functions(file)]


def test_half_of_the_functions_have_eight_lines_or_less():
    assert statistics.median(length for length, _ in ALL_FUNCTIONS) <= MEDIAN_FUNCTION


def test_no_function_is_longer_than_forty_lines():
    longest = sorted(ALL_FUNCTIONS, reverse=True)[:5]

    assert longest[0][0] <= LONGEST_FUNCTION, longest


def test_no_file_is_longer_than_four_hundred_lines():
    lengths = sorted(
        ((len(file.read_text(encoding="utf-8").splitlines()), name(file)) for file in MODULES), reverse=True
    )

    assert lengths[0][0] < LONGEST_FILE, lengths[:5]


# A package file that only passes names on needs none, as in pyproject.toml.
@pytest.mark.parametrize("file", [file for file in MODULES if file.stem != "__init__"], ids=name)
def test_every_module_says_what_it_is_for(file: Path):
    assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))


def test_no_module_has_a_name_that_says_nothing():
    assert [name(file) for file in MODULES if {file.stem, file.parent.name} & FORBIDDEN_NAMES] == []


@pytest.mark.parametrize("file", sorted((ROOT / "spiders").glob("*.py")), ids=name)
def test_a_spider_imports_the_crawlers_surface_and_no_other_room(file: Path):
    found = set(imported(file))

    assert {module for module in found if module.partition(".")[0] not in sys.stdlib_module_names} <= SPIDERS_IMPORT


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names)


@pytest.mark.parametrize("pattern", ONE_MACHINE)
def test_no_file_of_the_project_names_a_place_or_a_package_host_of_one_machine(pattern: str):
    allowed = LEGITIMATE.get(pattern, "-")

    assert [path for path in tracked() if not path.startswith(allowed) and pattern in content(path)] == []


def tracked() -> list[str]:
    """The files of the project, those not committed yet included; all there are where it is no checkout."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, text=True)
    if done.returncode:
        pytest.skip("not a git checkout, so there is no list of the project's files")
    return [path for path in done.stdout.splitlines() if (ROOT / path).is_file()]


def content(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8", errors="replace")
