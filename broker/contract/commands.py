"""What devices ask of the hub."""

from typing import Annotated, ClassVar

from pydantic import Field

from broker.contract.message import Command, Reply
from broker.contract.replies import CalledReply, TicketReply, TicketsReply, WindowReply
from broker.contract.values import App, Holder, Language, Need, Ref, ServiceId, StaffId, Standing, TicketId


class KioskCommand(Command):
    """Asked for a visitor."""

    apps: ClassVar[frozenset[App]] = frozenset({App.KIOSK})


class IssueTicket(KioskCommand):
    """Give a number; `holder` is None for a visitor without a card."""

    verb: ClassVar[str] = "issue-ticket"
    answer: ClassVar[type[Reply]] = TicketReply
    service: ServiceId
    standing: Standing = Standing.NORMAL
    holder: Holder | None = None
    language: Language = "zh"
    needs: tuple[Need, ...] = Field(default=(), max_length=8)


class CancelTicket(KioskCommand):
    """Give a ticket back; the right to is shown by the slip's ref, or by the card (`holder` and `ticket`)."""

    verb: ClassVar[str] = "cancel-ticket"
    answer: ClassVar[type[Reply]] = TicketReply
    ref: Ref | None = None
    ticket: TicketId | None = None
    holder: Holder | None = None


class FindTicket(KioskCommand):
    """Find the live tickets of a card, or the ticket of a slip's ref."""

    verb: ClassVar[str] = "find-ticket"
    answer: ClassVar[type[Reply]] = TicketsReply
    ref: Ref | None = None
    holder: Holder | None = None


class WindowCommand(Command):
    """Asked by the clerk at a window. `holding` is the ticket that the clerk saw there."""

    apps: ClassVar[frozenset[App]] = frozenset({App.WINDOW})
    answer: ClassVar[type[Reply]] = WindowReply
    holding: TicketId | None = None
    staff: StaffId | None = None


class SignIn(WindowCommand):
    """A clerk takes the window."""

    verb: ClassVar[str] = "sign-in"
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
    reason: Annotated[str, Field(max_length=80)] = ""


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
    reason: Annotated[str, Field(min_length=1, max_length=80)]


class Recall(WindowCommand):
    """Call the same visitor once more."""

    verb: ClassVar[str] = "recall"


class StartService(WindowCommand):
    """The visitor is here."""

    verb: ClassVar[str] = "start-service"


class FinishService(WindowCommand):
    """The visitor is done."""

    verb: ClassVar[str] = "finish-service"


class NoShow(WindowCommand):
    """The visitor did not come."""

    verb: ClassVar[str] = "no-show"
