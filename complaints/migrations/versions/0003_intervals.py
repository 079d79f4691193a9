"""How long each source is left alone, for sources whose interval adapts."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("sources", sa.Column("interval", sa.Integer(), nullable=True))
