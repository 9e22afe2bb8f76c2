"""What stands on the slip of a ticket."""

from datetime import UTC, date, datetime

import pytest

from broker.contract.values import HeldTicket, Text, TicketState, Wait
from hardware.ticketprinter.slip import Words
from kiosk.citizen.slip import minutes, slip_of

TICKET = HeldTicket(
    id="00000000-0000-7000-8000-000000000001",
    ref="0123456789abcdef" * 2,
    day=date(2026, 11, 22),
    number="A017",
    service="residence",
    state=TicketState.WAITING,
    ahead=3,
    wait=Wait(likely_s=420, at_most_s=780),
)
HALL = Text(zh="耒阳市政务服务中心", en="Leiyang Government Service Center")
SERVICE = Text(zh="居住证办理", en="Residence permit")
AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def test_a_slip_tells_what_the_reply_told():
    slip = slip_of(TICKET, HALL, SERVICE, AT, "en")
    assert (slip.number, slip.ref, slip.ahead, slip.issued_at) == ("A017", TICKET.ref, 3, AT)
    assert (slip.likely_min, slip.at_most_min) == (7, 13)
    assert slip.hall == Words(HALL.zh, HALL.en)
    assert slip.service == Words(SERVICE.zh, SERVICE.en)
    assert slip.language == "en"


def test_a_wait_that_nobody_knows_is_not_guessed():
    slip = slip_of(TICKET.model_copy(update={"wait": None, "ahead": None}), HALL, SERVICE, AT, "zh")
    assert (slip.likely_min, slip.at_most_min, slip.ahead) == (None, None, 0)


@pytest.mark.parametrize("seconds, told", [(0, 1), (1, 1), (60, 1), (61, 2), (420, 7)])
def test_minutes_are_whole_and_never_too_few(seconds, told):
    assert minutes(seconds) == told
