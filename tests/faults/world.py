"""Virtual time and chance: what happens in a run happens here, one thing after the other, by one seed."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random

from tests.hall import ZONE

NOON = datetime(2026, 11, 22, 12, tzinfo=ZONE)
NIGHT = datetime(2026, 11, 22, 23, 59, 20, tzinfo=ZONE)


@dataclass
class Weather:
    """How bad a run is: chances of a message, and seconds between two faults of a kind.

    Each run leaves most kinds of faults out and exaggerates the others: what only shows when one kind is rare or
    alone is found too.
    """

    slow: float = 0.2
    """Chance of a message to take seconds."""
    held: float = 0.03
    """Chance of a message to come so late that nobody should want it any more."""
    twice: float = 0.15
    """Chance of a message to come twice."""
    cut: float = 8
    half_open: float = 15
    server_killed: float = 25
    hub_killed: float = 9
    hub_stopped: float = 30
    device_killed: float = 12
    killed_writing: float = 0.02
    """Chance of a kiosk to be killed when it has written something down and does not know that yet."""
    disk_refuses: float = 14
    disk_slow: float = 12
    clock_put: float = 25

    @classmethod
    def by(cls, dice: Random) -> "Weather":
        """One run's."""
        weather = cls()
        for kind in fields(cls):
            usual = getattr(weather, kind.name)
            worse = dice.uniform(0.3, 2.0)
            setattr(weather, kind.name, usual * worse if dice.random() < 0.5 else 0.0)
        return weather


class World:
    """Time that goes by as fast as the work in it is done.

    Attributes:
        t: seconds since the run began.
        dice: the only chance there is.
        calm: no more faults.
    """

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)
        self.weather = Weather.by(self.dice)
        self.began = NIGHT if self.dice.random() < 0.15 else NOON
        self.t = 0.0
        self.calm = False
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._order = count()

    def now(self) -> datetime:
        """What a clock says that is right."""
        return self.began + timedelta(seconds=self.t)

    def at(self, moment: float, do: Callable[[], None]) -> None:
        """Have something done at a moment; what is due at the same one, in the order in which it was wanted."""
        heappush(self._due, (moment, next(self._order), do))

    def after(self, seconds: float, do: Callable[[], None]) -> None:
        """Have something done later."""
        self.at(self.t + seconds, do)

    def every(self, least: float, most: float, do: Callable[[], None]) -> None:
        """Have something done again and again, with pauses of chance between."""

        def again() -> None:
            do()
            self.after(self.dice.uniform(least, most), again)

        self.after(self.dice.uniform(0, most), again)

    def strike(self, mean: float, do: Callable[[], None]) -> None:
        """Have a fault happen again and again, so many seconds apart on average, until all is calm; never for 0."""
        if not mean:
            return

        def again() -> None:
            if not self.calm:
                do()
                self.after(self.dice.expovariate(1 / mean), again)

        self.after(self.dice.expovariate(1 / mean), again)

    def go_to(self, end: float, over: Callable[[], bool] = lambda: False) -> None:
        """Let time go by until a moment, or until something is over."""
        while self._due and self._due[0][0] <= end and not over():
            self.t, _order, do = heappop(self._due)
            do()
        self.t = max(self.t, end) if not over() else self.t

    def chance(self, of: float) -> bool:
        """Whether something happens that has this chance; nothing bad once all is calm."""
        return not self.calm and bool(of) and self.dice.random() < of
