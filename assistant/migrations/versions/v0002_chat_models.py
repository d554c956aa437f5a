"""Step 2: what a reply took of a chat model, and how many of the sentences proposed for it were refused."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds six columns to the audit records. Those there are were made without a chat model."""
    op.add_column("audit", sa.Column("chat_model", sa.Text, nullable=False, server_default=""))
    for name in ("chat_attempts", "tokens_in", "tokens_out", "removed"):
        op.add_column("audit", sa.Column(name, sa.Integer, nullable=False, server_default="0"))
    op.add_column("audit", sa.Column("cost", sa.Float))
