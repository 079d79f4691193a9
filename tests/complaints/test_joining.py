"""One complaint told in two places: merged into one record, and taken apart again as it was."""

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOW, SITE, a_review, answered, later, recorded, reviews
from recorded import happened, rows, told

from complaints import actions, sources, waiting
from complaints.actions import Note, Remedy
from complaints.chronicle import chronicle
from complaints.joining import JoinError, merge, split
from complaints.judging import Judgement, judge
from complaints.ledger import Ledger
from complaints.records import find
from complaints.states import ForbiddenChangeError
from complaints.views import list_complaints, show

FIRST, SECOND, THIRD = (f"KW-2026-0000{n}" for n in (1, 2, 3))


@pytest.fixture
def staff(ledger: Ledger) -> Ledger:
    """Miep at work on three complaints of one page."""
    recorded(ledger, *reviews(2, 2, 1))
    return replace(later(ledger, hours=1), by="Miep")


def row(ledger: Ledger, reference: str) -> dict:
    return find(ledger.connection, reference)


def posts(ledger: Ledger, reference: str) -> list[str]:
    """The site's ids of the posts of a complaint."""
    return [one["id"] for one in show(ledger.connection, row(ledger, reference))["findings"]]


def number(ledger: Ledger, post: str) -> str:
    return next(str(one["id"]) for one in rows(ledger, "findings") if one["review"]["id"] == post)


def letters(ledger: Ledger, reference: str) -> list[str]:
    return [one["text"] for one in show(ledger.connection, row(ledger, reference))["correspondence"]]


def events(ledger: Ledger, reference: str) -> list[str]:
    return [one["kind"] for one in show(ledger.connection, row(ledger, reference))["events"]]


def merged(ledger: Ledger, reference: str, into: str) -> None:
    merge(ledger, row(ledger, reference), row(ledger, into))


def apart(ledger: Ledger, reference: str, what: str) -> str:
    return split(ledger, row(ledger, reference), what)


def noted(ledger: Ledger, reference: str, text: str) -> None:
    actions.note(ledger, row(ledger, reference), Note(text=text))


# Merging


def test_posts_and_letters_go_with_a_merged_record_and_its_own_events_stay(staff):
    noted(staff, FIRST, "van de een")
    noted(staff, SECOND, "van de ander")
    merged(staff, SECOND, FIRST)
    assert (posts(staff, FIRST), letters(staff, FIRST)) == (["r1", "r2"], ["van de een", "van de ander"])
    assert (posts(staff, SECOND), letters(staff, SECOND)) == ([], [])
    assert events(staff, FIRST) == ["opened", "note", "merged"]
    assert events(staff, SECOND) == ["opened", "note", "merged"]


def test_both_records_say_what_was_merged_by_whom(staff):
    merged(staff, SECOND, FIRST)
    second = row(staff, SECOND)
    assert (second["status"], second["merged_into"]) == ("merged", row(staff, FIRST)["id"])
    went, took = rows(staff, "events")[-2:]
    assert (went["kind"], went["by"], went["data"]["into"], went["data"]["status"]) == ("merged", "Miep", FIRST, "new")
    assert (took["kind"], took["data"]) == ("merged", {"from": SECOND})
    assert row(staff, FIRST)["status"] == "new"
    assert [one["merged_into"] for one in list_complaints(staff.connection)] == [None, FIRST, None]


def test_a_merge_is_told_to_nobody(staff):
    before = told(staff)
    merged(staff, SECOND, FIRST)
    assert told(staff) == before


def test_the_letters_of_a_merged_record_stand_in_the_story_of_the_other(staff):
    noted(staff, SECOND, "van de ander")
    merged(staff, SECOND, FIRST)
    said = [
        letter["text"] for entry in chronicle(staff.connection, row(staff, FIRST)["id"]) for letter in entry["letters"]
    ]
    assert said == ["van de ander"]


def test_what_happens_to_the_posts_from_then_on_happens_to_the_other(staff):
    merged(staff, SECOND, FIRST)
    first, second, third = reviews(2, 1, 1)
    recorded(later(staff, hours=1), first, second, third)
    assert events(staff, FIRST)[-2:] == ["edited", "worsened"]
    assert told(staff)[-1] == "complaint.worsened"
    recorded(later(staff, hours=2), first, answered(second), third)
    assert (row(staff, FIRST)["status"], row(staff, SECOND)["status"]) == ("answered", "merged")


def test_the_posts_of_a_merged_record_are_watched_for_the_other(staff):
    actions.close(staff, row(staff, THIRD))
    actions.close(staff, row(staff, FIRST))
    merged(staff, FIRST, SECOND)
    found = sources.load(staff.connection, staff.shop.key, SITE, NOW + timedelta(days=1))
    assert {str(one) for one in found.watched} == {number(staff, "r1"), number(staff, "r2")}


