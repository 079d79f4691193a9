"""Durations as people write them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klachtwacht.durations import as_written, duration


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("90s", timedelta(seconds=90)),
        ("5m", timedelta(minutes=5)),
        ("1h", timedelta(hours=1)),
        ("1h30m", timedelta(minutes=90)),
        ("1d", timedelta(days=1)),
        ("2d12h5m1s", timedelta(days=2, hours=12, minutes=5, seconds=1)),
    ],
)
def test_a_duration_is_read(text: str, length: timedelta) -> None:
    assert duration(text) == length


@pytest.mark.parametrize(
    "text", ["", "0s", "1", "h", "1 h", "-1h", "1.5h", "30m1h", "1H", "PT1H", "1w", "٣h", "999999d"]
)
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a duration"):
        duration(text)


@given(st.integers(1, 10**9).map(lambda seconds: timedelta(seconds=seconds)))
def test_a_duration_is_read_back_as_it_was_written(length: timedelta) -> None:
    assert duration(as_written(length)) == length
