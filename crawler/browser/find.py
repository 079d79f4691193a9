"""Which browser draws pages. It is looked for by its file: asking Playwright would start its driver."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from crawler.browser.refusal import BrowserError

VARIABLE = "KLACHTWACHT_BROWSER"
SYSTEM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# Where Playwright puts what it downloads, and what is the browser in there; the shell is a Chromium without windows.
_DOWNLOADS = (".cache/ms-playwright", "Library/Caches/ms-playwright", "AppData/Local/ms-playwright")
_BINARIES = (
    "chromium_headless_shell-*/*/headless_shell*",
    "chromium_headless_shell-*/*/chrome-headless-shell*",
    "chromium-*/*/chrome",
    "chromium-*/*/chrome.exe",
    "chromium-*/*/*.app/Contents/MacOS/*",
)


def browser(environ: Mapping[str, str] | None = None, home: Path | None = None) -> Path:
    """The browser's file: the one that is named, else Playwright's own download, else the system's Chromium.

    environ and home are those of this process where not given. Raises BrowserError where there is none, which says
    how to get one.
    """
    environ = os.environ if environ is None else environ
    if named := environ.get(VARIABLE):
        if not _is_program(Path(named)):
            raise BrowserError(f"{VARIABLE} names {named}, which is no program")
        return Path(named)
    found = next(_candidates(environ, home or Path.home()), None)
    if found is None:
        raise BrowserError(f"no browser is installed for pages drawn by JavaScript; get one with `{how_to_get_one()}`")
    return found


def how_to_get_one() -> str:
    """The command that installs a browser."""
    debian = shutil.which("apt-get") is not None and getattr(os, "geteuid", lambda: 1)() == 0
    return "apt-get install chromium" if debian else f"{sys.executable} -m playwright install --only-shell chromium"


def _candidates(environ: Mapping[str, str], home: Path) -> Iterator[Path]:
    own = environ.get("PLAYWRIGHT_BROWSERS_PATH")
    folders = [Path(own)] if own else [home / folder for folder in _DOWNLOADS]
    for folder in folders:
        for binary in _BINARIES:
            # The newest first, by its number, which is part of the folder's name.
            found = sorted(folder.glob(binary), key=lambda file: (len(str(file)), str(file)), reverse=True)
            yield from filter(_is_program, found)
    for name in SYSTEM:
        if path := shutil.which(name, path=environ.get("PATH", os.defpath)):
            yield Path(path)


def _is_program(file: Path) -> bool:
    return file.is_file() and os.access(file, os.X_OK)
