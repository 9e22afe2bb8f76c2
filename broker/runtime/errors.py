"""What is the world's fault and not ours: said in words, without a trace, by whoever started us."""

from typing import ClassVar


class KnownError(Exception):
    """Something outside our code is not as it must be; the text says what, where and what to do."""

    exit_code: ClassVar[int] = 1
