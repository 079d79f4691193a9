"""What a robots.txt says, by RFC 9309."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.manners.robots import LONGEST, matches, parse, path_of, spelled, token

SITE = "https://praat.example"
US = "Klachtwacht/1.0 (+mailto:a@winkel.example)"


def allows(text: str, path: str, agent: str = US) -> bool:
    return parse(text).allows(agent, SITE + path)


# Who is spoken to


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Klachtwacht/1.0 (+mailto:a@winkel.example)", "klachtwacht"),
        ("KLACHTWACHT", "klachtwacht"),
        ("Klachtwacht", "klachtwacht"),
        ("Foo-Bar_Baz Qux", "foo-bar_baz"),
        ("*", "*"),
        ("* # everyone", "*"),
        ("", ""),
        ("1bot", ""),
    ],
)
def test_a_crawlers_name_is_its_first_word_in_any_case(agent: str, said: str) -> None:
    assert token(agent) == said


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: Klachtwacht\nDisallow: /", False),
        ("User-agent: klachtwacht/2\nDisallow: /", False),
        ("User-agent: Klacht\nDisallow: /", True),
        ("User-agent: Klachtwachter\nDisallow: /", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Klachtwacht\nAllow: /", True),
        ("User-agent: Klachtwacht\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Klachtwacht\n", True),
        ("User-agent: Ander\nUser-agent: Klachtwacht\nDisallow: /", False),
        ("User-agent: Klachtwacht\nDisallow: /a\nUser-agent: Klachtwacht\nDisallow: /", False),
        ("Disallow: /", True),
        ("Disallow: /\nUser-agent: *\nAllow: /", True),
        ("User-agent: *\nDisallow:", True),
        ("", True),
    ],
)
def test_our_own_rules_come_before_those_for_everyone(text: str, allowed: bool) -> None:
    assert allows(text, "/winkel") is allowed


@pytest.mark.parametrize("between", ["Sitemap: https://praat.example/s.xml", "Crawl-delay: 3", "Host: x", "", "# no"])
def test_only_rules_end_the_naming_of_crawlers(between: str) -> None:
    assert not allows(f"User-agent: Klachtwacht\n{between}\nUser-agent: Ander\nDisallow: /", "/")


@pytest.mark.parametrize(
    "line",
    ["Disallow: /", "disallow:/", "DISALLOW : /", "Disallow /", "dissallow: /", "Disallow: / # no", "\tDisallow:\t/"],
)
def test_a_rule_may_be_written_in_many_ways(line: str) -> None:
    assert not allows(f"User-agent: *\n{line}", "/winkel")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_lines_end_in_any_way_and_may_begin_with_a_mark(end: str, start: str) -> None:
    assert not allows(f"{start}User-agent: *{end}Disallow: /", "/winkel")


# Which rule counts


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        (["Disallow: /a", "Allow: /a/b"], "/a/b/c", True),
        (["Allow: /a/b", "Disallow: /a"], "/a/c", False),
        (["Disallow: /a", "Allow: /a"], "/a", True),
        (["Disallow: /a*z", "Allow: /a"], "/abcz", False),
        (["Disallow: /*.pdf$"], "/a.pdf", False),
        (["Disallow: /*.pdf$"], "/a.pdf?x", True),
        (["Disallow: /$"], "/", False),
        (["Disallow: /$"], "/a", True),
        (["Disallow: /*?"], "/a?b", False),
        (["Disallow: /*?"], "/a", True),
        (["Disallow: *a*"], "/bab", False),
        (["Disallow: a"], "/a", True),
        (["Disallow: /A"], "/a", True),
        (["Disallow: /"], "/robots.txt", True),
    ],
)
def test_the_longest_rule_counts_and_allow_wins_a_tie(rules: list[str], path: str, allowed: bool) -> None:
    assert allows("\n".join(["User-agent: *", *rules]), path) is allowed


@pytest.mark.parametrize(
    ("rule", "path", "allowed"),
    [
        ("/caf%C3%A9", "/café", False),
        ("/café", "/caf%c3%a9", False),
        ("/%7Ejo", "/~jo", False),
        ("/~jo", "/%7ejo", False),
        ("/a%2fb", "/a%2Fb", False),
        ("/a%2Fb", "/a/b", True),
        ("/a%2Ab", "/a*b", False),
        ("/a%2Ab", "/axb", True),
        ("/a%24", "/a$", False),
        ("/a%24", "/ab", True),
        ("/a$b", "/a$b", False),
        ("/a%2", "/a%2", False),
    ],
)
def test_paths_are_compared_in_one_spelling(rule: str, path: str, allowed: bool) -> None:
    assert allows(f"User-agent: *\nDisallow: {rule}", path) is allowed


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://praat.example", "/"),
        ("https://praat.example?a=b", "/?a=b"),
        ("https://praat.example/a#b", "/a"),
        ("https://praat.example/a?", "/a?"),
        ("https://jo:geheim@praat.example:8080/a;b", "/a;b"),
        ("http://[::1]:80/a", "/a"),
        ("http://[", "/"),
        ("", "/"),
    ],
)
def test_a_path_is_what_follows_the_host(url: str, path: str) -> None:
    assert path_of(url) == path


# Crawl-delay


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 10", 10),
        ("User-agent: *\nDisallow: /a\nCrawl-delay: 0.5", 0.5),
        ("User-agent: *\nCrawl-delay: 2\nCrawl-delay: 5", 5),
        ("User-agent: Klachtwacht\nCrawl-delay: 3\n\nUser-agent: *\nCrawl-delay: 9\nDisallow: /a", 9),
        ("User-agent: Klachtwacht\nCrawl-delay: 3\nDisallow:\n\nUser-agent: *\nCrawl-delay: 9", 3),
        ("User-agent: Ander\nCrawl-delay: 3\nUser-agent: Klachtwacht\nDisallow: /a", None),
        ("User-agent: *\nCrawl-delay: soon", None),
        ("User-agent: *\nCrawl-delay: -1", None),
        ("User-agent: *\nCrawl-delay: inf", None),
        ("User-agent: *\nCrawl-delay: nan", None),
        ("User-agent: *\nDisallow: /", None),
        ("Crawl-delay: 4\nUser-agent: *\nAllow: /", None),
    ],
)
def test_a_delay_is_for_the_crawlers_named_before_it(text: str, delay: float | None) -> None:
    assert parse(text).delay(US) == delay


# Laws


LINES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["User-agent: *", "User-agent: Klachtwacht", "User-agent: a", "Crawl-delay: 3", "Sitemap: x", ""]),
    st.builds("{}: /{}".format, st.sampled_from(["Allow", "Disallow"]), st.text(alphabet="ab*$%2é/", max_size=8)),
)


@given(st.lists(LINES, max_size=30).map("\n".join), st.text(), st.text(max_size=40))
def test_no_text_makes_it_fail(text: str, agent: str, path: str) -> None:
    assert parse(text).allows(agent, path) in (True, False)
    assert (parse(text).delay(agent) or 0) >= 0


@given(st.text())
def test_a_path_in_its_spelling_stays_as_it_is(path: str) -> None:
    assert spelled(spelled(path)) == spelled(path)
    assert spelled(path).isascii()


def by_hand(pattern: str, path: str) -> bool:
    """The same rule without haste: a star takes nothing, or one more character."""
    if pattern in ("", "$"):
        return not pattern or not path
    if pattern[0] == "*":
        return by_hand(pattern[1:], path) or (bool(path) and by_hand(pattern, path[1:]))
    return bool(path) and pattern[0] == path[0] and by_hand(pattern[1:], path[1:])


@given(
    st.builds("{}{}".format, st.text(alphabet="ab*", max_size=8), st.sampled_from(["", "$"])),
    st.text(alphabet="ab", max_size=10),
)
def test_a_pattern_matches_what_it_matches_by_hand(pattern: str, path: str) -> None:
    assert matches(pattern, path) is by_hand(pattern, path)


@given(st.lists(LINES, max_size=20).map("\n".join))
def test_robots_txt_itself_may_always_be_read(text: str) -> None:
    assert allows(text, "/robots.txt")


# Files made to take long


def full(*parts: str) -> str:
    """As much as is read, of these parts in equal shares, each again and again."""
    share = LONGEST // len(parts)
    return "".join((part * (share // len(part) + 1))[:share] for part in parts)


@pytest.mark.parametrize(
    "text",
    [
        full("User-agent:*\nDisallow:/x\n"),
        full("User-agent:a\nUser-agent:b\n"),
        "".join(f"User-agent:{'abcdefghijklmnop'[n % 16] * (n % 97 + 1)}\n" for n in range(9000))
        + full("Disallow:/a\n"),
        full("User-agent:*\n", "Crawl-delay:1\n"),
        full("User-agent:*\n", "Disallow:/*aaaaaaab\n"),
        full("User-agent:*\n", "Disallow:/*a*a*a*a*b\n"),
        "User-agent:*\nDisallow:/" + full("*a"),
        "User-agent:*\nDisallow:/" + full("%41"),
        "User-agent:*\nDisallow:/" + full("é"),
        "User-agent:*\nCrawl-delay:" + full("9"),
        full("\n"),
        full("\r\r\n"),
        full("#:"),
        full("a "),
    ],
    ids=lambda text: repr(text[:24] + text[-24:]),
)
@pytest.mark.timeout(20)  # what grows with the square of the file would take minutes
def test_a_hostile_file_of_the_greatest_length_is_read_to_its_end(text: str) -> None:
    assert parse(text).allows(US, f"{SITE}/{'a' * 1000}") in {True, False}


def test_what_lies_beyond_the_greatest_length_is_not_read() -> None:
    rules = "User-agent: *\nDisallow: /a\n"
    assert allows("#" * (LONGEST - 1) + "\n" + rules, "/a")
    assert not allows("#" * (LONGEST - len(rules) - 1) + "\n" + rules, "/a")
