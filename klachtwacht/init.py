"""A first shop.toml: the questions, and the commented file that the answers make.

The file runs as it is written. What is secret in the answers goes to a file of its own beside it.
"""

from __future__ import annotations

import base64
import json
import os
import re
import secrets
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote, urlsplit

from guard.addresses import Allowed, refuses
from guard.fault import Fault
from klachtwacht.shop_values import (
    holds_password,
    is_channel_url,
    is_contact,
    is_host,
    is_http_url,
    is_mail,
    is_name,
    is_page_url,
    is_secret_channel,
    is_text,
)

ZONES = {"NL": "Europe/Amsterdam", "BE": "Europe/Brussels"}
LANGUAGES = ("nl", "fr", "en")
ANY_PAGE = "page"
ALERT_FILE = "alerts-url.secret"
WEBHOOK_FILE = "webhook.secret"
# Chat services whose own web addresses take no Standard Webhooks; Apprise has a form for each.
_CHATS = ("slack.com", "discord.com", "discordapp.com", "office.com", "googleapis.com", "logic.azure.com")
_WWW = re.compile(r"^(?:www|m)\.", re.IGNORECASE)

Prompt = Callable[[str, str], str]
Tell = Callable[[str], None]
CheckUrl = Callable[[str], str | None]


class InitError(Fault):
    """shop.toml cannot be written, with the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page with reviews: what it is called, which site reads it, who looked at the site's terms ("" is nobody)."""

    name: str
    site: str
    url: str
    permission: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Where alerts go: an Apprise URL, or with a secret the URL of a webhook. Each may be env:NAME or file:PATH."""

    url: str
    secret: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What was answered, enough for a whole shop.toml. country is "NL" or "BE", domain "" for none."""

    key: str
    name: str
    domain: str = ""
    country: str = "NL"
    language: str = "nl"
    pages: tuple[Page, ...] = ()
    alert: Alert
    contact: str


def ask(prompt: Prompt, tell: Tell, *, domains: Mapping[str, str], check_url: CheckUrl) -> Answers:
    """The answers to a few questions; prompt(question, default) gives one, tell says why it is asked again.

    domains maps a domain to the site that reads it. check_url says why an Apprise URL cannot be used, or None.
    """
    name = _asked(prompt, tell, "What is the shop called?", "", is_text, "a name in one line")
    domain = _asked(prompt, tell, "The domain of its web site (empty: none)", "", _is_domain, "such as fietsjansen.nl")
    country = _chosen(prompt, tell, "Country", "NL", tuple(ZONES))
    language = _chosen(prompt, tell, "Language of the alerts", "nl", LANGUAGES)
    pages = _pages(prompt, tell, domains)
    alert, mail = _alert(prompt, tell, check_url, _host(domain))
    contact = _asked(
        prompt, tell, "How can a site that is read reach you (mail or URL)?", mail, is_contact, "an address or URL"
    )
    return Answers(
        key=key_of(name),
        name=name,
        domain=_host(domain),
        country=country,
        language=language,
        pages=pages,
        alert=alert,
        contact=contact,
    )


def _asked(prompt: Prompt, tell: Tell, question: str, default: str, fits: Callable[[str], bool], expected: str) -> str:
    while not fits(answer := prompt(question, default).strip()):
        tell(f"That cannot be used; expected {expected}.")
    return answer


def _chosen(prompt: Prompt, tell: Tell, question: str, default: str, options: tuple[str, ...]) -> str:
    known = {option.lower(): option for option in options}
    listed = ", ".join(options)
    answer = _asked(prompt, tell, f"{question} ({listed})", default, lambda a: a.lower() in known, f"one of {listed}")
    return known[answer.lower()]


def _pages(prompt: Prompt, tell: Tell, domains: Mapping[str, str]) -> tuple[Page, ...]:
    pages: dict[str, Page] = {}
    question = "URL of a page with reviews of the shop (empty: no more)"
    while url := _asked(prompt, tell, question, "", _is_page_or_none, "the http or https URL of a public page"):
        page = _page(prompt, tell, url, domains, taken=pages)
        pages[page.name] = page
    return tuple(pages.values())


