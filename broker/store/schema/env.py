"""Alembic's way in: runs the migrations on the connection that the store gives it."""

from alembic import context

from broker.store.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=True)
context.run_migrations()
