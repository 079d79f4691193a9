"""Who found right how a source is read, when, and the reading that is stored of it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("sources", sa.Column("confirmed", sa.DateTime(timezone=True), nullable=True))
    op.add_column("sources", sa.Column("confirmed_by", sa.String(255), nullable=True))
    op.add_column("sources", sa.Column("learned", sa.JSON(), nullable=True))
