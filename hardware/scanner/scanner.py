"""The seam of every scanner."""

from dataclasses import dataclass, field

from hardware.reader import Reader, ReaderAway, ReaderBack

LONGEST = 512
"""Signs of a code that anybody here prints; a longer one is none of ours, and is dropped."""


@dataclass(frozen=True)
class Scanned:
    """A code was read.

    Attributes:
        text: What stands in it. Whoever has it may act for its holder, so it is shown and logged nowhere.
    """

    text: str = field(repr=False)


ScannerEvent = Scanned | ReaderAway | ReaderBack


class Scanner(Reader[ScannerEvent]):
    """One scanner; see `Reader` for how it comes and goes."""
