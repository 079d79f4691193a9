"""The marks of posts in the database: kept with each post, and asked for its like. Nothing is ever rebuilt.

A mark that many posts bear is boilerplate: it is not looked up and no more rows are kept of it, so that what a look
costs does not grow with the log.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ARRAY, JSON, BigInteger, Connection, Row, String, any_, bindparam, delete, func, insert, select

from complaints.batches import BATCH, batches
from complaints.matching.marks import WORTH, kind_of, marks
from complaints.matching.post import Post, post_of
from complaints.review import review_from_json
from complaints.tables import findings, fingerprints

MOST = 32
# So many posts are looked at closely, and none that shares less than this with the new one.
CLOSEST = 5
LEAST = 4.0

# One row a mark, with its findings in one piece: a row each would take longer than to find them. And one text however
# many marks are asked for, or each look would be put together, parsed and planned anew.
_OF_SHOP = fingerprints.c.shop == bindparam("shop")
_LISTED = func.json_each(bindparam("marks", type_=String)).table_valued("value")
_ALIKE_ON_SQLITE = (
    select(fingerprints.c.mark, func.json_group_array(fingerprints.c.finding, type_=JSON))
    .where(_OF_SHOP, fingerprints.c.mark.in_(select(_LISTED.c.value)))
    .group_by(fingerprints.c.mark)
)
_ALIKE_ON_POSTGRESQL = (
    select(fingerprints.c.mark, func.array_agg(fingerprints.c.finding))
    .where(_OF_SHOP, fingerprints.c.mark == any_(bindparam("marks", type_=ARRAY(BigInteger))))
    .group_by(fingerprints.c.mark)
)


def keep(connection: Connection, shop: str, posts: Mapping[int, Post]) -> dict[int, list[int]]:
    """Keep the marks of findings that have none yet; gives for each those it should be held against, best first."""
    by_finding = {finding: marks(post) for finding, post in posts.items()}
    found = under(connection, shop, set().union(*(sought for _, sought in by_finding.values())))
    rows, near = list[dict[str, Any]](), dict[int, list[int]]()
    for finding, (own, sought) in by_finding.items():
        near[finding] = closest({mark: found[mark] for mark in sought if mark in found})
        for mark in own:
            if len(found[mark]) <= MOST:
                found[mark].append(finding)
                rows.append({"shop": shop, "mark": mark, "finding": finding})
    if rows:
        connection.execute(insert(fingerprints), rows)
    return near


def under(connection: Connection, shop: str, sought: Collection[int]) -> defaultdict[int, list[int]]:
    """The findings that are kept under each of these marks."""
    alike = _alike(connection, shop, sorted(sought))
    return defaultdict(list, ((mark, found) for mark, found in alike))


def _alike(connection: Connection, shop: str, sought: list[int]) -> Sequence[Row[int, list[int]]]:
    if connection.dialect.name == "sqlite":
        return connection.execute(_ALIKE_ON_SQLITE, {"shop": shop, "marks": json.dumps(sought)}).all()
    return connection.execute(_ALIKE_ON_POSTGRESQL, {"shop": shop, "marks": sought}).all()


def closest(shared: Mapping[int, list[int]]) -> list[int]:
    """The findings that share most, by what the marks are worth; those that share little are none."""
    worth: defaultdict[int, float] = defaultdict(float)
    for mark, rows in shared.items():
        if len(rows) <= MOST:
            weight = WORTH[kind_of(mark)]
            for finding in rows:
                worth[finding] += weight
    near = [finding for finding, weight in worth.items() if weight >= LEAST]
    return sorted(near, key=lambda finding: (-worth[finding], finding))[:CLOSEST]


def forget(connection: Connection, ids: Collection[int]) -> None:
    """Take the marks of these findings out."""
    for some in batches(ids):
        connection.execute(delete(fingerprints).where(fingerprints.c.finding.in_(some)))


def fill(connection: Connection) -> None:
    """Keep the marks of every finding, for a log that came in or was made by an earlier version. By the batch."""
    last = 0
    columns = findings.c.id, findings.c.shop, findings.c.review
    # A few columns that every version has: this runs in the middle of a migration too.
    query = select(*columns).order_by(findings.c.id).limit(BATCH)
    while rows := connection.execute(query.where(findings.c.id > last)).all():
        last = rows[-1].id
        by_shop: defaultdict[str, dict[int, Post]] = defaultdict(dict)
        for row in rows:
            by_shop[row.shop][row.id] = post_of(review_from_json(row.review))
        for shop, posts in by_shop.items():
            keep(connection, shop, posts)
