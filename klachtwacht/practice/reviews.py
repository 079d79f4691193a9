"""The reviews the practice site starts with: invented texts in reviews.json, dated back from a given moment."""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from klachtwacht.practice.board import Answer, Board, Draft, Post, newest_first

ZONE = ZoneInfo("Europe/Amsterdam")


def first_board(now: datetime) -> Board:
    """The board as it opens: reviews of yesterday back to about 120 days before now (aware).

    Dates depend on the day of now only, so a site started twice on one day shows the same.
    """
    texts = json.loads(files(__package__).joinpath("reviews.json").read_text(encoding="utf-8"))
    posts = newest_first(tuple(_post(text, now) for text in texts))
    return Board(
        posts=posts,
        next_number=max(int(post.id) for post in posts) + 1,
        # A second back: a Last-Modified of this very second is not yet a safe validator (RFC 9110, 8.8.2.2).
        changed=now - timedelta(seconds=1),
    )


def _post(text: dict[str, Any], now: datetime) -> Post:
    draft = Draft(
        author=text["author"],
        mark=text["mark"],
        text=text["text"],
        title=text["title"],
        place=text["place"],
        pros=tuple(text["pros"]),
        cons=tuple(text["cons"]),
        recommend=text["recommend"],
        language=text["language"],
    )
    answer = text["answer"] and Answer(
        text=text["answer"]["text"],
        published=_moment(now, text["day"] - text["answer"]["days_later"], text["answer"]["time"]),
    )
    return Post(id=text["id"], draft=draft, published=_moment(now, text["day"], text["time"]), answer=answer)


def _moment(now: datetime, days_back: int, clock: str) -> datetime:
    day = now.astimezone(ZONE).date() - timedelta(days=days_back)
    return datetime.combine(day, time.fromisoformat(clock), ZONE)
