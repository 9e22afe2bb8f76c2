"""How a box sees its hall: the MQTT server, its account there, the hub, and the hub's clock."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from broker.client.bus import Received
from broker.client.join import address_of
from broker.client.link import CLOCK_OFF
from broker.client.paho_bus import PahoBus
from broker.client.unlinked import Unlinked
from broker.contract import codec, topics
from broker.contract.states import HallClock
from broker.runtime.settings.device import DeviceSettings
from broker.runtime.settings.file import SettingsError
from kiosk.technician.finding import Finding, fault, ok, warning

LINK_S = 10.0
"""How long a link may take: longer than an attempt, and its second one."""
CLOCK_S = 12.0
"""How long a hub may say nothing; it tells its clock every five seconds."""


def look_at_hall(path: Path, settings: DeviceSettings) -> Iterator[Finding]:
    """Link as this device and listen for the hub.

    The hall has one link for each device: one that runs already would lose its own for a moment.

    Args:
        path: Of device.toml.
        settings: What stands in it.
    """
    mqtt, device = settings.mqtt, settings.device
    where = f"{mqtt.host}:{mqtt.port}"
    try:
        address = address_of(path, mqtt, device.id)
    except SettingsError as error:
        yield from (fault("account", each, "copy the folder of this device here again") for each in error.faults)
        return
    if not mqtt.on_loopback and mqtt.ca_file is None:
        yield warning("server", f"the line to {where} is not encrypted", "for anything but a bare button set ca_file")
    guest = _Guest()
    bus = PahoBus(address, on_unlinked=guest.on_unlinked)
    bus.subscribe(topics.topic(device.hall, HallClock))
    bus.start(guest.on_message, guest.on_link)
    try:
        if not guest.wait_for_link():
            yield fault("server", f"{where}: no link as {device.id}", guest.why or "nothing was said in time")
            return
        yield ok("server", f"{where} takes {device.id}")
        if mqtt.password_file and not mqtt.ca_file:
            yield ok("hub", "not looked for: who comes in by the plain door hears nothing")
            return
        clock = guest.wait_for_clock()
    finally:
        bus.stop()
    yield from _of_clock(clock, device.hall, device.id)


def _of_clock(clock: tuple[datetime, datetime] | None, hall: str, device: str) -> Iterator[Finding]:
    if clock is None:
        todo = f"start yimen hub; if it runs: is its hall {hall!r}, and does hall.toml list {device!r}?"
        yield fault("hub", f"not heard within {CLOCK_S:g} s", todo)
        return
    yield ok("hub", "heard")
    told, here = clock
    ahead = here - told
    seconds = f"{ahead.total_seconds():+.1f} s against the hub's"
    if abs(ahead) > CLOCK_OFF:
        yield fault("clock", seconds, "set it: timedatectl set-ntp true, or see which of the two is wrong")
    else:
        yield ok("clock", seconds)
    ours = here.astimezone().utcoffset() or timedelta()
    if ours != told.utcoffset():
        todo = "screens go by the hall's; for logs and files: timedatectl set-timezone"
        yield warning("time zone", f"{ours} from UTC here, {told.utcoffset()} in the hall", todo)
    else:
        yield ok("time zone", f"{ours} from UTC, as in the hall")


class _Guest:
    """Waits, on our thread, for what the bus tells on its own.

    Attributes:
        why: Why there is no link, in words; empty while that is not known.
    """

    def __init__(self) -> None:
        self.why = ""
        self._linked = False
        self._settled, self._told = threading.Event(), threading.Event()
        self._clock: tuple[datetime, datetime] | None = None

    def wait_for_link(self) -> bool:
        self._settled.wait(LINK_S)
        return self._linked

    def wait_for_clock(self) -> tuple[datetime, datetime] | None:
        self._told.wait(CLOCK_S)
        return self._clock

    def on_link(self, linked: bool) -> None:  # noqa: FBT001  as the bus calls it
        if linked:
            self._linked = True
            self._settled.set()

    def on_unlinked(self, why: Unlinked) -> None:
        self.why = why.detail
        self._settled.set()

    def on_message(self, message: Received) -> None:
        if not message.retained and message.payload:  # one that the server kept may be old
            self._clock = codec.decode(HallClock, message.payload).at, datetime.now(UTC)
            self._told.set()
