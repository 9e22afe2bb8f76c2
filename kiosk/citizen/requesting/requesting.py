"""What is not a window's, asked for step by step; what is filled in lives in this visit and nowhere else."""

from dataclasses import replace

from broker.contract.message import Reply
from broker.contract.told import ServiceInfo
from broker.contract.values import Refused, Shown
from kiosk.citizen import offers
from kiosk.citizen.booking import SlotBooking
from kiosk.citizen.choosing import Choosing
from kiosk.citizen.face import Face, Offer
from kiosk.citizen.requesting.request import BATCH, NO_REQUEST, Request
from kiosk.citizen.states import Event, Page, State
from kiosk.citizen.visit import Visit

_STEP = {
    State.ABOUT: Event.ABOUT,
    State.ITEMS: Event.ITEMS,
    State.WORDS: Event.WORDS,
    State.CONTACT: Event.CONTACT,
    State.REVIEW: Event.REVIEW,
}
"""What is asked for where."""
_FAILED = frozenset({State.NOT_GIVEN, State.NO_ANSWER, State.NOT_DONE})


class Requesting:
    """Lets a visitor ask for a helper, a home visit, a company's reception, a batch, or say what could not be done.

    Args:
        visit: the conversation.
        choosing: asks for a number.
        booking: picks a time.
    """

    def __init__(self, visit: Visit, choosing: Choosing, booking: SlotBooking) -> None:
        self._visit, self._choosing, self._booking = visit, choosing, booking
        self._request = NO_REQUEST
        touch = visit.model.requests
        self._pen = touch.pen
        touch.begun.connect(lambda: visit.on(Event.REQUEST))
        touch.chosen.connect(self._on_chosen)
        touch.picked.connect(self._on_picked)
        touch.onward.connect(self._on_onward)
        touch.spoken.connect(self._on_spoken)
        self._pen.changed.connect(self._on_written)
        visit.model.keyTyped.connect(self._on_key)
        visit.model.erased.connect(self._on_erased)
        for state in (State.REQUESTS, State.CHOOSE, State.LOOKING):
            visit.entering(state, lambda _before: self._forget())
        for event in (Event.ISSUED, Event.BOOKED):
            visit.answering(event, self._on_sent)
        visit.going_back(self._go_back)
        visit.painting(self._paint)
        visit.forgetting(self._forget)

    def _on_chosen(self, key: str) -> None:
        visit = self._visit
        if visit.state is not State.REQUESTS:
            return
        service = self._service(key)
        if service and not _shown_enough(visit, service):
            visit.change(tried=visit.state.value, refused=Refused.NEEDS_CARD.value)
            visit.on(Event.REFUSED)
            return
        self._request = Request.of(service) if service else Request.of_batch()
        self._go_on(None)

    def _on_picked(self, key: str) -> None:
        if self._visit.state is not State.ABOUT:
            return
        request = self._request
        if request.kind == BATCH:
            service = self._service(key)
            self._request = replace(request, to=key, service=service.name if service else None)
        elif service := self._service(request.to):
            about = next((category for category in service.categories if category.id == key), None)
            self._request = replace(request, category=key, about=about)
        self._go_on(Event.ABOUT)

    def _on_key(self, sign: str) -> None:
        if step := _STEP.get(self._visit.state):
            self._show(self._request.typed(step, sign))

    def _on_erased(self) -> None:
        if step := _STEP.get(self._visit.state):
            self._show(self._request.erased(step))

    def _on_written(self) -> None:
        if self._visit.state is State.WORDS:
            self._show(self._request.written(str(self._pen.text)))

    def _on_onward(self) -> None:
        step = _STEP.get(self._visit.state)
        if step is Event.WORDS:
            while self._pen.letters:  # they stand for what comes first
                self._pen.choose(0)
        if step and self._request.ready(step):
            self._go_on(step)

    def _on_spoken(self) -> None:
        if self._visit.state is State.WORDS and self._request.can_be_said:
            self._request = self._request.said()
            self._go_on(Event.WORDS)

    def _go_on(self, after: Event | None) -> None:
        """Ask for the next thing, or send what there is."""
        if step := self._request.next(after):
            self._visit.on(step)
        elif self._request.by_number:
            self._choosing.issue(**self._request.fields())
        else:
            self._booking.begin_request(**self._request.fields())

    def _go_back(self) -> bool:
        """Go back to what was asked for before, from a refusal too: nobody writes it all twice."""
        visit, request = self._visit, self._request
        if visit.state in _STEP:
            before = request.before(_STEP[visit.state])
        elif visit.state is State.SLOTS or visit.state in _FAILED:
            before = request.steps[-1] if request.steps else None
        else:
            return False
        return before is not None and visit.on(before)

    def _on_sent(self, _reply: Reply | None) -> None:
        self._request = self._request.sent()

    def _service(self, key: str) -> ServiceInfo | None:
        today = self._visit.hearing.today
        return next((service for service in today.services if service.id == key), None) if today else None

    def _show(self, request: Request) -> None:
        self._request = request
        self._visit.show()

    def _paint(self, face: Face) -> Face:
        visit, today = self._visit, self._visit.hearing.today
        if today and face.page is Page.REQUESTS:
            visit.model.show_rows(Offer, self._choosing.requests(today))
        if today and face.page is Page.ABOUT:
            service = None if self._request.kind == BATCH else self._service(self._request.to)
            visit.model.show_rows(Offer, offers.categories(service) if service else offers.bookable(today))
        step = _STEP.get(visit.state)
        return replace(face, request=self._request, ready=step is None or self._request.ready(step))

    def _forget(self) -> None:
        self._pen.clear()
        self._request = NO_REQUEST


_PROOF = (Shown.NONE, Shown.TYPED, Shown.CARD)


def _shown_enough(visit: Visit, service: ServiceInfo) -> bool:
    shown = visit.holder.shown if visit.holder else Shown.NONE
    return service.must_show not in _PROOF or _PROOF.index(shown) >= _PROOF.index(service.must_show)
