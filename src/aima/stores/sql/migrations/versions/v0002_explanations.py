"""What language models said: explanations of results, and the answers they were made from."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_HASH = sa.String(64)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "explanations",
        sa.Column("analysis", sa.String(12), sa.ForeignKey("results.analysis"), primary_key=True),
        sa.Column("explanation", sa.Text, nullable=False),
        sa.Column("sha256", _HASH, nullable=False),
    )
    op.create_table(
        "answers",
        sa.Column("analysis", sa.String(12), sa.ForeignKey("analyses.id"), primary_key=True),
        sa.Column("digest", _HASH, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("ended", sa.String(8), nullable=False),
        sa.Column("prompt_tokens", sa.Integer, nullable=False),
        sa.Column("answer_tokens", sa.Integer, nullable=False),
        sa.Column("sha256", _HASH, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("answers_by_digest", "answers", ["digest"])
