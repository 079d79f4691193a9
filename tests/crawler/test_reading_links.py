from __future__ import annotations

import pytest

from crawler.reading.links import next_url

URL = "https://reviews.example/winkel/voorbeeld?page=2"


@pytest.mark.parametrize(
    ("tag", "target"),
    [
        ('<link rel="next" href="?page=3">', "https://reviews.example/winkel/voorbeeld?page=3"),
        ("<link href='/winkel/voorbeeld?page=3' rel='next'>", "https://reviews.example/winkel/voorbeeld?page=3"),
        ("<link rel=next href=?page=3>", "https://reviews.example/winkel/voorbeeld?page=3"),
        (
            '<a class="x" href="?a=1&amp;page=3#lijst" rel="nofollow next">',
            "https://reviews.example/winkel/voorbeeld?a=1&page=3",
        ),
        ('<A HREF="?page=3" REL="Next">', "https://reviews.example/winkel/voorbeeld?page=3"),
        ('<a rel="next" href="/winkel/voorbeeld/pagina/3/">', "https://reviews.example/winkel/voorbeeld/pagina/3/"),
        ('<a rel="next" href="/winkel/voorbeeld/3">', "https://reviews.example/winkel/voorbeeld/3"),
        ('<a rel="next" href="/winkel/voorbeeld-p3.html">', "https://reviews.example/winkel/voorbeeld-p3.html"),
        (
            '<base href="/winkel/"><a rel="next" href="voorbeeld?page=3">',
            "https://reviews.example/winkel/voorbeeld?page=3",
        ),
        ('<a rel="next" href="?p=9"><link rel="next" href="?p=3">', "https://reviews.example/winkel/voorbeeld?p=3"),
    ],
)
def test_the_next_page_is_found(tag: str, target: str) -> None:
    assert next_url(f"<html><p>next</p>{tag}</html>", URL) == target


@pytest.mark.parametrize(
    "tag",
    [
        '<a rel="next" href="https://other.example/winkel/voorbeeld?page=3">',
        '<a rel="next" href="https://reviews.example:8443/winkel/voorbeeld?page=3">',
        '<a rel="next" href="javascript:volgende()">',
        '<a rel="next" href="https://bank@reviews.example/winkel/voorbeeld?page=3">',
        '<a rel="next" href="?page=2#top">',
        '<a rel="next" href="">',
        '<a rel="next">',
        '<a rel="next" href="http://[">',
        '<a rel="next" href="/artikel/heel-iets-anders">',
        '<a rel="prev" href="?page=1">next</a>',
        '<a rel="nextish" href="?page=3">',
        '<a data-rel="next" href="?page=3">',
        '<button rel="next" href="?page=3">',
        '<!-- <a rel="next" href="?page=3"> -->',
        '<script>s = \'<a rel="next" href="?page=3">\'</script>',
        'rel="next"',
    ],
)
def test_what_is_no_next_page_of_this_list_is_none(tag: str) -> None:
    assert next_url(f"<html>{tag}</html>", URL) is None


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("/r/pagina/2", "/r/pagina/3"),
        ("/r-2.html", "/r-3.html"),
        ("/r.html", "/r-2.html"),
        ("/r/", "/r/page/2/"),
        ("/", "/2"),
    ],
)
def test_pages_numbered_in_the_path_are_one_list(here: str, there: str) -> None:
    assert next_url(f'<a rel="next" href="{there}">', f"https://reviews.example{here}")


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "html", ["next" * 500_000, "<a rel=next " * 200_000, "rel=next" * 200_000, '<a rel="next" href=x>' * 50_000]
)
def test_a_hostile_page_is_cheap(html: str) -> None:
    assert next_url(html, URL) is None
