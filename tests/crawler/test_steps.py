"""What a source may declare to be done on a page, and which buttons a program does not press."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.steps import Step, gives_consent


@pytest.mark.parametrize("wrong", [{"do": "scroll", "on": "main"}, {"do": "click"}, {"do": "wait"}, {"do": "refuse"}])
def test_a_step_has_a_selector_unless_it_scrolls(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="a step that is to"):
        Step(**wrong)


@pytest.mark.parametrize(
    ("line", "step"),
    [
        ("scroll", Step(do="scroll")),
        ("scroll*3", Step(do="scroll", times=3)),
        (" click*5  button.meer ", Step(do="click", on="button.meer", times=5)),
        ("refuse #cookies button:has-text('Nee')", Step(do="refuse", on="#cookies button:has-text('Nee')")),
    ],
)
def test_a_step_may_be_written_in_one_line(line: str, step: Step) -> None:
    assert Step.parse(line) == step


@pytest.mark.parametrize("line", ["", "press button", "click", "scroll main", "click*0 a", "click*99 a", "clicked a"])
def test_a_line_that_is_no_step_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="step"):
        Step.parse(line)


@pytest.mark.parametrize(
    ("label", "agrees"),
    [
        ("Alles accepteren", True),
        ("Akkoord", True),
        ("Cookies toestaan", True),
        ("Tout accepter", True),
        ("J'accepte", True),
        ("Accept all", True),
        ("I agree", True),
        ("Alle akzeptieren", True),
        ("Alleen noodzakelijke cookies accepteren", False),
        ("Niet akkoord", False),
        ("Weigeren", False),
        ("Continuer sans accepter", False),
        ("Reject all", False),
        ("Accept only necessary", False),
        ("Meer reviews", False),
        ("Toon alle 214 beoordelingen", False),
        ("", False),
    ],
)
def test_a_button_that_agrees_to_what_a_site_asks_is_known_by_its_words(label: str, agrees: bool) -> None:
    assert gives_consent(label) is agrees
