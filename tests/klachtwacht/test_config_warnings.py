"""What a shop.toml is warned about: it runs, and is not as it should be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from klachtwacht import shop_checks, sites
from klachtwacht.config import load

SITES = ("page", "feed", "mailbox", "kieskeurig", "kiyoh")
SHOP = '[network]\ncontact = "info@winkel.example"\n[[shops]]\nkey = "winkel"\nname = "De Winkel"\n'  # to line 5
PEOPLE = '[[destinations]]\nname = "mensen"\nurl = "mailto://mail.example?to=a@winkel.example"\n'
OPERATOR = '[[destinations]]\nname = "beheer"\nurl = "mailto://mail.example?to=b@winkel.example"\noperator = true\n'
WHOLE = SHOP + PEOPLE + OPERATOR


def warnings(folder: Path, text: str, mode: int = 0o600, **environ: str) -> tuple[str, ...]:
    file = folder / "shop.toml"
    file.write_text(text, encoding="utf-8")
    file.chmod(mode)
    return load(file, environ=environ, sites=SITES).warnings


def source(site: str, *lines: str) -> str:
    return "\n".join(["[[shops.sources]]", 'name = "bron"', f'site = "{site}"', *lines, ""])


def test_a_whole_file_has_no_warnings(tmp_path: Path) -> None:
    assert warnings(tmp_path, WHOLE) == ()


def test_a_contact_that_is_missing(tmp_path: Path) -> None:
    expected = "shop.toml:1: network.contact is missing: whoever keeps a site that is read cannot reach you"
    assert warnings(tmp_path, WHOLE.replace('[network]\ncontact = "info@winkel.example"\n', "")) == (expected,)


@pytest.mark.parametrize("site", ["page", "kieskeurig"])
def test_a_page_that_nobody_may_have_permission_to_read(tmp_path: Path, site: str) -> None:
    text = SHOP + source(site, 'url = "https://x.example"') + PEOPLE + OPERATOR
    expected = "shop.toml:6: shops[0].sources[0].permission is missing: say who looked at the site's terms, and when"
    assert warnings(tmp_path, text) == (expected,)


@pytest.mark.parametrize(
    "text",
    [
        source("page", 'url = "https://x.example"', 'permission = "checked"'),
        source("page", 'url = "https://x.example"', "enabled = false"),
        source("feed", 'url = "https://x.example"'),
        source("mailbox"),
        source("kiyoh", 'key = "env:TOKEN"'),
        source("kiyoh"),
        source("kieskeurig", 'key = "env:TOKEN"'),
    ],
    ids=["permission", "not read", "feed", "mailbox", "API with a key", "API without one", "service with a key"],
)
def test_a_source_that_needs_no_permission_or_has_it(tmp_path: Path, text: str) -> None:
    assert warnings(tmp_path, SHOP + text + PEOPLE + OPERATOR, TOKEN="token") == ()


@pytest.mark.parametrize("site", sites.names())
def test_the_sites_that_answer_in_data_are_those_whose_spiders_say_so(site: str) -> None:
    assert site in shop_checks.BOTH or sites.spider(site).reads_data is (site in shop_checks.DATA)


@pytest.mark.parametrize(
    ("destinations", "lost"),
    [
        (OPERATOR, "low and normal and high"),
        (OPERATOR + PEOPLE + 'severity = "normal"\n', "low"),
        (OPERATOR + PEOPLE + 'severity = "high"\n', "low and normal"),
    ],
)
def test_complaints_that_nobody_would_be_told(tmp_path: Path, destinations: str, lost: str) -> None:
    expected = f"shop.toml:3: shops[0] (winkel): no destination takes its complaints of severity {lost}"
    assert warnings(tmp_path, SHOP + destinations) == (expected,)


def test_a_shop_that_no_destination_is_for(tmp_path: Path) -> None:
    text = SHOP + '[[shops]]\nkey = "ander"\nname = "De Ander"\n' + PEOPLE + 'shops = ["ander"]\n' + OPERATOR
    expected = "shop.toml:3: shops[0] (winkel): no destination takes its complaints of severity low and normal and high"
    assert warnings(tmp_path, text) == (expected,)


def test_the_least_severity_of_several_destinations_counts(tmp_path: Path) -> None:
    text = WHOLE + PEOPLE.replace("mensen", "chef") + 'severity = "high"\n'
    assert warnings(tmp_path, text) == ()


def test_nobody_to_tell_that_a_source_stopped(tmp_path: Path) -> None:
    expected = "shop.toml:6: destinations has none with operator = true: nobody is told when a source stops working"
    assert warnings(tmp_path, SHOP + PEOPLE) == (expected,)


@pytest.mark.parametrize(
    "line",
    [
        'url = "slack://TokenA/TokenB/TokenC"',
        'url = "mailtos://jan:geheim@mail.example"',
        'url = "mailto://mail.example?pass=geheim"',
        'url = "https://hooks.slack.example/services/T1/B1/x"',
    ],
)
def test_a_secret_in_plain_text(tmp_path: Path, line: str) -> None:
    text = WHOLE + f'[[destinations]]\nname = "kanaal"\n{line}\n'
    expected = "destinations[2].url holds ***, a secret in plain text: env:NAME or file:PATH keeps it out of this file"
    assert warnings(tmp_path, text) == (f"shop.toml:15: {expected}",)


def test_a_key_in_plain_text(tmp_path: Path) -> None:
    found = warnings(tmp_path, SHOP + source("kiyoh", 'key = "geheim"') + PEOPLE + OPERATOR)
    assert [line.split(",")[0] for line in found] == ["shop.toml:9: shops[0].sources[0].key holds ***"]


def test_a_password_in_the_database_url(tmp_path: Path) -> None:
    found = warnings(tmp_path, 'database = "postgresql://kw:geheim@db.example/kw"\n' + WHOLE)
    assert [line.split(",")[0] for line in found] == ["shop.toml:1: database holds ***"]


def test_a_token_in_the_url_of_a_page(tmp_path: Path) -> None:
    text = SHOP + source("feed", 'url = "https://x.example/feed?token=geheim"') + PEOPLE + OPERATOR
    expected = "shops[0].sources[0].url holds ***, with a token that findings and exports will show"
    assert warnings(tmp_path, text) == (f"shop.toml:9: {expected}",)


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_a_file_with_secrets_that_everyone_can_read(tmp_path: Path) -> None:
    text = SHOP + source("kiyoh", 'key = "geheim"') + PEOPLE + OPERATOR
    expected = "shop.toml holds secrets and everyone on this machine can read it: chmod 600 shop.toml"
    assert [expected in warnings(tmp_path, text, mode) for mode in (0o644, 0o640, 0o600)] == [True, False, False]


def test_a_file_without_secrets_may_be_read_by_everyone(tmp_path: Path) -> None:
    assert warnings(tmp_path, WHOLE, 0o644) == ()
