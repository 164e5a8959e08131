"""Requests, their results, and their deletion."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Row, Table, delete, insert, select, union_all, update

from aima.errors import BadUse, NotFound
from aima.model.analysis import Analysis, AnalysisId, NotExamined, ProfileName, SpokenLanguage
from aima.model.assessment import Assessment
from aima.model.media import MediaId
from aima.model.observation import RunId
from aima.stores.base import Result
from aima.stores.sql import tables
from aima.stores.sql.engine import Database
from aima.stores.sql.faults import damaged
from aima.stores.sql.rows import seal_of_texts


class SqlAnalyses:
    """`AnalysisStore` over the tables `analyses`, `analysis_runs` and `results`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, analysis: Analysis) -> None:
        """Insert where its id is new. Raises `NotFound` where its recording or a run of it is not in the store."""
        with self._database.writing() as connection:
            if _row(connection, analysis.id) is not None:
                return
            connection.execute(
                insert(tables.analyses).values(
                    id=analysis.id,
                    media=analysis.media,
                    profile=analysis.profile.value,
                    policy_sha256=analysis.policy_sha256,
                    language=analysis.language,
                    created_at=analysis.created_at,
                    finished=False,
                )
            )
            _insert_runs(connection, tables.analysis_runs, analysis.id, analysis.runs)

    def finish(self, id: AnalysisId, result: Result) -> None:
        """Store the result and mark the analysis finished, in one transaction."""
        texts = {
            "assessment": result.assessment.model_dump_json(),
            "policy_toml": result.policy_toml,
            "custody": json.dumps(dict(result.custody)),
            "not_examined": json.dumps([asdict(reason) for reason in result.not_examined]),
        }
        with self._database.writing() as connection:
            changed = connection.execute(
                update(tables.analyses).where(tables.analyses.c.id == id).values(finished=True)
            )
            if changed.rowcount == 0:
                raise _unknown(id)
            _delete_result(connection, id)
            seal = seal_of_texts((id, *texts.values(), *result.runs))
            connection.execute(insert(tables.results).values(analysis=id, sha256=seal, **texts))
            _insert_runs(connection, tables.result_runs, id, result.runs)

    def get(self, id: AnalysisId) -> Analysis:
        """Raises `NotFound`."""
        found = self._analyses(tables.analyses.c.id == id)
        if not found:
            raise _unknown(id)
        return found[0]

    def find(self, prefix: str) -> Analysis:
        """The one analysis whose id begins so. Raises `NotFound` (none) or `BadUse` (several)."""
        found = self._analyses(tables.analyses.c.id.startswith(prefix.lower(), autoescape=True))
        if not found:
            raise _unknown(prefix)
        if len(found) > 1:
            raise BadUse(f"{len(found)} analyses begin with {prefix!r}; give more digits (aima list shows them).")
        return found[0]

    def result(self, id: AnalysisId) -> Result | None:
        """The stored result, `None` while unfinished. Raises `NotFound`."""
        with self._database.reading() as connection:
            if _row(connection, id) is None:
                raise _unknown(id)
            row = connection.execute(select(tables.results).where(tables.results.c.analysis == id)).one_or_none()
            runs = _runs_of(connection, tables.result_runs, id)
        if row is None:
            return None
        if seal_of_texts((id, row.assessment, row.policy_toml, row.custody, row.not_examined, *runs)) != row.sha256:
            raise damaged(self._database.path)
        with self._database.decoding():
            return Result(
                assessment=Assessment.model_validate_json(row.assessment),
                runs=runs,
                policy_toml=row.policy_toml,
                custody=json.loads(row.custody),
                not_examined=tuple(NotExamined(**reason) for reason in json.loads(row.not_examined)),
            )

    def all(self) -> Sequence[Analysis]:
        """All analyses, newest first."""
        return self._analyses()

    def delete(self, id: AnalysisId) -> None:
        """Remove it with all that no other analysis uses, in one transaction, and wipe it from the files.

        Raises `NotFound`; `StoreBusy` or `StoreFull` where it is deleted, but its bytes could not be wiped yet: the
        next opening of the home does that.
        """
        with self._database.writing() as connection:
            row = _row(connection, id)
            if row is None:
                raise _unknown(id)
            _delete_result(connection, id)
            connection.execute(delete(tables.answers).where(tables.answers.c.analysis == id))
            connection.execute(delete(tables.analysis_runs).where(tables.analysis_runs.c.analysis == id))
            connection.execute(delete(tables.analyses).where(tables.analyses.c.id == id))
            _delete_unused_runs(connection, row.media)
            _delete_unused_media(connection, row.media)
            self._database.mark_for_scrubbing(connection)
        self._database.scrub()

    def _analyses(self, *where: ColumnElement[bool]) -> list[Analysis]:
        columns = tables.analyses.c
        query = select(tables.analyses).where(*where).order_by(columns.created_at.desc(), columns.id)
        with self._database.reading() as connection, self._database.decoding():
            return [_analysis_of(connection, row) for row in connection.execute(query).all()]


def _unknown(id: str) -> NotFound:
    return NotFound(f"No analysis in this home begins with {id[:64]!r}; aima list shows those that there are.")


def _row(connection: Connection, id: str) -> Row[Any] | None:
    return connection.execute(select(tables.analyses).where(tables.analyses.c.id == id)).one_or_none()


def _analysis_of(connection: Connection, row: Row[Any]) -> Analysis:
    return Analysis(
        id=AnalysisId(row.id),
        media=MediaId(row.media),
        profile=ProfileName(row.profile),
        policy_sha256=row.policy_sha256,
        language=cast(SpokenLanguage, row.language),
        runs=_runs_of(connection, tables.analysis_runs, row.id),
        created_at=row.created_at,
        finished=row.finished,
    )


def _runs_of(connection: Connection, table: Table, id: str) -> tuple[RunId, ...]:
    query = select(table.c.run).where(table.c.analysis == id).order_by(table.c.position)
    return tuple(RunId(run) for run in connection.scalars(query))


def _insert_runs(connection: Connection, table: Table, id: str, runs: Sequence[RunId]) -> None:
    rows = [{"analysis": id, "position": position, "run": run} for position, run in enumerate(runs)]
    if rows:
        connection.execute(insert(table), rows)


def _delete_result(connection: Connection, id: str) -> None:
    for table in (tables.explanations, tables.result_runs, tables.results):
        connection.execute(delete(table).where(table.c.analysis == id))


def _delete_unused_runs(connection: Connection, media: str) -> None:
    """Runs of the recording that no analysis names, also those that were registered and never came to a result."""
    run = tables.runs.c
    used = union_all(select(tables.analysis_runs.c.run), select(tables.result_runs.c.run))
    unused = list(connection.scalars(select(run.id).where(run.media == media, run.id.not_in(used))))
    for column in (tables.observations.c.run, tables.clips.c.run, run.id):
        connection.execute(delete(column.table).where(column.in_(unused)))


def _delete_unused_media(connection: Connection, media: str) -> None:
    others = select(tables.analyses.c.id).where(tables.analyses.c.media == media).limit(1)
    if connection.execute(others).first() is None:
        connection.execute(delete(tables.stills).where(tables.stills.c.media == media))
        connection.execute(delete(tables.media).where(tables.media.c.id == media))
