"""Secrets of shop.toml can be used and are never shown: not in a fault, a warning or the settings themselves."""

from __future__ import annotations

import traceback
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from guard.secrets import Secret, SecretError, reference, resolve
from klachtwacht.config import Config, ConfigError, load
from klachtwacht.init import quoted
from klachtwacht.shop_toml import ShopToml

SITES = ("page", "kiyoh")
SECRET = "Geheim-9f3b7c21"
SHOP = '[network]\ncontact = "info@winkel.example"\n[[shops]]\nkey = "winkel"\nname = "De Winkel"\n'

# Each has a secret somewhere, and most a fault beside it or in it.
FILES = {
    "database": f'database = "postgresql://kw:{SECRET}@db.example/kw"\n{SHOP}',
    "wrong database": f'database = "mysql://kw:{SECRET}@db.example/kw"\n{SHOP}',
    "database in a table": f'database = {{url = "{SECRET}"}}\n{SHOP}',
    "key": f'{SHOP}[[shops.sources]]\nname = "k"\nsite = "kiyoh"\nkey = "{SECRET}"\n',
    "key in a list": f'{SHOP}[[shops.sources]]\nname = "k"\nsite = "kiyoh"\nkey = ["{SECRET}"]\n',
    "key of two lines": f'{SHOP}[[shops.sources]]\nname = "k"\nsite = "kiyoh"\nkey = "{SECRET}\\n{SECRET}"\n',
    "key by another name": f'{SHOP}[[shops.sources]]\nname = "k"\nsite = "kiyoh"\napi_key = "{SECRET}"\n',
    "key after env:": f'{SHOP}[[shops.sources]]\nname = "k"\nsite = "kiyoh"\nkey = "env:{SECRET}"\n',
    "page": f'{SHOP}[[shops.sources]]\nname = "k"\nsite = "page"\nurl = "ftp://jan:{SECRET}@x.example/"\n',
    "page by query": f'{SHOP}[[shops.sources]]\nname = "k"\nsite = "page"\nurl = "ftp://x.example/?t={SECRET}"\n',
    "page that could be read": f'{SHOP}[[shops.sources]]\nname = "k"\nsite = "page"\nurl = "https://j:{SECRET}@x.example/"\n',
    "channel": f'{SHOP}[[destinations]]\nname = "a"\nurl = "slack://{SECRET}/{SECRET}/x"\n',
    "channel without scheme": f'{SHOP}[[destinations]]\nname = "a"\nurl = "{SECRET}"\n',
    "channel in a number's place": f'{SHOP}[[destinations]]\nname = "a"\nurl = "x"\nquiet = "slack://{SECRET}@x"\n',
    "channels as a text": f'destinations = "slack://a:{SECRET}@b"\n{SHOP}',
    "webhook": f'{SHOP}[[destinations]]\nname = "a"\nwebhook = "https://a:{SECRET}@x.example/"\nsecret = "{SECRET}"\n',
    "secret elsewhere": f'{SHOP}[[destinations]]\nname = "whsec_{SECRET}"\nurl = "{SECRET}"\n',
    "syntax": f"{SHOP}[[destinations]]\nurl = {SECRET}\n",
    "unclosed": f'{SHOP}[[destinations]]\nurl = "{SECRET}\n',
}


def everything_shown(file: Path, **environ: str) -> str:
    """All that could reach a log or screen: the settings, or the fault with its whole traceback."""
    try:
        config = load(file, environ=environ, sites=SITES, check_url=lambda url: f"cannot use {url}")
    except ConfigError as error:
        return f"{error!s} {error!r} {error.faults} {''.join(traceback.format_exception(error))}"
    return f"{config!s} {config!r} {config.warnings} {config.database} {config.destinations}"


@pytest.mark.parametrize("text", FILES.values(), ids=FILES)
def test_no_secret_is_shown_whatever_is_wrong(tmp_path: Path, text: str) -> None:
    file = tmp_path / "shop.toml"
    file.write_text(text, encoding="utf-8")
    assert SECRET not in everything_shown(file)


