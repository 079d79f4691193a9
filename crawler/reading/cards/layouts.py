"""How the cards that were read are built, for a later reading to know them by."""

from __future__ import annotations

from crawler.reading.card_model import Layout
from crawler.reading.cards.candidates import Span
from crawler.reading.cards.grades import Grades
from crawler.reading.cards.keys import Table
from crawler.reading.cards.one_card import Columns
from crawler.reading.cards.tree import Tree

_MOST_SHAPE = 20


def layout_of(tree: Tree, first: Span, which: Columns, rows: Table, marks: Grades) -> Layout:
    """The layout of a list by its first card and by where its fields were found."""
    shape = {node.label for node in tree.nodes[first.start : first.end][:_MOST_SHAPE]}
    marked = [value for value in rows.by_key[marks.key] if value.mark] if marks.key else []
    return Layout(
        tag=first.node.tag,
        words=first.node.words,
        flat=first.flat,
        shape=tuple(sorted(shape)),
        author=which.author,
        date=which.date,
        title=which.title,
        text=which.text,
        mark=marks.key,
        method=marked[0].mark.way if marked and marked[0].mark else None,
        month_first=which.month_first,
    )
