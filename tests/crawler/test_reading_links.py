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


LIST = "https://reviews.example/winkel/voorbeeld"


def a_pager(*shown: str) -> str:
    """A row of numbers, "[2]" the one that is no link, each to ?page=N; other words as they are."""
    return "<nav>" + " ".join(f'<a href="?page={each}">{each}</a>' if each.isdecimal() else each for each in shown)


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ('<a href="?page=3">Volgende</a>', "?page=3"),
        ('<a class="btn" href="?page=3"><span>Volgende pagina</span> <svg><path d="M0"/></svg></a>', "?page=3"),
        ('<a href="?page=3">Page suivante &raquo;</a>', "?page=3"),
        ('<a href="?start=40">Next &rsaquo;</a>', "?start=40"),
        ('<a href="?page=3" aria-label="Volgende pagina"><i class="fa-chevron"></i></a>', "?page=3"),
        ('<a href="?page=3" title="Nächste Seite"><img src="r.png" alt=""></a>', "?page=3"),
        ('<a href="/winkel/voorbeeld/3">weiter</a>', "/3"),
        ('<a href="?page=3">&rsaquo;</a>', "?page=3"),
    ],
)
def test_without_rel_the_link_that_says_so_leads_on(link: str, target: str) -> None:
    assert next_url(f"<html><a href='?page=1'>Vorige</a>{link}</html>", f"{LIST}?page=2") == f"{LIST}{target}"


@pytest.mark.parametrize(
    ("shown", "query", "number"),
    [
        (("[1]", "2", "3", "…", "50"), "", 2),
        (("1", "2", "3"), "", 2),  # the first is a link as well, by its longer address
        (("1", "2", "3"), "?page=1", 2),
        (("1", "[2]", "3"), "?page=2", 3),
        (("1", "…", "4", "[5]", "6", "…", "50"), "?page=5", 6),
        (("2", "[3]", "4"), "?page=3", 4),
    ],
)
def test_without_a_word_the_number_after_the_one_that_is_no_link_is_next(
    shown: tuple[str, ...], query: str, number: int
) -> None:
    assert next_url(a_pager(*shown), LIST + query) == f"{LIST}?page={number}"


@pytest.mark.parametrize(
    "html",
    [
        a_pager("1", "2", "[3]"),  # the last
        a_pager("10", "25", "50"),  # how many to show
        '<a href="?mark=1">1</a> <a href="?mark=2">2</a> <a href="?mark=3">3</a>',
        '<a href="/winkel/ander">Volgende</a>',  # another list
        '<a href="https://elders.example/winkel/voorbeeld?page=4">Volgende</a>',
        '<a href="?page=2">Volgende</a>',
        '<a rel="prev" href="?page=1">Next</a>',
        '<a href="?page=4">Volgende keer gaan wij naar een ander</a>',
        '<a href="?page=9">&raquo;</a>',  # often: to the last
    ],
)
def test_a_link_that_does_not_turn_the_page_is_no_next(html: str) -> None:
    assert next_url(html, f"{LIST}?page=3" if "[3]" in html else f"{LIST}?page=2") is None


def test_marks_to_filter_by_do_not_hide_the_pages() -> None:
    marks = "".join(f'<a href="?mark={n}">{n}</a>' for n in range(1, 6))
    assert next_url(marks + a_pager("[1]", "2", "3"), LIST) == f"{LIST}?page=2"


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "html",
    [
        "next" * 500_000,
        "<a rel=next " * 200_000,
        "rel=next" * 200_000,
        '<a rel="next" href=x>' * 50_000,
        "<a href=?p=2>2" * 50_000,
    ],
)
def test_a_hostile_page_is_cheap(html: str) -> None:
    assert next_url(html, URL) is None
