"""The whole program against sources that answer as their documents say: what is read, what is asked, what is hidden."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from practice_stage import HEAD, Done, call
from scripted_site import Answer, ScriptedSite, a_node, a_page, scripted_site

TS_ID = "X" + "0A" * 16
MAIL = "joke@post.example"
KEYS = {
    "KIESKEURIG": "token-van-kieskeurig-geheim",
    "TRUSTPILOT": "sleutel-van-trustpilot-geheim",
    "PLACES": "AIza-sleutel-van-google-geheim",
    "BUSINESS": "winkel.apps.example:GOCSPX-heel-geheim:1//0e-verversing-geheim",
}
HIDDEN = (*KEYS.values(), "GOCSPX-heel-geheim", "1//0e-verversing-geheim", "ya29.verzonnen", MAIL)


@pytest.fixture
def site() -> Iterator[ScriptedSite]:
    with scripted_site() as site:
        yield site


def said(content: Any, **about: Any) -> Answer:
    return Answer(body=json.dumps(content).encode(), headers={"Content-Type": "application/json"}, **about)


def toml(*sources: str) -> str:
    return HEAD.format(delay=0) + "".join(f"\n[[shops.sources]]\n{source}\n" for source in sources)


def keyed(name: str, id_: str, site: ScriptedSite, key: str | None = None) -> str:
    secret = f'\nkey = "env:{key}"' if key else ""
    return f'name = "{name}"\nsite = "{name}"\nid = "{id_}"\nurl = "{site.url}"{secret}'


def klachtwacht(folder: Path, *arguments: str) -> Done:
    return call(folder, *arguments, **KEYS)


def run(folder: Path, *sources: str) -> Done:
    (folder / "shop.toml").write_text(toml(*sources), encoding="utf-8")
    done = klachtwacht(folder, "run", "--all", "--json")
    assert done.code == 0, done.err
    return done


def lamps(done: Done) -> dict[str, tuple[str, int]]:
    return {source["name"]: (source["lamp"], source["read"]) for source in done.json["sources"]}


def of_trustpilot(number: int) -> dict[str, Any]:
    return {
        "id": f"{number:024x}",
        "stars": 1 if number == 7 else 5,
        "title": f"Titel {number}",
        "text": f"Bericht {number} over de fiets.",
        "createdAt": "2026-11-10T08:15:30Z",
        "consumer": {"displayName": f"Klant {number}"},
        "referralEmail": MAIL,
    }


def serve_all(site: ScriptedSite) -> tuple[str, ...]:
    """Answers of every source of this kind; gives their tables in shop.toml."""
    api = "/rest/public/v2/shops"
    shop = {"UID": "u1", "mark": "2.0", "comment": "Bel stuk.", "creationDate": "2026-11-12T14:05:00+01:00"}
    site.serve(f"{api}.json?url=fietsplezier.example", said({"response": {"data": {"shops": [{"tsId": TS_ID}]}}}))
    site.serve(f"{api}/{TS_ID}/reviews.json", said({"response": {"data": {"shop": {"reviews": [shop]}}}}))
    place = {"name": "places/p1/reviews/r1", "rating": 4, "publishTime": "2026-11-09T18:11:45Z"}
    site.serve("/v1/places/p1?fields=reviews", said({"reviews": [place]}))
    pages = "/v1/business-units/u1/reviews?perPage=100&orderBy=createdat.desc&page="
    site.serve(f"{pages}1", said({"reviews": [of_trustpilot(number) for number in range(100)]}))
    site.serve(f"{pages}2", said({"reviews": [of_trustpilot(number) for number in range(100, 103)]}))
    own = {"reviewId": "g1", "starRating": "TWO", "comment": "Traag.", "createTime": "2026-11-10T09:00:00Z"}
    first = "/v4/accounts/1/locations/2/reviews?pageSize=50&orderBy=updateTime%20desc"
    site.serve("/token", said({"access_token": "ya29.verzonnen", "expires_in": 3599}))
    site.serve(first, said({"reviews": [own], "totalReviewCount": 2, "nextPageToken": "p2"}))
    site.serve(f"{first}&pageToken=p2", said({"reviews": [{**own, "reviewId": "g2"}], "totalReviewCount": 2}))
    xml = b'<r><section review_link_id="5" approved="Y" recommend="N"><text>Traag.</text><score>3</score></section></r>'
    asked = f"/nl/shop.nsf/reviews?shopid=k1&reviewtype=all&_version=3.10&_token={KEYS['KIESKEURIG']}"
    site.serve(asked, Answer(body=xml, headers={"Content-Type": "text/xml"}))
    return (
        keyed("trusted_shops", "fietsplezier.example", site),
        keyed("google_places", "p1", site, "PLACES"),
        keyed("google_business", "accounts/1/locations/2", site, "BUSINESS"),
        keyed("trustpilot", "u1", site, "TRUSTPILOT"),
        keyed("kieskeurig", "k1", site, "KIESKEURIG"),
    )


def test_every_source_is_read_to_its_end_and_no_review_stands_twice(tmp_path: Path, site: ScriptedSite) -> None:
    done = run(tmp_path, *serve_all(site))
    assert lamps(done) == {
        "trusted_shops": ("live", 1),
        "google_places": ("live", 1),
        "google_business": ("live", 2),
        "trustpilot": ("live", 103),
        "kieskeurig": ("live", 1),
    }
    found = [(row["site"], row["id"]) for row in klachtwacht(tmp_path, "findings", "--json").lines]
    assert (len(found), len(set(found))) == (108, 108)
    complained = {row["site"] for row in klachtwacht(tmp_path, "findings", "--json").lines if row["complaint"]}
    assert complained == {"trusted_shops", "google_business", "trustpilot", "kieskeurig"}


def test_only_what_nobodys_key_opens_asks_for_robots_txt(tmp_path: Path, site: ScriptedSite) -> None:
    tables = serve_all(site)
    run(tmp_path, *tables[1:])
    assert "/robots.txt" not in site.paths()
    run(tmp_path, tables[0])
    assert site.paths().count("/robots.txt") == 1


def test_a_second_pass_asks_for_no_more_than_the_first_page(tmp_path: Path, site: ScriptedSite) -> None:
    tables = serve_all(site)
    run(tmp_path, tables[3])
    before = len(site.asked)
    second = run(tmp_path, tables[3])
    assert lamps(second)["trustpilot"] == ("live", 100)
    assert len(site.asked) - before == 1


def test_no_key_and_no_address_of_a_customer_is_written_down_anywhere(tmp_path: Path, site: ScriptedSite) -> None:
    tables = serve_all(site)
    done = [run(tmp_path, *tables)]
    # And what fails with the key in its address, or repeats what it was sent, becomes a lamp.
    sent = {"v4": "GOCSPX-heel-geheim ya29.verzonnen", "places": KEYS["PLACES"], "business-units": KEYS["TRUSTPILOT"]}
    for path in set(site.answers) - {"/token"}:
        repeated = " ".join(secret for part, secret in sent.items() if f"/{part}/" in path)
        site.serve(path, Answer(status=500, body=f"{repeated} {path}".encode()))
    done += [run(tmp_path, *tables), klachtwacht(tmp_path, "sources"), klachtwacht(tmp_path, "sources", "--json")]
    kept = [file.read_bytes() for file in tmp_path.iterdir() if file.is_file() and file.name != "shop.toml"]
    everything = b"".join([*kept, *((one.out + one.err).encode() for one in done)])
    assert [hidden for hidden in HIDDEN if hidden.encode() in everything] == []
    assert b"Bericht 7 over de fiets" in everything
    assert {lamp for lamp, _ in lamps(done[1]).values()} == {"failed"}
    assert everything.count(b"***") >= len(KEYS)


# Trustpilot's pages


def rules_of_trustpilot() -> Answer:
    return Answer(body=b"User-agent: *\nDisallow: /\n")


def test_a_page_of_trustpilot_is_not_asked_for_and_the_lamp_says_what_else_there_is(
    tmp_path: Path, site: ScriptedSite
) -> None:
    site.serve("/robots.txt", rules_of_trustpilot())
    site.serve("/review/fietsplezier.example", a_page([a_node(1)]))
    page = f'name = "trustpilot"\nsite = "trustpilot"\nurl = "{site.url}/review/fietsplezier.example"'
    (source,) = run(tmp_path, page).json["sources"]
    assert source["lamp"] == "blocked"
    assert "does not allow us to read /review/fietsplezier.example; other ways in: an API key" in source["reason"]
    assert "klachtwacht import" in source["reason"]
    assert site.paths() == ["/robots.txt"]


def state_of(*reviews: dict[str, Any]) -> str:
    state = {"props": {"pageProps": {"reviews": list(reviews)}}}
    return (
        f'<!DOCTYPE html><html><script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script></html>'
    )


SAVED = {
    "id": "65f0a1b2c3d4e5f607182930",
    "rating": 1,
    "title": "Nooit geleverd",
    "text": "Vier weken wachten op een bel.",
    "dates": {"publishedDate": "2026-11-10T08:15:30.000Z"},
    "consumer": {"displayName": "Joke B."},
    "reply": {"message": "Wij zoeken het uit.", "publishedDate": "2026-11-11T09:00:00.000Z"},
    "language": "nl",
}
URL = "https://nl.trustpilot.com/review/fietsplezier.example?languages=all"


@pytest.mark.parametrize(("name", "text"), [("saved.html", state_of(SAVED)), ("saved.json", json.dumps([SAVED]))])
def test_a_page_one_saves_oneself_is_read_and_imported(
    tmp_path: Path, site: ScriptedSite, name: str, text: str
) -> None:
    (tmp_path / "shop.toml").write_text(toml(keyed("trustpilot", "u1", site, "TRUSTPILOT")), encoding="utf-8")
    (tmp_path / name).write_text(text, encoding="utf-8")
    (read,) = klachtwacht(tmp_path, "read", name, "--site", "trustpilot", "--json").lines
    assert (read["id"], read["rating"], read["reply"]["text"]) == (
        SAVED["id"],
        {"value": 1, "best": 5},
        "Wij zoeken het uit.",
    )
    done = klachtwacht(tmp_path, "import", name, "--site", "trustpilot", "--url", URL, "--json")
    (row,) = done.lines
    assert (done.code, row["decision"], row["match"]) == (0, "complaint", None)


def test_what_was_imported_and_what_the_api_gives_is_one_post(tmp_path: Path, site: ScriptedSite) -> None:
    review = {**of_trustpilot(1), "id": SAVED["id"], "stars": 1, "text": SAVED["text"], "title": SAVED["title"]}
    path = "/v1/business-units/u1/reviews?perPage=100&orderBy=createdat.desc&page=1"
    site.serve(path, said({"reviews": [review]}))
    run(tmp_path, keyed("trustpilot", "u1", site, "TRUSTPILOT"))
    (tmp_path / "saved.json").write_text(json.dumps([SAVED]), encoding="utf-8")
    klachtwacht(tmp_path, "import", "saved.json", "--site", "trustpilot", "--url", URL)
    assert len(klachtwacht(tmp_path, "findings", "--json").lines) == 1


def test_a_file_that_says_why_it_holds_no_reviews_is_a_fault_in_one_line(tmp_path: Path, site: ScriptedSite) -> None:
    (tmp_path / "saved.json").write_text('{"error": true}', encoding="utf-8")
    done = klachtwacht(tmp_path, "read", "saved.json", "--site", "trustpilot")
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "trustpilot reads no reviews in this file: no list of reviews in the answer" in done.err
