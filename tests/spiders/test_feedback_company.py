"""The Feedback Company: what its answers say, and the whole program on it by a token that is asked for with a GET."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from answering_server import Said, serving
from feedback_server import CLIENT, REFUSED, SECRET, TOKEN, FeedbackServer, a_review
from keyed_stage import Keyed

from complaints.review import Review, review_json
from crawler.reading.answers import AnswerError, KeyRefusedError
from crawler.reading.page import Page, Reading
from crawler.source import Source
from guard.secrets import Secret
from spiders.feedback_company import FeedbackCompany

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
FIRST = "https://www.feedbackcompany.com/api/v2/review?limit=100&start=0"
# Written after the vendor's help page on reviews of products.
PRODUCT: dict[str, Any] = {
    "id": 31,
    "product_id": 7,
    "customer_id": 990_017,
    "invitation_id": 990_018,
    "score": 2,
    "title": "Bel stuk",
    "txt": "De bel viel er na een dag af.",
    "strengths": [{"text": "Mooie kleur"}],
    "weaknesses": [{"text": "Schroefje van blik"}, {"text": ""}],
    "status": "published",
    "created_at": "2026-07-01T12:00:00",
    "reply": "We sturen een nieuwe.",
    "replied_at": "2026-07-02T09:30:00",
}


def read(content: Any, url: str = FIRST, status: int = 200, best: float | None = 5) -> Reading:
    page = Page(html=json.dumps(content), url=url, site="feedback_company", now=NOW, status=status, best=best)
    return FeedbackCompany().answer(page)


def reviews(*parts: Any, total: int | None = None) -> dict[str, Any]:
    return {"success": True, "reviews": parts, "count": {"total": len(parts) if total is None else total}}


def one(best: float | None = 5, **changes: Any) -> Review:
    (review,) = read(reviews(a_review(1, **changes)), best=best).reviews
    return review


# What a review says


def test_a_review_of_the_shop_says_its_mark_and_what_was_answered_in_words() -> None:
    said = review_json(one(mark=2, date_created="2026-07-14 19:08:00"))
    assert said == {
        "site": "feedback_company", "url": None, "id": "39999", "author": "Klant 1",
        "rating": {"value": 2.0, "best": 5}, "recommend": False, "published": "2026-07-14T19:08:00+02:00",
        "title": None, "text": "Bestelling 1 kwam in een doos.", "pros": [], "cons": [], "reply": None,
        "language": None, "verified_buyer": None, "reader": "feedback_company",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("values", "text"),
    [
        (["Traag.", "Nooit meer."], "Traag.\n\nNooit meer."),
        (["9", "8,5", "ja", " Nee ", "", None, 4, True], None),
        (["Ja, maar het duurde lang"], "Ja, maar het duurde lang"),
    ],
)
def test_figures_and_choices_among_the_answers_are_no_text(values: list[Any], text: str | None) -> None:
    questions = [{"question_id": at, "value": value} for at, value in enumerate(values)]
    assert one(questions=questions).text == text


@pytest.mark.parametrize(
    ("mark", "best", "expected"), [(4.5, 5, (4.5, 5)), (0, 5, None), (9, 5, (9, None)), (9, 10, (9, 10))]
)
def test_a_mark_beyond_the_scale_has_none(mark: float, best: float, expected: Any) -> None:
    found = one(best=best, total_score=mark).rating
    assert (found and (found.value, found.best)) == expected


def test_nothing_of_a_customer_but_the_name_is_kept() -> None:
    said = repr(one())
    assert not [personal for personal in ("post.example", "0612345678") if personal in said]
    assert one(client=None).author is None


def test_a_review_of_a_product_has_a_scale_points_and_an_answer_of_its_own() -> None:
    (review,) = read({"success": True, "meta": {"count": 1}, "product_reviews": [PRODUCT]}).reviews
    assert review_json(review) == {
        "site": "feedback_company", "url": None, "id": "product-31", "author": None,
        "rating": {"value": 2.0, "best": 10}, "recommend": None, "published": "2026-07-01T12:00:00+02:00",
        "title": "Bel stuk", "text": "De bel viel er na een dag af.", "pros": ["Mooie kleur"],
        "cons": ["Schroefje van blik"],
        "reply": {"text": "We sturen een nieuwe.", "published": "2026-07-02T09:30:00+02:00"}, "language": None,
        "verified_buyer": None, "reader": "feedback_company",
    }  # fmt: skip
    assert "9900" not in repr(review)


def test_a_review_of_a_product_that_is_not_published_is_not_shown() -> None:
    found = read({"success": True, "product_reviews": [{**PRODUCT, "status": "pending"}]})
    assert (found.reviews, found.passed_over) == ((), 1)


# What is answered instead, and how it is asked


@pytest.mark.parametrize(
    ("content", "status", "error", "reason"),
    [
        (REFUSED, 200, KeyRefusedError, "401 Unauthorized"),
        (REFUSED, 401, KeyRefusedError, "HTTP 401"),
        ({"success": False}, 200, AnswerError, "HTTP 200, without success"),
        ({"success": False, "error": "try later"}, 500, AnswerError, "try later"),
        ({"success": True}, 200, AnswerError, "no list of reviews"),
        ([], 200, AnswerError, "no object"),
    ],
)
def test_what_is_no_list_has_a_name(content: Any, status: int, error: type[AnswerError], reason: str) -> None:
    with pytest.raises(error, match=reason) as caught:
        read(content, status=status)
    assert isinstance(caught.value, KeyRefusedError) is (error is KeyRefusedError)


@pytest.mark.parametrize(("count", "total", "start"), [(2, 5, "start=2"), (2, 2, None), (0, 5, None)])
def test_the_next_answer_begins_after_what_was_listed(count: int, total: int, start: str | None) -> None:
    found = read(reviews(*map(a_review, range(count)), total=total))
    assert found.next_url == (start and FIRST.replace("start=0", start))


def test_no_reviews_are_believed_where_none_are_counted() -> None:
    assert read(reviews()).says_none
    assert read(reviews(total=3)) == Reading()


def test_the_token_is_asked_for_with_the_secret_and_sent_in_a_header() -> None:
    spider = FeedbackCompany()
    spider.source = Source(name="bron", shop="x", site="feedback_company", id=CLIENT, key=Secret(SECRET))
    asking = spider.token_request()
    assert asking.form is None
    assert asking.url == (
        "https://www.feedbackcompany.com/api/v2/oauth2/token"
        f"?client_id={CLIENT}&client_secret={SECRET}&grant_type=authorization_code"
    )
    spider.token = TOKEN
    assert spider.addresses() == (FIRST,)
    assert spider.signed(FIRST).headers == {"Authorization": f"Bearer {TOKEN}"}


# The whole program


@pytest.fixture
def server() -> Iterator[FeedbackServer]:
    with serving(FeedbackServer()) as server:
        yield server


@pytest.fixture
def stage(tmp_path: Path, server: FeedbackServer) -> Keyed:
    stage = Keyed(folder=tmp_path, key=SECRET)
    stage.settle("feedback_company", server.url, f'id = "{CLIENT}"')
    return stage


def test_every_review_is_read_once_also_after_a_failure_on_the_second_answer(
    stage: Keyed, server: FeedbackServer
) -> None:
    server.reviews = [a_review(number, mark=1 if number == 149 else 5) for number in range(150)]
    server.fails_from(2, Said(cut=True))
    first = stage.run()
    assert (first["lamp"], first["new"]) == ("failed", 100)
    server.mends()
    second = stage.run()
    assert (second["lamp"], second["new"], len(second["complaints"])) == ("live", 50, 1)
    assert set(stage.ids().values()) == {1}
    assert len(stage.ids()) == 150


def test_a_token_that_has_run_out_is_replaced_once(stage: Keyed, server: FeedbackServer) -> None:
    server.reviews = [a_review(0)]
    server.lists, server.faults = 0, {1: Said(content=REFUSED, status=401)}
    assert stage.run()["lamp"] == "live"
    assert [one.path for one in server.asked].count("/api/v2/oauth2/token") == 2


FAULTS = {
    "refused": Said(content=REFUSED, status=401),
    "refused with 200": Said(content=REFUSED),
    "aloud": Said(content={"success": False, "error": f"no reviews for {SECRET} and {TOKEN}"}),
    "broken": Said(status=500, content=f"client_secret={SECRET} token={TOKEN}"),
    "sent on": Said(status=302, headers={"Location": f"/elders?client_secret={SECRET}&token={TOKEN}"}),
    "cut off": Said(cut=True),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_neither_the_secret_nor_the_token_is_ever_shown(stage: Keyed, server: FeedbackServer, fault: Said) -> None:
    server.fails_from(1, fault)
    done = stage.klachtwacht("run", "--all", "--json")
    assert done.json["sources"][0]["lamp"] in {"needs key", "failed"}
    shown = done.out + done.err + stage.klachtwacht("sources").out
    assert not [secret for secret in (SECRET, TOKEN) if secret in shown or secret.encode() in stage.written()]


def test_a_wrong_secret_has_its_lamp(stage: Keyed, server: FeedbackServer) -> None:
    source = Keyed(folder=stage.folder, key="een-ander-geheim").run()
    assert (source["lamp"], source["reason"]) == ("needs key", "no token for this key: HTTP 200, invalid_client")


def test_no_mail_address_or_telephone_number_is_kept(stage: Keyed, server: FeedbackServer) -> None:
    server.reviews = [a_review(0, mark=1)]
    assert len(stage.run()["complaints"]) == 1
    assert not [personal for personal in (b"post.example", b"0612345678") if personal in stage.written()]
