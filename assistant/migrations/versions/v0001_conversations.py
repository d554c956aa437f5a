"""Step 1: conversations, their turns, one audit record a reply, and readers' feedback."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None


def upgrade() -> None:
    """Makes the first four tables."""
    op.create_table(
        "conversations",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("created_at", sa.Text, nullable=False),
        sa.Column("updated_at", sa.Text, nullable=False),
        sa.Column("hash_key", sa.Text, nullable=False),
        sa.Column("turns", sa.Integer, nullable=False),
    )
    op.create_table(
        "turns",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("conversation_id", sa.Text, sa.ForeignKey("conversations.id"), nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("reply", sa.Text, nullable=False),
        sa.Column("created_at", sa.Text, nullable=False),
        sa.UniqueConstraint("conversation_id", "ordinal"),
    )
    op.create_table(
        "audit",
        sa.Column("reply_id", sa.Text, primary_key=True),
        sa.Column("conversation_id", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("corpus", "settings", "prompt", "version")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("kind", "reason", "composer")),
        sa.Column("question_hash", sa.Text, nullable=False),
        sa.Column("question_chars", sa.Integer, nullable=False),
        sa.Column("reply_hash", sa.Text, nullable=False),
        sa.Column("milliseconds", sa.Float, nullable=False),
    )
    op.create_table(
        "feedback",
        sa.Column("reply_id", sa.Text, primary_key=True),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
