"""Everything Apprise can reach: one URL, one receiver, plain text, the reason of a failure without its secrets."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from alerts.destination import Destination
from alerts.discretion import discreet, pieces, reason
from alerts.message import Message
from alerts.outcome import SENT, Outcome, failed
from complaints.outbox import Claimed

if TYPE_CHECKING:
    from apprise import AppriseAsset, NotifyBase

# Less than a claim, with room for what comes before and after.
SERVICE_SECONDS = 45
_MAIL = ("mailto", "mailtos")
_REFUSED = {"xmpp": "XMPP says it delivered what it did not", "xmpps": "XMPP says it delivered what it did not"}
# What would hide a failure or send twice; the outbox does the retrying.
_SPOILERS = {
    "optional": "optional=yes hides failures",
    "retry": "retry= would send twice: klachtwacht retries by itself",
    "pgp": "PGP mail is not offered",
    "wkd": "PGP mail is not offered",
    "format": "format= is not offered: alerts are plain text",
    "template": "template= is not offered: alerts are plain text",
}
# Icons and footers point to a host outside; an alert that is too long is cut instead of split or refused.
_DEFAULTS = {"image": "no", "footer": "no", "overflow": "truncate"}
_OFF = frozenset({"", "no", "false", "off", "0"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://.", re.ASCII | re.IGNORECASE | re.DOTALL)

_MENTION = re.compile(r"(?<![\w.])@(?=\w)")
_MARKUP = re.compile(r"<(?=[!@#/a-zA-Z])")
_LABELLED_LINK = re.compile(r"\]\(")


class _BadUrlError(ValueError):
    """A URL that is no good, with the reason in words that do not hold the URL."""


def is_mail(url: str) -> bool:
    """Whether the URL is one for mail, which alerts.mail sends."""
    return url.partition("://")[0].lower() in _MAIL


def check(url: str) -> str | None:
    """Why an Apprise URL is no good, in words without the URL; None when it is fine. Sends nothing."""
    with discreet() as heard:
        try:
            _load(url, heard)
        except _BadUrlError as error:
            return str(error)
    return None


def notify(destination: Destination, row: Claimed, message: Message, now: datetime) -> Outcome:
    """Send the message to the destination's URL, mail included. now is aware."""
    url = destination.url.reveal()
    with discreet() as heard:
        try:
            plugin = _load(url, heard)
        except _BadUrlError as error:
            return failed(str(error))
        outcome = _mail(plugin, destination, row, message, now) if is_mail(url) else _push(plugin, message, heard)
    if outcome.error is None:
        return outcome
    return _masked(outcome, _secrets(url, plugin))


def _mail(plugin: Any, destination: Destination, row: Claimed, message: Message, now: datetime) -> Outcome:
    from alerts.mail import message_id, send_mail

    return send_mail(plugin, message, message_id(row.uid, destination.name, plugin.from_addr[1]), now)


def _push(plugin: NotifyBase, message: Message, heard: list[str]) -> Outcome:
    import logging

    from apprise import Apprise, NotifyFormat
    from apprise.result import AppriseResultStatus

    service = Apprise(asset=plugin.asset)
    service.add(plugin)
    del heard[:]
    with service.notify(
        body=tame(message.body), title=tame(message.title), body_format=NotifyFormat.TEXT, log_level=logging.DEBUG
    ) as result:
        status = result.status
    if status == AppriseResultStatus.SUCCESS:
        return SENT
    return failed(f"{status.name.lower()}: {_last_words(heard)}")


def _last_words(heard: list[str]) -> str:
    """The end of what Apprise said: what went wrong comes last, after the payload."""
    told = [line for line in heard if not re.search(r"payload|POST URL", line, re.IGNORECASE)]
    return " | ".join(told[-3:]) or "no reason given"


def _masked(outcome: Outcome, secrets: list[str]) -> Outcome:
    error = reason(outcome.error or "", secrets)
    return Outcome(sent=outcome.sent, error=error, final=outcome.final, retry_after=outcome.retry_after)


