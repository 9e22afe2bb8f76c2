"""Has the MQTT server keep out who floods, and let them in again."""

import logging
import time
from collections.abc import Callable, Collection
from concurrent.futures import Executor
from dataclasses import dataclass, field

from broker.server.keeper import Keeper
from broker.server.shut_out import keep_out

log = logging.getLogger(__name__)

LOOK_EVERY_S = 60.0
"""How often it is looked whether all is as it should be: somebody else may have written the accounts meanwhile."""


@dataclass
class Door:
    """The accounts of a hall's MQTT server; nothing is done where there are none. Belongs to the hub's thread.

    Args:
        keeper: the server; None where it is somebody else's.
        outside: tells who is to be outside, from any thread.
        aside: where slow things are done.
    """

    keeper: Keeper | None
    outside: Callable[[], Collection[str]]
    aside: Executor
    _out: Collection[str] = ()
    _looked: float | None = field(default=None)

    def look(self) -> None:
        """See to it that those are outside who are to be, and nobody else, also whom a killed hub shut out."""
        if self.keeper is None or self.keeper.guard is None:
            return
        out, now = self.outside(), time.monotonic()
        if out != self._out or self._looked is None or now - self._looked >= LOOK_EVERY_S:
            self._out, self._looked = out, now
            self.aside.submit(self._see, self.keeper)

    def _see(self, keeper: Keeper) -> None:
        try:
            if keeper.guard:
                keep_out(keeper.guard, keeper.folder, self.outside)
        except Exception:  # nobody asks this thread how it ended; it is looked at again
            log.exception("the accounts of the MQTT server can't be changed")
