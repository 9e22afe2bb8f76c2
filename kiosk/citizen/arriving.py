"""The ways in: a card, the code of a slip, or none of them."""

import re
from collections.abc import Callable, Collection
from functools import partial

from broker.contract.devices import Problem
from hardware.ticketprinter.slip import APPOINTMENT_PREFIX, QR_PREFIX
from kiosk.citizen.flow import follow
from kiosk.citizen.holder import Somebody
from kiosk.citizen.states import Event, Hall, State
from kiosk.citizen.visit import Visit

READERS = ("idcard", "smartcard")
SCANNER = "scanner"
"""The devices that tell who is here, by their names in the settings."""

_OURS = re.compile(f"(?:{QR_PREFIX}|{APPOINTMENT_PREFIX})([0-9a-f]{{32}})", re.ASCII)


class Arriving:
    """Hears of cards and codes, and of those who come without.

    Args:
        visit: the conversation.
        devices: those of the kiosk, working or not.
    """

    def __init__(self, visit: Visit, devices: Collection[str]) -> None:
        self._visit = visit
        self._readers = [device for device in READERS if device in devices]
        self._scanners = [device for device in (SCANNER,) if device in devices]
        self._early: Callable[[], None] | None = None
        self._look()
        visit.model.withoutCard.connect(lambda: visit.on(Event.WITHOUT_CARD))
        visit.entering(State.CODE_UNKNOWN, self._say_why)

    def tick(self) -> None:
        """Look whether who came too early can begin now."""
        if self._early and self._visit.hearing.hall is not Hall.STARTING:
            begin, self._early = self._early, None
            begin()

    def on_card(self, event: Event, who: Somebody | None) -> None:
        """Hear what happened to a card."""
        if self._visit.state is State.FOR_WHOM:
            self._act_for(event, who)
        else:
            self._begin(event, who)

    def on_code(self, text: str) -> None:
        """Hear what stands in a code that was shown."""
        ours = _OURS.fullmatch(text)
        self._begin(Event.CODE_SHOWN if ours else Event.CODE_UNKNOWN, ref=ours[1] if ours else None)

    def on_device(self, part: str, problem: Problem | None) -> None:
        """Hear how a device is."""
        self._visit.hearing.know(part, problem)
        self._look()
        self._visit.show()

    def _act_for(self, event: Event, who: Somebody | None) -> None:
        """A second card says for whom the first one's holder acts."""
        visit = self._visit
        if who is None or visit.holder is None or who.holder.key == visit.holder.key:
            visit.change(misfit=True)
            visit.show()
        elif follow(visit.state, event):
            visit.by, visit.holder, visit.age = visit.holder, who.holder, who.age
            visit.change(name=who.holder.name, by=visit.by.name, misfit=False)
            visit.on(event)

    def _begin(self, event: Event, who: Somebody | None = None, ref: str | None = None) -> None:
        visit, holder = self._visit, who.holder if who else None
        if visit.hearing.hall is Hall.STARTING:  # which may still turn out to be out of service
            self._early = partial(self._begin, event, who, ref)
            return
        if follow(visit.state, event) is None:
            return
        if visit.shown is not None or visit.ref or (visit.holder and visit.holder != holder):
            visit.forget_visitor()
        visit.holder, visit.age, visit.ref = holder, who.age if who else None, ref
        visit.change(name=holder.name if holder else "")
        visit.on(event)

    def _look(self) -> None:
        self._visit.change(reader=self._state_of(self._readers), scanner=self._state_of(self._scanners))

    def _state_of(self, devices: Collection[str]) -> str:
        if not devices:
            return "none"
        return "works" if any(map(self._visit.hearing.works, devices)) else "away"

    def _say_why(self, before: State) -> None:
        self._visit.change(code="unknown" if before is State.LOOKING else "foreign")
