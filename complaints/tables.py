"""Every table of the record. Times are UTC; what they mean stands in docs/data-model.md."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint
from sqlalchemy.engine import Dialect


class UtcTime(sa.TypeDecorator[datetime]):
    """An instant: refuses naive datetimes on the way in, gives aware UTC on the way out."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC for the driver; naive on SQLite, which has no zones. Raises ValueError for a naive value."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone cannot be stored: {value!r}")
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The stored instant with its zone, which SQLite lost."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

findings = Table(
    "findings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("shop", String(64), nullable=False),
    Column("source", String(64), nullable=False),
    # The site whose ids these are: the spider's name, or the host of a page any spider can read.
    Column("origin", String(255), nullable=False),
    Column("key", String(512), nullable=False),
    # Author and day, for a post without an id: finds it again after its text was edited.
    Column("slot", String(64)),
    Column("review", sa.JSON, nullable=False),
    Column("hash", String(64), nullable=False),
    # The post's own instant as far as the page tells, for ordering; review.published is what it said.
    Column("published_at", UtcTime),
    Column("decision", String(16), nullable=False),
    Column("themes", sa.JSON, nullable=False),
    Column("severity", String(8), nullable=False),
    Column("reasons", sa.JSON, nullable=False),
    Column("complaint", Integer, ForeignKey("complaints.id")),
    Column("match", sa.JSON),
    Column("first_seen", UtcTime, nullable=False),
    Column("last_seen", UtcTime, nullable=False),
    # Complete readings in a row that should have shown the post and did not; two make it removed.
    Column("missed", Integer, nullable=False, default=0),
    Column("removed", UtcTime),
    Column("revisions", Integer, nullable=False, default=0),
    Column("retain_until", UtcTime),
    # What a person decided of it, which no later edit decides over: of decision, severity and themes, with the reason.
    Column("judged", sa.JSON),
    # Read by a way that is not sure, so that it opens no record: whether it is recent enough for one once someone has
    # looked. Null where nothing stands in the way.
    Column("withheld", sa.Boolean),
    UniqueConstraint("shop", "origin", "key"),
    Index(None, "complaint"),
    Index(None, "shop", "source", "published_at"),
    Index(None, "shop", "origin", "slot"),
)

# By what a post is found again among all others: complaints/matching/marks.py says what a mark stands for. Made anew
# from the findings wherever a log comes in.
fingerprints = Table(
    "fingerprints",
    metadata,
    Column("shop", String(64), primary_key=True),
    Column("mark", sa.BigInteger, primary_key=True, autoincrement=False),
    Column("finding", Integer, ForeignKey("findings.id"), primary_key=True, autoincrement=False),
    Index(None, "finding"),
    sqlite_with_rowid=False,
)

