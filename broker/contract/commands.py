"""What devices ask of the hub."""

from datetime import date
from typing import Annotated, ClassVar, TypeVar

from pydantic import Field, model_validator

from broker.contract.message import Command, Reply
from broker.contract.replies import (
    AppointmentReply,
    CalledReply,
    LeasesReply,
    SlotsReply,
    TicketReply,
    TicketsReply,
    WindowReply,
)
from broker.contract.values import (
    LINE,
    App,
    AppointmentId,
    Badge,
    CommandId,
    Form,
    Holder,
    Language,
    LeaseId,
    Moment,
    Need,
    Placing,
    Ref,
    ServiceId,
    StaffId,
    Standing,
    StepOutcome,
    TicketId,
    TicketNumber,
    Wanted,
    WindowId,
)

Reason = Annotated[str, Field(min_length=1, max_length=80), LINE]
"""Why a person moved somebody else's place; kept beside the event."""


class KioskCommand(Command):
    """Asked for a visitor."""

    apps: ClassVar[frozenset[App]] = frozenset({App.KIOSK})


C = TypeVar("C", bound=Command)


def _other_than(command: C, named: CommandId | None) -> C:
    if named == command.id:
        raise ValueError("names itself")
    return command


class IssueTicket(KioskCommand, Wanted):
    """Give a number."""

    verb: ClassVar[str] = "issue-ticket"
    answer: ClassVar[type[Reply]] = TicketReply


class LeaseNumbers(KioskCommand):
    """A block of numbers for each of these services, to go on with while the hub is away."""

    verb: ClassVar[str] = "lease-numbers"
    answer: ClassVar[type[Reply]] = LeasesReply
    services: Annotated[tuple[ServiceId, ...], Field(min_length=1, max_length=500)]


class HandInTicket(KioskCommand, Wanted):
    """A leased number was given while the hub was away; handed in again it is the same ticket.

    `replaces` is the command by which the hub was asked first: what it made is cancelled, and if it has not come yet
    it never takes effect.
    """

    verb: ClassVar[str] = "hand-in-ticket"
    answer: ClassVar[type[Reply]] = TicketReply
    lease: LeaseId
    day: date
    number: TicketNumber
    ref: Annotated[Ref, Field(repr=False)]
    given_at: Moment
    replaces: CommandId | None = None

    @model_validator(mode="after")
    def _names_another(self) -> "HandInTicket":
        return _other_than(self, self.replaces)


class AbandonTicket(KioskCommand):
    """Nobody holds what `command` made, which is in the reply; if it has not come yet it never takes effect."""

    verb: ClassVar[str] = "abandon-ticket"
    answer: ClassVar[type[Reply]] = TicketReply
    command: CommandId

    @model_validator(mode="after")
    def _names_another(self) -> "AbandonTicket":
        return _other_than(self, self.command)


class CancelTicket(KioskCommand):
    """Give a ticket back; the right to is shown by the slip's ref, or by the card (`holder` and `ticket`)."""

    verb: ClassVar[str] = "cancel-ticket"
    answer: ClassVar[type[Reply]] = TicketReply
    ref: Annotated[Ref | None, Field(repr=False)] = None
    ticket: TicketId | None = None
    holder: Holder | None = None


class FindTicket(KioskCommand):
    """Find the live tickets of a card, or the ticket of a slip's ref."""

    verb: ClassVar[str] = "find-ticket"
    answer: ClassVar[type[Reply]] = TicketsReply
    ref: Annotated[Ref | None, Field(repr=False)] = None
    holder: Holder | None = None


class FindSlots(KioskCommand):
    """The times of a day at which a service may be booked."""

    verb: ClassVar[str] = "find-slots"
    answer: ClassVar[type[Reply]] = SlotsReply
    service: ServiceId
    day: date
    items: Annotated[int, Field(ge=1, le=500)] = 1


class BookAppointment(KioskCommand):
    """Book a slot; a company brings many items at once and may be given another service, its batch room.

    `holder`, `by` and `form` as with a ticket.
    """

    verb: ClassVar[str] = "book-appointment"
    answer: ClassVar[type[Reply]] = AppointmentReply
    service: ServiceId
    slot: Moment
    holder: Holder | None = None
    by: Holder | None = None
    language: Language = "zh"
    needs: tuple[Need, ...] = Field(default=(), max_length=8)
    items: Annotated[int, Field(ge=1, le=500)] = 1
    form: Form | None = None


class OfAppointment(KioskCommand):
    """About an appointment; the right to is shown by its ref, or by the card (`holder` and `appointment`)."""

    ref: Annotated[Ref | None, Field(repr=False)] = None
    appointment: AppointmentId | None = None
    holder: Holder | None = None


class MoveAppointment(OfAppointment):
    """Another slot instead."""

    verb: ClassVar[str] = "move-appointment"
    answer: ClassVar[type[Reply]] = AppointmentReply
    slot: Moment