@pytest.mark.parametrize("place", ["database", "shops.sources.key", "destinations.url", "destinations.secret"])
@given(
    before=st.text(max_size=20) | st.sampled_from(["env:", "file:", "slack://", "whsec_", "x://a:"]), after=st.text()
)
def test_no_secret_is_shown_whatever_stands_around_it(
    tmp_path_factory: pytest.TempPathFactory, place: str, before: str, after: str
) -> None:
    secret = f"{before}{SECRET}{after}"
    assume(reference(secret) is None)
    table, _, key = place.rpartition(".")
    line = f"{key} = {quoted(secret)}\n"
    text = line + SHOP if not table else f'{SHOP}[[{table}]]\nname = "a"\n{line}'
    file = tmp_path_factory.mktemp("secret") / "shop.toml"
    file.write_text(text, encoding="utf-8")
    assert SECRET not in everything_shown(file)


def test_no_secret_of_the_environment_is_shown(tmp_path: Path) -> None:
    file = tmp_path / "shop.toml"
    file.write_text(f'{SHOP}[[destinations]]\nname = "a"\nurl = "env:ALERTS"\n', encoding="utf-8")
    shown = everything_shown(file, ALERTS=f"slack://{SECRET}/x/y")
    assert (SECRET in shown, "env:ALERTS" in shown) == (False, True)


def test_the_settings_give_the_secret_only_when_asked(tmp_path: Path) -> None:
    file = tmp_path / "shop.toml"
    file.write_text(f'database = "postgresql://kw:{SECRET}@db.example/kw"\n{SHOP}', encoding="utf-8")
    config: Config = load(file, environ={}, sites=SITES)
    assert (SECRET in repr(config), SECRET in config.database.reveal()) == (False, True)


def test_the_tables_as_read_do_not_show_theirs() -> None:
    tables = {
        "database": SECRET,
        "shops": [{"sources": [{"key": SECRET}]}],
        "destinations": [{"url": SECRET, "webhook": SECRET, "secret": SECRET}],
    }
    assert SECRET not in repr(ShopToml.model_validate(tables))


@pytest.mark.parametrize("text", ["env:TOKEN", "env:_t1", "file:a.key", "file:/etc/a key", "file:../x"])
def test_where_a_secret_is_may_be_shown(text: str) -> None:
    assert reference(text) == text


@pytest.mark.parametrize(
    "text", ["TOKEN", "env:", "env:a-b", "env:a b", "file:", "file: ", "file:a\nb", "mailto://x", ""]
)
def test_what_may_be_the_secret_itself_is_no_place(text: str) -> None:
    assert reference(text) is None


def test_a_plain_text_is_the_secret(tmp_path: Path) -> None:
    assert resolve(" abc ", environ={}, folder=tmp_path) == Secret("abc", "shop.toml")


def test_a_variable_holds_the_secret(tmp_path: Path) -> None:
    assert resolve("env:TOKEN", environ={"TOKEN": "abc\n"}, folder=tmp_path) == Secret("abc", "env:TOKEN")


@pytest.mark.parametrize("content", ["abc", "abc\r\n", "\ufeffabc\n"])
def test_a_file_holds_the_secret(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.key").write_text(content, encoding="utf-8", newline="")
    assert resolve("file:a.key", environ={}, folder=tmp_path) == Secret("abc", "file:a.key")


def test_a_file_may_stand_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "a.key").write_text("abc", encoding="utf-8")
    assert resolve(f"file:{tmp_path}/a.key", environ={}, folder=Path("/nowhere")).reveal() == "abc"


@pytest.mark.parametrize("content", [b"", b" \n", b"geheim\ngeheim", b"geheim\0", b"\xffgeheim"])
def test_a_file_without_one_line_of_text_is_refused_without_showing_it(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.key").write_bytes(content)
    with pytest.raises(SecretError, match=r"a\.key") as caught:
        resolve("file:a.key", environ={}, folder=tmp_path)
    assert "geheim" not in str(caught.value)
