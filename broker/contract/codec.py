"""Messages to bytes and back: UTF-8 JSON, at most 64 KiB."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError

MAX_BYTES = 64 * 1024
"""A command has a few hundred bytes and the longest queue fits; more is a mistake or an attack."""

M = TypeVar("M", bound=BaseModel)


class MalformedError(Exception):
    """Bytes that are not the message they should be; the text tells where without repeating the value."""


def encode(message: BaseModel) -> bytes:
    """The bytes of a message."""
    return message.model_dump_json(exclude_none=False).encode()


def decode(kind: type[M], payload: bytes) -> M:
    """Read a message.

    Raises:
        MalformedError: too long, not JSON, or a field that is missing or wrong.
    """
    if len(payload) > MAX_BYTES:
        raise MalformedError(f"{len(payload)} bytes, more than {MAX_BYTES}")
    try:
        return kind.model_validate_json(payload, strict=True)  # a number is no time, a text no number
    except ValidationError as error:
        faults = (
            f"{'.'.join(map(str, fault['loc'])) or 'body'}: {fault['type']}"
            for fault in error.errors(include_input=False, include_url=False, include_context=False)
        )
        raise MalformedError("; ".join(list(faults)[:5])) from None
    except ValueError:  # such as a lone surrogate, which JSON allows and UTF-8 does not
        raise MalformedError("body: not UTF-8 JSON") from None
