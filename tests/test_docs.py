"""The documents say what the program does: commands, settings, tables, states, shapes, examples."""

from __future__ import annotations

import dataclasses
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from documents import (
    DOCUMENTS,
    PARTS,
    REGENERATE,
    ROOT,
    arguments,
    block,
    blocks,
    command_lines,
    commands,
    commands_in_prose,
    generated,
    named,
    options,
    table,
)

from alerts import channels
from alerts.deliver import Delivered
from complaints import outbox, tables, views
from complaints.retention import AFTER_CLOSING, WITHOUT_COMPLAINT
from complaints.review import Review, review_json
from complaints.sources import HEALTHY, UNHEALTHY
from klachtwacht import sites
from klachtwacht.config import Config, load
from klachtwacht.doctor import Check
from klachtwacht.run import RunResult, SourceResult, as_json

COMMANDS = commands()
SOURCE_KEYS = [field.name for field in dataclasses.fields(SourceResult)]


def ids(document: Path) -> str:
    return str(document.relative_to(ROOT))


# What comes from the code


@pytest.mark.parametrize("document", DOCUMENTS, ids=ids)
def test_what_a_document_takes_from_the_code_is_as_the_code_says(document: Path):
    for name, text in generated(document).items():
        assert text == PARTS[name](), f"{name} in {document.name} is out of date; {REGENERATE}"


def test_settings_commands_and_states_are_taken_from_the_code_somewhere():
    found = {name for document in DOCUMENTS for name in generated(document)}

    assert found == set(PARTS)


# Commands


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example_of_itself(name: str):
    _, found, example = COMMANDS[name].help.rpartition("Example: ")

    assert found
    assert shlex.split(example)[: 1 + len(name.split())] == ["klachtwacht", *name.split()]


def test_there_are_command_lines_in_the_readme_and_in_the_documents():
    assert {where.partition(":")[0] for where, _ in command_lines()} >= {"README.md", "operating.md", "commands.md"}


@pytest.mark.parametrize(("where", "words"), list(command_lines()))
def test_a_command_line_in_a_document_names_a_command_its_options_and_arguments(where: str, words: list[str]):
    name, rest = named(words)

    assert name in COMMANDS, where
    given = [word for word in rest if word.startswith("-")]
    assert set(given) <= options(COMMANDS[name]), where
    assert _values(COMMANDS[name], rest) >= _needed(COMMANDS[name]), where


@pytest.mark.parametrize(("where", "words"), list(commands_in_prose()))
def test_a_command_in_the_prose_of_a_document_exists_with_its_options(where: str, words: list[str]):
    name, rest = named(words)

    assert name in COMMANDS, where
    assert {word for word in rest if word.startswith("-")} <= options(COMMANDS[name]), where


def _values(command: Any, words: list[str]) -> int:
    """How many words are arguments and not options or their values."""
    taking = {
        name for each in command.params if each.param_type_name == "option" and not each.is_flag for name in each.opts
    }
    options_and_values = sum(1 + (word in taking) for word in words if word.startswith("-"))
    return len(words) - options_and_values


def _needed(command: Any) -> int:
    return sum(each.required for each in command.params if each.param_type_name == "argument")


def test_every_argument_has_a_name_that_help_shows():
    assert all(name for command in COMMANDS.values() for name in arguments(command))


# shop.toml


@pytest.fixture
def readme_config(tmp_path: Path) -> Config:
    """The README's shop.toml, with a Slack address in each of its secret files."""
    (text,) = (each.text for each in blocks(ROOT / "README.md") if each.language == "toml")
    for name in re.findall(r'"file:([^"]+)"', text):
        (tmp_path / name).write_text("slack://TBBBBBBBB/BBBBBBBBB/cccccccccccccccccccccccc\n")
    (tmp_path / "shop.toml").write_text(text, encoding="utf-8")
    (tmp_path / "shop.toml").chmod(0o600)
    return load(tmp_path / "shop.toml", environ={"KIYOH_TOKEN": "token"}, sites=sites.names(), check_url=channels.check)


def test_the_shop_toml_of_the_readme_loads_and_warns_of_nothing(readme_config: Config):
    assert readme_config.warnings == ()
    assert [source.best for source in readme_config.sources] == [None, 10, None]


def test_the_mail_address_of_the_readme_is_one_that_can_be_used():
    assert channels.check(block("README.md", "mail.secret").strip()) is None


# What is not there yet

NOT_YET = {
    "Nothing is erased by itself": lambda: "purge" not in (ROOT / "klachtwacht/run.py").read_text(encoding="utf-8"),
}


