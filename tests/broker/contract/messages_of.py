"""Messages of every class, made from the classes' own fields."""

from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le, MaxLen, MinLen
from hypothesis import strategies as st
from pydantic import AfterValidator, BaseModel, StringConstraints

_TEXT = st.characters(exclude_categories=("Cs",))
_SEEN = st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp"))
_MOMENTS = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone itself
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001 - as above
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(timedelta(hours=-3, minutes=-30))]),
)


@cache
def messages_of(kind: type[BaseModel]) -> st.SearchStrategy[Any]:
    """Any message of this class."""
    fields = st.fixed_dictionaries({name: _field(field) for name, field in kind.model_fields.items()})
    return fields.filter(_names_another).map(lambda given: kind(**given))


def _names_another(fields: dict[str, Any]) -> bool:
    """A command that names another one does not name itself."""
    return "id" not in fields or fields["id"] not in {fields.get("command"), fields.get("replaces")}


def _field(field: Any) -> st.SearchStrategy[Any]:
    return _of(field.annotation, tuple(field.metadata))


def _of(kind: Any, metadata: tuple[Any, ...] = ()) -> st.SearchStrategy[Any]:  # noqa: C901, PLR0911 - one a kind
    origin = get_origin(kind)
    if hasattr(kind, "__metadata__"):
        return _of(kind.__origin__, (*kind.__metadata__, *metadata))
    if origin is Literal:
        return st.sampled_from(get_args(kind))
    if origin is Union or str(origin) == "<class 'types.UnionType'>":
        return st.one_of(*(st.none() if part is type(None) else _of(part) for part in get_args(kind)))
    if origin is tuple:
        least = _rule(metadata, MinLen, "min_length", 0)
        return st.lists(_of(get_args(kind)[0]), min_size=least, max_size=3).map(tuple)
    if origin is dict:
        return st.dictionaries(*(_of(part) for part in get_args(kind)), max_size=3)
    if kind is str:
        return _text(metadata)
    if issubclass(kind, Enum):
        return st.sampled_from(kind)
    if issubclass(kind, BaseModel):
        return messages_of(kind)
    if issubclass(kind, datetime):
        return _MOMENTS
    if kind is int:
        return st.integers(_rule(metadata, Ge, "ge", 1), _rule(metadata, Le, "le", 2**40))
    return {bool: st.booleans(), float: st.floats(0, 1e6), date: st.dates()}[kind]


def _text(metadata: tuple[Any, ...]) -> st.SearchStrategy[str]:
    for rule in metadata:
        if isinstance(rule, StringConstraints) and rule.pattern:
            return st.from_regex(rule.pattern, fullmatch=True)
    least, most = _rule(metadata, MinLen, "min_length", 0), _rule(metadata, MaxLen, "max_length", 80)
    signs = _SEEN if any(isinstance(rule, AfterValidator) for rule in metadata) else _TEXT
    return st.text(signs, min_size=least, max_size=most)


def _rule(metadata: tuple[Any, ...], kind: type, name: str, otherwise: int) -> int:
    """What the last constraint of a kind says."""
    parts = [part for rule in metadata for part in getattr(rule, "metadata", [rule])]
    found: list[int] = [getattr(part, name) for part in parts if isinstance(part, kind)]
    return found[-1] if found else otherwise
