"""What is held of a person, and erasing it: nothing is left of them, the log holds, and nothing comes back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from builders import NOW, TEXT, a_review, a_shop, an_outcome, an_unnamed_post, answered, later, recorded
from recorded import counts, happened, rows, the_only

from complaints import actions, by_hand, joining, sources, summary, tables
from complaints.ledger import Ledger
from complaints.privacy import erasing, held, traces
from complaints.privacy.dossier import dossier
from complaints.privacy.names import ERASED, Name
from complaints.records import UnknownReferenceError, find
from complaints.states import ForbiddenChangeError

NAME = "Truus Verzonnen"
OTHER = a_review(
    1, id="r9", url="https://winkelpraat.example/r9", author="Bo Bedacht", text="Vier weken geen antwoord."
)
WORDS = ("verzonnen", "gescheurd", "dorpsstraat", "lekke band", "nieuw zadel", "boos")


def everything(ledger: Ledger) -> str:
    """All that stands in all tables, small letters."""
    return json.dumps({name: rows(ledger, name) for name in tables.metadata.tables}, default=str).casefold()


def hits(ledger: Ledger) -> dict[str, int]:
    return {word: everything(ledger).count(word) for word in WORDS}


def lived(ledger: Ledger) -> Ledger:
    """A complaint with all that a complaint can have, told in a summary and by mail; and one of someone else."""
    recorded(ledger, a_review(1), OTHER, first=True)
    sources.finish(ledger, an_outcome(ledger, any_page=True))
    summary.summarise(ledger)
    second = later(ledger, hours=1)
    recorded(second, answered(a_review(1, text=f"{TEXT} Nu ook nog een lekke band.")), OTHER)
    row = find(second.connection, "KW-2026-00001")
    actions.note(second, row, actions.Note(text="Truus Verzonnen, Dorpsstraat 1", direction="from_customer"))
    actions.resolve(second, row, actions.Remedy(asked="nieuw zadel", given="nieuw zadel", amount="12,50"), "was boos")
    actions.keep_satisfaction(second, row, "nog boos", 4)
    told = by_hand.Told(channel="phone", person="TRUUS  Verzónnen", text="Weer boos", contact="Dorpsstraat 1")
    by_hand.open_by_hand(second, told, alert=True)
    return second


def erased(ledger: Ledger, author: str = NAME) -> held.Held:
    found = held.of_author(ledger.connection, author)
    erasing.erase(ledger.connection, ledger.now, "Jo", found, "request")
    traces.clear(ledger.connection, found.references, [Name(author)], [Name(author)])
    return found


def test_all_of_a_person_is_found_in_any_spelling(ledger):
    second = lived(ledger)
    found = held.of_author(second.connection, "trúus verzonnen")
    assert found.references == ("KW-2026-00001", "KW-2026-00003")
    assert [row["review"]["id"] for row in found.findings] == ["r1"]
    assert held.counts(second.connection, found) == {
        "findings": 1,
        "revisions": 1,
        "complaints": 2,
        "events": sum(row["complaint"] in found.complaint_ids for row in rows(second, "events")),
        "correspondence": 6,
        "messages": 2,
    }


@pytest.mark.parametrize("author", ["Truus", "Verzonnen", "Truus Verzonnen-Bedacht", ""])
def test_a_part_of_a_name_finds_nobody(ledger, author):
    lived(ledger)
    assert held.of_author(ledger.connection, author) == held.Held()


def test_nothing_of_a_person_is_left_in_any_table(ledger):
    second = lived(ledger)
    assert all(hits(second).values())
    erased(second)
    assert hits(second) == dict.fromkeys(WORDS, 0)


def test_what_is_of_others_stays_as_it_was(ledger):
    second = lived(ledger)
    before = rows(second, "findings")[1]
    erased(second)
    assert the_only(second, "findings") == before
    assert [row["person"] for row in rows(second, "complaints")] == [None, "Bo Bedacht", None]


def test_the_record_stays_without_the_person(ledger):
    second = lived(ledger)
    was = rows(second, "complaints")[0]
    kinds = happened(second)
    erased(second)
    row = rows(second, "complaints")[0]
    kept = ("reference", "seen", "opened", "resolved", "decision", "severity", "themes", "remedy_amount", "channel")
    assert {name: row[name] for name in kept} == {name: was[name] for name in kept}
    assert (row["status"], row["person"], row["reasons"], row["retain_until"]) == ("erased", None, [], None)
    assert happened(second) == [*kinds, "erased", "erased"]
    last = rows(second, "events")[-2]
    assert (last["by"], last["data"]) == ("Jo", {"was": "resolved", "because": "request"})


def test_no_message_about_an_erased_complaint_waits(ledger):
    second = lived(ledger)
    found = erased(second)
    about = {row["id"] for row in rows(second, "events") if row["complaint"] in found.complaint_ids}
    assert not about & {row["event"] for row in rows(second, "outbox")}


def test_the_summary_of_a_first_reading_names_the_complaint_and_no_longer_the_person(ledger):
    second = lived(ledger)
    erased(second)
    (event,) = (row for row in rows(second, "events") if row["kind"] == "first_reading")
    for told in (event["data"], event["snapshot"]["data"]):
        first, other = told["complaints"]
        assert first == {**dict.fromkeys(first), "reference": "KW-2026-00001", "severity": "normal"}
        assert other["author"] == "Bo Bedacht"


@pytest.mark.parametrize("verb", [actions.acknowledge, actions.close, actions.reopen])
def test_nothing_can_be_done_to_what_was_erased(ledger, verb):
    second = lived(ledger)
    erased(second)
    with pytest.raises(ForbiddenChangeError, match="complaint that is erased"):
        verb(second, find(second.connection, "KW-2026-00001"))


POSTS = {
    "with an id": a_review(1),
    "without an id": an_unnamed_post(1),
    "without an id or an author": an_unnamed_post(1, author=None),
}


@pytest.mark.parametrize("post", POSTS.values(), ids=POSTS)
def test_an_erased_post_stays_away_over_three_readings_and_an_import(ledger, post):
    recorded(ledger, post, OTHER)
    found = held.of_reference(ledger.connection, "KW-2026-00001")
    erasing.erase(ledger.connection, ledger.now, "Jo", found, "request")
    before = counts(ledger)
    for day in (1, 2, 3):
        again = recorded(later(ledger, days=day), post, OTHER)
        assert (again.new, again.edited, again.opened) == (0, 0, ())
    for elsewhere in (replace(post, site="import", id=None), replace(post, site="enquete", id="77", reader="import")):
        assert recorded(later(ledger, days=4), elsewhere, source="import", url=None).new == 0
    assert counts(ledger) == before


@pytest.mark.parametrize("post", [POSTS["with an id"], POSTS["without an id"]], ids=["with an id", "without"])
def test_an_erased_post_stays_away_in_new_words(ledger, post):
    recorded(ledger, post)
    erased(ledger)
    edited = replace(post, title=None, text="Heel andere woorden over een zeer oude kettingkast.")
    assert recorded(later(ledger, days=1), edited).new == 0


def test_an_earlier_wording_does_not_come_back_either(ledger):
    recorded(ledger, a_review(1))
    recorded(later(ledger, hours=1), a_review(1, text="Nu opeens heel andere woorden over de fiets."))
    erased(ledger)
    assert recorded(later(ledger, days=1), a_review(1, id=None, site="import"), source="import", url=None).new == 0


def test_a_new_post_of_someone_else_on_the_same_page_is_told(ledger):
    recorded(ledger, an_unnamed_post(1))
    erased(ledger)
    assert recorded(later(ledger, days=1), an_unnamed_post(1, author="Bo Bedacht", text="Nog steeds geen fiets.")).new


def test_another_shop_may_keep_the_same_post(ledger):
    recorded(ledger, a_review(1))
    erased(ledger)
    other = Ledger(connection=ledger.connection, shop=a_shop(key="steporama"), now=NOW)
    assert recorded(other, a_review(1)).new == 1


def test_a_complaint_goes_with_all_that_was_merged_into_it(ledger):
    recorded(ledger, a_review(1), replace(OTHER, author="T. V."))
    merging = find(ledger.connection, "KW-2026-00002"), find(ledger.connection, "KW-2026-00001")
    joining.merge(ledger, *merging)
    with pytest.raises(ForbiddenChangeError, match="merged into KW-2026-00001"):
        held.of_reference(ledger.connection, "KW-2026-00002")
    found = held.of_reference(ledger.connection, "KW-2026-00001")
    assert found.references == ("KW-2026-00001", "KW-2026-00002")
    erasing.erase(ledger.connection, ledger.now, "Jo", found, "request")
    assert rows(ledger, "findings") == []
    assert [row["status"] for row in rows(ledger, "complaints")] == ["erased", "erased"]
    assert rows(ledger, "complaints")[1]["merged_into"] == rows(ledger, "complaints")[0]["id"]


def test_praise_without_a_complaint_goes_too(ledger):
    recorded(ledger, a_review(5, text="Prima, groet van de Dorpsstraat."))
    erased(ledger)
    assert rows(ledger, "findings") == []


def test_what_is_erased_twice_is_erased_once(ledger):
    second = lived(ledger)
    erased(second)
    before = counts(second)
    found = held.of_reference(second.connection, "KW-2026-00001")
    assert set(held.counts(second.connection, found).values()) == {0}
    erasing.erase(second.connection, second.now, "Jo", found, "request")
    assert counts(second) == before


def test_a_reference_that_is_not_there_is_named(ledger):
    with pytest.raises(UnknownReferenceError):
        held.of_reference(ledger.connection, "KW-2026-00001")


def test_pages_forget_the_number_of_a_post_that_went(ledger):
    recorded(ledger, a_review(1), OTHER)
    first, second = (row["id"] for row in rows(ledger, "findings"))
    known = sources.KnownPage(etag="e", last_modified=None, next=None, findings=(first, second))
    sources.keep_page(ledger, "winkelpraat", sources.SeenPage(url="https://x.example/", known=known))
    erased(ledger)
    assert the_only(ledger, "pages")["findings"] == [second]


# Traces


def own_traces(ledger: Ledger) -> None:
    c, now = ledger.connection, ledger.now
    page = {"shop": "x", "source": "x", "findings": [], "at": now}
    c.execute(
        sa.insert(tables.pages),
        [{**page, "url": "https://x.example/u/truus-verzonnen"}, {**page, "url": "https://x.example/"}],
    )
    c.execute(
        sa.insert(tables.robots).values(
            authority="https://x.example", fetched=now, expires=now, kind="rules", text="Disallow: /Truus_Verzonnen"
        )
    )
    reason = "hostile page: a tag of 64 KiB; it begins: <b>Truus Verzonnen was boos"
    c.execute(
        sa.insert(tables.sources).values(shop="x", name="x", site="page", lamp="hostile", reason=reason, since=now)
    )
    c.execute(sa.insert(tables.runs).values(started=now, result={"sources": [{"reason": reason}]}))
    lamp: dict[str, Any] = {"uid": "evt_1", "shop": "x", "kind": "lamp", "at": now, "by": "klachtwacht"}
    c.execute(sa.insert(tables.events).values(**lamp, data={"reason": reason}, snapshot={"data": {"reason": reason}}))


def test_addresses_lamps_and_accounts_of_passes_keep_no_trace(ledger):
    second = lived(ledger)
    own_traces(second)
    erased(second)
    assert hits(second) == dict.fromkeys(WORDS, 0)
    assert the_only(second, "pages")["url"] == "https://x.example/"
    assert rows(second, "robots") == []
    assert rows(second, "sources")[-1]["reason"] == "hostile page: a tag of 64 KiB"


def test_a_full_name_goes_out_of_what_others_wrote(ledger):
    recorded(ledger, replace(OTHER, text="Truus Verzonnen heeft gelijk, niemand antwoordt."))
    found = held.Held()
    traces.clear(ledger.connection, found.references, [Name(NAME)], [Name(NAME)])
    assert the_only(ledger, "findings")["review"]["text"] == f"{ERASED} heeft gelijk, niemand antwoordt."
    assert traces.mentions(ledger.connection, [Name(NAME)]) == {}


def test_a_name_of_one_word_stays_in_what_others_wrote_and_is_counted(ledger):
    recorded(ledger, replace(OTHER, text="Truus heeft gelijk, niemand antwoordt."))
    traces.clear(ledger.connection, (), [Name("Truus")], [Name("Truus")])
    assert traces.mentions(ledger.connection, [Name("Truus")]) == {"findings": 1}


# What is held, taken out


def test_a_dossier_holds_every_word_of_a_person_and_none_of_others(ledger):
    second = lived(ledger)
    whole = dossier(second.connection, held.of_author(second.connection, NAME), {"author": NAME}, second.now)
    text = json.dumps(whole, ensure_ascii=False).casefold()
    assert all(word in text for word in WORDS)
    assert "bo bedacht" not in text
    assert [post["earlier"][0]["review"]["text"] for post in whole["posts"]] == [TEXT]
    assert [each["reference"] for each in whole["complaints"]] == ["KW-2026-00001", "KW-2026-00003"]
    assert {each["destination"] for each in whole["messages"]} == {"team"}
