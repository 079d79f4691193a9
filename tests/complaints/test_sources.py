"""What is known of a source between runs, and what the operator is told of its lamp."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from builders import NOW, PAGE, SITE, a_review, an_outcome, answered, later, recorded, reviews
from hypothesis import given, settings
from hypothesis import strategies as st
from recorded import column, happened, rows, the_only, told

from complaints import actions, records
from complaints.ledger import Ledger
from complaints.readings import Figures
from complaints.sources import (
    HEALTHY,
    UNHEALTHY,
    Before,
    KnownPage,
    SeenPage,
    awaits_answer,
    finish,
    go_stale,
    keep_page,
    load,
    see_again,
    tells,
)

HOUR = timedelta(hours=1)


def known(ledger: Ledger) -> Before:
    """What a run that begins now knows of the shop's source."""
    return load(ledger.connection, ledger.shop.key, SITE, ledger.now)


def awaits(ledger: Ledger, name: str = SITE) -> bool:
    return awaits_answer(ledger.connection, ledger.shop.key, name)


def a_page(*found: int, etag: str | None = '"1"') -> SeenPage:
    return SeenPage(url=PAGE, known=KnownPage(etag=etag, last_modified=None, next=f"{PAGE}?page=2", findings=found))


def test_a_source_that_was_never_read_is_new_due_and_read_to_the_end(ledger):
    before = known(ledger)
    assert (before.lamp, before.first_read, before.pages, before.watched) == ("new", None, {}, frozenset())
    assert before.due(NOW)
    assert before.deep(NOW)


@pytest.mark.parametrize(("next_due", "due"), [(NOW - HOUR, True), (NOW, True), (NOW + HOUR, False)])
def test_a_source_is_due_from_its_time_on(ledger, next_due, due):
    finish(ledger, an_outcome(ledger, next_due=next_due))
    assert known(ledger).due(NOW) is due


@pytest.mark.parametrize(("hours", "deep"), [(1, False), (23.9, False), (24, True)])
def test_a_source_is_read_to_the_end_once_a_day(ledger, hours, deep):
    finish(ledger, an_outcome(ledger, complete=True))
    finish(later(ledger, minutes=30), an_outcome(ledger, complete=False))
    assert known(ledger).deep(NOW + timedelta(hours=hours)) is deep


def test_a_source_is_read_to_the_end_after_a_reading_that_was_stopped_before_its_own(ledger):
    finish(ledger, an_outcome(ledger, complete=True))
    keep_page(later(ledger, hours=1), SITE, a_page())
    assert known(ledger).cut_off
    assert known(ledger).deep(NOW + HOUR)


@pytest.mark.parametrize(("lamp", "deep"), [("live", False), ("quiet", False), ("failed", True), ("changed", True)])
def test_a_source_is_read_to_the_end_after_a_reading_that_went_wrong(ledger, lamp, deep):
    finish(ledger, an_outcome(ledger, complete=True))
    finish(later(ledger, minutes=30), an_outcome(ledger, lamp))
    assert known(ledger).deep(NOW + HOUR) is deep


def test_what_one_reading_came_to_is_known_to_the_next(ledger):
    recorded(ledger, *reviews(1, 5))
    finish(ledger, an_outcome(ledger, read=2, complete=True))
    finish(
        later(ledger, hours=1),
        an_outcome(ledger, "quiet", reason="stil", read=1, next_due=NOW + 3 * HOUR, interval=2 * HOUR),
    )
    before = known(ledger)
    assert before == Before(
        lamp="quiet", reason="stil", since=NOW + HOUR, first_read=NOW, last_ok=NOW + HOUR, last_deep=NOW,
        newest=rows(ledger, "findings")[0]["published_at"], next_due=NOW + 3 * HOUR, interval=2 * HOUR, most_read=2,
        last_run=NOW + HOUR,
        watched=before.watched,
    )  # fmt: skip


def figures(reviews: int = 20) -> Figures:
    return Figures(reviews=reviews, listed=reviews, filled={"author": reviews}, on_first=reviews)


def test_what_good_readings_came_to_in_numbers_is_known_to_the_next(ledger):
    for hour, lamp in enumerate(("live", "changed", "quiet")):
        finish(later(ledger, hours=hour), an_outcome(ledger, lamp, figures=figures(20 + hour)))
    finish(later(ledger, hours=3), an_outcome(ledger, figures=figures(0)))
    assert known(ledger).readings == (figures(20), figures(22))


def test_readings_begin_anew_where_a_source_is_taken_as_it_has_become(ledger):
    finish(ledger, an_outcome(ledger, figures=figures(20)))
    finish(later(ledger, hours=1), an_outcome(ledger, figures=figures(3), anew=True))
    assert known(ledger).readings == (figures(3),)


def test_a_lamp_that_stays_keeps_its_since(ledger):
    for hour in range(3):
        finish(later(ledger, hours=hour), an_outcome(ledger))
    assert known(ledger).since == NOW


