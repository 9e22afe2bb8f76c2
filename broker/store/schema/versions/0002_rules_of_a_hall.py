"""Visitors of appointments beside those of tickets; events that say which queues and services they are about."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Carry every event over: one ticket had one service, so what was left unsaid is known."""
    op.execute("ALTER TABLE visitor RENAME COLUMN ticket TO subject")
    event = sa.table("event", sa.column("seq"), sa.column("name"), sa.column("body"))
    connection = op.get_bind()
    changed = ("ticket-issued", "ticket-called", "service-finished")
    rows = connection.execute(sa.select(event).where(event.c.name.in_(changed)).order_by(event.c.seq)).all()
    service_of: dict[str, str] = {}
    for row in rows:
        body = json.loads(row.body)
        if row.name == "ticket-issued":
            service_of[body["ticket"]] = body["service"]
            body |= {"queued": [{"service": body["service"], "rank": body.pop("rank")}], "stages": []}
        else:
            body["service"] = service_of[body["ticket"]]
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        connection.execute(sa.update(event).where(event.c.seq == row.seq).values(body=text))
