"""A shop.toml that cannot be used: which key, on which line, what it holds, what is expected."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from klachtwacht.config import ConfigError, load

SITES = ("page", "feed", "kieskeurig", "kiyoh")
HEAD = '[network]\ncontact = "info@winkel.example"\n'  # lines 1 and 2
SHOP = HEAD + '[[shops]]\nkey = "winkel"\nname = "De Winkel"\n'  # to line 5
SOURCE = SHOP + '[[shops.sources]]\nname = "beoordelingen"\nsite = "kiyoh"\n'  # to line 8
PAGE = SOURCE.replace("kiyoh", "page") + 'url = "https://x.example"\n'  # to line 9
DRAWN = PAGE + "browser = true\n"  # to line 10
DESTINATION = SHOP + '[[destinations]]\nname = "winkelier"\n'  # to line 7
MAIL = DESTINATION + 'url = "mailto://mail.example?to=a@winkel.example"\n'  # to line 8
HOOK = DESTINATION + 'webhook = "https://winkel.example/hook"\n'  # to line 8


def faults(folder: Path, content: str | bytes, **environ: str) -> tuple[str, ...]:
    file = folder / "shop.toml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ConfigError) as caught:
        load(file, environ=environ, sites=SITES)
    assert str(caught.value) == "\n".join(caught.value.faults)
    return caught.value.faults


WRONG = {
    "unknown key": (SOURCE + "evry = 1\n", 9, "shops[0].sources[0].evry is not a key here; did you mean every?"),
    "unknown table": (SHOP + "[netwerk]\n", 6, "netwerk is not a key here; did you mean network?"),
    "key of another table": ("timeout = 3\n" + SHOP, 1, "timeout is not a key here; it belongs in [network]"),
    "key below a table": (
        HEAD + 'database = "sqlite:///x"\n' + SHOP[len(HEAD) :],
        3,
        "network.database is not a key here; it belongs at the top of the file, before the first [table]",
    ),
    "list beside its place": (SHOP + "[[sources]]\n", 6, "sources is not a key here; it belongs in [[shops]]"),
    "no shops": (HEAD, 1, "shops is missing; expected at least one [[shops]] table"),
    "one bracket": (HEAD + "[shops]\n", 3, "shops holds a table; expected [[shops]] tables, with two brackets"),
    "source with one bracket": (
        SHOP + '[shops.sources]\nname = "x"\n',
        6,
        "shops[0].sources holds a table; expected [[shops.sources]] tables, with two brackets",
    ),
    "shops that are no tables": (
        "shops = 3\n" + HEAD,
        1,
        "shops holds 3; expected [[shops]] tables, with two brackets",
    ),
    "bad URL": (SOURCE + 'url = "htp://x"\n', 9, 'shops[0].sources[0].url holds "htp://x"; expected an http or https'),
    "URL without host": (SOURCE + 'url = "https://"\n', 9, 'url holds "https://"; expected an http or https URL'),
    "URL with a space": (SOURCE + 'url = "https://x.example/ a"\n', 9, "expected an http or https URL"),
    "URL with a password": (SOURCE + 'url = "ftp://jan:geheim@x.example"\n', 9, "url holds ***; expected an http"),
    "unknown site": (
        SHOP + '[[shops.sources]]\nname = "k"\nsite = "kieskeurg"\n',
        8,
        'sources[0].site holds "kieskeurg"; expected the name of a site that can be read; did you mean kieskeurig?',
    ),
    "unheard site": (
        SHOP + '[[shops.sources]]\nname = "k"\nsite = "zzz"\n',
        8,
        "; known: feed, kieskeurig, kiyoh, page",
    ),
    "bad zone": (
        SHOP + 'timezone = "Europe/Amsterdm"\n',
        6,
        'shops[0].timezone holds "Europe/Amsterdm"; expected a time',
    ),
    "folder of zones": (SHOP + 'timezone = "Europe"\n', 6, 'timezone holds "Europe"; expected a time zone such as'),
    "zone outside": (SHOP + 'timezone = "../../etc/passwd"\n', 6, "expected a time zone such as"),
    "negative delay": (HEAD + "delay = -1\n" + SHOP[len(HEAD) :], 3, "network.delay holds -1; expected a number of at"),
    "delay that is no number": (HEAD + "delay = nan\n" + SHOP[len(HEAD) :], 3, "delay holds nan; expected a finite"),
    "no timeout": (HEAD + "timeout = 0\n" + SHOP[len(HEAD) :], 3, "timeout holds 0; expected a number greater than 0"),
    "no pages": (HEAD + "max_pages = 0\n" + SHOP[len(HEAD) :], 3, "max_pages holds 0; expected a number of at least 1"),
    "pages that are true": (HEAD + "max_pages = true\n" + SHOP[len(HEAD) :], 3, "holds true; expected a whole number"),
    "bad size": (HEAD + 'max_body = "8 potatoes"\n' + SHOP[len(HEAD) :], 3, 'expected a size such as "8 MiB"'),
    "no size": (HEAD + "max_body = 0\n" + SHOP[len(HEAD) :], 3, 'holds 0; expected a size such as "8 MiB"'),
    "user agent of two lines": (
        HEAD + 'user_agent = "a\\r\\nX-Evil: 1"\n' + SHOP[len(HEAD) :],
        3,
        'user_agent holds "a\\r\\nX-Evil: 1"; expected one line of ASCII text without control characters',
    ),
    "private URL": (
        HEAD + 'allow_private = [\n  "localhost",\n  "http://x",\n]\n' + SHOP[len(HEAD) :],
        5,
        'network.allow_private[1] holds "http://x"; expected a host, host:port or CIDR block',
    ),
    "block with a host in it": (HEAD + 'allow_private = ["10.0.0.1/8"]\n' + SHOP[len(HEAD) :], 3, "CIDR block"),
    "block of everything": (HEAD + 'allow_private = ["0.0.0.0/0"]\n' + SHOP[len(HEAD) :], 3, "CIDR block"),
    "no port": (HEAD + 'allow_private = ["a:0"]\n' + SHOP[len(HEAD) :], 3, 'allow_private[0] holds "a:0"; expected'),
    "port no network has": (HEAD + 'allow_private = ["a:70000"]\n' + SHOP[len(HEAD) :], 3, "CIDR block"),
    "address in an odd spelling": (HEAD + 'allow_private = ["127.1"]\n' + SHOP[len(HEAD) :], 3, "CIDR block"),
    "source on one's own network": (
        SOURCE + 'url = "http://192.168.1.7/winkel"\n',
        9,
        'url holds "http://192.168.1.7/winkel"; expected an address that may be read: 192.168.1.7 is a private'
        " address, and not opened by allow_private",
    ),
    "source under a name of one's own network": (
        HEAD + 'allow_private = ["127.0.0.1"]\n' + SOURCE[len(HEAD) :] + 'url = "http://localhost/"\n',
        10,
        "expected an address that may be read: localhost is a name of a private network, and not opened by",
    ),
    "bad contact": (SHOP.replace("info@", ""), 2, 'network.contact holds "winkel.example"; expected an e-mail address'),
    "two sources of one name": (
        SOURCE + '[[shops.sources]]\nsite = "kiyoh"\nname = "beoordelingen"\n',
        11,
        'sources[1].name holds "beoordelingen"; expected another name than that of shops[0].sources[0]',
    ),
    "two shops of one key": (
        SHOP + '[[shops]]\nname = "x"\nkey = "winkel"\n',
        8,
        'shops[1].key holds "winkel"; expected another key than that of shops[0]',
    ),
    "two destinations of one name": (
        MAIL + MAIL[len(SHOP) :],
        10,
        'destinations[1].name holds "winkelier"; expected another name than that of destinations[0]',
    ),
    "variable that is not set": (
        SOURCE + 'key = "env:TOKEN"\n',
        9,
        'sources[0].key holds "env:TOKEN"; expected the environment variable TOKEN to be set',
    ),
    "variable that is empty": (
        DESTINATION + 'url = "env:EMPTY"\n',
        8,
        'url holds "env:EMPTY"; expected the environment',
    ),
    "secret after env:": (
        DESTINATION + 'url = "env:slack://geheim/geheim"\n',
        8,
        "destinations[0].url holds ***; expected env:NAME with the name of an environment variable",
    ),
    "file that is absent": (
        SOURCE + 'key = "file:no.key"\n',
        9,
        'key holds "file:no.key"; expected a file that can be read: no.key: No such file or directory',
    ),
    "file that is a folder": (SOURCE + 'key = "file:."\n', 9, "expected a file that can be read"),
    "secret without value": (SOURCE + 'key = ""\n', 9, "sources[0].key holds ***; expected a secret in one line"),
    "secret that is a number": (SOURCE + "key = 12345678\n", 9, "sources[0].key holds ***; expected a text in quotes"),
    "id that is a number": (SOURCE + "id = 12345678\n", 9, "sources[0].id holds 12345678; expected a text of one line"),
    "name that is a table": (
        SHOP + "[shops.names]\na = 1\n",
        6,
        "shops[0].names holds a table; expected a list in [ ]",
    ),
    "names that are a text": (SHOP + 'names = "x"\n', 6, 'shops[0].names holds "x"; expected a list in [ ]'),
    "yes for true": (SOURCE + 'browser = "yes"\n', 9, 'browser holds "yes"; expected true or false'),
    "browser for data": (
        SOURCE.replace("kiyoh", "etrusted") + "browser = true\n",
        9,
        'browser holds "true"; expected false: site "etrusted" answers in data, which nothing has to draw',
    ),
    "steps without a browser": (
        PAGE + 'steps = [{ do = "scroll" }]\n',
        10,
        "steps is set; expected browser = true beside it",
    ),
    "an unknown step": (
        DRAWN + 'steps = [{ do = "accept", on = "#ja" }]\n',
        11,
        'steps[0].do holds "accept"; expected one of "wait", "click", "refuse", "scroll"',
    ),
    "a click on nothing": (
        DRAWN + 'steps = [{ do = "scroll" }, { do = "click" }]\n',
        11,
        'steps[1].on is missing beside do = "click"; expected a CSS selector',
    ),
    "a step that does nothing": (DRAWN + 'steps = [{ on = "#a" }]\n', 11, "steps[0].do is missing"),
    "scrolling by a selector": (
        DRAWN + 'steps = [{ do = "scroll", on = "main" }]\n',
        11,
        'steps[0].on stands beside do = "scroll"; expected no selector',
    ),
    "bad duration": (SOURCE + 'every = "1 hour"\n', 9, 'every holds "1 hour"; expected a duration such as "90s"'),
    "duration of nothing": (SOURCE + 'every = "0m"\n', 9, 'every holds "0m"; expected a duration'),
    "duration in seconds": (SOURCE + "every = 60\n", 9, "every holds 60; expected a duration such as"),
    "bounds crossed": (
        SOURCE + 'every_max = "1h"\nevery_min = "2h"\n',
        10,
        'sources[0].every_min is "2h"; expected every_max, which is "1h", or less',
    ),
    "too often": (
        SOURCE + 'every = "5m"\nevery_min = "1h"\n',
        9,
        'sources[0].every is "5m"; expected every_min, which is "1h", or more',
    ),
    "too seldom": (SOURCE + 'every = "1d"\nevery_max = "1h30m"\n', 9, 'every_max, which is "1h30m", or less'),
    "no scale": (SOURCE + "best = 0\n", 9, "sources[0].best holds 0; expected a number greater than 0"),
    "endless scale": (SOURCE + "best = inf\n", 9, "sources[0].best holds inf; expected a finite number"),
    "history before": (SOURCE + "history_days = -1\n", 9, "history_days holds -1; expected a number of at least 0"),
    "half a day": (SOURCE + "history_days = 1.5\n", 9, "history_days holds 1.5; expected a whole number"),
    "too long a history": (SOURCE + f"history_days = 0x{'f' * 6000}\n", 9, "holds a very large number; expected"),
    "empty permission": (SOURCE + 'permission = " "\n', 9, "permission holds"),
    "name with a space": (SOURCE.replace('"beoordelingen"', '"a b"'), 7, 'name holds "a b"; expected 1 to 64 letters'),
    "key with a slash": (SHOP.replace('"winkel"', '"a/b"'), 4, 'shops[0].key holds "a/b"; expected 1 to 64 letters'),
    "key too long": (SHOP.replace('"winkel"', f'"{"a" * 65}"'), 4, "expected 1 to 64 letters"),
    "key that is empty": (SHOP.replace('"winkel"', '""'), 4, 'shops[0].key holds ""; expected 1 to 64 letters'),
    "no key": (SHOP.replace('key = "winkel"\n', ""), 3, "shops[0].key is missing; expected a short name"),
    "no site": (SOURCE.replace('site = "kiyoh"\n', ""), 6, 'sources[0].site is missing; expected which reader: "page"'),
    "page without URL": (
        SOURCE.replace('"kiyoh"', '"page"'),
        6,
        'sources[0].url is missing; expected the http or https URL to read, for site "page"',
    ),
    "feed without URL": (SOURCE.replace('"kiyoh"', '"feed"'), 6, "sources[0].url is missing"),
    "unknown holidays": (SHOP + 'holidays = "FR"\n', 6, 'holidays holds "FR"; expected one of "NL", "BE"'),
    "unknown language": (SHOP + 'languages = ["nl", "es"]\n', 6, 'languages[1] holds "es"; expected one of "nl", "fr"'),
    "no languages": (SHOP + "languages = []\n", 6, "languages holds a list; expected a list of at least 1"),
    "domain with a scheme": (SHOP + 'domains = ["https://x.example"]\n', 6, "domains[0] holds"),
    "country in full": (SOURCE + 'country = "Belgium"\n', 9, 'country holds "Belgium"; expected two capital letters'),
    "no address": (DESTINATION, 6, "destinations[0].url is missing; expected url with an Apprise URL, or webhook"),
    "two addresses": (
        MAIL + 'webhook = "https://winkel.example/hook"\n',
        9,
        "destinations[0].webhook stands beside url; expected one of the two in a destination",
    ),
    "helpdesk": (
        DESTINATION + 'helpdesk = "roundup"\n',
        8,
        'helpdesk holds "roundup"; expected url or webhook instead: this version of Klachtwacht has no helpdesks yet',
    ),
    "webhook without secret": (HOOK, 6, "destinations[0].secret is missing; expected the secret of the webhook"),
    "secret without webhook": (
        MAIL + f'secret = "whsec_{"QUJD" * 8}"\n',
        9,
        "destinations[0].secret stands beside url; expected webhook",
    ),
    "secret without its mark": (
        HOOK + f'secret = "{"QUJD" * 8}"\n',
        9,
        "secret holds ***; expected whsec_ and 24 to 64",
    ),
    "secret that is no base64": (HOOK + 'secret = "whsec_geheim!!"\n', 9, "secret holds ***; expected whsec_ and 24"),
    "secret too short": (HOOK + f'secret = "whsec_{"QUJD" * 7}"\n', 9, "secret holds ***; expected whsec_ and 24"),
    "secret too long": (
        HOOK + f'secret = "whsec_{"QUJD" * 22}"\n',
        9,
        "secret holds ***; expected whsec_ and 24 to 64",
    ),
    "webhook that is no URL": (
        DESTINATION + f'webhook = "winkel.example/geheim"\nsecret = "whsec_{"QUJD" * 8}"\n',
        8,
        "destinations[0].webhook holds ***; expected an http or https URL",
    ),
    "channel that is no URL": (DESTINATION + 'url = "a@b.example"\n', 8, "url holds ***; expected an Apprise URL"),
    "unknown severity": (
        MAIL + 'severity = "hoog"\n',
        9,
        'severity holds "hoog"; expected one of "low", "normal", "high"',
    ),
    "quiet without minutes": (MAIL + 'quiet = "22-7"\n', 9, 'quiet holds "22-7"; expected two times of day such as'),
    "quiet at 25": (MAIL + 'quiet = "25:00-07:00"\n', 9, "expected two times of day such as"),
    "quiet for no time": (MAIL + 'quiet = "07:00-07:00"\n', 9, "expected two times of day such as"),
    "unknown shop": (
        MAIL + 'shops = ["winkl"]\n',
        9,
        'destinations[0].shops[0] holds "winkl"; expected the key of a shop in this file; did you mean winkel?',
    ),
    "other database": (
        'database = "mysql://a:geheim@x/y"\n' + SHOP,
        1,
        "database holds ***; expected sqlite:///FILE or",
    ),
    "database in memory": ('database = "sqlite://"\n' + SHOP, 1, "database holds ***; expected sqlite:///FILE"),
    "database that is no URL": ('database = "klachtwacht.db"\n' + SHOP, 1, "database holds ***; expected sqlite:///"),
    "syntax": (SHOP + "delay = \n", 6, "is not TOML; Invalid value"),
    "syntax at the end": (SHOP + "domains = [", 6, "is not TOML; "),
    "key given twice": (SHOP + 'name = "x"\n', 6, "is not TOML; Cannot overwrite a value"),
    "too many brackets": (SHOP + "domains = " + "[" * 5000, 1, "holds lists or tables too deep in each other"),
    "too many digits": (SHOP + f"a = {'9' * 5000}", 6, "is not TOML; "),
    "inline tables": (
        HEAD.replace("[network]\n", "network.")
        + 'shops = [\n {key = "a", name = "A", sources = [\n {name="é", x=1}]}]',
        4,
        'shops[0].sources[0].name holds "é"; expected 1 to 64 letters',
    ),
    "quoted key": (SHOP + '"a \\u000a b" = 1\n', 6, 'shops[0]."a \\n b" is not a key here; known here: key, name'),
}


@pytest.mark.parametrize(("text", "line", "expected"), WRONG.values(), ids=WRONG)
def test_a_wrong_file_names_key_line_value_and_what_is_expected(
    tmp_path: Path, text: str, line: int, expected: str
) -> None:
    found = [fault for fault in faults(tmp_path, text, EMPTY=" ") if expected in fault]
    assert [fault.split(" ", 1)[0] for fault in found] == [f"shop.toml:{line}:"]


def test_every_fault_is_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = """\
databse = "x"
[network]
delay = -1
[[shops]]
key = "winkel"
name = "De Winkel"
timezone = "Mars"
[[shops.sources]]
name = "a"
site = "page"
every = "soon"
[[shops.sources]]
name = "a"
site = "nergens"
key = "env:TOKEN"
[[destinations]]
quiet = "late"
"""
    keys = [fault.split(" ")[1] for fault in faults(tmp_path, text)]
    assert keys == [
        "databse",
        "network.delay",
        "shops[0].timezone",
        "shops[0].sources[0].url",
        "shops[0].sources[0].every",
        "shops[0].sources[1].name",
        "shops[0].sources[1].site",
        "shops[0].sources[1].key",
        "destinations[0].name",
        "destinations[0].url",
        "destinations[0].quiet",
    ]


def test_a_faulty_key_is_told_once_and_not_as_missing_too(tmp_path: Path) -> None:
    assert len(faults(tmp_path, SHOP.replace('"winkel"', "3"))) == 1


def test_a_shop_whose_key_is_wrong_is_not_also_unknown_to_its_destination(tmp_path: Path) -> None:
    text = MAIL.replace('key = "winkel"', 'key = "de winkel"') + 'shops = ["winkel"]\n'
    assert len(faults(tmp_path, text)) == 1


def test_a_shop_that_is_no_table_leaves_the_places_of_the_others(tmp_path: Path) -> None:
    text = 'shops = [3, {key = "a b", name = "A"}]\n' + HEAD
    assert [fault.split(" ")[1] for fault in faults(tmp_path, text)] == ["shops[0]", "shops[1].key"]


def test_bytes_that_are_no_utf_8_are_told_with_their_line(tmp_path: Path) -> None:
    found = faults(tmp_path, SHOP.encode() + "names = ['café']".encode("latin-1"))
    assert found == ("shop.toml:6: holds bytes that are not UTF-8; expected a text in UTF-8",)


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"shop\.toml: there is no such file; `klachtwacht init` writes one"):
        load(tmp_path / "shop.toml", environ={}, sites=SITES)


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path, environ={}, sites=SITES)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read every file")
def test_a_secret_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.key").touch(mode=0)
    assert "Permission denied" in faults(tmp_path, SOURCE + 'key = "file:a.key"\n')[0]


def test_a_channel_that_apprise_refuses_is_told_in_its_words(tmp_path: Path) -> None:
    file = tmp_path / "shop.toml"
    file.write_text(MAIL, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"shop\.toml:8: destinations\[0\]\.url holds .*: no such service"):
        load(file, environ={}, sites=SITES, check_url=lambda url: "no such service")


def test_a_channel_that_apprise_takes_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "shop.toml"
    file.write_text(MAIL, encoding="utf-8")
    assert load(file, environ={}, sites=SITES, check_url=lambda url: None).destinations[0].name == "winkelier"
