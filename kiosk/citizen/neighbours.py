"""Where else a slip can be had: the kiosks of one's zone tell each other whether theirs come out."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from broker.contract.devices import Presence
from broker.contract.values import DeviceId, Text
from hardware.ticketprinter.paper import Words
from kiosk.citizen.face import Face
from kiosk.citizen.hearing import SLIPS
from kiosk.citizen.staff.lines import OUT
from kiosk.citizen.visit import Visit

MOST = 2
"""Places that are told; nobody keeps more in mind."""


class Neighbours:
    """Tells the other kiosks whether slips come out here, and visitors where they do when they don't here.

    What a kiosk is called the hub says, not the kiosk: nobody else can put words on another one's screen.

    Args:
        visit: the conversation.
        devices: those of the kiosk, working or not.
    """

    def __init__(self, visit: Visit, devices: Collection[str]) -> None:
        self._visit = visit
        self._has_printer, self._looked = SLIPS in devices, False
        self._printing: set[DeviceId] = set()
        visit.link.follow_devices(self._on_presence)
        visit.painting(self._paint)

    def on_device(self, part: str) -> None:
        """Hear that a device was looked at."""
        self._looked = self._looked or part == SLIPS

    def _on_presence(self, device: DeviceId, presence: Presence) -> None:
        (self._printing.add if presence.online and presence.prints else self._printing.discard)(device)
        self._visit.show()

    def _paint(self, face: Face) -> Face:
        hearing, link = self._visit.hearing, self._visit.link
        works = self._has_printer and hearing.works(SLIPS)
        link.tell(prints=works and self._looked and hearing.works(OUT))
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
