"""The ways in: a card, or none."""

from broker.contract.devices import Problem
from broker.contract.values import Holder
from kiosk.citizen.flow import follow
from kiosk.citizen.states import Event
from kiosk.citizen.visit import Visit

_READER = "idcard"


class Arriving:
    """Hears of cards and of those who come without one.

    Args:
        visit: the conversation.
        has_reader: whether there is a card reader, working or not.
    """

    def __init__(self, visit: Visit, *, has_reader: bool) -> None:
        self._visit, self._has_reader = visit, has_reader
        visit.change(reader="works" if has_reader else "none")
        visit.model.withoutCard.connect(lambda: visit.on(Event.WITHOUT_CARD))

    def on_card(self, event: Event, holder: Holder | None) -> None:
        """Hear what happened to a card."""
        visit = self._visit
        if follow(visit.state, event) is None:
            return
        if visit.shown is not None or (visit.holder and visit.holder != holder):
            visit.forget_visitor()
        visit.holder = holder
        visit.change(name=holder.name if holder else "")
        visit.on(event)

    def on_device(self, part: str, problem: Problem | None) -> None:
        """Hear how a device is."""
        self._visit.hearing.know(part, problem)
        if self._has_reader:
            self._visit.change(reader="works" if self._visit.hearing.works(_READER) else "away")
        self._visit.show()
