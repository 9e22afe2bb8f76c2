"""A settings file of ours: how it is read, and the tables that several files share."""

import ipaddress
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from broker.runtime.errors import KnownError
from broker.runtime.settings.faults import faults_of

PinHash = Annotated[
    str,
    StringConstraints(pattern=r"^\$argon2id\$v=[0-9]+\$m=[0-9]+,t=[0-9]+,p=[0-9]+\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+$"),
    Field(repr=False),
]
"""What `yimen pin` prints."""


class SettingsError(KnownError):
    """A settings file that can't be used; `faults` has one line for each thing to mend."""

    exit_code = 2  # wrong use

    def __init__(self, path: Path, faults: list[str]) -> None:
        self.path, self.faults = path, faults
        super().__init__("\n".join(f"{path}: {fault}" for fault in faults))


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this very machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_everywhere(host: str) -> bool:
    """Whether who listens there listens at every address of this machine."""
    return host in {"0.0.0.0", "::"}  # noqa: S104 - told, not bound here


class Settings(BaseModel):
    """A table of a settings file."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def completed(cls, table: dict[str, Any], path: Path) -> dict[str, Any]:  # noqa: ARG003 - for who overrides it
        """A file's table with what stands in other files that it names.

        Raises:
            SettingsError: one of them can't be used.
        """
        return table


class Endpoint(Settings):
    """The MQTT server to use."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 1883
    password_file: Path | None = None
    ca_file: Path | None = None

    @property
    def on_loopback(self) -> bool:
        """Whether it is on this very machine."""
        return is_loopback(self.host)


T = TypeVar("T", bound=Settings)


def load(kind: type[T], path: Path) -> T:
    """Read a settings file; paths in it are relative to its folder.

    Raises:
        SettingsError: it can't be read, or something in it is wrong: every setting that is, or else, once each by
            itself is right, everything that does not fit together.
    """
    try:
        table = kind.completed(tomllib.loads(path.read_text("utf-8")), path)
    except OSError as error:
        raise SettingsError(path, [f"can't be read: {error.strerror}"]) from None
    except (ValueError, RecursionError) as error:  # also a number or a nest beyond all measure
        raise SettingsError(path, [f"is not TOML: {error}"]) from None
    try:
        settings = kind.model_validate(table)
    except ValidationError as error:
        raise SettingsError(path, faults_of(kind, table, error)) from None
    return settings


@contextmanager
def faults_in(path: Path, wrong: type[Exception]) -> Iterator[None]:
    """Tell what another package finds wrong with its part of a settings file, a line each, as faults of the file."""
    try:
        yield
    except wrong as error:
        raise SettingsError(path, str(error).splitlines()) from None


def beside(settings_path: Path, other: Path) -> Path:
    """A path named in a settings file, made absolute by the file's own folder."""
    return settings_path.resolve().parent / other
