"""Everyday words for official ones: an item is also found by a name in which they stand."""

from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from pathlib import Path

from kiosk.catalogue.faults import Fault, TableError
from kiosk.catalogue.table import Column, rows

COLUMNS = (
    Column("everyday", "俗称", needed=True, most=40),
    Column("official", "正式名称", needed=True, most=80),
)
Synonyms = Mapping[str, Sequence[str]]
"""The everyday words of each official one."""


def read(own: Iterable[Path] = ()) -> dict[str, list[str]]:
    """The words that come with us, and those of a hall.

    Args:
        own: CSVs with the columns `everyday` and `official`.

    Raises:
        TableError: something in one of them is wrong.
        CatalogueError: one can't be read.
    """
    found: dict[str, list[str]] = {}
    with resources.as_file(resources.files(__package__) / "synonyms.csv") as ours:
        for path in (ours, *own):
            faults: list[Fault] = []
            for row in rows(path, COLUMNS, faults):
                words = found.setdefault(row.cells["official"], [])
                if row.cells["everyday"] not in words:
                    words.append(row.cells["everyday"])
            if faults:
                raise TableError(path, faults)
    return found


def other_names(name: str, synonyms: Synonyms) -> list[str]:
    """The names that an item has in everyday words."""
    return [
        name.replace(official, everyday)
        for official, words in synonyms.items()
        if official in name
        for everyday in words
        if everyday not in name
    ]
