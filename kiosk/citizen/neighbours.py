"""Where else a slip can be had: the kiosks of one's zone tell each other whether theirs come out."""

from collections.abc import Collection
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
    """Tells the others of the zone whether slips come out here, and visitors where they do when they don't here.

    Args:
        visit: the conversation.
        zone: in which the kiosk stands.
        name: what people call it; None for one that nobody is sent to.
        devices: those of the kiosk, working or not.
    """

    def __init__(self, visit: Visit, zone: str, name: Text | None, devices: Collection[str]) -> None:
        self._visit, self._zone, self._name = visit, zone, name
        self._printing: dict[DeviceId, Text] = {}
        self._has_printer, self._looked = SLIPS in devices, False
        visit.link.follow_devices(self._on_presence)
        visit.painting(self._paint)

    def on_device(self, part: str) -> None:
        """Hear that a device was looked at."""
        self._looked = self._looked or part == SLIPS

    def _on_presence(self, device: DeviceId, presence: Presence) -> None:
        self._printing.pop(device, None)
        if presence.online and presence.prints and presence.zone == self._zone:
            self._printing[device] = presence.prints
        self._visit.show()

    def _paint(self, face: Face) -> Face:
        hearing, link = self._visit.hearing, self._visit.link
        works = self._has_printer and hearing.works(SLIPS)
        prints = works and self._looked and hearing.works(OUT)
        link.tell(zone=self._zone, prints=self._name if prints else None)
        others = [name for device, name in sorted(self._printing.items()) if device != link.device][:MOST]
        # Without the hub another kiosk does not know the number either.
        elsewhere = None if works or self._visit.alone or not others else _either(others)
        printer = "works" if works else "away" if self._has_printer else "none"
        return replace(face, printer=printer, elsewhere=elsewhere)


def _either(places: list[Text]) -> Words:
    return Words(" 或 ".join(place.zh for place in places), " or ".join(place.en for place in places))
