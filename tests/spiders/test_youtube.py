"""Comments on YouTube by the Data API: threads, the channel's own answers, pages, and what it says instead."""

from __future__ import annotations

from typing import Any

import pytest
from answer_stage import read, started

from crawler.reading.answers import AnswerError, KeyRefusedError, QuotaError
from crawler.reading.page import Reading
from spiders.youtube import Youtube

CHANNEL = "UC" + "a" * 22
BASE = "https://www.googleapis.com/youtube/v3/commentThreads?part=snippet%2Creplies"


def comment(text: str, by: str = "UCklant", **changes: Any) -> dict[str, Any]:
    said = {
        "authorDisplayName": "Joke B.",
        "authorChannelId": {"value": by},
        "authorChannelUrl": f"http://www.youtube.example/channel/{by}",
        "textDisplay": f"{text}<br>",
        "textOriginal": text,
        "publishedAt": "2026-11-15T10:00:00.000Z",
    }
    return {"id": "c", "snippet": {**said, **changes}}


def thread(
    number: int, *replies: dict[str, Any], video: str | None = None, channel: str | None = None
) -> dict[str, Any]:
    place = {key: value for key, value in {"videoId": video, "channelId": channel}.items() if value}
    top = comment(f"Bericht {number}", **place)
    return {"id": f"Ug{number}", "snippet": {"topLevelComment": top, **place}, "replies": {"comments": list(replies)}}


def error(code: int, reason: str) -> dict[str, Any]:
    return {"error": {"errors": [{"domain": "youtube", "reason": reason, "message": "?"}], "code": code}}


def youtube(content: Any, **about: Any) -> Reading:
    return read(Youtube(), content, **about)


def test_a_thread_is_a_post_of_its_first_comment_whether_it_names_the_shop_or_not() -> None:
    (found,) = youtube({"items": [thread(1, video="v1")]}, shop_names=("Fietsen Jansen",)).reviews
    assert (found.id, found.author, found.text, found.reply) == ("Ug1", "Joke B.", "Bericht 1", None)
    assert found.url == "https://www.youtube.com/watch?v=v1"


def test_an_answer_by_the_channel_itself_is_the_shops_reply() -> None:
    answers = [comment("Ik ook"), comment("Wij zoeken het uit", by=CHANNEL), comment("En?", by=CHANNEL)]
    (found,) = youtube({"items": [thread(1, *answers, channel=CHANNEL)]}).reviews
    assert found.reply is not None
    assert found.reply.text == "Wij zoeken het uit"


def test_where_the_thread_names_no_channel_no_answer_is_the_shops() -> None:
    (found,) = youtube({"items": [thread(1, comment("Wij", by=CHANNEL), video="v1")]}).reviews
    assert found.reply is None


def test_no_id_or_address_of_a_person_is_kept() -> None:
    assert "UCklant" not in repr(youtube({"items": [thread(1, video="v1")]}))


def test_it_goes_on_with_the_token_of_the_next_page() -> None:
    first = youtube({"items": [thread(1)], "nextPageToken": "a/b"}, url=f"{BASE}&videoId=v1")
    assert first.next_url == f"{BASE}&videoId=v1&pageToken=a%2Fb"
    second = youtube({"items": [thread(2)], "nextPageToken": "c"}, url=str(first.next_url))
    assert second.next_url == f"{BASE}&videoId=v1&pageToken=c"
    assert youtube({"items": []}, url=str(second.next_url)).next_url is None


def test_no_comments_is_what_the_answer_says_itself() -> None:
    assert youtube({"items": []}).says_none


@pytest.mark.parametrize(
    ("content", "status", "named", "said"),
    [
        (error(400, "keyInvalid"), 400, KeyRefusedError, "HTTP 400: keyInvalid"),
        (error(403, "accessNotConfigured"), 403, KeyRefusedError, "HTTP 403: accessNotConfigured"),
        (error(403, "quotaExceeded"), 403, QuotaError, "as often as it may be today"),
        (error(403, "commentsDisabled"), 403, AnswerError, "comments are switched off there"),
        (error(404, "videoNotFound"), 404, AnswerError, "HTTP 404: videoNotFound"),
        ({"error": {"code": 400}}, 400, AnswerError, "HTTP 400"),
        ([1], 200, AnswerError, "no list of items"),
        ({}, 200, AnswerError, "no list of items"),
        ({"items": []}, 500, AnswerError, "HTTP 500"),
        ("<html>", 502, AnswerError, "no JSON"),
    ],
)
def test_what_is_answered_instead_has_a_name(content: Any, status: int, named: type[Exception], said: str) -> None:
    with pytest.raises(named, match=said) as caught:
        youtube(content, status=status)
    assert type(caught.value) is named


@pytest.mark.parametrize(
    ("of", "asked"), [(CHANNEL, f"allThreadsRelatedToChannelId={CHANNEL}"), ("dQw4w9-1", "videoId=dQw4w9-1")]
)
def test_a_channel_or_a_video_is_asked_with_the_key_in_the_request_alone(of: str, asked: str) -> None:
    (request,) = started(Youtube(id=of, key="geheim"))
    assert request.cb_kwargs["asked"] == f"{BASE}&{asked}&order=time&maxResults=100"
    assert request.url == f"{request.cb_kwargs['asked']}&key=geheim"
