"""Posts that were read by a way that is not sure wait: until someone has looked, or a sure way reads them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import PAGE, PRAISE, TEXT, a_review, an_outcome, an_unnamed_post, answered, later, recorded
from recorded import column, rows, the_only, told

from complaints.recognise import is_same
from complaints.sources import finish, load
from complaints.withheld import release

LONG_AGO = "2026-08-01"


def by_cards(mark: float | None = 2, **changes):
    return an_unnamed_post(mark, **{"reader": "cards", "title": "Te laat", "text": TEXT, **changes})


def test_what_is_not_sure_is_kept_and_opens_nothing(ledger):
    result = recorded(ledger, by_cards(1), withheld=True)
    assert (result.new, result.withheld, result.opened) == (1, 1, ())
    finding = the_only(ledger, "findings")
    assert (finding["decision"], finding["complaint"], finding["withheld"]) == ("complaint", None, True)
    assert told(ledger) == []


@pytest.mark.parametrize("mark", [1, None])
def test_once_someone_has_looked_it_opens_its_record_as_history_does(ledger, mark):
    recorded(ledger, by_cards(mark), withheld=True)
    released = release(later(ledger, days=40), column(ledger, "findings", "id"))
    assert (released.posts, released.opened) == (1, ("KW-2026-00001",))
    assert the_only(ledger, "complaints")["from_history"] is True
    assert column(ledger, "findings", "withheld") == [None]


@pytest.mark.parametrize(
    ("review", "why"),
    [
        (by_cards(5, title="Prima", text=PRAISE), "praise"),
        (by_cards(1, published=LONG_AGO), "too old when it was found"),
        (by_cards(1, best=None), "unknown scale"),
        (answered(by_cards(1)), "answered"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_would_open_no_record_opens_none_then_either(ledger, review, why):
    recorded(ledger, review, withheld=True)
    assert release(ledger, column(ledger, "findings", "id")).opened == ()


def test_a_post_is_let_go_once(ledger):
    recorded(ledger, by_cards(1), withheld=True)
    ids = column(ledger, "findings", "id")
    assert [release(ledger, ids).posts, release(ledger, ids).posts, release(ledger, []).posts] == [1, 0, 0]
    assert len(rows(ledger, "complaints")) == 1


@pytest.mark.parametrize("changes", [{}, {"text": TEXT + " Niemand belt terug."}], ids=["as it was", "other words"])
def test_what_a_sure_reading_meets_waits_no_longer(ledger, changes):
    recorded(ledger, by_cards(1), withheld=True)
    result = recorded(later(ledger, hours=1), by_cards(1, **changes))
    assert (result.new, result.withheld, result.opened, result.past) == (0, -1, ("KW-2026-00001",), result.opened)


def test_a_scale_that_becomes_known_opens_one_record_and_no_two(ledger):
    recorded(ledger, by_cards(2, best=None), withheld=True)
    result = recorded(later(ledger, hours=1), by_cards(2, best=10))
    assert result.opened == ("KW-2026-00001",)
    assert len(rows(ledger, "complaints")) == 1


def test_what_is_not_sure_changes_nothing_of_what_was_read_before(ledger):
    recorded(ledger, by_cards(4))
    before = the_only(ledger, "findings")
    result = recorded(later(ledger, hours=1), by_cards(1, best=None), withheld=True)
    after = the_only(ledger, "findings")
    assert (result.edited, result.opened, result.withheld) == (0, (), 0)
    assert after == {**before, "last_seen": after["last_seen"]}
    assert after["last_seen"] > before["last_seen"]


def test_what_waits_is_kept_as_it_was_read_last(ledger):
    recorded(ledger, by_cards(4), withheld=True)
    recorded(later(ledger, hours=1), by_cards(1), withheld=True)
    finding = the_only(ledger, "findings")
    assert (finding["review"]["rating"]["value"], finding["decision"], finding["withheld"]) == (1, "complaint", True)


@pytest.mark.parametrize("withheld", [False, True])
def test_a_post_that_lost_its_id_to_another_way_of_reading_is_the_same_post(ledger, withheld):
    recorded(ledger, a_review(1))
    result = recorded(later(ledger, hours=1), by_cards(1, title=None, url=PAGE, author="T."), withheld=withheld)
    assert (result.new, result.opened, len(rows(ledger, "findings"))) == (0, (), 1)


def test_a_post_that_is_read_as_before_again_is_still_the_same_post(ledger):
    recorded(ledger, a_review(1))
    recorded(later(ledger, hours=1), by_cards(1))
    result = recorded(later(ledger, hours=2), a_review(1))
    assert (result.new, result.opened, len(rows(ledger, "findings"))) == (0, (), 1)
    assert the_only(ledger, "findings")["key"] == "id:r1"


def test_one_text_of_two_posts_is_nobodys(ledger):
    recorded(ledger, a_review(1), a_review(1, id="r2", author="Bas", text=TEXT))
    result = recorded(later(ledger, hours=1), by_cards(1, author="T."))
    assert result.new == 1


WORDS = "De fiets kwam drie weken te laat en niemand belde terug."


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        (a_review(text=WORDS), by_cards(text=WORDS), True),
        (a_review(text=WORDS), by_cards(text=WORDS[:40] + "…"), True),
        (by_cards(text=WORDS), by_cards(text=WORDS, author="Bas"), True),
        (a_review(text=WORDS), a_review(text=WORDS), False),
        (a_review(text=WORDS), by_cards(text="Een andere klacht over een andere fiets."), False),
        (a_review(text="Prima."), by_cards(text="Prima.", title=None), True),
        (a_review(text="Prima."), by_cards(text="Prima.", author="Bas"), False),
    ],
)
def test_two_readings_of_different_ways_are_one_post_by_their_words(before, after, same):
    assert is_same(before, after) is same


def test_the_operator_is_asked_once_to_look_at_what_waits(ledger):
    for hour in range(2):
        finish(
            later(ledger, hours=hour), an_outcome(ledger, withheld=3, unsure=("fewer than 3 reviews", "unsure: title"))
        )
    (event,) = rows(ledger, "events")
    assert (event["kind"], event["data"]["reason"]) == ("look", "fewer than 3 reviews; unsure: title")
    assert event["data"]["findings"] == 3


def test_the_way_a_source_is_read_and_how_much_waits_is_known_to_the_next_reading(ledger):
    recorded(ledger, by_cards(1), withheld=True)
    finish(ledger, an_outcome(ledger, way="cards", withheld=1))
    finish(later(ledger, hours=1), an_outcome(ledger, way=None))
    before = load(ledger.connection, ledger.shop.key, "winkelpraat", ledger.now)
    assert (before.way, before.withheld) == ("cards", 1)


@pytest.mark.parametrize(("lamp", "learned"), [("live", {"canary": 2}), ("changed", {"canary": 1})])
def test_a_stored_reading_follows_good_readings_only(ledger, lamp, learned):
    finish(ledger, an_outcome(ledger, learned={"canary": 1}))
    finish(later(ledger, hours=1), an_outcome(ledger, lamp, learned={"canary": 2}))
    assert load(ledger.connection, ledger.shop.key, "winkelpraat", ledger.now).learned == learned


@pytest.mark.parametrize(("lamp", "asked"), [("live", '"a"'), ("changed", None)])
def test_pages_of_a_source_that_changed_are_asked_for_whole(ledger, lamp, asked):
    from complaints.sources import Before, KnownPage

    page = KnownPage(etag='"a"', last_modified="x", next="n", findings=(1,))
    before = replace(Before(lamp=lamp), pages={PAGE: page})
    assert before.asked_for[PAGE].etag == asked
    assert before.asked_for[PAGE].findings == (1,)
