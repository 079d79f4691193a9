"""What an alert says: plain text, the same for every channel, from the snapshot that the event keeps.

What staff must know and do comes first, so that a channel that cuts cuts the review.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from alerts.wording import LONGEST_NAME, Words, listed, named
from complaints.sources import UNKNOWN_SCALE
from guard.text import one_line, plain, safe_link

TITLE = 150
# Slack takes 3,000 characters in a section.
BODY = 2_900
TEXT = 1_500
FURTHER_TEXT = 300
POINTS = 250
REASONS = 250
QUOTE = 80

Data = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A title of one line and a body, both plain text and harmless."""

    title: str
    body: str


def compose(snapshot: Data, language: str, zone: ZoneInfo, *, doubtful: bool = False) -> Message:
    """The message of an event's snapshot, in the language (nl, fr, en; else Dutch), with times in the zone.

    doubtful: the receiver may have had it already, and is told so. Raises LookupError for a type of
    snapshot that is not known, or one without what it must have (KeyError).
    """
    words = Words(language, zone)
    kind = str(snapshot["type"])
    if kind not in _COMPOSERS:
        raise LookupError(f"nothing is known to say about {one_line(kind, LONGEST_NAME)}")
    title, body = _COMPOSERS[kind](words, kind, snapshot["data"])
    mark = f"{words.say('doubtful')} " if doubtful else ""
    return Message(title=one_line(mark + title, TITLE), body=plain("\n".join(body), BODY))


def _complaint(words: Words, kind: str, data: Data) -> tuple[str, Iterator[str]]:
    if data.get("note") and not data.get("findings") and kind == "complaint.opened":
        return _told(words, data)
    first = data["findings"][0] if data.get("findings") else {}
    title = words.say(
        f"title-{kind.partition('.')[2]}",
        reference=data["reference"],
        severity=words.severity(data["severity"]),
        shop=one_line(data.get("shop_name") or data["shop"], LONGEST_NAME),
        rating=words.rating(first),
        site=_site(first),
    )
    if first.get("title"):
        title += f": {words.quoted(first['title'], QUOTE)}"
    return title, _complaint_body(words, data, first)


def _told(words: Words, data: Data) -> tuple[str, Iterator[str]]:
    """A complaint that stands on no page: someone told it to staff."""
    shop = data.get("shop_name") or data["shop"]
    severity = words.severity(data["severity"])
    title = words.say("title-told", reference=data["reference"], severity=severity, shop=one_line(shop, LONGEST_NAME))
    return title, _told_body(words, data, shop)


def _told_body(words: Words, data: Data, shop: str) -> Iterator[str]:
    yield words.say("shop", value=shop)
    yield _severity(words, data)
    yield words.say("reference", value=data["reference"])
    yield words.say("acknowledge", reference=data["reference"])
    yield from ("", words.say("told", value=data["note"]))


def _site(finding: Data) -> str:
    return one_line(finding.get("source") or finding.get("site") or "?", LONGEST_NAME)


def _complaint_body(words: Words, data: Data, first: Data) -> Iterator[str]:
    yield from _facts(words, data, first)
    yield from ("", *_post(words, first, TEXT))
    for finding in data.get("findings", [])[1:]:
        yield from ("", words.say("also", site=_site(finding), rating=words.rating(finding)))
        yield from _post(words, finding, FURTHER_TEXT)


def _facts(words: Words, data: Data, first: Data) -> Iterator[str]:
    yield words.say("shop", value=data.get("shop_name") or data["shop"])
    yield words.say("site", value=named(_site(first), first.get("site")))
    yield words.say("rating-line", value=words.rating(first))
    yield _severity(words, data)
    yield _link(words, first.get("url"), *data.get("posts", []))
    yield words.say("reference", value=data["reference"])
    yield words.say("acknowledge", reference=data["reference"])
    if data.get("note"):
        yield words.say("note", value=data["note"])
    if data.get("due"):
        yield words.say("due", value=words.moment(data["due"]))
    if data.get("owner"):
        yield words.say("owner", value=data["owner"])
    if first.get("author"):
        yield words.say("author", value=one_line(first["author"], LONGEST_NAME))
    if first.get("published"):
        yield words.say("published", value=words.moment(first["published"]))


def _severity(words: Words, data: Data) -> str:
    severity, reasons = words.severity(data["severity"]), listed(data.get("reasons") or (), REASONS)
    if not reasons:
        return words.say("severity-line", severity=severity)
    return words.say("severity-because", severity=severity, reasons=reasons)


def _link(words: Words, *urls: str | None) -> str:
    links = [link for link in (safe_link(url) for url in urls if url) if link]
    # A link is never cut: half a link leads elsewhere.
    return words.say("link", value="") + links[0] if links else words.say("no-link")


