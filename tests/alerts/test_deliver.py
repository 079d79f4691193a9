"""From a row in the outbox to a receiver: at least once, and never twice when it can be helped."""

import json
import logging
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from alert_stage import NOW, SHOP, channel, opened, webhook
from sqlalchemy import select

from alerts.deliver import Delivered, deliver_due
from complaints import outbox
from complaints.outbox import CLAIM, SCHEDULE, next_try
from complaints.tables import complaints, events
from complaints.tables import outbox as rows

SHOPS = {SHOP.key: SHOP}


@dataclass
class Time:
    """A clock that a test sets."""

    now: datetime = NOW
    step: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        self.now += self.step
        return self.now


def deliver(engine, *destinations, at=NOW, chance=0.0, until=None):
    clock = at if callable(at) else Time(at)
    return deliver_due(engine, destinations, shops=SHOPS, clock=clock, chance=lambda: chance, until=until)


def stored(engine):
    with engine.begin() as connection:
        return [dict(row) for row in connection.execute(select(rows).order_by(rows.c.id)).mappings()]


def kinds(engine):
    with engine.begin() as connection:
        return list(connection.execute(select(events.c.kind).order_by(events.c.id)).scalars())


def json_channel(receiver, name="balie", path=None, **changes):
    return channel(f"json://{receiver.url.removeprefix('http://')}/{path or name}", name, **changes)


def test_a_row_is_sent_once_and_marked(engine, put, receiver):
    put("koppeling")
    hook = webhook(receiver.url)
    assert deliver(engine, hook) == Delivered(delivered=1, waiting=0, dead=0)
    assert deliver(engine, hook) == Delivered(delivered=0, waiting=0, dead=0)
    assert len(receiver.calls) == 1
    (row,) = stored(engine)
    assert (row["state"], row["sent"], row["attempts"], row["error"]) == ("sent", NOW, 1, None)


def test_the_first_alert_of_a_complaint_is_noted_on_it_once(engine, put, receiver):
    put("koppeling", "balie")
    deliver(engine, webhook(receiver.url), json_channel(receiver))
    assert kinds(engine) == ["opened", "alerted"]
    with engine.begin() as connection:
        assert connection.execute(select(complaints.c.alerted)).scalar_one() == NOW


def test_what_is_not_due_yet_waits(engine, put, receiver):
    put("koppeling", at=NOW + timedelta(seconds=1))
    assert deliver(engine, webhook(receiver.url)) == Delivered(waiting=1)
    assert receiver.calls == []


def test_rows_go_out_oldest_first(engine, put, receiver):
    for number in range(3):
        put("koppeling", snapshot=opened(reference=f"KW-{number}"))
    assert deliver(engine, webhook(receiver.url)).delivered == 3
    assert [json.loads(call.body)["data"]["reference"] for call in receiver.calls] == ["KW-0", "KW-1", "KW-2"]


def test_no_new_row_is_taken_after_until(engine, put, receiver):
    put("koppeling")
    put("koppeling")
    clock = Time(NOW, step=timedelta(seconds=1))
    done = deliver(engine, webhook(receiver.url), at=clock, until=NOW + timedelta(seconds=5))
    assert (done.delivered, done.waiting) == (1, 1)


def test_one_destination_that_fails_does_not_make_the_other_get_it_again(engine, put, receiver):
    put("koppeling", "balie")
    receiver.answers.append((500, {}))
    both = (webhook(receiver.url + "/koppeling"), json_channel(receiver))
    assert deliver(engine, *both) == Delivered(delivered=1, waiting=1)
    later = NOW + timedelta(minutes=1)
    assert deliver(engine, *both, at=later) == Delivered(delivered=1)
    assert [call.path for call in receiver.calls] == ["/koppeling", "/balie", "/koppeling"]


def test_every_try_of_a_webhook_is_the_same_event(engine, put, receiver):
    put("koppeling")
    receiver.answers += [(500, {}), (503, {})]
    for minutes in (0, 1, 10):
        deliver(engine, webhook(receiver.url), at=NOW + timedelta(minutes=minutes))
    assert len({(call.headers["webhook-id"], call.body) for call in receiver.calls}) == 1
    assert len({call.headers["webhook-timestamp"] for call in receiver.calls}) == 3


