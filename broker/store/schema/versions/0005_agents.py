"""Beside the visitor, who acts for them."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Nobody acted for anybody before."""
    for column in ("agent", "agent_name"):
        op.execute(f"ALTER TABLE visitor ADD COLUMN {column} TEXT")
