"""What the practice site holds: reviews and how they are shown. Pure; every change gives a new board."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

LONGEST_TEXT = 4000
LONGEST_LINE = 120


class BoardError(ValueError):
    """A change that the board refuses; the message is Dutch, for the person at the control page."""


class UnknownPostError(LookupError):
    """There is no review with this id."""


class Layout(StrEnum):
    """How review pages are marked up: the last two are what a crawler must not mistake for "no complaints"."""

    JSONLD = "jsonld"
    MICRODATA = "microdata"
    BROKEN = "broken"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The shop's public answer below a review; published is aware."""

    text: str
    published: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a customer fills in: a mark of 1 to 10, a text, and whatever else they care to give."""

    author: str
    mark: int
    text: str
    title: str | None = None
    place: str | None = None
    pros: tuple[str, ...] = ()
    cons: tuple[str, ...] = ()
    recommend: bool | None = None
    language: str = "nl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A review as the site shows it; published is aware; id never changes and is never used again."""

    id: str
    draft: Draft
    published: datetime
    answer: Answer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Every review (newest first), how pages look, and when anything last changed (aware)."""

    posts: tuple[Post, ...]
    next_number: int
    changed: datetime
    layout: Layout = Layout.JSONLD
    blocked: bool = False

    def post(self, post_id: str) -> Post:
        """The review with this id. Raises UnknownPostError."""
        for post in self.posts:
            if post.id == post_id:
                return post
        raise UnknownPostError(post_id)

    def add(self, draft: Draft, *, now: datetime, published: datetime | None = None) -> Board:
        """One review more, with the id next_number. Raises BoardError for a draft the site would not take."""
        if published is not None and published > now:
            raise BoardError("De datum ligt in de toekomst.")
        post = Post(id=str(self.next_number), draft=checked(draft), published=published or now)
        posts = newest_first((post, *self.posts))
        return replace(self, posts=posts, next_number=self.next_number + 1, changed=now)

    def edit(
        self,
        post_id: str,
        *,
        now: datetime,
        mark: int | None = None,
        title: str | None = None,
        text: str | None = None,
    ) -> Board:
        """The customer changes mark, title or text; None leaves it. Raises UnknownPostError, BoardError."""

        def edited(post: Post) -> Post:
            old = post.draft
            draft = replace(
                old,
                mark=old.mark if mark is None else mark,
                title=old.title if title is None else title,
                text=old.text if text is None else text,
            )
            return replace(post, draft=checked(draft))

        return self._with(post_id, edited, now)

    def answer(self, post_id: str, text: str, *, now: datetime) -> Board:
        """The shop answers, or answers anew. Raises UnknownPostError, BoardError for an empty or long text."""
        reply = Answer(text=_bounded(text, LONGEST_TEXT, "De reactie"), published=now)
        return self._with(post_id, lambda post: replace(post, answer=reply), now)

    def remove(self, post_id: str, *, now: datetime) -> Board:
        """The review vanishes. Raises UnknownPostError."""
        gone = self.post(post_id)
        return replace(self, posts=tuple(post for post in self.posts if post is not gone), changed=now)

    def shown_as(self, layout: Layout, *, now: datetime) -> Board:
        """Review pages in another layout."""
        return replace(self, layout=layout, changed=now)

    def blocking(self, blocked: bool, *, now: datetime) -> Board:
        """Visitors are turned away with 403 (True) or let in again (False)."""
        return replace(self, blocked=blocked, changed=now)

    def _with(self, post_id: str, change: Callable[[Post], Post], now: datetime) -> Board:
        old = self.post(post_id)
        return replace(self, posts=tuple(change(post) if post is old else post for post in self.posts), changed=now)


def newest_first(posts: tuple[Post, ...]) -> tuple[Post, ...]:
    """By date, then by id, so that two reviews of one second keep their order."""
    return tuple(sorted(posts, key=lambda post: (post.published, int(post.id)), reverse=True))


def checked(draft: Draft) -> Draft:
    """The draft as the site keeps it: trimmed, empty as None. Raises BoardError with what is wrong, in Dutch."""
    if not 1 <= draft.mark <= 10:
        raise BoardError("Kies een cijfer van 1 tot en met 10.")
    return replace(
        draft,
        author=_bounded(draft.author, LONGEST_LINE, "De naam"),
        text=_bounded(draft.text, LONGEST_TEXT, "De review"),
        title=_optional(draft.title, "De titel"),
        place=_optional(draft.place, "De plaats"),
    )


def _optional(text: str | None, what: str) -> str | None:
    return _bounded(text, LONGEST_LINE, what) if text and text.strip() else None


def _bounded(text: str, longest: int, what: str) -> str:
    text = text.strip()
    if not text:
        raise BoardError(f"{what} ontbreekt.")
    if len(text) > longest:
        raise BoardError(f"{what} is te lang: hoogstens {longest} tekens.")
    return text
