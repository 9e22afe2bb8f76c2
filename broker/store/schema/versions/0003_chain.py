"""Every event is chained to the one before it."""

import sqlalchemy as sa
from alembic import op

from broker.store.rows import chained

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Chain what is there."""
    op.add_column("event", sa.Column("hash", sa.Text, nullable=False, server_default=""))
    event = sa.table("event", sa.column("seq"), sa.column("body"), sa.column("hash"))
    connection, previous = op.get_bind(), ""
    for row in connection.execute(sa.select(event.c.seq, event.c.body).order_by(event.c.seq)).all():
        previous = chained(previous, row.body)
        connection.execute(sa.update(event).where(event.c.seq == row.seq).values(hash=previous))
