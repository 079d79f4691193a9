"""The sites there are: one module in spiders/ each, named as the site is in shop.toml."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

import spiders

if TYPE_CHECKING:
    from crawler.spider import ReviewSpider


def names() -> tuple[str, ...]:
    """Every site a source can have, without importing one."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(spiders.__path__)))


def spider(name: str) -> type[ReviewSpider]:
    """The spider of a site. Raises LookupError where its module holds none of that name."""
    from crawler.spider import ReviewSpider

    module = import_module(f"spiders.{name}")
    for found in vars(module).values():
        if isinstance(found, type) and issubclass(found, ReviewSpider) and getattr(found, "name", None) == name:
            return found
    raise LookupError(f"spiders/{name}.py holds no spider called {name}")


def domains() -> dict[str, str]:
    """The site of each domain that belongs to one."""
    return {domain: name for name in names() for domain in spider(name).domains}