@pytest.mark.parametrize(
    ("attempts", "wait"),
    [(1, 5), (2, 300), (3, 1800), (4, 7200), (5, 18000), (6, 36000), (7, 50400), (8, 72000), (9, 86400)],
)
def test_the_schedule_is_that_of_standard_webhooks_with_jitter_upwards(attempts, wait):
    assert next_try(attempts, NOW, 0.0) == NOW + timedelta(seconds=wait)
    assert next_try(attempts, NOW, 1.0) == NOW + timedelta(seconds=wait * 1.2)


def test_after_ten_tries_it_is_over():
    assert next_try(len(SCHEDULE) + 1, NOW, 0.0) is None
    assert next_try(len(SCHEDULE) + 1, NOW, 0.0, timedelta(hours=1)) is None


def test_the_wait_a_receiver_asks_for_is_never_shortened():
    assert next_try(1, NOW, 0.0, timedelta(minutes=10)) == NOW + timedelta(minutes=10)
    assert next_try(3, NOW, 0.0, timedelta(minutes=10)) == NOW + timedelta(minutes=30)


def test_retry_after_holds_back_this_row_and_the_rest_of_the_pass(engine, put, receiver):
    put("koppeling")
    put("koppeling")
    receiver.answers.append((429, {"retry-after": "3600"}))
    assert deliver(engine, webhook(receiver.url)).waiting == 2
    assert len(receiver.calls) == 1
    assert stored(engine)[0]["next_try"] == NOW + timedelta(hours=1)
    deliver(engine, webhook(receiver.url), at=NOW + timedelta(minutes=59))
    assert stored(engine)[0]["state"] == "waiting"


def test_a_row_that_fails_ten_times_is_dead_and_the_operator_is_told_elsewhere(engine, put, receiver):
    put("koppeling")
    receiver.answers += [(500, {})] * 10
    hook, operator = webhook(receiver.url + "/koppeling"), json_channel(receiver, "beheer", operator=True)
    now = NOW
    tried = []
    while (row := stored(engine)[0])["state"] == "waiting":
        now = max(now, row["next_try"])
        tried.append(now)
        done = deliver(engine, hook, operator, at=now)
    assert [later - earlier for earlier, later in pairwise(tried)] == list(SCHEDULE)
    assert done == Delivered(delivered=1, waiting=0, dead=1)
    assert receiver.calls[-1].path == "/beheer"
    told = json.loads(receiver.calls[-1].body)
    assert told["title"] == "Niet afgeleverd: opened voor koppeling"
    assert "KW-2026-00042" in told["message"]
    assert "500" in told["message"]


def test_the_operator_is_not_told_about_a_dead_letter_that_died(engine, put, receiver):
    snapshot = {
        "type": "delivery.dead",
        "timestamp": NOW.isoformat(),
        "data": {"destination": "x", "event": "opened", "reference": None, "attempts": 10, "error": "nee"},
    }
    put("koppeling", kind="delivery_dead", snapshot=snapshot, complaint=False)
    receiver.answers.append((410, {}))
    operators = (webhook(receiver.url, operator=True), json_channel(receiver, "beheer", operator=True))
    assert deliver(engine, *operators) == Delivered(dead=1)
    assert kinds(engine) == ["delivery_dead"]


def test_410_disables_the_destination_and_all_that_waits_for_it(engine, put, receiver):
    for _ in range(3):
        put("koppeling", "balie")
    receiver.answers.append((410, {}))
    hook, other = webhook(receiver.url), json_channel(receiver)
    done = deliver(engine, hook, other)
    assert done == Delivered(delivered=3, waiting=0, dead=3)
    assert {row["error"] for row in stored(engine) if row["destination"] == "koppeling"} == {"410 Gone"}
    assert kinds(engine).count("delivery_dead") == 1


def test_a_new_row_for_a_destination_that_is_gone_is_dead_untried(engine, put, receiver):
    put("koppeling")
    receiver.answers.append((410, {}))
    deliver(engine, webhook(receiver.url))
    put("koppeling")
    assert deliver(engine, webhook(receiver.url)) == Delivered(dead=2)
    assert len(receiver.calls) == 1
    assert stored(engine)[-1]["attempts"] == 0


