"""The gate for addresses: what is refused by its looks, what is not, and what allow_private opens."""

from __future__ import annotations

import json
import os
from ipaddress import IPv4Address, IPv6Address, ip_network
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guard.addresses import Allowed, refuses, refuses_address

NOTHING = Allowed()
PUBLIC_V4 = "93.184.215.14"
PUBLIC_V6 = "2606:2800:21f:cb07:6820:80da:af6b:8b2c"

# IANA's registry of special-purpose IPv4 addresses, and what is not unicast; written out here on purpose.
CLOSED_V4 = [
    ip_network(block)
    for block in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
]
# Inside 2000::/3; all that lies outside of it is closed.
CLOSED_V6 = [ip_network(block) for block in ("2001::/23", "2001:db8::/32", "3fff::/20")]
GIVEN_OUT = ip_network("2000::/3")
CARRIERS = [ip_network(block) for block in ("2002::/16", "64:ff9b::/96", "::ffff:0:0/96")]


@pytest.mark.parametrize(
    ("host", "kind"),
    [
        # loopback
        ("127.0.0.1", "loopback"),
        ("127.255.255.254", "loopback"),
        ("[::1]", "loopback"),
        ("[0:0:0:0:0:0:0:1]", "loopback"),
        # private
        ("10.11.12.13", "private"),
        ("172.31.255.255", "private"),
        ("192.168.0.254", "private"),
        ("[fd12:3456::1]", "private"),
        # link-local, where clouds keep their metadata
        ("169.254.169.254", "link-local"),
        ("[fe80::1]", "link-local"),
        ("[fd00:ec2::254]", "private"),
        ("100.100.100.200", "special"),
        ("168.63.129.16.local", "private network"),
        # carrier-grade, this network, protocol assignments, benchmarks, reserved
        ("100.127.255.255", "special"),
        ("0.0.0.0", "special"),
        ("0.1.2.3", "special"),
        ("192.0.0.170", "special"),
        ("198.19.0.1", "special"),
        ("240.0.0.1", "special"),
        ("255.255.255.255", "special"),
        ("192.88.99.7", "special"),
        # documentation
        ("192.0.2.1", "private"),
        ("198.51.100.1", "private"),
        ("203.0.113.1", "private"),
        ("[2001:db8::1]", "special"),
        ("[3fff:fff::1]", "special"),
        # multicast
        ("224.0.0.251", "multicast"),
        ("239.255.255.250", "multicast"),
        ("[ff02::fb]", "multicast"),
        # discard, segment routing, site-local, unspecified, never given out
        ("[100::1]", "special"),
        ("[5f00::1]", "special"),
        ("[fec0::1]", "special"),
        ("[::]", "special"),
        ("[4000::1]", "special"),
        # an IPv4 address inside an IPv6 address
        ("[::ffff:10.0.0.1]", "private"),
        ("[::ffff:a9fe:a9fe]", "link-local"),
        ("[::127.0.0.1]", "special"),
        ("[::8.8.8.8]", "special"),
        ("[2002:a00:1::1]", "private"),
        ("[2002:7f00:1::]", "loopback"),
        ("[64:ff9b::c0a8:1]", "private"),
        ("[64:ff9b:1::a00:1]", "special"),
        ("[2001:0:4136:e378:8000:63bf:3fff:fdd2]", "special"),
        ("[::ffff:0:7f00:1]", "special"),
    ],
)
def test_an_address_that_is_not_of_the_public_internet_is_refused(host: str, kind: str) -> None:
    assert kind in str(refuses(f"http://{host}/", NOTHING))
    assert kind in str(refuses(f"https://{host}:8443/pad?x=1", NOTHING))


