"""Which addresses may be reached: the one gate for pages, redirects, links and destinations.

Only http and https, only hosts of the public internet, only in their plain spelling. What stands on the shop's own
network is opened by name in shop.toml, exactly as written there, and nothing else is. A name is judged here by its
looks; the addresses it resolves to are judged where the connection is made, so that nothing lies between.

The ranges are those of the IANA special-purpose registries; an address that carries another inside it (mapped, 6to4,
NAT64) is judged by both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

SCHEMES = {"http": 80, "https": 443}
PORTS = range(1, 65536)
LONGEST_NAME = 253
# "At least 8000 octets" should be supported (RFC 9110, 4.1); servers take about as much.
LONGEST_URL = 8192
# Not global, and not (all) known as such to every Python we run on. Whole blocks, the few addresses that the
# registries except in them included: no page of reviews stands on those.
CLOSED = tuple(
    ip_network(block)
    for block in (
        "0.0.0.0/8",
        "100.64.0.0/10",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "240.0.0.0/4",
        "2001::/23",
        "2001:db8::/32",
        "3fff::/20",
    )
)
# All of IPv6 that has been given out as global unicast addresses.
GIVEN_OUT = IPv6Network("2000::/3")
NAT64 = IPv6Network("64:ff9b::/96")
# Names that never belong to the public internet (RFC 6761, RFC 6762, RFC 8375, ICANN's .internal).
CLOSED_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home.arpa", "corp", "home", "localdomain")
# Whatever ends in one of these is read as an IPv4 address by some programs, and as a name by others.
_NUMBER = re.compile(r"(?:0[xX][0-9a-fA-F]*|\d+)")
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME = re.compile(rf"(?:{_LABEL}\.)*{_LABEL}", re.ASCII)
_BAD = re.compile(r"[\x00-\x20\x7f\\]")
# One host and one port, where urlsplit looks away from what stands before or behind the brackets.
_NETLOC = re.compile(r"(?:\[[^\[\]]*\]|[^\[\]:]*)(?::\d*)?", re.ASCII)


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
        if not self.hosts and not self.networks:
            return False
        plain = plain_host(host)
        return (plain, None) in self.hosts or (plain, port) in self.hosts or self._in_block(plain)

    def _in_block(self, host: str) -> bool:
        address = _literal(host)
        return address is not None and any(address in network for network in self.networks)


def _host_entry(entry: str) -> tuple[str, int | None]:
    """An entry of allow_private: an address, [address]:port, a name or name:port."""
    if _literal(_unbracketed(entry)) is not None:
        return plain_host(_unbracketed(entry)), None
    host, colon, port = entry.rpartition(":")
    plain = plain_host(_unbracketed(host if colon else entry))
    if _literal(plain) is None and (_odd(plain) or ":" in plain):
        raise ValueError(f"{entry!r} is no host, host:port or CIDR block")
    return plain, _port(port) if colon else None


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) in PORTS):
        raise ValueError(f"{text!r} is no port")
    return int(text)


def _unbracketed(host: str) -> str:
    return host[1:-1] if host.startswith("[") and host.endswith("]") else host


def plain_host(host: str) -> str:
    """The host as programs compare it: lower case, in ASCII, without the dot of the root; "" for no host at all.

    Full-width digits, an ideographic full stop and characters that are not shown become what they stand for.
    """
    if len(host) > LONGEST_NAME + 1:
        return ""
    address = _literal(host)
    if address is not None:
        return str(address)
    plain = unicodedata.normalize("NFKC", host)
    if not plain.isascii():
        try:
            plain = plain.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    return plain.lower().removesuffix(".")


def refuses(url: str, allowed: Allowed) -> str | None:
    """Why this URL must not be asked for, or None. Names are judged by their looks only; see refuses_address."""
    if len(url) > LONGEST_URL:
        return f"the address has more than {LONGEST_URL} characters"
    if _BAD.search(url):
        return "the address holds characters that no address has"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "this is no address"
    return _refuses_form(parts, port) or _refuses_host(parts, port or SCHEMES[parts.scheme], allowed)


def _refuses_form(parts: SplitResult, port: int | None) -> str | None:
    if parts.scheme not in SCHEMES:
        return "only http and https addresses are opened"
    if not parts.hostname:
        return "the address has no host"
    if "@" in parts.netloc:
        return "the address holds a user name"
    if port == 0 or not _NETLOC.fullmatch(parts.netloc):
        return "the address has no port that can be"
    return None


def _refuses_host(parts: SplitResult, port: int, allowed: Allowed) -> str | None:
    host = parts.hostname or ""
    if "%" in host:
        return "the host is encoded, or an address with a zone"
    address = _literal(host)
    if address is not None:
        return refuses_address(str(address), host, port, allowed)
    plain = plain_host(host)
    if fault := _odd(plain):
        return fault
    if _private_name(plain) and not allowed.opens(plain, port):
        return f"{plain} is a name of a private network, and not opened by allow_private"
    return None


def _odd(plain: str) -> str | None:
    """Why this, which is no plain address, is no name either."""
    if _NUMBER.fullmatch(plain.rpartition(".")[2]):
        return "the host is a number in an odd spelling"
    if not _NAME.fullmatch(plain) or len(plain) > LONGEST_NAME:
        return "the host is no name"
    return None


def _private_name(plain: str) -> bool:
    return "." not in plain or any(plain.endswith(f".{name}") for name in CLOSED_NAMES) or plain in CLOSED_NAMES


def refuses_address(address: str, host: str, port: int | None, allowed: Allowed) -> str | None:
    """Why no connection to this address may be made on behalf of this host and port, or None.

    To be asked of every address a name resolved to, by the resolver that makes the connection.
    """
    found = _literal(address.partition("%")[0])
    if found is None:
        return "this is no address"
    kind = next((kind for one in _carried(found) if (kind := _closed(one))), None)
    if kind is None or allowed.opens(host, port) or allowed.opens(str(found), port):
        return None
    return f"{found} is {kind}, and not opened by allow_private"


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _carried(address: Address) -> Iterator[Address]:
    """The address as far as it is its own, and those inside it."""
    if isinstance(address, IPv4Address):
        yield address
        return
    if mapped := address.ipv4_mapped:
        yield mapped
    elif address in NAT64:
        yield IPv4Address(int(address) & 0xFFFFFFFF)
    else:
        yield address
    if inside := address.sixtofour:
        yield inside


def _closed(address: Address) -> str | None:
    if address.is_loopback:
        return "a loopback address"
    if address.is_link_local:
        return "a link-local address"
    if address.is_multicast:
        return "a multicast address"
    if any(address in block for block in CLOSED) or (address.version == 6 and address not in GIVEN_OUT):
        return "a private address" if _is_unique_local(address) else "an address for special purposes"
    return "a private address" if not address.is_global else None


def _is_unique_local(address: Address) -> bool:
    return address in IPv6Network("fc00::/7")
