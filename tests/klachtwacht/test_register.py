"""The register and the notice from shop.toml, in three languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from practice_stage import DESTINATIONS, SECRET, Done, shop_toml, source

from complaints.catalogue import LANGUAGES
from klachtwacht.register import plain, words

PAGE = source("winkelpraat", "https://winkelpraat.example/s?token=zwijgzaam")
OLD = source("oud", "https://oud.example/", enabled="false")
THREE = DESTINATIONS.format(
    mail="127.0.0.1:25",
    webhook="https://zwijgzaam.example/haak",
    secret=SECRET,
    staff="s@x.example",
    operator="o@x.example",
)


@pytest.fixture
def register(in_process: Callable[..., Done], tmp_path: Path) -> Callable[..., str]:
    def written(language: str, more: str = "", holidays: str = "NL") -> str:
        text = shop_toml([f'holidays = "{holidays}"\n', PAGE, OLD], THREE) + more
        (tmp_path / "shop.toml").write_text(text, encoding="utf-8")
        done = in_process("privacy", "register", "--language", language)
        assert (done.code, done.err) == (0, "")
        return done.out

    return written


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_who_what_whence_to_whom_and_how_long(register: Callable[..., str], language: str) -> None:
    text = register(language)
    said = ("Fietsen Jansen", "klachten@fietsjansen.example", "winkelpraat", "a practice site", "730", "90")
    assert all(word in text for word in (*said, "servicedesk", "systeem", "14", "30"))
    assert text.count("\n# ") + text.startswith("# ") == 2
    assert "{" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_secret_is_in_it_and_nobody_who_gets_no_complaints(register: Callable[..., str], language: str) -> None:
    text = register(language)
    assert not [word for word in ("zwijgzaam", SECRET, "s@x.example", "o@x.example", "- beheer") if word in text]


def test_the_terms_are_those_of_shop_toml(register: Callable[..., str]) -> None:
    text = register("nl", "\n[privacy]\ncomplaints_days = 365\nothers_days = 30\n")
    assert "365 dagen nadat" in text
    assert "30 dagen nadat" in text


@pytest.mark.parametrize(
    ("holidays", "language", "authority"),
    [
        ("NL", "nl", "Autoriteit Persoonsgegevens"),
        ("BE", "nl", "Gegevensbeschermingsautoriteit"),
        ("BE", "fr", "Autorité de protection des données"),
    ],
)
def test_the_authority_is_that_of_the_country(
    register: Callable[..., str], holidays: str, language: str, authority: str
) -> None:
    assert authority in register(language, holidays=holidays)


def test_a_page_that_is_not_read_is_in_the_register_and_not_in_the_notice(register: Callable[..., str]) -> None:
    whole, notice = register("nl").split("# Kennisgeving")
    assert ("oud.example" in whole, "oud.example" in notice) == (True, False)


def test_markdown_in_a_name_is_shown_as_it_is() -> None:
    assert plain("Fiets*en* [x](y) #1 <b>") == r"Fiets\*en\* \[x\](y) \#1 \<b\>"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_sentences(language: str) -> None:
    def keys(of: str) -> set[str]:
        file = Path(words._folder, f"{of}.ftl")
        body = FluentParser().parse(file.read_text(encoding="utf-8")).body
        assert not [entry for entry in body if isinstance(entry, ast.Junk)]
        return {entry.id.name for entry in body if isinstance(entry, ast.Message)}

    assert keys(language) == keys("en")
