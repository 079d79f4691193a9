"""What commands print: results to standard output, everything else to standard error; quiet where no one looks."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import tzinfo

    from klachtwacht.run import Progress, RunResult
    from klachtwacht.training import Trained

from klachtwacht.listing import table

Row = Mapping[str, Any]


def print_object(value: Any) -> None:
    """One JSON object on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def print_lines(rows: Iterable[Row]) -> None:
    """JSON Lines on standard output."""
    for row in rows:
        print_object(row)


def say(line: str) -> None:
    """A line for the person at the terminal."""
    sys.stderr.write(f"{line}\n")


def watched() -> bool:
    """Whether a person looks: cron mails whatever a job prints, so a pass without news prints nothing there."""
    return sys.stderr.isatty()


def notices(lines: Sequence[str]) -> None:
    """Warnings about the settings, to a person; not to cron every five minutes."""
    if watched():
        for line in lines:
            say(f"note: {line}")


@contextmanager
def progress() -> Iterator[Progress]:
    """What a pass tells while it works: a bar on a terminal, nothing elsewhere."""
    from klachtwacht.run import Progress

    if not watched():
        yield Progress()
        return
    from klachtwacht.progress_bar import Bar

    with Bar() as bar:
        yield bar


def print_run(result: RunResult, *, json_: bool, sources: int) -> None:
    """A pass over some of so many sources in a few lines, to a person."""
    if result.busy:
        say("another pass is at work; nothing was done")
        return
    if json_ or not watched():
        return
    for source in result.sources:
        why = f" ({source.reason})" if source.reason else ""
        say(f"{source.shop}/{source.name}: {source.lamp}{why}, {source.read} read, {source.new} new")
    opened = ", ".join(result.complaints) or "none"
    say(f"complaints: {opened}; delivered {result.delivered}, waiting {result.waiting}, dead {result.dead}")
    if not sources:
        say("shop.toml has no source that is enabled: add one under [[shops.sources]]")
    elif not result.sources:
        say("no source was due; --all reads them all the same")


def mark(rating: Row | None) -> str:
    """A rating as people write it: 2/10, or the bare value on an unknown scale."""
    if rating is None:
        return ""
    best = rating["best"]
    return f"{rating['value']:g}/{best:g}" if best else f"{rating['value']:g}/?"


def cut(text: str | None, length: int = 60) -> str:
    """The beginning of a text on one line."""
    line = " ".join((text or "").split())
    return line if len(line) <= length else line[: length - 1] + "…"


def day(moment: str | None) -> str:
    """The date of an ISO 8601 time, or nothing."""
    return (moment or "")[:10]


def print_reviews(rows: Iterable[Row]) -> None:
    """Reviews read from a page."""
    table("Reviews", ("date", "author", "mark", "text", "reply"), (_review(row) for row in rows))


def _review(row: Row) -> tuple[str, ...]:
    words = cut(" — ".join(filter(None, (row["title"], row["text"]))))
    return day(row["published"]), cut(row["author"], 24), mark(row["rating"]), words, "yes" if row["reply"] else ""


def print_findings(rows: Iterable[Row]) -> None:
    """Findings with what was decided."""
    columns = ("finding", "source", "date", "author", "mark", "text", "reply", "decision", "complaint")
    table("Findings", columns, ((r["finding"], r["source"], *_review(r), r["decision"], r["complaint"]) for r in rows))


def print_suggestions(rows: Iterable[Row]) -> None:
    """What might be one complaint, a line a post."""
    columns = ("suggestion", "might be", "score", "why", "finding", "complaint", "date", "author", "text")
    table("Suggestions", columns, (line for row in rows for line in _suggestion(row)))


def _suggestion(row: Row) -> Iterator[tuple[Any, ...]]:
    about = (row["suggestion"], row["relation"].replace("_", " "), f"{row['score']:.2f}", "; ".join(row["reasons"]))
    for said, post in zip((about, ("",) * 4), row["posts"], strict=True):
        words = cut(" — ".join(filter(None, (post["title"], post["text"]))))
        yield (*said, post["finding"], post["complaint"], day(post["published"]), cut(post["author"], 24), words)


def print_complaints(rows: Iterable[Row], zones: Mapping[str, tzinfo]) -> None:
    """Complaints with how they stand, on the clock of each one's shop."""
    columns = ("reference", "shop", "status", "severity", "decision", "opened", "due", "owner", "post")
    table("Complaints", columns, (_complaint(row, zones.get(row["shop"])) for row in rows))


def _complaint(row: Row, zone: tzinfo | None) -> tuple[Any, ...]:
    post = row["posts"][0] if row["posts"] else ""
    about = (row["reference"], row["shop"], row["status"], row["severity"], row["decision"])
    return (*about, day(on_wall(row["opened"], zone)), on_wall(row["due"], zone), row["owner"], post)


def on_wall(moment: str | None, zone: tzinfo | None) -> str:
    """The date and minute of an ISO 8601 time as a clock in the zone (None: UTC) shows it, or nothing."""
    return datetime.fromisoformat(moment).astimezone(zone or UTC).strftime("%Y-%m-%d %H:%M") if moment else ""


def print_outbox(rows: Iterable[Row], zone: tzinfo) -> None:
    """Messages with what became of them, on the clock of a zone."""
    columns = ("id", "destination", "state", "attempts", "next try", "error", "event")
    table("Outbox", columns, (_message(row, zone) for row in rows))


def _message(row: Row, zone: tzinfo) -> tuple[Any, ...]:
    about = (row["id"], row["destination"], row["state"], row["attempts"])
    return (*about, on_wall(row["next_try"], zone), cut(row["error"]), row["event"])


def print_training(done: Iterable[Trained]) -> None:
    """What each shop's training gave, for people."""
    for one in done:
        figures = f"; macro-F1 shipped {one.shipped:.3f}, own {one.own:.3f}" if one.own is not None else ""
        used = "its own model is used" if one.used else "the shipped model is used"
        counts = f"{one.learnt} learnt from, {one.held_back} held back, {one.judged} judged"
        sys.stdout.write(f"{one.shop}: {counts}{figures}\n{one.shop}: {used}: {one.reason}\n")
