"""What a command needs: the settings, the database brought up to date, the clock."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from klachtwacht import sites
from klachtwacht.logs import set_up

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from klachtwacht.config import Config

VARIABLE = "KLACHTWACHT_CONFIG"
DEFAULT = "shop.toml"


def clock() -> datetime:
    """Now, aware UTC: the one clock of the program."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """The settings and the open database."""

    config: Config
    engine: Engine


def config_path(given: Path | None) -> Path:
    """The settings file: the one given, else $KLACHTWACHT_CONFIG, else ./shop.toml."""
    return given or Path(os.environ.get(VARIABLE) or DEFAULT)


def load_config(given: Path | None, check_url: Callable[[str], str | None] | None = None) -> Config:
    """The settings; check_url, where given, judges each Apprise URL. Raises ConfigError."""
    from klachtwacht.config import load

    return load(config_path(given), environ=os.environ, sites=sites.names(), check_url=check_url)


def _judge(given: Path | None, engine: Engine) -> None:
    """Have Apprise judge the destinations, unless it found this very file good before. Raises ConfigError."""
    from klachtwacht.judged import is_judged, remember

    if not is_judged(engine, config_path(given)):
        from alerts.channels import check

        load_config(given, check)
        remember(engine, config_path(given))


def secret_values(config: Config) -> set[str]:
    """Every secret of the settings, for masking."""
    destinations = (secret for one in config.destinations for secret in (one.url, one.secret))
    keys = (source.key for source in config.sources)
    return {secret.reveal() for secret in (config.database, config.ping, *destinations, *keys) if secret is not None}


@contextmanager
def opened(given: Path | None, *, check_urls: bool = False) -> Iterator[Program]:
    """The settings and the database, closed at the end; check_urls has the destinations judged by Apprise.

    Raises ConfigError and DatabaseError.
    """
    config = load_config(given)
    set_up(secret_values(config))
    from sqlalchemy.exc import DBAPIError

    from complaints.database import failed, open_engine, prepare

    engine = open_engine(config.database.reveal())
    try:
        prepare(engine, clock())
        if check_urls:
            _judge(given, engine)
        yield Program(config=config, engine=engine)
    except DBAPIError as error:
        raise failed(error, engine) from error
    finally:
        engine.dispose()
