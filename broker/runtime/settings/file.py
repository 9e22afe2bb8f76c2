"""A settings file of ours: how it is read, what its faults sound like, and the tables that several files share."""

import difflib
import ipaddress
import tomllib
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
)

from broker.runtime.errors import KnownError


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


class Settings(BaseModel):
    """A table of a settings file."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


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
        SettingsError: it can't be read, or something in it is wrong: all faults at once.
    """
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SettingsError(path, [f"can't be read: {error.strerror}"]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(path, [f"is not TOML: {error}"]) from None
    try:
        settings = kind.model_validate(table)
    except ValidationError as error:
        raise SettingsError(path, _faults(kind, error)) from None
    return settings


def beside(settings_path: Path, other: Path) -> Path:
    """A path named in a settings file, made absolute by the file's own folder."""
    return settings_path.resolve().parent / other


def _faults(kind: type[BaseModel], error: ValidationError) -> list[str]:
    lines: list[str] = []
    for fault in error.errors(include_input=False, include_url=False):
        key = ".".join(str(part) for part in fault["loc"]) or "file"
        if fault["type"] == "extra_forbidden":
            lines.append(f"{key}: no such setting{did_you_mean(str(fault['loc'][-1]), _keys(kind))}")
        else:
            text = fault["msg"].removeprefix("Value error, ")
            lines += [f"{key}: {line}" if key != "file" else line for line in text.splitlines()]
    return lines


def _keys(kind: type[BaseModel]) -> set[str]:
    keys: set[str] = set()
    seen: list[type[BaseModel]] = [kind]
    for model in seen:
        for name, field in model.model_fields.items():
            keys.add(name)
            for part in (field.annotation, *getattr(field.annotation, "__args__", ())):
                if isinstance(part, type) and issubclass(part, BaseModel) and part not in seen:
                    seen.append(part)
    return keys


def did_you_mean(word: str, known: set[str]) -> str:
    """The end of a fault's line: the known word that is nearest, if one is near."""
    near = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {near[0]!r}?" if near else ""
