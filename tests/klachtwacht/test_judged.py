"""Apprise is asked once about a settings file, and again when the file was touched."""

from __future__ import annotations

import os

import pytest
import sqlalchemy as sa

from klachtwacht.judged import is_judged, remember


@pytest.fixture
def file(tmp_path):
    settings = tmp_path / "shop.toml"
    settings.write_text("one = 1\n", encoding="utf-8")
    return settings


def test_a_file_that_nobody_judged_is_not_judged(engine: sa.Engine, file) -> None:
    assert not is_judged(engine, file)


def test_a_file_that_was_found_good_stays_so(engine: sa.Engine, file) -> None:
    remember(engine, file)
    assert is_judged(engine, file)


@pytest.mark.parametrize("change", [lambda f: f.write_text("two = 22\n"), lambda f: os.utime(f, (0, 0))])
def test_a_file_that_was_touched_is_judged_anew(engine: sa.Engine, file, change) -> None:
    remember(engine, file)
    change(file)
    assert not is_judged(engine, file)
    remember(engine, file)
    assert is_judged(engine, file)
