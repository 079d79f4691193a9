"""What each site said in its robots.txt, between runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOW
from sqlalchemy import Connection

from complaints.robots_files import RobotsFile, load, save

FILE = RobotsFile(
    authority="https://praat.example:443",
    fetched=NOW,
    expires=NOW + timedelta(hours=24),
    kind="rules",
    text="User-agent: *\nDisallow: /a\n# ☃\n",
)


def test_what_was_kept_comes_back_as_it_was(connection: Connection) -> None:
    save(connection, FILE)

    assert load(connection, [FILE.authority]) == {FILE.authority: FILE}


def test_the_last_answer_takes_the_place_of_the_one_before(connection: Connection) -> None:
    later = replace(FILE, kind="unreachable", text="", reason="HTTP 503", fetched=NOW + timedelta(days=1))
    save(connection, FILE)
    save(connection, later)

    assert load(connection, [FILE.authority]) == {FILE.authority: later}


def test_each_authority_has_its_own(connection: Connection) -> None:
    other = replace(FILE, authority="http://praat.example:80", text="")
    save(connection, FILE)
    save(connection, other)

    assert load(connection, [FILE.authority, other.authority]) == {FILE.authority: FILE, other.authority: other}


@pytest.mark.parametrize("asked", [[], ["https://elders.example:443"]])
def test_of_a_site_that_was_never_asked_nothing_is_known(connection: Connection, asked: list[str]) -> None:
    save(connection, FILE)

    assert load(connection, asked) == {}
