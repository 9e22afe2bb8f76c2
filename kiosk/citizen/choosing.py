"""The choice of what to take a number for."""

from dataclasses import replace
from functools import partial
from typing import Any

from broker.contract.message import Reply
from broker.contract.states import HallToday
from broker.contract.values import Wanted
from kiosk.citizen import moments, offers, telling
from kiosk.citizen.face import Face, Offer
from kiosk.citizen.flow import SERVED
from kiosk.citizen.states import Event, Page, State
from kiosk.citizen.visit import Visit

MOST_AT_ONCE = 8
"""Services of one number, as the wire has it; one more takes the place of the first."""


class Choosing:
    """Offers services and journeys, and asks for a number.

    Args:
        visit: the conversation.
    """

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._picked: tuple[str, ...] | None = None  # for one number; None while only one is chosen
        visit.model.chosen.connect(self._on_chosen)
        visit.model.journeyChosen.connect(self._on_journey)
        visit.model.several.connect(self._on_several)
        visit.model.picked.connect(self._on_picked)
        visit.entering(State.CHOOSE, lambda _before: visit.forget_ticket())
        visit.answering(Event.REFUSED, self._on_refused)
        visit.going_back(self._leave_several)
        visit.painting(self._paint)
        visit.forgetting(self._forget)

    def _on_chosen(self, service: str) -> None:
        state = self._visit.state
        if self._picked is not None and state is State.CHOOSE:
            others = tuple(picked for picked in self._picked if picked != service)
            self._picked = others if service in self._picked else (*self._picked, service)[-MOST_AT_ONCE:]
            self._visit.show()
        elif state in {State.CHOOSE, State.GUIDE}:
            self.issue(service=service)

    def _on_several(self) -> None:
        if self._visit.on(Event.BACK):
            self._picked = ()
            self._visit.show()

    def _on_picked(self) -> None:
        match self._picked:
            case (service,):
                self.issue(service=service)
            case (service, *_):
                self.issue(service=service, stages=(self._picked,))

    def _leave_several(self) -> bool:
        inside = self._picked is not None and self._visit.state is State.CHOOSE
        if inside:
            self._picked = None
            self._visit.show()
        return inside

    def _forget(self) -> None:
        self._picked = None

    def _on_journey(self, key: str) -> None:
        today = self._visit.hearing.today
        journey = next((journey for journey in today.journeys if journey.id == key), None) if today else None
        if journey:
            self.issue(service=journey.stages[0][0], stages=journey.stages)

    def issue(self, **fields: Any) -> None:
        """Ask for a number of what these fields of a wish say."""
        visit = self._visit
        if visit.hearing.hall in SERVED and visit.on(Event.SERVICE_CHOSEN):
            wanted = Wanted(**fields, **visit.who, because=visit.why())
            visit.hearing.numbers.ask(wanted, partial(visit.hear, Event.ISSUED))

    def requests(self, today: HallToday) -> tuple[Offer, ...]:
        """What may be asked for besides a window's services."""
        visit = self._visit
        return offers.requests(today, self._queues, visit.link.hub_now, **self._may)

    @property
    def _queues(self) -> offers.Queues:
        queues, now = self._visit.hearing.queues, self._visit.link.hub_now
        return offers.by_now(queues, now) if self._visit.alone else queues

    @property
    def _may(self) -> dict[str, Any]:
        """Whether a time may be booked, and what there are numbers of without the hub."""
        visit = self._visit
        only = visit.hearing.numbers.services if visit.alone else None
        return {"may_book": visit.holder is not None and not visit.alone, "only": only}

    def _on_refused(self, reply: Reply | None) -> None:
        self._visit.change(opens=telling.opens(reply, self._visit.link.hub_now))

    def _paint(self, face: Face) -> Face:
        visit, today, now = self._visit, self._visit.hearing.today, self._visit.link.hub_now
        if today is None or face.page in {Page.REQUESTS, Page.ABOUT}:
            return face
        if visit.state is State.CHOOSE_TO_BOOK:
            found = offers.bookable(today)
        else:
            found = offers.offers(today, self._queues, now, **self._may)
        if self._picked is not None:
            found = tuple(
                replace(offer, picked=offer.key in self._picked) for offer in found if offer.kind == "service"
            )
        elif visit.state is not State.CHOOSE_TO_BOOK:
            found += tuple(way for way, there in ((offers.FINDING, face.finds), (offers.WISHES, face.wishes)) if there)
        visit.model.show_rows(Offer, found)
        face = replace(face, several=-1 if self._picked is None else len(self._picked))
        if visit.state is not State.WELCOME:
            return face
        closed, at = offers.opens_first(today, self._queues)
        return replace(face, closed=closed, opens=moments.moment(at, now) if at else None)
