"""One clerk's conversation with the hub. Everything here runs on Qt's thread and never waits."""

import logging
import time
from datetime import datetime
from functools import partial

from broker.client.link import Link, Seen
from broker.contract.commands import PauseWindow, SignIn
from broker.contract.devices import Problem
from broker.contract.message import Reply
from broker.contract.messages import COMMANDS
from broker.contract.replies import CalledReply, WindowReply
from broker.contract.states import HallToday, StaffQueue, WindowState
from broker.contract.values import (
    CalledTicket,
    Condition,
    Refused,
    ServiceId,
    StaffId,
    Text,
    TicketState,
    WindowId,
    WindowNow,
    WindowTicket,
)
from kiosk.window.flow import Situation, Verb, choose
from kiosk.window.models import Face, QueueLine, WindowModel

log = logging.getLogger(__name__)

SETTLE_S = 0.5
"""At least so long no second press counts: a finger that presses twice means one thing."""
SLOW_S = 0.4
SAID_S = 12.0
"""How long a refusal stays to be read."""
NO_ANSWER = "no-answer"
FIRST = 8
"""So many of those who wait are shown by number."""

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
        self._link, self._model, self._window, self._language = link, model, window, language
        self._staff: StaffId | None = None
        self._here = WindowNow(condition=Condition.CLOSED)
        self._elsewhere = self._misplaced = False
        self._visitor: CalledTicket | None = None
        self._today: HallToday | None = None
        self._queues: dict[ServiceId, StaffQueue] = {}
        self._seen = Seen.STARTING
        self._doing: Verb | None = None
        self._answered = True
        self._asked_at = self._said_at = -SAID_S
        self._said = self._where = ""
        model.pressed.connect(lambda verb: self._ask(Verb(verb)))
        model.signInAsked.connect(self._sign_in)
        model.pauseAsked.connect(lambda reason: self._ask(Verb.PAUSE, reason=reason))
        model.languageAsked.connect(self._on_language)
        link.follow(HallToday, self._on_today)
        link.follow(WindowState, self._on_window, window=window)
        self._show()

    def tick(self) -> None:
        """Look at the clock; called a few times a second."""
        self._link.tick()
        self._show()

    def on_seen(self, seen: Seen) -> None:
        """Hear what the link sees of the hall."""
        self._seen = seen
        self._show()

    # What the clerk does

    def _sign_in(self, staff: str, pin: str) -> None:
        staff = staff.strip().lower()
        if self._may(Verb.SIGN_IN) and staff and pin:
            self._begin(Verb.SIGN_IN)
            self._link.ask(SignIn, partial(self._on_signed_in, staff), holding=self._holding, staff=staff, pin=pin)

    def _ask(self, verb: Verb, **fields: str) -> None:
        if self._may(verb):
            self._begin(verb)
            command = PauseWindow if verb is Verb.PAUSE else _VERBS[verb]
            self._link.ask(command, self._on_reply, holding=self._holding, staff=self._staff, **fields)

    def _may(self, verb: Verb) -> bool:
        return verb in choose(self._situation).possible

    def _begin(self, verb: Verb) -> None:
        self._doing, self._answered, self._asked_at, self._said = verb, False, time.monotonic(), ""
        self._show()

    # What the hub says

    def _on_signed_in(self, staff: StaffId, reply: Reply | None) -> None:
        if reply and reply.ok:
            self._staff = staff
        self._on_reply(reply)

    def _on_reply(self, reply: Reply | None) -> None:
        self._answered = True
        if reply is None:
            self._say(NO_ANSWER)
        elif _window_of(reply) not in {None, self._window}:
            self._elsewhere = True  # what was asked happened there: no press may follow, and nothing of it is shown
            self._look_at_place()
        elif reply.error:
            self._say(reply.error.code, reply.error.detail)
            self._here = reply.error.window or self._here
        # The states say the same a moment later; until then the next press must not be a stranger to this one.
        elif isinstance(reply, WindowReply) and reply.window:
            self._here = reply.window
        elif isinstance(reply, CalledReply) and reply.ticket:
            self._visitor = reply.ticket
            self._here = self._here.model_copy(update={"ticket": _at_window(reply.ticket, reply.at)})
        self._show()

    def _say(self, code: str, detail: str = "") -> None:
        self._said, self._said_at = code, time.monotonic()
        self._where = detail if code == Refused.SIGNED_IN_ELSEWHERE else ""

    def _on_window(self, state: WindowState) -> None:
        self._here = WindowNow(condition=state.condition, ticket=state.ticket, clerk=state.clerk)
        self._show()

    def _on_today(self, today: HallToday) -> None:
        self._today, self._elsewhere = today, False  # a hall that speaks anew may have been put right
        self._look_at_place()
        for service in self._services:
            self._link.follow(StaffQueue, partial(self._on_queue, service), service=service)
        self._show()

    def _look_at_place(self) -> None:
        """Tell the technician when this is not the window that the hall means."""
        there = self._today is None or any(window.id == self._window for window in self._today.windows)
        misplaced = self._elsewhere or not there
        if misplaced and not self._misplaced:
            log.warning("the hall does not have this terminal at this window", extra={"window": self._window})
        self._misplaced = misplaced
        self._link.report((Problem(part="window", code="misplaced", detail=self._window),) if misplaced else ())

    def _on_queue(self, service: ServiceId, queue: StaffQueue) -> None:
        self._queues[service] = queue
        self._show()

    def _on_language(self, language: str) -> None:
        self._language = language
        self._show()

    # What is shown

    @property
    def _holding(self) -> str | None:
        return self._here.ticket.id if self._here.ticket else None

    @property
    def _situation(self) -> Situation:
        clerk, ticket = self._here.clerk, self._here.ticket
        return Situation(
            signed_in=self._staff is not None and clerk is not None and clerk.id == self._staff,
            condition=self._here.condition,
            ticket=ticket.state if ticket else None,
            linked=self._seen is Seen.HUB,
            busy=self._doing is not None,
            misplaced=self._misplaced,
        )

    @property
    def _services(self) -> tuple[ServiceId, ...]:
        windows = self._today.windows if self._today else ()
        mine = next((window for window in windows if window.id == self._window), None)
        return tuple(service for tier in mine.services for service in tier) if mine else ()

    @property
    def _names(self) -> dict[ServiceId, Text]:
        return {service.id: service.name for service in self._today.services} if self._today else {}

    def _show(self) -> None:
        now = time.monotonic()
        if self._answered and now - self._asked_at >= SETTLE_S:
            self._doing = None
        if now - self._said_at >= SAID_S:
            self._said = ""
        situation, here = self._situation, self._here
        choice, ticket = choose(situation), here.ticket
        if self._visitor and (ticket is None or ticket.id != self._visitor.id):
            self._visitor = None
        windows = self._today.windows if self._today and not self._misplaced else ()
        label = next((w.label for w in windows if w.id == self._window), "")
        self._model.show(
            Face(
                page="work" if situation.signed_in else "sign-in",
                language=self._language,
                hall=self._today.name if self._today else None,
                label=label,
                clerk=here.clerk.name if here.clerk else "",
                condition=here.condition.value,
                number=ticket.number if ticket else "",
                service=self._names.get(ticket.service) if ticket else None,
                name=self._visitor.name or "" if self._visitor else "",
                state=ticket.state.value if ticket else "",
                seconds=self._seconds_since(ticket.since) if ticket else 0,
                primary=choice.primary.value,
                possible=tuple(sorted(choice.possible)),
                doing=self._doing.value if self._doing else "",
                slow=not self._answered and now - self._asked_at >= SLOW_S,
                said=self._said,
                where=self._where,
                linked=situation.linked,
                starting=self._seen is Seen.STARTING,
                misplaced=self._misplaced,
            )
        )
        self._model.show_queues(tuple(self._line(service) for service in self._services if service in self._names))

    def _line(self, service: ServiceId) -> QueueLine:
        queue = self._queues.get(service)
        tickets = queue.tickets if queue else ()
        longest = max((self._seconds_since(ticket.since) for ticket in tickets), default=0) // 60
        first = tuple((ticket.number, ticket.standing.value) for ticket in tickets[:FIRST])
        return QueueLine(service, self._names[service], queue.waiting if queue else 0, longest, first)

    def _seconds_since(self, moment: datetime) -> int:
        return max(0, int((self._link.hub_now - moment).total_seconds()))


def _window_of(reply: Reply) -> WindowId | None:
    """Which window the hub did something at, as far as a reply tells."""
    if reply.error:
        return reply.error.window.id if reply.error.window else None
    if isinstance(reply, WindowReply):
        return reply.window.id if reply.window else None
    return reply.ticket.window if isinstance(reply, CalledReply) and reply.ticket else None


def _at_window(ticket: CalledTicket, since: datetime) -> WindowTicket:
    return WindowTicket(
        id=ticket.id,
        day=ticket.day,
        number=ticket.number,
        service=ticket.service,
        state=TicketState.CALLED,
        since=since,
    )
