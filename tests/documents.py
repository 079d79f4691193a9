"""The project's documents as tests see them: their code blocks, their tables, and the parts written from the code."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from complaints.states import CHANGES, STATES
from crawler.spider import ReviewSpider
from crawler.two_ways import KeyOrPageSpider
from klachtwacht import sites
from klachtwacht.cli import app
from klachtwacht.shop_toml import ShopToml, Table, keys

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
REGENERATE = ".venv/bin/python tests/regenerate_docs.py writes these parts anew"

_FENCE = re.compile(r"^```(\S*) ?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_GENERATED = re.compile(r"(<!-- from the code: (\w+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)
_COMMAND = re.compile(r"(?:^|[\s/=(])klachtwacht(?= |$)([^#\n]*)")


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block: its language, the name that follows the language, and what stands in it."""

    document: str
    language: str
    name: str
    text: str


def blocks(document: Path) -> list[Block]:
    """The code blocks of a document in order."""
    found = _FENCE.finditer(document.read_text(encoding="utf-8"))
    return [Block(document.name, match[1], match[2].strip(), match[3]) for match in found]


def block(document: str, name: str) -> str:
    """The text of the one block of that name."""
    (text,) = (each.text for each in blocks(ROOT / document) if each.name == name)
    return text


def table(document: str, heading: str) -> list[list[str]]:
    """The rows, without the header, of the first table under a heading."""
    text = (ROOT / document).read_text(encoding="utf-8")
    _, _, below = text.partition(f"\n{heading}\n")
    lines = re.split(r"^#", below, maxsplit=1, flags=re.MULTILINE)[0].splitlines()
    rows = [line for line in lines if line.startswith("|")]
    return [[cell.strip().strip("`") for cell in row.strip("|").split(" | ")] for row in rows[2:]]


def command_lines() -> Iterator[tuple[str, list[str]]]:
    """Every klachtwacht command in the code blocks of the documents: where, and its words."""
    for document in DOCUMENTS:
        for each in blocks(document):
            for line in each.text.splitlines() if each.language in ("sh", "cron", "ini") else ():
                for match in _COMMAND.finditer(line):
                    if words := shlex.split(re.split(r"&&|\||;|>", match[1])[0]):
                        yield f"{each.document}: {line.strip()}", words


def commands_in_prose() -> Iterator[tuple[str, list[str]]]:
    """Every klachtwacht command that stands in `…` between the words of a document: where, and its words."""
    for document in DOCUMENTS:
        prose = _FENCE.sub("", document.read_text(encoding="utf-8"))
        for said in re.findall(r"`klachtwacht\s+([a-z][^`]*)`", prose):
            yield f"{document.name}: {said}", said.split()


def commands() -> dict[str, Any]:
    """Every command of the program by name, as typer runs it; those of a group by both names."""
    return dict(_commands_in(typer.main.get_command(app), ""))


def _commands_in(group: Any, before: str) -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands_in(command, f"{before}{name} ")
        else:
            yield before + name, command


def named(words: list[str]) -> tuple[str, list[str]]:
    """The name of the command that the words begin with, and the rest of them."""
    known, two = commands(), " ".join(words[:2])
    return (two, words[2:]) if two in known else (words[0], words[1:])


def options(command: Any) -> set[str]:
    """Every way to write every option of a command."""
    return {name for each in command.params for name in each.opts if name.startswith("-")} | {"--help"}


def arguments(command: Any) -> list[str]:
    """The names of a command's arguments as --help shows them."""
    return [each.metavar for each in command.params if each.param_type_name == "argument"]


def generated(document: Path) -> dict[str, str]:
    """The parts of a document that are written from the code, by name."""
    return {match[2]: match[3] for match in _GENERATED.finditer(document.read_text(encoding="utf-8"))}


def regenerate(document: Path) -> None:
    """Write the parts of a document that come from the code anew."""
    text = document.read_text(encoding="utf-8")
    written = _GENERATED.sub(lambda match: match[1] + PARTS[match[2]]() + match[4], text)
    document.write_text(written, encoding="utf-8")


def _settings() -> str:
    found = ["| key | what it means | when left out |", "|---|---|---|"]
    found += [f"| `{key}` | {meaning} | {_default(key)} |" for key, meaning in keys().items()]
    return "\n".join(found) + "\n"


