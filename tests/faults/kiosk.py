"""A self-service kiosk without its screen: the real numbers and notebook, and the visitors at it."""

from collections import deque
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from broker.client.link import Seen
from broker.contract import messages as m
from broker.contract.values import App, Holder, Wanted
from kiosk.citizen.notebook import Notebook
from kiosk.citizen.numbers import Numbers
from tests.faults.history import Arrived, Got, History, Unheard, WalkedAway
from tests.faults.people import SERVICES, Device
from tests.faults.wire import Server
from tests.faults.world import World
from tests.hall import HALL

HOLDERS = tuple(f"{n:064x}" for n in range(12))
Job = tuple[Callable[[Notebook], Any], Callable[[Any], None]]


class Kiosk(Device):
    """A kiosk, killed at any point; its notebook outlives it.

    One visitor comes after the other. Who is told nothing, or stands there when the kiosk dies, walks away.
    """

    def __init__(self, world: World, history: History, server: Server, id_: str, folder: Path) -> None:
        self._file = folder / f"{id_}.db"
        self._notebook: Notebook | None = None
        self._slips: list[str] = []
        self._visitors = count(1)
        super().__init__(world, history, server, id_, App.KIOSK)
        world.every(0.3, 6, self._visit)

    def follow(self) -> None:
        """See `Device`."""
        self._jobs: deque[Job] = deque()
        self._visitor = 0
        self._unheard = False
        self._notebook = Notebook(self._file, HALL, self.id)
        self._numbers = Numbers(self.link, self._write, self._on_kept, lambda _part, _problem: None)
        self.show(m.HallToday, self._numbers.know)

    def kill(self) -> None:
        """See `Device`."""
        if self._visitor:
            if self._unheard:
                self.history.lines.append(Unheard(self.world.t, self.id, self._visitor))
            self._walk_away()
        self.close()
        super().kill()

    def close(self) -> None:
        """Let go of the notebook's file."""
        if self._notebook:
            self._notebook.close()

    @property
    def owes(self) -> bool:
        """Whether the hub must still hear of something."""
        return bool(self._visitor or self._jobs or self._numbers._owed._debts)

    def _visit(self) -> None:
        dice, numbers = self.world.dice, self._numbers
        serves = numbers.ready and self.link.seen is not Seen.STARTING and (not numbers.alone or numbers.services)
        if self.world.calm or self._visitor or not serves:
            return
        if self._slips and dice.random() < 0.3 and not self.waits_for:
            self._show_slip(dice.choice(self._slips))
            return
        self._visitor = next(self._visitors)
        self.history.lines.append(Arrived(self.world.t, self.id, self._visitor))
        holder = Holder(key=dice.choice(HOLDERS), secret=1, name="张*") if dice.random() < 0.3 else None
        wanted = Wanted(service=dice.choice(SERVICES), holder=holder)
        numbers.ask(wanted, partial(self._on_reply, self._bus))

    def _show_slip(self, slip: str) -> None:
        """Somebody comes back with a slip."""
        self.ask(self.world.dice.choice((m.CancelTicket, m.FindTicket, m.CheckIn)), ref=slip)

    def _on_reply(self, life: object, reply: m.Reply | None) -> None:
        if life is not self._bus:  # the dead print nothing
            return
        if isinstance(reply, m.TicketReply) and reply.ticket:
            got = reply.ticket
            self._slips.append(got.ref)
            self.history.lines.append(Got(self.world.t, self.id, self._visitor, got.ref, got.number, str(got.day)))
            self._visitor = 0
        else:
            self._walk_away()

    def _walk_away(self) -> None:
        self.history.lines.append(WalkedAway(self.world.t, self.id, self._visitor))
        self._visitor = 0

    # Its disk -------------------------------------------------------------------------------------

    def _write(self, job: Callable[[Notebook], Any], then: Callable[[Any], None]) -> None:
        self._jobs.append((job, then))
        if len(self._jobs) == 1:
            self._begin_job()

    def _begin_job(self) -> None:
        takes = self.world.dice.choice((0.001, 0.02, 0.02, 0.5))
        self.world.after(takes, partial(self._do_job, self._jobs))

    def _do_job(self, jobs: deque[Job]) -> None:
        if jobs is not self._jobs:  # killed before it was written
            return
        job, then = jobs[0]
        done, self._unheard = job(self._notebook), True
        if self.world.chance(self.world.weather.killed_writing):
            self.kill()
            return
        self.world.after(self.world.dice.choice((0.001, 0.001, 0.1)), lambda: self._hear(jobs, then, done))

    def _hear(self, jobs: deque[Job], then: Callable[[Any], None], done: Any) -> None:
        if jobs is not self._jobs:  # killed after it was written, before it was known
            return
        self._unheard = False
        then(done)
        jobs.popleft()
        if jobs:
            self._begin_job()

    def _on_kept(self, kept: dict[str, str]) -> None:
        if "today" in kept:
            self._numbers.recall(m.HallToday.model_validate_json(kept["today"]))

    def _tick(self) -> None:
        super()._tick()
        self._numbers.tick()
