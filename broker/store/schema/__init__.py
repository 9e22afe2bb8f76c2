"""Numbered schemas; Alembic takes a database from one to the next, all or nothing."""
