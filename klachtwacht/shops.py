"""Which of the shops a command is about."""

from __future__ import annotations

from complaints.shop import Shop
from guard.fault import Fault
from klachtwacht.config import Config


class WhichShopError(Fault):
    """A shop that shop.toml does not have, or none named where it has several."""


def chosen(config: Config, key: str | None) -> Shop:
    """The shop of that key; without one the only shop there is. Raises WhichShopError."""
    if key is None and len(config.shops) == 1:
        return config.shops[0]
    found = next((shop for shop in config.shops if shop.key == key), None)
    if found is None:
        why = f"there is no shop {key}" if key else "there are several shops: say which with --shop"
        raise WhichShopError(f"{why}; there are {', '.join(shop.key for shop in config.shops)}")
    return found
