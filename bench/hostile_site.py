"""A site that means harm: what it answers for each path, and what a source there must come to.

Every page that crawling had trouble with, in other programs or in ours; each is made when it is asked for.
"""

from __future__ import annotations

import gzip
import importlib
import io
import random
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import quote, unquote

SEED = 20261121
MIB = 2**20
MARKED = '<div itemscope itemtype="https://schema.org/Review">'
MARK = '"reviewRating":{"ratingValue":5,"bestRating":5}'
REVIEW = f'{{"@type":"Review","reviewBody":"Prima",{MARK}}}'
# Who drips is heard as long as the source's timeout allows, and then goes on for nobody.
LONGEST_DRIP = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What a path answers, made when asked for; the lamp that it must bring, and what the reason says of it.

    site: which spider reads it.
    """

    answer: Callable[[], Iterator[bytes]]
    lamp: str = "hostile"
    reason: str = ""
    site: str = "page"


def cases() -> dict[str, Case]:
    """All of them, by path; those of a compression that is not installed are left out."""
    return {**_tags(), **_json(), **_bodies(), **_packed(), **_heads(), **_lists(), **_feeds()}


def _tags() -> dict[str, Case]:
    apart = "reading it takes more than"
    made: dict[str, tuple[str, str]] = {
        "one tag with 50,000 attributes": (
            MARKED + "<b " + "a=1 " * 50_000 + ">",
            "65536 characters; it begins: <b a=1",
        ),
        "one tag with 3,000 attributes": (MARKED + "<b " + "a=1 " * 3_000 + ">", "more than 2000 attributes"),
        "one tag of 5 MB": (MARKED + f'<b title="{"x" * 5_000_000}">', "a tag of more than 65536 characters"),
        "1,000,000 nested div": (MARKED + "<div>" * 1_000_000, "more than 200000 times '<'"),
        "1,000,000 small nodes": (MARKED + "<i>x</i>" * 1_000_000, "more than 200000 times '<'"),
        "properties in properties": (MARKED + "<b itemprop=x>" * 250 + "<br>" * 15_000, apart),
        "items in items": (MARKED + "<i itemprop=x itemscope>" * 15_000, ""),
        "items that refer to each other": (_referring(5_000), apart),
        "reviews in reviews": ((MARKED + "<p itemprop=review ") * 95_000, apart),
    }
    unparsed: dict[str, str] = {
        "190,000 nested div": MARKED + "<div>" * 190_000,
        "190,000 small nodes": MARKED + "<i>x</i>" * 95_000,
        "an entity bomb": "<!DOCTYPE b [" + '<!ENTITY a "aaaaaaaaaa">' * 1000 + "]><p itemprop=x>&a;" + MARKED,
    }
    hostile = {name: Case(answer=_page(html), reason=reason) for name, (html, reason) in made.items()}
    hostile["items in items"] = Case(answer=_page(made["items in items"][0]), lamp="", reason="")
    return hostile | {name: Case(answer=_page(html), lamp="changed") for name, html in unparsed.items()}


def _referring(times: int) -> str:
    marked = '<div itemref=a itemscope itemtype="https://schema.org/Review"></div>'
    return "<p id=a>" + "<b itemprop=x>x</b>" * times + "</p>" + marked * times


def _json() -> dict[str, Case]:
    many = "more than 5000 reviews"
    review = f'{{"@type":"Review","identifier":"1","reviewBody":"Prima",{MARK},%s}}'
    return {
        "JSON nested 5,000 deep": Case(answer=_block("[" * 5_000), reason="nested too deep; it begins: [[[["),
        "JSON nested 800,000 deep": Case(answer=_block('{"a":' * 800_000)),
        "reviews nested 900 deep": Case(
            answer=_block('{"@type":"Review","review":' * 900 + "1" + "}" * 900), lamp="changed"
        ),
        "8 MB of empty objects": Case(answer=_block(_listed("{}", 7 * MIB)), lamp=""),
        "8 MB of reviews": Case(answer=_block(_listed(REVIEW, 7 * MIB)), reason=many),
        "8 MB of marked-up reviews": Case(answer=_block(_listed(_marked_up(90_000), 7 * MIB)), lamp=""),
        "numbers of 10,000 digits": Case(
            answer=_block('{"@type":"Review","reviewRating":' + "9" * 10_000 + "}"), reason="thousands of digits"
        ),
        "NaN and Infinity": Case(
            answer=_block(review % '"reviewRating":{"ratingValue":NaN,"bestRating":Infinity}'), lamp="changed"
        ),
        "a date of 30 kB": Case(answer=_block(review % ('"datePublished":"' + "2" * 30_000 + '"')), lamp="live"),
        "entities in entities": Case(answer=_block(review % ('"name":"' + "&amp;" * 90_000 + '"')), lamp="live"),
        "NUL bytes": Case(answer=_block(review % '"author":"a\\u0000b\x00c"'), lamp=""),
    }


def _marked_up(length: int) -> str:
    return f'{{"@type":"Review",{MARK},"reviewBody":"' + "Te &lt;p>laat" * (length // 13) + '"}'


def _listed(node: str, length: int) -> str:
    return "[" + ",".join([node] * (length // (len(node) + 1))) + "]"


def _bodies() -> dict[str, Case]:
    chance = random.Random(SEED)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("zeros", bytes(50 * MIB))
    return {
        "random bytes": Case(answer=lambda: _answer(chance.randbytes(7 * MIB)), lamp=""),
        "a PDF": Case(
            answer=lambda: _answer(b"%PDF-1.7\n" + chance.randbytes(MIB), kind="application/pdf"), lamp="changed"
        ),
        "a zip": Case(answer=lambda: _answer(archive.getvalue(), kind="application/zip"), lamp="changed"),
        "another charset than it says": Case(
            answer=lambda: _answer("<p>é".encode(), kind="text/html; charset=utf-16"), lamp="changed"
        ),
        "a charset that is no charset": Case(
            answer=lambda: _answer(b"abcdef-" * MIB, kind="text/html; charset=punycode"), lamp=""
        ),
        "a body without end": Case(
            answer=lambda: _endless(b"", b"x" * 65536), lamp="failed", reason="larger than max_body"
        ),
        "a body of a byte now and then": Case(answer=_dripping, lamp="failed", reason="did not answer in time"),
        "less than it says": Case(answer=lambda: iter([_head(length=9999), b"<p>"]), lamp="failed", reason="cut off"),
        "more than it says": Case(answer=lambda: iter([_head(length=3), b"<p>" * 1000]), lamp="changed"),
    }


def _packed() -> dict[str, Case]:
    zeros = bytes(40 * MIB)
    ways: dict[str, Callable[[], bytes]] = {
        "gzip": lambda: gzip.compress(zeros, 6),
        "deflate": lambda: zlib.compress(zeros, 6),
    }
    if (brotli := _module("brotli")) is not None:
        ways["br"] = lambda: brotli.compress(zeros, quality=1)
    if (zstandard := _module("zstandard")) is not None:
        ways["zstd"] = lambda: zstandard.compress(zeros)
    bombs = {f"40 MiB packed with {name}": _bomb(name, way) for name, way in ways.items()}
    twice = Case(answer=lambda: _answer(gzip.compress(gzip.compress(zeros)), encoding="gzip, gzip"), reason="unpack")
    return bombs | {
        "40 MiB packed twice": twice,
        "no gzip": Case(answer=lambda: _answer(b"<p>", encoding="gzip"), lamp="failed"),
    }


def _bomb(name: str, way: Callable[[], bytes]) -> Case:
    packed = way()
    return Case(answer=lambda: _answer(packed, encoding=name), reason="unpack to more than max_body")


def _module(name: str):
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def _heads() -> dict[str, Case]:
    header = b"X-Filler: " + b"y" * 40 + b"\r\n"
    large = "headers of more than 256 KiB"
    return {
        "10,000 headers": Case(answer=lambda: iter([_head(more=header * 10_000)]), reason=large),
        "headers without end": Case(answer=lambda: _endless(header, header * 1000), reason=large),
        "a header of 1 MB": Case(answer=lambda: iter([_head(more=b"X: " + b"y" * MIB + b"\r\n")]), lamp="failed"),
        "another protocol": Case(answer=lambda: iter([b"SSH-2.0-OpenSSH_9.9\r\n"]), lamp="failed", reason="no HTTP"),
    }


def _lists() -> dict[str, Case]:
    round_ = _head(status="302 Found", more=b"Location: /redirected%20for%20ever\r\n", length=0)
    return {
        "redirected for ever": Case(answer=lambda: iter([round_]), lamp="failed", reason="redirect"),
        "pages without end": Case(answer=lambda: _following("pages without end", "?page="), lamp="live"),
        "a page that is its own next": Case(answer=lambda: _following("a page that is its own next", "#"), lamp="live"),
    }


def _feeds() -> dict[str, Case]:
    """Feeds, whose reader is lenient: what is never closed is looked through again for each that opens."""
    begins = '<?xml version="1.0"?><rss version="2.0"><channel>'
    lines = ['<!ENTITY a0 "aaaaaaaaaa">', *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))]
    bomb = f"<!DOCTYPE rss [{''.join(lines)}]>{begins}<item><title>&a9;</title></item></channel></rss>"
    made = {
        "a feed with 200,000 open items": (begins + "<item>" * 199_990, "hostile", "reading it takes more than"),
        "a feed with 400,000 open items": (begins + "<item>" * 400_000, "hostile", "more than 200000 times '<'"),
        "a feed with entities in entities": (bomb, "hostile", "a feed with entities of its own"),
        "a feed of 5 MB of ampersands": (begins + "<item><title>" + "&" * 5_000_000, "", ""),
        "a feed of 6,000 items": (begins + "<item><title>x</title></item>" * 6_000, "live", ""),
        "no feed but a page": ("<!DOCTYPE html><p>Storing", "failed", "no feed"),
    }
    return {
        name: Case(answer=_page(body), lamp=lamp, reason=reason, site="feed")
        for name, (body, lamp, reason) in made.items()
    }


def _following(name: str, how: str) -> Iterator[bytes]:
    link = f'<link rel="next" href="/{quote(name)}{how}{time.monotonic_ns()}">'
    return _answer(f'{link}<script type="application/ld+json">{REVIEW}</script>'.encode())


def _page(html: str) -> Callable[[], Iterator[bytes]]:
    return lambda: _answer(html.encode())


def _block(text: str) -> Callable[[], Iterator[bytes]]:
    return lambda: _answer(f'<script type="application/ld+json">{text}</script>'.encode())


def _answer(body: bytes, kind: str = "text/html", encoding: str = "identity") -> Iterator[bytes]:
    yield _head(length=len(body), more=f"Content-Type: {kind}\r\nContent-Encoding: {encoding}\r\n".encode())
    yield body


def _head(*, status: str = "200 OK", more: bytes = b"", length: int | None = None) -> bytes:
    said = b"" if length is None else f"Content-Length: {length}\r\n".encode()
    return f"HTTP/1.1 {status}\r\nConnection: close\r\n".encode() + more + said + b"\r\n"


def _endless(start: bytes, piece: bytes) -> Iterator[bytes]:
    until = time.monotonic() + LONGEST_DRIP
    yield b"HTTP/1.1 200 OK\r\n" + (start or b"\r\n")
    while time.monotonic() < until:
        yield piece


def _dripping() -> Iterator[bytes]:
    yield _head(length=1000)
    for _ in range(int(LONGEST_DRIP * 5)):
        time.sleep(0.2)
        yield b"x"


@contextmanager
def serving() -> Iterator[tuple[str, dict[str, Case]]]:
    """The site's base URL and its cases while the block runs; it has no robots.txt."""
    known = cases()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            case = known.get(unquote(self.path.partition("?")[0].strip("/")))
            answer = case.answer() if case else iter([_head(status="404 Not Found", length=0)])
            with suppress(OSError):  # whoever has seen enough hangs up
                for piece in answer:
                    self.wfile.write(piece)

        def log_message(self, *args: object) -> None:
            """Not to standard error."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", known
    finally:
        server.shutdown()
        server.server_close()
