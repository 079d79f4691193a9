"""The sign of life after a pass: whoever waits for it notices when none comes."""

from __future__ import annotations

import logging
from pathlib import Path
from types import TracebackType
from typing import Self

from klachtwacht.config import Config
from klachtwacht.run import RunResult, UnknownSourceError
from klachtwacht.shop_faults import ConfigError

log = logging.getLogger(__name__)


class SignOfLife:
    """Around a whole pass: pings `network.ping` at its end, where there is one, and its /fail where the pass failed.

    Set config and result as they are there. A pass that left the work to another is no sign either way.
    """

    def __init__(self, given: Path | None) -> None:
        self.config: Config | None = None
        self.result: RunResult | None = None
        self._given = given

    def __enter__(self) -> Self:
        """Before anything can fail."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """The pass is over. What a person mistyped or ended is no bad pass."""
        if isinstance(error, UnknownSourceError | KeyboardInterrupt):
            return
        if self.result is None or not self.result.busy:
            self._give(good=self.result is not None)

    def _give(self, *, good: bool) -> None:
        config = self.config or self._settings()
        if config is None or config.ping is None:
            return
        from alerts.ping import ping
        from guard.addresses import Allowed

        network = config.network
        why = ping(config.ping.reveal(), good=good, agent=network.user_agent, allowed=Allowed.of(network.allow_private))
        if why:
            log.warning("the sign of life could not be given: %s", why)

    def _settings(self) -> Config | None:
        """For a pass that failed before it had them, a database that cannot be opened."""
        from klachtwacht.program import load_config

        try:
            return load_config(self._given)
        except ConfigError:
            # Named by whoever raised it first; without settings nobody knows whom to tell.
            return None
