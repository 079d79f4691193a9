"""A first shop.toml: the questions, what they lead to, and the file that is written."""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klachtwacht.config import Config, load
from klachtwacht.init import (
    Alert,
    Answers,
    InitError,
    Page,
    ask,
    key_of,
    mail_url,
    new_secret,
    quoted,
    render,
    set_apart,
    site_for,
    write,
)
from klachtwacht.shop_toml import keys
from klachtwacht.shop_values import is_webhook_secret

DOMAINS = {"kieskeurig.example": "kieskeurig", "nl.kieskeurig.example": "kieskeurig_nl", "kiyoh.example": "kiyoh"}
SITES = ("page", *DOMAINS.values())
MAIL = "mailto://localhost?from=klachtwacht@fietsjansen.example&to=info@fietsjansen.example"
SLACK = "slack://TokenA/TokenB/TokenC"
ANSWERS = Answers(
    key="fietsen-jansen",
    name="Fietsen Jansen",
    domain="fietsjansen.example",
    country="BE",
    language="fr",
    pages=(
        Page(name="kieskeurig", site="kieskeurig", url="https://kieskeurig.example/w/1", permission="checked, J."),
        Page(name="forum", site="page", url="https://forum.example/jansen"),
    ),
    alert=Alert(url=MAIL),
    contact="info@fietsjansen.example",
)
HOOK = Answers(key="a", name="A", alert=Alert(url="https://a.example/hook", secret=new_secret()), contact="a@a.example")


def loaded(path: Path) -> Config:
    return load(path, environ={}, sites=SITES)


def apprise(url: str) -> str | None:
    """Knows mail and Slack, as far as these tests go."""
    return None if url.startswith(("mailto://", "slack://", "https://hooks.slack.example/")) else "no such service"


class Person:
    """Someone who gives these answers in turn and presses Enter, which takes the default, at "-"."""

    def __init__(self, *answers: str) -> None:
        self._answers: Iterator[str] = iter(answers)
        self.asked: list[tuple[str, str]] = []
        self.told: list[str] = []

    def prompt(self, question: str, default: str) -> str:
        self.asked.append((question, default))
        answer = next(self._answers)
        return default if answer == "-" else answer

    def answers(self) -> Answers:
        found = ask(self.prompt, self.told.append, domains=DOMAINS, check_url=apprise)
        assert next(self._answers, None) is None
        return found


def test_a_few_answers_make_a_whole_file() -> None:
    person = Person(
        *("Fietsen Jansen", "fietsjansen.example", "be", "fr"),
        *("https://www.kieskeurig.example/w/1", "-", "checked, J.", "https://forum.example/jansen", "-", "-", "-"),
        *("info@fietsjansen.example", "-", "-"),
    )
    assert person.answers() == Answers(
        key="fietsen-jansen",
        name="Fietsen Jansen",
        domain="fietsjansen.example",
        country="BE",
        language="fr",
        pages=(
            Page(
                name="kieskeurig", site="kieskeurig", url="https://www.kieskeurig.example/w/1", permission="checked, J."
            ),
            Page(name="forum", site="page", url="https://forum.example/jansen"),
        ),
        alert=Alert(url=MAIL),
        contact="info@fietsjansen.example",
    )


def test_a_channel_is_taken_as_it_is() -> None:
    assert Person("A", "-", "-", "-", "-", SLACK, "a@a.example").answers().alert == Alert(url=SLACK)


def test_a_web_address_that_apprise_knows_is_a_channel() -> None:
    url = "https://hooks.slack.example/services/T/B/X"
    assert Person("A", "-", "-", "-", "-", url, "a@a.example").answers().alert == Alert(url=url)


def test_any_other_web_address_is_a_webhook_with_a_fresh_secret() -> None:
    person = Person("A", "-", "-", "-", "-", "https://a.example/hook", "a@a.example")
    alert = person.answers().alert
    assert (alert.url, is_webhook_secret(alert.secret or "")) == ("https://a.example/hook", True)
    assert "webhook.secret" in person.told[0]


def test_two_secrets_differ() -> None:
    assert new_secret() != new_secret()


