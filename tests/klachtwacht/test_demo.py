"""The demo: the whole job shown to whoever starts it, on nothing but this machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser_here import needs_browser
from practice_stage import Done, call

from klachtwacht.demo import ANSWER, BAD_REVIEW


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def played(folder: Path) -> Done:
    """The demo beside the settings of a real shop, which are none of its business."""
    own = folder / "own.toml"
    own.write_text("this is not to be read", encoding="utf-8")
    return call(folder, "demo", "--folder", "played", KLACHTWACHT_CONFIG=str(own))


def part(played: Done, number: int) -> str:
    """What it says between one heading and the next."""
    return played.out.partition(f"\n{number}. ")[2].partition(f"\n{number + 1}. ")[0]


def test_the_demo_plays_to_the_end(played: Done) -> None:
    assert (played.code, played.err) == (0, "written: klachten.csv\n")


def test_it_shows_the_one_summary_of_the_first_reading(played: Done) -> None:
    first = part(played, 1)
    assert "read 46, new 46" in first
    assert first.count("--- a mail to ") == 1
    assert "Eerste lezing" in first


def test_it_shows_the_mail_and_the_call_of_a_bad_review(played: Done) -> None:
    second = part(played, 2)
    assert second.count("--- a mail to service@fietsjansen.example") == 1
    assert BAD_REVIEW.text in second
    assert second.count("--- a webhook call, id evt_") == 1
    assert "complaint.opened KW-" in second
    assert "complaints: 1, delivered: 2" in second


def test_it_tells_the_story_up_to_the_shops_answer(played: Done) -> None:
    third = part(played, 3)
    assert "replies 1" in third
    assert "the shop's answer was seen on the page" in third
    assert ANSWER in third


def test_it_exports_and_says_how_to_go_on_with_a_shop_of_ones_own(played: Done, folder: Path) -> None:
    fourth = part(played, 4)
    assert (folder / "played" / "klachten.csv").stat().st_size > 0
    assert "klachten.csv" in fourth
    assert [f"  {number}. " in part(played, 5) for number in range(1, 6)] == [True] * 5


@needs_browser
def test_it_reads_every_review_of_the_page_that_javascript_draws(played: Done) -> None:
    assert "lamp live" in part(played, 5)
    assert "read 47, new 47" in part(played, 5)


def test_it_writes_over_nobodys_settings(in_process, tmp_path: Path) -> None:
    (tmp_path / "shop.toml").write_text("mine", encoding="utf-8")
    done = in_process("demo", "--folder", ".", folder=tmp_path)
    assert (done.code, done.out) == (1, "")
    assert "shop.toml is there already" in done.err
    assert (tmp_path / "shop.toml").read_text(encoding="utf-8") == "mine"
