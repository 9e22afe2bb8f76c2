"""Leads one visitor after the other through the flow. Everything here runs on Qt's thread and never waits."""

import logging
import math
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from broker.client.link import Link, Seen
from broker.contract.commands import BookAppointment, CancelAppointment, CheckIn, FindTicket, MoveAppointment
from broker.contract.devices import Problem
from broker.contract.message import Command, Reply
from broker.contract.replies import AppointmentReply, TicketReply, TicketsReply
from broker.contract.told import HeldAppointment, HeldTicket
from broker.contract.values import Holder, Wanted
from hardware.ticketprinter.slip import AnySlip
from kiosk.citizen import mine, moments, offers, telling
from kiosk.citizen.answers import BY_THE_RULES, code, meaning
from kiosk.citizen.face import DayChoice, Face, Held, Language, Offer, SlotChoice
from kiosk.citizen.flow import ASKED_FROM, SERVED, STAY_S, WARN_S, WARNED, Event, Hall, State, follow, page
from kiosk.citizen.hearing import Hearing
from kiosk.citizen.leases import Write
from kiosk.citizen.models import KioskModel
from kiosk.citizen.search import SlotSearch
from kiosk.citizen.slip import appointment_slip, slip_of

log = logging.getLogger(__name__)

SLOW_S = 0.4
"""An answer that takes longer shows what is waited for."""
_PICKING = frozenset({State.SLOTS, State.OTHER_SLOTS})


