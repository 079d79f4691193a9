"""Posts of one complaint come into one record, in whatever order they are found; staff can take them apart for good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from builders import a_review, answered, later, recorded
from hypothesis import given, settings
from hypothesis import strategies as st
from recorded import column, happened, rows, told

from complaints import actions, suggesting
from complaints.fingerprints import MOST
from complaints.joining import merge, split
from complaints.ledger import Ledger
from complaints.records import find
from complaints.review import Rating, Review
from complaints.suggesting import SuggestionError
from complaints.views import show

FIRST, SECOND, THIRD = (f"KW-2026-0000{n}" for n in (1, 2, 3))
FOUND = {"relation": "same_complaint"}
TABLE = "Tuintafel kwam met een diepe kras in het blad en drie schroeven te weinig."
STORY = (
    "Fietstas besteld voor mijn dochter, bestelling 447128. De gesp brak op dag twee en nu zit er een paperclip in. "
    "De winkel antwoordt alleen met een folder."
)


def post(**changes: object) -> Review:
    """What Tjitske Bedacht wrote on the first site, and with changes elsewhere."""
    told = {"id": "r1", "author": "Tjitske Bedacht", "title": "Gesp kapot", "text": STORY, "published": "2026-11-10"}
    return a_review(1, **{**told, **changes})


def copied() -> Review:
    """The same words on a second site."""
    return post(site="elders", id="e1", url="https://elders.example/1", author="T. Bedacht", published="2026-11-11")


def rewritten(**changes: object) -> Review:
    """Another telling, on a third site."""
    text = "Met een paperclip rijden we rond. Gesp van de fietstas brak na twee dagen, dochter in tranen. 447128."
    other = {"site": "derde", "id": "d1", "url": None, "author": "Tjitske B.", "title": None, "text": text}
    return post(**{**other, "published": "2026-11-12", **changes})


def news() -> Review:
    """She comes back three weeks later."""
    text = "Update over mijn fietstas, bestelling 447128: drie weken later dezelfde kapotte gesp met paperclip."
    return post(site="elders", id="e2", title="Kapot", text=text, published="2026-12-01", author="T. Bedacht")


def maybe() -> tuple[Review, Review]:
    """Two posts that might be of one person."""
    one = post(author="Karin", title=None, text=TABLE)
    text = "Diepe kras in het blad van de tuintafel en drie schroeven kwijt. Tien procent korting, belachelijk."
    other = {"site": "elders", "id": "e1", "author": "Anoniem", "title": None, "text": text}
    return one, post(**{**other, "published": "2026-11-11"})


def quoted() -> Review:
    """Someone else, on what she wrote."""
    text = f'Tjitske schreef: "{STORY[24:100]}" Nou, mijn bel van dezelfde winkel doet het al twee jaar prima hoor.'
    return post(site="forum", id="f1", author="Reinier Fantasie", title=None, text=text, published="2026-11-12")


def of_record(ledger: Ledger, reference: str) -> list[str]:
    return [one["id"] for one in show(ledger.connection, find(ledger.connection, reference))["findings"]]


def number(ledger: Ledger, post_id: str) -> int:
    return next(row["id"] for row in rows(ledger, "findings") if row["review"]["id"] == post_id)


def test_one_complaint_on_two_sites_of_one_page_is_one_record_and_one_alert(ledger: Ledger) -> None:
    done = recorded(ledger, post(), copied())
    assert done.opened == (FIRST,)
    assert of_record(ledger, FIRST) == ["r1", "e1"]
    assert told(ledger) == ["complaint.opened"]
    assert happened(ledger) == ["opened", "merged"]


def test_a_copy_that_is_found_later_is_an_event_and_no_second_alert(ledger: Ledger) -> None:
    recorded(ledger, post())
    assert recorded(later(ledger, hours=2), copied(), source="elders").opened == ()
    assert told(ledger) == ["complaint.opened"]
    (event,) = [row["data"] for row in rows(ledger, "events") if row["kind"] == "merged"]
    assert (event["finding"], event["with"]) == (number(ledger, "e1"), number(ledger, "r1"))
    assert (event["source"], event["relation"]) == ("elders", "same_post")


def test_another_telling_by_the_same_person_is_the_same_complaint_with_the_reasons(ledger: Ledger) -> None:
    recorded(ledger, post())
    recorded(ledger, rewritten())
    shown = show(ledger.connection, find(ledger.connection, FIRST))
    assert [one["id"] for one in shown["findings"]] == ["r1", "d1"]
    (match,) = shown["matches"]
    assert (match["finding"], match["with"]) == (number(ledger, "d1"), number(ledger, "r1"))
    assert (match["relation"], match["state"]) == ("same_complaint", "sure")
    assert match["reasons"][0] == "zelfde bestelnummer 447128"
    assert shown["findings"][0]["match"] == {**FOUND, "score": match["score"], "with": match["finding"]}


def test_a_quote_is_linked_and_has_a_record_of_its_own(ledger: Ledger) -> None:
    assert recorded(ledger, post(), quoted()).opened == (FIRST, SECOND)
    assert [row["relation"] for row in rows(ledger, "matches")] == ["quote"]


def test_news_reopens_a_complaint_that_had_ended_and_is_told(ledger: Ledger) -> None:
    recorded(ledger, post())
    actions.resolve(ledger, find(ledger.connection, FIRST), actions.Remedy(given="een nieuwe tas"), None)
    done = recorded(later(ledger, days=21), news())
    assert (done.opened, done.reopened) == ((), (FIRST,))
    assert find(ledger.connection, FIRST)["status"] == "new"
    assert told(ledger)[-1] == "complaint.reopened"


def test_a_copy_does_not_reopen_what_had_ended(ledger: Ledger) -> None:
    recorded(ledger, post())
    actions.close(ledger, find(ledger.connection, FIRST))
    assert recorded(later(ledger, days=1), copied()).reopened == ()
    assert find(ledger.connection, FIRST)["status"] == "closed"


def test_what_is_grave_elsewhere_weighs_on_the_record_and_is_told(ledger: Ledger) -> None:
    recorded(ledger, replace(post(), rating=Rating(value=3, best=5)))
    assert find(ledger.connection, FIRST)["severity"] == "low"
    threat = replace(copied(), text=f"{STORY} Morgen bel ik een advocaat.")
    recorded(later(ledger, hours=1), threat)
    assert find(ledger.connection, FIRST)["severity"] == "high"
    assert told(ledger) == ["complaint.opened", "complaint.worsened"]


def test_the_shops_answer_on_the_second_site_answers_the_complaint(ledger: Ledger) -> None:
    recorded(ledger, post())
    recorded(later(ledger, hours=1), answered(copied()))
    assert find(ledger.connection, FIRST)["status"] == "answered"


def test_a_post_that_ties_two_records_together_merges_them(ledger: Ledger) -> None:
    one, other = maybe()
    recorded(ledger, one, other)
    tie = replace(one, site="derde", id="d9", author="Karin Jansen", text=f"{one.text} {other.text}", title=None)
    assert column(ledger, "complaints", "status") == ["new", "new"]
    recorded(later(ledger, hours=1), tie)
    assert column(ledger, "complaints", "status") == ["new", "merged"]
    assert len(of_record(ledger, FIRST)) == 3


# In whatever order


@settings(max_examples=25, deadline=None)
@given(order=st.permutations(range(6)), pages=st.sets(st.integers(1, 5)))
def test_the_same_posts_in_any_order_and_on_any_pages_give_the_same_complaints(
    ledger: Ledger, order: Sequence[int], pages: set[int]
) -> None:
    posts = [post(), copied(), rewritten(), news(), quoted(), a_review(2, id="r7", published="2026-11-12")]
    together = {frozenset({"r1", "e1", "d1", "e2"}), frozenset({"f1"}), frozenset({"r7"})}
    with ledger.connection.begin_nested() as undone:
        cuts = [0, *sorted(pages), 6]
        for start, end in pairwise(cuts):
            recorded(ledger, *(posts[at] for at in order[start:end]))
        found: dict[int, set[str]] = {}
        for row in rows(ledger, "findings"):
            found.setdefault(row["complaint"], set()).add(row["review"]["id"])
        assert {frozenset(ids) for ids in found.values()} == together
        undone.rollback()


# Taken apart


def test_what_was_split_off_is_not_put_together_again(ledger: Ledger) -> None:
    recorded(ledger, post(), copied())
    out = split(ledger, find(ledger.connection, FIRST), str(number(ledger, "e1")))
    assert out == SECOND
    recorded(later(ledger, hours=1), rewritten())
    assert [row["complaint"] is None for row in rows(ledger, "findings")] == [False] * 3
    assert column(ledger, "complaints", "merged_into") == [None, None]
    assert column(ledger, "matches", "state")[0] == "refused"


def test_whoever_merges_by_hand_takes_the_split_back(ledger: Ledger) -> None:
    recorded(ledger, post(), copied())
    split(ledger, find(ledger.connection, FIRST), str(number(ledger, "e1")))
    merge(ledger, find(ledger.connection, SECOND), find(ledger.connection, FIRST))
    assert column(ledger, "matches", "state") == ["accepted"]


# Suggestions


def test_what_is_not_sure_is_suggested_and_comes_together_when_accepted(ledger: Ledger) -> None:
    assert recorded(ledger, *maybe()).opened == (FIRST, SECOND)
    (one,) = suggesting.listed(ledger.connection)
    assert (one["finding"], one["with"]) == (number(ledger, "e1"), number(ledger, "r1"))
    assert (one["complaint"], one["with_complaint"]) == (SECOND, FIRST)
    assert any("tuintafel" in reason for reason in one["reasons"])
    suggesting.accept(replace(ledger, by="Miep"), one["suggestion"])
    assert column(ledger, "complaints", "status") == ["new", "merged"]
    assert list(suggesting.listed(ledger.connection)) == []


def test_a_refusal_is_remembered(ledger: Ledger) -> None:
    recorded(ledger, *maybe())
    (one,) = suggesting.listed(ledger.connection)
    suggesting.refuse(replace(ledger, by="Miep"), one["suggestion"])
    recorded(later(ledger, days=1), *maybe())
    assert list(suggesting.listed(ledger.connection)) == []
    with pytest.raises(SuggestionError, match="needs no answer: it is refused"):
        suggesting.accept(ledger, one["suggestion"])


def test_a_suggestion_that_is_not_there_is_named(ledger: Ledger) -> None:
    with pytest.raises(SuggestionError, match="there is no suggestion 99"):
        suggesting.refuse(ledger, 99)


def test_posts_of_two_shops_are_never_one_complaint(ledger: Ledger) -> None:
    recorded(ledger, post())
    other = replace(ledger, shop=replace(ledger.shop, key="steporama"))
    assert recorded(other, copied()).opened == (SECOND,)


def test_an_edit_that_makes_two_posts_alike_brings_them_together(ledger: Ledger) -> None:
    recorded(ledger, post(), a_review(1, id="r5", published="2026-11-11", site="elders"))
    assert column(ledger, "complaints", "status") == ["new", "new"]
    edited = replace(copied(), id="r5")
    recorded(later(ledger, hours=3), edited)
    assert column(ledger, "complaints", "status") == ["new", "merged"]


def test_boilerplate_is_not_looked_up_and_costs_no_more_rows(ledger: Ledger) -> None:
    said = {"author": None, "title": None, "text": "Snelle levering, goede service, top winkel!", "published": None}
    for day in range(8):
        recorded(later(ledger, days=day), *(a_review(5, id=f"r{day}{n}", **said) for n in range(10)))
    marks = column(ledger, "fingerprints", "mark")
    assert max(marks.count(mark) for mark in set(marks)) == MOST + 1


def test_news_is_dated_long_after_what_it_is_news_of(ledger: Ledger) -> None:
    recorded(ledger, post())
    recorded(later(ledger, days=21), news())
    assert [row["relation"] for row in rows(ledger, "matches")] == ["follow_up"]
