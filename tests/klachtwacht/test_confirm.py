"""`klachtwacht confirm`: someone looks at how a source is read, corrects it, and what waited for that counts."""

from __future__ import annotations

import os
import pty
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from practice_stage import OPERATOR, STAFF, Done, Scene, Stage, source, staged
from scripted_site import Answer, ScriptedSite, scripted_site

from complaints.tables import sources

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
PEOPLE = ("Truus Bedacht", "Bas Verzonnen", "Els Nergens", "Koen Fictie", "Mia Zomaar")
TEXTS = (
    "De fiets kwam drie weken te laat en niemand nam de telefoon op.",
    "Snel geleverd en alles zat netjes in de doos, ik ben er blij mee.",
    "Het zadel was stuk en de winkel wilde het eerst niet terugnemen.",
    "Goede uitleg gekregen in de winkel, de remmen waren goed afgesteld.",
    "Na twee mails nog altijd geen antwoord over mijn terugbetaling.",
)
MARKS = (2, 9, 3, 8, 4)


def day(number: int) -> str:
    at = datetime.now(UTC).date() - timedelta(days=3 + 2 * number)
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}"


def a_card(number: int, *, sign: str = "sterren", name: str = "who") -> str:
    """A card that says its mark by an attribute, and the reviewer's place where others have the name."""
    return (
        f'<div class="review"><p class="user">Stad {"ABCDE"[number]}</p><i class="{name}">{PEOPLE[number]}</i>'
        f'<span class="day">{day(number)}</span><span class="stars">{MARKS[number]} {sign}</span>'
        f'<p class="words">{TEXTS[number]}</p></div>'
    )


def a_page(*numbers: int, **changes: str) -> Answer:
    html = "".join(a_card(number, **changes) for number in numbers)
    body = f"<html><body><h1>Ervaringen</h1><main>{html}</main></body></html>"
    return Answer(body=body.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


@pytest.fixture(scope="module")
def forum() -> Iterator[ScriptedSite]:
    with scripted_site() as site:
        site.serve("/winkel", a_page(0, 1, 2, 3))
        yield site


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, forum: ScriptedSite) -> Iterator[Stage]:
    with staged(tmp_path_factory.mktemp("confirm")) as stage:
        stage.settle(source("forum", f"{forum.url}/winkel"))
        yield stage


@pytest.fixture(scope="module")
def unsure(stage: Stage) -> list[Scene]:
    return [stage.play(), stage.play()]


@pytest.fixture(scope="module")
def confirmed(stage: Stage, unsure: list[Scene]) -> Done:
    example = ("--author", PEOPLE[0], "--text", TEXTS[0][:20])
    return stage.klachtwacht("confirm", "forum", "--best", "10", *example, "--yes", "--by", "Els")


@pytest.fixture(scope="module")
def after(stage: Stage, forum: ScriptedSite, confirmed: Done) -> list[Scene]:
    first = stage.play()
    forum.serve("/winkel", a_page(4))
    second = stage.play("--all")
    return [first, second]


def opened(scene: Scene) -> list[str]:
    return list(scene.result["complaints"])


def test_what_is_not_sure_opens_nothing_and_the_operator_is_asked_once_to_look(unsure: list[Scene]) -> None:
    assert [opened(scene) for scene in unsure] == [[], []]
    assert [len(scene.mails_to(OPERATOR)) for scene in unsure] == [1, 0]
    (mail,) = unsure[0].mails_to(OPERATOR)
    assert "klachtwacht confirm fietsjansen/forum" in mail.text
    assert "marks end" in mail.text


def test_the_lamp_says_what_waits(unsure: list[Scene]) -> None:
    assert unsure[1].source["lamp"] == "live"
    assert "4 posts wait for `klachtwacht confirm`" in unsure[1].source["reason"]


def test_it_shows_what_was_read_with_the_corrections(confirmed: Done) -> None:
    assert confirmed.code == 0
    assert "2/10" in confirmed.out
    assert PEOPLE[0] in confirmed.out
    assert "Stad A" not in confirmed.out
    assert "marks out of 10 (user)" in confirmed.err


def test_it_opens_what_waited_and_says_so(stage: Stage, confirmed: Done) -> None:
    assert "4 posts waited for this; complaints opened: KW-" in confirmed.err
    people = [row["author"] for row in stage.klachtwacht("findings", "--json").lines if row["complaint"]]
    assert PEOPLE[0] in people
    assert PEOPLE[2] in people


