"""A hall around the clerk's terminal, and somebody who sits at it."""

import json
from datetime import timedelta

from broker.server import mosquitto
from kiosk.ui.stage import NotYetError, find, play
from tests.hall import HALL, TOP, Clock, HubHere, Peer, free_port, write_hall
from tests.kiosk.window.test_looks import texts

PATIENCE_MS = 20_000
BEHIND = """
[[service]]
id = "papers"
name = { zh = "证照制作", en = "Making certificates" }
series = "C"
behind = true
[[service]]
id = "tax"
name = { zh = "税务", en = "Tax" }
series = "D"
[[window]]
id = "w03"
label = "3"
services = [["tax"]]
"""
QUEUE = "no_show_after_s = 0"
CALENDAR = """
[[calendar]]
id = "office"
workday = HOURS
weekend = HOURS
holiday = HOURS
"""


class Place:
    """A hall with its server and hub, and a peer that takes tickets and hears every command.

    Args:
        folder: for its files.
        queue: what it has chosen of the rules.
        hours: of window 1, such as `00:00-13:00`; then it is half past noon.
    """

    def __init__(self, folder, queue=QUEUE, hours=""):
        self.folder, self.port = folder, free_port()
        self.clock = Clock()
        settings = write_hall(folder, self.port, more=f"{BEHIND}[queue]\n{queue}\n{CALENDAR if hours else ''}")
        own = 'services = [["residence"], ["household"]]'
        more = 'services = [["residence"], ["household", "papers"]]\ntidal = ["tax"]'
        if hours:
            more += '\ncalendar = "office"'
            self.clock.go_to((self.clock.now() + timedelta(days=1)).replace(hour=12, minute=30))
        settings.write_text(settings.read_text("utf-8").replace(own, more).replace("HOURS", f'["{hours}"]'), "utf-8")
        self._server = None
        self.start_server()
        self.hub = HubHere(settings, self.clock).start()
        self.peer = Peer(self.port, "kiosk-1", *self._topics("terminal-1"))
        self.colleague = Peer(self.port, "terminal-2")

    @staticmethod
    def _topics(terminal):
        return f"{TOP}/cmd/{terminal}/+", f"{TOP}/event", f"{TOP}/device/{terminal}/health"

    def start_server(self):
        self._server = mosquitto.running("127.0.0.1", self.port, self.folder)
        self._server.__enter__()

    def stop_server(self):
        if self._server:
            self._server.__exit__(None, None, None)
            self._server = None

    def take(self, service="residence", **more):
        return self.peer.ask("issue-ticket", made=self.clock.now(), service=service, **more)["ticket"]

    def commands(self):
        """Each command of the terminal once, as (verb, body)."""
        heard = [m for m in self.peer.heard if "/cmd/terminal-1/" in m.topic]
        bodies = {json.loads(m.payload)["id"]: (m.topic.rpartition("/")[2], json.loads(m.payload)) for m in heard}
        return list(bodies.values())

    def sent(self, verb):
        """The last command of this verb, but for what every command carries; empty while there was none."""
        bodies = [body for name, body in self.commands() if name == verb]
        always = {"v", "id", "at", "until", "staff"}
        return {name: told for name, told in bodies[-1].items() if name not in always} if bodies else {}

    def events(self):
        return [event["name"] for event in self.peer.events()]

    def device_file(self, device="terminal-1", window='window = "w01"', hardware=""):
        path = self.folder / f"{device}.toml"
        told = f'[device]\nid = "{device}"\nhall = "{HALL}"\n{window}\n[mqtt]\nport = {self.port}\n'
        path.write_text(f"{told}[hardware]\n{hardware}\n", "utf-8")
        return path

    @property
    def reader(self):
        """The folder that is the reader of badges."""
        return self.folder / "reader"

    def lay(self, badge, fault=""):
        """Lay a badge, in the place of the one that may lie there."""
        (self.reader / "fault").unlink(missing_ok=True)
        if fault:
            (self.reader / "fault").write_text(fault)
        (self.reader / ".new").write_text(badge)
        (self.reader / ".new").rename(self.reader / "card")

    def lift(self):
        (self.reader / "card").unlink()


class Clerk:
    """Somebody at the terminal."""

    def __init__(self, qtbot, terminal):
        self.qtbot, self.window, self.terminal = qtbot, terminal.show.window, terminal

    def until(self, true):
        self.qtbot.waitUntil(true, timeout=PATIENCE_MS)

    @property
    def face(self):
        return self.window.property("terminal").shown

    @property
    def asked(self):
        """The panel's present question, or empty."""
        return self.window.property("terminal").panel["ask"]

    @property
    def lines(self):
        """Each service with the numbers of those who wait for it, as the terminal shows them."""
        lines = self.window.property("terminal").queues
        return {line["service"]: [mark["number"] for mark in line["first"]] for line in lines}

    def first_of(self, service):
        return self.lines.get(service, [])

    @property
    def said(self):
        return "\n".join(text.property("text") for text in texts(self.window))

    def reads(self, words):
        self.until(lambda: words in self.said)

    def can(self, verb):
        try:
            return bool(find(self.window, verb))
        except NotYetError:
            return False

    def presses(self, *keys):
        for key in keys:
            play(self.window, f"key {key}")

    def presses_when_lit(self, key, verb):
        self.until(lambda: verb in self.face.possible)
        self.presses(key)

    def clicks(self, *names):
        for name in names:
            self.until(lambda name=name: self.can(name))
            play(self.window, f"tap {name}")

    def types(self, name, text):
        self.until(lambda: self.can(name))
        play(self.window, f"type {name} {text}")

    def writes(self, name, text):
        """As an input method does."""
        self.until(lambda: self.can(name))
        find(self.window, name).setProperty("text", text)

    def signs_in(self, staff="c001", pin="2468"):
        self.until(lambda: self.face.page == "sign-in" and "sign-in" in self.face.possible)
        for name, text in (("staff", staff), ("pin", pin)):
            find(self.window, name).setProperty("text", text)
        find(self.window, "pin").forceActiveFocus()
        self.presses("Return")

    def types_pin(self, pin):
        self.until(lambda: "sign-in" in self.face.possible)
        find(self.window, "pin").setProperty("text", pin)
        self.presses("Return")

    def opens(self):
        self.signs_in()
        self.until(lambda: self.face.page == "work")
        self.presses_when_lit("F1", "open-window")
        self.until(lambda: self.face.condition == "open")

    def calls(self):
        """Open and call whoever is next."""
        self.opens()
        self.presses_when_lit("F2", "call-next")
        self.until(lambda: self.face.state == "called")

    def serves(self):
        """Open, call whoever is next, and start."""
        self.calls()
        self.presses_when_lit("F4", "start-service")
        self.until(lambda: self.face.state == "serving")
