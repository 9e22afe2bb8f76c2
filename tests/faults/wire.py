"""An MQTT server and its network in memory: what `Bus` promises, and everything that may go wrong with it.

A connection is two lines. What goes up arrives in order, as TCP has it. What comes down is in order for each topic, as
MQTT has it; topics overtake each other. A line that is cut loses what is on it; one half-open loses everything, and
nobody is told for a while. What asks for something may also be held up beyond its connection, or come once more.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from math import inf

from broker.client.bus import Received, Will
from tests.faults.history import Came, Fault, History, Sent, Taken
from tests.faults.world import World

KEEPALIVE_S = 15.0
"""After so long the server, and after at most as long a client, notices that nothing comes any more."""


CONNECT_S = 3.0
"""How long a client waits for the server's word that it is accepted."""


class Connection:
    """One link of one client, as long as both its lines last."""

    def __init__(self, world: World, number: int, client: "SimBus") -> None:
        self._world, self.number, self.client = world, number, client
        self.up_until = self.down_until = inf
        self.topics: list[str] = []
        self.last: dict[str, Received] = {}
        self._up_free = 0.0
        self._down_free: defaultdict[str, float] = defaultdict(float)

    def up(self, arrive: Callable[[], None]) -> None:
        """Send something to the server."""
        self._up_free = self._send(self._up_free, lambda: self.up_until, arrive)

    def down(self, topic: str, arrive: Callable[[], None]) -> None:
        """Send something to the client."""
        self._down_free[topic] = self._send(self._down_free[topic], lambda: self.down_until, arrive)

    def cut(self) -> None:
        """Lose what is on both lines, and what will be."""
        self.up_until = min(self.up_until, self._world.t)
        self.down_until = min(self.down_until, self._world.t)

    def cut_within_what_was_sent(self) -> None:
        """The client's process is gone; some of what it sent last still arrives."""
        last = max(self._up_free, self._world.t)
        self.up_until = min(self.up_until, self._world.dice.uniform(self._world.t, last + 0.001))
        self.down_until = min(self.down_until, self._world.t)

    def _send(self, free: float, until: Callable[[], float], arrive: Callable[[], None]) -> float:
        world, dice = self._world, self._world.dice
        takes = dice.uniform(0.0002, 0.004)
        if world.chance(world.weather.slow):
            takes = dice.uniform(0.05, 2.5)
        arrives = max(free, world.t + takes)

        def come() -> None:
            if world.t <= until():
                arrive()

        world.at(arrives, come)
        return arrives


class Server:
    """The MQTT server. `kept` are its retained messages, by topic."""

    def __init__(self, world: World, history: History) -> None:
        self._world, self._history = world, history
        self.up = True
        self.kept: dict[str, bytes] = {}
        self._sessions: dict[str, Connection] = {}
        self._links = 0

    def accept(self, client: "SimBus") -> Connection | None:
        """A client connects; one of the same name is thrown off."""
        if not self.up:
            return None
        if old := self._sessions.get(client.name):
            self.lose(old)
        self._links += 1
        connection = Connection(self._world, self._links, client)
        self._sessions[client.name] = connection
        return connection

    def lose(self, connection: Connection, *, in_order: bool = False) -> None:
        """A client is gone, which the others are told by its last will, unless it said goodbye."""
        if self._sessions.get(connection.client.name) is not connection:
            return
        del self._sessions[connection.client.name]
        connection.cut()
        will = connection.client.will
        if will and not in_order:
            self._spread(Received(will.topic, will.payload, retained=True, duplicate=False))

    def subscribe(self, connection: Connection, topics: tuple[str, ...]) -> None:
        """A client wants to hear topics; what is kept of them comes at once."""
        if self._sessions.get(connection.client.name) is connection:
            connection.topics += topics
            for topic, payload in self.kept.items():
                if any(_fits(wanted, topic) for wanted in topics):
                    self._hand(connection, Received(topic, payload, retained=True, duplicate=False))

    def take(self, connection: Connection, topic: str, payload: bytes, *, retain: bool) -> None:
        """A client says something. What asks for something may be held up on its way, or come again, by chance."""
        if self._sessions.get(connection.client.name) is not connection:
            return
        world, weather = self._world, self._world.weather
        asks = "/cmd/" in topic
        if asks and world.chance(weather.twice / 2):
            # A press has no id: nobody but the flag tells that it is the same one.
            duplicate = not payload or world.dice.random() < 0.5
            again = Received(topic, payload, retained=False, duplicate=duplicate)
            world.after(world.dice.uniform(0, 40), lambda: self._spread(again))
        message = Received(topic, payload, retained=retain, duplicate=False)
        self._history.lines.append(Taken(world.t, connection.client.name, connection.number, topic, payload))
        if asks and world.chance(weather.held):
            world.after(world.dice.uniform(2, 45), lambda: self._spread(message))
        else:
            self._spread(message)

    def kill(self) -> None:
        """SIGKILL: every link is lost, and all that was retained."""
        self.up = False
        gone, self._sessions = list(self._sessions.values()), {}
        self.kept.clear()
        for connection in gone:
            connection.cut()
            connection.client.notice(connection)

    def links(self) -> list[Connection]:
        """Every link there is."""
        return list(self._sessions.values())

    def _spread(self, message: Received) -> None:
        if not self.up:
            return
        if message.retained and message.payload:
            self.kept[message.topic] = message.payload
        elif message.retained:
            self.kept.pop(message.topic, None)
        for connection in list(self._sessions.values()):
            if any(_fits(wanted, message.topic) for wanted in connection.topics):
                self._hand(connection, replace(message, retained=False))

    def _hand(self, connection: Connection, message: Received) -> None:
        """Deliver once or, by chance, twice, and then perhaps with what came before it."""
        connection.down(message.topic, lambda: connection.client.come(message))
        before = connection.last.get(message.topic, message)
        connection.last[message.topic] = message
        if self._world.chance(self._world.weather.twice):
            for one in (before, message) if self._world.dice.random() < 0.5 else (message,):
                connection.down(message.topic, partial(connection.client.come, replace(one, duplicate=True)))


