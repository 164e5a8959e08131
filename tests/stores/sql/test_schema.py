import sqlite3
import subprocess
import sys
import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from aima.errors import StoreError
from aima.stores.sql import schema
from aima.stores.sql.engine import APPLICATION_ID, Database
from aima.stores.sql.tables import metadata
from aima.testing.results import example_explanation


def test_tables_and_migrations_agree(shop):
    shop.fill()
    database = Database(shop.database, 1000)
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    database.close()


def test_the_head_is_the_newest_migration():
    script = ScriptDirectory(str(schema._MIGRATIONS))
    assert script.get_heads() == [schema.HEAD]
    assert {revision.revision for revision in script.walk_revisions()} == schema._known()


def test_rows_without_a_number_of_their_own(shop):
    """Tables with a natural key are stored in its order; a migration that forgot it would not show in a comparison."""
    shop.fill()
    with sqlite3.connect(shop.database) as raw:
        made = dict(raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    raw.close()
    for name, table in metadata.tables.items():
        without = table.dialect_options["sqlite"]["with_rowid"] is False
        assert ("WITHOUT ROWID" in made[name]) == without, name


def test_a_home_of_the_first_schema_keeps_what_it_holds(shop):
    shop.fill()
    with sqlite3.connect(shop.database) as raw:
        raw.execute("DROP TABLE answers")
        raw.execute("DROP TABLE explanations")
        raw.execute("UPDATE alembic_version SET version_num = '0001'")
    raw.close()
    with shop.open() as stores:
        (analysis,) = stores.analyses.all()
        assert stores.analyses.result(analysis.id) == shop.result()
        assert len(list(stores.observations.read(analysis.runs))) == 100
        stores.explanations.put(analysis.id, example_explanation())
        assert stores.explanations.get(analysis.id) == example_explanation()


def test_the_database_says_whose_it_is(shop):
    shop.fill()
    header = shop.database.read_bytes()[68:72]
    assert int.from_bytes(header) == APPLICATION_ID


def test_a_newer_schema_is_left_alone(shop):
    shop.fill()
    with sqlite3.connect(shop.database) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    before = shop.database.read_bytes()
    with pytest.raises(StoreError, match="made by a newer AIMA") as caught:
        shop.open()
    assert str(shop.database) in str(caught.value)
    assert shop.database.read_bytes() == before


def test_a_home_that_was_killed_while_it_was_made_is_made_again(shop):
    shop.home.mkdir()
    shop.database.touch()
    assert len(shop.fill().read()) == 1


def test_two_that_open_a_new_home_make_it_once(shop):
    opened, failed = [], []

    def work():
        try:
            with shop.open() as stores:
                opened.append(list(stores.analyses.all()))
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert opened == [[]] * 6


def test_alembic_is_imported_only_to_make_or_change_a_schema(shop):
    shop.fill()
    code = (
        "import sys; from pathlib import Path; from aima.stores.open import open_stores\n"
        "assert 'sqlalchemy' not in sys.modules\n"
        "with open_stores(Path(sys.argv[1])) as stores: print(len(stores.analyses.all()), 'alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(shop.home)], capture_output=True, text=True, check=True)
    assert done.stdout == "1 False\n"
