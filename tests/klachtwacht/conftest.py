"""The command line run inside the test, much cheaper than a process of its own; for what reads and names faults."""

from __future__ import annotations

import io
import logging
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from practice_stage import Done

from klachtwacht.cli import main


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[..., Done]]:
    """Runs a command in a folder (an empty one unless given) with variables set; no pass, which ends a process."""
    handlers = list(logging.getLogger().handlers)
    monkeypatch.delenv("KLACHTWACHT_CONFIG", raising=False)

    def run(*arguments: str, folder: Path = tmp_path, **variables: str) -> Done:
        out, err, code = io.StringIO(), io.StringIO(), 0
        with monkeypatch.context() as patch, redirect_stdout(out), redirect_stderr(err), warnings.catch_warnings():
            # Apprise loads plugins that import what Python says will go.
            warnings.simplefilter("ignore", DeprecationWarning)
            patch.chdir(folder)
            patch.setattr(sys, "argv", ["klachtwacht", *arguments])
            for name, value in variables.items():
                patch.setenv(name, value)
            try:
                main()
            except SystemExit as end:
                code = int(end.code or 0)
        return Done(code=code, out=out.getvalue(), err=err.getvalue())

    yield run
    logging.getLogger().handlers[:] = handlers
