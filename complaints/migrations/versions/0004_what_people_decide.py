"""What a person decided of a post, when an answer was placed, and how satisfied a customer is."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("findings", sa.Column("judged", sa.JSON(), nullable=True))
    op.add_column("complaints", sa.Column("reply_posted", sa.DateTime(timezone=True), nullable=True))
    op.add_column("complaints", sa.Column("satisfaction_score", sa.Integer(), nullable=True))