def test_what_is_seen_of_a_record_that_was_merged_a_moment_ago_goes_to_the_other(staff):
    """As where a reading looked the record up before the merge and writes after it."""
    merged(staff, SECOND, FIRST)
    stale = f"UPDATE findings SET complaint = {row(staff, SECOND)['id']} WHERE id = {number(staff, 'r2')}"
    staff.connection.exec_driver_sql(stale)
    first, second, third = reviews(2, 2, 1)
    recorded(later(staff, hours=1), first, answered(second), third)
    assert (row(staff, FIRST)["status"], events(staff, FIRST)[-1]) == ("answered", "reply_observed")


def test_the_heavier_of_the_two_counts(staff):
    judge(staff, row(staff, SECOND), Judgement(severity="high"))
    merged(staff, SECOND, FIRST)
    first = row(staff, FIRST)
    assert (first["severity"], first["reasons"]) == ("high", ["beoordeeld door Miep", "2 van 5"])


def test_a_judgement_of_the_one_that_stays_is_not_outweighed(staff):
    judge(staff, row(staff, FIRST), Judgement(severity="low"))
    merged(staff, SECOND, FIRST)
    assert row(staff, FIRST)["severity"] == "low"


def test_merging_into_a_merged_record_is_merging_into_where_it_went(staff):
    merged(staff, SECOND, FIRST)
    merged(staff, THIRD, SECOND)
    assert posts(staff, FIRST) == ["r1", "r2", "r3"]
    assert row(staff, THIRD)["merged_into"] == row(staff, FIRST)["id"]


@pytest.mark.parametrize(("reference", "into"), [(FIRST, FIRST), (FIRST, SECOND)])
def test_a_record_is_not_merged_into_itself(staff, reference, into):
    if into == SECOND:
        merged(staff, SECOND, FIRST)
    with pytest.raises(JoinError, match=f"{FIRST} cannot be merged into itself"):
        merged(staff, reference, into)


def test_an_open_complaint_is_not_lost_in_one_that_ended(staff):
    actions.close(staff, row(staff, FIRST))
    with pytest.raises(
        JoinError, match=f"{SECOND} is new and {FIRST} is closed: merge the other way around, or reopen"
    ):
        merged(staff, SECOND, FIRST)


def test_complaints_of_two_shops_stay_apart(staff, shop):
    other = replace(staff, shop=replace(shop, key="elders"))
    recorded(other, a_review(1, id="r9"), source="elders")
    with pytest.raises(JoinError, match="is of fietsplezier, KW-2026-00004 of elders"):
        merged(staff, FIRST, "KW-2026-00004")


@pytest.mark.parametrize(
    "act",
    [
        actions.acknowledge,
        actions.close,
        actions.reopen,
        lambda ledger, row: actions.note(ledger, row, Note(text="x")),
        lambda ledger, row: actions.resolve(ledger, row, Remedy(), None),
        lambda ledger, row: waiting.begin(ledger, row, "customer", "2026-12-01"),
        lambda ledger, row: merge(ledger, row, find(ledger.connection, THIRD)),
        lambda ledger, row: split(ledger, row, "1"),
    ],
)
def test_what_was_merged_is_handled_where_it_went(staff, act):
    merged(staff, SECOND, FIRST)
    before = rows(staff, "complaints"), rows(staff, "events")
    with pytest.raises(ForbiddenChangeError) as caught:
        act(staff, row(staff, SECOND))
    assert str(caught.value) == (
        f"{SECOND} was merged into {FIRST}: do it there, or take it out again with klachtwacht split {FIRST} {SECOND}"
    )
    assert (rows(staff, "complaints"), rows(staff, "events")) == before


# Taking apart


@pytest.mark.parametrize("by_reference", [True, False])
def test_a_merged_record_comes_out_as_it_was(staff, by_reference):
    noted(staff, SECOND, "van de ander")
    waiting.begin(staff, row(staff, SECOND), "customer", "2026-12-01")
    before = row(staff, SECOND)
    merged(staff, SECOND, FIRST)
    noted(staff, FIRST, "van na die tijd")
    assert apart(staff, FIRST, SECOND if by_reference else number(staff, "r2")) == SECOND
    assert row(staff, SECOND) == before
    assert (posts(staff, SECOND), letters(staff, SECOND)) == (["r2"], ["van de ander"])
    assert (posts(staff, FIRST), letters(staff, FIRST)) == (["r1"], ["van na die tijd"])
    assert (events(staff, FIRST)[-1], events(staff, SECOND)[-1]) == ("split", "split")


