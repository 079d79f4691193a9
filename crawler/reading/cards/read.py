"""Reviews from a page without knowing it: its repeated cards, and what each part of them is."""

from __future__ import annotations

from itertools import islice

from complaints.normalise import folded
from complaints.review import Rating, Reply, Review
from crawler.reading.card_model import GUESSED, CardReading, CardReview, Layout, Prior
from crawler.reading.cards import columns, extras, opinions, sureness
from crawler.reading.cards.clones import without_clones
from crawler.reading.cards.columns import Pick
from crawler.reading.cards.dated import Dates
from crawler.reading.cards.grades import Grades, grades
from crawler.reading.cards.green import FEWEST, doubts
from crawler.reading.cards.headers import heads
from crawler.reading.cards.keys import Table, Value, table
from crawler.reading.cards.known_ways import Ways, spans_like, ways
from crawler.reading.cards.layouts import layout_of
from crawler.reading.cards.lists import Card, best_lists, cards_of
from crawler.reading.cards.names import around
from crawler.reading.cards.one_card import Columns, Extras, review_of, says_nobody
from crawler.reading.cards.refusals import is_thread, may_hold_testimonials, refusal, too_little
from crawler.reading.cards.replies import Answer, answer_below, take_answer
from crawler.reading.cards.scales import printed
from crawler.reading.cards.scoring import BASELINE, TEXT_ALONE, count
from crawler.reading.cards.sureness import with_sureness
from crawler.reading.cards.tokens import Token, tokens
from crawler.reading.cards.tree import Tree, grow
from crawler.reading.page import Page
from crawler.reading.prescan import refuse_hostile, refuse_too_many

_MOST_HEADINGS, _LONGEST_CALLED = 3, 600
NOTHING = "nothing on the page is repeated as reviews are"


def read_cards(page: Page, prior: Prior | None = None) -> CardReading:
    """The reviews that a page shows in repeated cards, and whether that is sure enough to alert on.

    prior: what is known of them, where to look first. With it one or two cards are enough.

    Raises HostilePageError for a page that is not to be parsed, and for more reviews than a page may list.
    """
    refuse_hostile(page.html)
    tree = grow(page.html)
    found = tokens(tree, page)
    reader = _Reader(page, tree, found, prior)
    reading = reader.any_list()
    if len(reading.reviews) < FEWEST and prior and prior.layout:
        alike = reader.read(cards_of(tree, spans_like(tree, prior.layout), found), fewest=1)
        return alike if len(alike.reviews) > len(reading.reviews) else reading
    return reading


