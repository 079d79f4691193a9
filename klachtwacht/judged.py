"""Remembering that the destinations of a settings file were found good, so that a pass need not load Apprise to ask.

Every plugin of Apprise is loaded to judge one address, which costs a quarter of a pass without news. A file that was
not touched since is not judged again; an address behind env: that changes meanwhile is found out when it is used.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, insert, select, update

from complaints.database import reading
from complaints.tables import keys
from guard.about import program_version

NAME = "settings-judged"


def stamp(file: Path) -> str:
    """What tells one state of a file from another, and one version of the program from another."""
    state = file.stat()
    return f"{program_version()} {state.st_mtime_ns} {state.st_size} {state.st_ino}"[:64]


def is_judged(engine: Engine, file: Path) -> bool:
    """Whether this state of the file was found good before."""
    with reading(engine) as connection:
        return connection.execute(select(keys.c.value).where(keys.c.name == NAME)).scalar() == stamp(file)


def remember(engine: Engine, file: Path) -> None:
    """This state of the file was found good."""
    with engine.begin() as connection:
        known = update(keys).where(keys.c.name == NAME).values(value=stamp(file))
        if not connection.execute(known).rowcount:
            connection.execute(insert(keys).values(name=NAME, value=stamp(file)))
