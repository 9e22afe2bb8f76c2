"""IPP as bytes: requests to bytes, answers from bytes (RFC 8010). Pure.

An answer is read as whatever stands in it allows: an unknown attribute, value or tag harms nobody, a length that does
not fit is refused.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType

from hardware.errors import MalformedError

V2_0, V1_1 = (2, 0), (1, 1)

Value = int | bool | str | bytes | None
"""Of an attribute; None is `no-value` and its like, bytes are of a kind that nobody here asks for."""
Attributes = Mapping[str, Sequence[Value]]
_NONE: Attributes = MappingProxyType({})


class Operation(IntEnum):
    """What is asked (RFC 8011, 5.4.15)."""

    VALIDATE_JOB = 0x04
    CREATE_JOB = 0x05
    SEND_DOCUMENT = 0x06
    CANCEL_JOB = 0x08
    GET_JOB_ATTRIBUTES = 0x09
    GET_PRINTER_ATTRIBUTES = 0x0B


class Tag(IntEnum):
    """Groups, and kinds of values that we send (RFC 8010, 3.5)."""

    OPERATION = 0x01
    JOB = 0x02
    END = 0x03
    PRINTER = 0x04
    UNSUPPORTED = 0x05
    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME_TYPE = 0x49


_FIRST_VALUE = 0x10
_OUT_OF_BAND = range(0x10, 0x20)
_WITH_LANGUAGE = (0x35, 0x36)
_COLLECTION, _COLLECTION_END = 0x34, 0x37
_TEXTS = range(0x40, 0x60)
_INTEGER_BYTES = 4
_MOST_DEPTH = 16


@dataclass(frozen=True)
class Attribute:
    """One attribute to send; several values are a set."""

    tag: Tag
    name: str
    values: tuple[int | bool | str, ...]


@dataclass(frozen=True)
class Answer:
    """What came back.

    Attributes:
        status: The status code; below 0x100 is success.
        number: The number of the request that it answers.
        groups: Each group's tag and attributes, in order.
    """

    status: int
    number: int
    groups: tuple[tuple[int, Attributes], ...]

    def group(self, tag: Tag) -> Attributes:
        """The first group of this tag; empty if there is none."""
        return next((attributes for found, attributes in self.groups if found == tag), _NONE)


def encode(
    operation: Operation, number: int, version: tuple[int, int], groups: Sequence[tuple[Tag, Sequence[Attribute]]]
) -> bytes:
    """Write a request; a document follows it directly."""
    head = struct.pack(">BBhi", *version, operation, number)
    body = b"".join(bytes([tag]) + b"".join(map(_encode_attribute, attributes)) for tag, attributes in groups)
    return head + body + bytes([Tag.END])


def _encode_attribute(attribute: Attribute) -> bytes:
    encoded, name = b"", attribute.name.encode()
    for given in attribute.values:
        match given:
            case bool():
                value = bytes([given])
            case int():
                value = struct.pack(">i", given)
            case str():
                value = given.encode()
        encoded += struct.pack(f">BH{len(name)}sH", attribute.tag, len(name), name, len(value)) + value
        name = b""
    return encoded


def parse(data: bytes) -> Answer:
    """Read an answer.

    Raises:
        MalformedError: No working printer sends this.
    """
    try:
        status, number = struct.unpack_from(">xxHi", data)
        return Answer(status, number, tuple(_groups(data, 8)))
    except (struct.error, IndexError) as error:
        raise MalformedError(f"{len(data)} bytes end within an attribute") from error


def _groups(data: bytes, at: int) -> list[tuple[int, Attributes]]:
    groups: list[tuple[int, Attributes]] = []
    attributes: dict[str, list[Value]] = {}
    values: list[Value] | None = None
    inside = 0
    while (tag := data[at]) != Tag.END:
        at += 1
        if tag < _FIRST_VALUE:
            if inside:
                raise MalformedError("a group begins inside a collection")
            attributes, values = {}, None
            groups.append((tag, attributes))
            continue
        own, at = _field(data, at)
        raw, at = _field(data, at)
        if inside or tag == _COLLECTION_END:
            inside += (tag == _COLLECTION) - (tag == _COLLECTION_END)
            if not 0 <= inside <= _MOST_DEPTH:
                raise MalformedError("collections do not fit into each other")
            continue
        inside += tag == _COLLECTION
        if not groups:
            raise MalformedError("an attribute stands outside the groups")
        if own:
            values = []
            attributes.setdefault(own.decode("utf-8", "replace"), values)  # of one told twice the first is meant
        elif values is None:
            raise MalformedError("a value has no attribute")
        values.append(_value(tag, raw))
    if inside:
        raise MalformedError("a collection does not end")
    return groups


def _field(data: bytes, at: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from(">H", data, at)
    end = at + 2 + length
    if end > len(data):
        raise MalformedError(f"a field of {length} bytes does not fit into {len(data)}")
    return data[at + 2 : end], end


def _value(tag: int, raw: bytes) -> Value:
    if tag in _OUT_OF_BAND:
        return None
    if tag in {Tag.INTEGER, Tag.ENUM}:
        if len(raw) != _INTEGER_BYTES:
            raise MalformedError(f"a number of {len(raw)} bytes")
        return int.from_bytes(raw, signed=True)
    if tag == Tag.BOOLEAN:
        if len(raw) != 1:
            raise MalformedError(f"a yes or no of {len(raw)} bytes")
        return raw != b"\x00"
    if tag in _WITH_LANGUAGE:
        _language, at = _field(raw, 0)
        return _field(raw, at)[0].decode("utf-8", "replace")
    return raw.decode("utf-8", "replace") if tag in _TEXTS else raw
