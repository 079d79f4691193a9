"""Hostile text: what becomes of it in a title, a body, a cell and a link."""

# ruff: noqa: RUF001 (full-width signs are what is tested)

import csv
import io
import json
import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guard.text import cell, one_line, plain, safe_link, uncell

ANY_TEXT = st.text(st.characters(codec=None, categories=None))
CELL_LIKE = st.text(st.sampled_from("'=+-@\t\r\n\0 ﹣＝\ufeff\u200bab5"), max_size=8)


def suite(*parts: str) -> Path:
    root = os.environ.get("KLACHTWACHT_SUITES")
    if not root:
        pytest.skip("KLACHTWACHT_SUITES is not set")
    return Path(root).joinpath(*parts)


def obeyed(text: str, allowed: str = "") -> list[str]:
    """Characters that a terminal, a log or a mail header obeys, or that nobody sees."""
    kinds = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return [c for c in text if c not in allowed and unicodedata.category(c) in kinds]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Nooit meer", "Nooit meer"),
        ("twee\r\nregels", "twee regels"),
        ("tab\tbed", "tab bed"),
        ("\x1b[31mrood\x1b[0m", "[31mrood[0m"),
        ("a\x9b31mb", "a31mb"),
        ("eind\u2028e\u2029r", "eind e r"),
        ("regel\x85twee", "regel twee"),
        ("\u202efdp.exe", "fdp.exe"),
        ("\u2066a\u2069b", "ab"),
        ("he\u200bl\u200da\ufeffas", "helaas"),
        ("x\U000e0041\U000e0042y", "xy"),
        ("nul\0nul", "nulnul"),
        ("half \ud83d paar", "half paar"),
        ("hol\u3164\u115f!", "hol!"),
        ("geen teken\ufffe\ufdd0", "geen teken"),
        ("veel   \u00a0 wit", "veel wit"),
        ("crème brûlée 😀", "crème brûlée 😀"),
        ("cre\u0300me", "cre\u0300me"),
        ("Z" + "\u0351" * 100 + "!", "Z" + "\u0351" * 4 + "!"),
        ("", ""),
    ],
)
def test_one_line_keeps_words_and_drops_what_is_obeyed_or_unseen(text, line):
    assert one_line(text, 100) == line


def test_a_new_emoji_that_python_does_not_know_yet_stays():
    assert one_line("\U0001fadc\U0001fae9", 10) == "\U0001fadc\U0001fae9"


@pytest.mark.parametrize(
    ("limit", "line"), [(12, "Slecht, heel"), (11, "Slecht, he…"), (9, "Slecht,…"), (1, "…"), (200, "Slecht, heel")]
)
def test_one_line_is_cut_at_the_limit_with_an_ellipsis(limit, line):
    assert one_line("Slecht,  heel", limit) == line


def test_plain_keeps_line_breaks_as_newlines_and_at_most_one_blank_line():
    assert plain("Een\r\ntwee\rdrie\u2028vier\n\n\n\n\nvijf  \n \x1b[0mzes\u202e", 100) == (
        "Een\ntwee\ndrie\nvier\n\nvijf\n[0mzes"
    )


def test_plain_is_cut_at_the_limit():
    assert plain("abc\ndef", 6) == "abc\nd…"


@given(ANY_TEXT, st.integers(1, 80))
def test_one_line_is_short_and_never_obeyed(text, limit):
    line = one_line(text, limit)
    assert len(line) <= limit
    assert obeyed(line) == []
    assert one_line(line, limit) == line


@given(ANY_TEXT, st.integers(1, 80))
def test_plain_is_short_and_never_obeyed(text, limit):
    body = plain(text, limit)
    assert len(body) <= limit
    assert obeyed(body, allowed="\n") == []


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("-5 sterren", "'-5 sterren"),
        ("+31 6 12345678", "'+31 6 12345678"),
        ("\t=1", "'\t=1"),
        ("\rx", "'\rx"),
        ("\nx", "'\nx"),
        ("\0x", "'\0x"),
        ("  \u00a0=1", "'  \u00a0=1"),
        ("\ufeff=1", "'\ufeff=1"),
        ("\u200b=1", "'\u200b=1"),
        ("＝1", "'＝1"),
        ("＋－＠", "'＋－＠"),
        ("'=1", "''=1"),
        ("''=1", "'''=1"),
        ("' =1", "'' =1"),
        ("'s avonds gebeld", "'s avonds gebeld"),
        ("06-12345678", "06-12345678"),
        ("a=b", "a=b"),
        ("", ""),
        ("'", "'"),
    ],
)
def test_a_cell_that_would_be_a_formula_gets_an_apostrophe_and_comes_back(text, guarded):
    assert cell(text) == guarded
    assert uncell(guarded) == text