def test_a_destination_that_is_gone_is_used_again_at_another_address(engine, put, receiver):
    put("koppeling")
    receiver.answers.append((410, {}))
    deliver(engine, webhook(receiver.url))
    put("koppeling")
    assert deliver(engine, webhook(f"{receiver.url}?moved")) == Delivered(delivered=1, dead=1)


def test_mail_that_is_refused_for_good_is_dead_at_once(engine, put, mailbox):
    put("balie")
    mailbox.answers["DATA"] = "554 nooit"
    box = channel(f"mailto://127.0.0.1:{mailbox.port}/?from=a@winkel.test&to=b@winkel.test")
    assert deliver(engine, box) == Delivered(dead=1)
    assert "554" in stored(engine)[0]["error"]


def test_mail_that_is_refused_for_now_waits(engine, put, mailbox):
    put("balie")
    mailbox.answers["DATA"] = "452 vol"
    box = channel(f"mailto://127.0.0.1:{mailbox.port}/?from=a@winkel.test&to=b@winkel.test")
    assert deliver(engine, box) == Delivered(waiting=1)
    mailbox.answers.clear()
    assert deliver(engine, box, at=NOW + timedelta(minutes=1)) == Delivered(delivered=1)
    assert mailbox.envelopes[0].rcpt_tos == ["b@winkel.test"]


def test_a_row_of_a_destination_taken_out_of_the_config_waits_and_is_counted(engine, put, receiver):
    put("weg", "koppeling")
    assert deliver(engine, webhook(receiver.url)) == Delivered(delivered=1, waiting=1)
    assert deliver(engine) == Delivered(waiting=1)


def test_an_event_that_cannot_be_worded_does_not_stop_the_others(engine, put, receiver):
    put("balie", snapshot={"type": "complaint.opened", "timestamp": "", "data": {}})
    put("balie")
    assert deliver(engine, json_channel(receiver)) == Delivered(delivered=1, dead=1)
    assert "cannot be put into words" in stored(engine)[0]["error"]


def crash(engine, names):
    """A sender that claims and is never heard of again."""
    with engine.begin() as connection:
        (row,) = outbox.claim(connection, NOW, names)
    return row


def test_a_row_whose_sender_vanished_goes_out_again_as_the_same_event_after_the_claim(engine, put, receiver):
    put("koppeling")
    vanished = crash(engine, ["koppeling"])
    assert deliver(engine, webhook(receiver.url), at=NOW + CLAIM - timedelta(seconds=1)) == Delivered(waiting=1)
    assert deliver(engine, webhook(receiver.url), at=NOW + CLAIM) == Delivered(delivered=1)
    assert receiver.calls[0].headers["webhook-id"] == vanished.uid
    assert stored(engine)[0]["doubtful"] is True


def test_a_channel_that_cannot_tell_doubles_says_that_it_may_be_one(engine, put, receiver):
    put("balie")
    crash(engine, ["balie"])
    deliver(engine, json_channel(receiver), at=NOW + CLAIM)
    assert json.loads(receiver.calls[0].body)["title"].startswith("(mogelijk dubbel)")


def test_a_mail_sent_again_has_the_same_id_and_needs_no_warning(engine, put, mailbox):
    put("balie")
    vanished = crash(engine, ["balie"])
    box = channel(f"mailto://127.0.0.1:{mailbox.port}/?from=a@winkel.test&to=b@winkel.test")
    deliver(engine, box, at=NOW + CLAIM)
    content = mailbox.envelopes[0].content.decode()
    assert f"Message-ID: <{vanished.uid}." in content
    assert "mogelijk" not in content


def test_an_ordinary_failure_makes_nothing_doubtful(engine, put, receiver):
    put("balie")
    receiver.answers.append((500, {}))
    deliver(engine, json_channel(receiver))
    deliver(engine, json_channel(receiver), at=NOW + timedelta(minutes=1))
    assert "dubbel" not in json.loads(receiver.calls[1].body)["title"]


def test_two_senders_at_once_never_send_the_same_row(engine, put, receiver):
    for number in range(12):
        put("koppeling", snapshot=opened(reference=f"KW-{number}"))
    gate = threading.Barrier(3)
    totals = []

    def work():
        gate.wait()
        totals.append(deliver(engine, webhook(receiver.url)).delivered)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(totals) == 12
    assert len({call.headers["webhook-id"] for call in receiver.calls}) == len(receiver.calls) == 12


