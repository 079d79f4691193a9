"""Feeds and social posts through the whole program: what names the shop is found, what does not is not kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from practice_stage import HEAD, Done, call
from scripted_site import Answer, ScriptedSite, scripted_site

TOKEN = "geheim-van-de-winkel-0123456789"
SECRETS = {"MASTODON": "sleutel-van-mastodon-geheim", "YOUTUBE": "AIza-sleutel-van-youtube-geheim"}
CHANNEL = "UC" + "a" * 22


@pytest.fixture
def site() -> Iterator[ScriptedSite]:
    with scripted_site() as site:
        yield site


def rss(*items: tuple[int, str]) -> Answer:
    listed = "".join(
        f"<item><guid>f{number}</guid><title>{text}</title><link>https://forum.example/{number}</link>"
        f"<pubDate>Sat, 14 Nov 2026 10:00:0{number % 10} +0100</pubDate></item>"
        for number, text in items
    )
    return Answer(body=f'<rss version="2.0"><channel><title>Forum</title>{listed}</channel></rss>'.encode())


def said(content: Any, status: int = 200) -> Answer:
    return Answer(body=json.dumps(content).encode(), status=status, headers={"Content-Type": "application/json"})


def table(name: str, **keys: str) -> str:
    return "\n".join([f'name = "{name}"', *(f'{key} = "{value}"' for key, value in keys.items())])


def run(folder: Path, *tables: str, near: str = "", **environ: str) -> Done:
    sources = "".join(f"\n[[shops.sources]]\n{one}\n" for one in tables)
    (folder / "shop.toml").write_text(HEAD.format(delay=0) + near + sources, encoding="utf-8")
    done = call(folder, "run", "--all", "--json", **SECRETS, **environ)
    assert done.code == 0, done.err
    return done


def found(folder: Path) -> set[str]:
    return {row["id"] for row in call(folder, "findings", "--json", **SECRETS).lines}


def lamps(done: Done) -> dict[str, str]:
    return {source["name"]: source["lamp"] for source in done.json["sources"]}


MANY = (
    (1, "Fietsen Jansen levert niet"),
    (2, "Een andere winkel"),
    (3, "fiets-jansen: drie weken wachten"),
    (4, "Zie nietfietsjansen.nl"),
    (5, "Zie fietsjansen.example"),
)


def test_a_feed_is_kept_to_what_names_the_shop_and_read_again_only_for_what_is_new(
    tmp_path: Path, site: ScriptedSite
) -> None:
    feed = table("forum", site="feed", url=site.serve("/rss", rss(*MANY), rss(*MANY, (6, "Fietsen Jansen belt niet"))))
    first = run(tmp_path, feed)
    assert (first.json["sources"][0]["read"], found(tmp_path)) == (3, {"f1", "f3", "f5"})
    second = run(tmp_path, feed)
    assert (second.json["sources"][0]["new"], found(tmp_path)) == (1, {"f1", "f3", "f5", "f6"})


def test_a_feed_that_names_the_shop_nowhere_is_no_changed_source(tmp_path: Path, site: ScriptedSite) -> None:
    done = run(tmp_path, table("forum", site="feed", url=site.serve("/rss", rss((2, "Een andere winkel")))))
    assert (lamps(done), found(tmp_path)) == ({"forum": "live"}, set())


def test_a_second_word_must_stand_near_where_shop_toml_asks_for_one(tmp_path: Path, site: ScriptedSite) -> None:
    url = site.serve("/rss", rss((1, "fietsjansen: slechte ketting"), (2, "fietsjansen: slecht")))
    run(tmp_path, table("forum", site="feed", url=url), near='near = ["ketting"]\n')
    assert found(tmp_path) == {"f1"}


def test_a_page_instead_of_a_feed_is_a_source_that_failed(tmp_path: Path, site: ScriptedSite) -> None:
    url = site.serve("/rss", rss(*MANY), Answer(body=b"<!DOCTYPE html><p>Storing</p>"))
    run(tmp_path, table("forum", site="feed", url=url))
    done = run(tmp_path, table("forum", site="feed", url=url))
    assert (done.json["sources"][0]["lamp"], done.json["sources"][0]["removed"]) == ("failed", 0)


def test_robots_txt_is_asked_about_a_public_feed_and_obeyed(tmp_path: Path, site: ScriptedSite) -> None:
    site.serve("/robots.txt", Answer(body=b"User-agent: *\nDisallow: /rss\n"))
    done = run(tmp_path, table("forum", site="feed", url=site.serve("/rss", rss(*MANY))))
    assert (lamps(done), "/rss" in site.paths()) == ({"forum": "blocked"}, False)


def test_a_private_feed_is_read_by_its_secret_address_without_asking_robots_txt(
    tmp_path: Path, site: ScriptedSite
) -> None:
    site.serve("/robots.txt", Answer(body=b"User-agent: *\nDisallow: /\n"))
    private = site.serve(f"/alerts/feeds/{TOKEN}", rss(*MANY), Answer(status=404, body=TOKEN.encode()))
    alert = table("alert", site="feed", key="env:ALERT")
    assert lamps(run(tmp_path, alert, ALERT=private)) == {"alert": "live"}
    assert "/robots.txt" not in site.paths()
    done = [run(tmp_path, alert, ALERT=private), call(tmp_path, "sources", "--json", ALERT=private)]
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir() if file.is_file())
    everything = kept + "".join(one.out + one.err for one in done).encode()
    assert (lamps(done[0]), TOKEN.encode() in everything) == ({"alert": "failed"}, False)


def test_posts_and_comments_of_one_pass_are_each_there_once(tmp_path: Path, site: ScriptedSite) -> None:
    account = {"acct": "joke", "display_name": "Joke"}
    posts = [
        {
            "id": str(number),
            "uri": f"https://praat.example/{number}",
            "content": f"<p>{text}</p>",
            "created_at": "2026-11-14T10:00:00Z",
            "account": account,
        }
        for number, text in MANY
    ]
    site.serve("/api/v1/timelines/tag/fietsjansen?limit=40", said(posts))
    site.serve("/api/v2/search?q=fietsjansen&type=statuses&limit=40", said({"statuses": posts[:1]}))
    threads = f"/youtube/v3/commentThreads?part=snippet%2Creplies&allThreadsRelatedToChannelId={CHANNEL}&order=time"
    asked, key = f"{threads}&maxResults=100", f"&key={SECRETS['YOUTUBE']}"
    site.serve(asked + key, said({"items": [comment(1), comment(2)], "nextPageToken": "p2"}))
    site.serve(f"{asked}&pageToken=p2{key}", said({"items": [comment(2), comment(3)]}))
    done = run(
        tmp_path,
        table("tag", site="mastodon", url=site.url, id="fietsjansen"),
        table("zoek", site="mastodon", url=site.url, id="fietsjansen", key="env:MASTODON"),
        table("kanaal", site="youtube", url=site.url, id=CHANNEL, key="env:YOUTUBE"),
    )
    assert lamps(done) == {"tag": "live", "zoek": "live", "kanaal": "live"}
    assert found(tmp_path) == {"1", "3", "5", "Ug1", "Ug2", "Ug3"}


def comment(number: int) -> dict[str, Any]:
    top = {"authorDisplayName": "Joke", "textOriginal": f"Bel {number}", "publishedAt": "2026-11-14T10:00:00Z"}
    return {"id": f"Ug{number}", "snippet": {"channelId": CHANNEL, "topLevelComment": {"id": "c", "snippet": top}}}


def test_a_youtube_that_fails_on_its_second_page_is_read_whole_by_the_next_pass(
    tmp_path: Path, site: ScriptedSite
) -> None:
    asked = "/youtube/v3/commentThreads?part=snippet%2Creplies&videoId=v1&order=time&maxResults=100"
    key = f"&key={SECRETS['YOUTUBE']}"
    site.serve(asked + key, said({"items": [comment(1)], "nextPageToken": "p2"}))
    broken = said({"error": {"code": 400, "errors": [{"reason": "processingFailure"}]}}, 400)
    site.serve(f"{asked}&pageToken=p2{key}", broken, said({"items": [comment(2)]}))
    video = table("video", site="youtube", url=site.url, id="v1", key="env:YOUTUBE")
    assert lamps(run(tmp_path, video)) == {"video": "failed"}
    assert lamps(run(tmp_path, video)) == {"video": "live"}
    assert found(tmp_path) == {"Ug1", "Ug2"}
