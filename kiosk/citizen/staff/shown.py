"""What the views show to staff, as frozen records. Pure."""

from dataclasses import dataclass

from hardware.ticketprinter.paper import Words


@dataclass(frozen=True)
class StaffShown:
    """The way into the staff menu, and what stands in it beside the lines.

    Attributes:
        typed: how many digits of the PIN there are.
        checking: whether it is being looked at.
        wrong: whether the last one was wrong.
        pause_s: seconds until the next one is looked at; 0 is at once.
        device: this kiosk's id.
        version: of the program.
        out: whether the kiosk is out of service.
        slip: what became of the test slip: `printing printed paper-out failed none`, or empty.
        read: what was read last: `card code unread unknown`, or empty.
        of: the card's masked name, or how many signs the code had.
    """

    typed: int = 0
    checking: bool = False
    wrong: bool = False
    pause_s: int = 0
    device: str = ""
    version: str = ""
    out: bool = False
    slip: str = ""
    read: str = ""
    of: str = ""


NOBODY = StaffShown()


@dataclass(frozen=True)
class StaffLine:
    """How one part of the kiosk is.

    Attributes:
        key: the part, as the hall's health names it.
        name: what people call it.
        told: how it is, and what to do.
        well: whether nothing is wrong with it.
        detail: what it said itself, or empty.
    """

    key: str
    name: Words
    told: Words
    well: bool
    detail: str = ""
