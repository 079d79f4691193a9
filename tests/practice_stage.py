"""The whole program on stage: a practice site, a mail and a webhook receiver, and passes as cron starts them."""

from __future__ import annotations

import base64
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import warm
from klachtwacht.practice.board import Board
from klachtwacht.practice.client import Practice
from klachtwacht.practice.gate import Seen
from klachtwacht.practice.receivers import Call, Mail, MailReceiver, WebhookReceiver, mail_receiver, webhook_receiver
from klachtwacht.practice.server import PracticeServer, practice_server

SECRET = "whsec_" + base64.b64encode(b"a practice secret of 28 byte").decode()
STAFF = "service@fietsjansen.example"
OPERATOR = "beheer@fietsjansen.example"
HEAD = """\
database = "sqlite:///klachtwacht.db"

[network]
contact = "klachten@fietsjansen.example"
delay = {delay}
timeout = 5
allow_private = ["127.0.0.1"]

[[shops]]
key = "fietsjansen"
name = "Fietsen Jansen"
names = ["fietsjansen"]
domains = ["fietsjansen.example"]
"""
SOURCE = """
[[shops.sources]]
name = "{name}"
site = "page"
url = "{url}"
permission = "a practice site"
{more}
"""
DESTINATIONS = """
[[destinations]]
name = "servicedesk"
url = "mailto://{mail}?from=klachtwacht@fietsjansen.example&to={staff}"

[[destinations]]
name = "systeem"
webhook = "{webhook}"
secret = "{secret}"

[[destinations]]
name = "beheer"
url = "mailto://{mail}?from=klachtwacht@fietsjansen.example&to={operator}"
operator = true
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A command that ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one object on standard output."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """The JSON Lines on standard output."""
        return [json.loads(line) for line in self.out.splitlines()]


def environment(**more: str) -> dict[str, str]:
    """This machine's, without settings of a real shop."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KLACHTWACHT")}
    return {**kept, "COLUMNS": "160", **more}


def command(*arguments: str, python: str = sys.executable) -> list[str]:
    return [python, "-m", "klachtwacht", *arguments]


def call(folder: Path, *arguments: str, answers: str | None = None, **variables: str) -> Done:
    """Run the command line in a folder, with no terminal, and wait for its end."""
    done = warm.run(
        ["-m", "klachtwacht", *arguments], folder=folder, variables=environment(**variables), input=answers or ""
    )
    return Done(code=done.returncode, out=done.stdout, err=done.stderr)


def under_way(folder: Path, *arguments: str, **variables: str) -> warm.Process:
    """The same, started and not waited for."""
    return warm.start(["-m", "klachtwacht", *arguments], folder=folder, variables=environment(**variables))


def source(name: str, url: str, **keys: str) -> str:
    """A [[shops.sources]] table; other keys as they stand in TOML."""
    return SOURCE.format(name=name, url=url, more="\n".join(f"{key} = {value}" for key, value in keys.items()))


def shop_toml(sources: Sequence[str], destinations: str = "", *, delay: float = 0.02) -> str:
    return HEAD.format(delay=delay) + "".join(sources) + destinations


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One pass, and what it brought: mails and calls that came, requests that the site saw.

    robots: how often the site was asked for its robots.txt, which is not among the requests.
    """

    result: dict[str, Any]
    err: str
    mails: tuple[Mail, ...]
    calls: tuple[Call, ...]
    requests: tuple[Seen, ...]
    robots: int

    @property
    def source(self) -> dict[str, Any]:
        (one,) = self.result["sources"]
        return dict(one)

    def mails_to(self, address: str) -> list[Mail]:
        return [mail for mail in self.mails if mail.to == (address,)]


@dataclass(slots=True, kw_only=True)
class Stage:
    """A folder with a shop.toml, and all that the program talks to."""

    folder: Path
    site: PracticeServer
    mail: MailReceiver
    webhook: WebhookReceiver
    _told: tuple[int, int, int] = field(default=(0, 0, 0))

    @property
    def control(self) -> Practice:
        return Practice(self.site.base_url)

    @property
    def destinations(self) -> str:
        mail = f"{self.mail.host}:{self.mail.port}"
        return DESTINATIONS.format(mail=mail, webhook=self.webhook.url, secret=SECRET, staff=STAFF, operator=OPERATOR)

    def settle(self, *sources: str, delay: float = 0.02) -> None:
        """Write shop.toml; without sources one that reads the practice site."""
        tables = sources or (source("practice", self.site.shop_url),)
        (self.folder / "shop.toml").write_text(shop_toml(tables, self.destinations, delay=delay), encoding="utf-8")

    def klachtwacht(self, *arguments: str, **variables: str) -> Done:
        return call(self.folder, *arguments, **variables)

    def play(self, *arguments: str) -> Scene:
        """One pass, over everything unless arguments say which."""
        done = self.klachtwacht("run", "--json", *(arguments or ("--all",)))
        assert done.code == 0, done.err
        return self.scene(done)

    def scene(self, done: Done) -> Scene:
        """What came since the last scene."""
        mails, calls, asked = self.mail.mails, self.webhook.calls, self.site.requests
        new = [seen for seen in asked[self._told[2] :] if not seen.path.startswith("/beheer")]
        made = Scene(
            result=done.json,
            err=done.err,
            mails=mails[self._told[0] :],
            calls=calls[self._told[1] :],
            requests=tuple(seen for seen in new if seen.path != "/robots.txt"),
            robots=sum(seen.path == "/robots.txt" for seen in new),
        )
        self._told = (len(mails), len(calls), len(asked))
        return made

    def show(self, reference: str) -> dict[str, Any]:
        return dict(self.klachtwacht("show", reference, "--json").json)

    def outbox(self) -> list[dict[str, Any]]:
        return self.klachtwacht("outbox", "--json").lines


@contextmanager
def staged(folder: Path, *, board: Board | None = None, per_page: int = 20) -> Iterator[Stage]:
    """The stage while the block runs, with a shop.toml for the practice site."""
    with (
        practice_server(board=board, per_page=per_page) as site,
        mail_receiver() as mail,
        webhook_receiver() as webhook,
    ):
        stage = Stage(folder=folder, site=site, mail=mail, webhook=webhook)
        stage.settle()
        yield stage
