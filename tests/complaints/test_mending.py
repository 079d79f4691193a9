"""Texts that need no mending skip the mender; these laws hold that no one can tell the difference."""

import ftfy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.normalise import normalise
from complaints.review import Review
from guard.text import plain

WHOLE = [*map(chr, range(0x20, 0x7F)), "\n", *map(chr, range(0xE0, 0x100))]
NEARLY = [*"ÃÂâ€™&ﬁœ÷", "&amp;", "&eacute;", "\r\n", "\xa0", "\xad", "\x85", "\u2019", "e\u0301"]


def mended_always(text: str) -> str | None:
    return plain(ftfy.fix_text(text, uncurl_quotes=False), 20_000) or None


@given(st.text(st.sampled_from(WHOLE)) | st.lists(st.sampled_from([*WHOLE, *NEARLY])).map("".join) | st.text())
def test_a_text_is_mended_as_if_each_were_given_to_the_mender(text: str) -> None:
    assert normalise(Review(site="page", text=text, reader="json-ld")).text == mended_always(text)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Ã©Ã©n lamp defect", "één lamp defect"),
        ("cafÃ© gesloten", "café gesloten"),
        ("Jansen &amp; Zonen", "Jansen & Zonen"),
        ("één geïnstalleerde lamp, geÿkt", "één geïnstalleerde lamp, geÿkt"),
    ],
)
def test_what_was_decoded_wrongly_is_mended_and_accents_stay(text: str, mended: str) -> None:
    assert normalise(Review(site="page", text=text, reader="json-ld")).text == mended
