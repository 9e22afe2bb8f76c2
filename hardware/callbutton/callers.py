"""What is special about each kind of caller on a serial line, as data: pure tables.

The tables that ship with us are callers.toml in this folder; those in a file `callers.toml` beside device.toml go over
them, each whole.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, model_validator

from hardware.callbutton.frames import Pattern
from hardware.errors import MalformedError, wrong_setting
from hardware.tables import load_tables, parse_tables, table_named

_SHIPPED = Path(__file__).with_name("callers.toml")


class Caller(BaseModel):
    """One kind of caller."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    baud: Literal[1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200] = 9600
    says: str = ""
    """The frame of a press; empty for one that has no keys."""
    shows: str = ""
    """The frame that shows a number; empty for one that shows nothing."""
    length_from: str = "addr"
    sum_from: str = "addr"
    calls: tuple[str, ...] = ()
    """The keys that call the next number, such as `01`; none named is every key."""
    sure: str = ""
    """How sure we are of it, for people."""

    @model_validator(mode="after")
    def _is_something(self) -> "Caller":
        if not self.says and not self.shows:
            raise ValueError("has says, or shows, or both")
        try:
            _ = self.press, self.display
        except MalformedError as error:
            raise ValueError(str(error)) from error
        return self

    @cached_property
    def press(self) -> Pattern | None:
        """How `says` is read."""
        return Pattern.read(self.says, self.length_from, self.sum_from) if self.says else None

    @cached_property
    def display(self) -> Pattern | None:
        """How `shows` is built."""
        return Pattern.read(self.shows, self.length_from, self.sum_from) if self.shows else None


_TABLES = TypeAdapter(dict[str, Caller])


@dataclass(frozen=True)
class SerialCaller:
    """A caller on a serial line, by its address; several may hang on one line."""

    path: Path
    name: str
    address: int
    caller: Caller

    def __str__(self) -> str:
        return f"serial:{self.path}@{self.name}/{self.address}"


def load_callers(folder: Path) -> dict[str, Caller]:
    """Give our tables, and over them those of `callers.toml` in `folder` if it is there.

    Raises:
        SettingsError: That file cannot be read, or every fault in it.
    """
    ours, own = load_tables(_parse, _SHIPPED, folder)
    return ours | (own or {})


def serial_caller(key: str, rest: str, base: Path) -> SerialCaller:
    """Read a place such as /dev/ttyUSB0@lcd-caller/5.

    Raises:
        SettingsError: It cannot be, or a fault in the tables.
    """
    path, _, named = rest.rpartition("@")
    name, _, address = named.partition("/")
    if not path or not re.fullmatch("[0-9]{1,3}", address) or int(address) > 255:  # noqa: PLR2004  a byte
        raise wrong_setting(key, "is written serial:LINE@TABLE/ADDRESS, such as serial:/dev/ttyUSB0@lcd-caller/5")
    caller = table_named(key, name, load_callers(base), _SHIPPED.name)
    return SerialCaller(base / path, name, int(address), caller)


def _parse(text: str, file: str) -> dict[str, Caller]:
    return parse_tables(_TABLES.validate_python, text, file)