matches = Table(
    "matches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("shop", String(64), nullable=False),
    # Two findings, the one with the lower number first.
    Column("one", Integer, ForeignKey("findings.id"), nullable=False),
    Column("other", Integer, ForeignKey("findings.id"), nullable=False),
    # same_post, same_complaint, follow_up or quote.
    Column("relation", String(16), nullable=False),
    Column("score", sa.Float, nullable=False),
    Column("reasons", sa.JSON, nullable=False),
    # sure, unsure, accepted or refused; the last two are a person's word.
    Column("state", String(8), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("by", String(255), nullable=False),
    UniqueConstraint("one", "other"),
    Index(None, "other"),
    Index(None, "state"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("finding", Integer, ForeignKey("findings.id"), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("review", sa.JSON, nullable=False),
    Column("decision", String(16), nullable=False),
    Index(None, "finding"),
)

complaints = Table(
    "complaints",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reference", String(16), nullable=False, unique=True),
    Column("shop", String(64), nullable=False),
    Column("status", String(16), nullable=False),
    Column("channel", String(16), nullable=False, default="found"),
    Column("from_history", sa.Boolean, nullable=False, default=False),
    Column("person", String(255)),
    Column("decision", String(16), nullable=False),
    Column("severity", String(8), nullable=False),
    Column("reasons", sa.JSON, nullable=False),
    Column("themes", sa.JSON, nullable=False),
    Column("owner", String(255)),
    Column("due", UtcTime),
    Column("happened", String(32)),
    Column("posted", UtcTime),
    Column("seen", UtcTime, nullable=False),
    Column("opened", UtcTime, nullable=False),
    Column("alerted", UtcTime),
    Column("acknowledged", UtcTime),
    Column("answered", UtcTime),
    Column("reply_observed", UtcTime),
    Column("resolved", UtcTime),
    Column("satisfaction_asked", UtcTime),
    Column("closed", UtcTime),
    Column("waiting_for", String(16)),
    Column("waiting_until", UtcTime),
    Column("remedy_asked", Text),
    Column("remedy_offered", Text),
    Column("remedy_given", Text),
    Column("remedy_amount", sa.Numeric(12, 2)),
    Column("satisfaction", Text),
    Column("cause", Text),
    Column("action", Text),
    Column("merged_into", Integer, ForeignKey("complaints.id")),
    Column("retain_until", UtcTime),
    # When staff said to have placed the answer in public: from then on it should be seen there.
    Column("reply_posted", UtcTime),
    Column("satisfaction_score", Integer),
    Index(None, "shop", "status"),
    Index(None, "retain_until"),
)

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    # What a receiver knows the event by, over all tries and databases.
    Column("uid", String(40), nullable=False, unique=True),
    # Null for what is about a source or a delivery, not about a complaint.
    Column("complaint", Integer, ForeignKey("complaints.id")),
    Column("shop", String(64), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("by", String(255), nullable=False),
    Column("data", sa.JSON, nullable=False),
    # The exact message that destinations get; null for events that are only recorded.
    Column("snapshot", sa.JSON),
    Index(None, "complaint", "id"),
)

correspondence = Table(
    "correspondence",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("complaint", Integer, ForeignKey("complaints.id"), nullable=False),
    Column("event", Integer, ForeignKey("events.id"), nullable=False),
    Column("at", UtcTime, nullable=False),
    # from_customer, to_customer or internal.
    Column("direction", String(16), nullable=False),
    Column("public", sa.Boolean, nullable=False, default=False),
    Column("channel", String(32)),
    Column("author", String(255)),
    Column("text", Text, nullable=False),
    Column("file", String(512)),
    Index(None, "complaint"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("event", Integer, ForeignKey("events.id"), nullable=False),
    Column("destination", String(64), nullable=False),
    # waiting, sent or dead.
    Column("state", String(8), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("next_try", UtcTime),
    Column("claimed_until", UtcTime),
    # A sender died between claim and mark: the receiver may have had it already.
    Column("doubtful", sa.Boolean, nullable=False, default=False),
    Column("error", Text),
    Column("sent", UtcTime),
    UniqueConstraint("event", "destination"),
    Index(None, "state", "next_try"),
)

sources = Table(
    "sources",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("shop", String(64), nullable=False),
    Column("name", String(64), nullable=False),
    Column("site", String(64), nullable=False),
    Column("lamp", String(16), nullable=False),
    Column("reason", Text),
    Column("since", UtcTime, nullable=False),
    Column("first_read", UtcTime),
    Column("last_run", UtcTime),
    Column("last_ok", UtcTime),
    # The last reading that went on to the end instead of stopping at what is known.
    Column("last_deep", UtcTime),
    Column("newest", UtcTime),
    Column("next_due", UtcTime),
    # The seconds from that reading to the next, of which next_due takes a little off.
    Column("interval", Integer),
    # The most reviews one run has read: a page that was fuller before and is empty now has changed.
    Column("most_read", Integer, nullable=False, default=0),
    # When the first reading was told of in a summary.
    Column("summarised", UtcTime),
    # When the operator was asked to look at readings that may not alert.
    Column("look_asked", UtcTime),
    # The latest good readings in numbers, oldest first: a later one that lost a field or reviews has changed.
    Column("readings", sa.JSON),
    # Its own way of being read, a review's reader: where a page is read by a weaker one, it has changed.
    Column("way", String(64)),
    # When and by whom the way it is read was last found right, and what of it is known since: a stored reading.
    Column("confirmed", UtcTime),
    Column("confirmed_by", String(255)),
    Column("learned", sa.JSON),
    UniqueConstraint("shop", "name"),
)

pages = Table(
    "pages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("shop", String(64), nullable=False),
    Column("source", String(64), nullable=False),
    Column("url", Text, nullable=False),
    # What to ask with next time, so that an unchanged page costs a few bytes.
    Column("etag", Text),
    Column("last_modified", Text),
    # What stood on it: a 304 then counts as having seen these posts, and says where to read on.
    Column("findings", sa.JSON, nullable=False),
    Column("next", Text),
    Column("at", UtcTime, nullable=False),
    UniqueConstraint("shop", "source", "url"),
)

robots = Table(
    "robots",
    metadata,
    # scheme://host:port, the host as it is looked up.
    Column("authority", String(300), primary_key=True),
    Column("fetched", UtcTime, nullable=False),
    Column("expires", UtcTime, nullable=False),
    # rules, none, refused, busy, unreachable or silent.
    Column("kind", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("reason", Text),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("started", UtcTime, nullable=False),
    Column("ended", UtcTime),
    Column("result", sa.JSON),
)

tombstones = Table(
    "tombstones",
    metadata,
    # A keyed hash of shop, origin and what a post is known by: what was erased does not come back, and cannot be read.
    Column("hash", String(64), primary_key=True),
    Column("at", UtcTime, nullable=False),
)

counters = Table(
    "counters",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Integer, nullable=False),
)

# What the program keeps for itself under a name.
keys = Table(
    "keys",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", String(64), nullable=False),
)

accesses = Table(
    "accesses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("by", String(255), nullable=False),
    # show, complaints, findings, export, backup, privacy export, privacy erase or privacy purge.
    Column("what", String(16), nullable=False),
    # The complaint it was about; null for what was about many, or about a person by name.
    Column("reference", String(16)),
    # How many records; null where nobody counted.
    Column("count", Integer),
)
