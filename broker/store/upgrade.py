"""Carries a database over to the newest schema: all of it or nothing."""

from pathlib import Path

from alembic import command as alembic
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection

from broker.store.lock import StoreError

SCHEMA = Path(__file__).with_name("schema")


class StoreTooNewError(StoreError):
    """This database was written by a newer version."""


def upgrade(connection: Connection, path: Path) -> None:
    """Carry it over, from whatever version wrote it.

    Args:
        connection: of the database.
        path: its file, for the words of an error.

    Raises:
        StoreTooNewError: a newer version wrote it.
        StoreError: no version can have written it so; it is as it was.
    """
    config = Config()
    config.set_main_option("script_location", str(SCHEMA))
    with connection.begin():
        config.attributes["connection"] = connection
        try:
            alembic.upgrade(config, "head")
        except CommandError:
            raise StoreTooNewError(
                f"{path}: written by a newer version; start that version, or restore a backup made by this one"
            ) from None
        except (KeyError, ValueError) as error:  # what an older version can't have written
            raise StoreError(f"{path}: can't be carried over to this version, and is as it was: {error!r}") from None
