"""The thread that delivers beside a crawl."""

import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from alert_stage import SHOP, webhook
from sqlalchemy.exc import OperationalError

from alerts import courier as courier_module
from alerts.courier import Courier

SHOPS = {SHOP.key: SHOP}


def now():
    return datetime.now(UTC)


def arrived(receiver, count, seconds=3.0):
    ends = time.monotonic() + seconds
    while len(receiver.calls) < count and time.monotonic() < ends:
        time.sleep(0.01)
    return len(receiver.calls) == count


def test_it_sends_as_soon_as_it_is_woken(engine, put, receiver):
    with Courier(engine, [webhook(receiver.url)], shops=SHOPS) as courier:
        time.sleep(0.1)
        put("koppeling", at=now())
        courier.wake()
        assert arrived(receiver, 1)
    assert courier.finish().delivered == 1


def test_it_sends_what_waited_already(engine, put, receiver):
    put("koppeling", at=now())
    with Courier(engine, [webhook(receiver.url)], shops=SHOPS):
        assert arrived(receiver, 1)


def test_at_the_end_it_sends_what_was_committed_last(engine, put, receiver):
    courier = Courier(engine, [webhook(receiver.url)], shops=SHOPS)
    courier.start()
    time.sleep(0.1)
    put("koppeling", at=now())
    put("koppeling", at=now())
    done = courier.finish()
    assert (done.delivered, done.waiting, done.dead) == (2, 0, 0)


def test_at_the_end_it_waits_for_a_try_that_is_due_soon(engine, put, receiver):
    put("koppeling", at=now() + timedelta(seconds=1))
    courier = Courier(engine, [webhook(receiver.url)], shops=SHOPS)
    courier.start()
    assert courier.finish().delivered == 1


def test_at_the_end_it_does_not_wait_for_what_is_due_later(engine, put, receiver):
    put("koppeling", at=now() + timedelta(seconds=30))
    begun = time.monotonic()
    courier = Courier(engine, [webhook(receiver.url)], shops=SHOPS)
    courier.start()
    assert courier.finish().waiting == 1
    assert time.monotonic() - begun < 5


def test_at_the_end_it_stops_in_time_whatever_fails(engine, put, receiver, monkeypatch):
    monkeypatch.setattr(courier_module, "LONGEST_DRAIN", timedelta(seconds=1))
    monkeypatch.setattr(courier_module, "SOON", timedelta(hours=1))
    put("koppeling", at=now())
    receiver.answers += [(500, {})] * 100
    begun = time.monotonic()
    courier = Courier(engine, [webhook(receiver.url)], shops=SHOPS)
    courier.start()
    assert courier.finish().waiting == 1
    assert time.monotonic() - begun < 5


def test_rows_that_cannot_go_do_not_keep_it(engine, put, receiver):
    put("weg", at=now())
    hour = now().astimezone(SHOP.zone)
    quiet = f"{hour - timedelta(hours=1):%H:00}-{hour + timedelta(hours=2):%H:00}"
    put("koppeling", at=now())
    begun = time.monotonic()
    courier = Courier(engine, [webhook(receiver.url, quiet=quiet)], shops=SHOPS)
    courier.start()
    assert courier.finish().waiting == 2
    assert time.monotonic() - begun < 5


def test_a_failure_in_the_thread_is_raised_at_the_end(engine):
    with engine.begin() as connection:
        connection.exec_driver_sql("drop table outbox")
    courier = Courier(engine, [webhook("http://127.0.0.1:9")], shops=SHOPS)
    courier.start()
    courier.wake()
    with pytest.raises(OperationalError, match="outbox"):
        courier.finish()


def test_the_thread_ends_with_its_block_when_the_block_fails(engine):
    with pytest.raises(KeyError, match="crawl"), Courier(engine, [], shops=SHOPS):
        raise KeyError("crawl")
    assert [thread.name for thread in threading.enumerate() if thread.name == "courier"] == []


def test_a_courier_that_was_not_started_says_so(engine):
    with pytest.raises(RuntimeError, match="not started"):
        Courier(engine, [], shops=SHOPS).finish()


def test_a_program_that_dies_does_not_hang_on_it(tmp_path):
    code = f"""
from sqlalchemy import create_engine
from alerts.courier import Courier
from complaints.tables import metadata
engine = create_engine("sqlite:///{tmp_path}/k.db")
metadata.create_all(engine)
Courier(engine, [], shops={{}}).start()
raise SystemExit(3)
"""
    assert subprocess.run([sys.executable, "-c", code], timeout=20, check=False).returncode == 3
