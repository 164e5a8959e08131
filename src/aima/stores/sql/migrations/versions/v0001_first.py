"""The first schema: recordings, runs with their clips and observations, analyses with their results."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_HASH = sa.String(64)


def upgrade() -> None:
    """Make the tables."""
    _recordings()
    _runs()
    _analyses()


def _recordings() -> None:
    op.create_table(
        "media",
        sa.Column("id", _HASH, primary_key=True),
        sa.Column("name", sa.LargeBinary, nullable=False),
        sa.Column("source", sa.LargeBinary, nullable=False),
        sa.Column("size_bytes", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("container", sa.String(64), nullable=False),
        sa.Column("duration_ms", sa.BigInteger, nullable=False),
        sa.Column("truncated", sa.Boolean, nullable=False),
        sa.Column("streams", sa.Text, nullable=False),
    )
    op.create_table(
        "stills",
        sa.Column("media", _HASH, sa.ForeignKey("media.id"), primary_key=True),
        sa.Column("at_ms", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("jpeg", sa.LargeBinary, nullable=False),
    )


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("id", _HASH, primary_key=True),
        sa.Column("media", _HASH, sa.ForeignKey("media.id"), nullable=False),
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("component", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("capability", sa.Text, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("params", sa.Text, nullable=False),
    )
    op.create_index("runs_by_media", "runs", ["media"])
    op.create_table(
        "clips",
        sa.Column("run", _HASH, sa.ForeignKey("runs.id"), primary_key=True),
        sa.Column("clip", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("start_ms", sa.BigInteger, nullable=False),
        sa.Column("end_ms", sa.BigInteger, nullable=False),
        sa.Column("failure", sa.Text),
        sa.Column("sha256", _HASH, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "observations",
        sa.Column("run", _HASH, primary_key=True),
        sa.Column("clip", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("start_ms", sa.BigInteger, nullable=False),
        sa.Column("end_ms", sa.BigInteger, nullable=False),
        sa.Column("confidence", sa.Float(53)),
        sa.Column("subject", sa.Text),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("box", sa.Text),
        sa.Column("space", sa.Text),
        sa.Column("dimension", sa.Integer),
        sa.Column("vector", sa.LargeBinary),
        sa.Column("sources", sa.Text),
        sa.ForeignKeyConstraint(["run", "clip"], ["clips.run", "clips.clip"]),
        sqlite_with_rowid=False,
    )


def _analyses() -> None:
    op.create_table(
        "analyses",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("media", _HASH, sa.ForeignKey("media.id"), nullable=False),
        sa.Column("profile", sa.String(16), nullable=False),
        sa.Column("policy_sha256", _HASH, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("created_at", sa.String(40), nullable=False),
        sa.Column("finished", sa.Boolean, nullable=False),
    )
    op.create_index("analyses_by_media", "analyses", ["media"])
    op.create_table(
        "analysis_runs",
        sa.Column("analysis", sa.String(12), sa.ForeignKey("analyses.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("run", _HASH, sa.ForeignKey("runs.id"), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("analysis_runs_by_run", "analysis_runs", ["run"])
    op.create_table(
        "results",
        sa.Column("analysis", sa.String(12), sa.ForeignKey("analyses.id"), primary_key=True),
        sa.Column("assessment", sa.Text, nullable=False),
        sa.Column("policy_toml", sa.Text, nullable=False),
        sa.Column("custody", sa.Text, nullable=False),
        sa.Column("not_examined", sa.Text, nullable=False),
        sa.Column("sha256", _HASH, nullable=False),
    )
    op.create_table(
        "result_runs",
        sa.Column("analysis", sa.String(12), sa.ForeignKey("results.analysis"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("run", _HASH, sa.ForeignKey("runs.id"), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("result_runs_by_run", "result_runs", ["run"])
