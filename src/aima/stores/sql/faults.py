"""What the database driver says when something is wrong, as AIMA's errors with a sentence each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from aima.errors import AimaError, NotFound, StoreBusy, StoreCorrupt, StoreError, StoreFull

_WRITE_FAULTS = {
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
}


@contextmanager
def sentences(database: Path) -> Iterator[None]:
    """Turns errors of the driver and of SQLAlchemy into AIMA's."""
    try:
        yield
    except DBAPIError as error:
        raise _sentence(database, error.orig) from error
    except sqlite3.Error as error:
        raise _sentence(database, error) from error


@contextmanager
def decoding(database: Path) -> Iterator[None]:
    """A value that was stored and cannot be made again says that the database is damaged."""
    try:
        yield
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(database) from error


def damaged(database: Path) -> StoreCorrupt:
    """The sentence for a database that cannot be read."""
    return StoreCorrupt(
        f"The database {database} is damaged; move it away and analyse the recordings again, or put a copy back."
    )


def foreign(database: Path) -> StoreCorrupt:
    """The sentence for something that is not a database of AIMA's."""
    return StoreCorrupt(f"{database} is not a database of AIMA; move it away or name another folder by --home.")


def _sentence(database: Path, error: BaseException | None) -> AimaError:  # noqa: PLR0911 - a sentence a code
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if code is not None else None
    match primary:
        case sqlite3.SQLITE_FULL:
            return _full(database)
        case sqlite3.SQLITE_CORRUPT:
            return damaged(database)
        case sqlite3.SQLITE_NOTADB:
            return foreign(database)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StoreBusy(f"Another process keeps {database} locked; try again when it has ended.")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return StoreError(f"{database} cannot be opened for writing; check its permissions or use --home.")
        case sqlite3.SQLITE_IOERR if code in _WRITE_FAULTS:
            return _full(database)
        case sqlite3.SQLITE_CONSTRAINT if code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
            return NotFound("Something was to be stored for a recording, run or analysis that is not in this home.")
        case sqlite3.SQLITE_ERROR:
            return damaged(database)  # the version fits, but a table or column is not there
        case None if "UTF-8" in str(error):
            return damaged(database)
    return StoreError(f"{database} cannot be used ({_name(error)}); check the disk, or name another folder by --home.")


def _full(database: Path) -> StoreFull:
    return StoreFull(
        f"There is no space left for {database}; make room and run the same command again, nothing done is lost."
    )


def _name(error: BaseException | None) -> str:
    return str(getattr(error, "sqlite_errorname", type(error).__name__))
