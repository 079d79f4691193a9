"""Which browser draws pages: found by its file, without starting anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.browser.find import VARIABLE, browser
from crawler.browser.refusal import BrowserError


def a_program(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("#!/bin/sh\n")
    file.chmod(0o755)
    return file


@pytest.fixture
def system(tmp_path: Path) -> Path:
    return a_program(tmp_path / "bin" / "chromium")


def found(tmp_path: Path, **environ: str) -> Path:
    return browser({"PATH": str(tmp_path / "bin"), **environ}, tmp_path / "home")


def test_the_one_that_is_named_goes_before_all_others(tmp_path: Path, system: Path) -> None:
    named = a_program(tmp_path / "own" / "my-browser")
    assert found(tmp_path, **{VARIABLE: str(named)}) == named


def test_one_that_is_named_and_is_not_there_is_a_fault_and_no_other_is_taken(tmp_path: Path, system: Path) -> None:
    with pytest.raises(BrowserError, match="names /nowhere, which is no program"):
        found(tmp_path, **{VARIABLE: "/nowhere"})


@pytest.mark.parametrize(
    "place",
    [
        "chromium_headless_shell-1210/chrome-linux/headless_shell",
        "chromium_headless_shell-1210/chrome-headless-shell-linux64/chrome-headless-shell",
        "chromium-1210/chrome-linux64/chrome",
    ],
)
@pytest.mark.parametrize("cache", [".cache/ms-playwright", "Library/Caches/ms-playwright"])
def test_playwrights_own_download_goes_before_the_systems(tmp_path: Path, system: Path, cache: str, place: str) -> None:
    downloaded = a_program(tmp_path / "home" / cache / place)
    assert found(tmp_path) == downloaded


def test_the_newest_of_several_downloads_is_taken(tmp_path: Path) -> None:
    for number in (998, 1210, 1187):
        a_program(tmp_path / "home/.cache/ms-playwright" / f"chromium-{number}/chrome-linux/chrome")
    assert "chromium-1210" in str(found(tmp_path))


def test_playwrights_download_may_be_elsewhere(tmp_path: Path, system: Path) -> None:
    downloaded = a_program(tmp_path / "else/chromium-1210/chrome-linux/chrome")
    assert found(tmp_path, PLAYWRIGHT_BROWSERS_PATH=str(tmp_path / "else")) == downloaded


def test_else_it_is_the_systems_chromium(tmp_path: Path, system: Path) -> None:
    assert found(tmp_path) == system


def test_without_any_the_error_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(BrowserError, match=r"no browser is installed .* get one with `.*(chromium)`"):
        found(tmp_path)