@pytest.mark.parametrize(
    "host",
    [
        "127.1",
        "127.0.1",
        "0",
        "2130706433",
        "0x7f000001",
        "0x7F.0.0.1",
        "0x",
        "017700000001",
        "0177.0.0.1",
        "127.0.0.01",
        "127.0.0.1.",
        "127.0.0.256",
        "1.2.3.4.5",
        "winkel.127",
        "winkel.0x7f",
        "１２７.0.0.1",  # noqa: RUF001 full-width digits
        "①②⑦.⓪.⓪.①",
        "127。0。0。1",
        "127.0.0\u00ad.1",
    ],
)
def test_a_number_in_an_odd_spelling_is_refused_whatever_is_opened(host: str) -> None:
    assert "odd spelling" in str(refuses(f"http://{host}/", Allowed.of(["127.0.0.0/8", "127.0.0.1"])))


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST",
        "localhost.",
        "winkel.localhost",
        "ⓛocalhost",
        "local\u00adhost",
        "ｌｏｃａｌｈｏｓｔ",  # noqa: RUF001 full-width letters
        "printer.local",
        "metadata.google.internal",
        "nas",
        "nas.",
        "intranet",
        "wiki.intranet",
        "router.lan",
        "router.home.arpa",
        "home.arpa",
        "dc1.corp",
    ],
)
def test_a_name_of_a_private_network_is_refused(host: str) -> None:
    assert "name of a private network" in str(refuses(f"http://{host}/", NOTHING))


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        (f"https://fietsen.example/{'a' * 8192}", "more than 8192 characters"),
        ("file:///etc/passwd", "only http and https"),
        ("FILE:///etc/passwd", "only http and https"),
        ("ftp://fietsen.example/", "only http and https"),
        ("gopher://fietsen.example/_x", "only http and https"),
        ("data:text/html,hallo", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("//fietsen.example/", "only http and https"),
        ("fietsen.example/pad", "only http and https"),
        ("fietsen.example:80", "only http and https"),
        ("", "only http and https"),
        ("http:", "no host"),
        ("http://", "no host"),
        ("http:fietsen.example/", "no host"),
        ("http:///fietsen.example/", "no host"),
        ("http://:80/", "no host"),
        ("http://?x", "no host"),
        ("http://jan@fietsen.example/", "user name"),
        ("http://jan:woord@fietsen.example/", "user name"),
        ("http://@fietsen.example/", "user name"),
        ("http://fietsen.example@127.0.0.1/", "user name"),
        ("http://fietsen.example\\@127.0.0.1/", "characters"),
        ("http://fietsen.example\\.kwaad.example/", "characters"),
        ("http://fietsen.example/een twee", "characters"),
        (" http://fietsen.example/", "characters"),
        ("http://fiet\tsen.example/", "characters"),
        ("http://fietsen.example/\r\nHost: intern", "characters"),
        ("http://fietsen.example\x00/", "characters"),
        ("http://fietsen.example:0/", "no port"),
        ("http://fietsen.example:65536/", "no address"),
        ("http://fietsen.example:-1/", "no address"),
        ("http://fietsen.example:http/", "no address"),
        ("http://fietsen.example:80:80/", "no address"),
        ("http://fietsen.example:8_0/", "no address"),
        ("http://[::1/", "no address"),
        ("http://[fietsen.example]/", "no address"),
        (f"http://[{PUBLIC_V6}].kwaad.example/", "no port"),
        ("http://[fe80::1%25eth0]/", "zone"),
        (f"http://[{PUBLIC_V6}%25eth0]/", "zone"),
        ("http://127.0.0.1%00.fietsen.example/", "encoded"),
        ("http://%31%32%37.0.0.1/", "encoded"),
        ("http://fietsen..example/", "no name"),
        ("http://.fietsen.example/", "no name"),
        ("http://-fietsen.example/", "no name"),
        ("http://fietsen!.example/", "no name"),
        ("http://fietsen.example../", "no name"),
        (f"http://{'a' * 64}.example/", "no name"),
        (f"http://{'a.' * 130}example/", "no name"),
        ("http://\ud800.example/", "no name"),
    ],
)
def test_what_is_no_plain_address_of_the_web_is_refused(url: str, reason: str) -> None:
    assert reason in str(refuses(url, NOTHING))


@pytest.mark.parametrize(
    "url",
    [
        "http://fietsen.example",
        "HTTPS://FIETSEN.EXAMPLE/Winkel?blad=2#reacties",
        "https://fietsen.example./",
        "https://fietsen.example:8443/",
        "https://fietsen.example:/",
        "https://www.fietsen.example/@jan/127.0.0.1",
        "https://fietsen_oud.example/",
        "https://fiétsen.example/",
        "https://xn--fitsen-dva.example/",
        "https://例え.example/",
        "https://localhost.example/",
        "https://10.0.0.1.example/",
        f"http://{PUBLIC_V4}/",
        f"http://[{PUBLIC_V6}]:8080/",
        "http://[64:ff9b::808:808]/",
        "http://[2002:808:808::1]/",
        "http://[::ffff:8.8.8.8]/",
    ],
)
def test_an_address_of_the_public_internet_is_not_refused(url: str) -> None:
    assert refuses(url, NOTHING) is None


@given(
    st.text()
    | st.text().map("http://{}/".format)
    | st.text(alphabet="0123456789abcdefx.:[]%@/-").map("http://".__add__)
)
def test_no_text_makes_it_fail(text: str) -> None:
    assert refuses(text, NOTHING) is None or refuses(text, NOTHING)
    assert refuses_address(text, text, None, Allowed.of(["127.0.0.1:8000"])) != ""


@given(st.ip_addresses(v=4) | st.sampled_from(CLOSED_V4).flatmap(lambda block: st.ip_addresses(network=block)))
def test_an_ipv4_address_is_refused_exactly_where_it_is_not_global(address: IPv4Address) -> None:
    closed = any(address in block for block in CLOSED_V4)
    assert (refuses(f"http://{address}/", NOTHING) is not None) == closed
    assert (refuses_address(str(address), "fietsen.example", 443, NOTHING) is not None) == closed


