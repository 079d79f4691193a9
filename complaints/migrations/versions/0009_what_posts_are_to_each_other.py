"""By what posts are found again, and what they are to each other. The next one marks the posts there are."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "fingerprints",
        sa.Column("shop", sa.String(length=64), nullable=False),
        sa.Column("mark", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("finding", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["finding"], ["findings.id"], name=op.f("fk_fingerprints_finding")),
        sa.PrimaryKeyConstraint("shop", "mark", "finding", name=op.f("pk_fingerprints")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_fingerprints_finding"), "fingerprints", ["finding"])
    op.create_table(
        "matches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shop", sa.String(length=64), nullable=False),
        sa.Column("one", sa.Integer(), nullable=False),
        sa.Column("other", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(length=16), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(["one"], ["findings.id"], name=op.f("fk_matches_one")),
        sa.ForeignKeyConstraint(["other"], ["findings.id"], name=op.f("fk_matches_other")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matches")),
        sa.UniqueConstraint("one", "other", name=op.f("uq_matches_one_other")),
    )
    op.create_index(op.f("ix_matches_other"), "matches", ["other"])
    op.create_index(op.f("ix_matches_state"), "matches", ["state"])
