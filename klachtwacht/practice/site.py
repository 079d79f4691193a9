"""WinkelOordeel, the practice site: its public pages."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from importlib.resources import files

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from klachtwacht.practice import markup, pages
from klachtwacht.practice.board import Board, Layout, UnknownPostError
from klachtwacht.practice.conditional import conditional
from klachtwacht.practice.control import control_routes
from klachtwacht.practice.gate import DRAWING_FENCE, Gate, Seen
from klachtwacht.practice.live import LiveBoard

ROBOTS = "User-agent: *\nDisallow: /beheer\n"
# The same reviews on a page that is empty until its script has run.
DRAWN_PATH = "/winkels/fietsen-jansen/getekend"
# What that page wants done before it shows all its reviews, as shop.toml says it.
DRAWN_STEPS = 'steps = [{ do = "refuse", on = "[data-keuze=nee]" }, { do = "click", on = "button.meer", times = 5 }]'
CARDS_PATH = "/winkels/fietsen-jansen/kaarten"
PROBLEMS = {
    400: "Dat begrijpen we niet",
    403: "Geen toegang",
    404: "Pagina niet gevonden",
    405: "Dat kan hier niet",
    413: "Dat is te groot",
}


def site(live: LiveBoard, log: deque[Seen], *, hosts: Sequence[str], per_page: int = pages.PER_PAGE) -> Starlette:
    """The site over a live board; log receives each request, hosts are the names it answers to.

    Another Host header is refused, so that no page on the internet reaches the control page by a name of its own.
    """

    def shown(view: Callable[[Board, Request, int], str], **headers: str) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            board = live.board
            if board.blocked:
                return HTMLResponse(pages.render("blocked.html"), 403, {"cache-control": "no-store"})
            body = view(board, request, per_page)
            response = conditional(request.headers, body, changed=board.changed, now=live.clock())
            response.headers.update(headers)
            return response

        return endpoint

    routes = [
        Route("/", shown(_shops)),
        Route(markup.SHOP_PATH, shown(_reviews)),
        Route(markup.SHOP_PATH + "/{id}", shown(_review)),
        Route(DRAWN_PATH, shown(_drawn, **{"content-security-policy": DRAWING_FENCE})),
        Route(CARDS_PATH, shown(_cards)),
        Route("/getekend.js", _file("getekend.js", "text/javascript")),
        Route("/stijl.css", _file("stijl.css", "text/css")),
        Route("/robots.txt", _robots),
        *control_routes(live),
    ]
    return Starlette(
        routes=routes,
        middleware=[
            Middleware(Gate, log=log),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
        ],
        exception_handlers={HTTPException: _problem, UnknownPostError: _unknown},
    )


def _shops(board: Board, request: Request, per_page: int) -> str:
    return pages.render("shops.html", board=board, average=markup.average(board))


def _reviews(board: Board, request: Request, per_page: int) -> str:
    if board.layout is Layout.EMPTY:
        board = replace(board, posts=())
    page = pages.page_of(board.posts, _number(request.query_params.get("pagina", "1")), per_page)
    if page is None:
        raise HTTPException(404)
    if board.layout is Layout.BROKEN:
        return pages.render("broken.html", posts=page.posts, page=page)
    base = _base(request)
    return pages.render(
        "reviews.html",
        board=board,
        page=page,
        base=base,
        average=markup.average(board),
        spread=pages.spread(board),
        data=markup.shop_page(board, page.posts, base),
    )


def _review(board: Board, request: Request, per_page: int) -> str:
    post = board.post(request.path_params["id"])
    if board.layout is Layout.BROKEN:
        return pages.render("broken.html", posts=(post,), page=None)
    base = _base(request)
    return pages.render("review.html", board=board, post=post, base=base, data=markup.review_page(post, base))


def _drawn(board: Board, request: Request, per_page: int) -> str:
    """A page without reviews: its script asks for them once the visitor chose about cookies."""
    return pages.render("drawn.html", cards=CARDS_PATH)


def _cards(board: Board, request: Request, per_page: int) -> str:
    page = pages.page_of(board.posts, _number(request.query_params.get("pagina", "1")), per_page)
    if page is None:
        raise HTTPException(404)
    return pages.render("cards.html", page=page, base=_base(request))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _file(name: str, media_type: str) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        content = files(__package__).joinpath("templates", name).read_text(encoding="utf-8")
        return Response(content, media_type=media_type)

    return endpoint


async def _robots(request: Request) -> Response:
    return PlainTextResponse(ROBOTS)


async def _problem(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    title = PROBLEMS.get(status, "Er ging iets mis")
    detail = error.detail if status in {400, 413} and isinstance(error, HTTPException) else ""
    return HTMLResponse(pages.render("problem.html", status=status, title=title, detail=detail), status)


async def _unknown(request: Request, error: Exception) -> Response:
    return await _problem(request, HTTPException(404))
