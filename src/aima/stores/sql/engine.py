"""The connection to the database, with everything that is particular to SQLite.

- WAL with `synchronous=NORMAL`: what is committed survives the death of the process (`kill -9`) at once, because the
  operating system has it; a power cut may take the last commits with it, but never leaves half of one.
- `secure_delete`, and `scrub` after a deletion: deleted means that the bytes are gone from the files.
- Writing transactions take the write lock when they begin, so that two of them wait instead of failing half-way.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any, cast

from sqlalchemy import URL, Connection, String, create_engine, event, inspect, literal_column, select, table
from sqlalchemy.pool import ConnectionPoolEntry

from aima.errors import StoreBusy, StoreFull
from aima.stores.home import unusable
from aima.stores.sql.faults import decoding, foreign, sentences

APPLICATION_ID = 0x41494D41
"""Stands in the header of the database ("AIMA"), so that it is told from any other SQLite file."""
_HEADER = b"SQLite format 3\x00"
_CLEAN, _TO_SCRUB = 0, 1
_WAL_WAIT_S = 5.0


class Database:
    """One SQLite file; safe to be used from several threads, each with its own transaction."""

    def __init__(self, path: Path, busy_ms: int, must_exist: bool = False) -> None:
        self.path = path
        _check_file(path, must_exist)
        self._engine = create_engine(
            URL.create("sqlite", database=str(path)),
            connect_args={"check_same_thread": False, "isolation_level": None, "timeout": busy_ms / 1000},
            max_overflow=-1,
        )
        event.listen(self._engine, "connect", _prepare_connection)
        event.listen(self._engine, "begin", _begin)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database, whatever others write meanwhile."""
        with sentences(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that holds the write lock; it is committed whole or not at all."""
        with sentences(self.path), self._engine.connect() as plain:
            connection = plain.execution_options(aima_writes=True)
            with connection.begin():
                yield connection

    def decoding(self) -> AbstractContextManager[None]:
        """Around code that makes values of what was stored: a failure says that the database is damaged."""
        return decoding(self.path)

    def revision(self) -> str | None:
        """The version of the schema, `None` in an empty database; raises `StoreCorrupt` for one that is not ours."""
        with self.reading() as connection:
            if not inspect(connection).get_table_names():
                return None
            if connection.exec_driver_sql("PRAGMA application_id").scalar_one() != APPLICATION_ID:
                raise foreign(self.path)
            version = select(literal_column("version_num", String)).select_from(table("alembic_version"))
            return connection.execute(version).scalar_one_or_none() or ""

    def sign(self, connection: Connection) -> None:
        """Write into the header that this is a database of AIMA's."""
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")

    def mark_for_scrubbing(self, connection: Connection) -> None:
        """Note in the transaction of a deletion that `scrub` must follow, should the process die in between."""
        connection.exec_driver_sql(f"PRAGMA user_version={_TO_SCRUB}")

    def scrub(self) -> None:
        """Rewrite the file without what was deleted, and empty the write-ahead log.

        `secure_delete` alone does not do: when SQLite splits a page, a copy of a row may stay in its unused part.
        Raises `StoreBusy` while another process reads an older state, `StoreFull` where there is no room to rewrite.
        """
        try:
            with sentences(self.path), self._engine.connect() as connection:
                _rewrite(cast(sqlite3.Connection, connection.connection.driver_connection))
        except StoreBusy as error:
            raise StoreBusy(
                "It is deleted, but another process still uses this home; close that one, and the next command of "
                "AIMA wipes what is left."
            ) from error
        except StoreFull as error:
            raise StoreFull(
                f"It is deleted, but there is no space to wipe it out of {self.path}; make room, and the next command "
                "of AIMA wipes what is left."
            ) from error

    def scrub_if_marked(self) -> None:
        """Finish the deletion of a process that died; where that cannot be done now, the next opening tries again."""
        with self.reading() as connection:
            marked = connection.exec_driver_sql("PRAGMA user_version").scalar_one() == _TO_SCRUB
        if marked:
            with suppress(StoreBusy, StoreFull):
                self.scrub()

    def close(self) -> None:
        """Close all connections; the last process to do so leaves no log beside the database."""
        with sentences(self.path):
            self._engine.dispose()


def _check_file(path: Path, must_exist: bool) -> None:
    """Make the file with its permissions before SQLite does; refuse what is not a database at first sight."""
    try:
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
            must_exist = False
        if not path.is_file():
            raise foreign(path)
        with path.open("rb") as file:
            header = file.read(len(_HEADER))
    except OSError as error:
        raise unusable(path, error) from error
    if header != _HEADER and (header or must_exist):
        raise foreign(path)


def _prepare_connection(connection: sqlite3.Connection, _record: ConnectionPoolEntry) -> None:
    for pragma in ("foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    _switch_to_wal(connection)
    connection.execute("PRAGMA synchronous=NORMAL")


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    """SQLite does not wait for a lock here, so one of several that open a new home at once would fail."""
    until = time.monotonic() + _WAL_WAIT_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


def _begin(connection: Connection) -> None:
    options: dict[str, Any] = dict(connection.get_execution_options())
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("aima_writes") else "BEGIN")


def _rewrite(driver: sqlite3.Connection) -> None:
    try:
        driver.execute("VACUUM")
    finally:
        # Also where it failed for want of space: the log that it filled gives the space back.
        _empty_log(driver)
    driver.execute(f"PRAGMA user_version={_CLEAN}")
    _empty_log(driver)


def _empty_log(driver: sqlite3.Connection) -> None:
    busy, _, _ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StoreBusy("Another process reads this home.")
