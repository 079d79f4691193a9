"""The practice site over real HTTP: pages, conditional requests, the control page and what it refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any

import extruct
import httpx
import pytest
from parsel import Selector

from klachtwacht.practice.board import Draft, Layout
from klachtwacht.practice.client import Practice, PracticeError
from klachtwacht.practice.reviews import first_board
from klachtwacht.practice.server import PracticeServer, practice_server, serve

NOW = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)
REVIEWS = "/winkels/fietsen-jansen/reviews"
HOSTILE = '</script><script>alert(1)</script><!-- <img src=x onerror=alert(2)> "&amp;\u2028 {{ 7*191 }}'
COMPLAINT = Draft(author="Lies uit Leuven", mark=2, text="Nog altijd geen fiets.", title="Wachten", recommend=False)


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="module")
def clock_of_module() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def server_of_module(clock_of_module: Clock) -> Iterator[PracticeServer]:
    with practice_server(clock=clock_of_module) as running:
        yield running


@pytest.fixture
def clock(clock_of_module: Clock) -> Clock:
    clock_of_module.now = NOW
    return clock_of_module


@pytest.fixture
def server(server_of_module: PracticeServer, clock: Clock) -> PracticeServer:
    """One server for all tests; its board, clock and log as new for each."""
    server_of_module.live.change(lambda board, now: first_board(now))
    server_of_module.log.clear()
    return server_of_module


@pytest.fixture
def web(server: PracticeServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.base_url, trust_env=False) as client:
        yield client


@pytest.fixture
def practice(server: PracticeServer) -> Practice:
    return Practice(server.base_url)


def blocks(page: str) -> list[Any]:
    """Every JSON-LD block of a page; each must be JSON as it stands."""
    return [json.loads(text) for text in Selector(page).css('script[type="application/ld+json"]::text').getall()]


def listed(web: httpx.Client) -> list[dict[str, Any]]:
    """The reviews in the JSON-LD of the first page."""
    return list(blocks(web.get(REVIEWS).text)[0]["review"])


def test_the_front_page_leads_to_the_shop(web: httpx.Client) -> None:
    assert REVIEWS in Selector(web.get("/").text).css("main a::attr(href)").getall()


def test_following_next_links_finds_every_review_once_as_data_and_as_card(
    server: PracticeServer, web: httpx.Client
) -> None:
    ids: list[str] = []
    url: str | None = REVIEWS
    while url:
        page = web.get(url)
        tree = Selector(page.text)
        on_page = [review["identifier"] for review in blocks(page.text)[0]["review"]]
        assert tree.css("article.review::attr(id)").getall() == [f"review-{post_id}" for post_id in on_page]
        ids += on_page
        url = tree.css("a[rel=next]::attr(href)").get()
        assert (tree.css("link[rel=next]").get() is None) == (url is None)
    assert ids == [post.id for post in server.live.board.posts]


@pytest.mark.parametrize("number", ["0", "4", "abc", "-1", "9999999999999", "²"])
def test_a_page_that_is_not_there_is_not_found(web: httpx.Client, number: str) -> None:
    assert web.get(REVIEWS, params={"pagina": number}).status_code == 404


def test_the_shop_says_its_mean_and_its_scale(web: httpx.Client) -> None:
    rating = blocks(web.get(REVIEWS).text)[0]["aggregateRating"]
    assert (rating["bestRating"], rating["worstRating"], rating["reviewCount"]) == (10, 1, 46)
    assert 5 < rating["ratingValue"] < 9


def test_a_review_has_everything_a_reader_needs(practice: Practice, web: httpx.Client, server: PracticeServer) -> None:
    draft = Draft(
        author="Wout", mark=3, text="Fiets stuk.\nWinkel zwijgt.", title="Stuk", pros=("mooi",), cons=("stuk", "stil")
    )
    post_id = practice.add(draft)
    url = f"{server.base_url}{REVIEWS}/{post_id}"
    assert listed(web)[0] == {
        "@type": "Review",
        "identifier": post_id,
        "url": url,
        "author": {"@type": "Person", "name": "Wout"},
        "datePublished": "2026-11-21T14:00:00+01:00",
        "name": "Stuk",
        "reviewBody": "Fiets stuk.\nWinkel zwijgt.",
        "inLanguage": "nl",
        "reviewRating": {"@type": "Rating", "ratingValue": 3, "bestRating": 10, "worstRating": 1},
        "positiveNotes": {
            "@type": "ItemList",
            "itemListElement": [{"@type": "ListItem", "position": 1, "name": "mooi"}],
        },
        "negativeNotes": {
            "@type": "ItemList",
            "itemListElement": [
                {"@type": "ListItem", "position": 1, "name": "stuk"},
                {"@type": "ListItem", "position": 2, "name": "stil"},
            ],
        },
    }
    alone = blocks(web.get(url).text)
    assert [one["identifier"] for one in alone] == [post_id]
    assert alone[0]["itemReviewed"]["name"] == "Fietsen Jansen"


def test_the_card_shows_whether_the_customer_recommends_the_shop(practice: Practice, web: httpx.Client) -> None:
    practice.add(COMPLAINT)
    assert "nee" in Selector(web.get(REVIEWS).text).css("article.review")[0].css(".aanrader b::text").getall()


def test_the_shops_answer_appears_in_the_data_and_on_the_card(
    practice: Practice, web: httpx.Client, clock: Clock
) -> None:
    post_id = practice.add(COMPLAINT)
    clock.now += timedelta(hours=2)
    practice.answer(post_id, "Beste Lies, hij komt morgen.")
    assert listed(web)[0]["comment"] == {
        "@type": "Comment",
        "author": {"@type": "Organization", "name": "Fietsen Jansen"},
        "text": "Beste Lies, hij komt morgen.",
        "datePublished": "2026-11-21T16:00:00+01:00",
    }
    assert "hij komt morgen" in Selector(web.get(f"{REVIEWS}/{post_id}").text).css(".reactie .tekst").get("")


def test_line_ends_of_a_text_are_kept_on_the_card(practice: Practice, web: httpx.Client) -> None:
    post_id = practice.add(Draft(author="Wout", mark=3, text="Een.\n\nTwee <b>."))
    card = Selector(web.get(f"{REVIEWS}/{post_id}").text).css("article .tekst")
    assert card.get() == '<p class="tekst">Een.<br><br>Twee &lt;b&gt;.</p>'


def test_an_edit_keeps_id_and_date(practice: Practice, web: httpx.Client) -> None:
    post_id = practice.add(COMPLAINT)
    before = listed(web)[0]
    practice.edit(post_id, mark=1, text="Nu ook nog de verkeerde fiets.")
    after = listed(web)[0]
    assert (after["identifier"], after["datePublished"], after["name"]) == (post_id, before["datePublished"], "Wachten")
    assert (after["reviewRating"]["ratingValue"], after["reviewBody"]) == (1, "Nu ook nog de verkeerde fiets.")


def test_a_removed_review_vanishes_from_the_list_and_its_own_page(practice: Practice, web: httpx.Client) -> None:
    post_id = practice.add(COMPLAINT)
    practice.remove(post_id)
    assert post_id not in [review["identifier"] for review in listed(web)]
    assert web.get(f"{REVIEWS}/{post_id}").status_code == 404


def test_a_review_can_be_dated_back(practice: Practice, web: httpx.Client) -> None:
    post_id = practice.add(COMPLAINT, published=NOW - timedelta(days=3))
    assert blocks(web.get(f"{REVIEWS}/{post_id}").text)[0]["datePublished"] == "2026-11-18T14:00:00+01:00"


@pytest.mark.parametrize("path", ["", "/{id}"])
def test_microdata_says_what_json_ld_says(practice: Practice, web: httpx.Client, path: str) -> None:
    post_id = practice.add(Draft(author="Wout", mark=3, text="Stuk.", title="Kort", pros=("a",), cons=("b", "c")))
    practice.answer(post_id, "Dat lossen we op.")
    path = REVIEWS + path.format(id=post_id)
    (as_data,) = blocks(web.get(path).text)
    practice.layout(Layout.MICRODATA)
    page = web.get(path)
    assert blocks(page.text) == []
    (as_microdata,) = extruct.extract(page.text, base_url=str(page.url), syntaxes=["microdata"], uniform=True)[
        "microdata"
    ]
    assert plain(as_microdata) == plain(as_data)


def plain(value: Any) -> Any:
    """A schema.org value without what one notation cannot say: contexts, positions, kinds of numbers, line ends."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items() if key not in {"@context", "position"}}
    if isinstance(value, list):
        return plain(value[0]) if len(value) == 1 else [plain(part) for part in value]
    return " ".join(str(value).split())


