"""The stores of one home on SQLite."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

from aima.model.media import MediaId
from aima.stores.base import AnalysisStore, ExplanationStore, MediaStore, ObservationStore
from aima.stores.home import DATABASE, LOCKS, is_settled, make_home, settle
from aima.stores.locks import locked, sweep
from aima.stores.sql.assessments import SqlAnalyses
from aima.stores.sql.engine import Database
from aima.stores.sql.explanations import SqlExplanations
from aima.stores.sql.media import SqlMedia
from aima.stores.sql.observations import SqlObservations
from aima.stores.sql.schema import bring_up_to_date

_SWEPT_S = 0.1  # longer than an opening process holds a lock file to see whether it is a left-over


class SqlStores:
    """`Stores` of a home; made by `aima.stores.open.open_stores`."""

    def __init__(self, home: Path, busy_ms: int) -> None:
        self._home = make_home(home)
        sweep(home / LOCKS)
        self._database = Database(home / DATABASE, busy_ms, must_exist=is_settled(home))
        try:
            bring_up_to_date(self._database, home / LOCKS / "schema.lock")
            self._database.scrub_if_marked()
            settle(home)
        except BaseException:
            self._database.close()
            raise
        self._media = SqlMedia(self._database)
        self._observations = SqlObservations(self._database)
        self._analyses = SqlAnalyses(self._database)
        self._explanations = SqlExplanations(self._database)

    @property
    def media(self) -> MediaStore:
        """Recordings."""
        return self._media

    @property
    def observations(self) -> ObservationStore:
        """Runs and observations."""
        return self._observations

    @property
    def analyses(self) -> AnalysisStore:
        """Requests and results."""
        return self._analyses

    @property
    def explanations(self) -> ExplanationStore:
        """What models said."""
        return self._explanations

    def lock(self, media: MediaId) -> AbstractContextManager[None]:
        """Held while a recording is worked on; a killed process holds it no longer. Raises `StoreBusy` at once."""
        busy = "Another process works on this recording; run the same command again when it has ended."
        return locked(self._home / LOCKS / f"{media}.lock", busy, wait_s=_SWEPT_S)

    def close(self) -> None:
        """Release files and connections."""
        self._database.close()

    def __enter__(self) -> SqlStores:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
