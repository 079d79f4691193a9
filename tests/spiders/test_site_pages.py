"""The sites that are pages where there is no key: what each knows of its pages, and that it invents nothing of them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from answer_stage import started

from crawler.reading.declared import read_page
from crawler.reading.page import Page
from crawler.source import Source
from guard.secrets import Secret
from klachtwacht import sites
from spiders.feedback_company import FeedbackCompany
from spiders.kiyoh import Kiyoh
from spiders.klacht_nl import KlachtNl
from spiders.klachtenkompas import Klachtenkompas
from spiders.klantenvertellen import Klantenvertellen
from spiders.trusted_shops import TrustedShops
from spiders.tweakers import Tweakers
from spiders.webwinkelkeur import Webwinkelkeur

BY_PAGE_OR_KEY = (Kiyoh, Klantenvertellen, Webwinkelkeur, TrustedShops, FeedbackCompany)
PAGES_ALONE = (Tweakers, Klachtenkompas, KlachtNl)
URL = "https://keurmerk.example/fietsplezier/reviews"
HTML = """<!doctype html><title>Reviews</title><script type="application/ld+json">{"@type": "Review",
"author": "Truus Verzonnen", "datePublished": "2026-11-02", "reviewBody": "Traag.", "reviewRating": {"ratingValue": 4}}
</script>"""


def a_source(site: str, **about: object) -> Source:
    return Source(name="bron", shop="fietsplezier", site=site, url=URL, **about)  # type: ignore[arg-type]


@pytest.mark.parametrize("spider", [*BY_PAGE_OR_KEY, *PAGES_ALONE])
def test_its_page_is_asked_for_with_robots_txt_and_no_credential(spider: type[Kiyoh]) -> None:
    (request,) = started(spider(url=URL))
    assert (request.url, spider(url=URL).asks_robots) == (URL, True)
    assert not {b"Authorization", b"X-Publication-Api-Token"} & set(request.headers)


@pytest.mark.parametrize("spider", [*BY_PAGE_OR_KEY, *PAGES_ALONE])
def test_no_page_of_it_was_ever_seen_and_it_says_so(spider: type[Kiyoh]) -> None:
    assert spider.verified_of(a_source(str(spider.name))) is None


@pytest.mark.parametrize("spider", BY_PAGE_OR_KEY)
@pytest.mark.parametrize("about", [{"id": "12"}, {"key": Secret("geheim")}])
def test_with_a_key_or_an_id_it_is_asked_for_data(spider: type[Kiyoh], about: dict[str, object]) -> None:
    assert spider.asks_data_of(a_source(str(spider.name), **about))


@pytest.mark.parametrize(
    ("spider", "best"),
    [
        (Kiyoh, 10),
        (Klantenvertellen, 10),
        (Webwinkelkeur, 10),  # its API 1-5
        (TrustedShops, 5),
        (FeedbackCompany, None),  # its API 1-5
        (Tweakers, None),
        (Klachtenkompas, None),
    ],
)
def test_the_scale_of_its_pages_is_a_known_one_or_none(spider: type[Kiyoh], best: float | None) -> None:
    assert spider.scale(data=False) == best


def test_a_page_is_read_on_the_scale_of_pages() -> None:
    spider = Webwinkelkeur(url=URL)
    page = Page(
        html=HTML, url=URL, site="webwinkelkeur", now=datetime(2026, 11, 20, tzinfo=UTC), best=spider.scale(data=False)
    )
    (review,) = read_page(page, spider).reviews
    assert (review.rating and review.rating.best, review.reader, review.author) == (10, "json-ld", "Truus Verzonnen")


@pytest.mark.parametrize(
    ("domain", "site"),
    [
        ("tweakers.net", "tweakers"),
        ("klachtenkompas.nl", "klachtenkompas"),
        ("klacht.nl", "klacht_nl"),
        ("kiyoh.com", "kiyoh"),
        ("klantenvertellen.nl", "klantenvertellen"),
        ("webwinkelkeur.nl", "webwinkelkeur"),
        ("valuedshops.be", "webwinkelkeur"),
        ("trustedshops.be", "trusted_shops"),
        ("feedbackcompany.com", "feedback_company"),
    ],
)
def test_the_site_of_an_address_is_known_to_init(domain: str, site: str) -> None:
    assert sites.domains()[domain] == site
