"""A rare word alone is worth a look now, and marks are boilerplate sooner: every post is marked anew, by the batch."""

from alembic import op

from complaints.fingerprints import fill

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.execute("DELETE FROM fingerprints")
    fill(op.get_bind())
