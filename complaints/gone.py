"""Destinations that said they are no more: switched off until their address in shop.toml changes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from complaints.tables import keys


def mark(address: str) -> str:
    """What tells one address of a destination from another without keeping it."""
    return hashlib.blake2b(address.encode(), digest_size=16).hexdigest()


def switch_off(connection: Connection, destination: str, address: str) -> None:
    """Note that the destination is gone at this address."""
    connection.execute(delete(keys).where(keys.c.name == _name(destination)))
    connection.execute(insert(keys).values(name=_name(destination), value=mark(address)))


def switched_off(connection: Connection, addresses: Mapping[str, str]) -> frozenset[str]:
    """Those of the destinations (name to address) that are gone at the address they have now."""
    names = {_name(destination): destination for destination in addresses}
    query = select(keys.c.name, keys.c.value).where(keys.c.name.in_(names))
    found = {names[name]: value for name, value in connection.execute(query)}
    return frozenset(name for name, value in found.items() if value == mark(addresses[name]))


def _name(destination: str) -> str:
    return f"gone:{hashlib.blake2b(destination.encode(), digest_size=8).hexdigest()}"
