"""A hall with everything a hall may have, some of its devices hostile, others honest, and whoever hears all."""

import json
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from broker.server.mosquitto import running
from tests.fuzz.forge import HOSTILE, STRANGERS
from tests.hall import PINS, TOP, HubProcess, Peer, command, free_port, stopping, wait_until, write_hall

HONEST = ("kiosk-1", "terminal-1")
MORE = """
[[calendar]]
id = "office"
workday = ["00:00-12:00", "12:05-23:59"]
weekend = ["00:00-12:00", "12:05-23:59"]
holiday = ["00:00-23:59"]
[[service]]
id = "certificates"
name = {{ zh = "出证", en = "Certificates" }}
series = "C"
calendar = "office"
[service.booking]
slot_min = 30
quota = 3
[[service]]
id = "review"
name = {{ zh = "审核", en = "Review" }}
series = "R"
behind = true
[[service]]
id = "appeal"
name = {{ zh = "办不成事", en = "Appeals" }}
series = "P"
kind = "appeal"
must_show = "typed"
[[service]]
id = "visit"
name = {{ zh = "上门服务", en = "Home visits" }}
series = "H"
kind = "home"
calendar = "office"
[service.booking]
[[window]]
id = "w03"
label = "3"
services = [["certificates", "review"], ["household", "appeal", "visit"]]
attributes = ["low-counter"]
tidal = ["residence"]
[[device]]
id = "terminal-3"
app = "window"
window = "w03"
[[device]]
id = "voice-1"
app = "voice"
[[journey]]
id = "birth"
name = {{ zh = "出生一件事", en = "A birth" }}
stages = [["household"], ["residence", "review"]]
[holidays]
off = [{off}]
[queue]
no_show_after_s = 0
lease_numbers = 8
strained_over = 3
tickets_a_day = 60
[queue.priority]
age = 65
reasons = ["disability", "pregnant"]
confirm = ["pregnant"]
"""
REFUSALS_OF_THE_DAY = {"no-one-waiting", "wrong-state", "already-holding", "limit-reached", "changed"}
"""What an honest device may be told by a hall that is full of strange people."""


class Eavesdropper(Peer):
    """Hears everything, and keeps of each kind what somebody may use: no refs, holders or names of honest people."""

    def __init__(self, port: int) -> None:
        self.known: defaultdict[str, deque[Any]] = defaultdict(lambda: deque(maxlen=40))
        self.replies: list[tuple[str, bytes]] = []
        self.states: dict[str, bytes] = {}
        self.newest = 0
        super().__init__(port, "listener", f"{TOP}/event", f"{TOP}/state/#", f"{TOP}/reply/+")

    def learn(self) -> None:
        """Take in what was heard since the last time."""
        heard = self.heard[:]
        del self.heard[: len(heard)]  # more may come meanwhile
        for message in heard:
            body = json.loads(message.payload) if message.payload else {}
            kind, _, about = message.topic.removeprefix(f"{TOP}/").partition("/")
            if kind == "reply":
                self.replies.append((about, message.payload))
                self._keep(body, own=about not in HONEST)
            elif kind == "state":
                self.states[message.topic] = message.payload
            else:
                self.newest = max(self.newest, body["seq"])
                self._keep(body, own=True)
            if about == "window/w02":
                ticket = body.get("ticket")
                self.known["holding"] = deque([ticket["id"] if ticket else None] * 3, maxlen=4)
                if self.known["ticket"]:
                    self.known["holding"].append(self.known["ticket"][-1])

    def _keep(self, body: dict[str, Any], *, own: bool) -> None:
        known = self.known
        known["command"] += [body[name] for name in ("re", "cause") if body.get(name)]
        known["leased"] += body.get("leases") or ()
        known["lease"] += [lease["id"] for lease in body.get("leases") or ()]
        known["slot"] += [slot["at"] for slot in (body.get("slots") or ())[:9]]
        known["day"] += [body["day"]] if body.get("day") else []
        for name in ("ticket", "appointment"):
            one = body.get(name)
            if isinstance(one, str):
                known[name].append(one)
                known["number"] += [body["number"]] if "number" in body else []
            elif one:
                known[name].append(one["id"])
                known["ref"] += [one["ref"]] if own and "ref" in one else []


