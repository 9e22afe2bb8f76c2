"""One clerk's conversation with the hub. Everything here runs on Qt's thread and never waits."""

import logging
import time
from dataclasses import replace
from functools import partial
from typing import Any

from broker.client.health import Health
from broker.client.link import Link, Seen
from broker.contract.commands import SignIn
from broker.contract.devices import Problem
from broker.contract.message import Reply
from broker.contract.messages import COMMANDS
from broker.contract.replies import CalledReply, WindowReply
from broker.contract.states import HallToday, ServiceQueue, StaffQueue, WindowState
from broker.contract.told import CalledTicket, WindowNow
from broker.contract.values import (
    Condition,
    Refused,
    ServiceId,
    StepOutcome,
    TicketId,
    WindowId,
)
from hardware.settings import DEVICES
from kiosk.window.arrival import Arrival
from kiosk.window.badges import PART
from kiosk.window.face import Doing, face_of, undo_left
from kiosk.window.flow import Choice, Situation, Verb, choose
from kiosk.window.known import Known
from kiosk.window.models import WindowModel
from kiosk.window.panel import ASKS, Ask, Panel
from kiosk.window.replies import at_window, called, window_of

log = logging.getLogger(__name__)

NO_ANSWER = "no-answer"

_VERBS = {command.verb: command for command in COMMANDS}


