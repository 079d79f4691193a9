"""shop.toml read into each room's own settings."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import make_url

from alerts.destination import Destination
from complaints.shop import Shop
from crawler.source import Network, Source
from crawler.steps import Step
from guard.secrets import Secret
from klachtwacht.config import Config, keys, load
from klachtwacht.shop_toml import SECRETS, TABLE_LISTS

SITES = ("page", "feed", "kieskeurig", "kiyoh")
SIGNING = "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo="

SAMPLE = """\
database = "sqlite:///klachtwacht.db"

[network]
contact = "klachten@fietsjansen.example"
delay = 1.0
allow_private = []

[[shops]]
key = "fietsjansen"
name = "Fietsen Jansen"
names = ["fietsjansen", "Jansen Fietsen"]
domains = ["fietsjansen.example"]
languages = ["nl", "fr"]
timezone = "Europe/Amsterdam"
holidays = "NL"

[[shops.sources]]
name = "kieskeurig"
site = "kieskeurig"
url = "https://kieskeurig.example/winkel/1"
every = "1h"
permission = "checked 2026-11-20, J."

[[shops.sources]]
name = "kiyoh"
site = "kiyoh"
id = "1234567"
key = "env:KIYOH_TOKEN"

[[destinations]]
name = "servicedesk"
url = "env:SLACK_URL"
severity = "low"
quiet = "22:00-07:00"

[[destinations]]
name = "beheer"
url = "mailto://mail.example?to=beheer@fietsjansen.example"
operator = true
"""
ENVIRON = {"KIYOH_TOKEN": "kiyoh-token-1", "SLACK_URL": "slack://TokenA/TokenB/TokenC"}
LEAST = """\
[network]
contact = "https://winkel.example/contact"

[[shops]]
key = "winkel"
name = "De Winkel"
"""


def loaded(folder: Path, text: str, **environ: str) -> Config:
    file = folder / "shop.toml"
    file.write_text(text, encoding="utf-8")
    return load(file, environ=environ, sites=SITES)


@pytest.fixture
def sample(tmp_path: Path) -> Config:
    return loaded(tmp_path, SAMPLE, **ENVIRON)


def test_the_sample_of_the_design_gives_its_shop(sample: Config, tmp_path: Path) -> None:
    assert sample.shops == (
        Shop(
            key="fietsjansen",
            name="Fietsen Jansen",
            names=("fietsjansen", "Jansen Fietsen"),
            domains=("fietsjansen.example",),
            languages=("nl", "fr"),
            zone=ZoneInfo("Europe/Amsterdam"),
            holidays="NL",
            own_model=tmp_path / "model-fietsjansen.json",
        ),
    )


def test_the_sample_of_the_design_gives_its_sources(sample: Config) -> None:
    assert sample.sources == (
        Source(
            name="kieskeurig",
            shop="fietsjansen",
            site="kieskeurig",
            url="https://kieskeurig.example/winkel/1",
            every=timedelta(hours=1),
            permission="checked 2026-11-20, J.",
        ),
        Source(
            name="kiyoh",
            shop="fietsjansen",
            site="kiyoh",
            id="1234567",
            key=Secret("kiyoh-token-1", "env:KIYOH_TOKEN"),
        ),
    )


def test_the_sample_of_the_design_gives_its_destinations(sample: Config) -> None:
    assert sample.destinations == (
        Destination(
            name="servicedesk",
            kind="apprise",
            url=Secret("slack://TokenA/TokenB/TokenC", "env:SLACK_URL"),
            quiet="22:00-07:00",
        ),
        Destination(
            name="beheer",
            kind="apprise",
            url=Secret("mailto://mail.example?to=beheer@fietsjansen.example"),
            operator=True,
        ),
    )


def test_the_sample_of_the_design_gives_no_warning(sample: Config) -> None:
    assert sample.warnings == ()


def test_what_is_left_out_has_its_default(tmp_path: Path) -> None:
    assert loaded(tmp_path, LEAST).network == Network(
        contact="https://winkel.example/contact",
        delay=1.0,
        timeout=30.0,
        max_body=8 * 1024 * 1024,
        max_pages=50,
        user_agent=f"Klachtwacht/{version('klachtwacht')} (+https://winkel.example/contact)",
        allow_private=(),
    )


def test_a_mail_address_stands_in_the_user_agent_as_a_link(sample: Config) -> None:
    assert sample.network.user_agent.endswith("(+mailto:klachten@fietsjansen.example)")


def test_every_key_of_the_network_arrives(tmp_path: Path) -> None:
    text = LEAST.replace(
        "[[shops]]",
        """delay = 2
