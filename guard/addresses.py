"""Which addresses may be reached: the one gate for pages, redirects, links and destinations.

Only http and https, only hosts of the public internet, only in their plain spelling. What stands on the shop's own
network is opened by name in shop.toml, exactly as written there, and nothing else is. A name is judged here by its
looks; the addresses it resolves to are judged where the connection is made, so that nothing lies between.

The ranges are those of the IANA special-purpose registries; an address that carries another inside it (mapped, 6to4,
Teredo, NAT64) is judged by both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

SCHEMES = {"http": 80, "https": 443}
# Not global, and not (all) known as such to every Python we run on.
CLOSED = tuple(
    ip_network(block)
    for block in (
        "0.0.0.0/8",
        "100.64.0.0/10",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "240.0.0.0/4",
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",
        "3fff::/20",
        "5f00::/16",
        "fec0::/10",
    )
)
NAT64 = IPv6Network("64:ff9b::/96")
# Names that never belong to the public internet (RFC 6761, RFC 6762, RFC 8375, ICANN's .internal).
CLOSED_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home.arpa", "corp", "home", "localdomain")
_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+))*\.?", re.IGNORECASE)
_HOST = re.compile(
    r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.?", re.ASCII
)
_BAD = re.compile(r"[\x00-\x20\x7f\\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What shop.toml opens on one's own network: hosts with any port (None) or one, and blocks of addresses."""

    hosts: frozenset[tuple[str, int | None]] = frozenset()
    networks: tuple[Network, ...] = ()

    @classmethod
    def of(cls, entries: Iterable[str]) -> Allowed:
        """From hosts, host:port and CIDR blocks as they stand in allow_private. Raises ValueError for another thing."""
        hosts, networks = set(), []
        for entry in entries:
            if "/" in entry:
                networks.append(ip_network(entry, strict=False))
            else:
                hosts.add(_host_entry(entry))
        return cls(hosts=frozenset(hosts), networks=tuple(networks))

    def opens(self, host: str, port: int | None) -> bool:
        """Whether this host, on this port, is named."""
        plain = host.lower().rstrip(".").strip("[]")
        return (plain, None) in self.hosts or (plain, port) in self.hosts or self._in_block(plain)

    def _in_block(self, host: str) -> bool:
        address = _literal(host)
        return address is not None and any(address in network for network in self.networks)


def _host_entry(entry: str) -> tuple[str, int | None]:
    if _literal(entry.strip("[]")) is not None:
        return entry.strip("[]").lower(), None
    host, colon, port = entry.rpartition(":")
    if not colon:
        return entry.lower().rstrip("."), None
    return host.strip("[]").lower().rstrip("."), int(port)


def refuses(url: str, allowed: Allowed) -> str | None:
    """Why this URL must not be asked for, or None. Names are judged by their looks only; see refuses_address."""
    if _BAD.search(url):
        return "the address holds characters that no address has"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "this is no address"
    if parts.scheme not in SCHEMES:
        return "only http and https addresses are opened"
    if not parts.hostname or not parts.netloc:
        return "the address has no host"
    if "@" in parts.netloc:
        return "the address holds a user name"
    return _refuses_host(parts, port or SCHEMES[parts.scheme], allowed)


def _refuses_host(parts: SplitResult, port: int, allowed: Allowed) -> str | None:
    host = (parts.hostname or "").lower()
    address = _literal(host)
    if address is not None:
        return refuses_address(str(address), host, port, allowed)
    if allowed.opens(host, port):
        return None
    return _refuses_name(host)


def _refuses_name(host: str) -> str | None:
    plain = unicodedata.normalize("NFKC", host).replace("。", ".")
    if _NUMERIC.fullmatch(plain):
        return "the host is a number in an odd spelling"
    if not plain.isascii():
        plain = _idna(plain)
    if not _HOST.fullmatch(plain) or len(plain) > 253:
        return "the host is no name"
    bare = plain.rstrip(".")
    if "." not in bare or bare.rpartition(".")[2] in CLOSED_NAMES or bare.endswith(".home.arpa"):
        return "the host is a name of a private network"
    return None


def _idna(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def refuses_address(address: str, host: str, port: int | None, allowed: Allowed) -> str | None:
    """Why no connection to this address may be made on behalf of this host and port, or None.

    To be asked of every address a name resolved to, by the resolver that makes the connection.
    """
    found = _literal(address)
    if found is None:
        return "this is no address"
    if allowed.opens(host, port) or allowed.opens(str(found), port):
        return None
    kind = next((kind for one in _carried(found) if (kind := _closed(one))), None)
    return f"{found} is {kind}, and not opened by allow_private" if kind else None


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host.partition("%")[0] if ":" in host else host)
    except ValueError:
        return None


def _carried(address: Address) -> tuple[Address, ...]:
    """The address and those inside it."""
    if isinstance(address, IPv4Address):
        return (address,)
    inside = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in NAT64:
        inside.append(IPv4Address(int(address) & 0xFFFFFFFF))
    if int(address) >> 32 == 0:
        inside.append(IPv4Address(int(address)))
    carried = tuple(one for one in inside if one is not None)
    return carried if address in NAT64 or address.ipv4_mapped else (address, *carried)


def _closed(address: Address) -> str | None:
    kinds = {
        "a loopback address": address.is_loopback,
        "a link-local address": address.is_link_local,
        "a multicast address": address.is_multicast,
        "a private address": address.is_private,
        "an address for special purposes": not address.is_global or any(address in block for block in CLOSED),
    }
    return next((kind for kind, true in kinds.items() if true), None)
