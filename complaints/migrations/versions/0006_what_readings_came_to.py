"""What the latest good readings of a source came to, which later ones are held against."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("sources", sa.Column("readings", sa.JSON(), nullable=True))
