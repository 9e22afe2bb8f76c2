"""A request as far as it is filled in, and what is asked for it. Pure."""

import re
from dataclasses import dataclass, field, replace
from typing import Any, Self

from broker.contract.told import ServiceInfo
from broker.contract.values import Form, ServiceId, ServiceKind, Text
from kiosk.citizen.states import Event

BATCH = "batch"
MOST_ITEMS = 500
MOST_WORDS, MOST_LINES = 500, 20
_MOST_SIGNS = 22
_TELEPHONE = re.compile(r"[0-9][0-9-]{5,20}[0-9]", re.ASCII)
_STEPS = {
    ServiceKind.HELPER.value: (),
    ServiceKind.APPEAL.value: (Event.WORDS, Event.CONTACT, Event.REVIEW),
    ServiceKind.HOME.value: (Event.WORDS, Event.CONTACT, Event.REVIEW),
    ServiceKind.COMPANY.value: (Event.ITEMS, Event.WORDS, Event.CONTACT, Event.REVIEW),
    BATCH: (Event.ITEMS,),
}
_MUST_WRITE = frozenset({ServiceKind.APPEAL, ServiceKind.HOME})
_MUST_TELEPHONE = frozenset({ServiceKind.COMPANY, ServiceKind.HOME})
_SAID = {
    ServiceKind.APPEAL.value: "想当面说，请工作人员帮忙记下来。",
    ServiceKind.HOME.value: "请打电话问我去哪里、办什么事。",
}
"""What stands in the form of who can't write; clerks read Chinese."""


@dataclass(frozen=True)
class Request:
    """What a visitor asks for.

    Attributes:
        kind: how the service is given: `helper home company appeal`, `batch`, or empty while nothing is asked for.
        service: its name.
        to: its id.
        sorted: whether one of its categories must be picked.
        about: that category, or None.
        category: the category's id.
        items: how many at once, as typed.
        words: what was written.
        contact: a telephone number, as typed.
    """

    kind: str = ""
    service: Text | None = None
    to: ServiceId = ""
    sorted: bool = False
    about: Text | None = None
    category: str = ""
    items: str = ""
    words: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)

    @classmethod
    def of(cls, service: ServiceInfo) -> Self:
        """Begin to ask for a service."""
        return cls(service.kind.value, service.name, service.id, bool(service.categories))

    @classmethod
    def of_batch(cls) -> Self:
        """Begin to ask for a time for many items of one service, which is still to be picked."""
        return cls(BATCH, sorted=True)

    @property
    def steps(self) -> tuple[Event, ...]:
        """What is asked for it, one after the other."""
        return ((Event.ABOUT,) if self.sorted else ()) + _STEPS.get(self.kind, ())

    @property
    def by_number(self) -> bool:
        """Whether it becomes a ticket; else a time is booked."""
        return self.kind in {ServiceKind.HELPER, ServiceKind.APPEAL}

    @property
    def can_be_said(self) -> bool:
        """Whether who does not write may go on all the same."""
        return self.kind in _SAID

    def next(self, after: Event | None) -> Event | None:
        """What is asked for after that; None after the last."""
        place = self.steps.index(after) + 1 if after in self.steps else 0
        return self.steps[place] if place < len(self.steps) else None

    def before(self, step: Event) -> Event | None:
        """What was asked for before that; None before the first."""
        place = self.steps.index(step) if step in self.steps else 0
        return self.steps[place - 1] if place else None

    def ready(self, step: Event) -> bool:
        """Whether what this step asks for is there."""
        match step:
            case Event.ITEMS:
                return 1 <= int(self.items or 0) <= MOST_ITEMS
            case Event.WORDS:
                return bool(self.words.strip()) or self.kind not in _MUST_WRITE
            case Event.CONTACT:
                known = _TELEPHONE.fullmatch(self.contact) is not None
                return known or (not self.contact and self.kind not in _MUST_TELEPHONE)
            case _:
                return True

    def typed(self, step: Event, sign: str) -> Self:
        """One sign more of a number, where it may stand."""
        if step is Event.ITEMS and sign in set("0123456789") and 1 <= int(self.items + sign) <= MOST_ITEMS:
            return replace(self, items=self.items + sign)
        if step is Event.CONTACT and sign in set("0123456789-") and len(self.contact) < _MOST_SIGNS:
            return replace(self, contact=self.contact + sign)
        return self

    def erased(self, step: Event) -> Self:
        """One sign less."""
        if step is Event.ITEMS:
            return replace(self, items=self.items[:-1])
        return replace(self, contact=self.contact[:-1]) if step is Event.CONTACT else self

    def written(self, words: str) -> Self:
        """These words now, as far as a form holds them."""
        lines = words.replace("\r", "").split("\n")[:MOST_LINES]
        return replace(self, words="\n".join(lines)[:MOST_WORDS])

    def said(self) -> Self:
        """To be told to a clerk, who writes it down."""
        return replace(self, words=_SAID[self.kind])

    def sent(self) -> Self:
        """What is still known once the hub has it."""
        return replace(self, words="", contact="")

    def fields(self) -> dict[str, Any]:
        """What goes with the wish for a number or a time."""
        if self.kind == BATCH:
            return {"service": self.to, "items": int(self.items)}
        form = Form(category=self.category, text=self.words.strip(), contact=self.contact)
        more = {} if self.by_number else {"items": int(self.items or 1)}
        return {"service": self.to, "form": form if form != Form() else None, **more}


NO_REQUEST = Request()
