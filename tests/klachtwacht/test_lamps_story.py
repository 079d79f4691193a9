"""A source that stops working, end to end: what its lamp says and what the operator is told, pass after pass."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from practice_stage import OPERATOR, Scene, Stage, staged

from klachtwacht.practice.board import Draft


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with staged(tmp_path_factory.mktemp("lamps")) as stage:
        stage.play()
        yield stage


@pytest.fixture(scope="module")
def broken(stage: Stage) -> list[Scene]:
    stage.control.layout("broken")
    return [stage.play(), stage.play()]


@pytest.fixture(scope="module")
def blocked(stage: Stage, broken: list[Scene]) -> Scene:
    stage.control.block()
    return stage.play()


@pytest.fixture(scope="module")
def empty(stage: Stage, blocked: Scene) -> Scene:
    stage.control.unblock()
    stage.control.layout("empty")
    return stage.play()


@pytest.fixture(scope="module")
def back(stage: Stage, empty: Scene) -> list[Scene]:
    stage.control.layout("jsonld")
    return [stage.play(), stage.play()]


def told(scene: Scene) -> list[str]:
    """What the operator was told; nobody else was told anything."""
    assert not scene.calls
    assert len(scene.mails) == len(scene.mails_to(OPERATOR))
    return [mail.subject for mail in scene.mails]


def test_a_page_whose_reviews_cannot_be_read_any_more_is_changed(broken: list[Scene]) -> None:
    assert broken[0].source["lamp"] == "changed"
    assert "there were 46 before" in broken[0].source["reason"]


def test_the_operator_is_told_once_that_a_source_changed(broken: list[Scene]) -> None:
    assert [len(told(scene)) for scene in broken] == [1, 0]


def test_a_page_that_cannot_be_read_removes_nothing(broken: list[Scene]) -> None:
    assert [scene.source["removed"] for scene in broken] == [0, 0]


def test_a_site_that_turns_visitors_away_is_blocked_and_the_pass_was_made(blocked: Scene) -> None:
    assert (blocked.source["lamp"], blocked.source["reason"]) == ("blocked", "HTTP 403: forbidden (challenge)")
    assert len(told(blocked)) == 1


def test_a_site_that_turns_visitors_away_is_asked_once_a_pass(blocked: Scene) -> None:
    assert [seen.status for seen in blocked.requests] == [403]


def test_a_page_that_had_reviews_and_says_it_has_none_is_changed(empty: Scene) -> None:
    assert empty.source["lamp"] == "changed"
    assert "the page says it has no reviews" in empty.source["reason"]
    assert len(told(empty)) == 1


def test_the_operator_is_told_once_that_a_source_is_back(back: list[Scene]) -> None:
    assert [scene.source["lamp"] for scene in back] == ["live", "live"]
    assert [len(told(scene)) for scene in back] == [1, 0]


def test_what_was_written_meanwhile_is_found_when_the_source_is_back(stage: Stage, back: list[Scene]) -> None:
    stage.control.layout("broken")
    stage.control.add(Draft(author="Kees K.", mark=3, text="De kettingkast rammelt en de winkel neemt niet op."))
    assert stage.play().result["complaints"] == []
    stage.control.layout("jsonld")
    assert len(stage.play().result["complaints"]) == 1


def test_sources_tell_the_lamp_and_since_when(stage: Stage, back: list[Scene]) -> None:
    (row,) = stage.klachtwacht("sources", "--json").lines
    assert row["lamp"] == "live"
    assert row["since"] is not None
    assert row["last_ok"] >= row["since"]
