"""Numbers that kiosks give while the hub is away: events that an earlier version can't read."""

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Nothing to carry over; the earlier version refuses the database from now on, in words."""
