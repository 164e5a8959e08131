"""Run by Alembic for each migration; the connection, with its transaction, comes from `schema.py`."""

from alembic import context

from aima.stores.sql.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()
