"""The tables, as the newest schema has them.

Every command writes three rows, so no table has an index beside its key: it would be one more page to force to disk
each time, for questions that are asked once a day.
"""

from sqlalchemy import Column, Integer, MetaData, Table, Text

METADATA = MetaData()

EVENT = Table(
    "event",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("day", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("hash", Text, nullable=False, server_default=""),
)
"""Everything that happened, in order, without gaps; ids only, nothing of a person. Each row's hash is over its body and
the hash before it: a row changed by hand is found, and forgetting a person beside it breaks nothing."""

REPLY = Table(
    "reply",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("device", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("body", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""The first reply to each command, kept two days past its day."""

VISITOR = Table(
    "visitor",
    METADATA,
    Column("subject", Text, primary_key=True),
    Column("day", Text, nullable=False),
    Column("ref", Text, nullable=False),
    Column("holder", Text),
    Column("name", Text),
    Column("agent", Text),
    Column("agent_name", Text),
    Column("form", Text),
    sqlite_with_rowid=False,
)
"""What of a visitor lives beside the events of a ticket or appointment: ref, keyed hash of the number (while the kiosks
have several secrets, one by each, a space between), masked name; hash and name of who acts for them too, and
what they wrote."""

NOTE = Table(
    "note",
    METADATA,
    Column("event", Text, primary_key=True),
    Column("day", Text, nullable=False),
    Column("text", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""What a person wrote to an event, such as why a ticket was called out of turn; beside the events, to be forgotten."""

FACT = Table("fact", METADATA, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))
"""Single facts: hall, epoch, how far the events are published."""

TOPIC = Table("topic", METADATA, Column("topic", Text, primary_key=True))
"""Retained topics that this hub has said, so that one nobody owns any more can be cleared."""
