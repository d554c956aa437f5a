"""Step 3: quizzes, and what reviewers said of their items, each sealed with what came before it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes two tables."""
    op.create_table(
        "quizzes",
        sa.Column("id", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("title", "request", "body", "made_at", "seal")),
        sa.Column("items", sa.Integer, nullable=False),
    )
    op.create_table(
        "quiz_reviews",
        sa.Column("quiz_id", sa.Text, sa.ForeignKey("quizzes.id"), primary_key=True),
        sa.Column("ordinal", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("item_id", "reviewer", "verdict", "note", "at")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("before", "after", "item", "seal")),
    )
