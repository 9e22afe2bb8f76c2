"""The staff menu: how the kiosk is, what to try, and taking it out of service."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import cache
from importlib import metadata
from typing import Any

from broker.contract.devices import Problem
from hardware.ticketprinter.paper import Words
from hardware.ticketprinter.slip import AnySlip
from hardware.ticketprinter.testslip import test_slip
from kiosk.citizen.face import Face
from kiosk.citizen.slip import words_of
from kiosk.citizen.staff.lines import OUT, lines
from kiosk.citizen.staff.shown import StaffLine
from kiosk.citizen.states import Event, State
from kiosk.citizen.visit import Visit

TEST_SLIP = "test slip"


@dataclass(frozen=True)
class Works:
    """What of the kiosk's works the menu can reach.

    Attributes:
        devices: those of the kiosk, by their names in the settings.
        print_slip: see `Paper`.
        look_at_printer: has the printer asked how it is, now.
        restart: begins the program anew.
    """

    devices: Collection[str]
    print_slip: Callable[[str, AnySlip], None] | None
    look_at_printer: Callable[[], None] | None
    restart: Callable[[], None]


class Menu:
    """Does what staff want; none of it needs the hub.

    Args:
        visit: the conversation.
        works: the kiosk's.
        keep: told whether the kiosk is out of service, to be known over a restart.
    """

    def __init__(self, visit: Visit, works: Works, keep: Callable[[bool], None]) -> None:
        self._visit, self._works, self._keep = visit, works, keep
        self._out = False
        touch = visit.model.staff_touch
        touch.slipAsked.connect(self._on_slip_asked)
        touch.paperChanged.connect(self._on_paper_changed)
        touch.takenOut.connect(lambda: self._take(out=True))
        touch.takenBack.connect(lambda: self._take(out=False))
        touch.restartAsked.connect(self._on_restart_asked)
        visit.entering(State.STAFF, lambda _before: self._begin())
        visit.entering(State.WELCOME, lambda _before: self._close())
        visit.painting(self._paint)

    def know(self, *, out: bool) -> None:
        """Know whether the kiosk was out of service before a restart."""
        if out:
            self._out = True
            self._tell()
            self._close()

    def on_card(self, event: Event, name: str) -> None:
        """Hear what happened to a card, and its masked name if it was read."""
        if name:
            self._read("card", name)
        else:
            self._read("unread" if event is Event.CARD_UNREAD else "unknown")

    def on_code(self, text: str) -> None:
        """Hear what stands in a code that was shown; only its length is."""
        self._read("code", str(len(text)))

    def on_slip(self, of: str, trouble: str | None) -> None:
        """Hear what became of a slip."""
        if of == TEST_SLIP:
            self._change(slip=trouble or "printed")

    @property
    def _here(self) -> bool:
        return self._visit.state is State.STAFF

    def _begin(self) -> None:
        self._change(device=self._visit.link.device, version=_version(), slip="", read="", of="")

    def _close(self) -> None:
        """Let no visitor begin while the kiosk is out of service."""
        if self._out:
            self._visit.on(Event.TAKEN_OUT)

    def _take(self, *, out: bool) -> None:
        if self._here:
            self._out = out
            self._keep(out)
            self._tell()

    def _tell(self) -> None:
        self._visit.hearing.know(OUT, Problem(part=OUT, code="out-of-service") if self._out else None)

    def _on_slip_asked(self) -> None:
        if not self._here:
            return
        if self._works.print_slip is None:
            self._change(slip="none")
            return
        self._change(slip="printing")
        today = self._visit.hearing.today
        head = words_of(today.name) if today else Words("自助取号机", "Kiosk")
        self._works.print_slip(TEST_SLIP, test_slip(head, self._visit.link.hub_now))

    def _on_paper_changed(self) -> None:
        if self._here and self._works.look_at_printer:
            self._works.look_at_printer()

    def _on_restart_asked(self) -> None:
        if self._here:
            self._works.restart()

    def _read(self, what: str, of: str = "") -> None:
        if self._here:
            self._visit.touch()
            self._change(read=what, of=of)

    def _change(self, **fields: Any) -> None:
        self._visit.change(staff=replace(self._visit.face.staff, **fields))
        self._visit.show()

    def _paint(self, face: Face) -> Face:
        visit = self._visit
        told = lines(self._works.devices, visit.link.seen, visit.hearing.problems) if self._here else ()
        visit.model.show_rows(StaffLine, told)
        return replace(face, staff=replace(face.staff, out=self._out))


@cache
def _version() -> str:
    return metadata.version("yimen")
