"""Brings the database to this version's schema. Alembic takes a second to import, so only where there is work."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from aima.errors import StoreError
from aima.stores.locks import locked
from aima.stores.sql.engine import Database

HEAD = "0002"
"""The newest migration; a test holds it to the folder of migrations."""
_MIGRATIONS = Path(__file__).parent / "migrations"
_WAIT_S = 30.0


def bring_up_to_date(database: Database, lock: Path) -> None:
    """Make or migrate the schema in one transaction; two processes that open a new home do it once.

    Raises `StoreError` for a database that a newer AIMA made.
    """
    if database.revision() == HEAD:
        return
    with locked(lock, "Another process prepares this home; try again in a moment.", wait_s=_WAIT_S):
        revision = database.revision()
        if revision == HEAD:
            return
        if revision is not None and revision not in _known():
            raise StoreError(f"{database.path} was made by a newer AIMA; update AIMA or name another folder by --home.")
        with database.writing() as connection:
            _migrate(connection)
            database.sign(connection)


def _known() -> set[str]:
    from alembic.script import ScriptDirectory

    return {script.revision for script in ScriptDirectory(str(_MIGRATIONS)).walk_revisions()}


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
