from __future__ import annotations

import pytest

from crawler.reading.plain_text import LONGEST, one_line, plain


@pytest.mark.parametrize(
    ("stated", "text"),
    [
        ("Prima winkel.", "Prima winkel."),
        (" Prima\r\nwinkel. ", "Prima\nwinkel."),
        ("Duur &amp; traag", "Duur & traag"),
        ("Duur &amp;amp; traag", "Duur &amp; traag"),
        ("&lt;p&gt;Duur&lt;/p&gt;", "Duur"),
        ("<p>Een</p>\n<p>Twee</p>", "Een\n\nTwee"),
        ("Een<br/>twee<BR>drie", "Een\ntwee\ndrie"),
        ("<ul><li>een</li><li>twee</li></ul>", "een\ntwee"),
        ("<b>vet</b> en <a href='/x'>link</a>", "vet en link"),
        ("<script>alert(1)</script>Mooi<!-- x --><style>p{}</style>", "Mooi"),
        ("Ik <3 fietsen, 2 < 3", "Ik <3 fietsen, 2 < 3"),
        ("Bestelling <nummer> kwijt", "Bestelling <nummer> kwijt"),
        ("a\x00b\x07c", "abc"),
        ("half \ud800 paar", "half paar"),
        ("veel\xa0 \t  ruimte", "veel ruimte"),
        ("een\n\n\n\n\ntwee", "een\n\ntwee"),
        ("", ""),
    ],
)
def test_text_is_made_plain(stated: str, text: str) -> None:
    assert plain(stated) == text


def test_a_name_is_one_line() -> None:
    assert one_line("Ilse\n uit <b>Gent</b>") == "Ilse uit Gent"


def test_a_text_beyond_all_measure_is_cut() -> None:
    assert len(plain("a" * 3 * LONGEST)) == LONGEST


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "stated", ["<b>" * 40_000, "<p" * 50_000, "<!--" * 30_000, " \n" * 50_000, "&lt;div&gt;" * 10_000]
)
def test_hostile_text_is_cheap(stated: str) -> None:
    assert len(plain(stated)) <= LONGEST