@pytest.mark.parametrize(
    ("lamp", "ok"),
    [
        ("live", True), ("quiet", True), ("stale", False), ("changed", False), ("blocked", False),
        ("needs key", False), ("hostile", False), ("failed", False),
    ],
)  # fmt: skip
def test_a_source_was_well_last_when_its_lamp_was_healthy(ledger, lamp, ok):
    finish(ledger, an_outcome(ledger, lamp))
    assert (known(ledger).last_ok is not None) is ok


def test_a_reading_without_any_page_is_not_a_first_reading(ledger):
    finish(ledger, an_outcome(ledger, "failed", any_page=False))
    assert known(ledger).first_read is None


def test_a_page_is_known_by_its_validators_its_next_and_its_posts(ledger):
    keep_page(ledger, SITE, a_page(1, 2))
    keep_page(later(ledger, hours=1), SITE, a_page(2, 3, etag='"2"'))
    expected = KnownPage(etag='"2"', last_modified=None, next=f"{PAGE}?page=2", findings=(2, 3))
    assert known(ledger).pages == {PAGE: expected}


def test_pages_are_known_to_their_own_source_and_shop_only(ledger):
    keep_page(ledger, "elders", a_page())
    keep_page(replace(ledger, shop=replace(ledger.shop, key="steporama")), SITE, a_page())
    assert known(ledger).pages == {}


def test_a_page_that_did_not_change_counts_as_having_seen_its_posts(ledger):
    found = [finding for finding, _ in recorded(ledger, *reviews(1, 5)).findings]
    finish(later(ledger, hours=1), an_outcome(later(ledger, hours=1), range_from=NOW - 30 * timedelta(days=1)))
    see_again(later(ledger, hours=2), found[:1])
    assert column(ledger, "findings", "last_seen") == [NOW + 2 * HOUR, NOW]
    assert column(ledger, "findings", "missed") == [0, 1]


def test_a_page_that_did_not_change_gives_the_times_of_its_posts_in_page_order(ledger):
    newer, older = (
        finding
        for finding, _ in recorded(ledger, a_review(5, id="r1"), a_review(5, id="r2", published="2026-11-02")).findings
    )
    assert see_again(ledger, (newer, older)) == [
        datetime(2026, 11, 13, 23, tzinfo=UTC),
        datetime(2026, 11, 1, 23, tzinfo=UTC),
    ]


def test_seeing_nothing_again_is_no_error(ledger):
    assert see_again(ledger, ()) == []


@pytest.mark.parametrize(
    ("status", "watched"),
    [
        ("new", True), ("acknowledged", True), ("waiting", True), ("answered", True),
        ("resolved", False), ("closed", False), ("dismissed", False),
    ],
)  # fmt: skip
def test_posts_are_watched_until_the_answer_is_seen_or_the_complaint_ends(ledger, status, watched):
    recorded(ledger, a_review(1))
    ledger.connection.exec_driver_sql(f"UPDATE complaints SET status = '{status}'")
    assert bool(known(later(ledger, hours=1)).watched) is watched
    assert awaits(ledger) is watched


def test_an_answer_that_was_seen_ends_the_watch(ledger):
    recorded(ledger, answered(a_review(1)))
    assert not known(later(ledger, hours=1)).watched
    assert not awaits(ledger)


def test_an_answer_that_staff_wrote_is_watched_for(ledger):
    recorded(ledger, a_review(1))
    actions.answer(ledger, records.find(ledger.connection, "KW-2026-00001"), "Excuses!", posted=True)
    assert known(later(ledger, hours=1)).watched
    assert awaits(ledger)


def test_an_answer_is_awaited_at_its_own_source_only(ledger):
    recorded(ledger, a_review(1))
    assert not awaits(ledger, "elders")


def test_an_answer_is_awaited_from_the_reading_on_that_found_the_complaint(ledger):
    recorded(ledger, a_review(1))
    assert awaits(ledger)
    assert not known(ledger).watched


def test_what_was_seen_in_time_or_removed_or_is_no_complaint_is_not_watched(ledger):
    recorded(ledger, *reviews(1, 1, 5))
    recorded(later(ledger, hours=1), a_review(1))
    ledger.connection.exec_driver_sql("UPDATE findings SET removed = last_seen WHERE key = 'id:r2'")
    assert not known(later(ledger, hours=1)).watched


@pytest.mark.parametrize(
    ("was", "lamp", "told_of"),
    [
        ("new", "live", False), ("new", "quiet", False), ("new", "failed", True),
        ("live", "live", False), ("live", "quiet", False), ("quiet", "live", False),
        ("live", "blocked", True), ("quiet", "stale", True),
        ("blocked", "blocked", False), ("blocked", "failed", True), ("stale", "changed", True),
        ("blocked", "live", True), ("failed", "quiet", True), ("needs key", "live", True), ("hostile", "live", True),
        ("live", "off", False), ("blocked", "off", False), ("off", "live", False), ("off", "blocked", True),
        ("live", "new", False),
    ],
)  # fmt: skip
def test_a_lamp_is_news_when_it_goes_out_changes_or_comes_back(was, lamp, told_of):
    assert tells(was, lamp) is told_of