def test_the_web_site_may_be_given_as_a_url() -> None:
    assert Person("A", "https://www.a.example/", "-", "-", "-", SLACK, "a@a.example").answers().domain == "a.example"


def test_a_second_page_of_the_same_site_is_offered_another_name() -> None:
    url = "https://kiyoh.example/"
    person = Person("A", "-", "-", "-", url + "1", "-", "-", url + "2", "-", "-", "-", SLACK, "a@a.example")
    assert [page.name for page in person.answers().pages] == ["kiyoh", "kiyoh-2"]


@pytest.mark.parametrize(
    "answers",
    [
        ("", "A", "-", "-", "-", "-", SLACK, "a@a.example"),
        ("A", "not a domain", "-", "-", "-", "-", SLACK, "a@a.example"),
        ("A", "-", "DE", "-", "-", "-", SLACK, "a@a.example"),
        ("A", "-", "-", "es", "-", "-", SLACK, "a@a.example"),
        ("A", "-", "-", "-", "htp://x", "-", SLACK, "a@a.example"),
        ("A", "-", "-", "-", "http://localhost:8000/", "-", SLACK, "a@a.example"),
        ("A", "-", "-", "-", "https://x.example", "a b", "x", "-", "-", SLACK, "a@a.example"),
        ("A", "-", "-", "-", "-", "nonsense://x", SLACK, "a@a.example"),
        ("A", "-", "-", "-", "-", "https://hooks.slack.com/services/T/B/X", SLACK, "a@a.example"),
        ("A", "-", "-", "-", "-", SLACK, "nobody", "a@a.example"),
    ],
    ids=["name", "domain", "country", "language", "page", "page inside", "page's name", "alerts", "chat", "contact"],
)
def test_an_answer_that_cannot_be_used_is_asked_again(answers: tuple[str, ...]) -> None:
    person = Person(*answers)
    person.answers()
    assert [line.startswith("That cannot be used; expected ") for line in person.told] == [True]


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://kieskeurig.example/w", "kieskeurig"),
        ("https://WWW.kieskeurig.example/w", "kieskeurig"),
        ("https://nl.kieskeurig.example/w", "kieskeurig_nl"),
        ("https://notkieskeurig.example/w", "page"),
        ("https://kieskeurig.example.evil.example/", "page"),
        ("", "page"),
    ],
)
def test_the_domain_says_which_site_reads_a_page(url: str, site: str) -> None:
    assert site_for(url, DOMAINS) == site


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Fietsen Jansen", "fietsen-jansen"),
        ("Café 't Hoekje!", "cafe-t-hoekje"),
        ("書店", "shop"),
        ("a" * 90, "a" * 64),
    ],
)
def test_a_key_comes_from_the_name(name: str, key: str) -> None:
    assert key_of(name) == key


def test_mail_goes_from_the_shop_s_own_domain_or_else_the_address_itself() -> None:
    assert mail_url("a+b@x.example", "mail.example:2525", "y.example") == (
        "mailto://mail.example:2525?from=klachtwacht@y.example&to=a%2Bb@x.example"
    )
    assert mail_url("a@x.example", "localhost", "") == "mailto://localhost?from=a@x.example&to=a@x.example"


def test_the_file_loads_and_says_what_was_answered(tmp_path: Path) -> None:
    write(tmp_path / "shop.toml", ANSWERS)
    config = loaded(tmp_path / "shop.toml")
    assert [
        (shop.key, shop.name, shop.domains, shop.languages, str(shop.zone), shop.holidays) for shop in config.shops
    ] == [("fietsen-jansen", "Fietsen Jansen", ("fietsjansen.example",), ("fr",), "Europe/Brussels", "BE")]
    assert [(source.path, source.site, source.url, source.permission) for source in config.sources] == [
        ("fietsen-jansen/kieskeurig", "kieskeurig", "https://kieskeurig.example/w/1", "checked, J."),
        ("fietsen-jansen/forum", "page", "https://forum.example/jansen", None),
    ]
    assert [(d.name, d.url.reveal(), d.operator) for d in config.destinations] == [
        ("alerts", MAIL, False),
        ("operator", MAIL, True),
    ]