class Attendant:
    """The kiosk's one conversation.

    Args:
        link: the wire; its `post` thread is ours.
        write: the notebook.
        model: what the views see.
        print_slip: hands a slip and the id of its ticket or appointment to the printer, which answers by `on_slip`;
            None for a kiosk without one.
        has_reader: whether there is a card reader, working or not.
        language: in which each visitor is greeted.
        stays: seconds without a touch until TIMEOUT, for each state.
    """

    def __init__(
        self,
        link: Link,
        write: Write,
        model: KioskModel,
        print_slip: Callable[[str, AnySlip], None] | None,
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
        self._holder: Holder | None = None
        self._tickets: tuple[HeldTicket, ...] = ()
        self._booked: tuple[HeldAppointment, ...] = ()
        self._appointment: HeldAppointment | None = None  # the one that was opened
        self._shown: str | None = None  # the ticket or appointment on the screen
        self._asked_at = self._touched_at = time.monotonic()
        self._hearing = Hearing(link, write, self._show)
        self._search = SlotSearch(link, self._show, self._on_no_slots)
        model.withoutCard.connect(lambda: self._on(Event.WITHOUT_CARD))
        model.another.connect(lambda: self._on(Event.ANOTHER))
        model.here.connect(self._on_here)
        model.opened.connect(self._on_opened)
        model.move.connect(self._on_move)
        model.cancel.connect(self._on_cancel)
        model.chosen.connect(self._on_chosen)
        model.journeyChosen.connect(self._on_journey)
        model.book.connect(lambda: self._on(Event.BOOK))
        for touched in (model.dayTouched, model.slotTouched):
            touched.connect(self._on_touched)
        model.dayTouched.connect(self._search.touch_day)
        model.slotTouched.connect(self._search.touch_slot)
        model.confirmed.connect(self._on_confirmed)
        model.back.connect(lambda: self._on(Event.BACK))
        model.done.connect(lambda: self._on(Event.DONE))
        model.languageAsked.connect(self._on_language)
        self._show()

    def tick(self) -> None:
        """Look at the clock; called a few times a second."""
        self._link.tick()
        self._hearing.tick()
        if self._alone:
            self._on(Event.CUT_OFF)
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

    # The hall and the devices

    def on_seen(self, seen: Seen) -> None:
        """Hear what the link sees of the hall."""
        self._hearing.see(seen)

    def on_card(self, event: Event, holder: Holder | None) -> None:
        """Hear what happened to a card."""
        if follow(self._state, event) is None:
            return
        if self._shown is not None or (self._holder and self._holder != holder):
            self._forget_visitor()
        self._holder = holder
        self._face = replace(self._face, name=holder.name if holder else "")
        self._on(event)

    def on_device(self, part: str, problem: Problem | None) -> None:
        """Hear how a device is."""
        self._hearing.know(part, problem)
        if self._has_reader:
            self._face = replace(self._face, reader="works" if self._hearing.works("idcard") else "away")
        self._show()

    def on_slip(self, of: str, trouble: str | None) -> None:
        """Hear what became of the slip of a ticket or appointment; None is well."""
        if of == self._shown and self._on(Event.NO_SLIP if trouble else Event.SLIP_OUT):
            self._face = replace(self._face, paper=trouble or "printed")
            self._show()

    # The visitor

    def _on_language(self, language: str) -> None:
        self._face = replace(self._face, language="en" if language == "en" else "zh")
        self._show()

    def _on_chosen(self, service: str) -> None:
        if self._state is not State.CHOOSE_TO_BOOK:
            self._issue(service=service)
        elif self._on(Event.SERVICE_CHOSEN):
            self._search.begin(service)

    def _on_journey(self, key: str) -> None:
        today = self._hearing.today
        journey = next((journey for journey in today.journeys if journey.id == key), None) if today else None
        if journey:
            self._issue(service=journey.stages[0][0], stages=journey.stages)

    def _issue(self, **fields: Any) -> None:
        if self._hearing.hall in SERVED and self._on(Event.SERVICE_CHOSEN):
            self._hearing.numbers.ask(Wanted(**fields, **self._who), partial(self._on_reply, Event.ISSUED))

    def _on_here(self, key: str) -> None:
        if any(ticket.id == key for ticket in self._tickets):
            self._ask(Event.HERE, Event.WAITS_AGAIN, CheckIn, ticket=key, holder=self._holder)
        else:
            self._ask(Event.HERE, Event.ISSUED, CheckIn, appointment=key, holder=self._holder)

    def _on_opened(self, key: str) -> None:
        self._appointment = next((booked for booked in self._booked if booked.id == key), None)
        if self._appointment:
            self._on(Event.OPENED)

    def _on_move(self) -> None:
        if self._appointment and self._on(Event.MOVE):
            self._search.begin(self._appointment.service, self._appointment.items)

    def _on_cancel(self) -> None:
        if self._appointment:
            self._ask(Event.CANCEL, Event.CANCELLED, CancelAppointment, **self._ours(self._appointment))

    def _on_touched(self) -> None:
        self._face = replace(self._face, taken=False)

    def _on_confirmed(self) -> None:
        picking, picked = self._search.picking, self._search.picked
        if picking is None or picked is None:
            return
        if self._state is State.OTHER_SLOTS and self._appointment:
            ours = self._ours(self._appointment)
            self._ask(Event.CONFIRMED, Event.BOOKED, MoveAppointment, slot=picked.at, **ours)
        else:
            fields = {"service": picking.service, "slot": picked.at, **self._who}
            self._ask(Event.CONFIRMED, Event.BOOKED, BookAppointment, **fields)

    @property
    def _alone(self) -> bool:
        return self._hearing.hall is Hall.ALONE

    @property
    def _who(self) -> dict[str, Any]:
        return {"holder": self._holder, "language": self._face.language}

    def _ours(self, appointment: HeldAppointment) -> dict[str, Any]:
        return {"appointment": appointment.id, "holder": self._holder}

    # The hub's answers

    def _ask(self, event: Event, well: Event, command: type[Command], **fields: Any) -> None:
        """Ask the hub for what the event wants; `well` is what it is when that was done."""
        if self._hearing.hall is Hall.OPEN and self._on(event):
            self._link.ask(command, partial(self._on_reply, well), **fields)

    def _on_reply(self, well: Event, reply: Reply | None) -> None:
        event, tried = meaning(reply, well), self._state.value
        self._note(event, code(reply))
        self._on(event)
        match event, reply:
            case Event.ISSUED, TicketReply(ticket=HeldTicket() as ticket):
                self._hold(ticket)
                self._print_ticket(ticket, reply)
            case Event.WAITS_AGAIN, TicketReply(ticket=HeldTicket() as ticket):
                self._hold(ticket)
            case Event.HELD, Reply(error=error) if error and error.ticket:
                self._hold(error.ticket)
            case Event.BOOKED, AppointmentReply(appointment=HeldAppointment() as booked):
                self._face = telling.appointment(self._face, booked, self._hearing.today, self._link.hub_now)
                self._print_appointment(booked, reply)
            case Event.SLOT_TAKEN, _:
                self._face = replace(self._face, taken=True)
            case ((Event.REFUSED | Event.UNANSWERED), _):
                opens = telling.opens(reply, self._link.hub_now)
                self._face = replace(self._face, tried=tried, refused=code(reply), opens=opens)
        self._show()

    def _note(self, event: Event, why: str) -> None:
        """Tell the operator what the visitor is told in other words."""
        if event is Event.UNREGISTERED:
            log.warning("the hall does not have this kiosk", extra={"code": why})
            self._hearing.know_unregistered(why)
        if event is Event.REFUSED:
            log.log(logging.INFO if why in BY_THE_RULES else logging.WARNING, "the hub refused", extra={"code": why})

    def _on_found(self, holder: Holder, reply: Reply | None) -> None:
        if holder is not self._holder or self._state is not State.LOOKING:
            return
        event = meaning(reply, Event.FOUND)
        self._note(event, code(reply))
        if isinstance(reply, TicketsReply):
            self._tickets, self._booked = mine.live(reply)
        if event in {Event.FOUND, Event.REFUSED}:
            event = Event.FOUND if self._tickets or self._booked else Event.NOTHING_FOUND
        self._on(event)

    def _on_no_slots(self, reply: Reply | None) -> None:
        if self._state in _PICKING:
            self._on_reply(Event.FOUND, reply)

    # What follows from an event

    def _on(self, event: Event) -> bool:
        """Follow the flow; False where the event does not apply."""
        state = follow(self._state, event)
        if state is None:
            return False
        before, self._state = self._state, state
        self._touched_at = time.monotonic()
        if state in ASKED_FROM:
            self._asked_at = self._touched_at
        self._enter(state, before)
        self._show()
        return True

    def _enter(self, state: State, before: State) -> None:
        match state:
            case State.WELCOME:
                self._forget_ticket()
                self._forget_visitor()
            case State.LOOKING if self._alone:
                self._on(Event.CUT_OFF)
            case State.LOOKING if self._holder:
                self._forget_ticket()
                self._link.ask(FindTicket, partial(self._on_found, self._holder), holder=self._holder)
            case State.MINE | State.CHOOSE | State.CHOOSE_TO_BOOK:
                self._forget_ticket()
            case State.APPOINTMENT if self._appointment:
                self._face = telling.appointment(self._face, self._appointment, self._hearing.today, self._link.hub_now)
            case State.SLOTS | State.OTHER_SLOTS if before in ASKED_FROM:
                self._search.again()
            case State.UNPRINTED:
                self._face = replace(self._face, paper="failed")  # until the printer tells better

    def _hold(self, ticket: HeldTicket) -> None:
        self._shown = ticket.id
        self._face = telling.ticket(self._face, ticket, self._hearing.today)

    def _print_ticket(self, ticket: HeldTicket, reply: Reply) -> None:
        today, service = self._hearing.today, self._face.service
        slip = slip_of(ticket, today, service, reply.at, self._face.language) if today and service else None
        self._print(ticket.id, slip)

    def _print_appointment(self, booked: HeldAppointment, reply: Reply) -> None:
        self._shown = booked.id
        today, service = self._hearing.today, self._face.service
        slip = appointment_slip(booked, today, service, reply.at, self._face.language) if today and service else None
        self._print(booked.id, slip)

    def _print(self, of: str, slip: AnySlip | None) -> None:
        if self._print_slip is None or slip is None:
            self.on_slip(of, "none")
            return
        self._face = replace(self._face, paper="printing")
        self._print_slip(of, slip)

    def _forget_ticket(self) -> None:
        self._shown = None
        kept = self._face
        self._face = Face(page=kept.page, language=kept.language, hall=kept.hall, reader=kept.reader, name=kept.name)

    def _forget_visitor(self) -> None:
        self._holder = self._appointment = None
        self._search.forget()
        self._tickets, self._booked = (), ()
        self._face = replace(self._face, name="", language=self._greeting)

    def _show(self) -> None:
        hearing, state, now = self._hearing, self._state, self._link.hub_now
        today, asking = hearing.today, state in ASKED_FROM
        slow = asking and time.monotonic() - self._asked_at >= SLOW_S
        shown, alone = page(state, hearing.hall, slow=slow), self._alone
        queues = offers.by_now(hearing.queues, now) if alone else hearing.queues
        face = replace(self._face, page=shown, asking=asking, doing=state.value, alone=alone)
        if today:
            face = replace(face, hall=today.name)
            only, may_book = hearing.numbers.services if alone else None, self._holder is not None and not alone
            choices = offers.offers(today, queues, now, may_book=may_book, only=only)
            self._model.show_rows(Offer, offers.bookable(today) if state is State.CHOOSE_TO_BOOK else choices)
        if today and state is State.WELCOME:
            closed, at = offers.opens_first(today, queues)
            face = replace(face, closed=closed, opens=moments.moment(at, now) if at else None)
        picking = self._search.picking
        if picking and state in _PICKING:
            face = replace(telling.picking(face, picking, today, now), moving=state is State.OTHER_SLOTS)
        self._face = face
        self._model.show_rows(Held, mine.lines(self._tickets, self._booked, today, now))
        self._model.show_rows(DayChoice, picking.day_choices() if picking else ())
        self._model.show_rows(SlotChoice, picking.slot_choices(now) if picking else ())
        self._model.show(face)
