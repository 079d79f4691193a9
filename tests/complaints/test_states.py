"""The table of states: what may be done to a complaint, and what it becomes."""

import pytest

from complaints.states import AS_BEFORE, CHANGES, ENDED, OPEN, STATES, UNANSWERED, ForbiddenChangeError, change

# What each verb makes of each state; a verb that is not named for a state is forbidden there.
ANYWHERE = ("note", "judge", "take", "split")
ENDS = {"merge": "merged", "erase": "erased"}
TABLE = {
    "new": {
        "ack": "acknowledged", "assign": "new", "wait": "waiting", "answer": "answered", "resolve": "resolved",
        "close": "closed", "dismiss": "dismissed", "observe": "answered", "worsen": "new",
    },
    "acknowledged": {
        "assign": "acknowledged", "wait": "waiting", "answer": "answered", "resolve": "resolved", "close": "closed",
        "dismiss": "dismissed", "observe": "answered", "worsen": "acknowledged",
    },
    "waiting": {
        "ack": "acknowledged", "assign": "waiting", "wait": "waiting", "answer": "answered", "resolve": "resolved",
        "close": "closed", "dismiss": "dismissed", "observe": "answered", "worsen": "waiting",
        "resume": "acknowledged",
    },
    "answered": {
        "assign": "answered", "wait": "waiting", "answer": "answered", "resolve": "resolved", "close": "closed",
        "dismiss": "dismissed", "satisfaction": "answered", "reopen": "new", "observe": "answered",
    },
    "resolved": {
        "assign": "resolved", "answer": "resolved", "resolve": "resolved", "close": "closed",
        "satisfaction": "resolved", "reopen": "new", "observe": "resolved",
    },
    "closed": {"satisfaction": "closed", "reopen": "new", "observe": "closed"},
    "dismissed": {"reopen": "new", "observe": "dismissed"},
    "merged": {"restore": AS_BEFORE, "erase": "erased"},
    "erased": {},
}  # fmt: skip
for state, verbs in TABLE.items():
    verbs.update({**dict.fromkeys(ANYWHERE, state), **ENDS} if state not in {"merged", "erased"} else {})
EVENTS = {
    "ack": "acknowledged", "assign": "assigned", "wait": "waiting", "resume": "resumed", "note": "note",
    "answer": "answered", "resolve": "resolved", "satisfaction": "satisfaction", "close": "closed",
    "reopen": "reopened", "dismiss": "dismissed", "judge": "judged", "merge": "merged",
    "take": "merged", "split": "split", "restore": "split", "observe": "reply_observed", "worsen": "worsened",
    "erase": "erased",
}  # fmt: skip
VERBS = tuple(EVENTS)
# Who acknowledges what waits takes it up again.
OTHERWISE = {("ack", "waiting"): "resumed"}


def test_the_states_are_those_of_the_contract():
    assert STATES == (
        "new",
        "acknowledged",
        "waiting",
        "answered",
        "resolved",
        "closed",
        "dismissed",
        "merged",
        "erased",
    )
    assert set(TABLE) == set(STATES)


def test_the_verbs_are_those_of_the_table():
    assert {c.verb for c in CHANGES} == set(VERBS)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", STATES)
def test_every_verb_in_every_state_does_what_the_table_says(state, verb):
    if verb not in TABLE[state]:
        with pytest.raises(ForbiddenChangeError):
            change(verb, state)
        return
    made = change(verb, state)
    assert (made.target or state) == TABLE[state][verb]
    assert made.event == OTHERWISE.get((verb, state), EVENTS[verb])


@pytest.mark.parametrize(
    ("verb", "state", "text"),
    [
        (
            "ack",
            "closed",
            "cannot ack a complaint that is closed; it has to be new or waiting. "
            "Possible now: note, satisfaction, reopen, judge, merge, split",
        ),
        (
            "reopen",
            "new",
            "cannot reopen a complaint that is new; it has to be answered or resolved or closed or dismissed. "
            "Possible now: ack, assign, wait, note, answer, resolve, close, judge, dismiss, merge, split",
        ),
        (
            "close",
            "merged",
            "cannot close a complaint that is merged; it has to be new or acknowledged or waiting or answered or "
            "resolved. Possible now: nothing",
        ),
    ],
)
def test_a_forbidden_change_says_what_is_allowed(verb, state, text):
    with pytest.raises(ForbiddenChangeError) as caught:
        change(verb, state)
    assert str(caught.value) == text


def test_open_is_what_staff_has_work_on_and_unanswered_what_someone_waits_for():
    assert OPEN == ("new", "acknowledged", "waiting", "answered")
    assert UNANSWERED == ("new", "acknowledged", "waiting")
    assert set(ENDED) == {state for state in STATES if "reopen" in TABLE[state]}