class Station:
    """The terminal of one window.

    Args:
        link: the wire; its `post` thread is ours.
        model: what the views see.
        window: which window this is.
        language: of the words.
    """

    def __init__(self, link: Link, model: WindowModel, window: WindowId, language: str = "zh") -> None:
        self._link, self._model, self._language = link, model, language
        self._known = Known(window, WindowNow(condition=Condition.CLOSED))
        self._elsewhere = self._misplaced = False
        self._visitor: CalledTicket | None = None
        self._panel: Panel | None = None
        self._arrival = Arrival()
        self._own_badge = ""  # of who is signed in: may lie on the reader all day
        self._reader_works = False
        self._health = Health(link, DEVICES)
        self._seen = Seen.STARTING
        self._doing = Doing()
        model.pressed.connect(lambda verb: self._press(Verb(verb)))
        model.incompletePressed.connect(lambda: self._ask(Verb.FINISH, outcome=StepOutcome.INCOMPLETE))
        model.answered.connect(self._on_answer)
        model.backPressed.connect(self._on_back)
        model.takeOverPressed.connect(self._on_take_over)
        model.signInAsked.connect(self._sign_in)
        model.languageAsked.connect(self._on_language)
        link.follow(HallToday, self._on_today)
        link.follow(WindowState, self._on_window, window=window)
        self._show()

    def tick(self) -> None:
        """Look at the clock; called a few times a second."""
        self._link.tick()
        self._health.tick()
        self._show()

    def on_seen(self, seen: Seen) -> None:
        """Hear what the link sees of the hall."""
        self._seen = seen
        self._show()

    def on_badge(self, serial: str) -> None:
        """A badge was laid on the reader; whose it is the hub knows."""
        if not self._signed_in or serial != self._own_badge:
            self._arrive(self._arrival.with_badge(serial, time.monotonic(), over=self._signed_in))

    def on_unread(self, why: str) -> None:
        """A card was laid that is no badge; at work that is nobody's business."""
        if self._choice.primary is Verb.SIGN_IN and self._doing.verb is None:
            self._doing = Doing().refused(why, "", time.monotonic())
            self._show()

    def on_reader(self, problem: Problem | None) -> None:
        """Hear how the reader of badges is."""
        self._reader_works = problem is None
        self._health.know(PART, problem)
        self._show()

    # What the clerk does

    def _sign_in(self, staff: str, pin: str) -> None:
        staff, badge = staff.strip().lower(), self._arrival.badge
        if self._may(Verb.SIGN_IN) and (staff or badge) and pin:
            who = {"badge": badge} if badge else {"staff": staff}
            self._arrival = self._arrival.asked(time.monotonic())
            self._begin(Verb.SIGN_IN)
            done = partial(self._on_signed_in, badge)
            self._link.ask(SignIn, done, holding=_id(self._known.here), pin=pin, **who)

    def _on_take_over(self) -> None:
        if self._may(Verb.SIGN_IN):
            self._arrive(self._arrival.taking_over())

    def _arrive(self, arrival: Arrival) -> None:
        self._doing = self._doing.unsaid()
        self._arrival = arrival
        self._show()

    def _press(self, verb: Verb) -> None:
        if verb in ASKS and self._may(verb):
            self._ask_of(Panel(verb, self._holding))
        elif verb is Verb.SUPPORT:
            self._ask(verb, on=not self._known.here.support)
        elif verb not in ASKS:
            self._ask(verb)

    def _on_answer(self, value: str) -> None:
        if self._panel is None or not self._may(self._panel.verb):
            return
        further = self._panel.answered(value)
        if further and further.ask:
            self._ask_of(further)
        elif further:  # the last question stands until it is done: nothing typed is lost
            self._ask(further.verb, **further.fields)

    def _on_back(self) -> None:
        self._doing = self._doing.unsaid()
        if self._choice.primary is Verb.SIGN_IN:
            if self._doing.verb is None:  # else the hub has been asked to sign them in
                self._arrive(self._arrival.gone())
        elif self._panel and (before := self._panel.back()):
            self._ask_of(before)
        else:
            self._panel = None
            self._show()

    def _ask_of(self, panel: Panel) -> None:
        self._doing = self._doing.unsaid()
        self._panel = panel.offering(self._known.options(panel, self._link.hub_now))
        self._show()

    def _ask(self, verb: Verb, **fields: Any) -> None:
        if self._may(verb):
            self._begin(verb)
            done = partial(self._on_note, str(fields["text"])) if verb is Verb.NOTE else self._on_reply
            self._link.ask(_VERBS[verb], done, holding=self._holding, staff=self._known.staff, **fields)

    def _may(self, verb: Verb) -> bool:
        return verb in self._choice.possible

    def _begin(self, verb: Verb) -> None:
        self._doing = Doing.begun(verb, time.monotonic())
        self._show()

    # What the hub says

    def _on_signed_in(self, badge: str, reply: Reply | None) -> None:
        if isinstance(reply, WindowReply) and reply.window and reply.window.clerk:
            self._known.staff, self._own_badge = reply.window.clerk.id, badge
            self._arrival = self._arrival.gone()
        self._on_reply(reply)

    def _on_note(self, text: str, reply: Reply | None) -> None:
        ticket = self._known.here.ticket
        if reply and reply.ok and ticket:
            visitor = self._visitor or called(ticket, self._known.window)
            self._visitor = visitor.model_copy(update={"note": text})
        self._on_reply(reply)

    def _on_reply(self, reply: Reply | None) -> None:
        known, self._doing = self._known, self._doing.answered()
        if reply is None:
            self._say(NO_ANSWER)
        elif window_of(reply) not in {None, known.window}:
            self._elsewhere = True  # what was asked happened there: no press may follow, and nothing of it is shown
            self._look_at_place()
        elif reply.error:
            self._say(reply.error.code, reply.error.detail)
            known.here = reply.error.window or known.here
        else:
            self._panel = None
            # The states say the same a moment later; until then the next press must not be a stranger to this one.
            if isinstance(reply, WindowReply) and reply.window:
                known.here = reply.window
            elif isinstance(reply, CalledReply) and reply.ticket:
                self._visitor = reply.ticket
                known.here = known.here.model_copy(update={"ticket": at_window(reply.ticket, reply.at)})
        self._show()

    def _say(self, code: str, detail: str = "") -> None:
        self._doing = self._doing.refused(code, detail, time.monotonic())

    def _on_window(self, state: WindowState) -> None:
        self._known.here = state
        self._follow_services()
        self._show()

    def _on_today(self, today: HallToday) -> None:
        self._known.today, self._elsewhere = today, False  # a hall that speaks anew may have been put right
        self._look_at_place()
        self._follow_services()
        self._show()

    def _follow_services(self) -> None:
        for service in self._known.offered:
            self._link.follow(StaffQueue, partial(self._on_queue, service), service=service)
            self._link.follow(ServiceQueue, partial(self._on_crowd, service), service=service)

    def _on_queue(self, service: ServiceId, queue: StaffQueue) -> None:
        self._known.queues[service] = queue
        self._show()

    def _on_crowd(self, service: ServiceId, crowd: ServiceQueue) -> None:
        self._known.crowds[service] = crowd
        self._show()

    def _look_at_place(self) -> None:
        """Tell the technician when this is not the window that the hall means."""
        window = self._known.window
        misplaced = self._elsewhere or (self._known.today is not None and window not in self._known.windows)
        if misplaced and not self._misplaced:
            log.warning("the hall does not have this terminal at this window", extra={"window": window})
        self._misplaced = misplaced
        self._health.know("window", Problem(part="window", code="misplaced", detail=window) if misplaced else None)

    def _on_language(self, language: str) -> None:
        self._language = language
        self._show()

    # What is shown

    @property
    def _holding(self) -> TicketId | None:
        """The ticket that the clerk saw: behind an open panel it stays what it was."""
        return self._panel.holding if self._panel else _id(self._known.here)

    @property
    def _signed_in(self) -> bool:
        """Whether this terminal's clerk has the window."""
        here, staff = self._known.here, self._known.staff
        return staff is not None and here.clerk is not None and here.clerk.id == staff

    @property
    def _choice(self) -> Choice:
        here = self._known.here
        return choose(
            Situation(
                signed_in=self._signed_in and not self._arrival.over,
                condition=here.condition,
                ticket=here.ticket.state if here.ticket else None,
                undoable=undo_left(here, self._link.hub_now) > 0,
                linked=self._seen is Seen.HUB,
                busy=self._doing.verb is not None,
                misplaced=self._misplaced,
            )
        )

    def _show(self) -> None:
        self._doing, self._arrival = self._doing.at(time.monotonic()), self._arrival.at(time.monotonic())
        if self._arrival.over and not self._signed_in:
            self._arrival = replace(self._arrival, over=False)  # who had the window has left it by now
        known, choice, now = self._known, self._choice, self._link.hub_now
        if known.here.ticket and self._visitor and known.here.ticket.id != self._visitor.id:
            self._visitor = None
        if self._panel and self._doing.verb is None and self._is_overtaken(self._panel, choice):
            self._panel = None
            self._say(Refused.CHANGED)
        if self._panel and self._panel.ask is Ask.TICKET and not self._panel.options:
            self._panel = self._panel.offering(known.options(self._panel, now))  # where nothing was, nothing moves
        face = face_of(known, choice, self._doing, self._visitor, now)
        self._model.show(
            replace(
                face,
                language=self._language,
                badge=self._arrival.laid if self._arrival.badge else 0,
                over=self._arrival.over,
                reader=self._reader_works,
                label="" if self._misplaced else face.label,
                linked=self._seen is Seen.HUB,
                starting=self._seen is Seen.STARTING,
                misplaced=self._misplaced,
            )
        )
        self._model.show_panel(self._panel)
        self._model.show_queues(known.lines(now))

    def _is_overtaken(self, panel: Panel, choice: Choice) -> bool:
        """Whether what the clerk is asked about is no longer so; while a colleague signs in nothing is asked."""
        return not self._arrival.over and (panel.verb not in choice.offered or panel.holding != _id(self._known.here))


def _id(here: WindowNow) -> TicketId | None:
    return here.ticket.id if here.ticket else None
