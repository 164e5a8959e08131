"""Runs, the marks of their clips, and the observations."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Row, and_, case, delete, func, insert, select

from aima.errors import NotFound
from aima.model.analysis import Run, RunState, Stage
from aima.model.media import MediaId
from aima.model.observation import Observation, RunId
from aima.model.span import Span
from aima.stores.base import Checkpoint, Done
from aima.stores.sql import tables
from aima.stores.sql.engine import Database
from aima.stores.sql.faults import damaged
from aima.stores.sql.rows import COLUMNS, from_row, sealed, to_row

_BATCH = 2_000  # rows fetched at a time while reading


class SqlObservations:
    """`ObservationStore` over the tables `runs`, `clips` and `observations`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def register(self, runs: Sequence[Run]) -> None:
        """Make the runs known. Raises `NotFound` where their recording is not in the store."""
        with self._database.writing() as connection:
            ids = [run.id for run in runs]
            known = set(connection.scalars(select(tables.runs.c.id).where(tables.runs.c.id.in_(ids))))
            new = {run.id: _values_of(run) for run in runs if run.id not in known}
            if new:
                connection.execute(insert(tables.runs), list(new.values()))

    def commit(self, checkpoint: Checkpoint) -> None:
        """One clip in one transaction; what was done before stays, what failed before is replaced."""
        # Rows are made before the write lock is taken: others wait only for the disk.
        prepared = [(done, [to_row(*item) for item in enumerate(_drafts_of(done))]) for done in checkpoint.done]
        with self._database.writing() as connection:
            marks = _failed_by_run(connection, checkpoint)
            for done, rows in prepared:
                if marks.get(done.run, True):
                    _write(connection, checkpoint, done, rows, replace=done.run in marks)
                    marks[done.run] = done.failure is not None
            _write_stills(connection, checkpoint)

    def spans_done(self, run: RunId) -> Mapping[int, Span]:
        """The clips that this run finished without failure, by index."""
        columns = tables.clips.c
        query = select(columns.clip, columns.start_ms, columns.end_ms).where(
            columns.run == run, columns.failure.is_(None)
        )
        with self._database.reading() as connection, self._database.decoding():
            return {clip: Span(start, end) for clip, start, end in connection.execute(query.order_by(columns.clip))}

    def states(self, runs: Sequence[RunId]) -> tuple[RunState, ...]:
        """How far each run has come. Raises `NotFound`."""
        with self._database.reading() as connection:
            found = {row.id: row for row in connection.execute(_states_query(runs))}
            failures = _failures(connection, runs)
        if any(run not in found for run in runs):
            raise NotFound("A run of this analysis is not in this home; analyse the recording again.")
        with self._database.decoding():
            return tuple(_state_of(found[run], failures.get(run, {})) for run in runs)

    def read(self, runs: Collection[RunId]) -> Iterator[Observation]:
        """All observations of these runs, ordered by run, clip and position, a clip at a time in memory.

        Raises `StoreCorrupt` before it gives anything of a clip that is not as it was stored.
        """
        with self._database.reading() as connection:
            for run in sorted(set(runs)):
                yield from self._read_run(connection, run)

    def _read_run(self, connection: Connection, run: RunId) -> Iterator[Observation]:
        marks = _marks(connection, run)
        columns = tables.observations.c
        query = (
            select(columns.clip, *(columns[name] for name in COLUMNS))
            .where(columns.run == run)
            .order_by(columns.clip, columns.position)
        )
        streamed = connection.execution_options(yield_per=_BATCH).execute(query)
        for clip, found in groupby(streamed, key=itemgetter(0)):
            rows = [row[1:] for row in found]
            self._check_seal(run, clip, marks.pop(clip, None), rows)
            with self._database.decoding():
                observations = [from_row(run, clip, row) for row in rows]
            yield from observations
        for clip, mark in marks.items():
            self._check_seal(run, clip, mark, ())

    def _check_seal(self, run: RunId, clip: int, mark: Row[Any] | None, rows: Sequence[Sequence[Any]]) -> None:
        with self._database.decoding():
            if mark is None or sealed(run, clip, Span(mark.start_ms, mark.end_ms), rows) != mark.sha256:
                raise damaged(self._database.path)


