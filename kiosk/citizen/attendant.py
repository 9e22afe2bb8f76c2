"""Leads visitors through the kiosk: joins the conversation with its chapters. Runs on Qt's thread and never waits."""

from collections.abc import Callable, Collection, Mapping

from broker.client.link import Link, Seen
from broker.contract.devices import Problem
from broker.contract.values import Holder
from hardware.ticketprinter.slip import AnySlip, Leaflet
from kiosk.citizen.arriving import Arriving
from kiosk.citizen.booking import SlotBooking
from kiosk.citizen.choosing import Choosing
from kiosk.citizen.face import Face
from kiosk.citizen.finding.finding import Finding
from kiosk.citizen.finding.librarian import Librarian
from kiosk.citizen.flow import STAY_S
from kiosk.citizen.holder import Somebody
from kiosk.citizen.holding import Holding
from kiosk.citizen.leases import Write
from kiosk.citizen.models import KioskModel
from kiosk.citizen.neighbours import Neighbours
from kiosk.citizen.paper import Paper
from kiosk.citizen.requesting.requesting import Requesting
from kiosk.citizen.staff.door import CheckPin
from kiosk.citizen.staff.menu import Works
from kiosk.citizen.staff.staff import Staff
from kiosk.citizen.states import Event, State
from kiosk.citizen.typed_number import TypedNumber
from kiosk.citizen.visit import Visit
from kiosk.citizen.wishes import Wishes


class Attendant:
    """Everything that the kiosk says and does for a visitor.

    Args:
        link: the wire; its `post` thread is ours.
        write: the notebook.
        model: what the views see.
        print_slip: see `Paper`.
        to_holder: makes the holder of an ID number that is typed.
        devices: those of the kiosk, working or not.
        librarian: reads the catalogue; None for a kiosk without one.
        item_page: see `Finding`.
        print_page: see `Finding`.
        check_pin: see `Door`.
        look_at_printer: see `Works`.
        restart: see `Works`.
        language: in which each visitor is greeted.
        stays: seconds without a touch until TIMEOUT, for each state.

    Attributes:
        visit: the conversation.
    """

    def __init__(
        self,
        link: Link,
        write: Write,
        model: KioskModel,
        print_slip: Callable[[str, AnySlip], None] | None,
        to_holder: Callable[[str], Holder],
        devices: Collection[str],
        *,
        librarian: Librarian | None = None,
        item_page: str = "",
        print_page: Callable[[str, Leaflet], None] | None = None,
        check_pin: CheckPin | None = None,
        look_at_printer: Callable[[], None] | None = None,
        restart: Callable[[], None] = lambda: None,
        language: str = "zh",
        stays: Mapping[State, float] = STAY_S,
    ) -> None:
        self.visit = visit = Visit(link, write, model, Face(language=language), stays)
        self._arriving = Arriving(visit, devices)
        self._neighbours = Neighbours(visit, devices)
        self._paper = Paper(visit, print_slip)
        booking = SlotBooking(visit)
        self._finding = Finding(visit, librarian, print_slip, print_page, item_page)
        self._chapters = (
            TypedNumber(visit, to_holder),
            Wishes(visit),
            choosing := Choosing(visit),
            booking,
            Holding(visit, booking, self._paper),
        )
        works = Works(devices, print_slip, look_at_printer, restart)
        self._staff = Staff(visit, write, check_pin, works)
        self._requesting = Requesting(visit, choosing, booking)
        model.back.connect(visit.back)
        model.done.connect(lambda: visit.on(Event.DONE))
        model.languageAsked.connect(self._on_language)
        visit.show()

    def tick(self) -> None:
        """Look at the clock; called a few times a second."""
        self.visit.tick()
        self._arriving.tick()

    def touch(self) -> None:
        """Somebody is here."""
        self.visit.touch()

    def on_seen(self, seen: Seen) -> None:
        """Hear what the link sees of the hall."""
        self.visit.hearing.see(seen)

    def on_card(self, event: Event, who: Somebody | None) -> None:
        """Hear what happened to a card."""
        self._arriving.on_card(event, who)
        self._staff.on_card(event, who.holder.name if who else "")

    def on_code(self, text: str) -> None:
        """Hear what stands in a code that was shown."""
        self._arriving.on_code(text)
        self._staff.on_code(text)

    def on_device(self, part: str, problem: Problem | None) -> None:
        """Hear how a device is."""
        self._neighbours.on_device(part, problem)
        self._arriving.on_device(part, problem)

    def on_printed(self, of: str, trouble: str | None) -> None:
        """Hear what became of a slip or a sheet; None is well."""
        self._paper.on_slip(of, trouble)
        self._finding.on_printed(of, trouble)
        self._staff.on_slip(of, trouble)

    def _on_language(self, language: str) -> None:
        self.visit.change(language=language)
        self.visit.show()