timeout = 5
max_body = "64 KiB"
max_pages = 3
user_agent = "Winkelwacht/1"
allow_private = ["127.0.0.1:8000", "10.0.0.0/8", "localhost", "[::1]:80", "::1"]
[[shops]]""",
    )
    assert loaded(tmp_path, text).network == Network(
        contact="https://winkel.example/contact",
        delay=2.0,
        timeout=5.0,
        max_body=64 * 1024,
        max_pages=3,
        user_agent="Winkelwacht/1",
        allow_private=("127.0.0.1:8000", "10.0.0.0/8", "localhost", "[::1]:80", "::1"),
    )


@pytest.mark.parametrize(
    ("opened", "more"),
    [('"192.168.1.7:8080"', ""), ('"192.168.1.0/24"', ""), ("", "enabled = false")],
)
def test_a_source_on_ones_own_network_that_is_opened_or_off(tmp_path: Path, opened: str, more: str) -> None:
    text = LEAST.replace("[[shops]]", f"allow_private = [{opened}]\n[[shops]]")
    source = f"""
[[shops.sources]]
name = "wiki"
site = "page"
url = "http://192.168.1.7:8080/winkel"
{more}
"""
    (found,) = loaded(tmp_path, text + source).sources
    assert found.url == "http://192.168.1.7:8080/winkel"


def test_every_key_of_a_source_arrives(tmp_path: Path) -> None:
    text = f"""{LEAST}timezone = "Europe/Brussels"
[[shops.sources]]
name = "forum"
site = "page"
url = "https://forum.example/winkel"
id = "7"
key = "file:forum.key"
best = 10
language = "fr"
country = "BE"
browser = true
steps = [{{ do = "refuse", on = "#nee" }}, {{ do = "scroll", times = 3 }}]
hosts = ["cdn.example"]
every = "1h30m"
every_min = "5m"
every_max = "1d"
history_days = 7
permission = "checked"
enabled = false
"""
    (tmp_path / "forum.key").write_text("forum-key\n", encoding="utf-8")
    assert loaded(tmp_path, text).sources == (
        Source(
            name="forum",
            shop="winkel",
            site="page",
            url="https://forum.example/winkel",
            id="7",
            key=Secret("forum-key", "file:forum.key"),
            best=10.0,
            language="fr",
            country="BE",
            zone=ZoneInfo("Europe/Brussels"),
            browser=True,
            steps=(Step(do="refuse", on="#nee"), Step(do="scroll", times=3)),
            hosts=("cdn.example",),
            every=timedelta(minutes=90),
            every_min=timedelta(minutes=5),
            every_max=timedelta(days=1),
            history=timedelta(days=7),
            permission="checked",
            enabled=False,
        ),
    )


def test_a_webhook_arrives_with_its_secret(tmp_path: Path) -> None:
    text = f"""{LEAST}
[[destinations]]
name = "koppeling"
webhook = "https://winkel.example/hook"
secret = "env:SIGNING"
severity = "high"
language = "en"
shops = ["winkel"]
"""
    assert loaded(tmp_path, text, SIGNING=SIGNING).destinations == (
        Destination(
            name="koppeling",
            kind="webhook",
            url=Secret("https://winkel.example/hook"),
            secret=Secret(SIGNING, "env:SIGNING"),
            severity="high",
            language="en",
            shops=("winkel",),
        ),
    )


@pytest.mark.parametrize("line", ["", 'database = "sqlite:///klachtwacht.db"\n'])
def test_a_file_of_sqlite_is_relative_to_shop_toml(tmp_path: Path, line: str) -> None:
    folder = tmp_path / "a folder?"
    folder.mkdir()
    url = make_url(loaded(folder, line + LEAST).database.reveal())
    assert (url.drivername, url.database) == ("sqlite", str(folder / "klachtwacht.db"))


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_database_of_postgresql_gets_its_driver(tmp_path: Path, scheme: str) -> None:
    config = loaded(tmp_path, 'database = "env:DB"\n' + LEAST, DB=f"{scheme}://kw:p%40ss@db.example/kw?sslmode=require")
    assert config.database.reveal() == "postgresql+psycopg://kw:p%40ss@db.example/kw?sslmode=require"


@pytest.mark.parametrize("change", [lambda t: "\ufeff" + t, lambda t: t.replace("\n", "\r\n")], ids=["BOM", "CRLF"])
def test_what_windows_writes_is_read_too(tmp_path: Path, change: object) -> None:
    file = tmp_path / "shop.toml"
    file.write_bytes(change(LEAST).encode())  # type: ignore[operator]
    assert load(file, environ={}, sites=SITES).shops[0].name == "De Winkel"


def test_two_shops_may_each_have_a_source_of_the_same_name(tmp_path: Path) -> None:
    source = '[[shops.sources]]\nname = "kiyoh"\nsite = "kiyoh"\n'
    second = '[[shops]]\nkey = "ander"\nname = "De Ander"\n'
    config = loaded(tmp_path, LEAST + source + second + source)
    assert [found.path for found in config.sources] == ["winkel/kiyoh", "ander/kiyoh"]


def test_the_settings_cannot_be_changed(sample: Config) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        sample.path = Path()  # type: ignore[misc]


def test_every_key_has_a_meaning() -> None:
    assert [key for key, meaning in keys().items() if len(meaning) < 10] == []


def test_the_keys_are_all_there_by_their_dotted_names() -> None:
    assert {"database", "network.contact", "shops.key", "shops.sources.url", "destinations.secret"} <= keys().keys()
    assert keys().keys() >= SECRETS | TABLE_LISTS
