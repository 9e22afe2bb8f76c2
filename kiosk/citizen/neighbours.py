"""Where else a slip can be had: the kiosks of one's zone tell each other whether theirs come out."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from broker.contract.devices import Presence, Problem
from broker.contract.values import DeviceId, Text
from hardware.ticketprinter.paper import Words
from hardware.ticketprinter.printer import PrinterStatus
from kiosk.citizen.face import Face
from kiosk.citizen.hearing import SLIPS
from kiosk.citizen.staff.lines import OUT
from kiosk.citizen.visit import Visit

MOST = 2
"""Places that are told; nobody keeps more in mind."""
_PRINT = frozenset(status for status in PrinterStatus if status.prints)
_MAY_PRINT = _PRINT | {PrinterStatus.UNKNOWN, None}
"""What a printer says of which slips come out, and of which nobody knows better."""


class Neighbours:
    """Tells the other kiosks whether slips come out here, and visitors where they do when they don't here.

    What a kiosk is called the hub says, not the kiosk: nobody else can put words on another one's screen.

    Args:
        visit: the conversation.
        devices: those of the kiosk, working or not.
    """

    def __init__(self, visit: Visit, devices: Collection[str]) -> None:
        self._visit = visit
        self._has_printer = SLIPS in devices
        self._printer: str | None = None  # what it said of itself; None until it was looked at
        self._printing: set[DeviceId] = set()
        visit.link.follow_devices(self._on_presence)
        visit.painting(self._paint)

    def on_device(self, part: str, problem: Problem | None) -> None:
        """Hear how a device is."""
        if part == SLIPS:
            self._printer = problem.code if problem else PrinterStatus.OK

    def _on_presence(self, device: DeviceId, presence: Presence) -> None:
        prints = presence.online and presence.prints
        if prints != (device in self._printing):  # a hall has hundreds of devices, and few print
            (self._printing.add if prints else self._printing.discard)(device)
            self._visit.show()

    def _paint(self, face: Face) -> Face:
        works = self._has_printer and self._printer in _MAY_PRINT
        self._visit.link.tell(prints=self._printer in _PRINT and self._visit.hearing.works(OUT))
        # Without the hub another kiosk does not know the number either.
        others = [] if works or self._visit.alone else list(self._beside())[:MOST]
        printer = "works" if works else "away" if self._has_printer else "none"
        return replace(face, printer=printer, elsewhere=_either(others) if others else None)

    def _beside(self) -> Iterator[Text]:
        """What those of the same zone are called from which slips come out."""
        today, here = self._visit.hearing.today, self._visit.link.device
        kiosks = today.kiosks if today else ()
        zone = next((kiosk.zone for kiosk in kiosks if kiosk.id == here), None)
        for kiosk in kiosks:
            if kiosk.name and kiosk.zone == zone and kiosk.id != here and kiosk.id in self._printing:
                yield kiosk.name


def _either(places: list[Text]) -> Words:
    return Words(" 或 ".join(place.zh for place in places), " or ".join(place.en for place in places))
