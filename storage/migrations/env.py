"""Alembic runs inside the transaction that `Database.migrate` opened; it has no database of its own."""

from alembic import context

from storage import dataset_tables, generation_tables  # noqa: F401 (their tables join the others)
from storage.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=False)
context.run_migrations()
