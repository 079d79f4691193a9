"""The same job on a PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from practice_stage import Stage, staged, under_way

from klachtwacht.practice.board import Draft

BAD = Draft(author="Truus V.", mark=2, text="Na een week was het achterwiel krom en niemand belt terug.")


@pytest.fixture
def stage(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Stage]:
    server: str = request.getfixturevalue("postgresql_server")
    with staged(tmp_path) as stage:
        settings = tmp_path / "shop.toml"
        text = settings.read_text(encoding="utf-8")
        url = server.format("postgres")
        settings.write_text(text.replace("sqlite:///klachtwacht.db", url), encoding="utf-8")
        yield stage


def test_the_whole_job_goes_on_postgresql_and_one_pass_at_a_time(stage: Stage) -> None:
    first, second = stage.play(), stage.play()
    assert (first.source["new"], second.source["new"], second.result["delivered"]) == (46, 0, 0)
    post = stage.control.add(BAD)
    passes = [under_way(stage.folder, "run", "--all") for _ in range(2)]
    errors = sorted(one.communicate(timeout=60)[1] for one in passes)
    assert [one.returncode for one in passes] == [0, 0]
    assert errors == ["", "another pass is at work; nothing was done\n"]
    assert [call.json()["type"] for call in stage.webhook.calls] == ["reading.first", "complaint.opened"]
    stage.control.answer(post, "We komen langs.")
    assert stage.play().source["replies"] == 1
