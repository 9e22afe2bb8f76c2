"""What people moved by hand, for the record of the day."""

from dataclasses import dataclass


@dataclass(slots=True)
class Moves:
    """What one person moved by one verb: how often, and how many waiting visitors that overtook."""

    count: int = 0
    overtaken: int = 0
