"""Leads one visitor after the other through the flow. Everything here runs on Qt's thread and never waits."""

import logging
import math
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial

from broker.client.link import Link, Seen
from broker.contract.commands import IssueTicket
from broker.contract.devices import Problem
from broker.contract.message import Reply
from broker.contract.replies import TicketReply
from broker.contract.states import HallToday, ServiceQueue
from broker.contract.values import HeldTicket, Holder, Refused, ServiceId, TicketId
from hardware.ticketprinter.slip import Slip
from kiosk.citizen.flow import STAY_S, WARN_S, WARNED, Event, Hall, State, follow, page
from kiosk.citizen.models import Face, KioskModel, Language, ServiceLine
from kiosk.citizen.slip import minutes, slip_of

log = logging.getLogger(__name__)

UNREGISTERED = frozenset({Refused.UNKNOWN_DEVICE, Refused.NOT_ALLOWED})
"""Refusals of whatever this kiosk may ask."""
_REGISTRATION = "kiosk"  # the part that a kiosk which the hall doesn't have reports
SLOW_S = 0.4
"""An answer that takes longer shows what is waited for."""


class Attendant:
    """The kiosk's one conversation.

    Args:
        link: the wire; its `post` thread is ours.
        model: what the views see.
        print_slip: hands a slip to the printer, which answers by `on_slip`; None for a kiosk without one.
        has_reader: whether there is a card reader, working or not.
        language: in which each visitor is greeted.
        stays: seconds without a touch until TIMEOUT, for each state.
    """

    def __init__(
        self,
        link: Link,
        model: KioskModel,
        print_slip: Callable[[TicketId, Slip], None] | None,
        *,
        has_reader: bool,
        language: Language = "zh",
        stays: Mapping[State, float] = STAY_S,
    ) -> None:
        self._link, self._model, self._print_slip = link, model, print_slip
        self._greeting, self._stays = language, stays
        self._state = State.WELCOME
        self._has_reader = has_reader
        self._face = Face(language=language, reader="works" if has_reader else "none")
        self._today: HallToday | None = None
        self._waiting: dict[ServiceId, int] = {}
        self._seen = Seen.STARTING
        self._problems: dict[str, Problem] = {}
        self._holder: Holder | None = None
        self._ticket: TicketId | None = None
        self._asked_at = 0.0
        self._touched_at = time.monotonic()
        model.withoutCard.connect(lambda: self._on(Event.WITHOUT_CARD))
        model.chosen.connect(self._on_chosen)
        model.back.connect(lambda: self._on(Event.BACK))
        model.done.connect(lambda: self._on(Event.DONE))
        model.languageAsked.connect(self._on_language)
        link.follow(HallToday, self._on_today)
        self._show()

    def tick(self) -> None:
        """Look at the clock; called a few times a second."""
        self._link.tick()
        stay = self._stays.get(self._state)
        left = math.inf if stay is None else self._touched_at + stay - time.monotonic()
        if left <= 0:
            self._on(Event.TIMEOUT)
            return
        warn = self._state in WARNED and left <= WARN_S
        self._face = replace(self._face, seconds_left=math.ceil(left) if warn else -1)
        self._show()

    def touch(self) -> None:
        """Somebody is here."""
        self._touched_at = time.monotonic()
        self._face = replace(self._face, seconds_left=-1)
        self._show()

    # The hall

    def on_seen(self, seen: Seen) -> None:
        """Hear what the link sees of the hall."""
        self._seen = seen
        self._show()

    def _on_today(self, today: HallToday) -> None:
        self._today = today
        self.on_device(_REGISTRATION, None)  # a hall that speaks anew may have been put right
        for service in today.services:
            self._link.follow(ServiceQueue, partial(self._on_queue, service.id), service=service.id)
        self._face = replace(self._face, hall=today.name)
        self._show()

    def _on_queue(self, service: ServiceId, queue: ServiceQueue) -> None:
        self._waiting[service] = queue.waiting
        self._show()

    @property
    def _hall(self) -> Hall:
        if self._seen in {Seen.HUB_AWAY, Seen.SERVER_AWAY}:
            return Hall.AWAY
        if self._seen is Seen.STARTING or self._today is None:
            return Hall.STARTING
        if _REGISTRATION in self._problems:
            return Hall.UNREGISTERED
        return Hall.OPEN if self._today.services else Hall.CLOSED

    # The devices

    def on_card(self, event: Event, holder: Holder | None) -> None:
        """Hear what happened to a card."""
        somebody_new = self._ticket is not None
        if self._on(event):
            if somebody_new:
                self._forget_visitor()
            self._holder = holder
            self._face = replace(self._face, name=holder.name if holder else "")
            self._show()

    def on_device(self, part: str, problem: Problem | None) -> None:
        """Hear how a device is."""
        if problem:
            self._problems[part] = problem
        else:
            self._problems.pop(part, None)
        self._link.report(tuple(self._problems.values()))
        if self._has_reader:
            self._face = replace(self._face, reader="away" if "idcard" in self._problems else "works")
        self._show()

    def on_slip(self, ticket: TicketId, trouble: str | None) -> None:
        """Hear what became of a slip; None is well."""
        if ticket == self._ticket and self._on(Event.NO_SLIP if trouble else Event.SLIP_OUT):
            self._face = replace(self._face, paper=trouble or "printed")
            self._show()

    # The visitor

    def _on_language(self, language: str) -> None:
        self._face = replace(self._face, language="en" if language == "en" else "zh")
        self._show()

    def _on_chosen(self, service: str) -> None:
        if self._hall is not Hall.OPEN or not self._on(Event.SERVICE_CHOSEN):
            return
        self._asked_at = time.monotonic()
        fields = {"service": service, "holder": self._holder, "language": self._face.language}
        self._link.ask(IssueTicket, self._on_reply, **fields)

    def _on_reply(self, reply: Reply | None) -> None:
        match reply:
            case None:
                self._on(Event.UNANSWERED)
            case TicketReply(ok=True, ticket=HeldTicket() as ticket):
                self._on(Event.ISSUED)
                self._hold(ticket)
                self._print(ticket, reply.at)
            case TicketReply(error=error) if error and error.code is Refused.ALREADY_HOLDING and error.ticket:
                self._on(Event.HELD)
                self._hold(error.ticket)
            case Reply(error=error) if error and error.code in UNREGISTERED:
                log.warning("the hall does not have this kiosk", extra={"code": error.code.value})
                self._on(Event.UNREGISTERED)
                self.on_device(_REGISTRATION, Problem(part=_REGISTRATION, code="unregistered", detail=error.code.value))
            case _:
                code = reply.error.code.value if reply.error else Refused.UNKNOWN.value
                log.warning("the hub gave no ticket", extra={"code": code})
                self._on(Event.REFUSED)
                self._face = replace(self._face, refused=code)
        self._show()

    def _hold(self, ticket: HeldTicket) -> None:
        today = self._today
        service = next((s.name for s in today.services if s.id == ticket.service), None) if today else None
        window = next((w.label for w in today.windows if w.id == ticket.window), "") if today else ""
        self._ticket = ticket.id
        self._face = replace(
            self._face,
            number=ticket.number,
            service=service,
            ahead=-1 if ticket.ahead is None else ticket.ahead,
            minutes=minutes(ticket.wait.likely_s) if ticket.wait else -1,
            window=window,
        )

    def _print(self, ticket: HeldTicket, at: datetime) -> None:
        hall, service = self._face.hall, self._face.service
        if self._print_slip is None or hall is None or service is None:
            self.on_slip(ticket.id, "none")
            return
        self._face = replace(self._face, paper="printing")
        self._print_slip(ticket.id, slip_of(ticket, hall, service, at, self._face.language))

    def _on(self, event: Event) -> bool:
        """Follow the flow; False where the event does not apply."""
        state = follow(self._state, event)
        if state is None:
            return False
        if state in {State.WELCOME, State.CHOOSE}:
            self._forget_ticket()
        if state is State.WELCOME:
            self._forget_visitor()
        if state is State.UNPRINTED:
            self._face = replace(self._face, paper="failed")  # until the printer tells better
        self._state, self._touched_at = state, time.monotonic()
        self._show()
        return True

    def _forget_ticket(self) -> None:
        self._ticket = None
        kept = self._face
        self._face = Face(page=kept.page, language=kept.language, hall=kept.hall, reader=kept.reader, name=kept.name)

    def _forget_visitor(self) -> None:
        self._holder = None
        self._face = replace(self._face, name="", language=self._greeting)

    def _show(self) -> None:
        asking = self._state is State.ASKING
        slow = asking and time.monotonic() - self._asked_at >= SLOW_S
        self._face = replace(self._face, page=page(self._state, self._hall, slow=slow), asking=asking)
        self._model.show(self._face)
        services = self._today.services if self._today else ()
        self._model.show_services(
            tuple(ServiceLine(s.id, s.name, s.series, self._waiting.get(s.id, -1)) for s in services)
        )
