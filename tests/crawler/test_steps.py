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
