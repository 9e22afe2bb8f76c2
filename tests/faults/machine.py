"""The hub's machine: its clock and its disk, and the real hub on them, killed and begun again by chance."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, Future
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from broker.client.bus import Will
from broker.client.link import Link
from broker.contract.values import App
from broker.hub.hub import IDLE_S, Hub
from broker.profile import profile_of
from broker.runtime.clock import SteadyClock
from broker.runtime.settings.hall import HallSettings
from broker.store.lock import StoreError, StoreUnsureError
from broker.store.rows import Batch
from broker.store.store import Store
from tests.faults.history import Fault, History, HubBegan, Wrote
from tests.faults.wire import Server, SimBus
from tests.faults.world import World
from tests.hall import HALL, SECRET

SOON_S = 0.1
"""How soon the hub looks again while it holds a state back; in truth it looks five times as often."""
POINTS = 40
"""A kill strikes before or after one of so many of the hub's next writings and sayings."""


class Killed(BaseException):
    """SIGKILL."""


class Machine:
    """The machine that the hub runs on.

    Args:
        world: time and chance.
        history: what is to be told.
        server: the wire.
        settings: the hall.
        database: the hub's file.
    """

    def __init__(self, world: World, history: History, server: Server, settings: HallSettings, database: Path) -> None:
        self._world, self._history, self._server = world, history, server
        self._settings, self.database, self.dice = settings, database, world.dice
        self.hub: Hub | None = None
        self._store: SimStore | None = None
        self._bus: HubBus | None = None
        self.put = timedelta()  # how far the clock was put
        self.refuses = False
        self.slow_s = 0.0
        self._busy = False  # the hub is at work; while its disk is slow the world goes on
        self._woken = self._told_to_stop = False
        self._next: float | None = None
        self._points: int | None = None

    # The hub as a process -------------------------------------------------------------------------

    def begin(self) -> None:
        """Start the hub on what is on disk."""
        if self.hub or self._busy:
            return
        if self.refuses:
            self._again_later("the hub can't start: the disk refuses")
            return
        self._history.lines.append(HubBegan(self._world.t))
        self._work(self._begin)

    def _begin(self) -> None:
        clock = SteadyClock(self._wall, lambda: self._world.t)
        self._store = SimStore(f"sqlite:///{self.database}", self)
        self._bus = HubBus(self, self._world, self._history, self._server)
        self.hub = hub = Hub(self._settings, profile_of(self._settings), self._store, self._bus, SECRET, clock)
        # Its two threads' work is done by the same hand, some time later: so a seed is the same run each time.
        hub._sign_ins.aside = _Aside(self, hub, 1)
        hub._forecasts._aside = _Aside(self, hub, 10)
        hub.begin()

    def wake(self) -> None:
        """Something has come for the hub."""
        self._woken = True
        if not self._busy:
            self._look_after(0.0)

    def kill(self) -> None:
        """SIGKILL, now or at one of the next things that the hub does."""
        if self.hub:
            self._points = self.dice.randrange(POINTS)
            if self.dice.random() < 0.2 and not self._busy:
                self._die()

    def stop(self) -> None:
        """SIGTERM."""
        if self.hub:
            self._told_to_stop = True
            if not self._busy:
                self._work(lambda: None)

    def point(self) -> None:
        """The hub is about to write or say something, or has just done so; a kill may strike here."""
        if self._points is not None:
            self._points -= 1
            if self._points < 0:
                raise Killed

    def _step(self) -> None:
        if hub := self.hub:
            hub._forecasts._rests_until = 0.0  # it rests by how fast this machine is
            self._work(lambda: hub.step(0))

    def _work(self, do: Callable[[], None]) -> None:
        self._busy, self._woken, self._next = True, False, None
        try:
            do()
        except Killed:
            self._die()
        except (StoreError, StoreUnsureError) as error:
            self._leave(f"it can't go on: {error}")
        else:
            if self._told_to_stop:
                self._leave("SIGTERM")
        self._busy = self._told_to_stop = False
        if self.hub:
            soon = SOON_S if self.hub._publisher.waits else IDLE_S
            self._look_after(0.0 if self._woken else soon)

    def _look_after(self, seconds: float) -> None:
        at = self._world.t + seconds
        if self._next is None or at < self._next:
            self._next = at
            self._world.after(seconds, lambda: self._step() if self._next == at else None)

    def _die(self) -> None:
        self._points = None
        if self._bus and self._store:
            self._bus.vanish()
            self._store.close()
        self._again_later("the hub is killed")

    def _leave(self, why: str) -> None:
        """It ends as it does when it is told to, or when nothing can be known any more."""
        try:
            if self.hub:
                self.hub.close()
            if self._store:
                self._store.close()
            self._again_later(f"the hub ends: {why}")
        except Killed:
            self._die()

    def _again_later(self, what: str) -> None:
        self.hub = self._store = self._bus = None
        self._points = None
        self.tell(what)
        self._world.after(self.dice.uniform(0.3, 6), self.begin)

    # Its clock and its disk -----------------------------------------------------------------------

    def put_clock(self) -> None:
        """Put the clock forward or back for a while."""
        self.put = timedelta(seconds=self.dice.choice((-1, 1)) * self.dice.choice((3, 30, 90, 4000)))
        self.tell(f"the hub's clock is put by {self.put.total_seconds():.0f} s")
        self._world.after(self.dice.uniform(1, 30), self.right_clock)

    def right_clock(self) -> None:
        """Put the clock right again."""
        self.put = timedelta()

    def let_disk_refuse(self) -> None:
        """Let the disk take nothing for a while."""
        how = self.dice.choice(("locked", "full", "gone", "unsure"))
        self.mend_disk()
        self.refuses = True
        if self._store:
            self._store.refuse(how)
        self.tell(f"the disk is {how}")
        self._world.after(self.dice.uniform(0.2, 6), self.mend_disk)

    def let_disk_be_slow(self) -> None:
        """Let every writing take long for a while."""
        self.slow_s = self.dice.choice((0.3, 2.0, 6.0))
        self.tell(f"the disk takes {self.slow_s} s")
        self._world.after(self.dice.uniform(1, 10), self.mend_disk)

    def mend_disk(self) -> None:
        """Let the disk be as it should."""
        self.refuses, self.slow_s = False, 0.0
        if self._store:
            self._store.mend()

    def strikes(self) -> None:
        """Let all of it fail, by chance."""
        world = self._world
        world.strike(world.weather.hub_killed, self.kill)
        world.strike(world.weather.hub_stopped, self.stop)
        world.strike(world.weather.disk_refuses, self.let_disk_refuse)
        world.strike(world.weather.disk_slow, self.let_disk_be_slow)
        world.strike(world.weather.clock_put, self.put_clock)

    def heal(self) -> None:
        """Let everything be as it should be; the hub is begun if it is not there."""
        self._points = None
        self.mend_disk()
        self.right_clock()

    def tell(self, what: str) -> None:
        """Note it in the history."""
        self._history.lines.append(Fault(self._world.t, what))

    def tell_written(self) -> None:
        """Note that the hub wrote."""
        self._history.lines.append(Wrote(self._world.t))

    def aside(self, hub: Hub, seconds: float, do: Callable[[], None]) -> None:
        """Do beside the hub what one of its threads would, after some time."""

        def then() -> None:
            if self.hub is hub:
                do()
                self.wake()

        self._world.after(seconds, then)

    def wait_for_disk(self) -> None:
        """Let the world go on while the hub waits for a slow disk."""
        if self.slow_s:
            self._world.go_to(self._world.t + self.slow_s)

    def _wall(self) -> datetime:
        return self._world.now() + self.put


