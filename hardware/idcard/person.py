"""What every card that says who somebody is has in common, and how much of it may be shown."""

import dataclasses
import enum
from typing import ClassVar

from hardware.idcard.masking import STAR, mask_name, mask_number


class Person:
    """Somebody, by a card: what a frozen dataclass is that has a number and a name.

    Its `repr` is masked, so that no log can tell who it was.
    """

    plain: ClassVar[tuple[str, ...]]
    """The fields that say what card it is, and nothing of whose."""

    number: str
    name: str

    def __repr__(self) -> str:
        masked = self.masked()
        shown = ", ".join(f"{field}={masked[field]}" for field in (*self.plain, "name", "number") if field in masked)
        return f"{type(self).__name__}({shown})"

    def masked(self) -> dict[str, str]:
        """Return every filled field: what card it is, the name and number masked, and the rest a star."""
        told = self.revealed()
        shown = {field: told.get(field, "") for field in self.plain}
        shown |= {"number": mask_number(self.number), "name": mask_name(self.name)}
        return {field: shown.get(field, STAR) for field in told}

    def revealed(self) -> dict[str, str]:
        """Return every filled field but bytes in full, for the person who asked for it at the command line."""
        fields = dataclasses.fields(self)  # type: ignore[arg-type]  # each kind of card is a dataclass
        values = ((field.name, getattr(self, field.name)) for field in fields)
        return {
            name: value.value if isinstance(value, enum.Enum) else str(value)
            for name, value in values
            if value not in {None, ""} and not isinstance(value, bytes)
        }