def _page(prompt: Prompt, tell: Tell, url: str, domains: Mapping[str, str], taken: Mapping[str, Page]) -> Page:
    name = _asked(
        prompt,
        tell,
        "What do you call it?",
        _free(key_of(_first_label(url)), taken),
        lambda answer: is_name(answer) and answer not in taken,
        "letters, digits, - or _, and no name given before",
    )
    permission = _asked(
        prompt, tell, "Who looked at that site's terms, and when (empty: nobody yet)?", "", _is_note, "one line of text"
    )
    return Page(name=name, site=site_for(url, domains), url=url, permission=permission)


def _alert(prompt: Prompt, tell: Tell, check_url: CheckUrl, domain: str) -> tuple[Alert, str]:
    """Where alerts go, and the mail address when it is one."""
    question = "Where do alerts go: a mail address, an Apprise URL (slack://…), or the URL of a webhook?"
    answer = _asked(prompt, tell, question, "", _takes_alerts(check_url), _ALERT_EXPECTED)
    if is_mail(answer):
        server = _asked(
            prompt, tell, "Mail server that sends it (host or host:port)", "localhost", _is_server, "a host"
        )
        return Alert(url=mail_url(answer, server, domain)), answer
    if check_url(answer) is None:
        return Alert(url=answer), ""
    tell(f"A webhook: its receiver finds the secret that signs every call in {WEBHOOK_FILE}.")
    return Alert(url=answer, secret=new_secret()), ""


def _takes_alerts(check_url: CheckUrl) -> Callable[[str], bool]:
    def takes(answer: str) -> bool:
        if is_mail(answer) or (is_channel_url(answer) and check_url(answer) is None):
            return True
        return is_http_url(answer) and not is_chat(answer)

    return takes


def is_chat(url: str) -> bool:
    """Is it a chat service's own web address, which takes no webhook of ours?"""
    return f".{urlsplit(url).hostname}".endswith(tuple(f".{host}" for host in _CHATS))


def mail_url(address: str, server: str, domain: str) -> str:
    """The Apprise URL that mails to the address through a server that asks no password."""
    sender = f"klachtwacht@{domain}" if domain else address
    return f"mailto://{server}?from={quote(sender, safe='@')}&to={quote(address, safe='@')}"


def new_secret() -> str:
    """A fresh secret for a webhook, as Standard Webhooks writes it."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"


def site_for(url: str, domains: Mapping[str, str]) -> str:
    """The site that reads the URL: the one with its domain, the longest that fits; else "page"."""
    host = f".{urlsplit(url).hostname or ''}"
    fitting = [domain for domain in domains if host.endswith(f".{domain}")]
    return domains[max(fitting, key=len)] if fitting else ANY_PAGE


def key_of(name: str) -> str:
    """A key from a name: "Fietsen Jansen" gives "fietsen-jansen"; "shop" when nothing of it can stay."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:64].rstrip("-") or "shop"


def _free(name: str, taken: Mapping[str, Page]) -> str:
    return next(free for n in range(1, len(taken) + 2) if (free := name if n == 1 else f"{name}-{n}") not in taken)


def _first_label(url: str) -> str:
    return _WWW.sub("", urlsplit(url).hostname or "").partition(".")[0]


def _host(answer: str) -> str:
    """The domain in an answer that may be a whole URL."""
    return _WWW.sub("", urlsplit(answer).hostname or "" if "://" in answer else answer.rstrip("/"))


def _is_domain(answer: str) -> bool:
    return not answer or is_host(_host(answer) if is_http_url(answer) or "://" not in answer else "")


def _is_page_or_none(answer: str) -> bool:
    return not answer or (is_page_url(answer) and refuses(answer, Allowed()) is None)


def _is_note(answer: str) -> bool:
    return not answer or is_text(answer)


def _is_server(answer: str) -> bool:
    return is_http_url(f"http://{answer}") and not set(answer) & set("/?#@")


def write(path: Path, answers: Answers) -> list[Path]:
    """Write the file and what is secret beside it, readable by the owner only. Gives the paths written.

    Raises InitError when one of them is there already, and then writes nothing.
    """
    apart, contents = set_apart(answers)
    files = {path: render(apart)} | {path.parent / name: f"{content}\n" for name, content in contents.items()}
    for file in files:
        if os.path.lexists(file):
            raise InitError(f"{file} is there already, and is not overwritten")
    for file, content in files.items():
        _create(file, content)
    return list(files)


