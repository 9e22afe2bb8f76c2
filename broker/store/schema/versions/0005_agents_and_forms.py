"""Beside the visitor, who acts for them, and what they wrote."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Nobody acted for anybody or wrote anything before."""
    for column in ("agent", "agent_name", "form"):
        op.execute(f"ALTER TABLE visitor ADD COLUMN {column} TEXT")
