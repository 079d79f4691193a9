"""kill -9 at random points of `run`, `import` and `export`: `python -m bench.kill [KILLS]`, 500 unless said.

Each kill falls at a point chosen from the time that the command took undisturbed. After it the database is looked
at; then the command is run again and left alone, and all that should stand in the log must be there once. A kill
that came when the command had ended is none, and is tried again. A message may be sent again with the id it had, from
which its receiver knows it: those are counted apart. Nine of ten processes are forks of a warm one (bench.forks).
"""

from __future__ import annotations

import json
import logging
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench import ours
from bench.figures import figure
from bench.forks import Ended, forked, fresh
from bench.kill_checks import (
    DATABASE,
    Tally,
    check_log,
    check_messages,
    complaints_in,
    end_claims,
    is_intact,
)
from klachtwacht.practice.board import Board, Draft
from klachtwacht.practice.receivers import WebhookReceiver, webhook_receiver
from klachtwacht.practice.server import PracticeServer, practice_server

SEED = 20261121
KILLS = 500
FRESH = 0.1
# Passes over one log before a new one is begun: first readings are killed too, and long-lived logs.
LIFE = 20
NEW_POSTS, FIRST_POSTS, PER_PAGE = 4, 45, 15
IMPORTED, EXPORTED = 240, 600
WEBHOOK = 'webhook = "{url}"\nsecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"'
FORMATS = (".jsonl", ".csv", ".xlsx")


@dataclass(slots=True)
class Killer:
    """Runs commands in a folder and kills them. longest: seconds each kind of command took when left alone."""

    chance: random.Random
    longest: dict[tuple[str, bool], float] = field(default_factory=dict)

    def undisturbed(self, folder: Path, *arguments: str, is_fresh: bool = False) -> Ended:
        """Run a command to its end. Raises SystemExit where it fails."""
        ended = self._run(folder, arguments, is_fresh=is_fresh, after=None)
        if ended.code != 0:
            raise SystemExit(f"after a kill, {' '.join(arguments)} ended with {ended.code}: {ended.said}")
        return ended

    def kill(self, folder: Path, *arguments: str, kind: str) -> bool:
        """Kill a command at a random point; False when it was done before."""
        is_fresh = self.chance.random() < FRESH
        longest = self.longest.get((kind, is_fresh), 2.0 if is_fresh else 0.7)
        ended = self._run(folder, arguments, is_fresh=is_fresh, after=self.chance.random() * longest)
        if not ended.killed:
            # What it takes changes as a log grows and the machine has other work.
            self.longest[kind, is_fresh] = ended.seconds
        else:
            self.longest[kind, is_fresh] = longest * 1.02
        return ended.killed

    def _run(self, folder: Path, arguments: Sequence[str], *, is_fresh: bool, after: float | None) -> Ended:
        return (fresh if is_fresh else forked)(folder, arguments, after)


