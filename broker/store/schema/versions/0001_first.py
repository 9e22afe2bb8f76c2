"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table of version 0.1."""
    op.create_table(
        "event",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "reply",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("device", sa.Text, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "visitor",
        sa.Column("ticket", sa.Text, primary_key=True),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("ref", sa.Text, nullable=False),
        sa.Column("holder", sa.Text),
        sa.Column("name", sa.Text),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "note",
        sa.Column("event", sa.Text, primary_key=True),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table("fact", sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False))
    op.create_table("topic", sa.Column("topic", sa.Text, primary_key=True))