def _post(words: Words, finding: Data, limit: int) -> Iterator[str]:
    if finding.get("title"):
        yield one_line(finding["title"], TITLE)
    yield plain(finding.get("text") or "", limit) or words.say("no-text")
    for key in ("pros", "cons"):
        if finding.get(key):
            yield words.say(key, value=listed(finding[key], POINTS))
    if finding.get("reply"):
        yield words.say("replied")


def _reading(words: Words, kind: str, data: Data) -> tuple[str, Iterator[str]]:
    sources = data["sources"]
    title = words.say(
        "reading-title",
        shops=", ".join(dict.fromkeys(one_line(source["shop"], LONGEST_NAME) for source in sources)),
        read=sum(source["read"] for source in sources),
        complaints=sum(source["complaints"] for source in sources),
        opened=sum(len(source["opened"]) for source in sources),
    )
    return title, _reading_body(words, data)


def _reading_body(words: Words, data: Data) -> Iterator[str]:
    yield words.say("reading-intro")
    for source in data["sources"]:
        yield words.say("reading-source", **{**source, "opened": len(source["opened"])})
    if data["complaints"]:
        yield from ("", words.say("reading-complaints"))
    for complaint in data["complaints"]:
        yield from _reading_line(words, complaint)
    if data.get("more"):
        yield words.say("reading-more", more=data["more"])


def _reading_line(words: Words, complaint: Data) -> Iterator[str]:
    text = " - ".join(one_line(complaint[key], QUOTE) for key in ("author", "title") if complaint.get(key))
    yield words.say(
        "reading-line",
        reference=complaint["reference"],
        severity=words.severity(complaint["severity"]),
        rating=words.rating(complaint),
        text=text or words.say("no-text"),
    )
    link = safe_link(complaint.get("url") or "")
    if link:
        yield link


def _recurrence(words: Words, kind: str, data: Data) -> tuple[str, Iterator[str]]:
    shop = one_line(data.get("shop_name") or data["shop"], LONGEST_NAME)
    counts = {"count": data["count"], "days": data["days"], "usual": words.number(data["usual"])}
    title = words.say("recurrence-title", theme=words.theme(data["theme"]), shop=shop, **counts)
    return title, _recurrence_body(words, data)


def _recurrence_body(words: Words, data: Data) -> Iterator[str]:
    yield words.say("shop", value=data.get("shop_name") or data["shop"])
    yield words.say("recurrence-since", since=words.moment(data["since"]))
    if data["once_in_weeks"]:
        yield words.say("recurrence-chance", weeks=words.number(data["once_in_weeks"]))
    yield words.say("recurrence-do")
    if data["complaints"]:
        yield words.say("recurrence-complaints", references=", ".join(data["complaints"]))
    if data["more"]:
        yield words.say("recurrence-more", more=data["more"])


def _lamp(words: Words, kind: str, data: Data) -> tuple[str, Iterator[str]]:
    lamps = {key: words.lamp(data[key]) for key in ("lamp", "was")}
    title = words.say("lamp-title", name=f"{data['shop']}/{data['name']}", **lamps)
    return title, _lines(words, data, "lamp-why", "lamp-see")


def _look(words: Words, kind: str, data: Data) -> tuple[str, Iterator[str]]:
    name = f"{data['shop']}/{data['name']}"
    # What was read by its cards is to be looked at; marks of a known way only lack their scale.
    what = "look" if data["reason"] == UNKNOWN_SCALE else "look-cards"
    title = words.say(f"{what}-title", name=name, findings=data["findings"])
    return title, _lines(words, {**data, "name": name}, "look-why", f"{what}-do")


def _lines(words: Words, data: Data, *keys: str) -> Iterator[str]:
    yield words.say("shop", value=data["shop"])
    yield words.say("site", value=data["site"])
    for key in keys:
        if not key.endswith("-why") or data.get("reason"):
            yield words.say(key, name=data["name"], reason=data.get("reason") or "")


def _dead(words: Words, kind: str, data: Data) -> tuple[str, Iterator[str]]:
    title = words.say("dead-title", event=data["event"], destination=data["destination"])
    return title, _dead_body(words, data)


def _dead_body(words: Words, data: Data) -> Iterator[str]:
    if data.get("reference"):
        yield words.say("dead-about", reference=data["reference"])
    yield words.say("dead-tries", attempts=data["attempts"])
    yield words.say("dead-why", error=data["error"])
    yield words.say("dead-see")


def _test(words: Words, _: str, data: Data) -> tuple[str, Iterator[str]]:
    name = one_line(data["destination"], LONGEST_NAME)
    return words.say("test-title", destination=name), iter([words.say("test-about")])


_COMPOSERS: dict[str, Callable[[Words, str, Data], tuple[str, Iterator[str]]]] = {
    "complaint.opened": _complaint,
    "complaint.worsened": _complaint,
    "complaint.reopened": _complaint,
    "complaint.recurrence": _recurrence,
    "reading.first": _reading,
    "source.lamp": _lamp,
    "source.look": _look,
    "delivery.dead": _dead,
    "test": _test,
}
