"""An item that was found, as data."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.catalogue.item import Item

Marks = tuple[tuple[int, int], ...]
"""From where to where, without the last."""


class Why(StrEnum):
    """Where an item has what was typed."""

    NAME = "name"
    ENGLISH = "english"
    SYNONYM = "synonym"
    GUIDE = "guide"
    SIMILAR = "similar"  # nothing has it, and its name has something like it


@dataclass(frozen=True, slots=True)
class Hit:
    """An item that was found.

    Attributes:
        item: it.
        why: where it has what was typed.
        text: its name, its name in English or in everyday words, or the line of its guide that has it.
        marks: which characters of the text were meant.
    """

    item: Item
    why: Why
    text: str
    marks: Marks
