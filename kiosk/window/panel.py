"""What a verb asks before it is sent, one question after the other. Pure: no Qt, no wire."""

from dataclasses import dataclass, replace
from enum import StrEnum

from broker.contract.values import Text, TicketId
from kiosk.window.flow import Verb


class Ask(StrEnum):
    """One question of a panel."""

    TICKET = "ticket"
    WHERE = "where"  # a service, a window or a clerk
    PLACE = "place"  # which of them
    PLACING = "placing"
    STANDING = "standing"
    OUTCOME = "outcome"
    REASON = "reason"
    TEXT = "text"


ASKS: dict[Verb, tuple[Ask, ...]] = {
    Verb.PAUSE: (Ask.REASON,),
    Verb.PARK: (Ask.REASON,),
    Verb.TRANSFER: (Ask.WHERE, Ask.PLACE, Ask.PLACING, Ask.REASON),
    Verb.NOTE: (Ask.TEXT,),
    Verb.CALL_TICKET: (Ask.TICKET, Ask.REASON),
    Verb.REINSTATE: (Ask.TICKET, Ask.REASON),
    Verb.VOID: (Ask.TICKET, Ask.REASON),
    Verb.AUTHORISE: (Ask.TICKET, Ask.STANDING, Ask.REASON),
    Verb.FINISH_PART: (Ask.TICKET, Ask.OUTCOME),
}
"""The questions of each verb that has any, in order; the last answer sends it."""

TO_STAFF = "to_staff"
FIXED: dict[Ask, tuple[str, ...]] = {
    Ask.WHERE: ("service", "to_window", TO_STAFF),  # which field of the command the place goes into
    Ask.PLACING: ("keep", "first", "last"),
    Ask.STANDING: ("green", "priority", "normal"),
    Ask.OUTCOME: ("done", "incomplete"),
}
"""Questions whose answers are always the same few."""

LONGEST = {Ask.REASON: 80, Ask.TEXT: 200, Ask.PLACE: 63}
"""How many letters a typed answer may have."""
WITHOUT_REASON = frozenset({Verb.PAUSE, Verb.PARK})


@dataclass(frozen=True, slots=True)
class Mark:
    """A ticket that is at no window, as a clerk sees it in a list.

    Attributes:
        number: what its slip says.
        standing: its standing.
        state: `waiting missed parked pending`.
        minutes: how long it has been so.
        moved: the verb that put it where it stands, or empty.
        needs: what it needs of a window.
        claim: why it asks to go first, for a clerk to answer; or empty.
        meant: `here` or `elsewhere` when one window or clerk alone may call it, else empty.
    """

    number: str
    standing: str = "normal"
    state: str = "waiting"
    minutes: int = 0
    moved: str = ""
    needs: tuple[str, ...] = ()
    claim: str = ""
    meant: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer.

    Attributes:
        value: what tells it from the others.
        fields: what it puts into the command.
        name: of a service or a window, or of a ticket's service; None where the views know the words.
        mark: the ticket that it is, if it is one.
    """

    value: str
    fields: tuple[tuple[str, str], ...]
    name: Text | None = None
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """A verb being put together.

    Attributes:
        verb: which.
        holding: the ticket that the clerk saw at the window.
        answers: to the questions so far.
        options: the answers to the present question, as they were when it was asked: nothing moves under a finger.
    """

    verb: Verb
    holding: TicketId | None = None
    answers: tuple[Option, ...] = ()
    options: tuple[Option, ...] = ()

    @property
    def ask(self) -> Ask | None:
        """The present question; None when all are answered."""
        asks = ASKS[self.verb]
        return asks[len(self.answers)] if len(self.answers) < len(asks) else None

    @property
    def typed(self) -> bool:
        """Whether the present question may be answered by typing anything."""
        return self.ask in {Ask.REASON, Ask.TEXT} or (self.ask is Ask.PLACE and self.answers[0].value == TO_STAFF)

    @property
    def fields(self) -> dict[str, str]:
        """What the answers put into the command."""
        return {name: value for answer in self.answers for name, value in answer.fields}

    def offering(self, options: tuple[Option, ...]) -> "Panel":
        """The same with these answers to choose from; a question that has always the same few keeps to those."""
        fixed = FIXED.get(self.ask) if self.ask else None
        if self.ask is None or fixed is None:
            return replace(self, options=options)
        few = [option for option in options if option.value in fixed]
        return replace(self, options=tuple(few or [_fixed(self.ask, value) for value in fixed]))

    def answered(self, value: str) -> "Panel | None":
        """One question further; None when that is no answer to it."""
        answer = self._typed(value.strip()) if self.typed else self._chosen(value)
        return replace(self, answers=(*self.answers, answer), options=()) if answer else None

    def back(self) -> "Panel | None":
        """One question back; None before the first."""
        return replace(self, answers=self.answers[:-1], options=()) if self.answers else None

    def _chosen(self, value: str) -> Option | None:
        return next((option for option in self.options if option.value == value), None)

    def _typed(self, text: str) -> Option | None:
        if self.ask is None or len(text) > LONGEST[self.ask]:
            return None
        if not text and self.verb not in WITHOUT_REASON:
            return None
        if self.ask is Ask.PLACE:
            return Option(text.lower(), ((TO_STAFF, text.lower()),), Text(zh=text.lower(), en=text.lower()))
        return Option(text, ((self.ask.value, text),))


def _fixed(ask: Ask, value: str) -> Option:
    return Option(value, () if ask is Ask.WHERE else ((ask.value, value),))
