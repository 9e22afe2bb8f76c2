"""What is special about a city's social-security card, as data: pure tables.

The tables that ship with us are cards.toml in this folder; those in a file `cards.toml` beside device.toml go over
them, each whole.
"""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from hardware.tables import load_tables, parse_tables, table_named

_SHIPPED = Path(__file__).with_name("cards.toml")
_KEY = "hardware.smartcard_profile"

_Aid = Annotated[str, Field(pattern=r"^([0-9a-fA-F]{2}){5,16}$")]


class CardProfile(BaseModel):
    """One kind of social-security card."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    aids: tuple[_Aid, ...] = Field(default=("7378312e73682ec9e7bbe1b1a3d5cf",), min_length=1)
    """Names of its application, in hexadecimal; the first that the card knows is taken."""
    files: Literal["either", "select", "short"] = "either"
    """How it wants its files named: by SELECT, by a short number, or the latter where it refuses the former."""
    pin: str = Field(default="", pattern=r"^([0-9]{2}){0,8}$", repr=False)
    """What every card of the city has as PIN; told only to a card that wants one and can lose a try."""
    sure: str = ""
    """How sure we are of it, for people."""


USUAL = CardProfile()
"""What the nation's rules say: the table `national`."""

_TABLES = TypeAdapter(dict[str, CardProfile])


def parse_profiles(text: str, file: str) -> dict[str, CardProfile]:
    """Read a file of tables.

    Args:
        text: TOML.
        file: Its name, for the problems.

    Raises:
        SettingsError: Every fault in it.
    """
    return parse_tables(_TABLES.validate_python, text, file)


def card_profile(name: object, folder: Path) -> CardProfile:
    """Read the setting `smartcard_profile`.

    Args:
        name: Of a table.
        folder: Where a file `cards.toml` of the technician's may be.

    Raises:
        SettingsError: No such table, or every fault in that file.
    """
    ours, own = load_tables(parse_profiles, _SHIPPED, folder)
    return table_named(_KEY, name, ours | (own or {}), _SHIPPED.name)
