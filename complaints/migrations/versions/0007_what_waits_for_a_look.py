"""Posts that open no record before someone has looked, and the way each source is read."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("findings", sa.Column("withheld", sa.Boolean(), nullable=True))
    op.add_column("sources", sa.Column("way", sa.String(64), nullable=True))
