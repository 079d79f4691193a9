"""A page that nothing else could read, by its repeated cards; what is not sure of them is said with the reading."""

from __future__ import annotations

from dataclasses import replace

from complaints.review import CARDS
from crawler.reading.cards import GUESSED, CardReading, Prior, read_cards
from crawler.reading.page import Page, Reading
from crawler.reading.stored import drifted

# Below it a field is named to whoever looks at what was read.
SURE = 0.75


def with_cards(page: Page, reading: Reading) -> Reading:
    """The reading with what the page's cards say, where it has no reviews yet.

    A wall, and a page that counts none itself, are only read where the cards are sure: green, or as they were when
    someone confirmed them. Raises HostilePageError.
    """
    found = read_cards(page, _prior(page))
    other = drifted(page.learned, found) if _is_confirmed(page) and page.learned and found.reviews else ()
    unsure = _doubts(found, confirmed=_is_confirmed(page) and not other)
    if not found.reviews or (unsure and (reading.wall or reading.says_none)):
        return replace(reading, unsure=unsure)
    return replace(
        reading,
        reviews=tuple(each.review for each in found.reviews),
        reader=CARDS,
        unsure=unsure,
        wall=None,
        says_none=False,
        changed=other,
        cards=replace(found, reviews=()),
        confidence=tuple(each.confidence for each in found.reviews),
    )


def _is_confirmed(page: Page) -> bool:
    return page.learned is not None and page.learned.layout is not None


def _prior(page: Page) -> Prior | None:
    learned = page.learned.prior if page.learned else None
    return replace(learned or Prior(), example=page.example) if page.example else learned


def _doubts(found: CardReading, *, confirmed: bool) -> tuple[str, ...]:
    if found.refused:
        return (found.refused,)
    why = () if found.green or confirmed else (*found.why_not_green, *_unsure_fields(found))
    if found.scale and found.scale.source == GUESSED:
        return (*why, f"nothing says where its marks end (perhaps at {found.scale.best:g}): say so with --best")
    return why


def _unsure_fields(found: CardReading) -> tuple[str, ...]:
    names = {name for each in found.reviews for name, sure in each.confidence.items() if sure < SURE}
    return (f"unsure: {', '.join(sorted(names))}",) if names else ()
