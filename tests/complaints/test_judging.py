"""A person's judgement: it stands over the program's, for good; a mark that falls is told all the same."""

from dataclasses import replace

import pytest
from builders import TEXT, a_review, later, recorded
from hypothesis import given
from hypothesis import strategies as st
from recorded import happened, rows, the_only, told

from complaints import actions
from complaints.decide import Decision, decide
from complaints.judging import Judgement, judge, over
from complaints.ledger import Ledger
from complaints.states import ForbiddenChangeError
from complaints.tables import complaints
from complaints.typed import TypedError

UPDATE = TEXT + " Update: nog steeds niets gehoord."


@pytest.fixture
def staff(ledger: Ledger) -> Ledger:
    recorded(ledger, a_review(2))
    return replace(later(ledger, hours=1), by="Miep")


def judged(ledger: Ledger, **said: object) -> None:
    judge(ledger, the_only(ledger, "complaints"), Judgement(**said))


def weight(ledger: Ledger, table: str) -> tuple:
    row = the_only(ledger, table)
    return row["decision"], row["severity"], row["themes"], row["reasons"]


WHOLE = {"decision": "mixed", "severity": "high", "themes": ("levering", "kapot")}


def test_a_judgement_stands_on_the_complaint_and_on_its_post(staff):
    judged(staff, **WHOLE)
    expected = ("mixed", "high", ["levering", "kapot"], ["beoordeeld door Miep", "2 van 5"])
    assert weight(staff, "complaints") == weight(staff, "findings") == expected


def test_a_judgement_is_an_event_that_keeps_what_was_decided_before(staff):
    judged(staff, severity="high")
    event = rows(staff, "events")[-1]
    assert (event["kind"], event["by"]) == ("judged", "Miep")
    assert event["data"] == {"severity": "high", "before": {"severity": "normal"}}
    assert the_only(staff, "complaints")["status"] == "new"


def test_what_is_not_judged_stays_as_it_was(staff):
    judged(staff, severity="high")
    assert weight(staff, "complaints")[:3] == ("complaint", "high", list(decide(a_review(2), "nl").themes))


def test_a_second_judgement_adds_to_the_first_and_wins_where_both_speak(staff):
    judged(staff, decision="mixed", severity="low")
    judged(replace(staff, by="Kees"), severity="high")
    recorded(later(staff, hours=1), a_review(2, text=UPDATE))
    made = decide(a_review(2, text=UPDATE), "nl")
    expected = ("mixed", "high", list(made.themes), ["beoordeeld door Kees", *made.reasons])
    assert weight(staff, "findings") == expected


def test_no_edit_decides_over_a_judgement(staff):
    judged(staff, **WHOLE)
    recorded(later(staff, hours=1), a_review(2, text=UPDATE))
    recorded(later(staff, hours=2), a_review(5, text="Toch tevreden."))
    assert weight(staff, "findings")[:3] == ("mixed", "high", ["levering", "kapot"])
    assert weight(staff, "complaints")[:3] == ("mixed", "high", ["levering", "kapot"])


def test_a_mark_that_falls_is_told_and_takes_no_judgement_back(staff):
    judged(staff, decision="no", severity="low")
    recorded(later(staff, hours=1), a_review(1))
    assert (happened(staff)[-1], told(staff)[-1]) == ("worsened", "complaint.worsened")
    assert weight(staff, "complaints")[:2] == weight(staff, "findings")[:2] == ("no", "low")


def test_words_that_get_worse_do_not_alert_where_a_person_said_no(staff):
    judged(staff, decision="no")
    recorded(later(staff, hours=1), a_review(2, recommend=False))
    assert happened(staff)[-1] == "edited"
    assert told(staff) == ["complaint.opened"]


def test_a_complaint_without_a_post_can_be_judged(staff):
    staff.connection.execute(complaints.update().values(channel="phone"))
    judged(staff, severity="low")
    judged(staff, severity="high")
    complaint = the_only(staff, "complaints")
    assert (complaint["severity"], complaint["reasons"]) == ("high", ["beoordeeld door Miep", "2 van 5"])


def test_what_ended_can_still_be_judged(staff):
    actions.close(staff, the_only(staff, "complaints"))
    judged(staff, severity="high")
    assert (the_only(staff, "complaints")["status"], the_only(staff, "complaints")["severity"]) == ("closed", "high")


def test_what_was_merged_away_cannot_be_judged(staff):
    staff.connection.execute(complaints.update().values(status="merged"))
    with pytest.raises(ForbiddenChangeError):
        judged(staff, severity="high")


@pytest.mark.parametrize("themes", [("\u200b",), ("x" * 51,), tuple(f"thema {n}" for n in range(11))])
def test_themes_are_few_and_short(staff, themes):
    before = rows(staff, "complaints")
    with pytest.raises(TypedError):
        judged(staff, themes=themes)
    assert rows(staff, "complaints") == before


def test_a_theme_is_kept_once(staff):
    judged(staff, themes=("levering", " levering ", "kapot"))
    assert the_only(staff, "complaints")["themes"] == ["levering", "kapot"]


DECISIONS = st.sampled_from(["complaint", "mixed", "no", "to_judge"])


@given(DECISIONS, st.dictionaries(st.sampled_from(["decision"]), DECISIONS))
def test_what_was_judged_always_wins(decides, said):
    made = Decision(decision=decides, severity="low", reasons=("1 van 5",), opens=True)
    result = over(made, {**said, "reason": "beoordeeld"})
    assert result.decision == said.get("decision", decides)
    assert (result.severity, result.reasons, result.opens) == ("low", ("beoordeeld", "1 van 5"), True)
    assert over(made, None) is made