@given(st.one_of(ANY_TEXT, CELL_LIKE))
@example("'")
@example("''")
def test_uncell_undoes_cell_exactly(text):
    assert uncell(cell(text)) == text


@given(CELL_LIKE)
def test_no_cell_starts_a_formula(text):
    start = cell(text).lstrip(" \ufeff\u200b\x00")
    assert not start or start[0] not in "=+-@\t\r\n＝﹣"


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://winkel.test/klacht?id=1#r", "https://winkel.test/klacht?id=1#r"),
        ("HTTP://Winkel.Test:8080/", "http://winkel.test:8080/"),
        ("https://winkel.test/a<b>|c\"'", "https://winkel.test/a%3Cb%3E%7Cc%22'"),
        ("https://winkel.test/caf%C3%A9", "https://winkel.test/caf%C3%A9"),
        ("https://\u0430pple.test/", "https://xn--pple-43d.test/"),
        ("http://[::1]:80/", "http://[::1]:80/"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("ftp://winkel.test/", None),
        ("//winkel.test/", None),
        ("/pad", None),
        ("https:///pad", None),
        ("https://bank.test@kwaad.test/", None),
        ("https://winkel.test/a b", None),
        ("https://winkel.test/\nBcc: x", None),
        ("https:\\\\winkel.test", None),
        ("https://winkel.test:99999/", None),
        ("https://<winkel>.test/", None),
        ("https://winkel.test/" + "a" * 2000, None),
        ("", None),
    ],
)
def test_only_a_web_address_that_shows_where_it_goes_is_a_link(url, link):
    assert safe_link(url) == link


@given(ANY_TEXT)
def test_a_link_is_a_link_of_the_web_or_nothing(text):
    for url in (text, f"https://{text}", f"http://winkel.test/{text}"):
        link = safe_link(url)
        assert link is None or (link.startswith(("http://", "https://")) and obeyed(link) == [] and "<" not in link)


def test_the_suite_of_cells_is_guarded_and_survives_a_csv_file():
    texts = json.loads(suite("csv-injection", "own-cells.json").read_text(encoding="utf-8"))
    texts += suite("csv-injection", "payloadbox-csv-payload.txt").read_text(encoding="utf-8").splitlines()
    file = io.StringIO()
    csv.writer(file, delimiter=";", lineterminator="\r\n").writerows([[cell(text), "einde"] for text in texts])
    rows = list(csv.reader(io.StringIO(file.getvalue(), newline=""), delimiter=";"))
    assert [uncell(row[0]) for row in rows] == texts
    assert all(row[1] == "einde" for row in rows)
    dangerous = "=+-@\t\r\n\0＝＋－＠"
    assert [row[0] for row in rows if row[0].lstrip(" \u00a0\ufeff\u200b").startswith(tuple(dangerous))] == []


@pytest.mark.parametrize("group", ["unicode", "mail_subject"])
def test_the_suite_of_notifications_becomes_one_harmless_line(group):
    for text in json.loads(suite("notify-injection", "own.json").read_text(encoding="utf-8"))[group]:
        line = one_line(text, 150)
        assert len(line) <= 150
        assert obeyed(line) == []


def test_the_naughty_strings_are_harmless_in_every_place():
    for text in json.loads(suite("naughty-strings", "blns.json").read_text(encoding="utf-8")):
        assert obeyed(one_line(text, 150)) == []
        assert obeyed(plain(text, 1500), allowed="\n") == []
        assert uncell(cell(text)) == text
        assert (safe_link(text) or "http").startswith("http")
