"""What people type: kept whole, or refused in words; never cut, never with what cannot be seen."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.typed import LONGEST_TEXT, TypedError, amount, line, text


def test_a_text_keeps_its_lines():
    assert text("Beste Truus,\r\n\r\nExcuses! \n", "the note") == "Beste Truus,\n\nExcuses!"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("rood \x1b[31mgevaar", "rood [31mgevaar"),
        ("\u202eomgekeerd\u202c", "omgekeerd"),
        ("een\x00twee", "eentwee"),
        ("los\udcffdeel", "losdeel"),
    ],
)
def test_what_cannot_be_seen_is_not_kept(typed, kept):
    assert text(typed, "the note") == line(typed, "the note") == kept


@pytest.mark.parametrize("typed", ["", " \n\t", "\u200b\u200d", "\x00"])
def test_what_is_empty_to_the_eye_is_refused(typed):
    with pytest.raises(TypedError, match=r"^the note is empty$"):
        text(typed, "the note")
    with pytest.raises(TypedError, match=r"^the name is empty$"):
        line(typed, "the name")


def test_what_is_too_long_is_refused_and_not_cut():
    assert len(text("a" * LONGEST_TEXT, "the note")) == LONGEST_TEXT
    with pytest.raises(TypedError, match=r"^the note has 20,001 characters; at most 20,000 can be kept$"):
        text("a" * (LONGEST_TEXT + 1), "the note")
    with pytest.raises(TypedError, match=r"^the name has 11 characters; at most 10 can be kept$"):
        line("a" * 11, "the name", 10)


@given(st.text(min_size=1, max_size=300))
def test_nothing_visible_is_lost_to_length(typed):
    try:
        kept = text(typed, "the note")
    except TypedError:
        return
    assert text(kept, "the note") == kept
    assert "…" not in kept or "…" in typed


@pytest.mark.parametrize(
    ("typed", "euros"),
    [("12", "12"), ("12,5", "12.5"), ("12.50", "12.50"), (" 0 ", "0"), ("999999999,99", "999999999.99")],
)
def test_an_amount_is_in_euros_as_people_write_it(typed, euros):
    assert amount(typed) == Decimal(euros)


@pytest.mark.parametrize("typed", ["", "-5", "1.234,50", "1e3", "NaN", "Infinity", "€ 5", "1,234", "1" * 10, "٣"])
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(TypedError, match="is no amount in euros; write it as 12 or 12,50"):
        amount(typed)
