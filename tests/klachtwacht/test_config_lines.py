"""On which line a key of a TOML text stands."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klachtwacht.init import quoted
from klachtwacht.toml_lines import Lines

TEXT = '''\
top = 1
a.b = 2
"q\\u0041 z" = 3
list = [ # of tables
  {x = 1},
  # two
  {x = 2, y.z = """
[[shops]]
"""},
]
[network]
delay = 1
[[shops]] # first
name = 'é'
[shops."in ner"]
k = 1
[[shops.sources]]
url = "x"
[[shops.sources]]
tags = ["a",
        "b"]
[[shops]]
[[shops.sources]]
url = "y"
'''

PLACES = [
    (("top",), 1),
    (("a", "b"), 2),
    (("a",), 2),
    (("qA z",), 3),
    (("list", 0, "x"), 5),
    (("list", 1), 7),
    (("list", 1, "x"), 7),
    (("list", 1, "y", "z"), 7),
    (("network",), 11),
    (("network", "delay"), 12),
    (("shops",), 13),
    (("shops", 0), 13),
    (("shops", 0, "name"), 14),
    (("shops", 0, "in ner", "k"), 16),
    (("shops", 0, "sources"), 17),
    (("shops", 0, "sources", 0, "url"), 18),
    (("shops", 0, "sources", 1), 19),
    (("shops", 0, "sources", 1, "tags", 1), 21),
    (("shops", 1), 22),
    (("shops", 1, "sources", 0, "url"), 24),
]


@pytest.mark.parametrize(("loc", "line"), PLACES, ids=str)
def test_a_key_or_item_has_its_line(loc: tuple[str | int, ...], line: int) -> None:
    assert Lines(TEXT).of(loc) == line


@pytest.mark.parametrize(
    ("loc", "line"), [(("network", "contact"), 11), (("shops", 1, "key"), 22), (("shops", 0, "sources", 1, "url"), 19)]
)
def test_a_key_that_is_not_there_has_the_line_of_its_table(loc: tuple[str | int, ...], line: int) -> None:
    assert Lines(TEXT).of(loc) == line


def test_what_is_nowhere_is_on_the_first_line() -> None:
    assert Lines(TEXT).of(("destinations", 0)) == 1


@given(st.text())
def test_any_text_has_lines(text: str) -> None:
    assert Lines(text).of(("a",)) >= 1


@given(st.lists(st.text(), min_size=1, max_size=5, unique=True), st.data())
def test_a_key_of_any_name_is_found(names: list[str], data: st.DataObject) -> None:
    text = "".join(f"{quoted(name)} = {quoted(name)}\n" for name in names)
    assert list(tomllib.loads(text)) == names
    at = data.draw(st.integers(0, len(names) - 1))
    assert Lines(text).of((names[at],)) == at + 1