def _drafts_of(done: Done) -> Sequence[Any]:
    return done.drafts if done.failure is None else ()


def _values_of(run: Run) -> dict[str, Any]:
    return {
        "id": run.id,
        "media": run.media,
        "stage": run.stage.value,
        "component": run.component,
        "version": run.version,
        "capability": run.capability,
        "model": run.model,
        "params": json.dumps(dict(run.params), sort_keys=True),
    }


def _failed_by_run(connection: Connection, checkpoint: Checkpoint) -> dict[str, bool]:
    columns = tables.clips.c
    query = select(columns.run, columns.failure).where(
        columns.run.in_([done.run for done in checkpoint.done]), columns.clip == checkpoint.clip
    )
    return {run: failure is not None for run, failure in connection.execute(query)}


def _write(
    connection: Connection, checkpoint: Checkpoint, done: Done, rows: Sequence[tuple[Any, ...]], replace: bool
) -> None:
    key = {"run": done.run, "clip": checkpoint.clip}
    if replace:
        columns = tables.clips.c
        connection.execute(delete(tables.clips).where(and_(columns.run == done.run, columns.clip == checkpoint.clip)))
    span = Span(int(checkpoint.span.start_ms), int(checkpoint.span.end_ms))
    mark = {
        "start_ms": span.start_ms,
        "end_ms": span.end_ms,
        "failure": done.failure,
        "sha256": sealed(done.run, checkpoint.clip, span, rows),
    }
    connection.execute(insert(tables.clips).values(**key, **mark))
    if rows:
        connection.execute(
            insert(tables.observations), [{**key, **dict(zip(COLUMNS, row, strict=True))} for row in rows]
        )


def _write_stills(connection: Connection, checkpoint: Checkpoint) -> None:
    columns = tables.stills.c
    times = [still.at_ms for still in checkpoint.stills]
    query = select(columns.at_ms).where(columns.media == checkpoint.media, columns.at_ms.in_(times))
    kept = set(connection.scalars(query)) if times else set()
    new = {int(still.at_ms): still.jpeg for still in checkpoint.stills if still.at_ms not in kept}
    if new:
        rows = [{"media": checkpoint.media, "at_ms": at_ms, "jpeg": jpeg} for at_ms, jpeg in new.items()]
        connection.execute(insert(tables.stills), rows)


def _marks(connection: Connection, run: RunId) -> dict[int, Row[Any]]:
    columns = tables.clips.c
    query = select(tables.clips).where(columns.run == run, columns.failure.is_(None)).order_by(columns.clip)
    return {row.clip: row for row in connection.execute(query)}


def _states_query(runs: Sequence[RunId]) -> Any:
    marks, done = tables.clips.c, tables.clips.c.failure.is_(None) & tables.clips.c.run.is_not(None)
    length = marks.end_ms - marks.start_ms
    return (
        select(
            tables.runs,
            func.sum(case((done, 1), else_=0)).label("clips_done"),
            func.sum(case((done, length), else_=0)).label("examined_ms"),
        )
        .select_from(tables.runs.outerjoin(tables.clips))
        .where(tables.runs.c.id.in_(runs))
        .group_by(*tables.runs.c)
    )


def _failures(connection: Connection, runs: Sequence[RunId]) -> dict[str, dict[int, str]]:
    columns = tables.clips.c
    query = select(columns.run, columns.clip, columns.failure).where(
        columns.run.in_(runs), columns.failure.is_not(None)
    )
    failures: dict[str, dict[int, str]] = defaultdict(dict)
    for run, clip, failure in connection.execute(query.order_by(columns.run, columns.clip)):
        failures[run][clip] = failure
    return failures


def _state_of(row: Row[Any], failures: Mapping[int, str]) -> RunState:
    run = Run(
        id=RunId(row.id),
        media=MediaId(row.media),
        stage=Stage(row.stage),
        component=row.component,
        version=row.version,
        capability=row.capability,
        model=row.model,
        params=json.loads(row.params),
    )
    return RunState(run, int(row.clips_done), int(row.examined_ms), failures)