@pytest.mark.parametrize("path", [REVIEWS, REVIEWS + "/10445"])
def test_a_broken_layout_answers_200_without_data_and_without_cards(
    practice: Practice, web: httpx.Client, path: str
) -> None:
    practice.layout(Layout.BROKEN)
    page = web.get(path)
    tree = Selector(page.text)
    assert page.status_code == 200
    assert "Al drie weken" in page.text or "Vier keer gemaild" in page.text
    assert tree.css("script, article, time, [itemscope], a[rel=next], link[rel=next]").getall() == []


def test_an_empty_layout_says_that_there_are_no_reviews(practice: Practice, web: httpx.Client) -> None:
    practice.layout("empty")
    page = web.get(REVIEWS)
    assert page.status_code == 200
    assert Selector(page.text).xpath("string(//h2)").get() == "0 reviews"
    assert Selector(page.text).css("article, a[rel=next]").getall() == []
    (shop,) = blocks(page.text)
    assert (shop["aggregateRating"]["reviewCount"], shop["review"]) == (0, [])
    assert "ratingValue" not in shop["aggregateRating"]


def test_a_restored_layout_shows_the_reviews_again(practice: Practice, web: httpx.Client) -> None:
    before = listed(web)
    practice.layout(Layout.BROKEN)
    practice.layout(Layout.JSONLD)
    assert listed(web) == before


