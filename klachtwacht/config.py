"""shop.toml, read and checked: each room's settings as its own frozen object.

A file that cannot be used gives one ConfigError that names every fault: the key, its line, what it holds and
what is expected. Nothing of what is here shows a secret.
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta, tzinfo
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from alerts.destination import Destination
from alerts.routing import uncovered
from complaints.retention import Terms
from complaints.shop import Shop
from crawler.source import Network, Source
from crawler.steps import Step
from guard.about import user_agent
from guard.secrets import Secret
from klachtwacht import shop_checks
from klachtwacht.shop_checks import CheckUrl, World
from klachtwacht.shop_faults import ConfigError, Fault, drop, shape_faults, sorted_faults, told
from klachtwacht.shop_toml import DestinationTable, NetworkTable, PrivacyTable, ShopTable, ShopToml, SourceTable, keys
from klachtwacht.toml_lines import Lines, Loc

__all__ = ["Config", "ConfigError", "keys", "load"]

_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)| \(at end of document\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What shop.toml says. database is a SQLAlchemy URL, ping what is asked for after each pass.

    warnings are lines for whoever runs the program.
    """

    path: Path
    database: Secret
    network: Network
    shops: tuple[Shop, ...]
    sources: tuple[Source, ...]
    destinations: tuple[Destination, ...]
    ping: Secret | None = None
    terms: Terms = field(default_factory=Terms)
    warnings: tuple[str, ...] = ()

    @property
    def zones(self) -> dict[str, tzinfo]:
        """The time zone of each shop, by its key."""
        return {shop.key: shop.zone for shop in self.shops}


def load(
    path: Path, *, environ: Mapping[str, str], sites: Collection[str], check_url: CheckUrl | None = None
) -> Config:
    """The settings in the file at path.

    environ holds the variables of env: secrets, sites the names that a source's site may have. check_url says
    why an Apprise URL cannot be used, or None; without it only the form is checked. Raises ConfigError.
    """
    text = _read(path)
    document, lines = _parse(path, text), Lines(text)
    world = World(environ=environ, folder=path.absolute().parent, sites=sites, check_url=check_url)
    file, found = _shape(document)
    written = shop_checks.written_secrets(file)
    secrets, unfit = shop_checks.resolved(written, world)
    found = [*found, *unfit, *shop_checks.faults(file, sites)]
    if found:
        raise ConfigError(_told(sorted_faults(found, lines), path, lines))
    config = _config(path, file, secrets)
    gaps = uncovered(config.destinations, (shop.key for shop in config.shops))
    warnings = _told(shop_checks.warnings(file, written, gaps), path, lines)
    return replace(config, warnings=(*warnings, *_open_file(path, file, written)))


def _read(path: Path) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise ConfigError([f"{path}: there is no such file; `klachtwacht init` writes one"]) from None
    except OSError as error:
        raise ConfigError([f"{path}: cannot be read: {error.strerror}"]) from None
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ConfigError([f"{path.name}:{line}: holds bytes that are not UTF-8; expected a text in UTF-8"]) from None


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ConfigError([f"{path.name}:1: holds lists or tables too deep in each other to be read"]) from None
    except ValueError as error:
        raise ConfigError([_syntax(path, text, str(error))]) from None


def _syntax(path: Path, text: str, said: str) -> str:
    match = _AT_LINE.search(said)
    line = match[1] if match and match[1] else str(text.count("\n") + 1)
    return f"{path.name}:{line}: is not TOML; {_AT_LINE.sub('', said)}"


def _shape(document: dict[str, Any]) -> tuple[ShopToml, list[Fault]]:
    try:
        return ShopToml.model_validate(document), []
    except ValidationError as error:
        found = shape_faults(error)
    drop(document, (fault.loc for fault in found))
    return ShopToml.model_validate(document), found


def _told(faults: Iterable[Fault], path: Path, lines: Lines) -> tuple[str, ...]:
    return tuple(told(fault, path.name, lines) for fault in faults)


def _open_file(path: Path, file: ShopToml, written: Mapping[Loc, str]) -> Iterable[str]:
    everyone = os.name == "posix" and path.stat().st_mode & stat.S_IROTH
    if everyone and shop_checks.plain_secrets(file, written):
        yield f"{path.name} holds secrets and everyone on this machine can read it: chmod 600 {path.name}"


def _config(path: Path, file: ShopToml, secrets: Mapping[Loc, Secret]) -> Config:
    return Config(
        path=path,
        database=secrets[("database",)],
        network=_network(file.network),
        ping=secrets.get(("network", "ping")),
        terms=_terms(file.privacy),
        shops=tuple(_shop(shop, path.absolute().parent) for shop in file.shops),
        sources=tuple(
            _source(shop, source, secrets.get((*loc, "key"))) for loc, shop, source in shop_checks.sources(file)
        ),
        destinations=tuple(_destination(at, table, secrets) for at, table in enumerate(file.destinations)),
    )


def _network(table: NetworkTable) -> Network:
    return Network(
        contact=table.contact,
        delay=table.delay,
        timeout=table.timeout,
        max_body=int(table.max_body),
        max_pages=table.max_pages,
        user_agent=table.user_agent or user_agent(table.contact),
        allow_private=tuple(table.allow_private),
    )


def _terms(table: PrivacyTable) -> Terms:
    return Terms(
        without_complaint=timedelta(days=table.others_days),
        after_closing=timedelta(days=table.complaints_days),
        gap=timedelta(days=table.gap_days),
    )


def _shop(table: ShopTable, folder: Path) -> Shop:
    return Shop(
        key=table.key,
        name=table.name,
        names=tuple(table.names),
        domains=tuple(table.domains),
        near=tuple(table.near),
        languages=tuple(table.languages),
        zone=table.timezone,
        holidays=table.holidays,
        own_model=folder / f"model-{table.key}.json",
    )


def _source(shop: ShopTable, table: SourceTable, key: Secret | None) -> Source:
    return Source(
        name=table.name,
        shop=shop.key,
        site=table.site,
        url=table.url,
        id=table.id,
        key=key,
        best=table.best,
        language=table.language,
        country=table.country,
        zone=shop.timezone,
        browser=table.browser,
        steps=tuple(Step(do=step.do, on=step.on, times=step.times) for step in table.steps),
        hosts=tuple(table.hosts),
        every=table.every,
        every_min=table.every_min,
        every_max=table.every_max,
        history=timedelta(days=table.history_days),
        permission=table.permission,
        enabled=table.enabled,
    )


def _destination(at: int, table: DestinationTable, secrets: Mapping[Loc, Secret]) -> Destination:
    return Destination(
        name=table.name,
        kind="apprise" if table.webhook is None else "webhook",
        url=secrets["destinations", at, "url" if table.webhook is None else "webhook"],
        secret=secrets.get(("destinations", at, "secret")),
        severity=table.severity,
        quiet=table.quiet,
        operator=table.operator,
        language=table.language,
        shops=tuple(table.shops),
    )
