"""What a settings file's faults sound like: the key as its owner knows it, and a sentence for what is wrong there."""

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel, BeforeValidator, ValidationError

from broker.contract.values import App, WireEnum

_SENTENCES = {
    "missing": "missing",
    "string_type": "must be text in quotes",
    "path_type": "must be a file's name in quotes",
    "string_too_short": "must not be empty",
    "string_too_long": "must be at most {max_length} characters",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "literal_error": "must be {expected}",
    "too_short": "needs at least {min_length}",
    "too_long": "takes at most {max_length}",
    "tuple_type": "must be a list: [...], or [[...]] above each of several tables",
    "dict_type": "must be a table",
    "model_type": "must be a table",
}
"""By pydantic's own names: https://docs.pydantic.dev/latest/errors/validation_errors/."""
_SHAPES = {
    "series": "one or two capital letters, such as A",
    "pin_hash": "what `yimen pin` prints",
    "badge": "a chip's serial in small hex digits, such as 04a1b2c3d4e5f6",
    "url": "sqlite:/// and a file, such as sqlite:///hall.db",
    "size": "width and height in pixels, such as 1080x1920",
}
_NAME = "a name of lower-case letters, digits and hyphens, such as window-1"


def faults_of(kind: type[BaseModel], table: Mapping[str, Any], error: ValidationError) -> list[str]:
    """One line for each thing to mend.

    Args:
        kind: what the file should have been.
        table: what it is.
        error: what is wrong with it.
    """
    lines: list[str] = []
    faults = error.errors(include_input=False, include_url=False)
    for fault in faults:
        loc = fault["loc"]
        if fault["type"] == "too_short" and any(_is_within(f["loc"], loc) for f in faults):
            continue  # there are some, and what is wrong with them is told
        key = _key(table, loc)
        if fault["type"] == "extra_forbidden":
            lines.append(f"{key}: no such setting{did_you_mean(str(loc[-1]), _settings(kind))}")
        elif fault["type"] == "string_pattern_mismatch":
            lines.append(f"{key}: must be {_SHAPES.get(key.rpartition('.')[2], _NAME)}")
        elif sentence := _SENTENCES.get(fault["type"]):
            lines.append(f"{key}: {sentence.format_map(fault.get('ctx', {}))}")
        else:
            text = fault["msg"].removeprefix("Value error, ")
            lines += [f"{key}: {line}" if key else line for line in text.splitlines()]
    return list(dict.fromkeys(lines))


def did_you_mean(word: str, known: set[str]) -> str:
    """The end of a fault's line: the known word that is nearest, if one is near."""
    near = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def twice(at: str, words: Iterable[str]) -> Iterator[str]:
    """A line for each word that stands there more than once."""
    return (f"{at} {word!r} stands twice" for word, times in sorted(Counter(words).items()) if times > 1)


def known(kind: type[WireEnum]) -> BeforeValidator:
    """On the wire a word of a newer version becomes UNKNOWN; in a settings file it is a mistake."""
    words = {word.value for word in kind} - {"unknown"}

    def check(given: object) -> object:
        if isinstance(given, str) and given not in words:
            there = ", ".join(sorted(words - {App.HUB}))
            raise ValueError(f"no {kind.__name__.lower()} {given!r}; there are {there}{did_you_mean(given, words)}")
        return given

    return BeforeValidator(check)


def _key(table: Mapping[str, Any], loc: tuple[int | str, ...]) -> str:
    """Such as `window w01.services`: rows by their id, or counted from one where they have none."""
    key = ""
    here: Any = table
    for part in loc:
        below: Any = None
        if isinstance(here, dict):
            key += f".{part}" if key else str(part)
            below = here.get(part)
        elif isinstance(here, list) and isinstance(part, int):
            below = here[part]
            if isinstance(below, dict):
                id_ = below.get("id")
                key += f" {id_}" if isinstance(id_, str) and id_.isprintable() else f" number {part + 1}"
        here = below
    return key


def _is_within(loc: tuple[int | str, ...], outer: tuple[int | str, ...]) -> bool:
    return len(loc) > len(outer) and loc[: len(outer)] == outer


def _settings(kind: type[BaseModel]) -> set[str]:
    keys: set[str] = set()
    seen: list[type[BaseModel]] = [kind]
    for model in seen:
        for name, field in model.model_fields.items():
            keys.add(name)
            for part in (field.annotation, *getattr(field.annotation, "__args__", ())):
                if isinstance(part, type) and issubclass(part, BaseModel) and part not in seen:
                    seen.append(part)
    return keys
