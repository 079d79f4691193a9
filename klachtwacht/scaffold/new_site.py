"""A new site from one of its pages: its spider, and a recorded page with what is read from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import spiders
from crawler.reading.apart import read_alone
from crawler.reading.child import Asked, Plain
from crawler.reading.page import Page, Reading
from crawler.source import Network, Source
from crawler.steps import Step
from guard.fault import Fault
from klachtwacht import sites
from klachtwacht.scaffold.fetching import Fetched, fetched
from klachtwacht.scaffold.recording import Read, recorded, write
from klachtwacht.scaffold.spider_file import LANGUAGES, NewSpider

NEXT = (
    "Next, in this folder:",
    "  1. hold tests/pages/{name}/expected.json against tests/pages/{name}/page.html, review by review",
    '  2. when it is right, write in it who looked and when: "looked_at": "2026-11-22 J."',
    "  3. .venv/bin/pytest tests/spiders/test_recorded_pages.py     red until then",
    "  4. .venv/bin/python tests/regenerate_docs.py                 its line in docs/sources.md",
)


class ScaffoldError(Fault):
    """A site cannot be written, with the reason and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is known of a new site beforehand. page: an address or a file; url: where a file came from."""

    name: str
    page: str
    url: str | None = None
    best: float | None = None
    language: str | None = None
    browser: bool = False
    steps: tuple[Step, ...] = ()


def checkout() -> Path:
    """The folder of the project's own source. Raises ScaffoldError where the program was installed without it."""
    root = Path(spiders.__path__[0]).parent
    if not (root / "tests").is_dir():
        raise ScaffoldError("this needs the project's own folder: clone it, and call .venv/bin/klachtwacht in there")
    return root


def refuse_taken(wish: Wish) -> None:
    """Raises ScaffoldError for a name that no site may have, and a language that is not known."""
    if not (wish.name.isascii() and wish.name.isidentifier() and wish.name.islower()):
        raise ScaffoldError(
            f"{wish.name!r} is no name for a site: lower case letters, digits and _, as in winkel_praat"
        )
    if wish.name in sites.names():
        raise ScaffoldError(f"there is a site {wish.name} already; `klachtwacht capture {wish.name}` looks at it")
    if wish.language not in (None, *LANGUAGES):
        raise ScaffoldError(f"{wish.language!r} is no language that is read; there are {', '.join(LANGUAGES)}")


def got(wish: Wish, network: Network) -> Fetched:
    """The page, from its file or fetched. Raises ScaffoldError and NotFetchedError."""
    if wish.page.startswith(("http://", "https://")):
        source = Source(name=wish.name, shop="new", site="page", url=wish.page, browser=wish.browser, steps=wish.steps)
        return fetched(source, network)
    if wish.url is None:
        raise ScaffoldError("a saved page does not say where it came from: give its address with --url")
    return Fetched(url=wish.url, body=Path(wish.page).read_bytes(), content_type=None, at=datetime.now(UTC))


def reader(wish: Wish, page: Fetched) -> Read:
    """How a text is read as a page of the new site."""
    about = Page(html="", url=page.url, site=wish.name, now=page.at, best=wish.best, language=wish.language)
    kind = "text/html; charset=utf-8"
    return lambda text: read_alone(Asked(body=text.encode(), content_type=kind, page=about), Plain())


def designed(wish: Wish, page: Fetched, read: Read) -> NewSpider:
    """The spider of the site: what its page leaves unsaid. Raises ScaffoldError where that cannot be known."""
    reading, bare = read(page.text), reader(Wish(name=wish.name, page=""), page)(page.text)
    if not reading.reviews:
        raise ScaffoldError(_why_none(wish, reading))
    unscaled = any(review.rating and review.rating.best is None for review in bare.reviews)
    if unscaled and wish.best is None:
        raise ScaffoldError("nothing on this page says where its marks end: say so with --best, such as --best 10")
    silent = any(review.language is None for review in bare.reviews)
    return NewSpider(
        name=wish.name,
        domain=(urlsplit(page.url).hostname or "").removeprefix("www."),
        reader=reading.reader or "",
        best=wish.best if unscaled else None,
        language=wish.language if silent else None,
        browser=wish.browser,
        steps=wish.steps,
    )


def steps_of(lines: Sequence[str]) -> tuple[Step, ...]:
    """The steps that were given in lines. Raises ScaffoldError."""
    try:
        return tuple(Step.parse(line) for line in lines)
    except ValueError as error:
        raise ScaffoldError(str(error)) from None


def _why_none(wish: Wish, reading: Reading) -> str:
    seen = reading.wall or "; ".join(reading.unsure) or "neither data nor cards"
    drawn = "" if wish.browser else "try --browser, for a page that is drawn by JavaScript, or "
    return f"no reviews could be read on this page ({seen}): {drawn}write a read() of its own, docs/adding-a-source.md"


def keep(root: Path, spider: NewSpider, page: Fetched, read: Read) -> list[Path]:
    """Write the spider and its recorded page; gives what was written. Raises NotRecordedError before anything is."""
    made_up, reading = recorded(page.text, read)
    file = root / "spiders" / f"{spider.name}.py"
    file.write_text(spider.text(), encoding="utf-8")
    return [file, *write(root, spider.name, made_up, reading, page)]
