"""The whole program on WebwinkelKeur's ratings: failing on the second answer, killed in it, edited, held back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from answering_server import Said, serving
from keyed_stage import Keyed
from ratings_server import CODE, SHOP, RatingsServer, a_rating

RATINGS = 250
EVERYBODY = sorted(f"Klant {number}" for number in range(RATINGS))


@pytest.fixture
def server() -> Iterator[RatingsServer]:
    with serving(RatingsServer()) as server:
        yield server


@pytest.fixture
def stage(tmp_path: Path, server: RatingsServer) -> Keyed:
    stage = Keyed(folder=tmp_path, key=CODE)
    stage.settle("webwinkelkeur", server.url, f'id = "{SHOP}"')
    return stage


def authors(stage: Keyed) -> list[str]:
    return sorted(finding["author"] for finding in stage.findings())


def test_every_rating_is_read_once_by_offset(stage: Keyed, server: RatingsServer) -> None:
    server.ratings = [a_rating(number) for number in range(RATINGS)]
    assert (stage.run()["new"], authors(stage)) == (RATINGS, EVERYBODY)
    assert server.queries("offset") == ["0", "100", "200"]
    again = stage.run()
    assert (again["lamp"], again["new"], again["requests"]) == ("live", 0, 1)


@pytest.mark.parametrize(
    "fault",
    [
        Said(status=500, content="<h1>Error</h1>"),
        Said(cut=True),
        Said(content={"status": "error", "message": "Unexpected error"}),
    ],
    ids=["500", "cut", "200 with an error"],
)
def test_what_fails_on_the_second_answer_is_read_the_next_time(
    stage: Keyed, server: RatingsServer, fault: Said
) -> None:
    server.ratings = [a_rating(number, mark=1 if number == 249 else 5) for number in range(RATINGS)]
    server.fails_from(2, fault)
    first = stage.run()
    assert (first["lamp"], first["new"]) == ("failed", 100)
    server.mends()
    second = stage.run()
    assert (second["lamp"], second["new"], authors(stage)) == ("live", 150, EVERYBODY)
    assert len(second["complaints"]) == 1


def test_what_came_while_it_failed_moves_no_rating_out_of_sight(stage: Keyed, server: RatingsServer) -> None:
    server.ratings = [a_rating(number) for number in range(RATINGS)]
    server.fails_from(2, Said(cut=True))
    stage.run()
    server.mends()
    server.ratings = [a_rating(-number, name=f"Nieuw {number}") for number in (3, 2, 1)] + server.ratings
    stage.run()
    assert authors(stage) == sorted([*EVERYBODY, "Nieuw 1", "Nieuw 2", "Nieuw 3"])


def test_a_reading_that_was_killed_loses_and_doubles_nothing(stage: Keyed, server: RatingsServer) -> None:
    server.ratings = [a_rating(number) for number in range(RATINGS)]
    stage.killed_at(server, 2)
    assert len(stage.findings()) == 100
    assert stage.run()["lamp"] == "live"
    assert authors(stage) == EVERYBODY


def test_an_edited_comment_and_mark_are_an_edit_and_an_answer_is_seen(stage: Keyed, server: RatingsServer) -> None:
    server.ratings = [a_rating(0), a_rating(1, mark=2)]
    (reference,) = stage.run()["complaints"]
    server.ratings[1] |= {"comment": "Iets heel anders nu.", "rating": 1, "reaction": "We bellen u."}
    seen = stage.run()
    assert (seen["new"], seen["edited"], seen["replies"]) == (0, 1, 1)
    assert {"edited", "reply_observed"} <= set(stage.events(reference))


def test_what_is_held_back_opens_nothing_until_it_is_public(stage: Keyed, server: RatingsServer) -> None:
    server.ratings = [a_rating(0), a_rating(1, mark=1, quarantine=True)]
    first = stage.run()
    assert (first["lamp"], first["new"], first["complaints"]) == ("live", 1, [])
    server.ratings[1]["quarantine"] = False
    second = stage.run()
    assert (second["new"], len(second["complaints"])) == (1, 1)


def test_a_source_of_held_back_ratings_alone_is_no_broken_one(stage: Keyed, server: RatingsServer) -> None:
    server.ratings = [a_rating(1, quarantine=True)]
    assert stage.run()["lamp"] == "live"


def test_no_mail_address_is_kept(stage: Keyed, server: RatingsServer) -> None:
    server.ratings = [a_rating(0), a_rating(1, mark=1)]
    stage.run()
    assert b"post.example" not in stage.written()


FAULTS = {
    "wrong": Said(content={"status": "error", "message": "Incorrect authentication credentials."}),
    "wrong aloud": Said(content={"status": "error", "message": f"Unexpected error with code {CODE}"}),
    "broken": Said(status=500, content=f"<h1>/ratings.json?id=1201&code={CODE}</h1>"),
    "sent on": Said(status=301, headers={"Location": f"/api/2.0/ratings.json?code={CODE}"}),
    "cut off": Said(content={"status": "success"}, cut=True),
    "not JSON": Said(content=f"code={CODE}"),
    "a part that is none": Said(content={"status": "success", "ratings": [{"code": CODE}]}),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_the_code_is_never_shown(stage: Keyed, server: RatingsServer, fault: Said) -> None:
    server.fails_from(1, fault)
    done = stage.klachtwacht("run", "--all", "--json")
    assert done.json["sources"][0]["lamp"] in {"needs key", "failed", "changed"}
    assert CODE not in done.out + done.err + stage.klachtwacht("sources").out
    assert CODE.encode() not in stage.written()


def test_a_wrong_code_has_its_lamp(stage: Keyed, server: RatingsServer) -> None:
    wrong = Keyed(folder=stage.folder, key="een-andere-code")
    source = wrong.run()
    assert (source["lamp"], source["reason"]) == ("needs key", "Incorrect authentication credentials.")
