"""The choice of what to take a number for."""

from dataclasses import replace
from functools import partial
from typing import Any

from broker.contract.message import Reply
from broker.contract.values import Wanted
from kiosk.citizen import moments, offers, telling
from kiosk.citizen.face import Face, Offer
from kiosk.citizen.flow import SERVED
from kiosk.citizen.states import Event, State
from kiosk.citizen.visit import Visit


class Choosing:
    """Offers services and journeys, and asks for a number.

    Args:
        visit: the conversation.
    """

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        visit.model.chosen.connect(self._on_chosen)
        visit.model.journeyChosen.connect(self._on_journey)
        visit.entering(State.CHOOSE, lambda _before: visit.forget_ticket())
        visit.answering(Event.REFUSED, self._on_refused)
        visit.painting(self._paint)

    def _on_chosen(self, service: str) -> None:
        if self._visit.state in {State.CHOOSE, State.GUIDE}:
            self._issue(service=service)

    def _on_journey(self, key: str) -> None:
        today = self._visit.hearing.today
        journey = next((journey for journey in today.journeys if journey.id == key), None) if today else None
        if journey:
            self._issue(service=journey.stages[0][0], stages=journey.stages)

    def _issue(self, **fields: Any) -> None:
        visit = self._visit
        if visit.hearing.hall in SERVED and visit.on(Event.SERVICE_CHOSEN):
            visit.hearing.numbers.ask(Wanted(**fields, **visit.who), partial(visit.hear, Event.ISSUED))

    def _on_refused(self, reply: Reply | None) -> None:
        self._visit.change(opens=telling.opens(reply, self._visit.link.hub_now))

    def _paint(self, face: Face) -> Face:
        visit, today, now = self._visit, self._visit.hearing.today, self._visit.link.hub_now
        if today is None:
            return face
        hearing = visit.hearing
        queues = offers.by_now(hearing.queues, now) if visit.alone else hearing.queues
        if visit.state is State.CHOOSE_TO_BOOK:
            found = offers.bookable(today)
        else:
            only = hearing.numbers.services if visit.alone else None
            may_book = visit.holder is not None and not visit.alone
            found = offers.offers(today, queues, now, may_book=may_book, only=only)
        if face.finds and visit.state is not State.CHOOSE_TO_BOOK:
            found = (*found, offers.FINDING)
        visit.model.show_rows(Offer, found)
        if visit.state is not State.WELCOME:
            return face
        closed, at = offers.opens_first(today, queues)
        return replace(face, closed=closed, opens=moments.moment(at, now) if at else None)
