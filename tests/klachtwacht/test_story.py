"""The whole job, end to end: one shop, one practice site, what staff gets, pass after pass.

Each scene is one pass of the program as cron starts it; the next begins where the last one ended.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from practice_stage import OPERATOR, SECRET, STAFF, Scene, Stage, staged
from standardwebhooks import Webhook

from klachtwacht.practice.board import Draft

BAD = Draft(
    author="Truus V.",
    mark=2,
    title="Wiel krom na een week",
    text="Na een week was het achterwiel krom. Ik heb drie keer gebeld en niemand belt terug.",
    cons=("kapot",),
    recommend=False,
)
PRAISE = Draft(author="Blije B.", mark=10, text="Snel geholpen en een prachtige fiets gekregen.", recommend=True)
ANSWER = "Beste Truus, wat vervelend. We komen morgen langs.\n\nFietsen Jansen"


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with staged(tmp_path_factory.mktemp("story")) as stage:
        yield stage


@pytest.fixture(scope="module")
def first(stage: Stage) -> Scene:
    return stage.play()


@pytest.fixture(scope="module")
def second(stage: Stage, first: Scene) -> Scene:
    return stage.play()


@pytest.fixture(scope="module")
def post(stage: Stage, second: Scene) -> str:
    return stage.control.add(BAD)


@pytest.fixture(scope="module")
def complained(stage: Stage, post: str) -> Scene:
    return stage.play()


@pytest.fixture(scope="module")
def reference(complained: Scene) -> str:
    (reference,) = complained.result["complaints"]
    return str(reference)


@pytest.fixture(scope="module")
def after(stage: Stage, complained: Scene) -> Scene:
    return stage.play()


@pytest.fixture(scope="module")
def edited(stage: Stage, post: str, after: Scene) -> Scene:
    stage.control.edit(post, text=f"{BAD.text} Graag snel een nieuw wiel.")
    return stage.play()


@pytest.fixture(scope="module")
def answered(stage: Stage, post: str, edited: Scene) -> Scene:
    stage.control.answer(post, ANSWER)
    return stage.play()


@pytest.fixture(scope="module")
def as_answered(stage: Stage, reference: str, answered: Scene) -> dict[str, Any]:
    return stage.show(reference)


@pytest.fixture(scope="module")
def microdata(stage: Stage, as_answered: dict[str, Any]) -> Scene:
    stage.control.layout("microdata")
    return stage.play()


@pytest.fixture(scope="module")
def worsened(stage: Stage, post: str, reference: str, microdata: Scene) -> Scene:
    stage.control.layout("jsonld")
    stage.klachtwacht("close", reference, "--by", "Jo")
    stage.control.edit(post, mark=1, text=f"{BAD.text} Nu is ook de ketting kapot en hoor ik weer niets.")
    stage.control.add(PRAISE)
    return stage.play()


@pytest.fixture(scope="module")
def removed(stage: Stage, post: str, worsened: Scene) -> list[Scene]:
    stage.control.remove(post)
    return [stage.play() for _ in range(3)]


def kinds(complaint: dict[str, Any]) -> list[str]:
    return [event["kind"] for event in complaint["events"]]


def findings(stage: Stage) -> list[dict[str, Any]]:
    return stage.klachtwacht("findings", "--json").lines


def test_a_first_reading_keeps_every_review_of_every_page(first: Scene) -> None:
    assert (first.source["read"], first.source["new"], first.source["lamp"]) == (46, 46, "live")
    assert [seen.query for seen in first.requests] == ["", "pagina=2", "pagina=3"]


def test_a_first_reading_opens_records_for_recent_complaints_without_an_answer_only(stage: Stage, first: Scene) -> None:
    bad = [one for one in findings(stage) if one["rating"]["value"] <= 6]
    with_record = {one["id"] for one in bad if one["complaint"] in first.result["complaints"]}
    assert with_record == {"10445", "10441", "10439", "10438", "10435", "10430", "10427"}
    assert len(bad) > len(with_record)


def test_a_first_reading_sends_one_summary_and_no_single_alert(first: Scene) -> None:
    assert [mail.to for mail in first.mails] == [(STAFF,)]
    assert [call.json()["type"] for call in first.calls] == ["reading.first"]
    assert first.result["delivered"] == 2


def test_a_second_pass_finds_nothing_and_asks_once(second: Scene) -> None:
    told = {key: second.source[key] for key in ("read", "new", "edited", "removed", "replies")}
    assert not any(told.values())
    assert (second.result["complaints"], second.result["delivered"], second.mails, second.calls) == ([], 0, (), ())
    assert [(seen.status, seen.conditional) for seen in second.requests] == [(304, True)]


def test_a_bad_review_becomes_one_complaint(complained: Scene, stage: Stage, reference: str) -> None:
    assert complained.source["new"] == 1
    shown = stage.show(reference)
    assert [one["author"] for one in shown["findings"]] == [BAD.author]
    assert shown["decision"] == "complaint"


def test_staff_gets_one_mail_that_says_all_there_is_to_know(complained: Scene, reference: str, post: str) -> None:
    (mail,) = complained.mails
    assert mail.to == (STAFF,)
    assert mail.text is not None
    for part in (reference, BAD.text, "2 van 10", f"/reviews/{post}"):
        assert part in mail.text


def test_a_system_gets_one_signed_call_with_the_complaint(complained: Scene, reference: str) -> None:
    (call,) = complained.calls
    body = Webhook(SECRET).verify(call.body, dict(call.headers))
    assert (body["type"], body["data"]["reference"]) == ("complaint.opened", reference)


def test_the_next_pass_says_nothing_again(after: Scene) -> None:
    assert (after.source["new"], after.result["delivered"], after.mails, after.calls) == (0, 0, (), ())


def test_a_mild_edit_is_an_event_without_an_alert(edited: Scene, as_answered: dict[str, Any]) -> None:
    assert (edited.source["edited"], edited.source["new"], edited.mails, edited.calls) == (1, 0, (), ())
    assert "edited" in kinds(as_answered)
    assert as_answered["findings"][0]["revisions"] == 1


def test_the_shops_answer_is_seen_on_the_page(answered: Scene, as_answered: dict[str, Any]) -> None:
    assert (answered.source["replies"], answered.mails, answered.calls) == (1, (), ())
    assert as_answered["status"] == "answered"
    assert as_answered["reply_observed"] is not None
    assert kinds(as_answered)[-1] == "reply_observed"


def test_the_shops_answer_is_kept_as_correspondence(as_answered: dict[str, Any]) -> None:
    (letter,) = as_answered["correspondence"]
    assert (letter["text"], letter["direction"], letter["public"]) == (ANSWER, "to_customer", True)


def test_another_layout_brings_the_same_posts_and_no_news(stage: Stage, microdata: Scene) -> None:
    assert (microdata.source["lamp"], microdata.source["read"]) == ("live", 20)
    told = {key: microdata.source[key] for key in ("new", "edited", "removed", "replies")}
    assert not any(told.values()), told
    assert (microdata.result["complaints"], microdata.mails, microdata.calls) == ([], (), ())


def test_a_review_that_worsens_after_closing_reopens_its_complaint_and_alerts_once(
    worsened: Scene, reference: str
) -> None:
    assert (worsened.result["complaints"], worsened.result["reopened"]) == ([], [reference])
    assert [mail.to for mail in worsened.mails] == [(STAFF,)]
    assert [call.json()["type"] for call in worsened.calls] == ["complaint.reopened"]


def test_a_praising_review_is_a_finding_without_a_record(stage: Stage, worsened: Scene) -> None:
    (praise,) = [one for one in findings(stage) if one["author"] == PRAISE.author]
    assert (praise["decision"], praise["complaint"]) == ("no", None)


def test_a_review_missing_once_is_not_yet_removed(removed: list[Scene]) -> None:
    assert removed[0].source["removed"] == 0


def test_a_review_missing_from_two_readings_is_removed_once_and_nobody_is_alerted(removed: list[Scene]) -> None:
    assert [scene.source["removed"] for scene in removed] == [0, 1, 0]
    assert not any(scene.mails or scene.calls for scene in removed)


def test_a_removal_is_an_event_and_the_record_stays(stage: Stage, removed: list[Scene], reference: str) -> None:
    shown = stage.show(reference)
    assert kinds(shown)[-1] == "removed"
    assert shown["findings"][0]["removed"] is not None
    assert shown["status"] == "new"


def test_the_story_of_a_complaint_is_told_in_order(stage: Stage, removed: list[Scene], reference: str) -> None:
    assert kinds(stage.show(reference)) == [
        "opened",
        "alerted",
        "edited",
        "reply_observed",
        "closed",
        "edited",
        "worsened",
        "reopened",
        "removed",
    ]


def test_every_event_is_alerted_at_most_once_to_each_destination(stage: Stage, removed: list[Scene]) -> None:
    ids = [call.header("webhook-id") for call in stage.webhook.calls]
    assert len(ids) == len(set(ids)) == 3
    mails = [mail.message_id for mail in stage.mail.mails]
    assert len(mails) == len(set(mails)) == 3
    assert not [mail for mail in stage.mail.mails if mail.to == (OPERATOR,)]


def test_a_whole_log_goes_into_one_file(stage: Stage, removed: list[Scene], reference: str, tmp_path: Path) -> None:
    done = stage.klachtwacht("export", str(tmp_path / "out.jsonl"))
    assert done.code == 0
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert reference in {row.get("reference") for row in rows}
    assert sum(row["record"] == "finding" for row in rows) == len(findings(stage))
