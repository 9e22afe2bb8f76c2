"""Everything that the views show, as frozen records. Pure."""

from dataclasses import dataclass

from broker.contract.values import Text
from hardware.ticketprinter.paper import Words
from kiosk.citizen.finding.shown import NOTHING, ItemShown, Sought
from kiosk.citizen.requesting.request import NO_REQUEST, Request
from kiosk.citizen.staff.shown import NOBODY, StaffShown
from kiosk.citizen.states import Page


@dataclass(frozen=True)
class Face:
    """Everything on the screen but the lists.

    Attributes:
        page: which page.
        language: the visitor's, such as `zh`.
        hall: the hall's name; None until it is known.
        opens: when the first service gives numbers again, while none does; None where that is not known.
        closed: whether no service gives numbers now.
        alone: whether the hub is away and only numbers can be had.
        reader: how the card reader is: `works away none`.
        scanner: how the scanner of codes is: `works away none`.
        printer: how the printer of slips is: `works away none`.
        elsewhere: where in this zone slips come out when they don't here, or None.
        code: what a code was that was shown: `unknown foreign`, `later` for one that can't be looked up now, or empty.
        typed: what is typed of the ID number, all but its last four signs masked.
        misfit: whether the number that was typed can't be.
        name: masked name of the card's holder, or empty.
        by: masked name of who acts for the holder, or empty.
        wishes: whether there is anything to be taken into account here.
        wished: whether something of it is wanted.
        several: how many services were picked for one number; -1 while only one is chosen.
        may_act: whether the visitor may act for somebody else whose card is laid next.
        asking: whether the hub is being asked.
        doing: what it is asked, as the flow's state.
        number: the ticket's number, or empty.
        service: the service of the ticket or appointment.
        ahead: people in front, or -1 where it can't be told.
        counts: whether the kiosk gave the number by itself, so that nobody can tell yet who is in front.
        likely: the likely wait in words, or None.
        at_most: the wait that is seldom exceeded in words, where it says more than the likely one.
        earlier: how much earlier the ticket is treated to have come, in words, or None.
        because: why, in the hub's words, or empty.
        claim: what a clerk has yet to confirm, in the hub's words, or empty.
        after: the services of the visit that come after this one, or None.
        window: label of the window that calls the ticket, or empty.
        day: day of the appointment or of the picked slot, or None.
        time: its time, such as `09:30-10:00`, or empty.
        visited: whether clerks come to the visitor then.
        moving: whether a slot is picked for an appointment that there is already.
        taken: whether the slot that was picked was given away meanwhile.
        slots: what is known of the shown day's slots: `asked none some`.
        paper: what became of the slip: `printing printed paper-out failed none`.
        take: a picture of the code that the slip would have had, as a `data:` address, or empty.
        tried: what the hub was asked, as the flow's state, when it was not done.
        refused: why it was not done, as the hub's code, or `no-answer`.
        finds: whether there is a catalogue to look into.
        sought: what is looked for in it.
        item: the item whose guide is read, or None.
        staff: what staff see.
        request: what is asked for that is not a window's, as far as it is filled in.
        ready: whether what is asked for it now is there.
        seconds_left: until the visitor is taken for gone; -1 while that is not near.
    """

    page: Page = Page.STARTING
    language: str = "zh"
    hall: Text | None = None
    opens: Text | None = None
    closed: bool = False
    alone: bool = False
    reader: str = "works"
    scanner: str = "none"
    printer: str = "works"
    elsewhere: Words | None = None
    code: str = ""
    typed: str = ""
    misfit: bool = False
    name: str = ""
    by: str = ""
    wishes: bool = False
    wished: bool = False
    several: int = -1
    may_act: bool = False
    asking: bool = False
    doing: str = ""
    number: str = ""
    service: Text | None = None
    ahead: int = -1
    counts: bool = False
    likely: Text | None = None
    at_most: Text | None = None
    earlier: Text | None = None
    because: str = ""
    claim: str = ""
    after: Text | None = None
    window: str = ""
    day: Text | None = None
    time: str = ""
    visited: bool = False
    moving: bool = False
    taken: bool = False
    slots: str = "asked"
    paper: str = ""
    take: str = ""
    tried: str = ""
    refused: str = ""
    finds: bool = False
    sought: Sought = NOTHING
    item: ItemShown | None = None
    staff: StaffShown = NOBODY
    request: Request = NO_REQUEST
    ready: bool = True
    seconds_left: int = -1


@dataclass(frozen=True)
class Offer:
    """Something to choose.

    Attributes:
        key: id of the service or journey; empty for the ways to a booking, to the catalogue and to wishes.
        kind: `service`, `journey` (several services, one number), `booking`, `finding` or `wishes`.
        name: what it is called; None for the booking.
        mark: one or two signs that tell it from afar.
        waiting: who waits; -1 while nobody has told.
        parts: how many services a journey has.
        closed: whether it gives no numbers now.
        opens: when it does again, or None where that is not known.
        until: until when it still gives numbers, such as `11:30`, once that is near; else empty.
        picked: whether it is one of the several that one number is for.
    """

    key: str
    kind: str
    name: Text | None
    mark: str
    waiting: int = -1
    parts: int = 0
    closed: bool = False
    opens: Text | None = None
    until: str = ""
    picked: bool = False


@dataclass(frozen=True)
class Wish:
    """Something that a visitor may want taken into account.

    Attributes:
        key: a reason to go first, or a need, in the hub's words.
        kind: `reason`, of which one is chosen at most, or `need`.
        chosen: whether it is wanted.
        confirm: whether a clerk has to confirm it.
    """

    key: str
    kind: str
    chosen: bool = False
    confirm: bool = False


@dataclass(frozen=True)
class Held:
    """A ticket or appointment of the card that was laid.

    Attributes:
        key: its id.
        number: the ticket's; empty for an appointment.
        service: what it is for.
        stands: the ticket's state; for an appointment `today` or `later`.
        ahead: people in front, or -1.
        likely: the likely wait in words, or None.
        after: the services of the visit that come after this one, or None.
        window: label of the window that it is at, or empty.
        day: of the appointment, or None.
        time: of the appointment, or empty.
    """

    key: str
    number: str
    service: Text | None
    stands: str
    ahead: int = -1
    likely: Text | None = None
    after: Text | None = None
    window: str = ""
    day: Text | None = None
    time: str = ""


@dataclass(frozen=True)
class DayChoice:
    """A day to book; `free` tells whether a slot is free, as far as it is known."""

    key: str
    weekday: Text
    date: Text
    free: bool = False
    picked: bool = False


@dataclass(frozen=True)
class SlotChoice:
    """A time to book and for how many more."""

    key: str
    time: str
    free: int
    picked: bool = False