def test_the_operator_is_told_of_each_change_and_never_twice(ledger):
    for hour, lamp in enumerate(("live", "quiet", "blocked", "blocked", "failed", "failed", "live", "live")):
        finish(later(ledger, hours=hour), an_outcome(ledger, lamp, reason=f"reden {lamp}"))
    news = [(event["data"]["was"], event["data"]["lamp"]) for event in rows(ledger, "events")]
    assert news == [("quiet", "blocked"), ("blocked", "failed"), ("failed", "live")]
    assert told(ledger) == ["source.lamp"] * 3


def test_a_message_of_a_lamp_names_the_source_and_the_reason(ledger):
    finish(ledger, an_outcome(ledger, "blocked", reason="403 op alle pagina's"))
    event = the_only(ledger, "events")
    assert (event["kind"], event["complaint"]) == ("lamp", None)
    assert event["snapshot"] == {
        "type": "source.lamp",
        "timestamp": "2026-11-16T10:00:00+00:00",
        "data": {
            "name": SITE, "shop": "fietsplezier", "site": SITE, "lamp": "blocked", "was": "new",
            "reason": "403 op alle pagina's",
        },
    }  # fmt: skip


LAMPS = st.lists(st.sampled_from(sorted(HEALTHY | UNHEALTHY)), max_size=8)


@settings(max_examples=30)
@given(lamps=LAMPS)
def test_what_the_operator_was_told_last_is_how_the_source_is(ledger, lamps):
    with ledger.connection.begin_nested() as undone:
        for lamp in lamps:
            finish(ledger, an_outcome(ledger, lamp))
        news = [event["data"]["lamp"] for event in rows(ledger, "events")]
        believed = news[-1] if news else "live"
        actual = lamps[-1] if lamps else "live"
        assert believed == actual or {believed, actual} <= HEALTHY
        assert all(one != other for one, other in pairwise(news))
        undone.rollback()


def test_a_source_that_no_pass_comes_to_goes_stale_once_and_the_operator_is_told_and_told_again_when_it_is_back(ledger):
    finish(ledger, an_outcome(ledger))
    for hour in (4, 5):
        go_stale(later(ledger, hours=hour), SITE, SITE, "niet gelezen", NOW + 3 * HOUR)
    assert (known(ledger).lamp, known(ledger).reason, known(ledger).since) == ("stale", "niet gelezen", NOW + 3 * HOUR)
    assert known(ledger).last_ok == NOW
    finish(later(ledger, hours=6), an_outcome(ledger))
    news = [(event["data"]["was"], event["data"]["lamp"]) for event in rows(ledger, "events")]
    assert news == [("live", "stale"), ("stale", "live")]
    assert told(ledger) == ["source.lamp"] * 2


def came(ledger: Ledger, days: Sequence[int]) -> None:
    """Posts of so many days after the first reading, each found as it was posted."""
    finish(ledger, an_outcome(ledger))
    for day in days:
        at = later(ledger, days=day)
        recorded(at, a_review(5, id=f"d{day}", published=at.now.isoformat()))
        finish(at, an_outcome(at))


@pytest.mark.parametrize(
    ("days", "asked", "silence"),
    [
        (range(2, 22, 2), 90, timedelta(days=2)),
        ([1, 2, 3, 4, 5, 12, 13, 14, 15, 16], 90, timedelta(days=7)),
        (range(2, 20, 2), 90, None),  # nine are no rhythm yet
        (range(2, 22, 2), 40, None),  # nothing new for twenty days is nothing to ask about
    ],
)
def test_the_longest_silence_is_known_of_posts_that_were_seen_to_come(ledger, days, asked, silence):
    came(ledger, days)
    assert known(later(ledger, days=asked)).silence == silence


def test_what_a_first_reading_found_tells_no_rhythm(ledger):
    recorded(ledger, *(a_review(5, id=f"d{n}", published=f"2026-10-{n:02}") for n in range(1, 20)))
    finish(ledger, an_outcome(ledger))
    assert known(later(ledger, days=90)).silence is None


def test_the_operator_is_asked_to_look_at_an_unknown_scale_once(ledger):
    for hour in range(3):
        finish(later(ledger, hours=hour), an_outcome(ledger, unknown_scale=4 - hour))
    assert happened(ledger) == ["look"]
    assert the_only(ledger, "events")["snapshot"]["data"]["findings"] == 4
    assert known(ledger).look_asked == NOW


def test_nothing_is_asked_where_every_scale_is_known(ledger):
    finish(ledger, an_outcome(ledger))
    assert happened(ledger) == []