def test_a_blocked_visitor_gets_403_and_a_challenge_until_unblocked(practice: Practice, web: httpx.Client) -> None:
    practice.block()
    page = web.get(REVIEWS)
    assert (page.status_code, blocks(page.text)) == (403, [])
    assert "mens" in page.text
    assert "etag" not in page.headers
    assert web.get("/robots.txt").status_code == 200
    practice.unblock()
    assert web.get(REVIEWS).status_code == 200


def test_robots_may_read_all_but_the_control_page(web: httpx.Client) -> None:
    assert web.get("/robots.txt").text.splitlines() == ["User-agent: *", "Disallow: /beheer"]


@pytest.mark.parametrize("path", ["/", REVIEWS, REVIEWS + "?pagina=2", REVIEWS + "/10445"])
def test_a_page_the_visitor_has_is_answered_304_without_a_body(web: httpx.Client, path: str) -> None:
    first = web.get(path)
    assert first.headers["cache-control"] == "no-cache"
    for header, validator in [("if-none-match", "etag"), ("if-modified-since", "last-modified")]:
        again = web.get(path, headers={header: first.headers[validator]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize(
    ("header", "value", "status"),
    [
        ("if-none-match", '"other"', 200),
        ("if-none-match", '"other", W/{tag}', 304),
        ("if-none-match", "*", 304),
        ("if-modified-since", "gisteren", 200),
        ("if-modified-since", "Mon, 01 Jan 2001 00:00:00 GMT", 200),
        ("if-modified-since", "Fri, 01 Jan 2100 00:00:00 GMT", 304),
    ],
)
def test_validators_are_compared_as_http_says(web: httpx.Client, header: str, value: str, status: int) -> None:
    tag = web.get(REVIEWS).headers["etag"]
    assert web.get(REVIEWS, headers={header: value.format(tag=tag)}).status_code == status


def test_the_tag_overrules_the_date(web: httpx.Client) -> None:
    headers = {"if-none-match": '"other"', "if-modified-since": format_datetime(NOW, usegmt=True)}
    assert web.get(REVIEWS, headers=headers).status_code == 200


def change_a_mark(practice: Practice) -> None:
    practice.edit("10445", mark=1)


def answer_one(practice: Practice) -> None:
    practice.answer("10445", "Sorry.")


def remove_one(practice: Practice) -> None:
    practice.remove("10445")


@pytest.mark.parametrize("change", [change_a_mark, answer_one, remove_one])
def test_after_a_change_both_validators_ask_for_the_page_again(
    practice: Practice, web: httpx.Client, clock: Clock, change: Callable[[Practice], None]
) -> None:
    first = web.get(REVIEWS)
    clock.now += timedelta(seconds=5)
    change(practice)
    clock.now += timedelta(seconds=5)
    assert web.get(REVIEWS, headers={"if-none-match": first.headers["etag"]}).status_code == 200
    assert web.get(REVIEWS, headers={"if-modified-since": first.headers["last-modified"]}).status_code == 200


def test_within_the_second_of_a_change_no_date_is_given_that_could_hide_the_next(
    practice: Practice, web: httpx.Client, clock: Clock
) -> None:
    practice.add(COMPLAINT)
    assert "last-modified" not in web.get(REVIEWS).headers
    clock.now += timedelta(seconds=1)
    assert parsedate_to_datetime(web.get(REVIEWS).headers["last-modified"]) == NOW


@pytest.mark.parametrize("layout", [Layout.JSONLD, Layout.MICRODATA, Layout.BROKEN])
def test_hostile_text_is_only_text_on_every_page(practice: Practice, web: httpx.Client, layout: Layout) -> None:
    post_id = practice.add(
        Draft(author=HOSTILE, mark=1, text=HOSTILE, title=HOSTILE, place=HOSTILE, pros=(HOSTILE,), cons=(HOSTILE,))
    )
    practice.answer(post_id, HOSTILE)
    practice.layout(layout)
    for path in ("/", REVIEWS, f"{REVIEWS}/{post_id}", "/beheer"):
        tree = Selector(web.get(path).text)
        assert tree.css('img, script:not([type="application/ld+json"]), [onerror]').getall() == []
        assert "1337" not in tree.xpath("string(//main)").get("")


def test_hostile_text_comes_out_of_the_data_as_it_went_in(practice: Practice, web: httpx.Client) -> None:
    post_id = practice.add(Draft(author=HOSTILE, mark=1, text=HOSTILE, title=HOSTILE))
    practice.answer(post_id, HOSTILE)
    (one,) = blocks(web.get(f"{REVIEWS}/{post_id}").text)
    found = {one["author"]["name"], one["reviewBody"], one["name"], one["comment"]["text"]}
    assert found == {HOSTILE}


def test_pages_forbid_scripts_and_framing(web: httpx.Client) -> None:
    policy = web.get("/beheer").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


FORMS = ["toevoegen", "10445/bewerken", "10445/antwoord", "10445/verwijderen", "opmaak", "toegang"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://kwaad.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_every_form_refuses_another_site(
    server: PracticeServer, web: httpx.Client, form: str, headers: dict[str, str]
) -> None:
    before = server.live.board
    data = {"auteur": "A", "cijfer": "1", "tekst": "x", "opmaak": "broken", "toegang": "geblokkeerd"}
    assert web.post(f"/beheer/{form}", data=data, headers=headers).status_code == 403
    assert server.live.board is before


def test_a_browser_on_the_control_page_itself_is_let_through(server: PracticeServer, web: httpx.Client) -> None:
    headers = {"origin": server.base_url, "sec-fetch-site": "same-origin"}
    answer = web.post("/beheer/10445/antwoord", data={"tekst": "Sorry."}, headers=headers)
    assert answer.status_code == 303
    assert "De reactie van de winkel staat" in web.get(answer.headers["location"]).text


def test_another_host_name_is_refused(web: httpx.Client) -> None:
    assert web.get("/beheer", headers={"host": "kwaad.example"}).status_code == 400


@pytest.mark.parametrize("form", FORMS)
def test_a_form_changes_nothing_when_asked_with_get(server: PracticeServer, web: httpx.Client, form: str) -> None:
    before = server.live.board
    assert web.get(f"/beheer/{form}").status_code == 405
    assert server.live.board is before


def test_a_huge_form_is_refused(web: httpx.Client) -> None:
    assert web.post("/beheer/toevoegen", data={"tekst": "x" * 70_000}).status_code == 413


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"auteur": "A", "tekst": "x"}, "cijfer"),
        ({"auteur": "A", "tekst": "x", "cijfer": "tien"}, "cijfer"),
        ({"auteur": "", "tekst": "x", "cijfer": "1"}, "naam"),
        ({"auteur": "A", "tekst": "x", "cijfer": "1", "datum": "gisteren"}, "datum"),
        ({"auteur": "A", "tekst": "x", "cijfer": "1", "datum": "2027-01-01T10:00"}, "toekomst"),
    ],
)
def test_a_wrong_form_is_told_what_is_wrong(web: httpx.Client, form: dict[str, str], said: str) -> None:
    answer = web.post("/beheer/toevoegen", data=form)
    assert answer.status_code == 400
    assert said in Selector(answer.text).css("[role=alert]::text").get("")


