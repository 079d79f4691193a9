"""/beheer, the practice site's control page: what customers and the shop would do, and what goes wrong on sites."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from klachtwacht.practice import pages
from klachtwacht.practice.board import Board, BoardError, Draft, Layout
from klachtwacht.practice.gate import cross_site
from klachtwacht.practice.live import LiveBoard
from klachtwacht.practice.reviews import ZONE

PATH = "/beheer"
LARGEST_FORM = 64 * 1024
RECOMMENDS = {"ja": True, "nee": False}
DONE = {
    "toegevoegd": "De review staat op de site.",
    "bewerkt": "De review is aangepast.",
    "beantwoord": "De reactie van de winkel staat op de site.",
    "verwijderd": "De review is verwijderd.",
    "opmaak": "De opmaak is omgezet.",
    "toegang": "De toegang is omgezet.",
}

Change = Callable[[Board, FormData, str, datetime], Board]


def control_routes(live: LiveBoard) -> list[Route]:
    """The control page and its forms; a form answers 303 to the page, with what was done and the review's id."""

    async def show(request: Request) -> Response:
        done = DONE.get(request.query_params.get("gedaan", ""), "")
        at = request.query_params.get("id", "")
        body = pages.render("control.html", board=live.board, done=done, at=at, layouts=list(Layout))
        return HTMLResponse(body, headers={"cache-control": "no-store"})

    def form(path: str, done: str, change: Change) -> Route:
        return Route(PATH + path, _posted(live, done, change), methods=["POST"])

    return [
        Route(PATH, show),
        form("/toevoegen", "toegevoegd", _add),
        form("/opmaak", "opmaak", _layout),
        form("/toegang", "toegang", _access),
        form("/{id}/bewerken", "bewerkt", _edit),
        form("/{id}/antwoord", "beantwoord", _answer),
        form("/{id}/verwijderen", "verwijderd", _remove),
    ]


def _posted(live: LiveBoard, done: str, change: Change) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        form = await _form(request)
        named = request.path_params.get("id", "")
        try:
            board = live.change(lambda board, now: change(board, form, named, now))
        except BoardError as error:
            raise HTTPException(400, str(error)) from error
        post_id = named or (str(board.next_number - 1) if done == "toegevoegd" else "")
        return RedirectResponse(f"{PATH}?gedaan={done}&id={post_id}", 303)

    return endpoint


async def _form(request: Request) -> FormData:
    if cross_site(request.headers):
        raise HTTPException(403)
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > LARGEST_FORM:
        raise HTTPException(413, f"Een formulier is hoogstens {LARGEST_FORM // 1024} KiB.")
    return await request.form(max_files=0, max_fields=50)


def _add(board: Board, form: FormData, post_id: str, now: datetime) -> Board:
    draft = Draft(
        author=_text(form, "auteur") or "",
        mark=_mark(form) or 0,
        text=_text(form, "tekst") or "",
        title=_text(form, "titel"),
        place=_text(form, "plaats"),
        pros=_lines(form, "pluspunten"),
        cons=_lines(form, "minpunten"),
        recommend=RECOMMENDS.get(_text(form, "aanraden") or ""),
        language=_text(form, "taal") or "nl",
    )
    return board.add(draft, now=now, published=_date(form))


def _edit(board: Board, form: FormData, post_id: str, now: datetime) -> Board:
    return board.edit(post_id, now=now, mark=_mark(form), title=_text(form, "titel"), text=_text(form, "tekst"))


def _answer(board: Board, form: FormData, post_id: str, now: datetime) -> Board:
    return board.answer(post_id, _text(form, "tekst") or "", now=now)


def _remove(board: Board, form: FormData, post_id: str, now: datetime) -> Board:
    return board.remove(post_id, now=now)


def _layout(board: Board, form: FormData, post_id: str, now: datetime) -> Board:
    name = _text(form, "opmaak") or ""
    if name not in set(Layout):
        raise BoardError("Kies een van de opmaken.")
    return board.shown_as(Layout(name), now=now)


def _access(board: Board, form: FormData, post_id: str, now: datetime) -> Board:
    wanted = _text(form, "toegang")
    if wanted not in {"open", "geblokkeerd"}:
        raise BoardError("Kies 'open' of 'geblokkeerd'.")
    return board.blocking(wanted == "geblokkeerd", now=now)


def _text(form: FormData, name: str) -> str | None:
    value = form.get(name)
    return value.replace("\r\n", "\n") if isinstance(value, str) else None


def _lines(form: FormData, name: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in (_text(form, name) or "").splitlines() if line.strip())


def _mark(form: FormData) -> int | None:
    text = _text(form, "cijfer")
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 2):
        raise BoardError("Kies een cijfer van 1 tot en met 10.")
    return int(text)


def _date(form: FormData) -> datetime | None:
    text = _text(form, "datum")
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise BoardError("De datum is niet te lezen.") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)