class SimBus:
    """A client's end; see `Bus`."""

    def __init__(
        self,
        world: World,
        history: History,
        server: Server,
        name: str,
        will: Will | None = None,
    ) -> None:
        self._world, self._history, self._server = world, history, server
        self.name, self.will = name, will
        self._topics: list[str] = []
        self._link: Connection | None = None
        self._trying: Connection | None = None
        self._alive = True

    # What the seam promises -----------------------------------------------------------------------

    def start(self, on_message: Callable[[Received], None], on_link: Callable[[bool], None]) -> None:
        """See `Bus`."""
        self._on_message, self._on_link = on_message, on_link
        self._world.after(self._world.dice.uniform(0, 0.1), self._connect)

    def stop(self) -> None:
        """See `Bus`."""
        link, self._link, self._alive = self._link, None, False
        if link:
            link.up(lambda: self._server.lose(link, in_order=True))
            link.down_until = self._world.t

    def subscribe(self, *topics: str) -> None:
        """See `Bus`."""
        self._topics += topics
        if link := self._link:
            link.up(lambda: self._server.subscribe(link, topics))

    def publish(
        self, topic: str, payload: bytes, *, retain: bool = False, on_taken: Callable[[], None] | None = None
    ) -> bool:
        """See `Bus`."""
        self._history.lines.append(Sent(self._world.t, self.name, topic, payload))
        link = self._link
        if link is None:
            return False

        def taken() -> None:
            if on_taken and self._link is link:
                on_taken()

        def arrive() -> None:
            self._server.take(link, topic, payload, retain=retain)
            link.down("", taken)

        link.up(arrive)
        return True

    # What happens to it ---------------------------------------------------------------------------

    def come(self, message: Received) -> None:
        """A message came down the line."""
        if self._alive and self._link:
            self._history.lines.append(
                Came(self._world.t, self.name, message.topic, message.payload, message.retained, message.duplicate)
            )
            self._on_message(message)

    def notice(self, link: Connection) -> None:
        """This link is lost, and now the client knows."""
        if self._link is link:
            self._link = None
            self._on_link(False)  # noqa: FBT003 - a callback's arguments have no names
            self._retry()

    def cut(self) -> None:
        """The link breaks, and both ends know."""
        if link := self._link:
            link.cut()
            self._server.lose(link)
            self.notice(link)

    def half_open(self) -> None:
        """Nothing passes any more, in one direction or in both, and nobody knows yet."""
        if link := self._link:
            which = self._world.dice.randrange(3)
            link.up_until = self._world.t if which != 1 else link.up_until
            link.down_until = self._world.t if which != 2 else link.down_until
            self._world.after(self._world.dice.uniform(10, KEEPALIVE_S), lambda: self.notice(link))
            self._world.after(KEEPALIVE_S, lambda: self._server.lose(link))

    def vanish(self) -> None:
        """SIGKILL: the process is gone; the server is told by the machine, or if that died too by silence."""
        link, self._link, self._alive = self._link, None, False
        if link:
            link.cut_within_what_was_sent()
            told = KEEPALIVE_S if self._world.chance(0.2) else max(0.0, link.up_until - self._world.t)
            self._world.after(told, lambda: self._server.lose(link))

    def _connect(self) -> None:
        if not self._alive or self._link or self._trying:
            return
        link = self._server.accept(self)
        if link is None:
            self._retry()
            return
        self._trying = link
        link.down("", lambda: self._connected(link))
        self._world.after(CONNECT_S, lambda: self._give_up(link))

    def _give_up(self, link: Connection) -> None:
        if self._trying is link:
            self._trying = None
            self._server.lose(link)
            self._retry()

    def _connected(self, link: Connection) -> None:
        if self._trying is not link or not self._alive:
            return
        self._trying, self._link = None, link
        if topics := tuple(self._topics):
            link.up(lambda: self._server.subscribe(link, topics))
        self._on_link(True)  # noqa: FBT003 - as above

    def _retry(self) -> None:
        self._world.after(self._world.dice.uniform(1, 4), self._connect)


def strikes(world: World, history: History, server: Server) -> None:
    """Let the network and the server fail, by chance."""

    def one(break_: Callable[[SimBus], None], what: str) -> None:
        if links := server.links():
            client = world.dice.choice(links).client
            history.lines.append(Fault(world.t, f"{what}: {client.name}"))
            break_(client)

    def kill() -> None:
        if server.up:
            history.lines.append(Fault(world.t, "the MQTT server is killed"))
            server.kill()
            world.after(world.dice.uniform(0.2, 8), start)

    def start() -> None:
        server.up = True

    world.strike(world.weather.cut, lambda: one(SimBus.cut, "link cut"))
    world.strike(world.weather.half_open, lambda: one(SimBus.half_open, "link half-open"))
    world.strike(world.weather.server_killed, kill)


def _fits(wanted: str, topic: str) -> bool:
    if "+" not in wanted:
        return wanted == topic
    levels, of = wanted.split("/"), topic.split("/")
    return len(levels) == len(of) and all(w in {"+", t} for w, t in zip(levels, of, strict=True))
