"""What an estimate says: the wait of whoever stands behind so many others."""

from dataclasses import dataclass

from broker.contract.told import Wait


@dataclass(frozen=True, slots=True)
class Curve:
    """The waits of one service, by how many stand before; who stands behind more waits in proportion longer.

    Attributes:
        waits: that of the first, the second and so on; empty while nobody serves.
    """

    waits: tuple[Wait, ...]

    def at(self, ahead: int) -> Wait | None:
        """The wait of someone behind `ahead` others."""
        if not self.waits:
            return None
        if ahead < len(self.waits):
            return self.waits[ahead]
        last, longer = self.waits[-1], (ahead + 1) / len(self.waits)
        return Wait(likely_s=round(last.likely_s * longer), at_most_s=round(last.at_most_s * longer))
