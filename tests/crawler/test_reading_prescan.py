from __future__ import annotations

import pytest

from crawler.reading.prescan import HostilePageError, refuse_hostile


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<i>" * 200_001, "200000 times '<'"),
        (f'<a title="{"x" * 70_000}">', "a tag of more than 65536"),
        (f'<a title="{"<>" * 40_000}">', "a tag of more than 65536"),
        ("<a " + "b=1 " * 2_001 + ">", "more than 2000 attributes"),
        ("<a " + "b " * 2_001 + ">", "more than 2000 attributes"),
        ("<a " + "b=1 " * 2_001, "more than 2000 attributes"),
        ("<!--><a " + "b " * 2_001 + ">-->", "more than 2000 attributes"),
        ("<!-- --!><a " + "b " * 2_001 + ">", "more than 2000 attributes"),
        ("<script></script><a " + "b " * 2_001 + ">", "more than 2000 attributes"),
    ],
)
def test_a_page_made_to_exhaust_a_parser_is_refused(html: str, reason: str) -> None:
    with pytest.raises(HostilePageError, match=reason):
        refuse_hostile(html)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>Prima</p>" * 50_000,
        f"<script>var data = 'i<b {'x ' * 100_000}'</script>",
        f"<!-- <a {'b ' * 50_000}> -->",
        f'<img src="data:image/png;base64,{"A" * 60_000}">',
        f"<p>it's</p>{'x' * 100_000}<p>it's</p>",
        "<p title=it's>" + "x" * 100_000 + "<p title='a'>",
    ],
)
def test_an_ordinary_page_passes_however_large(html: str) -> None:
    refuse_hostile(html)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "html",
    [
        "<!--" * 190_000,
        "<script>" * 190_000,
        "<a '" * 190_000,
        '<a b="' * 190_000,
        "<a b=' c=\"" * 190_000,
        "<a =" + " " * 10**6,
    ],
)
def test_the_scan_itself_is_linear(html: str) -> None:
    try:
        refuse_hostile(html)
    except HostilePageError:
        return
