"""One complaint told in order: what it is about, what was said, what happened, who did it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from typing import Any

from klachtwacht.output import mark

Row = Mapping[str, Any]
INDENT = "    "


def print_story(complaint: Row, zone: tzinfo | None) -> None:
    """The complaint on standard output; times in the shop's zone, or UTC where the shop is not known any more."""
    for line in story(complaint, zone):
        sys.stdout.write(f"{line}\n")


def story(complaint: Row, zone: tzinfo | None) -> Iterator[str]:
    """The lines of a complaint's story."""
    yield f"{complaint['reference']}  {complaint['status']}  {complaint['decision']}, severity {complaint['severity']}"
    yield f"{INDENT}why: {'; '.join(complaint['reasons'])}"
    yield f"{INDENT}owner: {complaint['owner'] or 'nobody yet'}"
    if complaint["due"]:
        yield f"{INDENT}due: {local(complaint['due'], zone)}"
    for finding in complaint["findings"]:
        yield from _post(finding)
    yield ""
    yield "What happened"
    for event in complaint["events"]:
        yield f"{INDENT}{local(event['at'], zone)}  {event['kind'].replace('_', ' ')}  ({event['by']})"
    if complaint["correspondence"]:
        yield ""
        yield "Correspondence"
    for letter in complaint["correspondence"]:
        yield from _letter(letter, zone)


def _post(finding: Row) -> Iterator[str]:
    yield ""
    about = (finding["published"], finding["author"] or "no name", mark(finding["rating"]), finding["source"])
    yield "Post: " + "  ".join(part for part in about if part)
    if finding["url"]:
        yield f"{INDENT}{finding['url']}"
    if finding["title"]:
        yield f"{INDENT}{finding['title']}"
    yield from _indented(finding["text"])
    yield from (f"{INDENT}+ {pro}" for pro in finding["pros"])
    yield from (f"{INDENT}- {con}" for con in finding["cons"])
    if finding["removed"]:
        yield f"{INDENT}(no longer on the page)"
    if finding["revisions"]:
        yield f"{INDENT}(edited, {finding['revisions']} earlier wording(s) kept)"


def _letter(letter: Row, zone: tzinfo | None) -> Iterator[str]:
    where = "in public" if letter["public"] else "in private"
    yield f"{INDENT}{local(letter['at'], zone)}  {letter['direction'].replace('_', ' ')}, {where}"
    yield from _indented(letter["text"])


def _indented(text: str | None) -> Iterator[str]:
    for line in (text or "").splitlines():
        yield f"{INDENT}{line}"


def local(moment: str, zone: tzinfo | None) -> str:
    """A time of the contract as a clock on the wall in the zone shows it."""
    return datetime.fromisoformat(moment).astimezone(zone).strftime("%Y-%m-%d %H:%M")