@pytest.mark.parametrize("sentence", NOT_YET)
def test_what_the_readme_says_is_not_there_is_not_there(sentence: str):
    assert sentence in (ROOT / "README.md").read_text(encoding="utf-8").partition("## What is not there yet")[2]
    assert NOT_YET[sentence](), "it is there now: take it off this list, out of the README and out of docs/operating.md"


def _code(room: str) -> str:
    return "".join(file.read_text(encoding="utf-8") for file in (ROOT / room).rglob("*.py"))


# Tables, lamps and terms


def test_the_data_model_names_every_table():
    text = (ROOT / "docs/data-model.md").read_text(encoding="utf-8")
    inside = text.partition("\n## Tables\n")[2].partition("\n## ")[0]

    assert set(re.findall(r"^### (\w+)$", inside, re.MULTILINE)) == set(tables.metadata.tables)


@pytest.mark.parametrize("name", tables.metadata.tables)
def test_the_data_model_names_every_column_in_order(name: str):
    rows = table("docs/data-model.md", f"### {name}")

    assert [row[0] for row in rows] == [column.name for column in tables.metadata.tables[name].columns]


@pytest.mark.parametrize(
    ("document", "heading", "left_out"),
    [("README.md", "## The first reading", {"needs key"}), ("docs/operating.md", "## Lamps", set())],
)
def test_every_lamp_is_explained(document: str, heading: str, left_out: set[str]):
    assert {row[0] for row in table(document, heading)} == (HEALTHY | UNHEALTHY | {"new", "off"}) - left_out


def test_the_data_model_names_every_kind_of_event_the_code_writes():
    found = {row[0] for row in table("docs/data-model.md", "## Event kinds")}

    assert found == _kinds_in_code()


def _kinds_in_code() -> set[str]:
    from complaints.states import CHANGES

    text = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "complaints").glob("*.py"))
    called = r'(?:event|_event_without_alert|_tell_operator)\(ledger, (?:\w+, )?"(\w+)"|kind="(\w+)"'
    return {change.event for change in CHANGES} | {kind for found in re.findall(called, text) for kind in found if kind}


def test_the_terms_are_those_of_the_code():
    rows = [row[1] for row in table("docs/data-model.md", "## What is kept how long")]

    assert rows[0].startswith(f"{WITHOUT_COMPLAINT.days} days")
    assert rows[1].startswith(f"{AFTER_CLOSING.days} days")


def test_the_schedule_of_tries_is_that_of_the_code():
    (said,) = re.findall(r"at once and then after (.*?),\seach", (ROOT / "docs/operating.md").read_text(), re.DOTALL)
    units = {"s": 1, "min": 60, "h": 3600}
    seconds = [int(number) * units[unit] for number, unit in re.findall(r"(\d+) (s|min|h)\b", said)]

    assert seconds == [wait.total_seconds() for wait in outbox.SCHEDULE]


# The contract


REVIEW_KEYS = list(review_json(Review(site="page", reader="json-ld")))


class _Anything(dict[str, Any]):
    """A row that has every column, with nothing in it."""

    def __missing__(self, key: str) -> Any:
        return {} if key == "review" else None


def _shapes() -> Iterator[tuple[str, list[str]]]:
    row = _Anything()
    finding, complaint = views.finding_json(row, None), views.complaint_json(row, [], [])
    yield "## read", REVIEW_KEYS
    yield "## findings", list(finding)
    yield "## complaints", list(complaint)
    yield "## outbox", list(outbox._listed(row))
    yield "## run", list(as_json(RunResult()))
    yield "### sources of a run", SOURCE_KEYS
    yield "## doctor", [field.name for field in dataclasses.fields(Check)]
    yield "## deliver", [field.name for field in dataclasses.fields(Delivered)]


@pytest.mark.parametrize(("heading", "keys"), list(_shapes()))
def test_the_contract_names_every_key(heading: str, keys: list[str]):
    assert {row[0] for row in table("docs/contract.md", heading)} == set(keys)


# Links


@pytest.mark.parametrize("document", DOCUMENTS, ids=ids)
def test_relative_links_lead_somewhere(document: Path):
    text = re.sub(r"^```.*?^```$", "", document.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, anchor = link.partition("#")
        if "://" in path:
            continue
        target = (document.parent / path).resolve() if path else document
        assert target.exists(), link
        assert not anchor or anchor in _anchors(target), link


def _anchors(document: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_decisions_are_numbered_without_gaps_and_say_context_decision_and_consequence():
    found = sorted((ROOT / "docs/decisions").glob("*.md"))

    assert [int(file.name[:4]) for file in found] == list(range(1, len(found) + 1))
    for file in found:
        headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
        assert headings[0].startswith(file.name[:4])
        assert headings[1:] == ["Context", "Decision", "Consequence"]
