"""What is shown to whoever confirms how a source is read: the reviews, with a question mark at what is not sure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from complaints.normalise import normalise
from complaints.review import Review, review_json
from crawler.reading.by_cards import SURE
from klachtwacht.confirming import Look, way_of
from klachtwacht.listing import table
from klachtwacht.output import cut, day, mark

MOST_SHOWN = 25
# A mark that is seen without colour too.
UNSURE = " (?)"
_FIELDS = ("author", "published", "rating", "title", "text", "reply")
_COLUMNS = ("date", "author", "mark", "title", "text", "reply", "more")


def show(look: Look) -> None:
    """The reviews as a table on standard output."""
    reading = look.reading
    sure = reading.confidence or ({},) * len(reading.reviews)
    shown = list(zip(reading.reviews, sure, strict=True))[:MOST_SHOWN]
    rows = [_row(*each) for each in shown]
    # What stands on none of them is named below, and leaves its room to the others.
    filled = [name for at, name in enumerate(_COLUMNS) if any(row[at] for row in rows)]
    kept = [[row[_COLUMNS.index(name)] for name in filled] for row in rows]
    table(f"{look.source.path}, read by {way_of(reading)}", filled, kept)


def told(look: Look) -> Iterator[str]:
    """Lines on the reading as a whole."""
    count = len(look.reading.reviews)
    left = f", {MOST_SHOWN} of them shown" if count > MOST_SHOWN else ""
    scale = look.scale
    marks = f"marks out of {scale[0]:g} ({scale[1]})" if scale else "no marks"
    yield f"{count} reviews{left}; {'marks on a scale that nothing says' if look.lacks_scale else marks}"
    if missing := [name for name in _FIELDS if not any(getattr(each, name) for each in look.reading.reviews)]:
        yield f"found on none of them: {', '.join(missing)}"
    yield from (f"not sure: {why}" for why in look.reading.unsure)
    if any(score < SURE for each in look.reading.confidence for score in each.values()):
        yield f"{UNSURE.strip()} marks what is not sure; an empty field was not found"


def _row(review: Review, sure: Mapping[str, float]) -> tuple[str, ...]:
    row = review_json(normalise(review))
    cells = {
        "published": day(row["published"]),
        "author": cut(row["author"], 24),
        "rating": mark(row["rating"]),
        "title": cut(row["title"], 40),
        "text": cut(row["text"]),
        "reply": cut(row["reply"]["text"], 30) if row["reply"] else "",
    }
    doubted = {name: text + UNSURE if text and sure.get(name, 1.0) < SURE else text for name, text in cells.items()}
    return (*doubted.values(), _more(review))


def _more(review: Review) -> str:
    points = f"+{len(review.pros)} -{len(review.cons)}" if review.pros or review.cons else ""
    recommends = {True: "recommends", False: "does not recommend", None: ""}[review.recommend]
    bought = "bought there" if review.verified_buyer else ""
    return ", ".join(filter(None, (points, recommends, bought)))
