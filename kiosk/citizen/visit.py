"""One visitor after the other: where they are, what they see, and when they are taken for gone.

The chapters of a visit, which the attendant joins, hear and say what is theirs by `entering`, `answering`, `painting`,
`forgetting` and `going_back`. Everything here runs on Qt's thread and never waits.
"""

import logging
import math
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from broker.client.link import Link
from broker.contract.message import Command, Reply
from broker.contract.values import Because, Holder
from kiosk.citizen.answers import BY_THE_RULES, code, meaning
from kiosk.citizen.face import Face
from kiosk.citizen.flow import ASKED_FROM, WARN_S, WARNED, follow, page
from kiosk.citizen.hearing import Hearing
from kiosk.citizen.leases import Write
from kiosk.citizen.models import KioskModel
from kiosk.citizen.states import Event, Hall, State

log = logging.getLogger(__name__)

SLOW_S = 0.4
"""An answer that takes longer shows what is waited for."""
AFRESH_S = 1.0
"""How often it is worked out anew what is shown while nothing is told, for what the clock alone changes."""


class Visit:
    """The kiosk's one conversation.

    Args:
        link: the wire.
        write: the notebook.
        model: what the views see.
        face: what they see first; its language greets each visitor.
        stays: seconds without a touch until TIMEOUT, for each state.

    Attributes:
        state: where the visitor is.
        face: what they see.
        hearing: what is known of the hall.
        holder: for whom it is, once a card said so.
        age: theirs in years, where the card told it.
        by: who acts for them, where somebody does.
        needs: what they need of a window.
        ref: what the code on their slip said, without a card.
        shown: the ticket or appointment on the screen.
        why: tells why the visitor may go first.
    """

    def __init__(self, link: Link, write: Write, model: KioskModel, face: Face, stays: Mapping[State, float]) -> None:
        self.link, self.model = link, model
        self.hearing = Hearing(link, write, self.show)
        self.state, self.face = State.WELCOME, face
        self.holder: Holder | None = None
        self.age: int | None = None
        self.by: Holder | None = None
        self.needs: tuple[str, ...] = ()
        self.ref: str | None = None
        self.shown: str | None = None
        self.why: Callable[[], Because | None] = lambda: None
        self._greeting, self._stays = face.language, stays
        self._asked_at = self._touched_at = time.monotonic()
        self._entering: defaultdict[State, list[Callable[[State], None]]] = defaultdict(list)
        self._answering: defaultdict[Event, list[Callable[[Reply | None], None]]] = defaultdict(list)
        self._painting: list[Callable[[Face], Face]] = []
        self._forgetting: list[Callable[[], None]] = []
        self._going_back: list[Callable[[], bool]] = []
        self._page_before = face.page
        self._shown_at, self._shown_hall = -math.inf, Hall.STARTING

    # How a chapter joins in

    def entering(self, state: State, act: Callable[[State], None]) -> None:
        """Have a state's beginning told, with the state before."""
        self._entering[state].append(act)

    def answering(self, event: Event, act: Callable[[Reply | None], None]) -> None:
        """Have an answer of the hub told that is this event, once it was followed."""
        self._answering[event].append(act)

    def painting(self, paint: Callable[[Face], Face]) -> None:
        """Have a say in what is shown, whenever it may have changed."""
        self._painting.append(paint)

    def forgetting(self, act: Callable[[], None]) -> None:
        """Have it told that the visitor has gone."""
        self._forgetting.append(act)

    def going_back(self, act: Callable[[], bool]) -> None:
        """Have it asked, before anybody goes back, whether that was a step within a chapter."""
        self._going_back.append(act)

    # What a chapter does

    @property
    def alone(self) -> bool:
        """Whether the kiosk goes on with numbers alone."""
        return self.hearing.hall is Hall.ALONE

    @property
    def who(self) -> dict[str, Any]:
        """What every wish of the visitor carries."""
        return {"holder": self.holder, "by": self.by, "language": self.face.language, "needs": self.needs}

    def on(self, event: Event) -> bool:
        """Follow the flow; False where the event does not apply."""
        state = follow(self.state, event)
        if state is None:
            return False
        before, self.state = self.state, state
        self._touched_at = time.monotonic()
        if state in ASKED_FROM:
            self._asked_at, self._page_before = self._touched_at, self.face.page
        if state is State.WELCOME:
            self.forget_ticket()
            self.forget_visitor()
        for act in self._entering[state]:
            act(before)
        self.show()
        return True

    def back(self) -> None:
        """Go back one step."""
        if not any(act() for act in self._going_back):
            self.on(Event.BACK)

    def change(self, **fields: Any) -> None:
        """Another face, shown with the next `show`."""
        self.face = replace(self.face, **fields)

    def ask(self, event: Event, well: Event, command: type[Command], **fields: Any) -> None:
        """Ask the hub for what the event wants; `well` is what it is when that was done."""
        if self.hearing.hall is Hall.OPEN and self.on(event):
            self.link.ask(command, partial(self.hear, well), **fields)

    def hear(self, well: Event, reply: Reply | None) -> None:
        """Hear the hub's answer."""
        event, tried = meaning(reply, well), self.state.value
        self.note(event, code(reply))
        self.on(event)
        if event in {Event.REFUSED, Event.UNANSWERED}:
            self.change(tried=tried, refused=code(reply))
        for act in self._answering[event]:
            act(reply)
        self.show()

    def note(self, event: Event, why: str) -> None:
        """Tell the operator what the visitor is told in other words."""
        if event is Event.UNREGISTERED:
            log.warning("the hall does not have this kiosk", extra={"code": why})
            self.hearing.know_unregistered(why)
        if event is Event.REFUSED:
            log.log(logging.INFO if why in BY_THE_RULES else logging.WARNING, "the hub refused", extra={"code": why})

    def forget_ticket(self) -> None:
        """Show nothing any more of what was asked for."""
        self.shown = None
        kept = self.face
        self.face = Face(
            page=kept.page,
            language=kept.language,
            hall=kept.hall,
            reader=kept.reader,
            scanner=kept.scanner,
            name=kept.name,
            by=kept.by,
            wished=kept.wished,
        )

    def forget_visitor(self) -> None:
        """Know nobody any more."""
        self.holder = self.by = self.age = self.ref = None
        self.needs = ()
        for act in self._forgetting:
            act()
        self.change(name="", by="", language=self._greeting)

    # The clock and the screen

    def tick(self) -> None:
        """Look at the clock."""
        self.link.tick()
        self.hearing.tick()
        if self.alone:
            self.on(Event.CUT_OFF)
        stay = self._stays.get(self.state)
        left = math.inf if stay is None else self._touched_at + stay - time.monotonic()
        if left <= 0:
            self.on(Event.TIMEOUT)
            return
        seconds_left = math.ceil(left) if self.state in WARNED and left <= WARN_S else -1
        if seconds_left != self.face.seconds_left:
            self.change(seconds_left=seconds_left)
        if self._is_old():
            self.show()

    def touch(self) -> None:
        """Somebody is here."""
        self._touched_at = time.monotonic()
        self.change(seconds_left=-1)
        self.show()

    def _is_old(self) -> bool:
        """Whether something else may have to be shown than what was shown last."""
        late = time.monotonic() - self._shown_at >= AFRESH_S
        other = self.face != self.model.shown or self.hearing.hall is not self._shown_hall
        return late or other or self.state in ASKED_FROM

    def show(self) -> None:
        """Show how it is now."""
        self._shown_at, self._shown_hall = time.monotonic(), self.hearing.hall
        asking = self.state in ASKED_FROM
        slow = asking and time.monotonic() - self._asked_at >= SLOW_S
        shown = page(self.state, self._shown_hall, slow=slow, before=self._page_before)
        self.change(page=shown, asking=asking, doing=self.state.value, alone=self.alone)
        if self.hearing.today:
            self.change(hall=self.hearing.today.name)
        for paint in self._painting:
            self.face = paint(self.face)
        self.model.show(self.face)
