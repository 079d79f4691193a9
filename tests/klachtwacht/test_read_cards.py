"""`klachtwacht read` on a page without structured data."""

from __future__ import annotations

from pathlib import Path

import pytest
from practice_stage import shop_toml

CARD = (
    '<li><b>{name}</b> <i>{day} mei 2026</i> <span title="{mark}"></span>'
    "<p>De bestelling kwam veel te laat en was niet compleet ({name}).</p></li>"
)


def saved(folder: Path, mark: str) -> None:
    people = enumerate(("Jan", "Marie", "Sofie", "Els"), start=2)
    cards = "".join(CARD.format(name=name, day=day, mark=mark.format(day)) for day, name in people)
    (folder / "page.html").write_text(f"<html><body><h1>Ervaringen</h1><ul>{cards}</ul></body></html>", "utf-8")


def test_it_is_read_by_its_cards_and_said_to_be_green(in_process, tmp_path: Path) -> None:
    saved(tmp_path, "{} van 5 sterren")
    done = in_process("read", "page.html", "--site", "page", "--at", "2026-06-01", "--json", folder=tmp_path)

    assert [(row["author"], row["rating"], row["reader"]) for row in done.lines[:2]] == [
        ("Jan", {"value": 2.0, "best": 5.0}, "cards"),
        ("Marie", {"value": 3.0, "best": 5.0}, "cards"),
    ]
    assert "green" in done.err
    assert "not green" not in done.err


def test_a_scale_that_nothing_says_is_asked_for_and_not_shown(in_process, tmp_path: Path) -> None:
    saved(tmp_path, "{} sterren")
    done = in_process("read", "page.html", "--site", "page", "--at", "2026-06-01", "--json", folder=tmp_path)

    assert done.lines[0]["rating"] == {"value": 2.0, "best": None}
    assert "--best" in done.err


def test_a_page_without_cards_says_why_it_gives_nothing(in_process, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html><body><p>Welkom.</p></body></html>", "utf-8")
    done = in_process("read", "page.html", "--site", "page", folder=tmp_path)

    assert "nothing on the page is repeated as reviews are" in done.err


@pytest.mark.parametrize("site", ["page", "kieskeurig"])
def test_any_site_that_reads_pages_reads_a_saved_one_by_its_cards(in_process, tmp_path: Path, site: str) -> None:
    saved(tmp_path, "{} van 5 sterren")
    done = in_process("read", "page.html", "--site", site, "--at", "2026-06-01", "--json", folder=tmp_path)

    assert [row["author"] for row in done.lines] == ["Jan", "Marie", "Sofie", "Els"]


@pytest.mark.parametrize(
    ("mark", "withheld"), [("{} van 5 sterren", False), ("{} sterren", True)], ids=["sure", "not sure"]
)
def test_what_is_imported_and_not_sure_opens_no_complaint_and_says_why(
    in_process, tmp_path: Path, mark: str, *, withheld: bool
) -> None:
    (tmp_path / "shop.toml").write_text(shop_toml([], ""), encoding="utf-8")
    saved(tmp_path, mark)
    page = ("page.html", "--site", "page", "--url", "https://mening.example/fietsen", "--at", "2026-06-01")
    done = in_process("import", *page, "--json", folder=tmp_path)

    assert (done.code, {row["withheld"] for row in done.lines}) == (0, {withheld})
    assert ("not green, so that nothing of it would open a complaint" in done.err) is withheld