def test_the_client_says_what_was_refused(practice: Practice) -> None:
    with pytest.raises(PracticeError, match=r"400 .*cijfer"):
        practice.add(Draft(author="A", mark=11, text="x"))
    with pytest.raises(PracticeError, match="404"):
        practice.answer("1", "Hallo")
    with pytest.raises(PracticeError, match="opmaken"):
        practice.layout("anders")


def test_the_control_page_offers_every_form(web: httpx.Client) -> None:
    actions = set(Selector(web.get("/beheer").text).css("form::attr(action)").getall())
    assert {f"/beheer/{form}" for form in FORMS} <= actions


def test_the_log_holds_what_was_asked(server: PracticeServer, web: httpx.Client) -> None:
    page = web.get(REVIEWS, params={"pagina": "2"}, headers={"user-agent": "Proef/1"})
    web.get(REVIEWS, params={"pagina": "2"}, headers={"if-none-match": page.headers["etag"]})
    first, second = server.requests
    assert (first.method, first.path, first.query, first.status) == ("GET", REVIEWS, "pagina=2", 200)
    assert (first.size, first.conditional, first.user_agent) == (len(page.content), False, "Proef/1")
    assert (second.status, second.size, second.conditional) == (304, 0, True)


def test_a_head_request_has_the_validators_of_the_page(web: httpx.Client) -> None:
    assert web.head(REVIEWS).headers["etag"] == web.get(REVIEWS).headers["etag"]


def test_a_port_in_use_is_an_error_and_after_the_block_it_is_free_again(server: PracticeServer) -> None:
    port = int(server.base_url.rpartition(":")[2])
    with pytest.raises(OSError, match=r".+"), practice_server(port=port):
        pass
    with practice_server() as other:
        freed = int(other.base_url.rpartition(":")[2])
    with practice_server(port=freed) as again:
        assert httpx.get(again.base_url, trust_env=False).status_code == 200


def test_serve_announces_itself_when_it_answers_and_returns_on_ctrl_c() -> None:
    announced: list[int] = []

    def announce(base_url: str) -> None:
        announced.append(httpx.get(base_url, trust_env=False).status_code)
        raise KeyboardInterrupt

    serve(0, announce=announce)
    assert announced == [200]


def test_the_package_itself_brings_no_web_framework_in() -> None:
    code = "import sys, klachtwacht.practice; sys.exit('starlette' in sys.modules or 'httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