def test_what_was_merged_and_taken_out_can_be_merged_again(staff):
    for _ in range(2):
        merged(staff, SECOND, FIRST)
        assert apart(staff, FIRST, number(staff, "r2")) == SECOND
    assert (posts(staff, FIRST), posts(staff, SECOND)) == (["r1"], ["r2"])


def test_records_merged_one_into_the_other_come_out_each_under_its_own_reference(staff):
    merged(staff, THIRD, SECOND)
    merged(staff, SECOND, FIRST)
    assert apart(staff, FIRST, number(staff, "r3")) == THIRD
    assert apart(staff, FIRST, number(staff, "r2")) == SECOND
    assert [posts(staff, one) for one in (FIRST, SECOND, THIRD)] == [["r1"], ["r2"], ["r3"]]


def test_a_record_with_another_in_it_comes_out_with_it(staff):
    merged(staff, THIRD, SECOND)
    merged(staff, SECOND, FIRST)
    assert apart(staff, FIRST, SECOND) == SECOND
    assert posts(staff, SECOND) == ["r2", "r3"]
    assert apart(staff, SECOND, THIRD) == THIRD


def test_a_post_that_never_had_a_record_gets_a_new_one_and_nobody_is_told(staff):
    merged(staff, SECOND, FIRST)
    staff.connection.exec_driver_sql(f"UPDATE findings SET complaint = {row(staff, FIRST)['id']}")
    before = told(staff)
    reference = apart(staff, FIRST, number(staff, "r3"))
    assert reference == "KW-2026-00004"
    assert (posts(staff, FIRST), posts(staff, reference)) == (["r1", "r2"], ["r3"])
    assert events(staff, reference) == ["opened", "split"]
    opened = row(staff, reference)
    assert (opened["seen"], opened["status"], opened["decision"]) == (NOW, "new", "complaint")
    assert told(staff) == before


def test_an_answer_that_was_seen_below_a_post_leaves_with_it(staff):
    merged(staff, SECOND, FIRST)
    first, second, third = reviews(2, 2, 1)
    seen = later(staff, hours=1)
    recorded(seen, first, answered(second, "Excuses!"), third)
    apart(later(staff, hours=2), FIRST, SECOND)
    out, stays = row(staff, SECOND), row(staff, FIRST)
    assert (out["status"], out["reply_observed"], letters(staff, SECOND)) == ("answered", seen.now, ["Excuses!"])
    # It was answered by nothing else, and would be forgotten.
    assert (stays["status"], stays["reply_observed"], letters(staff, FIRST)) == ("new", None, [])
    assert events(staff, FIRST)[-2:] == ["split", "reopened"]


def test_an_answer_of_its_own_stays(staff):
    merged(staff, SECOND, FIRST)
    first, second, third = reviews(2, 2, 1)
    recorded(later(staff, hours=1), answered(first, "Sorry."), answered(second, "Excuses!"), third)
    apart(later(staff, hours=2), FIRST, SECOND)
    assert (row(staff, FIRST)["status"], letters(staff, FIRST)) == ("answered", ["Sorry."])


def test_a_record_that_was_closed_comes_out_closed_and_is_kept_as_long(staff):
    actions.close(staff, row(staff, SECOND))
    merged(staff, SECOND, FIRST)
    assert row(staff, SECOND)["retain_until"] is None
    apart(staff, FIRST, SECOND)
    assert (row(staff, SECOND)["status"], row(staff, SECOND)["retain_until"]) == (
        "closed", staff.now + timedelta(days=730),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("what", "fault"),
    [
        ("999", f"{FIRST} has no post 999; its posts: "),
        ("9" * 5000, f"{FIRST} has no post 9999999999999999999…; its posts: "),
        ("KW-2026-00003", f"no such complaint was merged into {FIRST}; those that were: {SECOND}"),
        ("\x1b[2J", f"no such complaint was merged into {FIRST}; those that were: {SECOND}"),
    ],
)
def test_what_is_not_in_a_record_cannot_be_taken_out(staff, what, fault):
    merged(staff, SECOND, FIRST)
    with pytest.raises(JoinError) as caught:
        apart(staff, FIRST, what)
    assert str(caught.value).startswith(fault)


def test_a_record_keeps_its_only_post(staff):
    with pytest.raises(JoinError, match=f"is the only one of {FIRST}"):
        apart(staff, FIRST, number(staff, "r1"))


def test_nothing_that_happened_is_ever_changed(staff):
    written = rows(staff, "events")
    for step in (
        lambda: merged(staff, THIRD, SECOND),
        lambda: merged(staff, SECOND, FIRST),
        lambda: apart(staff, FIRST, THIRD),
        lambda: apart(staff, FIRST, number(staff, "r2")),
    ):
        step()
        assert rows(staff, "events")[: len(written)] == written
        written = rows(staff, "events")
    assert happened(staff).count("merged") == 4