def test_the_next_reading_opens_nothing_twice_and_staff_are_told_in_one_summary(
    stage: Stage, after: list[Scene]
) -> None:
    assert opened(after[0]) == []
    assert len(after[0].mails_to(STAFF)) == 1
    assert (after[0].source["lamp"], after[0].source["reason"]) == ("live", None)


def test_a_page_with_one_review_is_read_as_it_was_confirmed_and_alerts(stage: Stage, after: list[Scene]) -> None:
    assert (after[1].source["read"], after[1].source["new"], len(opened(after[1]))) == (1, 1, 1)
    assert len(after[1].mails_to(STAFF)) == 1


def test_who_confirmed_it_and_when_is_kept(stage: Stage, confirmed: Done) -> None:
    engine = sa.create_engine(f"sqlite:///{stage.folder / 'klachtwacht.db'}")
    with engine.connect() as connection:
        row = connection.execute(sa.select(sources.c.confirmed_by, sources.c.confirmed, sources.c.learned)).one()
    engine.dispose()
    assert (row.confirmed_by, row.learned["best"], row.learned["scale_from"]) == ("Els", 10, "user")
    assert row.confirmed is not None


@pytest.fixture
def shop(tmp_path: Path, stage: Stage) -> Path:
    """A shop of its own, which is never read: its pages are saved ones."""
    for name, html in {
        "good.html": a_page(0, 1, 2, 3).body,
        "empty.html": b"<html><body><p>Welkom.</p></body></html>",
        "wall.html": b"<html><head><title>Just a moment...</title></head><body></body></html>",
    }.items():
        (tmp_path / name).write_bytes(html)
    text = (stage.folder / "shop.toml").read_text(encoding="utf-8")
    (tmp_path / "shop.toml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("forum", "--file", "good.html"), "nobody was asked"),
        (("forum", "--file", "good.html", "--yes"), "nothing says where its marks end (perhaps at 10): say so with"),
        (("forum", "--file", "good.html", "--best", "5", "--yes"), "a mark of 9 on the page, which is not out of 5"),
        (("forum", "--file", "empty.html", "--yes"), "nothing on the page is repeated as reviews are"),
        (("forum", "--file", "wall.html", "--yes"), "challenge"),
        (("elders", "--file", "good.html", "--yes"), "no source called elders"),
        (
            ("forum", "--file", "good.html", "--best", "10", "--author", "Niemand", "--text", "Nee", "--yes"),
            "no review on the page is by 'Niemand'",
        ),
    ],
    ids=["nobody asked", "no scale", "not that scale", "no reviews", "a wall", "no such source", "no such review"],
)
def test_what_cannot_be_confirmed_is_a_named_fault(in_process, shop: Path, arguments: Any, fault: str) -> None:
    done = in_process("confirm", *arguments, folder=shop)

    assert done.code == 1
    assert fault in done.err


def test_an_example_without_its_text_is_wrong_use(in_process, shop: Path) -> None:
    assert in_process("confirm", "forum", "--file", "good.html", "--author", "Truus", folder=shop).code == 2


def test_a_saved_page_opens_the_complaints_of_a_source_that_was_never_read(in_process, shop: Path) -> None:
    done = in_process("confirm", "forum", "--file", "good.html", "--best", "10", "--yes", folder=shop)

    assert done.code == 0
    assert "4 reviews, 4 of them new" in done.err
    assert "complaints opened: KW-" in done.err


def test_fields_that_are_not_sure_are_marked_without_colour_too(in_process, shop: Path) -> None:
    page = (shop / "good.html").read_text("utf-8").replace(f'<span class="day">{day(1)}</span>', "")
    page = page.replace(f'<span class="day">{day(2)}</span>', "").replace(f'<span class="day">{day(3)}</span>', "")
    (shop / "good.html").write_text(page, "utf-8")
    done = in_process("confirm", "forum", "--file", "good.html", "--best", "10", folder=shop)

    assert "(?)" in done.out
    assert "(?) marks what is not sure" in done.err


def test_a_person_at_a_terminal_is_asked_what_is_missing_until_it_is_right(
    in_process, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = pty.openpty()
    answers = ["10", "n", PEOPLE[2], TEXTS[2][:15], "", "y"]
    os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
    with os.fdopen(theirs, encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        done = in_process("confirm", "forum", "--file", "good.html", folder=shop)
    os.close(ours)

    assert done.code == 0
    assert "Stad A" in done.out.partition("10")[0]
    assert done.out.count(PEOPLE[2]) >= 1
    assert "confirmed: fietsjansen/forum is read by its cards" in done.err
