"""The whole job in a few minutes, on a practice site with a real mail server and a real webhook receiver."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from crawler.browser.find import browser
from crawler.browser.refusal import BrowserError
from guard.fault import Fault
from klachtwacht.init import new_secret
from klachtwacht.practice.board import Draft
from klachtwacht.practice.client import Practice
from klachtwacht.practice.receivers import (
    Call,
    Mail,
    MailReceiver,
    WebhookReceiver,
    mail_receiver,
    webhook_receiver,
)
from klachtwacht.practice.server import PracticeServer, practice_server
from klachtwacht.practice.site import DRAWN_STEPS

SETTINGS = "shop.toml"
HEAD = """\
database = "sqlite:///klachtwacht.db"

[network]
contact = "klachten@fietsjansen.example"
delay = 0.2
allow_private = ["127.0.0.1"]

[[shops]]
key = "fietsjansen"
name = "Fietsen Jansen"
names = ["fietsjansen", "Jansen Fietsen"]
domains = ["fietsjansen.example"]
"""
DRAWN = """
[[shops.sources]]
name = "drawn"
site = "page"
url = "{page}"
permission = "our own practice site"
browser = true
{steps}
"""
REST = """
[[shops.sources]]
name = "practice"
site = "page"
url = "{page}"
permission = "our own practice site"

[[destinations]]
name = "servicedesk"
url = "mailto://{mail}?from=klachtwacht@fietsjansen.example&to=service@fietsjansen.example"

[[destinations]]
name = "systeem"
webhook = "{webhook}"
secret = "{secret}"

[[destinations]]
name = "beheer"
url = "mailto://{mail}?from=klachtwacht@fietsjansen.example&to=beheer@fietsjansen.example"
operator = true
"""
BAD_REVIEW = Draft(
    author="Femke V.",
    mark=2,
    title="Zadel afgebroken, niemand belt terug",
    text=(
        "Na twee weken brak het zadel van mijn nieuwe stadsfiets af. Drie keer gebeld en twee keer gemaild, "
        "maar ik krijg geen antwoord. Ik wil gewoon een nieuw zadel of mijn geld terug."
    ),
    cons=("onbereikbaar", "kapot zadel"),
    recommend=False,
)
ANSWER = (
    "Beste Femke, wat vervelend, dit had niet mogen gebeuren. We hebben u vandaag gebeld: het nieuwe zadel wordt "
    "morgen gemonteerd, op onze kosten."
)
YOUR_OWN_SHOP = """\
With your own shop:
  1. klachtwacht init                       a few questions; it writes shop.toml
  2. klachtwacht run --all                  the first reading: history and one summary
  3. klachtwacht sources                    every lamp should say live or quiet
  4. crontab -e:  */5 * * * * cd /path/to/your/folder && klachtwacht run
  5. klachtwacht complaints --open          what waits for an answer; then show, ack, answer, close"""


class DemoError(Fault):
    """The demo cannot be played, with the reason."""


def play(folder: Path | None) -> None:
    """Run the job once and show what arrives. Raises DemoError for a folder in use and when a pass fails."""
    place = folder or Path(tempfile.mkdtemp(prefix="klachtwacht-demo-"))
    place.mkdir(parents=True, exist_ok=True)
    if (place / SETTINGS).exists():
        raise DemoError(f"{place / SETTINGS} is there already, and the demo would write its own: give an empty folder")
    with practice_server() as site, mail_receiver() as mail, webhook_receiver() as webhook:
        _write_settings(place, site, mail, webhook)
        _act(place, site, mail, webhook)


def _write_settings(place: Path, site: PracticeServer, mail: MailReceiver, webhook: WebhookReceiver) -> None:
    filled = REST.format(page=site.shop_url, mail=f"{mail.host}:{mail.port}", webhook=webhook.url, secret=new_secret())
    (place / SETTINGS).write_text(HEAD + filled, encoding="utf-8")
    _say(f"A practice site runs at {site.shop_url}; its settings and database are in {place}")


def _act(place: Path, site: PracticeServer, mail: MailReceiver, webhook: WebhookReceiver) -> None:
    _step(1, "The first reading: what was written before is history, with one summary")
    _pass(place)
    _show_mails(mail.mails)
    seen, called = len(mail.mails), len(webhook.calls)
    _step(2, "Somebody writes a bad review, and the next pass finds it")
    post = Practice(site.base_url).add(BAD_REVIEW)
    reference = _pass(place)["complaints"][0]
    _show_mails(mail.mails[seen:])
    _show_calls(webhook.calls[called:])
    _step(3, "The shop answers on the site, and the next pass sees it")
    Practice(site.base_url).answer(post, ANSWER)
    _pass(place)
    _say(_klachtwacht(place, "show", reference))
    _step(4, "Everything goes into a file")
    _klachtwacht(place, "export", "klachten.csv")
    _say(f"{place / 'klachten.csv'}: {len((place / 'klachten.csv').read_bytes())} bytes\n")
    _step(5, "The same reviews on a page that JavaScript draws, read in a browser")
    _draw(place / "drawn", site)
    _say(YOUR_OWN_SHOP)


def _draw(place: Path, site: PracticeServer) -> None:
    """Another shop.toml, with the page that needs a browser; without one it is left out."""
    try:
        browser()
    except BrowserError as error:
        _say(f"left out: {error}\n")
        return
    place.mkdir()
    (place / SETTINGS).write_text(HEAD + DRAWN.format(page=site.drawn_url, steps=DRAWN_STEPS), encoding="utf-8")
    _pass(place)


def _pass(place: Path) -> Any:
    result = json.loads(_klachtwacht(place, "run", "--all", "--json"))
    (source,) = result["sources"]
    told = ("lamp", "requests", "read", "new", "replies")
    _say("klachtwacht run --all: " + ", ".join(f"{name} {source[name]}" for name in told))
    _say(f"complaints: {len(result['complaints'])}, delivered: {result['delivered']}\n")
    return result


def _klachtwacht(place: Path, *arguments: str) -> str:
    # A pass is a process of its own, as cron starts it: a crawl can be run once in a process.
    # The settings are named, or $KLACHTWACHT_CONFIG would lead to those of a real shop.
    command = [sys.executable, "-m", "klachtwacht", *arguments, "--config", SETTINGS]
    done = subprocess.run(command, cwd=place, check=False, stdout=subprocess.PIPE, text=True)  # noqa: S603 our own
    if done.returncode:
        raise DemoError(f"klachtwacht {' '.join(arguments)} failed; what there is stands in {place}")
    return done.stdout


def _show_mails(mails: Sequence[Mail]) -> None:
    for mail in mails:
        _say(f"--- a mail to {', '.join(mail.to)}\nSubject: {mail.subject}\n\n{mail.text}\n---\n")


def _show_calls(calls: Sequence[Call]) -> None:
    for call in calls:
        body = call.json()
        _say(f"--- a webhook call, id {call.header('webhook-id')}: {body['type']} {body['data']['reference']}\n---\n")


def _step(number: int, title: str) -> None:
    _say(f"{number}. {title}\n{'=' * (len(title) + 3)}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
