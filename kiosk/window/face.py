"""The face of the terminal: everything on its screen but the queues and the panel. Pure."""

import math
from dataclasses import dataclass, replace
from datetime import datetime

from broker.contract.told import CalledTicket, WindowNow
from broker.contract.values import Refused, Text
from kiosk.window.flow import Choice, Verb
from kiosk.window.known import Known

SETTLE_S = 0.5
"""At least so long no second press counts: a finger that presses twice means one thing."""
SLOW_S = 0.4
SAID_S = 12.0
"""How long a refusal stays to be read."""


@dataclass(frozen=True)
class Face:
    """Everything on the screen but the queues.

    Attributes:
        page: `sign-in` or `work`.
        language: the clerk's.
        hall: the hall's name; None until it is known.
        label: the window's, such as `3`; empty until it is known.
        clerk: who is signed in at the window, or empty.
        badge: which badge was read, counted from 1; 0 while none is.
        over: whether the window is to be taken over from who is signed in at this terminal.
        reader: whether a badge may be laid.
        condition: `open paused closed`.
        support: whether a colleague is asked to come.
        number: of the ticket at the window, or empty.
        service: the ticket's service.
        name: masked name of the visitor, if the card told it.
        state: of the ticket: `called serving` or empty.
        seconds: how long it has been so.
        recalls: how often it was called again.
        by: masked name of who acts for the visitor, or empty.
        category: what the visitor's form is about.
        written: its words, in lines, or empty.
        contact: its telephone number, or empty.
        note: what a clerk wrote to the ticket last.
        steps: the services of a visit of several, each `done incomplete now later`.
        primary: the big button's verb.
        possible: the verbs that may be pressed.
        parts: whether something is done behind this window.
        undo: the verb that may be taken back, or empty.
        undo_left: for so many seconds.
        doing: the verb under way, or empty.
        slow: whether it is under way for longer than a blink.
        tried: the verb that did nothing, with `said`.
        said: why the last press did nothing, as the hub's code, or empty.
        detail: what the hub added to it, such as the other window's label with `signed-in-elsewhere`.
        linked: whether the hub can be asked.
        starting: whether nothing is known yet.
        misplaced: whether this terminal acts for another window than it shows, or for none.
    """

    page: str = "sign-in"
    language: str = "zh"
    hall: Text | None = None
    label: str = ""
    clerk: str = ""
    badge: int = 0
    over: bool = False
    reader: bool = False
    condition: str = "closed"
    support: bool = False
    number: str = ""
    service: Text | None = None
    name: str = ""
    state: str = ""
    seconds: int = 0
    recalls: int = 0
    by: str = ""
    category: Text | None = None
    written: str = ""
    contact: str = ""
    note: str = ""
    steps: tuple[tuple[Text, str], ...] = ()
    primary: str = "sign-in"
    possible: tuple[str, ...] = ()
    parts: bool = False
    undo: str = ""
    undo_left: int = 0
    doing: str = ""
    slow: bool = False
    tried: str = ""
    said: str = ""
    detail: str = ""
    linked: bool = False
    starting: bool = True
    misplaced: bool = False


@dataclass(frozen=True, slots=True)
class Doing:
    """What was asked last, and what came of it. Times are seconds of the monotonic clock.

    Attributes:
        verb: what is under way, or None.
        asked_at: since when.
        under_way: whether its answer is still to come.
        slow: whether it takes longer than a blink.
        tried: the verb that did nothing.
        said: why, as the hub's code, or empty.
        detail: what the hub added to it.
        said_at: since when it stands there.
    """

    verb: Verb | None = None
    asked_at: float = -SAID_S
    under_way: bool = False
    slow: bool = False
    tried: Verb | None = None
    said: str = ""
    detail: str = ""
    said_at: float = -SAID_S

    @classmethod
    def begun(cls, verb: Verb, now: float) -> "Doing":
        """A verb that was sent now."""
        return cls(verb, now, under_way=True)

    def answered(self) -> "Doing":
        """The hub has answered, or there is no answer in time."""
        return replace(self, under_way=False)

    def refused(self, code: str, detail: str, now: float) -> "Doing":
        """Nothing came of it, and why."""
        return replace(self, tried=self.verb, said=code, detail=detail, said_at=now)

    def unsaid(self) -> "Doing":
        """The clerk goes on: what was said is read."""
        return replace(self, said="")

    def at(self, now: float) -> "Doing":
        """The same at another time."""
        since = now - self.asked_at
        return replace(
            self,
            verb=self.verb if self.under_way or since < SETTLE_S else None,
            slow=self.under_way and since >= SLOW_S,
            said=self.said if now - self.said_at < SAID_S else "",
        )


WITH_DETAIL = frozenset({Refused.SIGNED_IN_ELSEWHERE, Refused.TOO_SOON, Refused.LIMIT_REACHED, Refused.HOLDERS_WAIT})
"""Refusals whose detail is for the clerk: a window's label, seconds, a limit, numbers of tickets."""


def undo_left(here: WindowNow, now: datetime) -> int:
    """For how many seconds the last step at a window may still be taken back; 0 when it may not."""
    if here.undo is None or here.undo_until is None:
        return 0
    return max(0, math.ceil((here.undo_until - now).total_seconds()))


def face_of(known: Known, choice: Choice, doing: Doing, visitor: CalledTicket | None, now: datetime) -> Face:
    """The face, but for its language and what is known of the link."""
    here, window = known.here, known.windows.get(known.window)
    ticket = here.ticket
    visitor = visitor if ticket else None
    left = undo_left(here, now)
    return Face(
        page="sign-in" if choice.primary is Verb.SIGN_IN else "work",
        hall=known.today.name if known.today else None,
        label=window.label if window else "",
        clerk=here.clerk.name if here.clerk else "",
        condition=here.condition.value,
        support=here.support,
        number=ticket.number if ticket else "",
        service=known.name(ticket.service) if ticket else None,
        name=visitor.name or "" if visitor else "",
        state=ticket.state.value if ticket else "",
        seconds=max(0, int((now - ticket.since).total_seconds())) if ticket else 0,
        recalls=ticket.recalls if ticket else 0,
        by=visitor.by or "" if visitor else "",
        category=known.category(visitor) if visitor else None,
        written=visitor.form.text if visitor and visitor.form else "",
        contact=visitor.form.contact if visitor and visitor.form else "",
        note=visitor.note if visitor else "",
        steps=known.steps(visitor.steps) if visitor else (),
        primary=choice.primary.value,
        possible=tuple(sorted(choice.possible)),
        parts=known.parts,
        undo=here.undo or "" if left else "",
        undo_left=left,
        doing=doing.verb.value if doing.verb else "",
        slow=doing.slow,
        tried=doing.tried.value if doing.tried else "",
        said=doing.said,
        detail=doing.detail if doing.said in WITH_DETAIL else "",
    )
