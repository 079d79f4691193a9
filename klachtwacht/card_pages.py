"""A page without structured data, read by its cards: for a person to look at, not yet for the crawl."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.reading.cards import GUESSED, READER, CardReading, read_cards
from crawler.reading.child import Plain
from crawler.reading.page import Page, Reading

# Below it a field is named to whoever looks at what was read.
SURE = 0.75
# The site that is any web page.
ANY_PAGE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class ByCards(Plain):
    """What reads any page by its repeated cards, in place of what a source declares."""

    reads_data: bool = True
    reads_pages: bool = False

    def answer(self, page: Page) -> Reading:
        """The reviews of the page's cards, with the reasons for which it is not green. Raises HostilePageError."""
        found = read_cards(page)
        reviews = tuple(each.review for each in found.reviews)
        return Reading(reviews=reviews, reader=READER if reviews else None, unsure=_doubts(found))


def said_of_cards(reading: Reading) -> list[str]:
    """Lines for a person on what was read from cards."""
    if not reading.reviews:
        return ["no reviews were found in the page's cards either: " + "; ".join(reading.unsure)]
    if reading.unsure:
        return ["read from the page's cards, not green: " + "; ".join(reading.unsure)]
    return ["read from the page's cards, green"]


def _doubts(found: CardReading) -> tuple[str, ...]:
    if found.refused:
        return (found.refused,)
    why = () if found.green else (*found.why_not_green, *_unsure_fields(found))
    if found.scale and found.scale.source == GUESSED:
        return (*why, f"nothing says where its marks end (perhaps at {found.scale.best:g}): say so with --best")
    return why


def _unsure_fields(found: CardReading) -> tuple[str, ...]:
    names = {name for each in found.reviews for name, sure in each.confidence.items() if sure < SURE}
    return (f"unsure: {', '.join(sorted(names))}",) if names else ()
