"""The devices of a hall and the people at them: real links that ask at random, all day long."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from broker.client.bus import Will
from broker.client.link import Link
from broker.contract import messages as m
from broker.contract import topics
from broker.contract.values import App, Condition, Placing, TicketState
from tests.faults.history import Began, Died, Ended, History, Showed
from tests.faults.wire import Server, SimBus
from tests.faults.world import World
from tests.hall import HALL, PINS, TOP

SERVICES = ("residence", "household")
TICK_S = 0.25
Wants = tuple[type[m.Command], dict[str, Any]]
"""What a clerk asks for, and with which fields."""


class Device:
    """A device with a real link; it may be killed, and begins again knowing nothing."""

    def __init__(self, world: World, history: History, server: Server, id_: str, app: App) -> None:
        self.world, self.history, self._server, self.id, self._app = world, history, server, id_, app
        self._clock_off = timedelta(seconds=world.dice.choice((0, 0, 0, -40, 7, 300)))
        self.waits_for: set[str] = set()
        self._boot()
        world.every(TICK_S, TICK_S, self._tick)
        world.strike(world.weather.device_killed * world.dice.uniform(0.5, 10), self.kill)

    def follow(self) -> None:
        """Follow what this device shows; it knows nothing of before."""

    def show(self, kind: type[m.State], tell: Callable[[Any], None] = lambda _state: None, **names: str) -> None:
        """Follow one state."""
        topic = topics.topic(HALL, kind, **names)
        bus = self._bus

        def showed(state: Any) -> None:
            if bus is self._bus:
                self.history.lines.append(Showed(self.world.t, self.id, topic, state))
                tell(state)

        self.link.follow(kind, showed, **names)

    def ask(self, command: type[m.Command], tell: Callable[[Any], None] = lambda _reply: None, **fields: Any) -> None:
        """Ask the hub for something."""
        bus, asked = self._bus, ""

        def told(reply: m.Reply | None) -> None:
            self.history.lines.append(Ended(self.world.t, self.id, asked, reply.ok if reply else None))
            self.waits_for.discard(asked)
            if bus is self._bus:
                tell(reply)

        asked = self.link.ask(command, told, **fields)
        self.history.lines.append(Began(self.world.t, self.id, asked))
        self.waits_for.add(asked)

    def kill(self) -> None:
        """SIGKILL, and begin again."""
        self._bus.vanish()
        self.waits_for.clear()
        self.history.lines.append(Died(self.world.t, self.id))
        self._boot()

    def _boot(self) -> None:
        self._bus = SimBus(self.world, self.history, self._server, self.id, Will(*Link.will(HALL, self.id, self._app)))
        clocks = (self._now, lambda: self.world.t)
        self.link = Link(self._bus, HALL, self.id, self._app, lambda do: do(), lambda _seen: None, *clocks)
        self.follow()
        self.link.start()

    def _tick(self) -> None:
        self.link.tick()

    def _now(self) -> datetime:
        return self.world.now() + self._clock_off


class Terminal(Device):
    """A window's terminal, and a clerk who works by what it shows."""

    def __init__(self, world: World, history: History, server: Server, n: int) -> None:
        self._window, self._staff = f"w{n:02d}", f"c{n:03d}"
        self._shown: m.WindowState | None = None
        self._queues: dict[str, m.StaffQueue] = {}
        super().__init__(world, history, server, f"terminal-{n}", App.WINDOW)
        world.every(0.2, 3, self._clerk)

    def follow(self) -> None:
        """See `Device`."""
        self._shown, self._queues = None, {}
        self.show(m.WindowState, self._show, window=self._window)
        for service in SERVICES:
            self.show(
                m.StaffQueue, lambda state, service=service: self._queues.update({service: state}), service=service
            )

    def _show(self, state: m.WindowState) -> None:
        self._shown = state

    def _clerk(self) -> None:
        shown, dice = self._shown, self.world.dice
        if self.world.calm or shown is None or (self.waits_for and dice.random() < 0.8):
            return
        wants = self._wants(shown)
        for _click in range(2 if dice.random() < 0.2 else 1):
            command, more = wants
            holding = shown.ticket.id if shown.ticket else None
            self.ask(command, holding=holding, staff=self._staff, **more)

    def _wants(self, shown: m.WindowState) -> Wants:
        dice = self.world.dice
        if shown.clerk is None:
            return m.SignIn, {"pin": PINS[self._staff] if dice.random() < 0.9 else "9999"}
        if shown.undo and dice.random() < 0.07:
            return m.Undo, {}
        if shown.ticket is None:
            return self._free(shown)
        if shown.ticket.state is TicketState.CALLED:
            return dice.choice((m.StartService, m.StartService, m.StartService, m.Recall, m.NoShow)), {}
        return self._serving()

    def _free(self, shown: m.WindowState) -> Wants:
        dice = self.world.dice
        if shown.condition is not Condition.OPEN:
            return m.OpenWindow, {}
        queues = self._queues.values()
        wants: list[tuple[float, Wants]] = [(0.8, (m.CallNext, {}))]
        wants += [(0.02, (kind, {})) for kind in (m.PauseWindow, m.CloseWindow, m.SignOut)]
        if aside := [ticket.id for queue in queues for ticket in queue.aside]:
            wants.append((0.14, (m.ReinstateTicket, {"ticket": dice.choice(aside), "reason": "回来了"})))
        if waiting := [ticket.id for queue in queues for ticket in queue.tickets]:
            wants.append((0.05, (m.CallTicket, {"ticket": dice.choice(waiting), "reason": "急事"})))
        return self._one_of(wants)

    def _serving(self) -> Wants:
        elsewhere = {"service": self.world.dice.choice(SERVICES), "placing": self.world.dice.choice(list(Placing)[:3])}
        return self._one_of(
            [
                (0.65, (m.FinishService, {})),
                (0.2, (m.TransferTicket, elsewhere | {"reason": "另办"})),
                (0.1, (m.ParkTicket, {"reason": "复印"})),
                (0.05, (m.Note, {"text": "缺照片"})),
            ]
        )

    def _one_of(self, wants: list[tuple[float, Wants]]) -> Wants:
        return self.world.dice.choices([want for _, want in wants], [weight for weight, _ in wants])[0]


class Wall(Device):
    """A screen that shows what is told to everybody."""

    def __init__(self, world: World, history: History, server: Server, id_: str = "wall-1") -> None:
        super().__init__(world, history, server, id_, App.WALL)

    def follow(self) -> None:
        """See `Device`."""
        self.show(m.HallToday)
        self.show(m.HallRecord)
        self.show(m.Board, zone="main")
        for service in SERVICES:
            self.show(m.ServiceQueue, service=service)
        for window in ("w01", "w02"):
            self.show(m.WindowState, window=window)


class Button:
    """A bare call-button: it has no ids, no answers and no memory, and presses whether there is a link or not."""

    def __init__(self, world: World, history: History, server: Server, n: int) -> None:
        self._world = world
        self._bus = SimBus(world, history, server, f"button-{n}")
        self._bus.start(lambda _message: None, lambda _linked: None)
        self._topic = f"{TOP}/cmd/button-{n}/call-next"
        world.every(0.5, 12, self._press)

    def _press(self) -> None:
        if not self._world.calm:
            self._bus.publish(self._topic, b"")


class Listener:
    """Hears every event for as long as its link lasts."""

    def __init__(self, world: World, history: History, server: Server) -> None:
        self._bus = SimBus(world, history, server, "listener")
        self._bus.subscribe(f"{TOP}/event")
        self._bus.start(lambda _message: None, lambda _linked: None)