class SimStore(Store):
    """The real store, on a disk that may be slow, full, locked by another program, gone or not to be trusted."""

    def __init__(self, url: str, machine: Machine) -> None:
        self._machine = machine
        self._unsure = False
        self._locker: sqlite3.Connection | None = None
        super().__init__(url, HALL)
        self._sqlite("PRAGMA busy_timeout=0")  # nobody has to wait in truth

    def refuse(self, how: str) -> None:
        """Let the disk take nothing, or nothing more, or let nobody know whether it did."""
        if how == "locked":
            self._locker = sqlite3.connect(self.path)
            self._locker.execute("BEGIN IMMEDIATE")
        elif how == "full":
            self._sqlite("PRAGMA max_page_count=1")  # which means: no page more than there are
        elif how == "gone":
            ours = sqlite3.SQLITE_PRAGMA  # a word between us and the library, which takes no disk
            self._driver.set_authorizer(lambda what, *_more: sqlite3.SQLITE_OK if what == ours else sqlite3.SQLITE_DENY)
        self._unsure = how == "unsure"

    def mend(self) -> None:
        """Let the disk be as it should."""
        self._unsure = False
        self._driver.set_authorizer(None)
        self._sqlite("PRAGMA max_page_count=1000000")
        if self._locker:
            self._locker.close()
            self._locker = None

    def close(self) -> None:
        """See `Store`."""
        if self._locker:
            self._locker.close()
        super().close()

    def commit(self, batch: Batch) -> None:
        """See `Store`."""
        self._write(lambda: super(SimStore, self).commit(batch))
        self._machine.tell_written()
        if self._unsure:
            raise StoreUnsureError("whether a commit happened is not known")

    def try_again(self) -> None:
        """See `Store`."""
        try:
            self._write(super().try_again)
        finally:
            self._sqlite("PRAGMA busy_timeout=0")

    def note_published(self, seq: int) -> None:
        """See `Store`."""
        self._write(lambda: super(SimStore, self).note_published(seq))

    def own_topics(self, topics: Iterable[str]) -> Sequence[str]:
        """See `Store`."""
        return self._write(lambda: super(SimStore, self).own_topics(topics))

    def disown_topic(self, topic: str) -> None:
        """See `Store`."""
        self._write(lambda: super(SimStore, self).disown_topic(topic))

    def _write(self, do: Callable[[], Any]) -> Any:
        self._machine.point()
        self._machine.wait_for_disk()
        done = do()
        self._machine.point()
        return done

    @property
    def _driver(self) -> sqlite3.Connection:
        return self._connection.connection.driver_connection

    def _sqlite(self, what: str) -> None:
        self._driver.execute(what)