class Honest:
    """A kiosk and a clerk who do their work; each answer must be one that an honest device may get."""

    def __init__(self, port: int, dice: Random) -> None:
        self.kiosk, self.clerk = (Peer(port, name) for name in HONEST)
        self.asked: list[tuple[str, str, dict[str, object]]] = []
        self.served = self.issued = 0
        self.slowest_s = 0.0
        self.refs: list[str] = []
        self._dice = dice
        self._holding: str | None = None

    def begin(self) -> None:
        """The clerk comes in the morning."""
        for verb, more in (("sign-in", {"pin": PINS["c001"]}), ("open-window", {})):
            self._ask(self.clerk, verb, staff="c001", **more)

    def work(self) -> None:
        """Something of the day at each."""
        service = self._dice.choice(["residence", "household", "certificates"])
        reply = self._ask(self.kiosk, "issue-ticket", service=service, holder=None)
        if reply["ok"]:
            self.issued += 1
            self.refs.append(reply["ticket"]["ref"])
        found = self._ask(self.kiosk, "find-ticket", ref=self.refs[-1])
        assert [one["ref"] for one in found["tickets"]] == self.refs[-1:] or not found["tickets"]
        called = self._ask(self.clerk, "call-next", staff="c001", holding=None)
        if called["ok"] and called["ticket"]:
            for verb in ("start-service", "finish-service"):
                done = self._ask(self.clerk, verb, staff="c001", holding=called["ticket"]["id"])
                assert done["ok"], (verb, done)
            self.served += 1

    def stop(self) -> None:
        """Go home."""
        self.kiosk.stop()
        self.clerk.stop()

    def _ask(self, peer: Peer, verb: str, **fields: object) -> dict[str, Any]:
        body = command(**fields)
        self.asked.append((peer.device, verb, body))
        began = datetime.now(UTC)
        reply: dict[str, Any] = peer.ask(verb, body)
        self.slowest_s = max(self.slowest_s, (datetime.now(UTC) - began).total_seconds())
        assert reply["ok"] or reply["error"]["code"] in REFUSALS_OF_THE_DAY, (verb, fields, reply)
        peer.heard.clear()
        return reply


class Besieged:
    """The hall while it is attacked."""

    def __init__(self, folder: Path, port: int, dice: Random) -> None:
        year = datetime.now(UTC).year
        off = ", ".join(f'"{year + n}-01-01"' for n in (0, 1))
        self.settings = write_hall(folder, port, kiosks=3, more=MORE.format(off=off))
        self.hub = HubProcess(self.settings)
        self.hub.start()
        self.port = port
        self.listener = Eavesdropper(port)
        self.honest = Honest(port, dice)
        self.hostile = {name: Peer(port, name) for name in (*HOSTILE, *STRANGERS)}
        self.stray = Peer(port, "stray")
        self.probes: list[tuple[str, str, dict[str, object]]] = []

    def stop(self) -> None:
        """Everybody leaves."""
        for one in (self.listener, self.honest, self.stray, *self.hostile.values(), self.hub):
            one.stop()

    def let_hostile_clerk_in(self) -> None:
        """Also a clerk may be hostile: one who is signed in can lie about more."""
        for verb, more in (("sign-in", {"pin": PINS["c002"]}), ("open-window", {})):
            body = command(staff="c002", **more)
            self.hostile["terminal-2"].ask(verb, body)
            self.probes.append(("terminal-2", verb, body))

    def settle(self) -> None:
        """Wait until all that was said so far is decided, and take in what was heard."""
        for device, verb in (("kiosk-2", "find-ticket"), ("kiosk-3", "find-ticket"), ("terminal-2", "recall")):
            peer = self.hostile[device]
            body = command(ref="0" * 32) if verb == "find-ticket" else command(holding=command()["id"])
            peer.say(verb, body)
            self.probes.append((device, verb, body))
            wait_until(lambda p=peer, b=body: any(p.is_reply(m, b["id"]) for m in list(p.heard)), f"{device} is deaf")
            peer.heard.clear()
        self.listener.learn()


@contextmanager
def besieged(folder: Path, dice: Random) -> Iterator[Besieged]:
    """A hall of real processes, at work."""
    port = free_port()
    with running("127.0.0.1", port, folder / "server"):
        hall = Besieged(folder, port, dice)
        with stopping(hall):
            hall.honest.begin()
            yield hall