def _default(key: str) -> str:
    table_, name = _place(key)
    field = table_.model_fields[name]
    if name in table_.must:
        return "must be there"
    value = field.default
    if isinstance(value, Table) or value in (None, [], ""):
        return ""
    return f"`{_DEFAULTS.get(key) or str(value).lower()}`"


# Defaults that shop.toml writes in another way than Python does.
_DEFAULTS = {
    "database": '"sqlite:///klachtwacht.db"',
    "network.max_body": '"8 MiB"',
    "shops.languages": '["nl"]',
    "shops.timezone": '"Europe/Amsterdam"',
    "shops.holidays": '"NL"',
    "shops.sources.every": '"1h"',
    "destinations.severity": '"low"',
}


def _place(key: str) -> tuple[type[Table], str]:
    from klachtwacht.shop_toml import DestinationTable, NetworkTable, PrivacyTable, ShopTable, SourceTable, StepTable

    tables: dict[str, type[Table]] = {
        "": ShopToml,
        "network": NetworkTable,
        "privacy": PrivacyTable,
        "shops": ShopTable,
        "shops.sources": SourceTable,
        "shops.sources.steps": StepTable,
        "destinations": DestinationTable,
    }
    around, _, name = key.rpartition(".")
    return tables[around], name


def _states() -> str:
    found = ["| verb | from | to | event | time it fills | asks for |", "|---|---|---|---|---|---|"]
    for change in CHANGES:
        source = ", ".join(sorted(change.source, key=STATES.index))
        fills = f"| `{change.event}` | {change.time or ''} | {change.asks} |"
        found.append(f"| {change.verb} | {source} | {change.target or 'stays'} {fills}")
    return "\n".join(found) + "\n"


def _all_commands() -> str:
    return "\n".join(_command(name, command) for name, command in commands().items())


def _command(name: str, command: Any) -> str:
    said, _, example = command.help.rpartition("Example: ")
    written = " ".join([name, *arguments(command)])
    lines = [f"## {name}", "", *said.strip().splitlines(), "", f"Usage: `klachtwacht {written} [OPTIONS]`", ""]
    lines += ["| | |", "|---|---|", *_parameters(command), "", "```sh", example.strip(), "```", ""]
    return "\n".join(lines)


def _parameters(command: Any) -> Iterator[str]:
    for each in command.params:
        written = each.metavar if each.param_type_name == "argument" else ", ".join(each.opts)
        takes = "" if each.param_type_name == "argument" or each.is_flag else f" {each.metavar or each.name.upper()}"
        must = " Must be given." if each.required and takes else ""
        yield f"| `{written}{takes}` | {each.help}{must} |"


def _sources() -> str:
    found = ["| site | reads | wants | gives | marks to | ids | verified |", "|---|---|---|---|---|---|---|"]
    return "\n".join([*found, *(_source(sites.spider(name)) for name in sites.names())]) + "\n"


def _verified(spider: type[ReviewSpider]) -> str:
    told = spider.verified or "nothing yet"
    if not issubclass(spider, KeyOrPageSpider):
        return told
    return f"{told}; its pages: {spider.page_verified or 'nothing yet'}"


def _source(spider: type[ReviewSpider]) -> str:
    reads = " ".join((sys.modules[spider.__module__].__doc__ or "").split()).removesuffix(".")
    wants = ", ".join(f"`{key}`" for key in getattr(spider, "wants", ("url",))) or "nothing"
    marks = f"{spider.best:g}" if spider.best else ""
    told = (f"`{spider.name}`", reads, wants, spider.gives, marks, spider.ids, _verified(spider))
    return f"| {' | '.join(told)} |"


def _keys() -> str:
    spiders = [sites.spider(name) for name in sites.names()]
    found = [f"| `{spider.name}` | {_first_words(spider)} |" for spider in spiders if getattr(spider, "wants", ())]
    return "\n".join(["| site | `id` and `key` |", "|---|---|", *found]) + "\n"


def _first_words(spider: type[ReviewSpider]) -> str:
    """The docstring up to its first empty line."""
    return " ".join((spider.__doc__ or "").partition("\n\n")[0].split())


PARTS = {"settings": _settings, "states": _states, "commands": _all_commands, "sources": _sources, "keys": _keys}
