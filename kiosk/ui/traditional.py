"""Simplified Chinese written in traditional signs, as Hong Kong and Macau write them."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

TRADITIONAL = "zh-hant"


@cache
def traditional(words: str) -> str:
    """The same words in traditional signs; none is replaced by another word of those places."""
    written: str = _signs().convert(words)
    return written


@cache
def _signs() -> "OpenCC":
    from opencc import OpenCC  # noqa: PLC0415 - 40 MB of tables, which most halls' visitors never ask for

    return OpenCC("s2hk")