def main(kills: int = KILLS) -> None:
    # Who is killed while it calls hangs up; that is what is looked for here.
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    begun = time.monotonic()
    killer = Killer(random.Random(SEED))
    each = max(kills // 3, 1)
    again = _tell("run", *_killed_runs(killer, kills - 2 * each))
    figure("kill -9 of run: messages sent again with the same id", again, "messages", target=None, n=kills, seed=SEED)
    _tell("import", _killed_imports(killer, each))
    _tell("export", _killed_exports(killer, each))
    figure("kill -9: time", time.monotonic() - begun, "s", target=720, n=kills, seed=SEED)


def _tell(what: str, tally: Tally, again: int = 0) -> int:
    figure(f"kill -9 of {what}: kills", tally.kills, "kills", target=None, n=tally.kills, seed=SEED)
    for name in ("lost", "doubled", "corrupt"):
        figure(f"kill -9 of {what}: {name}", getattr(tally, name), name, target=0, n=tally.kills, seed=SEED)
    return again


# run


def _killed_runs(killer: Killer, kills: int) -> tuple[Tally, int]:
    tally, again = Tally(), 0
    while tally.kills < kills:
        with _shop(killer.chance) as life:
            while tally.kills < kills and life.passes < LIFE:
                _one_run(killer, life, tally)
            again += check_messages(life.folder, tally, life.webhook.calls, life.told)
    return tally, again


@dataclass(slots=True, kw_only=True)
class Life:
    """A shop with its log, a site about it and a receiver. told: posts that came after the first whole reading."""

    folder: Path
    site: PracticeServer
    webhook: WebhookReceiver
    told: set[str] = field(default_factory=set)
    passes: int = 0

    @property
    def posts(self) -> set[str]:
        """Every post of the site."""
        return {post.id for post in self.site.live.board.posts}


@contextmanager
def _shop(chance: random.Random) -> Iterator[Life]:
    now = datetime.now(UTC)
    board = Board(posts=(), next_number=100_000, changed=now)
    for number in range(FIRST_POSTS):
        board = board.add(_draft(chance), now=now, published=now - timedelta(hours=FIRST_POSTS - number))
    with (
        tempfile.TemporaryDirectory() as folder,
        practice_server(board=board, per_page=PER_PAGE) as site,
        webhook_receiver() as webhook,
    ):
        destination = WEBHOOK.format(url=webhook.url)
        ours.settings(Path(folder), {"praktijk": site.shop_url}, pages=20, destination=destination, delay=0.005)
        yield Life(folder=Path(folder), site=site, webhook=webhook)


def _draft(chance: random.Random) -> Draft:
    """A complaint of someone's own: in words and by a name that no other has, or two of them would be one complaint."""
    first, last, *words = (_word(chance) for _ in range(42))
    return Draft(author=f"{first} {last}".title(), mark=2, text=f"{' '.join(words).capitalize()}.")


def _word(chance: random.Random) -> str:
    return "".join(chance.choice("bdfgklmnprstvw") + chance.choice("aeiou") for _ in range(4))


def _one_run(killer: Killer, life: Life, tally: Tally) -> None:
    """New posts, a pass that is killed, and one that is not."""
    if life.passes:
        before = life.posts
        for _ in range(NEW_POSTS):
            life.site.live.change(lambda board, now: board.add(_draft(killer.chance), now=now))
        life.told |= life.posts - before
    kind = "run" if life.passes else "first run"
    tally.kills += killer.kill(life.folder, "run", "--all", kind=kind)
    if not is_intact(life.folder):
        tally.broken("the database after run")
    if (life.folder / DATABASE).exists() and life.passes:
        end_claims(life.folder)
    killer.undisturbed(life.folder, "run", "--all")
    check_log(life.folder, tally, life.posts, life.posts)
    life.passes += 1


# import


def _killed_imports(killer: Killer, kills: int) -> Tally:
    tally, number = Tally(), 0
    with tempfile.TemporaryDirectory() as kept, webhook_receiver() as webhook:
        log = _a_log(killer, Path(kept))
        while tally.kills < kills:
            number += 1
            with tempfile.TemporaryDirectory() as folder:
                ours.settings(Path(folder), {}, pages=1, destination=WEBHOOK.format(url=webhook.url))
                if number % 3:
                    _one_import(killer, Path(folder), webhook, tally)
                else:
                    _one_restore(killer, Path(folder), log, tally)
    return tally


def _a_log(killer: Killer, folder: Path) -> Path:
    """A whole log with reviews in it, to be imported elsewhere."""
    ours.settings(folder, {}, pages=1, destination=ours.asleep())
    _reviews(folder / "reviews.jsonl", killer.chance, EXPORTED)
    killer.undisturbed(folder, "import", "reviews.jsonl", "--source", "enquete")
    killer.undisturbed(folder, "export", "log.jsonl")
    return folder / "log.jsonl"


def _reviews(file: Path, chance: random.Random, count: int) -> set[str]:
    """Write reviews of complaints to a file; gives their ids."""
    today = datetime.now(UTC).date().isoformat()
    with file.open("w", encoding="utf-8") as lines:
        for number in range(count):
            draft = _draft(chance)
            said = {"id": f"e{number}", "author": draft.author, "text": draft.text, "published": today}
            lines.write(json.dumps({**said, "rating": {"value": 2, "best": 10}}) + "\n")
    return {f"e{number}" for number in range(count)}


def _one_import(killer: Killer, folder: Path, webhook: WebhookReceiver, tally: Tally) -> None:
    """An import with alerts that is killed, the same again, and a delivery."""
    posts = _reviews(folder / "reviews.jsonl", killer.chance, IMPORTED)
    before = len(webhook.calls)
    asked = ("import", "reviews.jsonl", "--source", "enquete", "--alert")
    tally.kills += killer.kill(folder, *asked, kind="import")
    if not is_intact(folder):
        tally.broken("the database after import")
    killer.undisturbed(folder, *asked)
    check_log(folder, tally, posts, posts)
    if killer.chance.random() < FRESH:
        killer.undisturbed(folder, "deliver")
        check_messages(folder, tally, webhook.calls[before:], posts)


def _one_restore(killer: Killer, folder: Path, log: Path, tally: Tally) -> None:
    """A whole log that is killed on its way in: nothing came in, or all of it."""
    tally.kills += killer.kill(folder, "import", str(log), kind="restore")
    if not is_intact(folder):
        tally.broken("the database after import of a log")
    killer.undisturbed(folder, "export", "first.jsonl")
    if complaints_in(folder / "first.jsonl") == 0:
        killer.undisturbed(folder, "import", str(log))
    killer.undisturbed(folder, "export", "second.jsonl")
    if (folder / "second.jsonl").read_bytes() != log.read_bytes():
        tally.broken("a log that was imported again")


# export


def _killed_exports(killer: Killer, kills: int) -> Tally:
    tally = Tally()
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        _a_log(killer, folder)
        while tally.kills < kills:
            _one_export(killer, folder, FORMATS[tally.kills % len(FORMATS)], tally)
    return tally


def _one_export(killer: Killer, folder: Path, ending: str, tally: Tally) -> None:
    """An export that is killed, to a name that is free or to that of an older one; then one that is not."""
    file = folder / f"klachten{ending}"
    before = file.read_bytes() if file.exists() else None
    tally.kills += killer.kill(folder, "export", file.name, kind=ending)
    now = file.read_bytes() if file.exists() else None
    if now != before and complaints_in(file) != EXPORTED:
        tally.broken(f"the export {file.name}")
    if not is_intact(folder):
        tally.broken("the database after export")
    killer.undisturbed(folder, "export", file.name)
    count = complaints_in(file)
    tally.lost += EXPORTED - min(count or 0, EXPORTED)
    tally.doubled += max(count or 0, EXPORTED) - EXPORTED
    if any(folder.glob(".*.part")):
        tally.broken("what a killed export left behind")
    if killer.chance.random() < 0.5:
        file.unlink()


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:2]))