class HubBus(SimBus):
    """The hub's end of the wire."""

    def __init__(self, machine: Machine, world: World, history: History, server: Server) -> None:
        will = Will(*Link.will(HALL, "hub", App.HUB))
        super().__init__(world, history, server, "hub", will)
        self._machine = machine

    def start(self, on_message: Callable[[Any], None], on_link: Callable[[bool], None]) -> None:
        """See `Bus`."""

        def message(received: Any) -> None:
            on_message(received)
            self._machine.wake()

        def link(linked: bool) -> None:  # noqa: FBT001 - the seam's
            on_link(linked)
            self._machine.wake()

        super().start(message, link)

    def publish(
        self, topic: str, payload: bytes, *, retain: bool = False, on_taken: Callable[[], None] | None = None
    ) -> bool:
        """See `Bus`."""
        self._machine.point()
        said = super().publish(topic, payload, retain=retain, on_taken=on_taken)
        self._machine.point()
        return said


class _Aside(Executor):
    """Does what a thread of the hub does, within so many seconds."""

    def __init__(self, machine: Machine, hub: Hub, most_s: float) -> None:
        self._machine, self._hub, self._most_s = machine, hub, most_s

    def submit(self, do: Callable[..., Any], /, *args: Any, **names: Any) -> Future[Any]:
        """Do it after a while."""
        seconds = self._machine.dice.uniform(0, self._most_s)
        self._machine.aside(self._hub, seconds, lambda: do(*args, **names))
        return Future()