class _Reader:
    def __init__(self, page: Page, tree: Tree, found: list[Token], prior: Prior | None) -> None:
        self._page = page
        self._prior = prior
        self._tree = tree
        self._found = found
        self._dates = Dates(page)
        headings = (piece.text for piece in tree.pieces if piece.owner.tag == "h1")
        self._called = folded(" ".join([tree.title, *islice(headings, _MOST_HEADINGS)])[:_LONGEST_CALLED])

    def any_list(self) -> CardReading:
        """The reviews of the first list that is one of reviews, or why the best is none."""
        refused = None
        counts = count(self._found, len(self._tree.nodes))
        for baseline in (BASELINE, TEXT_ALONE) if may_hold_testimonials(self._tree) else (BASELINE,):
            for spans in best_lists(self._tree, counts, baseline):
                refuse_too_many(len(spans))
                reading = self.read(cards_of(self._tree, spans, self._found))
                if reading.reviews:
                    return reading
                refused = refused or reading.refused
        return CardReading(refused=refused or NOTHING)

    def read(self, cards: list[Card], fewest: int = 2) -> CardReading:
        """The reviews of a list of cards, of which there must be so many."""
        cards = without_clones(cards)
        if len(cards) < fewest:
            return CardReading(refused=NOTHING)
        rows, answers, marks = self._rows_and_marks(cards)
        if 1 < len(marks.by_card) < len(cards) and is_thread(cards):
            cards = [card for number, card in enumerate(cards) if number in marks.by_card]
            rows, answers, marks = self._rows_and_marks(cards)
        why = refusal(self._tree, cards, rows, len(marks.by_card) or marks.unread, fewest)
        if why:
            return CardReading(refused=why)
        return self._reading(cards, rows, answers, marks)

    def _rows_and_marks(self, cards: list[Card]) -> tuple[Table, list[Answer | None], Grades]:
        rows = table(cards, heads(cards, self._found))
        answers = [
            take_answer(card, row, self._page)
            or (answer_below(card, self._page, self._called) if card.nested else None)
            for card, row in zip(cards, rows.rows, strict=True)
        ]
        return rows, answers, grades(rows, self._page.best, printed(self._outside(cards)))

    def _outside(self, cards: list[Card]) -> list[Token]:
        first, last = cards[0].span.start, cards[-1].span.end
        return [token for token in self._found if not first <= token.at < last]

    def _reading(self, cards: list[Card], rows: Table, answers: list[Answer | None], marks: Grades) -> CardReading:
        more = self._beside(rows)
        which = self._columns(rows, ways(rows, self._prior))
        ids = extras.ids(self._tree, cards, self._page.url)
        links = extras.links(self._tree, cards, ids, self._page.url)
        reviews = []
        for number, row in enumerate(rows.rows):
            points, recommend, verified = more[number]
            known = Extras(
                mark=_rating(marks, number),
                reply=self._reply(answers[number], which),
                points=points,
                recommend=recommend,
                verified=verified,
                id=ids[number],
                url=links[number],
            )
            reviews.append(review_of(row, which, known, self._page, self._dates))
        why = too_little(self._tree, cards, reviews)
        if why:
            return CardReading(refused=why)
        sure = {"rating": marks.sure, **which.sure}
        read = [with_sureness(*each, sure) for each in zip(reviews, answers, strict=True)]
        layout = layout_of(self._tree, cards[0].span, which, rows, marks)
        return _judged(read, marks, layout, sum(says_nobody(row, which) for row in rows.rows))

    def _beside(self, rows: Table) -> list[tuple[tuple[tuple[str, ...], tuple[str, ...]], bool | None, bool | None]]:
        """The good and bad points, the recommendation and the badge of each card, taken before its text."""
        points = opinions.take_points(self._tree, rows)
        answers = opinions.recommendations(rows)
        badges = [extras.verified(row) for row in rows.rows]
        return list(zip(points, answers, badges, strict=True))

    def _columns(self, rows: Table, known: Ways) -> Columns:
        date = Pick.known(known.date) or columns.date_pick(rows)
        dated = rows.by_key[date.key] if date.key else []
        text = Pick.known(known.text[0] if known.text else None) or columns.text_pick(rows)
        texts = tuple(columns.text_keys(rows, text.key)) if text.key else ()
        held = _use([value for key in texts for value in rows.by_key[key]], "text")
        near = {value.card * 1000 + value.nth for value in dated}
        name = Pick.known(known.author) or columns.author_pick(rows, near)
        named = _use(rows.by_key[name.key] if name.key else [], "author")
        starts = {card: value.nth for card, value in columns.of_each(held).items()}
        title = Pick.known(known.title) or columns.title_pick(rows, starts)
        return Columns(
            author=name.key,
            date=date.key,
            title=title.key,
            text=texts,
            month_first=self._month_first(dated),
            around=around([value.text for value in named]),
            sure={
                "author": sureness.of_author(name),
                "published": sureness.of_date(date),
                "title": sureness.of_title(title),
                "text": sureness.of_text(text),
            },
        )

    def _month_first(self, values: list[Value]) -> bool:
        """Whether the dates of the list as a whole have the month first: there is no 13th month."""
        texts = [value.when for value in values if value.when]
        either = sum(bool(self._dates.read(text)) for text in texts)
        first = sum(bool(self._dates.read(text, month_first=True)) for text in texts)
        known = self._prior.layout if self._prior else None
        return first > either or (known is not None and known.month_first and first == either)

    def _reply(self, answer: Answer | None, which: Columns) -> Reply | None:
        if answer is None:
            return None
        when = self._dates.read(answer.when, month_first=which.month_first) if answer.when else None
        return Reply(text=answer.text, published=when)


def _use(values: list[Value], role: str) -> list[Value]:
    for value in values:
        value.role = value.role or role
    return values


def _rating(marks: Grades, number: int) -> Rating | None:
    """The mark of a card; its scale only where it is known."""
    grade = marks.by_card.get(number)
    if grade is None or marks.scale is None:
        return None
    known = grade.best or (marks.scale.best if marks.scale.source != GUESSED else None)
    return Rating(value=grade.value, best=known if known and grade.value <= known else None)


def _judged(reviews: list[CardReview], marks: Grades, layout: Layout, nameless: int) -> CardReading:
    kept = [each for each in reviews if _says_something(each.review)]
    why = doubts(kept, marked=bool(marks.by_card), nameless=nameless)
    if marks.unread:
        why = (*why, "stars that all look alike: how many of them count is not to be seen")
    return CardReading(reviews=tuple(kept), green=not why, why_not_green=why, scale=marks.scale, layout=layout)


def _says_something(review: Review) -> bool:
    return bool(review.text or review.title or review.rating or review.pros or review.cons)