class CancelAppointment(OfAppointment):
    """The slot is free again."""

    verb: ClassVar[str] = "cancel-appointment"
    answer: ClassVar[type[Reply]] = AppointmentReply


class CheckIn(OfAppointment):
    """The visitor is here: an appointment of today becomes a ticket, a missed ticket waits again."""

    verb: ClassVar[str] = "check-in"
    answer: ClassVar[type[Reply]] = TicketReply
    ticket: TicketId | None = None


class WindowCommand(Command):
    """Asked by the clerk at a window. `holding` is the ticket that the clerk saw there."""

    apps: ClassVar[frozenset[App]] = frozenset({App.WINDOW})
    answer: ClassVar[type[Reply]] = WindowReply
    holding: TicketId | None = None
    staff: StaffId | None = None


class SignIn(WindowCommand):
    """A clerk takes the window, also from a colleague. Without `staff` the `badge` says who; the PIN proves it."""

    verb: ClassVar[str] = "sign-in"
    badge: Annotated[Badge | None, Field(repr=False)] = None
    pin: Annotated[str, Field(min_length=1, max_length=32, repr=False)]


class SignOut(WindowCommand):
    """The clerk leaves; an open window closes with it."""

    verb: ClassVar[str] = "sign-out"


class OpenWindow(WindowCommand):
    """The window serves from now on."""

    verb: ClassVar[str] = "open-window"


class PauseWindow(WindowCommand):
    """The window calls nobody for a while."""

    verb: ClassVar[str] = "pause-window"
    reason: Annotated[str, Field(max_length=80), LINE] = ""


class CloseWindow(WindowCommand):
    """The window serves no more."""

    verb: ClassVar[str] = "close-window"


class CallNext(WindowCommand):
    """Call whoever is next; an empty payload from a bare button asks it too."""

    verb: ClassVar[str] = "call-next"
    apps: ClassVar[frozenset[App]] = frozenset({App.WINDOW, App.BUTTON})
    answer: ClassVar[type[Reply]] = CalledReply


class CallTicket(WindowCommand):
    """Call one waiting ticket out of turn; counted and shown, so it needs a reason."""

    verb: ClassVar[str] = "call-ticket"
    answer: ClassVar[type[Reply]] = CalledReply
    ticket: TicketId
    reason: Reason


class Recall(WindowCommand):
    """Call the same visitor once more."""

    verb: ClassVar[str] = "recall"


class StartService(WindowCommand):
    """The visitor is here."""

    verb: ClassVar[str] = "start-service"


class FinishService(WindowCommand):
    """The visitor is done."""

    verb: ClassVar[str] = "finish-service"
    outcome: StepOutcome = StepOutcome.DONE


class NoShow(WindowCommand):
    """The visitor did not come."""

    verb: ClassVar[str] = "no-show"


class ParkTicket(WindowCommand):
    """The visitor goes for something and comes back today."""

    verb: ClassVar[str] = "park-ticket"
    reason: Annotated[str, Field(max_length=80), LINE] = ""


class TransferTicket(WindowCommand):
    """The visitor belongs elsewhere: to another service, to one window or to one clerk; the number stays."""

    verb: ClassVar[str] = "transfer-ticket"
    service: ServiceId | None = None
    to_window: WindowId | None = None
    to_staff: StaffId | None = None
    placing: Placing = Placing.KEEP
    reason: Reason


class ReinstateTicket(WindowCommand):
    """A missed or parked visitor is back and waits again."""

    verb: ClassVar[str] = "reinstate-ticket"
    ticket: TicketId
    reason: Reason


class VoidTicket(WindowCommand):
    """A clerk gives a ticket back for somebody who has gone."""

    verb: ClassVar[str] = "void-ticket"
    ticket: TicketId
    reason: Reason


class Authorise(WindowCommand):
    """A clerk answers for another standing of a waiting ticket, such as the green channel.

    Of a ticket with a claim `priority` confirms and `normal` declines it.
    """

    verb: ClassVar[str] = "authorise"
    ticket: TicketId
    standing: Standing
    reason: Reason


class Note(WindowCommand):
    """A word to the ticket at the window, for whoever serves it next."""

    verb: ClassVar[str] = "note"
    text: Annotated[str, Field(min_length=1, max_length=200), LINE]


class Undo(WindowCommand):
    """The last step of a ticket at this window was a slip of the hand."""

    verb: ClassVar[str] = "undo"


class CallSupport(WindowCommand):
    """A colleague is needed here, or no longer."""

    verb: ClassVar[str] = "call-support"
    on: bool = True


class FinishPart(WindowCommand):
    """What is done behind the windows for a ticket is done; nobody was called for it."""

    verb: ClassVar[str] = "finish-part"
    ticket: TicketId
    service: ServiceId
    outcome: StepOutcome = StepOutcome.DONE
