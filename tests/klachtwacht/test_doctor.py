"""Every part looked at, and what to do about each: in tables, and once with a real mail server and webhook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from practice_stage import DESTINATIONS, OPERATOR, SECRET, STAFF, shop_toml, source
from standardwebhooks import Webhook

from klachtwacht import doctor
from klachtwacht.doctor import Check, Needs
from klachtwacht.health import Ailment
from klachtwacht.practice.receivers import MailReceiver, WebhookReceiver, mail_receiver, webhook_receiver

NOW = datetime(2026, 11, 16, 10, 0, tzinfo=UTC)
MIB = 2**20


def told(check: Check) -> str:
    return "\n".join(check.lines())


@pytest.mark.parametrize(
    ("check", "said"),
    [
        (doctor.of_backup(None, NOW),
         "note  backup: the log was never copied\n      -> klachtwacht backup FILE, on another disk, best from cron"),
        (doctor.of_backup(NOW - timedelta(days=8), NOW),
         "note  backup: made 2026-11-08\n      -> klachtwacht backup FILE, on another disk, best from cron"),
        (doctor.of_backup(NOW - timedelta(days=6), NOW), "ok    backup: made 2026-11-10"),
        (doctor.of_disk("/x", 501 * MIB), "ok    disk: 501 MiB free in /x"),
        (doctor.of_disk("/x", 499 * MIB),
         "note  disk: 499 MiB free in /x\n      -> make room there, or move the database"),
        (doctor.of_disk("/x", 49 * MIB),
         "fault disk: 49 MiB free in /x\n      -> make room there, or move the database"),
        (doctor.of_clock(NOW, []), "ok    clock: 2026-11-16 10:00 UTC"),
        (doctor.of_clock(NOW, [None, NOW + timedelta(minutes=9)]), "ok    clock: 2026-11-16 10:00 UTC"),
        (doctor.of_clock(NOW, [NOW - timedelta(days=9), NOW + timedelta(hours=1)]),
         "fault clock: it is 2026-11-16 10:00 UTC by the clock, and 2026-11-16 11:00 has been\n"
         "      -> set the clock of this computer right"),
        (doctor.of_destination("desk", None, sent=False), "ok    destination desk: looks right; --send tries it"),
        (doctor.of_destination("desk", None, sent=True), "ok    destination desk: a test message was sent"),
        (doctor.of_destination("desk", "refused", sent=True),
         "fault destination desk: refused\n      -> see its address in shop.toml"),
    ],
)  # fmt: skip
def test_a_part_says_how_it_is_and_what_to_do(check: Check, said: str) -> None:
    assert told(check) == said


@pytest.mark.parametrize(
    ("needs", "found", "why", "states"),
    [
        ([Needs(path="w/a")], None, "none", []),
        ([Needs(path="w/a", browser=True)], "/bin/chromium", None, ["ok"]),
        ([Needs(path="w/a", browser=True), Needs(path="w/b")], None, "no browser is installed", ["fault"]),
    ],
)
def test_a_browser_is_looked_for_where_a_source_needs_one(
    needs: Sequence[Needs], found: str | None, why: str | None, states: list[str]
) -> None:
    assert [check.state for check in doctor.of_browser(needs, found, why)] == states


def test_a_source_that_lacks_its_keys_is_a_fault_before_it_is_ever_read() -> None:
    (check,) = doctor.of_needs([Needs(path="w/kiyoh", keys=["id", "key"]), Needs(path="w/page")])
    assert told(check) == (
        "fault source w/kiyoh: lacks id, key\n      -> set id = … and key = … in shop.toml; docs/sources.md says what"
    )


def test_what_health_names_is_a_fault() -> None:
    found = [Ailment(what="run", name=None, why="no pass was ever made", todo="klachtwacht run")]
    assert [told(check) for check in doctor.of_health(found)] == [
        "fault run: no pass was ever made\n      -> klachtwacht run"
    ]


def test_it_is_well_with_notes_and_not_with_a_fault() -> None:
    note, fault = (Check(about="disk", state=state, said="x") for state in ("note", "fault"))
    assert doctor.is_well([note])
    assert not doctor.is_well([note, fault])


# The command


@pytest.fixture
def receivers() -> Iterator[tuple[MailReceiver, WebhookReceiver]]:
    with mail_receiver() as mail, webhook_receiver() as webhook:
        yield mail, webhook


def settled(folder: Path, mail: str, webhook: str, *sources: str) -> Path:
    destinations = DESTINATIONS.format(mail=mail, webhook=webhook, secret=SECRET, staff=STAFF, operator=OPERATOR)
    (folder / "shop.toml").write_text(shop_toml(sources, destinations), encoding="utf-8")
    (folder / "shop.toml").chmod(0o600)
    return folder


def states(done: Any) -> dict[str, str]:
    return {" ".join(filter(None, [each["about"], each["name"]])): each["state"] for each in done.json["checks"]}


def test_a_test_message_goes_to_every_destination_and_only_when_asked(
    in_process, tmp_path: Path, receivers: tuple[MailReceiver, WebhookReceiver]
) -> None:
    mail, webhook = receivers
    folder = settled(tmp_path, f"{mail.host}:{mail.port}", webhook.url, source("praat", "http://127.0.0.1:1/"))
    quiet = in_process("doctor", "--json", folder=folder)
    assert (quiet.code, mail.mails, webhook.calls) == (0, (), ())
    loud = in_process("doctor", "--json", "--send", folder=folder)
    assert (loud.code, states(loud)["destination servicedesk"]) == (0, "ok")
    assert sorted(one.to[0] for one in mail.mails) == [OPERATOR, STAFF]
    assert mail.mails[0].subject.startswith("Proefbericht van Klachtwacht")
    (call,) = webhook.calls
    assert Webhook(SECRET).verify(call.body, dict(call.headers))["type"] == "test"


def test_everything_that_is_wrong_is_named_at_once(in_process, tmp_path: Path) -> None:
    drawn = source("praat", "http://127.0.0.1:1/", browser="true")
    keyless = '[[shops.sources]]\nname = "kiyoh"\nsite = "kiyoh"\n'
    folder = settled(tmp_path, "127.0.0.1:1", "http://127.0.0.1:1/", drawn, keyless)
    done = in_process("doctor", "--json", "--send", folder=folder, KLACHTWACHT_BROWSER="/nowhere/chromium")
    assert done.code == 1
    faults = {what for what, state in states(done).items() if state == "fault"}
    sent_to = {"destination servicedesk", "destination systeem", "destination beheer"}
    assert faults == {"browser", "source fietsjansen/kiyoh", *sent_to}


def test_settings_that_cannot_be_read_are_a_fault_beside_disk_and_clock(in_process, tmp_path: Path) -> None:
    (tmp_path / "shop.toml").write_text("[network]\nspeed = 9\n", encoding="utf-8")
    done = in_process("doctor", folder=tmp_path)
    assert done.code == 1
    assert "fault settings: shop.toml:2: network.speed is not a key here" in done.out
    assert "ok    disk" in done.out


def test_a_database_that_cannot_be_opened_is_a_fault_and_the_rest_is_looked_at(in_process, tmp_path: Path) -> None:
    folder = settled(tmp_path, "127.0.0.1:1", "http://127.0.0.1:1/")
    (folder / "klachtwacht.db").write_text("this is no database, whatever it is called", encoding="utf-8")
    done = in_process("doctor", "--json", folder=folder)
    assert (done.code, states(done)["database"], states(done)["destination systeem"]) == (1, "fault", "ok")
