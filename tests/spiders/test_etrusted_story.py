"""The whole program against a server that behaves as eTrusted's reference says, and fails where it may."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from etrusted_server import CLIENT, SECRET, Etrusted, Fault, etrusted_server
from practice_stage import HEAD, Done, call, under_way

SOURCE = """
[[shops.sources]]
name = "reviews"
site = "etrusted"
id = "{client}"
key = "env:ETRUSTED_SECRET"
url = "{url}"
"""
MAIL = "truus.bedenksel@post.example"
ORDER = "ORDER-778123"
HOW_MANY = 11


def an_item(number: int, **changes: Any) -> dict[str, Any]:
    when = (datetime.now(UTC) - timedelta(days=number)).isoformat(timespec="milliseconds")
    item = {
        "id": f"rev-{number:03d}",
        "rating": 1 if number == 2 else 5,
        "title": f"Titel {number}",
        "comment": f"Bericht {number} over de fiets die we hier kochten.",
        "createdAt": when,
        "submittedAt": when,
        "state": "APPROVED",
        "customer": {"email": MAIL, "firstName": "Truus", "lastName": "Bedenksel"},
        "transaction": {"reference": ORDER, "date": when},
    }
    return {**item, **changes}


@pytest.fixture
def known() -> Iterator[Etrusted]:
    with etrusted_server([an_item(number) for number in range(1, HOW_MANY + 1)]) as known:
        yield known


@pytest.fixture
def folder(tmp_path: Path, known: Etrusted) -> Path:
    text = HEAD.format(delay=0) + SOURCE.format(client=CLIENT, url=known.url)
    (tmp_path / "shop.toml").write_text(text, encoding="utf-8")
    return tmp_path


def run(folder: Path, secret: str = SECRET) -> Done:
    done = call(folder, "run", "--all", "--json", ETRUSTED_SECRET=secret)
    assert done.code == 0, done.err
    return done


def of_source(done: Done) -> dict[str, Any]:
    (source,) = done.json["sources"]
    return dict(source)


def ids(folder: Path) -> list[str]:
    return sorted(row["id"] for row in call(folder, "findings", "--json", ETRUSTED_SECRET=SECRET).lines)


def all_of_it(known: Etrusted) -> list[str]:
    return sorted(item["id"] for item in known.items)


def test_every_page_is_read_and_every_review_is_there_once(folder: Path, known: Etrusted) -> None:
    source = of_source(run(folder))
    assert (source["lamp"], source["reason"], source["read"]) == ("live", None, HOW_MANY)
    assert known.asked == ["token", "", "rev-003", "rev-006", "rev-009"]
    assert ids(folder) == all_of_it(known)


def test_what_is_not_approved_is_not_in_the_log(folder: Path, known: Etrusted) -> None:
    known.items[3]["state"] = "MODERATION"
    run(folder)
    assert "rev-004" not in ids(folder)
    assert len(ids(folder)) == HOW_MANY - 1


def test_a_second_pass_finds_what_is_new_and_an_answer_to_an_old_one(folder: Path, known: Etrusted) -> None:
    run(folder)
    known.items.insert(0, an_item(0))
    known.items[-1]["reply"] = {"comment": "Dank voor uw bericht.", "createdAt": datetime.now(UTC).isoformat()}
    source = of_source(run(folder))
    assert (source["new"], source["replies"], source["removed"]) == (1, 1, 0)


@pytest.mark.parametrize(
    ("faults", "asked"),
    [
        ((Fault(status=429, retry_after=1),), ["token", "", "rev-003", "rev-006", "rev-006", "rev-009"]),
        ((Fault(expired=True),), ["token", "", "rev-003", "rev-006", "token", "rev-006", "rev-009"]),
    ],
    ids=["busy for a second", "the token runs out"],
)
def test_what_can_be_mended_on_the_way_is(
    folder: Path, known: Etrusted, faults: tuple[Fault, ...], asked: list[str]
) -> None:
    known.fail("rev-006", *faults)
    source = of_source(run(folder))
    assert (source["lamp"], source["read"], known.asked) == ("live", HOW_MANY, asked)
    assert ids(folder) == all_of_it(known)


@pytest.mark.parametrize(
    ("faults", "lamp"),
    [
        ((Fault(status=429, retry_after=3600),), "blocked"),
        ((Fault(cut=True),) * 5, "failed"),
        ((Fault(expired=True), Fault(expired=True)), "needs key"),
        ((Fault(status=500),) * 5, "failed"),
    ],
    ids=["busy for an hour", "cut off", "no token is good", "broken"],
)
def test_what_was_cut_short_is_whole_after_the_next_pass(
    folder: Path, known: Etrusted, faults: tuple[Fault, ...], lamp: str
) -> None:
    known.fail("rev-006", *faults)
    first = of_source(run(folder))
    assert (first["lamp"], first["read"]) == (lamp, 6)
    assert ids(folder) == all_of_it(known)[:6]
    known.faults.clear()
    second = of_source(run(folder))
    assert (second["lamp"], second["new"], second["removed"]) == ("live", HOW_MANY - 6, 0)
    assert ids(folder) == all_of_it(known)


def test_a_pass_that_was_killed_costs_nothing(folder: Path, known: Etrusted) -> None:
    known.fail("rev-006", Fault(silent=True))
    pass_ = under_way(folder, "run", "--all", ETRUSTED_SECRET=SECRET)
    assert known.waits.wait(60)
    pass_.kill()
    pass_.wait()
    source = of_source(run(folder))
    assert (source["lamp"], source["read"]) == ("live", HOW_MANY)
    assert ids(folder) == all_of_it(known)


def test_a_wrong_secret_is_told_without_being_told(folder: Path, known: Etrusted) -> None:
    done = run(folder, secret="een-ander-geheim-dat-niet-klopt")
    source = of_source(done)
    assert source["lamp"] == "needs key"
    assert source["reason"].endswith('{"error": "access_denied", "error_description": "not ***"}')
    assert "een-ander-geheim" not in done.out + done.err
    assert known.asked == ["token"]


def test_no_secret_and_nothing_of_a_customer_is_written_down_anywhere(folder: Path, known: Etrusted) -> None:
    # A server that repeats what it was sent, in an answer that becomes a lamp.
    known.fail("rev-009", *(Fault(expired=True),) * 2)
    done = run(folder)
    assert of_source(done)["lamp"] == "needs key"
    told = [call(folder, name, ETRUSTED_SECRET=SECRET) for name in ("sources", "findings", "complaints", "health")]
    kept = [file.read_bytes() for file in folder.iterdir() if file.is_file() and file.name != "shop.toml"]
    assert len(kept) >= 1
    everything = b"".join([*kept, *((one.out + one.err).encode() for one in [done, *told])])
    for hidden in (SECRET, MAIL, ORDER, "Bedenksel", "eyJ-verzonnen", "Bearer eyJ"):
        assert hidden.encode() not in everything
    assert b"Bericht 2 over" in everything
