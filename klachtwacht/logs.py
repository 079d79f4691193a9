"""What libraries log, made fit to be seen: one line each, nothing a terminal obeys, no secret."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable

from guard.secrets import mask
from guard.text import one_line

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LONGEST = 2_000


class HarmlessFormatter(logging.Formatter):
    """A log line as one line of text with the secrets of shop.toml masked."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__(FORMAT)
        self._secrets = tuple(secrets)

    def format(self, record: logging.LogRecord) -> str:
        """The record, harmless; a traceback becomes part of the line."""
        return one_line(mask(super().format(record), self._secrets), LONGEST)


def set_up(secrets: Iterable[str]) -> None:
    """Warnings and worse of every library to standard error, through the formatter; replaces earlier handlers."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(HarmlessFormatter(secrets))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
