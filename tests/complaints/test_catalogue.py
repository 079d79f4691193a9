"""Sentences for staff: the same in three languages, and never half a sentence."""

from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast, visitor

import complaints
from complaints.catalogue import LANGUAGES, Catalogue, MissingWordsError
from complaints.decide import words


class Variables(visitor.Visitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 the visitor's naming
        self.found.add(node.id.name)


def sentences(language: str) -> dict[str, set[str]]:
    """The variables of each key of a language's catalogue."""
    file = Path(complaints.__path__[0], "words", f"{language}.ftl")
    resource = FluentParser().parse(file.read_text(encoding="utf-8"))
    assert not [entry for entry in resource.body if isinstance(entry, ast.Junk)]
    found = {}
    for entry in resource.body:
        if isinstance(entry, ast.Message):
            seen = Variables()
            seen.visit(entry)
            assert entry.id.name not in found
            found[entry.id.name] = seen.found
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_sentences_with_the_same_variables(language):
    assert sentences(language) == sentences("nl")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_said(language):
    for key, names in sentences(language).items():
        said = words.say(language, key, **dict.fromkeys(names, "7"))
        assert said
        assert "{" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_sentence_is_an_error(language):
    with pytest.raises(MissingWordsError, match=f"reason-none is not in the catalogue words/{language}.ftl"):
        words.say(language, "reason-none")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_without_its_values_is_an_error(language):
    with pytest.raises(MissingWordsError, match="reason-rating"):
        words.say(language, "reason-rating", value="1")


def test_a_language_we_do_not_speak_is_dutch():
    assert words.say("de", "reason-recommended") == words.say("nl", "reason-recommended")


def test_values_stand_in_a_sentence_as_they_are(tmp_path):
    (tmp_path / "nl.ftl").write_text("groet = Dag { $naam }!\n", encoding="utf-8")
    assert Catalogue(tmp_path).say("nl", "groet", naam="\u2068{x}<b>") == "Dag \u2068{x}<b>!"
