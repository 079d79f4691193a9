"""Most lines need no look at each character; this law holds that no one can tell the difference."""

from hypothesis import given
from hypothesis import strategies as st

from guard import text

EDGES = st.sampled_from([chr(c) for c in (*range(0x180), *range(0x2F8, 0x310), 0x34F, 0x200B, 0x202E, 0x2028, 0x3000)])


def looked_at(line: str) -> str:
    """What is left of a line when a mark at its end makes the program look at each character."""
    seen = text._seen(f"{line}x\u0301")
    assert seen.endswith("x\u0301")
    return seen[:-2]


@given(st.text(EDGES) | st.text())
def test_a_line_is_left_as_it_is_only_where_nothing_would_go(line: str) -> None:
    assert text._seen(line) == looked_at(line)
