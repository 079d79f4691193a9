"""What sources that answer in data share: XML in the shape of JSON, the next address."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.reading.answers import AnswerError, KeyRefusedError, onward
from crawler.reading.page import Page
from crawler.reading.xml_answers import plain, root


def xml(html: str, status: int = 200) -> Any:
    return plain(root(Page(html=html, url="", site="kassa", now=datetime(2026, 11, 20, tzinfo=UTC), status=status)))


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<a><b>1</b><c/></a>", {"b": "1", "c": None}),
        ("<a><a><b>1</b></a></a>", [{"b": "1"}]),
        ("<l><r><r><b>1</b></r><r><b>2</b></r></r></l>", {"r": [{"b": "1"}, {"b": "2"}]}),
        ("\n<?xml version='1.0' encoding='UTF-16'?><a>é</a>", "é"),
        ("<a><!-- no --><?no?><b>1</b></a>", {"b": "1"}),
    ],
    ids=["object", "list of one", "list in a list", "declared", "comments"],
)
def test_xml_has_the_shape_of_json(html: str, found: Any) -> None:
    assert xml(html) == found


@pytest.mark.parametrize("html", ["", "<a>", "<a></b>", "geen XML", "<a>" * 100_000, "\x00<a/>"])
def test_what_is_no_whole_xml_is_named(html: str) -> None:
    with pytest.raises(AnswerError, match="no XML"):
        xml(html)


@pytest.mark.parametrize(
    "declared",
    ["<!DOCTYPE a>", "<!DOCTYPE a SYSTEM 'https://x.example/a.dtd'>", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///x'>]>"],
)
def test_a_document_type_is_refused_with_the_entities_it_brings(declared: str) -> None:
    with pytest.raises(AnswerError, match="XML with a document type"):
        xml(f"{declared}<a><b>1{'&x;' if 'ENTITY' in declared else ''}</b></a>")


def test_a_refusal_in_xml_is_one() -> None:
    with pytest.raises(KeyRefusedError, match="HTTP 401"):
        xml("<a/>", 401)


@given(st.text())
def test_any_text_is_read_or_named(html: str) -> None:
    try:
        xml(html)
    except AnswerError:
        return


@pytest.mark.parametrize(
    ("count", "total", "expected"),
    [(100, 250, "?offset=100&x=1"), (100, 100, None), (3, None, "?offset=3&x=1"), (0, None, None), (0, 9, None)],
)
def test_a_list_by_offset_goes_on_until_its_total_or_an_empty_answer(
    count: int, total: float | None, expected: str | None
) -> None:
    assert onward("?offset=0&x=1", "offset", count, total) == expected


def test_an_address_without_an_offset_leads_nowhere() -> None:
    assert onward("?x=1", "offset", 3, 9) is None
