"""The busiest day of a hall with 238 windows, 20 kiosks and 300 screens, over the wire at many times its speed.

python tests/bench/day.py [--speed 100] [--minutes MINUTES]

The day is played by `yimen simulate` first; then every command that made one of its events is sent to a real hub
through a real MQTT server, so many times faster than it came in the day. The hub's own clock goes as always: what is
measured is that it bears so many commands, events and states a second, not what its rules make of waits of a hundredth.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rich.console import Console
from rich.table import Table

from broker.contract import messages as m
from broker.contract.values import Standing
from broker.server.mosquitto import running
from tests.bench import centre_hall as centre
from tests.bench.crowd import Asker, Crowd
from tests.bench.issue import go
from tests.bench.rig import HERE, PIN, free_port, process, quantile
from tests.bench.usage import Usage

BEFORE_S = 2.0
AGAIN_S, TRIES = 0.02, 100
ON_ITS_WAY = {"call-next": "no-one-waiting", "authorise": "unknown-ticket"}
"""A clerk who finds nobody yet, because the ticket is still on its way, looks again."""
WHY = {"reason": "按规定办理"}

Ask = tuple[str, dict[str, Any]]


class Replay:
    """A played day on its way over the wire.

    Args:
        crowd: what carries it.
        events: the day, with the second at which each event happened.
        speed: how many times faster.
    """

    def __init__(self, crowd: Crowd, events: list[tuple[float, m.Event]], speed: float) -> None:
        self.crowd = crowd
        self.kiosks = [crowd.asker(centre.HALL, f"k{n:03d}") for n in range(centre.KIOSKS)]
        self.terminals = {window: crowd.asker(centre.HALL, f"t-{window}") for window in centre.PROFILE.windows}
        self.took: defaultdict[str, list[float]] = defaultdict(list)
        self.refused: Counter[str] = Counter()
        self.called: dict[str, tuple[str, float]] = {}  # number -> window, when it was asked for
        self.late: list[float] = []
        self.seqs: list[int] = []
        self._holding: dict[str, str | None] = dict.fromkeys(self.terminals)
        self._queues: dict[str, deque[Callable[[], None]]] = {window: deque() for window in self.terminals}
        self._busy: set[str] = set()
        self._real: dict[str, str] = {}
        self._refs: dict[str, str] = {}
        self._left = 0
        crowd.join("observer", [f"yimen/v1/{centre.HALL}/event"], self._on_event)
        first = next(second for second, event in events if isinstance(event, m.ClerkSignedIn))
        self.start = time.perf_counter() + 1.0
        for second, event in events:
            if (act := self._act(event)) is not None:
                self._left += 1
                due = self.start + max(0.0, second - first) / speed
                crowd.at(due, partial(self._do, due, act))

    def run(self) -> None:
        """Until every command has its reply."""
        self.crowd.run(lambda: not self._left)
        self.ended = time.perf_counter()
        self.crowd.rest(BEFORE_S)

    def _do(self, due: float, act: Callable[[], None]) -> None:
        self.late.append(time.perf_counter() - due)
        act()

    def _act(self, event: m.Event) -> Callable[[], None] | None:
        """What made an event, as something to do; None for what happened by itself."""
        match event:
            case m.TicketIssued():
                return partial(self._issue, event)
            case m.TicketReinstated() if event.staff is None:
                return partial(self._check_in, event.ticket)
            case m.TicketReinstated() | m.TicketAuthorised():
                asked = {"standing": event.standing} if isinstance(event, m.TicketAuthorised) else {}
                return self._clerk((event.staff or "").rpartition("-")[0], event, asked | WHY, of=event.ticket)
            case m.TicketTransferred():
                return self._clerk(event.window, event, WHY | {"service": event.service})
            case m.AtWindow() | m.WindowEvent() if type(event) in VERBS:
                return self._clerk(event.window, event, {"pin": PIN} if isinstance(event, m.ClerkSignedIn) else {})
        return None

    def _clerk(self, window: str, event: m.Event, fields: dict[str, Any], of: str = "") -> Callable[[], None]:
        verb = VERBS[type(event)]
        recorded = event.ticket if isinstance(event, m.TicketCalled) else ""

        def make() -> Ask:
            return verb, fields | ({"ticket": self._real.get(of, of)} if of else {})

        return partial(self._line_up, window, partial(self._at_window, window, make, recorded, TRIES))

    def _issue(self, event: m.TicketIssued) -> None:
        standing = Standing.PRIORITY if event.standing is Standing.PRIORITY else Standing.NORMAL

        def given(reply: dict[str, Any], took: float) -> None:
            self._note("issue-ticket", reply, took)
            if reply["ok"]:
                self._real[event.ticket] = reply["ticket"]["id"]
                self._refs[reply["ticket"]["id"]] = reply["ticket"]["ref"]

        self._kiosk().ask("issue-ticket", given, service=event.service, standing=standing, holder=None)

    def _check_in(self, recorded: str) -> None:
        ref = self._refs.get(self._real.get(recorded, ""), "0" * 32)
        self._kiosk().ask("check-in", partial(self._note, "check-in"), ref=ref)

    def _kiosk(self) -> Asker:
        return self.kiosks[len(self.late) % len(self.kiosks)]

    def _line_up(self, window: str, act: Callable[[], None]) -> None:
        """A clerk does one thing after the other."""
        self._queues[window].append(act)
        self._next(window)

    def _next(self, window: str) -> None:
        if window not in self._busy and self._queues[window]:
            self._busy.add(window)
            self._queues[window].popleft()()

    def _at_window(self, window: str, make: Callable[[], Ask], recorded: str, tries: int) -> None:
        verb, fields = make()
        asked = time.perf_counter()

        def done(reply: dict[str, Any], took: float) -> None:
            if recorded and not reply["ok"] and reply["error"]["code"] == "no-one-waiting" and tries:
                self.crowd.at(
                    time.perf_counter() + AGAIN_S, partial(self._at_window, window, make, recorded, tries - 1)
                )
                return
            if reply["ok"]:
                ticket = reply["ticket"] if recorded else reply["window"]["ticket"]
                self._holding[window] = ticket and ticket["id"]
                if recorded:
                    self._real[recorded] = ticket["id"]
                    self.called.setdefault(ticket["number"], (window, asked))
            self._note(verb, reply, took)
            self._busy.discard(window)
            self._next(window)

        self.terminals[window].ask(verb, done, staff=f"s-{window}", holding=self._holding[window], **fields)

    def _note(self, verb: str, reply: dict[str, Any], took: float) -> None:
        self.took[verb].append(took)
        if not reply["ok"]:
            self.refused[f"{verb}: {reply['error']['code']}"] += 1
        self._left -= 1

    def _on_event(self, _topic: str, payload: bytes) -> None:
        head = payload[: payload.index(b'"id"')]
        self.seqs.append(int(head[head.index(b'"seq":') + 6 : head.rindex(b",")]))


VERBS: dict[type[m.Event], str] = {
    m.ClerkSignedIn: "sign-in",
    m.ClerkSignedOut: "sign-out",
    m.WindowOpened: "open-window",
    m.WindowPaused: "pause-window",
    m.WindowClosed: "close-window",
    m.TicketCalled: "call-next",
    m.TicketRecalled: "recall",
    m.ServiceStarted: "start-service",
    m.ServiceFinished: "finish-service",
    m.TicketMissed: "no-show",
    m.TicketParked: "park-ticket",
    m.TicketTransferred: "transfer-ticket",
    m.TicketReinstated: "reinstate-ticket",
    m.TicketAuthorised: "authorise",
}


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--speed", type=float, default=100)
    arguments.add_argument("--minutes", type=float, help="of the day, from its first clerk on; all of it")
    given = arguments.parse_args()
    err = Console(stderr=True)
    with err.status("the day is played"):
        events, _hall = centre.played(booked=False, calendars=False)
    if given.minutes:
        first = next(second for second, event in events if isinstance(event, m.ClerkSignedIn))
        events = [one for one in events if one[0] < first + 60 * given.minutes]
    groups = [",".join(topics) for topics in centre.screens()]
    with tempfile.TemporaryDirectory() as name, running("127.0.0.1", port := free_port(), Path(name)) as server:
        folder = Path(name)
        settings = centre.write(folder, port)
        watch = [str(HERE / "watchers.py"), str(port), centre.HALL, str(len(groups)), *groups]
        with (
            process(["-m", "broker", "hub", "--settings", str(settings)], folder / "hub.log") as hub,
            process(watch, folder / "watchers.log") as watchers,
        ):
            replay = Replay(Crowd(port), events, given.speed)
            usage = {"hub": Usage(hub.pid), "mosquitto": Usage(server.pid), "the bench itself": Usage()}
            with err.status("and sent"):
                replay.run()
            heard = go(watchers)
            tell(replay, heard, usage, given.speed)


def tell(replay: Replay, heard: dict[str, Any], usage: dict[str, Usage], speed: float) -> None:
    """Print what came of it."""
    say = Console(width=110)
    span = replay.ended - replay.start
    every = [1000 * took for took_ in replay.took.values() for took in took_]
    table = Table(f"at {speed:g} times the day's speed", "count", "a second", "p50 ms", "p99", "longest")
    rows = {verb: [1000 * took for took in replay.took[verb]] for verb in ("issue-ticket", "call-next")}
    for label, took in ({"commands": every} | rows).items():
        figures = (quantile(took, 0.5), quantile(took, 0.99), max(took))
        table.add_row(label, f"{len(took):,}", f"{len(took) / span:.0f}", *(f"{f:.1f}" for f in figures))
    late = [1000 * one for one in replay.late]
    figures = (quantile(late, 0.5), quantile(late, 0.99), max(late))
    table.add_row("sent later than due", "", "", *(f"{f:.1f}" for f in figures))
    table.add_row("events", f"{len(replay.seqs):,}", f"{len(replay.seqs) / span:.0f}", "", "", "")
    table.add_row("states at the screens", f"{heard['messages']:,}", f"{heard['messages'] / span:.0f}", "", "", "")
    waits = [1000 * (c - replay.called[n][1]) for n, came in heard["board"].items() if n in replay.called for c in came]
    figures = (quantile(waits, 0.5), quantile(waits, 0.99), max(waits))
    table.add_row("call -> each wall of its zone", f"{len(waits):,}", "", *(f"{f:.1f}" for f in figures))
    say.print(table)
    gaps = sum(later - earlier != 1 for earlier, later in zip(replay.seqs, replay.seqs[1:], strict=False))
    # Who is called again is shown again; what one number has too many must not hide what another lacks.
    missed = sum(max(0, centre.WALLS_EACH_ZONE - len(heard["board"].get(number, ()))) for number in replay.called)
    unseen = sum(not heard["window"].get(number) for number in replay.called)
    print(f"{span:.0f} s. Events out of order or missing: {gaps}. Calls that a wall never showed: {missed}.")
    print(f"Of {len(replay.called):,} numbers called, gone again before their window's own screen was told: {unseen}.")
    print(f"Refused: {dict(replay.refused)}")
    for label, one in usage.items():
        print(f"{label}: {100 * one.cpu():.0f} % of a core, {one.megabytes():.0f} MB")


if __name__ == "__main__":
    main()
