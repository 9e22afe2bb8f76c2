"""Tables that describe kinds of devices, as data: those that ship with us, and a technician's own."""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from hardware.errors import Problem, SettingsError, wrong_setting

_Tables = TypeVar("_Tables")
_Table = TypeVar("_Table")


def parse_tables(validate: Callable[[object], _Tables], text: str, file: str) -> _Tables:
    """Read a file of tables.

    Args:
        validate: Makes them of what TOML gives, by pydantic.
        text: TOML.
        file: Its name, for the problems.

    Raises:
        SettingsError: Every fault in it.
    """
    try:
        return validate(tomllib.loads(text))
    except ValidationError as error:
        raise SettingsError(
            tuple(Problem(f"{file}: {'.'.join(map(str, each['loc']))}", each["msg"]) for each in error.errors())
        ) from error
    except (ValueError, RecursionError) as error:
        raise SettingsError((Problem(file, str(error)),)) from error


def load_tables(parse: Callable[[str, str], _Tables], shipped: Path, folder: Path) -> tuple[_Tables, _Tables | None]:
    """Read the tables that ship with us, and those of a file of the same name in `folder`; None where it has none.

    Args:
        parse: Reads a text; its second argument is the file's name.
        shipped: Our file.
        folder: Of device.toml.

    Raises:
        SettingsError: The technician's file cannot be read, or every fault in it.
    """
    ours, path = parse(shipped.read_text(encoding="utf-8"), str(shipped)), folder / shipped.name
    try:
        return ours, parse(path.read_text(encoding="utf-8"), str(path))
    except FileNotFoundError:
        return ours, None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError((Problem(str(path), str(error)),)) from error


def table_named(key: str, name: object, tables: Mapping[str, _Table], file: str) -> _Table:
    """Find a table by its name.

    Raises:
        SettingsError: There is none of it.
    """
    if isinstance(name, str) and name in tables:
        return tables[name]
    raise wrong_setting(key, f"{name!r} is no table of {file}; there are {', '.join(tables)}", str(name), tables)