def test_no_transaction_is_open_while_something_is_sent(engine, put, receiver):
    put("koppeling")
    # SQLite has one writer: this could not commit while the sender held a transaction.
    receiver.meanwhile = lambda: put("ander")
    assert deliver(engine, webhook(receiver.url)).delivered == 1


def test_who_comes_late_does_not_undo_what_a_later_claim_made_of_it(engine, put):
    put("koppeling")
    late = crash(engine, ["koppeling"])
    with engine.begin() as connection:
        (newer,) = outbox.claim(connection, NOW + CLAIM, ["koppeling"])
        outbox.mark_sent(connection, newer, NOW + CLAIM)
        outbox.mark_waiting(connection, late, NOW, "te laat")
        outbox.mark_dead(connection, late, NOW, "te laat", lambda _event: ("beheer",))
    assert [row["state"] for row in stored(engine)] == ["sent"]


@pytest.mark.parametrize(
    ("instant", "delivered"),
    [
        ("2026-11-20T20:59:00+00:00", 1),
        ("2026-11-20T21:00:00+00:00", 0),
        ("2026-11-21T05:59:00+00:00", 0),
        ("2026-11-21T06:00:00+00:00", 1),
        ("2026-03-29T04:59:00+00:00", 0),
        ("2026-03-29T05:00:00+00:00", 1),
        ("2026-10-25T05:59:00+00:00", 0),
        ("2026-10-25T06:00:00+00:00", 1),
    ],
)
def test_quiet_hours_hold_back_until_the_morning_of_the_shop(engine, put, receiver, instant, delivered):
    now = datetime.fromisoformat(instant)
    put("koppeling", at=now - timedelta(minutes=1))
    hook = webhook(receiver.url, quiet="22:00-07:00")
    assert deliver(engine, hook, at=now) == Delivered(delivered=delivered, waiting=1 - delivered)
    assert stored(engine)[0]["attempts"] == delivered


def test_a_clock_set_back_sends_nothing_again(engine, put, receiver):
    put("koppeling")
    deliver(engine, webhook(receiver.url))
    deliver(engine, webhook(receiver.url), at=NOW - timedelta(days=400))
    deliver(engine, webhook(receiver.url), at=NOW + timedelta(days=400))
    assert len(receiver.calls) == 1


def test_no_secret_is_stored_or_logged(engine, put, receiver, caplog):
    caplog.set_level(logging.DEBUG)
    put("koppeling", "balie")
    receiver.answers += [(500, {}), (500, {})]
    deliver(engine, webhook(receiver.url + "/geheim-pad-1"), json_channel(receiver, "balie", path="geheim-pad-2"))
    written = caplog.text + json.dumps([row["error"] for row in stored(engine)])
    assert "geheim-pad" not in written
    assert written.count("try 1 of event") == 2


def test_the_language_is_that_of_the_destination_else_of_the_shop(engine, put, receiver):
    put("balie", "bureau")
    deliver(engine, json_channel(receiver), json_channel(receiver, "bureau", language="fr"))
    titles = [json.loads(call.body)["title"] for call in receiver.calls]
    assert [title.split()[0] for title in titles] == ["Nieuwe", "Nouvelle"]


def test_what_is_listed_is_the_contract(engine, put, receiver):
    put("koppeling")
    with engine.begin() as connection:
        (row,) = outbox.listed(connection)
    assert list(row) == ["id", "event", "destination", "state", "attempts", "next_try", "error"]


def test_the_next_time_to_look_counts_claims_and_only_these_destinations(engine, put):
    put("koppeling", at=datetime(2026, 11, 20, 10, 0, tzinfo=UTC))
    put("weg", at=NOW - timedelta(days=1))
    with engine.begin() as connection:
        assert outbox.next_waiting(connection, ["koppeling"]) == NOW
        assert outbox.next_waiting(connection, []) is None
        outbox.claim(connection, NOW, ["koppeling"])
        assert outbox.next_waiting(connection, ["koppeling"]) == NOW + CLAIM