def _create(file: Path, content: str) -> None:
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise InitError(f"{file} cannot be written: {error.strerror}") from error
    with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
        opened.write(content)


def set_apart(answers: Answers) -> tuple[Answers, dict[str, str]]:
    """The answers with file: in place of each secret, and what those files hold, by name."""
    alert, contents = answers.alert, {}
    if alert.secret is not None and not _is_reference(alert.secret):
        contents[WEBHOOK_FILE] = alert.secret
        alert = replace(alert, secret=f"file:{WEBHOOK_FILE}")
    secret_url = is_secret_channel if alert.secret is None else holds_password
    if not _is_reference(alert.url) and secret_url(alert.url):
        contents[ALERT_FILE] = alert.url
        alert = replace(alert, url=f"file:{ALERT_FILE}")
    return replace(answers, alert=alert), contents


def _is_reference(text: str) -> bool:
    return text.startswith(("env:", "file:"))


def render(answers: Answers) -> str:
    """A commented shop.toml that says what was answered. Any text is safe in it."""
    parts = [_HEAD.format(contact=quoted(answers.contact)), _shop(answers)]
    parts += [_PAGE.format(**_quoted_page(page), permission=_permission(page)) for page in answers.pages]
    parts += [_OTHER_PAGES, _destination(answers.alert, "alerts"), _OPERATOR, _destination(answers.alert, "operator")]
    return "\n".join(parts) + "operator = true\n"


def quoted(text: str) -> str:
    """The text as a TOML basic string. JSON's strings are the same but for U+007F; half a character becomes "?"."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007F")


def _shop(answers: Answers) -> str:
    return _SHOP.format(
        key=quoted(answers.key),
        name=quoted(answers.name),
        domains=quoted(answers.domain) if answers.domain else "",
        language=quoted(answers.language),
        zone=quoted(ZONES.get(answers.country, ZONES["NL"])),
        country=quoted(answers.country),
    )


def _quoted_page(page: Page) -> dict[str, str]:
    return {"name": quoted(page.name), "site": quoted(page.site), "url": quoted(page.url)}


def _permission(page: Page) -> str:
    if page.permission:
        return f"permission = {quoted(page.permission)}"
    return '# permission = "checked DATE, NAME"   # who looked at the site\'s terms; until then a run warns'


def _destination(alert: Alert, name: str) -> str:
    key = "url" if alert.secret is None else "webhook"
    lines = ["[[destinations]]", f"name = {quoted(name)}", f"{key} = {quoted(alert.url)}"]
    return "\n".join(lines if alert.secret is None else [*lines, f"secret = {quoted(alert.secret)}"]) + "\n"


_ALERT_EXPECTED = "a mail address, a URL as Apprise writes it (slack://…, discord://…), or a webhook's http(s) URL"

_HEAD = """\
# What Klachtwacht watches and whom it tells. After a change: klachtwacht run
# A secret is best not in this file: write "env:NAME" for an environment variable or "file:PATH" for a file.

database = "sqlite:///klachtwacht.db"    # a file beside this one, or postgresql://USER:PASSWORD@HOST/DATABASE

[network]
contact = {contact}    # sites that are read see it in the user agent
delay = 1.0    # seconds between two requests to one host; a site's robots.txt may ask for more
"""

_SHOP = """\
[[shops]]
key = {key}    # its short name in commands and records; better not changed later
name = {name}
names = []    # other ways people write the name
domains = [{domains}]
languages = [{language}]    # the first is the language of the alerts
timezone = {zone}
holidays = {country}
"""

_PAGE = """\
[[shops.sources]]
name = {name}
site = {site}
url = {url}
every = "1h"    # how often it is read
{permission}
"""

_OTHER_PAGES = """\
# One more page with reviews of the shop:
# [[shops.sources]]
# name = "another"
# site = "page"
# url = "https://…"

# Whom to tell. url is an Apprise URL: mail, Slack, Teams and many others.
# Through a mail server with a password: mailtos://USER:PASSWORD@HOST?from=ADDRESS&to=ADDRESS, best in a file.
# Only what is worse, or not at night: severity = "normal" (or "high"), quiet = "22:00-07:00"."""

_OPERATOR = """\
# Who is told when a page can no longer be read or an alert cannot be sent; no complaints go here."""
