"""Recording what became of a known post: edited, worsened, answered, gone and back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from builders import NOW, SITE, TEXT, a_review, an_outcome, an_unnamed_post, answered, later, recorded, to_the_team
from recorded import column, happened, rows, the_only, told

from complaints import actions, records
from complaints.review import Rating
from complaints.sources import finish
from complaints.tables import complaints

UPDATE = TEXT + " Update: nog steeds niets gehoord."


def complaint_with(ledger, **columns):
    ledger.connection.execute(complaints.update().values(columns))


def test_an_edit_keeps_the_old_wording_and_is_no_new_complaint(ledger):
    recorded(ledger, a_review(2))
    result = recorded(later(ledger, hours=1), a_review(2, text=UPDATE))
    assert (result.new, result.edited, result.opened, result.reopened) == (0, 1, (), ())
    finding, revision = the_only(ledger, "findings"), the_only(ledger, "revisions")
    assert (finding["review"]["text"], finding["revisions"]) == (UPDATE, 1)
    assert (revision["review"]["text"], revision["decision"]) == (TEXT, "complaint")
    assert revision["at"] == NOW + timedelta(hours=1)
    assert happened(ledger) == ["opened", "edited"]


def test_an_edit_that_is_not_worse_is_told_to_nobody(ledger):
    recorded(ledger, a_review(2))
    recorded(later(ledger, hours=1), a_review(4, text="Nog altijd heel tevreden."))
    assert told(ledger) == ["complaint.opened"]


def test_every_edit_keeps_one_more_wording(ledger):
    for hour, text in enumerate(("eerst", "toen", "nu")):
        recorded(later(ledger, hours=hour), a_review(2, text=text))
    assert [row["review"]["text"] for row in rows(ledger, "revisions")] == ["eerst", "toen"]
    assert the_only(ledger, "findings")["revisions"] == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"url": "https://winkelpraat.example/fietsplezier?page=2#r1"},
        {"published": "2026-11-14T09:00:00+01:00"},
        {"language": "fr"},
        {"reader": "microdata"},
        {"rating": Rating(value=2, best=5, worst=1)},
        {"author": "Truus V."},
        {"text": f" {TEXT.replace(' ', chr(10), 1)} "},
    ],
)
def test_what_is_not_the_customers_wording_can_change_without_an_edit(ledger, changes):
    recorded(ledger, a_review(2))
    result = recorded(later(ledger, hours=1), a_review(2, **changes))
    assert (result.edited, result.known, the_only(ledger, "findings")["revisions"]) == (0, True, 0)
    assert happened(ledger) == ["opened"]


@pytest.mark.parametrize(
    "changes",
    [{"text": UPDATE}, {"title": "Nooit meer"}, {"cons": ("zadel",)}, {"rating": None}, {"recommend": False}],
)
def test_what_the_customer_says_cannot_change_without_an_edit(ledger, changes):
    recorded(ledger, a_review(2))
    assert recorded(later(ledger, hours=1), a_review(2, **changes)).edited == 1


def test_a_lower_mark_alerts_once(ledger):
    recorded(ledger, a_review(2))
    worse = a_review(1)
    recorded(later(ledger, hours=1), worse)
    recorded(later(ledger, hours=2), worse)
    assert happened(ledger) == ["opened", "edited", "worsened"]
    assert told(ledger) == ["complaint.opened", "complaint.worsened"]
    assert rows(ledger, "events")[-1]["snapshot"]["data"]["note"] == "cijfer verlaagd van 2 naar 1"


def test_a_worsened_complaint_weighs_what_the_review_now_says(ledger):
    asked = []
    recorded(ledger, a_review(3))
    listening = replace(later(ledger, hours=1), route=lambda event: asked.append(event) or ("team",))
    recorded(listening, a_review(1))
    complaint = the_only(ledger, "complaints")
    assert (complaint["severity"], complaint["decision"], complaint["reasons"]) == ("normal", "complaint", ["1 van 5"])
    assert [(event.kind, event.severity) for event in asked if event.kind == "worsened"][-1] == ("worsened", "normal")


def test_an_improved_review_takes_no_weight_from_its_complaint(ledger):
    recorded(ledger, a_review(1))
    recorded(later(ledger, hours=1), a_review(4))
    complaint = the_only(ledger, "complaints")
    assert (complaint["severity"], complaint["decision"], complaint["status"]) == ("normal", "complaint", "new")
    assert the_only(ledger, "findings")["decision"] == "no"


@pytest.mark.parametrize("status", ["answered", "resolved", "closed", "dismissed"])
def test_a_worsened_review_reopens_an_ended_complaint_with_one_message(ledger, status):
    recorded(ledger, a_review(2))
    complaint_with(ledger, status=status, acknowledged=NOW, answered=NOW, resolved=NOW, closed=NOW, retain_until=NOW)
    result = recorded(later(ledger, hours=1), a_review(1))
    assert result.reopened == ("KW-2026-00001",)
    assert happened(ledger) == ["opened", "edited", "worsened", "reopened"]
    assert told(ledger) == ["complaint.opened", "complaint.reopened"]
    complaint = the_only(ledger, "complaints")
    times = ("acknowledged", "answered", "reply_observed", "resolved", "closed", "retain_until")
    assert complaint["status"] == "new"
    assert {name: complaint[name] for name in times} == dict.fromkeys(times)


@pytest.mark.parametrize("status", ["new", "acknowledged"])
def test_a_worsened_review_leaves_the_state_of_a_complaint_that_is_worked_on(ledger, status):
    recorded(ledger, a_review(2))
    complaint_with(ledger, status=status)
    assert recorded(later(ledger, hours=1), a_review(1)).reopened == ()
    assert the_only(ledger, "complaints")["status"] == status


def test_praise_that_becomes_a_complaint_opens_a_record_however_old_it_is(ledger):
    recorded(ledger, a_review(5, published="2026-01-05"))
    result = recorded(later(ledger, hours=1), a_review(1, published="2026-01-05"))
    assert (result.new, result.opened) == (0, ("KW-2026-00001",))
    assert told(ledger) == ["complaint.opened"]
    assert the_only(ledger, "complaints")["from_history"] is False
    assert the_only(ledger, "findings")["retain_until"] is None


def test_praise_that_stays_praise_opens_nothing(ledger):
    recorded(ledger, a_review(5))
    recorded(later(ledger, hours=1), a_review(4, text="Nog altijd heel tevreden."))
    assert rows(ledger, "complaints") == []
    assert happened(ledger) == []


def test_a_finding_without_complaint_is_kept_from_its_last_change_on(ledger):
    recorded(ledger, a_review(5))
    changed = later(ledger, days=10)
    recorded(changed, a_review(5, text="Nog altijd heel tevreden."))
    recorded(later(ledger, days=20), a_review(5, text="Nog altijd heel tevreden."))
    assert the_only(ledger, "findings")["retain_until"] == changed.now + timedelta(days=90)


def test_a_reply_on_the_page_answers_the_complaint_and_is_kept(ledger):
    recorded(ledger, a_review(2))
    seen = later(ledger, hours=5)
    result = recorded(seen, answered(a_review(2), "Excuses!", "2026-11-16T14:30:00+01:00"))
    assert (result.edited, result.replies) == (0, 1)
    complaint, letter = the_only(ledger, "complaints"), the_only(ledger, "correspondence")
    assert (complaint["status"], complaint["reply_observed"]) == ("answered", seen.now)
    assert happened(ledger) == ["opened", "reply_observed"]
    expected = {
        "complaint": complaint["id"], "event": rows(ledger, "events")[-1]["id"], "direction": "to_customer",
        "public": True, "channel": SITE, "author": "Fietsplezier", "text": "Excuses!",
        "at": datetime(2026, 11, 16, 13, 30, tzinfo=UTC),
    }  # fmt: skip
    assert {name: letter[name] for name in expected} == expected


def test_a_reply_without_a_date_is_dated_when_it_was_seen(ledger):
    recorded(ledger, a_review(2))
    seen = later(ledger, hours=5)
    recorded(seen, answered(a_review(2)))
    assert the_only(ledger, "correspondence")["at"] == seen.now


def test_a_reply_is_an_event_without_an_alert(ledger):
    recorded(ledger, a_review(2))
    recorded(later(ledger, hours=1), answered(a_review(2)))
    assert told(ledger) == ["complaint.opened"]


def test_an_edited_reply_is_kept_beside_the_first(ledger):
    recorded(ledger, answered(a_review(2), "Excuses!"))
    result = recorded(later(ledger, hours=1), answered(a_review(2), "Excuses, bel ons."))
    assert (result.edited, result.replies) == (0, 1)
    assert column(ledger, "correspondence", "text") == ["Excuses!", "Excuses, bel ons."]
    assert happened(ledger) == ["opened", "reply_observed", "reply_observed"]


def test_a_reply_whose_lines_break_elsewhere_is_the_same_reply(ledger):
    recorded(ledger, answered(a_review(2), "Excuses!\n\nDe winkel"))
    assert recorded(later(ledger, hours=1), answered(a_review(2), "Excuses!\nDe winkel")).replies == 0
    assert column(ledger, "correspondence", "text") == ["Excuses!\n\nDe winkel"]


def test_a_reply_that_was_seen_is_not_seen_again_with_an_edit_of_the_review(ledger):
    recorded(ledger, answered(a_review(2)))
    result = recorded(later(ledger, hours=1), answered(a_review(2, text=UPDATE)))
    assert (result.edited, result.replies) == (1, 0)
    assert len(rows(ledger, "correspondence")) == 1


def test_a_reply_to_praise_is_counted_and_opens_nothing(ledger):
    recorded(ledger, a_review(5))
    assert recorded(later(ledger, hours=1), answered(a_review(5))).replies == 1
    assert happened(ledger) == []


def test_a_reply_that_is_withdrawn_makes_no_event_and_stays_in_the_correspondence(ledger):
    recorded(ledger, answered(a_review(2)))
    result = recorded(later(ledger, hours=1), a_review(2))
    assert (result.edited, result.replies) == (0, 0)
    assert the_only(ledger, "findings")["review"]["reply"] is None
    assert the_only(ledger, "correspondence")["text"] == "Excuses, er komt een nieuw zadel."
    assert happened(ledger) == ["opened", "reply_observed"]


@pytest.mark.parametrize(("status", "becomes"), [("resolved", "resolved"), ("closed", "closed"), ("new", "answered")])
def test_a_reply_to_an_ended_complaint_is_noted_and_leaves_it_ended(ledger, status, becomes):
    recorded(ledger, a_review(2))
    complaint_with(ledger, status=status)
    recorded(later(ledger, hours=1), answered(a_review(2)))
    assert the_only(ledger, "complaints")["status"] == becomes
    assert happened(ledger)[-1] == "reply_observed"


def test_a_worse_review_with_a_reply_below_it_is_reopened_and_answered(ledger):
    recorded(ledger, a_review(2))
    actions.close(ledger, records.find(ledger.connection, "KW-2026-00001"))
    result = recorded(later(ledger, hours=1), answered(a_review(1)))
    assert result.reopened == ("KW-2026-00001",)
    assert the_only(ledger, "complaints")["status"] == "answered"


def read_without(ledger, **changes):
    """A reading that showed everything after the first of the month but no post; gives how many it found removed."""
    return finish(ledger, an_outcome(ledger, **{"range_from": datetime(2026, 11, 1, tzinfo=UTC), **changes}))


def test_a_post_is_removed_after_two_complete_readings_without_it(ledger):
    recorded(ledger, a_review(2))
    assert read_without(later(ledger, hours=1)) == 0
    assert the_only(ledger, "findings")["removed"] is None
    second = later(ledger, hours=2)
    assert read_without(second) == 1
    assert the_only(ledger, "findings")["removed"] == second.now
    assert happened(ledger) == ["opened", "removed"]
    assert told(ledger) == ["complaint.opened"]


def test_a_post_is_removed_only_once(ledger):
    recorded(ledger, a_review(2))
    assert [read_without(later(ledger, hours=hour)) for hour in range(1, 5)] == [0, 1, 0, 0]
    assert happened(ledger) == ["opened", "removed"]


def test_a_post_seen_between_two_readings_without_it_is_not_removed(ledger):
    recorded(ledger, a_review(2))
    read_without(later(ledger, hours=1))
    recorded(later(ledger, hours=2), a_review(2))
    assert read_without(later(ledger, hours=3)) == 0


def test_a_post_seen_in_this_reading_is_not_missing(ledger):
    recorded(ledger, a_review(2))
    for hour in (1, 2, 3):
        reading = later(ledger, hours=hour)
        recorded(later(reading, minutes=1), a_review(2), started=reading.now)
        assert finish(later(reading, minutes=2), an_outcome(reading, range_from=NOW - timedelta(days=20))) == 0


@pytest.mark.parametrize(
    ("changes", "published"),
    [
        ({"range_from": datetime(2026, 11, 15, tzinfo=UTC)}, "2026-11-14"),
        ({}, None),
        ({"range_from": None}, "2026-11-14"),
        ({"any_page": False}, "2026-11-14"),
        ({"source": "elders"}, "2026-11-14"),
    ],
)
def test_a_reading_says_nothing_of_posts_outside_its_range(ledger, changes, published):
    recorded(ledger, a_review(2, published=published))
    for hour in (1, 2, 3):
        assert read_without(later(ledger, hours=hour), **changes) == 0
    assert the_only(ledger, "findings")["missed"] == 0


def test_a_removed_post_that_stands_there_again_is_back(ledger):
    recorded(ledger, a_review(2))
    read_without(later(ledger, hours=1))
    read_without(later(ledger, hours=2))
    result = recorded(later(ledger, hours=3), a_review(2))
    assert (result.new, result.known) == (0, True)
    finding, event = the_only(ledger, "findings"), rows(ledger, "events")[-1]
    assert (finding["removed"], finding["missed"]) == (None, 0)
    assert (event["kind"], event["data"]["returned"]) == ("edited", True)


def test_praise_that_is_removed_and_returns_makes_no_event(ledger):
    recorded(ledger, a_review(5))
    read_without(later(ledger, hours=1))
    assert read_without(later(ledger, hours=2)) == 1
    recorded(later(ledger, hours=3), a_review(5))
    assert happened(ledger) == []


def test_a_post_without_an_id_is_found_again_after_its_text_was_edited(ledger):
    recorded(ledger, an_unnamed_post(2))
    result = recorded(later(ledger, hours=1), an_unnamed_post(2, text=UPDATE))
    assert (result.new, result.edited) == (0, 1)
    assert recorded(later(ledger, hours=2), an_unnamed_post(2, text=UPDATE)).known


def test_another_text_by_the_same_author_on_the_same_day_is_another_post(ledger):
    recorded(ledger, an_unnamed_post(2))
    other = an_unnamed_post(1, title="Bel", text="Mijn tweede bestelling: bel ontbrak, niemand neemt op.")
    assert recorded(later(ledger, hours=1), other).opened == ("KW-2026-00002",)


def test_two_posts_of_one_day_and_name_are_told_apart_when_one_is_edited(ledger):
    other = "De bel ontbrak en niemand nam de telefoon op."
    first, second = (an_unnamed_post(2, author="Anoniem", title=None, text=text) for text in (TEXT, other))
    recorded(ledger, first, second)
    edited = replace(second, text=other + " Nu wel.")
    result = recorded(later(ledger, hours=1), first, edited)
    assert (result.new, result.edited) == (0, 1)
    assert [row["review"]["text"] for row in rows(ledger, "findings")] == [TEXT, other + " Nu wel."]


def test_two_edited_posts_of_one_day_and_name_are_never_taken_for_each_other(ledger):
    other = "De bel ontbrak en niemand nam de telefoon op."
    recorded(ledger, *(an_unnamed_post(2, author="Anoniem", text=text) for text in (TEXT, other)))
    page = [an_unnamed_post(2, author="Anoniem", text=text + " Nog niets.") for text in (TEXT, other)]
    result = recorded(later(ledger, hours=1), *page)
    assert (result.new, result.edited) == (2, 0)


def test_two_new_texts_are_not_both_an_edit_of_one_post(ledger):
    recorded(ledger, an_unnamed_post(2))
    page = [an_unnamed_post(2, text=TEXT + more) for more in (" Nog niets.", " Update: opgelost.")]
    result = recorded(later(ledger, hours=1), *page)
    assert (result.new, result.edited) == (2, 0)


def test_one_new_text_is_not_an_edit_of_either_of_two_posts(ledger):
    recorded(ledger, *(an_unnamed_post(2, text=TEXT + more) for more in (" Nog niets.", " Update: opgelost.")))
    result = recorded(later(ledger, hours=1), an_unnamed_post(2, text=TEXT + " Of toch niet."))
    assert (result.new, result.edited) == (1, 0)


def test_posts_without_author_on_one_date_are_never_taken_for_an_edit(ledger):
    recorded(ledger, an_unnamed_post(2, author=None))
    assert recorded(later(ledger, hours=1), an_unnamed_post(2, author=None, text=UPDATE)).new == 1


def test_a_post_met_earlier_in_this_reading_is_not_taken_for_the_old_wording(ledger):
    recorded(ledger, an_unnamed_post(2))
    reading = later(ledger, hours=1)
    recorded(reading, an_unnamed_post(2), started=reading.now)
    second_page = recorded(later(reading, minutes=1), an_unnamed_post(2, text=UPDATE), started=reading.now)
    assert (second_page.new, second_page.edited) == (1, 0)


def test_the_same_words_on_another_site_are_not_an_edit(ledger):
    recorded(ledger, an_unnamed_post(2))
    result = recorded(later(ledger, hours=1), an_unnamed_post(2, site="elders", text=UPDATE), source="elders")
    assert (result.new, result.edited) == (1, 0)
    assert sorted(column(ledger, "findings", "origin")) == ["elders", SITE]


def test_a_worsened_post_is_routed_with_its_complaint(ledger):
    recorded(ledger, a_review(2))
    recorded(replace(later(ledger, hours=1), route=to_the_team), a_review(1))
    event = rows(ledger, "events")[-1]
    assert event["complaint"] == the_only(ledger, "complaints")["id"]
    assert event["snapshot"]["data"]["reference"] == "KW-2026-00001"
