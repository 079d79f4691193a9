"""Recording what a page says: first readings, new complaints, and pages on which nothing is new."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from builders import NOW, SITE, TEXT, a_review, an_unnamed_post, answered, later, recorded, reviews
from hypothesis import given, settings
from hypothesis import strategies as st
from recorded import column, counts, happened, rows, the_only, told

from complaints.decide import decide
from complaints.normalise import post_key
from complaints.tables import keys, tombstones
from complaints.tombstones import KEY, stone

# Old enough to be beyond the 30 days of history.
THEMES = list(decide(a_review(1), "nl").themes)
LATELY = "2026-11-10"
LONG_AGO = "2026-09-01"


def test_a_new_complaint_becomes_a_finding_a_record_an_event_and_a_message(ledger):
    result = recorded(ledger, a_review(1))
    assert (result.read, result.new, result.opened) == (1, 1, ("KW-2026-00001",))
    finding, complaint = the_only(ledger, "findings"), the_only(ledger, "complaints")
    assert finding["complaint"] == complaint["id"]
    assert happened(ledger) == ["opened"]
    assert told(ledger) == ["complaint.opened"]


def test_a_record_says_who_when_what_and_why(ledger):
    recorded(ledger, a_review(1))
    complaint = the_only(ledger, "complaints")
    expected = {
        "shop": "fietsplezier", "status": "new", "channel": "found", "from_history": False,
        "person": "Truus Verzonnen", "decision": "complaint", "severity": "normal", "reasons": ["1 van 5"],
        "themes": THEMES, "owner": None, "seen": NOW, "opened": NOW, "reply_observed": None, "retain_until": None,
        "posted": datetime(2026, 11, 13, 23, tzinfo=UTC),
    }  # fmt: skip
    assert {name: complaint[name] for name in expected} == expected


def test_a_finding_keeps_the_review_as_normalised(ledger):
    recorded(ledger, a_review(1, url="https://winkelpraat.example/a?utm_source=x", text="a\u200bb"))
    finding = the_only(ledger, "findings")
    assert finding["review"]["url"] == "https://winkelpraat.example/a"
    assert finding["review"]["text"] == "ab"
    assert (finding["source"], finding["origin"], finding["key"]) == (SITE, SITE, "id:r1")
    assert (finding["first_seen"], finding["last_seen"], finding["removed"]) == (NOW, NOW, None)


@pytest.mark.parametrize(
    ("review", "opens"),
    [
        (a_review(1), True),
        (a_review(3), True),
        (a_review(None), True),
        (a_review(5, recommend=False), True),
        (a_review(4), False),
        (a_review(1, best=None), False),
        (a_review(1, published=None), True),
        (a_review(1, published=LONG_AGO), False),
        (a_review(1, published="2026-10-17"), True),
        (a_review(1, published="2026-10-16"), False),
        (a_review(1, published="2026-10"), True),
        (a_review(1, published="2026-09"), False),
        (answered(a_review(1)), True),
    ],
)
def test_a_record_is_opened_for_complaints_of_the_last_thirty_days(ledger, review, opens):
    result = recorded(ledger, review)
    assert result.new == 1
    assert bool(result.opened) is opens
    assert len(rows(ledger, "complaints")) == opens


def test_how_far_back_records_are_opened_can_be_set(ledger):
    assert recorded(ledger, a_review(1, published=LONG_AGO), history=timedelta(days=100)).opened


def test_marks_on_an_unknown_scale_are_counted_so_that_the_operator_can_be_asked(ledger):
    result = recorded(ledger, a_review(1, best=None), a_review(9, best=None, id="r2"), a_review(1, id="r3"))
    assert (result.unknown_scale, len(result.opened)) == (2, 1)


def test_marks_whose_scale_is_set_later_open_records_as_history_does(ledger):
    posts = (1, "r1", LATELY), (9, "r2", LATELY), (1, "r3", LONG_AGO)
    recorded(ledger, *(a_review(mark, id=name, best=None, published=date) for mark, name, date in posts))
    result = recorded(ledger, *(a_review(mark, id=name, best=10, published=date) for mark, name, date in posts))
    assert (result.opened, result.past) == (("KW-2026-00001",), ("KW-2026-00001",))
    assert the_only(ledger, "complaints")["from_history"] is True


def test_a_new_complaint_that_the_shop_has_already_answered_is_an_answered_record(ledger):
    result = recorded(ledger, answered(a_review(1)))
    assert result.replies == 1
    assert the_only(ledger, "complaints")["status"] == "answered"
    assert happened(ledger) == ["opened", "reply_observed"]
    assert told(ledger) == ["complaint.opened"]


def test_a_first_reading_opens_records_only_for_what_the_shop_has_not_answered(ledger):
    page = (a_review(1), answered(a_review(1, id="r2")), a_review(1, id="r3", published=LONG_AGO), a_review(5, id="r4"))
    result = recorded(ledger, *page, first=True)
    assert (result.new, result.opened) == (4, ("KW-2026-00001",))
    assert the_only(ledger, "complaints")["from_history"] is True


def test_a_record_from_history_says_so_to_the_route(ledger):
    asked = []
    recorded(replace(ledger, route=lambda event: asked.append(event) or ("log",)), a_review(1), first=True)
    assert {(event.kind, event.from_history) for event in asked} == {("opened", True)}
    assert the_only(ledger, "events")["data"] == {"from_history": True}
    assert column(ledger, "outbox", "destination") == ["log"]


def test_an_import_without_alert_is_recorded_as_history(ledger):
    recorded(ledger, answered(a_review(1)), alert=False)
    assert the_only(ledger, "complaints")["from_history"] is True


def test_an_event_has_one_row_in_the_outbox_for_each_destination_even_if_named_twice(ledger):
    recorded(replace(ledger, route=lambda event: ("team", "log", "team")), a_review(1))
    assert column(ledger, "outbox", "destination") == ["team", "log"]
    assert set(column(ledger, "outbox", "event")) == set(column(ledger, "events", "id"))


def test_without_a_destination_nothing_waits_and_no_message_is_kept(ledger):
    recorded(replace(ledger, route=lambda event: ()), a_review(1))
    assert rows(ledger, "outbox") == []
    assert the_only(ledger, "events")["snapshot"] is None


def test_an_unchanged_page_writes_nothing_but_when_it_was_last_seen(ledger):
    page = (a_review(1), a_review(5, id="r2"), answered(a_review(2, id="r3")))
    recorded(ledger, *page)
    before = {name: rows(ledger, name) for name in counts(ledger)}
    hour_later = later(ledger, hours=1)
    result = recorded(hour_later, *page)
    after = {name: rows(ledger, name) for name in counts(ledger)}
    assert result.known
    assert set(column(ledger, "findings", "last_seen")) == {hour_later.now}
    for finding in (*before["findings"], *after["findings"]):
        del finding["last_seen"]
    assert after == before


def test_an_empty_page_is_not_a_known_page(ledger):
    result = recorded(ledger)
    assert (result.read, result.known) == (0, False)


def test_a_result_names_the_findings_in_the_order_of_the_page(ledger):
    recorded(ledger, a_review(5, id="r2"))
    result = recorded(later(ledger, hours=1), *reviews(5, 5, 5))
    keys_by_id = {row["id"]: row["key"] for row in rows(ledger, "findings")}
    assert [keys_by_id[finding] for finding, _ in result.findings] == ["id:r1", "id:r2", "id:r3"]
    assert {at for _, at in result.findings} == {datetime(2026, 11, 13, 23, tzinfo=UTC)}


def test_a_page_that_repeats_a_post_has_it_once(ledger):
    result = recorded(ledger, a_review(1), a_review(5), an_unnamed_post(5), an_unnamed_post(5))
    assert (result.read, result.new) == (2, 2)
    assert the_only(ledger, "complaints")["decision"] == "complaint"


def test_a_post_that_two_sources_of_one_host_show_is_one_finding(ledger):
    recorded(ledger, a_review(1, site="page"), source="voorpagina")
    result = recorded(later(ledger, hours=1), a_review(1, site="page"), source="archief")
    assert result.new == 0
    assert the_only(ledger, "findings")["source"] == "voorpagina"


def test_one_id_on_two_hosts_is_two_posts(ledger):
    hosts = ("https://a.example/", "https://b.example/")
    assert [recorded(ledger, a_review(1, site="page"), url=host).new for host in hosts] == [1, 1]
    again = [recorded(later(ledger, hours=1), a_review(1, site="page"), url=host) for host in hosts]
    assert [page.known for page in again] == [True, True]
    assert len({page.findings for page in again}) == 2


def test_a_page_that_names_another_hosts_address_does_not_touch_that_hosts_post(ledger):
    recorded(ledger, a_review(9, site="page"), url="https://a.example/")
    forged = a_review(1, site="page", url="https://a.example/7")
    assert recorded(later(ledger, hours=1), forged, url="https://b.example/").new == 1


def test_one_id_at_two_shops_is_two_posts(ledger, shop):
    recorded(ledger, a_review(1))
    other = replace(ledger, shop=replace(shop, key="steporama"))
    assert recorded(other, a_review(1)).opened == ("KW-2026-00002",)
    assert sorted(column(ledger, "complaints", "shop")) == ["fietsplezier", "steporama"]


@pytest.mark.parametrize("strange", ["r\x001", "\ud800", "r" * 5000])
def test_a_hostile_id_costs_nothing_but_itself(ledger, strange):
    result = recorded(ledger, a_review(1, id=strange, url="http://["), a_review(1, id="r2"))
    assert result.new == 2
    assert recorded(later(ledger, hours=1), a_review(1, id=strange, url="http://[")).known


def test_an_erased_post_stays_away(ledger):
    ledger.connection.execute(keys.insert().values(name=KEY, value="geheim"))
    gone = stone("geheim", "fietsplezier", SITE, "id:r1")
    ledger.connection.execute(tombstones.insert().values(hash=gone, at=NOW))
    result = recorded(ledger, *reviews(1, 1))
    assert (result.read, result.new, len(result.findings)) == (2, 1, 1)
    assert the_only(ledger, "findings")["key"] == "id:r2"


def test_an_erased_post_of_another_shop_stays_away_only_there(ledger):
    ledger.connection.execute(keys.insert().values(name=KEY, value="geheim"))
    gone = stone("geheim", "steporama", SITE, "id:r1")
    ledger.connection.execute(tombstones.insert().values(hash=gone, at=NOW))
    assert recorded(ledger, a_review(1)).new == 1


def test_what_is_no_complaint_is_kept_for_ninety_days_and_a_complaint_until_it_ends(ledger):
    recorded(ledger, *reviews(5, 1))
    assert column(ledger, "findings", "retain_until") == [NOW + timedelta(days=90), None]
    assert the_only(ledger, "complaints")["retain_until"] is None


def test_references_are_counted_in_the_year_of_the_shops_calendar(ledger):
    new_years_eve = replace(ledger, now=datetime(2026, 12, 31, 22, 30, tzinfo=UTC))
    new_year_in_amsterdam = replace(ledger, now=datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    last = recorded(new_years_eve, *(a_review(1, id=i, published="2026-12-30") for i in ("r2", "r3")))
    first = recorded(new_year_in_amsterdam, a_review(1, id="r4", published="2026-12-31"))
    assert last.opened == ("KW-2026-00001", "KW-2026-00002")
    assert first.opened == ("KW-2027-00001",)


def test_references_are_not_given_again_after_a_record_is_gone(ledger):
    recorded(ledger, a_review(1))
    for table in ("outbox", "events", "fingerprints", "findings", "complaints"):
        ledger.connection.exec_driver_sql(f"DELETE FROM {table}")
    assert recorded(ledger, a_review(1)).opened == ("KW-2026-00002",)


POSTS = st.builds(
    a_review,
    st.sampled_from([None, 0, 1, 3, 5]),
    best=st.sampled_from([None, 5, 10]),
    id=st.sampled_from([None, "r1", "r2", "r3"]),
    author=st.sampled_from([None, "Truus", "Anoniem"]),
    published=st.sampled_from([None, "2026-11-14", "2026-11", LONG_AGO]),
    text=st.sampled_from([None, TEXT, TEXT + " Update: nog niets.", "Prima."]),
    recommend=st.sampled_from([None, False]),
)
PAGES = st.lists(POSTS, max_size=6)


@settings(max_examples=40)
@given(posts=PAGES, first=st.booleans())
def test_recording_a_page_twice_is_recording_it_once(ledger, posts, first):
    with ledger.connection.begin_nested() as undone:
        result = recorded(ledger, *posts, first=first)
        before = counts(ledger)
        again = recorded(later(ledger, hours=1), *posts)
        assert counts(ledger) == before
        assert (again.new, again.edited, again.replies, again.opened) == (0, 0, 0, ())
        assert again.findings == result.findings
        undone.rollback()


@settings(max_examples=30)
@given(posts=st.lists(POSTS, max_size=6, unique_by=post_key), data=st.data())
def test_the_order_on_the_page_does_not_matter(ledger, posts, data):
    kept = []
    for page in (posts, data.draw(st.permutations(posts))):
        with ledger.connection.begin_nested() as undone:
            recorded(ledger, *page)
            found = rows(ledger, "findings")
            kept.append(sorted((row["key"], row["decision"], row["complaint"] is None) for row in found))
            undone.rollback()
    assert kept[0] == kept[1]


@settings(max_examples=40)
@given(posts=PAGES)
def test_every_finding_that_is_no_praise_and_recent_is_of_a_record_and_every_record_has_a_message(ledger, posts):
    with ledger.connection.begin_nested() as undone:
        result = recorded(ledger, *posts)
        linked = [row["complaint"] for row in rows(ledger, "findings") if row["complaint"]]
        assert len(set(linked)) == len(result.opened)
        assert column(ledger, "complaints", "reference") == list(result.opened)
        assert told(ledger) == ["complaint.opened"] * len(result.opened)
        undone.rollback()
