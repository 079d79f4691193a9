"""The whole program on the publication API: cut off, killed, asked again; every review once, none lost."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from answering_server import Said, serving
from keyed_stage import Keyed
from publication_server import LOCATION, TOKEN, PublicationServer, a_review, refusal

REVIEWS = 620
# More than one answer holds changed in one moment, by a program of the platform's own.
MOVED = range(200, 520)


def reviews() -> list[dict[str, object]]:
    """In the order of their last change; the last one is a complaint."""
    listed = [a_review(number, changed=300.5 if number in MOVED else number) for number in range(REVIEWS)]
    return [*listed, a_review(REVIEWS, mark=2)]


EVERY_ONE = Counter({f"r-{number}": 1 for number in range(REVIEWS + 1)})


@pytest.fixture
def server() -> Iterator[PublicationServer]:
    with serving(PublicationServer()) as server:
        yield server


@pytest.fixture
def stage(tmp_path: Path, server: PublicationServer) -> Keyed:
    stage = Keyed(folder=tmp_path, key=TOKEN)
    stage.settle("kiyoh", server.url, f'id = "{LOCATION}"')
    return stage


def test_every_review_is_read_once_however_many_changed_in_one_moment(stage: Keyed, server: PublicationServer) -> None:
    server.reviews = reviews()
    first = stage.run()
    assert (first["lamp"], first["new"], stage.ids()) == ("live", REVIEWS + 1, EVERY_ONE)
    assert "500" in server.queries("limit")
    server.asked.clear()
    again = stage.run()
    assert (again["lamp"], again["read"], again["new"]) == ("live", 1, 0)
    assert again["requests"] == 2


@pytest.mark.parametrize(
    "fault",
    [Said(content={"reviews": []}, cut=True), Said(content="<h1>Bad gateway</h1>", status=502)],
    ids=["cut", "502"],
)
def test_a_walk_that_was_cut_off_goes_on_where_it_came_to(stage: Keyed, server: PublicationServer, fault: Said) -> None:
    server.reviews = reviews()
    server.fails_from(3, fault)
    first = stage.run()
    assert (first["lamp"], 0 < first["new"] < REVIEWS) == ("failed", True)
    server.asked.clear()
    server.mends()
    second = stage.run()
    assert (second["lamp"], first["new"] + second["new"], stage.ids()) == ("live", REVIEWS + 1, EVERY_ONE)
    assert not server.queries("updatedSince")[0].startswith("2000")


def test_what_a_first_walk_had_not_reached_is_history_too(stage: Keyed, server: PublicationServer) -> None:
    server.reviews = reviews()
    server.fails_from(3, Said(cut=True))
    stage.run()
    server.mends()
    assert len(stage.run()["complaints"]) == 1
    server.reviews.append(a_review(REVIEWS + 1, changed=6_000, mark=1))
    assert len(stage.run()["complaints"]) == 1
    assert from_history(stage) == [True, False]


def test_a_list_of_removals_that_fails_hides_no_new_complaint(stage: Keyed, server: PublicationServer) -> None:
    server.loses_removals = True
    server.reviews = [a_review(1, mark=2), a_review(2)]
    assert stage.run()["lamp"] == "failed"
    server.reviews.append(a_review(3, mark=1))
    second = stage.run()
    assert (second["lamp"], second["reason"]) == ("failed", "HTTP 404, NOT_FOUND")
    assert from_history(stage) == [True, False]


def from_history(stage: Keyed) -> list[bool]:
    """Of each complaint in turn whether it was there before anything was read."""
    with closing(sqlite3.connect(stage.folder / "klachtwacht.db")) as database:
        return [bool(past) for (past,) in database.execute("SELECT from_history FROM complaints ORDER BY id")]


def test_a_walk_that_was_killed_goes_on_where_it_came_to(stage: Keyed, server: PublicationServer) -> None:
    server.reviews = reviews()
    stage.killed_at(server, 3)
    assert 0 < len(stage.ids()) < REVIEWS
    server.asked.clear()
    assert stage.run()["lamp"] == "live"
    assert stage.ids() == EVERY_ONE
    assert not server.queries("updatedSince")[0].startswith("2000")


def test_a_review_that_was_removed_is_an_event_of_its_complaint_and_told_once(
    stage: Keyed, server: PublicationServer
) -> None:
    server.reviews = [a_review(1), a_review(2, mark=2), a_review(3)]
    (reference,) = stage.run()["complaints"]
    server.remove(2)
    assert stage.run()["removed"] == 1
    again = stage.run()
    assert (again["removed"], again["lamp"]) == (0, "live")
    assert stage.events(reference).count("removed") == 1
    assert {finding["id"]: finding["removed"] is not None for finding in stage.findings()} == {
        "r-1": False, "r-2": True, "r-3": False,
    }  # fmt: skip


def test_an_answer_of_the_shop_is_seen_in_the_review_that_changed(stage: Keyed, server: PublicationServer) -> None:
    server.reviews = [a_review(1, mark=2), a_review(2), a_review(3)]
    (reference,) = stage.run()["complaints"]
    server.change(1, reviewComments="Onze excuses, we bellen u vandaag.")
    seen = stage.run()
    assert (seen["replies"], seen["new"], seen["edited"]) == (1, 0, 0)
    assert "reply_observed" in stage.events(reference)
    assert [complaint["status"] for complaint in stage.complaints()] == ["answered"]


def test_a_mark_that_is_edited_is_an_edit(stage: Keyed, server: PublicationServer) -> None:
    server.reviews = [a_review(1, mark=9), a_review(2)]
    stage.run()
    server.change(1, rating=2)
    seen = stage.run()
    assert (seen["edited"], seen["new"], len(seen["complaints"])) == (1, 0, 1)


def test_a_shop_without_reviews_is_quiet(stage: Keyed, server: PublicationServer) -> None:
    source = stage.run()
    assert (source["lamp"], source["reason"]) == ("quiet", "the page says it has no reviews yet")


def test_the_feed_is_read_by_its_hash_alone(stage: Keyed, server: PublicationServer) -> None:
    stage.settle("kiyoh", server.url)
    server.reviews = [a_review(2, mark=2), a_review(1)]
    assert (stage.run()["new"], stage.run()["lamp"]) == (2, "live")
    assert server.queries("hash") == [TOKEN, TOKEN]


@pytest.mark.parametrize("more", [f'id = "{LOCATION}"', "", 'id = "7"'], ids=["token", "hash", "another's id"])
def test_a_key_that_is_refused_has_its_lamp(stage: Keyed, server: PublicationServer, more: str) -> None:
    wrong = Keyed(folder=stage.folder, key=TOKEN if "7" in more else "een-verkeerde-sleutel")
    wrong.settle("kiyoh", server.url, more)
    source = wrong.run()
    assert (source["lamp"], source["reason"].split(":")[0]) == (
        "needs key", "the key, or the id that belongs to it, is refused",
    )  # fmt: skip


def test_a_shop_without_the_key_is_asked_for_it_and_the_file_is_no_fault(
    stage: Keyed, server: PublicationServer
) -> None:
    file = stage.folder / "shop.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('key = "env:SHOP_KEY"', ""), encoding="utf-8")
    source = stage.run()
    assert (source["lamp"], source["requests"]) == ("needs key", 0)
    assert source["reason"] == "kiyoh needs key in shop.toml (docs/sources.md)"


FAULTS = {
    "refused": Said(content=refusal(), status=400),
    "refused aloud": Said(content={**refusal(), "detailedError": [{"errorCode": f"BAD {TOKEN}"}]}, status=400),
    "broken": Said(content=f"<h1>No route to /feed.json?hash={TOKEN}</h1>", status=500),
    "sent on": Said(status=302, headers={"Location": f"/elders?hash={TOKEN}"}),
    "cut off": Said(content={"reviews": []}, cut=True),
    "too busy": Said(status=429, headers={"Retry-After": "3600"}),
    "no JSON": Said(content=f"hash={TOKEN}"),
    "a part that is none": Said(content={"reviews": [{"reviewId": None, "hash": TOKEN}]}),
}


WITH_HASH = [("", fault) for fault in FAULTS.values()]
# In a header it is repeated by fewer answers than in the address.
WITH_TOKEN = [(f'id = "{LOCATION}"', FAULTS[name]) for name in ("refused aloud", "broken")]


@pytest.mark.parametrize(("more", "fault"), [*WITH_HASH, *WITH_TOKEN], ids=[*FAULTS, "token aloud", "token broken"])
def test_the_key_is_never_shown(stage: Keyed, server: PublicationServer, fault: Said, more: str) -> None:
    stage.settle("kiyoh", server.url, more)
    server.reviews = [a_review(1)]
    server.fails_from(1, fault)
    done = stage.klachtwacht("run", "--all", "--json")
    shown = done.out + done.err + stage.klachtwacht("sources").out
    assert done.json["sources"][0]["lamp"] in {"needs key", "failed", "blocked", "changed"}
    assert TOKEN not in shown
    assert TOKEN.encode() not in stage.written()