def _secrets(url: str, plugin: NotifyBase) -> list[str]:
    if not is_mail(url):
        return pieces(url)
    # Which server and which address failed may be said; how one signs in there may not.
    return [url, *(value for value in (plugin.user, plugin.password) if value)]


def tame(text: str) -> str:
    """The text with nothing in it that a chat program obeys: mentions, tags, labelled links.

    Apprise escapes for some programs and not for others (a title in a Slack workflow, Mattermost's
    @channel, Discord's labelled links); what a review says stays readable: ＠ for @, ‹ for <.
    """  # noqa: RUF002 the very characters
    text = _LABELLED_LINK.sub("] (", _MARKUP.sub("‹", text))  # noqa: RUF001
    return _MENTION.sub("＠", text)  # noqa: RUF001


def _load(url: str, heard: list[str]) -> NotifyBase:
    """The one receiver of an Apprise URL. Raises _BadUrlError with the reason."""
    match = _SCHEME.match(url)
    if match is None:
        raise _BadUrlError("an address starts with its kind, like mailto:// or slack://")
    scheme = match[1].lower()
    if scheme in _REFUSED:
        raise _BadUrlError(f"{scheme}:// is not offered: {_REFUSED[scheme]}")
    plugin = _instantiate(url, scheme, heard)
    _inspect(url, plugin, heard)
    return plugin


def _instantiate(url: str, scheme: str, heard: list[str]) -> NotifyBase:
    from apprise import Apprise
    from apprise.plugins import N_MGR

    if scheme not in N_MGR:
        raise _BadUrlError("this kind of address is not known to Apprise")
    asset = _asset()
    del heard[:]
    plugin = Apprise.instantiate(_with_defaults(url, N_MGR[scheme].template_args), asset=asset)
    if plugin is None:
        raise _BadUrlError(reason(" | ".join(heard[:1]) or f"not a whole {scheme}:// address", pieces(url)))
    return plugin


def _with_defaults(url: str, accepted: dict[str, Any]) -> str:
    given = _query(url)
    wanted = {name: value for name, value in _DEFAULTS.items() if name in accepted and name not in given}
    # An avatar is a picture of an outside host where it is yes or no, and the sender's own where it is a text.
    if accepted.get("avatar", {}).get("type") == "bool" and "avatar" not in given:
        wanted["avatar"] = "no"
    extra = [f"{name}={value}" for name, value in wanted.items()]
    return url + ("&" if "?" in url else "?") + "&".join(extra) if extra else url


def _query(url: str) -> dict[str, str]:
    from urllib.parse import parse_qsl

    return {name.lower(): value.lower() for name, value in parse_qsl(url.partition("?")[2], keep_blank_values=True)}


def _inspect(url: str, plugin: NotifyBase, heard: list[str]) -> None:
    for name, value in _query(url).items():
        if name in _SPOILERS and value not in _OFF:
            raise _BadUrlError(_SPOILERS[name])
    if plugin.redirects:
        raise _BadUrlError("redirect=yes is not offered: what is sent goes where this URL says and nowhere else")
    if any("Dropped invalid" in line for line in heard) or (is_mail(url) and _has_stray_receiver(url)):
        raise _BadUrlError("one of its receivers is not an address")
    if not is_mail(url) and len(plugin) > 1:
        raise _BadUrlError(
            f"it names {len(plugin)} receivers: give each its own destination, or a retry doubles alerts"
        )


def _has_stray_receiver(url: str) -> bool:
    """Whether a list of mail addresses holds something else; Apprise leaves that out without a word."""
    lists = [value for name, value in _query(url).items() if name in {"to", "cc", "bcc", "reply"}]
    return any(
        "<" not in value and any("@" not in one for one in re.split(r"[,;\s]+", value) if one) for value in lists
    )


def _asset() -> AppriseAsset:
    from apprise import AppriseAsset

    return AppriseAsset(
        app_id="Klachtwacht",
        app_desc="Klachtwacht",
        app_url="",
        async_mode=False,
        allow_templates=False,
        http_redirects=False,
        interpret_emojis=False,
        secure_logging=True,
        service_timeout=SERVICE_SECONDS,
    )
