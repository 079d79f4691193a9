"""What `klachtwacht sources` shows a person: of each source a few lines, wrapped to the terminal and never cut off."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import tzinfo
from typing import Any

from complaints.sources import HEALTHY, UNHEALTHY
from klachtwacht.listing import console
from klachtwacht.output import day, on_wall

Row = Mapping[str, Any]

LONGEST_LAMP = max(len(lamp) for lamp in HEALTHY | UNHEALTHY)
_COLOURS = {**dict.fromkeys(HEALTHY, "green"), **dict.fromkeys(UNHEALTHY, "bold red")}


def print_sources(rows: Iterable[Row], zones: Mapping[str, tzinfo], keyed: Collection[str]) -> None:
    """Sources with their lamps, on the clock of each one's shop. keyed: those that are asked by the shop's own key."""
    from rich.table import Table
    from rich.text import Text

    shown = console()
    for row in rows:
        block = Table.grid(padding=(0, 2, 0, 0))
        block.add_column(width=LONGEST_LAMP)
        block.add_column(overflow="fold")
        for number, line in enumerate(_lines(row, zones.get(row["shop"]), keyed)):
            if number:
                block.add_row("", Text(line))
            else:
                block.add_row(Text(row["lamp"], style=_COLOURS.get(row["lamp"], "dim")), Text(line, style="bold"))
        shown.print(block)


def _lines(row: Row, zone: tzinfo | None, keyed: Collection[str]) -> Iterator[str]:
    name = f"{row['shop']}/{row['name']}"
    yield f"{name} ({row['site']})" + (f", since {day(on_wall(row['since'], zone))}" if row["since"] else "")
    if row["reason"]:
        yield f"why: {row['reason']}"
    if row["todo"]:
        yield f"do: {row['todo']}"
    times = {"last ok": on_wall(row["last_ok"], zone), "newest": day(on_wall(row["newest"], zone))}
    times["due"] = on_wall(row["next_due"], zone)
    if told := [f"{what} {when}" for what, when in times.items() if when]:
        yield ", ".join(told)
    permission = row["permission"] or ("own key" if name in keyed else "not checked")
    yield f"robots.txt: {_robots(row['robots'])}; permission: {permission}"


def _robots(asks: Row | None) -> str:
    """What a site asks of us, in a few words."""
    from crawler.manners.robots_policy import LONGEST_DELAY

    if asks is None:
        return "not asked"
    delay = asks["crawl_delay"] or 0
    ours = f", we leave {LONGEST_DELAY:g} s" if delay > LONGEST_DELAY else ""
    return ("allowed" if asks["allowed"] else "not allowed") + (f", asks {delay:g} s{ours}" if delay else "")
