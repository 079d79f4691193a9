"""A recorded page: cut down to what its reading needs, its people made up, compared with the site as it is now."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from crawler.steps import Step
from klachtwacht.scaffold.comparing import compared, lost
from klachtwacht.scaffold.fetching import Fetched
from klachtwacht.scaffold.inventing import Cast, invented
from klachtwacht.scaffold.new_site import ScaffoldError, Wish, designed, reader, refuse_taken
from klachtwacht.scaffold.recording import NotRecordedError, recorded
from klachtwacht.scaffold.spider_file import NewSpider
from klachtwacht.scaffold.trimming import KEPT

URL = "https://www.winkelpraat.example/fietsplezier"
TEXTS = (
    "Drie weken gewacht op een bel die nooit gekomen is, en niemand die iets laat horen.",
    "Vriendelijk geholpen door de jongeman aan de balie, mijn band was in een kwartier geplakt.",
    "Voor de derde keer terug met dezelfde krakende trapas en weer naar huis gestuurd.",
    "Snelle levering en alles zat er netjes in, daar kan menig winkel nog wat van leren.",
)
AUTHORS = ("Gerda Wildeman", "Ton P.", "Sjaan", "Willem Achterberg")


def node(at: int, **more: Any) -> dict[str, Any]:
    rating = {"@type": "Rating", "ratingValue": 2 + at, "bestRating": 10}
    return {
        "@type": "Review",
        "author": {"@type": "Person", "name": AUTHORS[at]},
        "datePublished": f"2026-11-0{9 - at}",
        "reviewBody": TEXTS[at],
        "reviewRating": rating,
        **more,
    }


def page(*nodes: dict[str, Any]) -> str:
    shop = {"@context": "https://schema.org", "@type": "Store", "name": "Fietsplezier", "review": nodes}
    cards = "".join(
        f'<article data-user="{author.replace(" ", "-").lower()}"><b>{author}</b><p>{text}</p></article>'
        for author, text in zip(AUTHORS, TEXTS, strict=True)
    )
    return (
        '<!doctype html><html lang="nl"><head><title>Reviews</title><style>b {color: red}</style>'
        f'<link rel="next" href="?page=2"><script>track("everyone")</script>'
        f'<script type="application/ld+json">{json.dumps(shop)}</script></head>'
        f"<body><nav><a href=/>Home</a></nav><main>{cards}</main><footer>Ons adres</footer></body></html>"
    )


WHOLE = page(*(node(at) for at in range(4)))


def came(text: str = WHOLE) -> Fetched:
    return Fetched(
        url=URL, body=text.encode(), content_type="text/html; charset=utf-8", at=datetime(2026, 11, 20, tzinfo=UTC)
    )


def wish(**known: Any) -> Wish:
    return Wish(name="winkelpraat", page=URL, **known)


@pytest.fixture(scope="module")
def kept() -> tuple[str, Any]:
    return recorded(WHOLE, reader(wish(), came()))


def test_a_recorded_page_holds_what_the_reading_of_its_first_reviews_needs_and_no_more(kept: tuple[str, Any]) -> None:
    text, reading = kept
    assert len(reading.reviews) == KEPT
    assert not [part for part in ("track", "<style", "<nav", "article", "Ons adres") if part in text]
    assert reading.next_url == f"{URL}?page=2"


def test_nobody_can_be_known_again_in_it(kept: tuple[str, Any]) -> None:
    assert not [part for part in (*AUTHORS, "wildeman", "krakende trapas", "jongeman") if part in kept[0].casefold()]
    assert all(review.author and review.text for review in kept[1].reviews)


def test_marks_and_dates_stay_as_they_were(kept: tuple[str, Any]) -> None:
    assert [(review.rating.value, review.published) for review in kept[1].reviews] == [
        (2.0, "2026-11-09"),
        (3.0, "2026-11-08"),
        (4.0, "2026-11-07"),
    ]


def test_names_are_replaced_wherever_they_stand_and_keep_their_shape() -> None:
    cast = Cast.of(reader(wish(), came())(WHOLE).reviews)
    text = '<a href="/u/gerda-wildeman" title="Foto van Gerda Wildeman">Gerda Wildeman</a><i>Sjaan</i><b>Ton P.</b>'
    assert invented(text, cast) == (
        '<!doctype html>\n<html><body><p><a href="/u/truus-bedacht" title="Foto van Truus Bedacht">Truus Bedacht</a>'
        "<i>Fatma</i><b>Kees V.</b></p></body></html>\n"
    ).replace("<p>", "").replace("</p>", "")


def test_a_text_of_someones_own_that_would_stay_stops_the_recording() -> None:
    hidden = f"<script>window.state = {json.dumps(TEXTS[0])}; </script>"
    needed = WHOLE.replace("</main>", f"</main>{hidden}")
    cast = Cast.of(reader(wish(), came())(WHOLE).reviews)
    assert next(cast.traces(invented(needed, cast))) in TEXTS[0].casefold()


def test_a_page_without_reviews_is_not_recorded() -> None:
    with pytest.raises(NotRecordedError, match="nothing was read"):
        recorded("<html><body><p>Geen reviews</p></body></html>", reader(wish(), came()))


# The spider


def design(text: str, **known: Any) -> NewSpider:
    return designed(wish(**known), came(text), reader(wish(**known), came(text)))


def test_a_spider_declares_only_what_its_page_does_not_say() -> None:
    said = page(node(0, inLanguage="nl"))
    assert design(said, best=10.0, language="nl") == NewSpider(
        name="winkelpraat", domain="winkelpraat.example", reader="json-ld"
    )


def test_a_scale_that_nothing_says_is_asked_for() -> None:
    unsaid = page(node(0, reviewRating={"@type": "Rating", "ratingValue": 8}))
    with pytest.raises(ScaffoldError, match="say so with --best"):
        design(unsaid)
    assert design(unsaid, best=10.0, language="nl").best == 10


def test_a_page_on_which_nothing_can_be_read_says_what_else_to_try() -> None:
    with pytest.raises(ScaffoldError, match=r"no reviews could be read .* try --browser"):
        design("<html><body><p>Even geduld</p></body></html>")


def test_the_file_of_a_spider_is_a_module_that_declares_it() -> None:
    spider = NewSpider(
        name="winkel_praat",
        domain="winkelpraat.example",
        reader="cards",
        best=5,
        language="fr",
        browser=True,
        steps=(Step(do="refuse", on='[data-keuze="nee"]'), Step(do="scroll", times=3)),
    )
    text = spider.text()
    compile(text, "winkel_praat.py", "exec")
    assert text.startswith('"""Reviews of a shop on winkelpraat.example, 1-5, French."""\n')
    assert 'name = "winkel_praat"\n    domains = ("winkelpraat.example",)\n    best = 5\n    language = "fr"\n' in text
    assert "class WinkelPraat(ReviewSpider):" in text
    assert "from crawler import ReviewSpider, Step\n" in text
    assert text.endswith(
        "    browser = True\n"
        '    steps = (Step(do="refuse", on="[data-keuze=\\"nee\\"]"), Step(do="scroll", times=3))\n'
        "    verified = None\n"
    )


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"name": "Winkel"}, "no name for a site"),
        ({"name": "9x"}, "no name for a site"),
        ({"name": "page"}, "there is a site page already"),
        ({"name": "nieuw", "language": "xx"}, "no language that is read"),
    ],
)
def test_a_name_that_cannot_be_is_refused_before_anything_is_fetched(known: dict[str, Any], said: str) -> None:
    with pytest.raises(ScaffoldError, match=said):
        refuse_taken(Wish(page=URL, **known))


# Then and now


def row(**fields: Any) -> dict[str, Any]:
    empty = dict.fromkeys(
        ("id", "url", "author", "published", "title", "text", "reply", "recommend", "language", "reader")
    )
    return {**empty, "pros": [], "cons": [], "rating": {"value": 8.0, "best": 10.0}, "reader": "json-ld", **fields}


def test_then_and_now_are_compared_by_what_is_filled() -> None:
    then = {"next_url": URL, "reviews": [row(author="A", reply={"text": "x"}), row(author="B")]}
    now = {"next_url": None, "reviews": [row(rating={"value": 4.0, "best": 5.0}, reader="cards", author="C")]}
    found = {what: (was, is_) for what, was, is_ in compared(then, now)}
    assert found["reviews"] == ("2", "1")
    assert found["reader"] == ("json-ld", "cards")
    assert found["scale"] == ("10", "5")
    assert found["next page"] == ("yes", "no")
    assert found["author"] == ("all", "all")
    assert found["reply"] == ("some", "none")
    assert lost(compared(then, now)) == ["next page", "reply"]
