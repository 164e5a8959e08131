"""The tables. What changes here needs a migration beside it (`migrations/versions`); a test compares the two."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator

metadata = MetaData()
_HASH = String(64)


class FileName(TypeDecorator[str]):
    """A name or path as bytes: a file system may hold names that are not valid Unicode, and they must come back."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        """Text to bytes."""
        return None if value is None else value.encode("utf-8", "surrogatepass")

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Bytes to text."""
        return None if value is None else bytes(value).decode("utf-8", "surrogatepass")


media = Table(
    "media",
    metadata,
    Column("id", _HASH, primary_key=True),
    Column("name", FileName, nullable=False),
    Column("source", FileName, nullable=False),
    Column("size_bytes", BigInteger, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("container", String(64), nullable=False),
    Column("duration_ms", BigInteger, nullable=False),
    Column("truncated", Boolean, nullable=False),
    Column("streams", Text, nullable=False),
)

# Stills lie in the database, not beside it: a few dozen KB each, and one transaction is worth more than a folder.
stills = Table(
    "stills",
    metadata,
    Column("media", _HASH, ForeignKey("media.id"), primary_key=True),
    Column("at_ms", BigInteger, primary_key=True, autoincrement=False),
    Column("jpeg", LargeBinary, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", _HASH, primary_key=True),
    Column("media", _HASH, ForeignKey("media.id"), nullable=False),
    Column("stage", String(16), nullable=False),
    Column("component", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("capability", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("params", Text, nullable=False),
    Index("runs_by_media", "media"),
)

# The mark "clip k of run r is done" (no failure), or the sentence why it is not.
clips = Table(
    "clips",
    metadata,
    Column("run", _HASH, ForeignKey("runs.id"), primary_key=True),
    Column("clip", Integer, primary_key=True, autoincrement=False),
    Column("start_ms", BigInteger, nullable=False),
    Column("end_ms", BigInteger, nullable=False),
    Column("failure", Text),
    Column("sha256", _HASH, nullable=False),
    sqlite_with_rowid=False,
)

observations = Table(
    "observations",
    metadata,
    Column("run", _HASH, primary_key=True),
    Column("clip", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(64), nullable=False),
    Column("start_ms", BigInteger, nullable=False),
    Column("end_ms", BigInteger, nullable=False),
    Column("confidence", Float(53)),
    Column("subject", Text),
    Column("payload", Text, nullable=False),
    Column("box", Text),
    Column("space", Text),
    Column("dimension", Integer),
    Column("vector", LargeBinary),
    Column("sources", Text),
    ForeignKeyConstraint(["run", "clip"], ["clips.run", "clips.clip"]),
    sqlite_with_rowid=False,
)

analyses = Table(
    "analyses",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("media", _HASH, ForeignKey("media.id"), nullable=False),
    Column("profile", String(16), nullable=False),
    Column("policy_sha256", _HASH, nullable=False),
    Column("language", String(8), nullable=False),
    Column("created_at", String(40), nullable=False),
    Column("finished", Boolean, nullable=False),
    Index("analyses_by_media", "media"),
)

analysis_runs = Table(
    "analysis_runs",
    metadata,
    Column("analysis", String(12), ForeignKey("analyses.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("run", _HASH, ForeignKey("runs.id"), nullable=False),
    Index("analysis_runs_by_run", "run"),
    sqlite_with_rowid=False,
)

results = Table(
    "results",
    metadata,
    Column("analysis", String(12), ForeignKey("analyses.id"), primary_key=True),
    Column("assessment", Text, nullable=False),
    Column("policy_toml", Text, nullable=False),
    Column("custody", Text, nullable=False),
    Column("not_examined", Text, nullable=False),
    Column("sha256", _HASH, nullable=False),
)

result_runs = Table(
    "result_runs",
    metadata,
    Column("analysis", String(12), ForeignKey("results.analysis"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("run", _HASH, ForeignKey("runs.id"), nullable=False),
    Index("result_runs_by_run", "run"),
    sqlite_with_rowid=False,
)

explanations = Table(
    "explanations",
    metadata,
    Column("analysis", String(12), ForeignKey("results.analysis"), primary_key=True),
    Column("explanation", Text, nullable=False),
    Column("sha256", _HASH, nullable=False),
)

# An answer belongs to the analysis that asked, so that it goes when that one is deleted; it serves every analysis of
# the same recording.
answers = Table(
    "answers",
    metadata,
    Column("analysis", String(12), ForeignKey("analyses.id"), primary_key=True),
    Column("digest", _HASH, primary_key=True),
    Column("text", Text, nullable=False),
    Column("ended", String(8), nullable=False),
    Column("prompt_tokens", Integer, nullable=False),
    Column("answer_tokens", Integer, nullable=False),
    Column("sha256", _HASH, nullable=False),
    Index("answers_by_digest", "digest"),
    sqlite_with_rowid=False,
)