@given(
    st.ip_addresses(v=6)
    | st.ip_addresses(v=6, network=GIVEN_OUT)
    | st.sampled_from(CLOSED_V6).flatmap(lambda block: st.ip_addresses(network=block))
)
def test_an_ipv6_address_is_refused_exactly_where_it_is_not_global(address: IPv6Address) -> None:
    if any(address in block for block in CARRIERS):
        return
    closed = address not in GIVEN_OUT or any(address in block for block in CLOSED_V6)
    assert (refuses(f"http://[{address}]/", NOTHING) is not None) == closed
    assert (refuses(f"http://[{address.exploded}]/", NOTHING) is not None) == closed
    assert (refuses_address(str(address), "fietsen.example", 443, NOTHING) is not None) == closed


@given(st.ip_addresses(v=4) | st.sampled_from(CLOSED_V4).flatmap(lambda block: st.ip_addresses(network=block)))
def test_an_ipv6_address_is_as_closed_as_the_ipv4_address_inside_it(inside: IPv4Address) -> None:
    closed = refuses(f"http://{inside}/", NOTHING) is not None
    carriers = [
        f"::ffff:{inside}",
        str(IPv6Address(int(IPv6Address("64:ff9b::")) | int(inside))),
        str(IPv6Address((0x2002 << 112) | (int(inside) << 80) | 1)),
    ]
    assert {refuses(f"http://[{carrier}]/", NOTHING) is not None for carrier in carriers} == {closed}


@pytest.mark.parametrize(
    ("entry", "opened", "closed"),
    [
        ("127.0.0.1", ["127.0.0.1", "127.0.0.1:8000"], ["127.0.0.2", "localhost", "[::1]", "[::ffff:127.0.0.1]"]),
        ("127.0.0.1:8000", ["127.0.0.1:8000"], ["127.0.0.1", "127.0.0.1:8001", "127.0.0.2:8000"]),
        ("::1", ["[::1]", "[::1]:8000", "[0:0::1]"], ["127.0.0.1", "[::2]", "localhost"]),
        ("[::1]", ["[::1]", "[::1]:8000"], ["127.0.0.1"]),
        ("[0:0:0::1]:8000", ["[::1]:8000"], ["[::1]", "[::1]:8001"]),
        ("localhost", ["localhost", "LOCALHOST:8000", "localhost."], ["127.0.0.1", "winkel.localhost", "[::1]"]),
        ("Localhost:8000", ["localhost:8000"], ["localhost", "127.0.0.1:8000"]),
        ("nas", ["nas", "nas:8080"], ["nas.lan", "nas2"]),
        ("wiki.winkel.local.", ["wiki.winkel.local"], ["winkel.local", "x.wiki.winkel.local"]),
        ("192.168.1.0/24", ["192.168.1.1", "192.168.1.255:81"], ["192.168.2.1", "nas", "[::ffff:192.168.1.1]"]),
        ("fd12::/16", ["[fd12::1]"], ["[fd13::1]", "127.0.0.1"]),
        ("192.168.1.7:80", ["192.168.1.7", "192.168.1.7:80"], ["192.168.1.7:443"]),
    ],
)
def test_allow_private_opens_exactly_what_it_names(entry: str, opened: list[str], closed: list[str]) -> None:
    allowed = Allowed.of([entry])
    assert {refuses(f"http://{host}/", allowed) for host in opened} == {None}
    assert None not in {refuses(f"http://{host}/", allowed) for host in closed}


@pytest.mark.parametrize(
    "entry", ["", ":80", "nas:", "nas:http", "nas:0", "nas:70000", "0177.0.0.1", "a b", "::1::", "1/2"]
)
def test_what_opens_nothing_is_told(entry: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Allowed.of([entry])


def test_a_named_host_may_lead_to_an_address_of_ones_own_network() -> None:
    allowed = Allowed.of(["wiki.winkel.example:8080"])
    assert refuses_address("10.0.0.7", "wiki.winkel.example", 8080, allowed) is None
    assert "private" in str(refuses_address("10.0.0.7", "wiki.winkel.example", 80, allowed))
    assert "private" in str(refuses_address("10.0.0.7", "kwaad.example", 8080, allowed))


def test_what_an_address_with_a_zone_resolves_to_is_judged_without_it() -> None:
    assert "link-local" in str(refuses_address("fe80::1%eth0", "fietsen.example", 80, NOTHING))


def test_the_reason_says_the_address_and_what_would_open_it() -> None:
    assert refuses("http://10.0.0.1/", NOTHING) == "10.0.0.1 is a private address, and not opened by allow_private"


def test_the_suite_of_addresses_is_refused_but_for_names_that_only_their_resolver_knows() -> None:
    root = os.environ.get("KLACHTWACHT_SUITES")
    if not root:
        pytest.skip("KLACHTWACHT_SUITES is not set")
    urls = json.loads(Path(root, "ssrf", "own-urls.json").read_text(encoding="utf-8"))
    left = [url for url in urls if refuses(url, NOTHING) is None]
    assert (len(urls), len(left)) == (56, 2)
    assert all(refuses_address("127.0.0.1", url.split("/")[2], 80, NOTHING) for url in left)