def test_only_a_page_that_nobody_looked_at_is_warned_about(tmp_path: Path) -> None:
    write(tmp_path / "shop.toml", ANSWERS)
    assert [line.split(": ")[1] for line in loaded(tmp_path / "shop.toml").warnings] == [
        "shops[0].sources[1].permission is missing"
    ]


@pytest.mark.parametrize(
    "alert", [Alert(url=SLACK), HOOK.alert, Alert(url="https://a:geheim@a.example/hook", secret="env:S")]
)
def test_secrets_go_to_files_of_their_own(tmp_path: Path, alert: Alert) -> None:
    answers = Answers(key="a", name="A", alert=alert, contact="a@a.example")
    write(tmp_path / "shop.toml", answers)
    text = (tmp_path / "shop.toml").read_text(encoding="utf-8")
    config = load(tmp_path / "shop.toml", environ={"S": new_secret()}, sites=SITES)
    assert (config.destinations[0].url.reveal(), config.warnings) == (alert.url, ())
    assert not {SLACK, HOOK.alert.secret, "geheim"} & set(text.split('"'))


def test_what_only_points_to_a_secret_stays(tmp_path: Path) -> None:
    answers = Answers(key="a", name="A", alert=Alert(url="env:URL", secret="file:x"), contact="a@a.example")
    assert set_apart(answers) == (answers, {})


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_the_files_are_for_their_owner_only(tmp_path: Path) -> None:
    modes = {stat.S_IMODE(file.stat().st_mode) for file in write(tmp_path / "shop.toml", HOOK)}
    assert modes == {0o600}


@pytest.mark.parametrize("there", ["shop.toml", "webhook.secret"])
def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_text("mine", encoding="utf-8")
    with pytest.raises(InitError, match=f"{there} is there already"):
        write(tmp_path / "shop.toml", HOOK)
    assert [(file.name, file.read_text(encoding="utf-8")) for file in tmp_path.iterdir()] == [(there, "mine")]


def test_a_link_to_nowhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "shop.toml").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InitError, match="is there already"):
        write(tmp_path / "shop.toml", ANSWERS)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InitError, match="No such file or directory"):
        write(tmp_path / "none" / "shop.toml", ANSWERS)


def test_every_key_in_the_file_is_one_that_exists() -> None:
    assert set(dotted(tomllib.loads(render(ANSWERS)))) <= keys().keys()


def dotted(table: dict[str, object], before: str = "") -> Iterator[str]:
    for key, value in table.items():
        yield before + key
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                yield from dotted(inner, f"{before}{key}.")


@given(st.text())
def test_any_text_is_given_back_by_toml(text: str) -> None:
    assert tomllib.loads(f"a = {quoted(text)}\n") == {"a": text}


def test_half_a_character_does_not_break_the_file() -> None:
    assert tomllib.loads("a = " + quoted("x\udc80")) == {"a": "x?"}


pages = st.builds(Page, name=st.text(), site=st.text(), url=st.text(), permission=st.text())
alerts = st.builds(Alert, url=st.text(), secret=st.none() | st.text())
hostile = st.builds(
    Answers,
    key=st.text(),
    name=st.text(),
    domain=st.text(),
    language=st.text(),
    country=st.text(),
    pages=st.lists(pages, max_size=2).map(tuple),
    alert=alerts,
    contact=st.text(),
)


@given(hostile)
def test_hostile_answers_stay_what_they_are(answers: Answers) -> None:
    found = tomllib.loads(render(answers))
    shop, (first, second) = found["shops"][0], found["destinations"]
    assert (shop["key"], shop["name"], shop["languages"]) == (answers.key, answers.name, [answers.language])
    assert (shop["domains"], found["network"]["contact"]) == (
        [answers.domain] if answers.domain else [],
        answers.contact,
    )
    assert [(p["name"], p["site"], p["url"], p.get("permission", "")) for p in shop.get("sources", [])] == [
        (page.name, page.site, page.url, page.permission) for page in answers.pages
    ]
    key = "url" if answers.alert.secret is None else "webhook"
    assert (first[key], first.get("secret")) == (answers.alert.url, answers.alert.secret)
    assert (second[key], second["operator"], "operator" in first) == (answers.alert.url, True, False)
