"""One complaint told in order: what it is about, what was said, what happened, who did it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, tzinfo
from typing import Any

from klachtwacht.happenings import letter, local, said
from klachtwacht.output import mark

Row = Mapping[str, Any]
INDENT = "    "
FURTHER = INDENT * 2


def print_story(complaint: Row, entries: Iterable[Row], zone: tzinfo | None) -> None:
    """The complaint on standard output; times in the shop's zone, or UTC where the shop is not known any more."""
    for line in story(complaint, entries, zone):
        sys.stdout.write(f"{line}\n")


def story(complaint: Row, entries: Iterable[Row], zone: tzinfo | None) -> Iterator[str]:
    """The lines of a complaint's story: the object of `show`, and the entries of its chronicle."""
    yield f"{complaint['reference']}  {complaint['status']}  {complaint['decision']}, severity {complaint['severity']}"
    if complaint["reasons"]:
        yield f"{INDENT}why: {'; '.join(complaint['reasons'])}"
    yield f"{INDENT}owner: {complaint['owner'] or 'nobody yet'}"
    if complaint["merged_into"]:
        yield f"{INDENT}merged into: {complaint['merged_into']}, where its posts and letters are"
    yield from _standing(complaint, zone)
    for finding in complaint["findings"]:
        yield from _post(finding, zone)
    yield from _matched(complaint["matches"])
    yield ""
    yield "What happened"
    for entry in entries:
        yield from _entry(entry, zone)


def _standing(complaint: Row, zone: tzinfo | None) -> Iterator[str]:
    waiting, remedy = complaint["waiting"], complaint["remedy"]
    if complaint["due"]:
        yield f"{INDENT}due: {_written(complaint['due'], zone)}"
    if waiting["for"]:
        yield f"{INDENT}waiting for: {waiting['for']}, until {_written(waiting['until'], zone)}"
    yield from (f"{INDENT}remedy {name}: {remedy[name]}" for name in ("asked", "offered", "given") if remedy[name])
    if remedy["amount"] is not None:
        yield f"{INDENT}remedy worth: € {remedy['amount']:.2f}"
    yield from _satisfaction(complaint["satisfaction"], zone)
    if complaint["reply_posted"] and not complaint["reply_observed"]:
        yield f"{INDENT}answer placed {_written(complaint['reply_posted'], zone)}, not seen on the page yet"


def _satisfaction(satisfaction: Row, zone: tzinfo | None) -> Iterator[str]:
    if satisfaction["asked"]:
        yield f"{INDENT}asked if satisfied: {_written(satisfaction['asked'], zone)}"
    if satisfaction["score"] is not None:
        yield f"{INDENT}satisfaction: {satisfaction['score']} out of 10"


def _post(finding: Row, zone: tzinfo | None) -> Iterator[str]:
    yield ""
    written, author = _published(finding["published"], zone), finding["author"] or "no name"
    about = (written, author, mark(finding["rating"]), finding["source"])
    yield f"Post {finding['finding']}: " + "  ".join(part for part in about if part)
    if finding["url"]:
        yield f"{INDENT}{finding['url']}"
    if finding["title"]:
        yield f"{INDENT}{finding['title']}"
    yield from _indented(finding["text"], INDENT)
    yield from (f"{INDENT}+ {pro}" for pro in finding["pros"])
    yield from (f"{INDENT}- {con}" for con in finding["cons"])
    if finding["removed"]:
        yield f"{INDENT}(no longer on the page)"
    if finding["revisions"]:
        yield f"{INDENT}(edited, {finding['revisions']} earlier wording(s) kept)"


def _matched(matches: Iterable[Row]) -> Iterator[str]:
    for number, each in enumerate(matches):
        if not number:
            yield ""
            yield "What belongs together"
        how = "said by a person" if each["state"] == "accepted" else f"{each['score']:.0%}"
        pair = f"post {each['finding']} and post {each['with']}"
        yield f"{INDENT}{pair}: {each['relation'].replace('_', ' ')} ({how})"
        yield f"{FURTHER}{'; '.join(each['reasons'])}"


def _entry(entry: Row, zone: tzinfo | None) -> Iterator[str]:
    noted = entry["data"].get("noted")
    if noted is None:
        yield f"{INDENT}{local(entry['at'], zone)}  {said(entry['kind'], entry['data'], zone)}  ({entry['by']})"
    for each in entry["letters"]:
        if noted is not None:
            how = f"noted {local(noted, zone)} by {entry['by']}"
            yield f"{INDENT}{local(entry['at'], zone)}  {letter(each)}  ({how})"
        yield from _indented(each["text"], FURTHER)
        if each["file"]:
            yield f"{FURTHER}file: {each['file']}"


def _published(date: str | None, zone: tzinfo | None) -> str | None:
    """The date as exact as the page gave it: a time in the shop's zone, else the day or the month alone."""
    return _written(date, zone) if date and "T" in date else date


def _indented(text: str | None, indent: str) -> Iterator[str]:
    for line in (text or "").splitlines():
        yield f"{indent}{line}".rstrip()


def _written(moment: str, zone: tzinfo | None) -> str:
    return local(datetime.fromisoformat(moment), zone)
