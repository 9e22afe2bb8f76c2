"""What the hub's answers mean for a visitor."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from broker.contract.message import Refusal
from broker.contract.replies import TicketReply, TicketsReply
from broker.contract.states import HallToday
from broker.contract.told import HeldAppointment, HeldTicket, ServiceInfo, Wait, WindowInfo
from broker.contract.values import AppointmentState, Refused, Text, TicketState
from kiosk.citizen import mine, telling
from kiosk.citizen.answers import NO_ANSWER, code, meaning
from kiosk.citizen.face import Face
from kiosk.citizen.states import Event

NOW = datetime(2026, 11, 22, 11, 10, tzinfo=timezone(timedelta(hours=8)))
ID = "00000000-0000-7000-8000-00000000000"


def ticket(n=1, state=TicketState.WAITING, **more):
    fields = {"ref": f"{n}" * 32, "day": date(2026, 11, 22), "number": f"A00{n}", "service": "residence"}
    return HeldTicket(id=ID + str(n), state=state, **fields | more)


def booked(n, at, state=AppointmentState.BOOKED):
    until = at + timedelta(minutes=30)
    return HeldAppointment(id=ID + str(n), ref=f"{n}" * 32, service="residence", slot=at, until=until, state=state)


def refused(why, detail="", held=None):
    return TicketReply(re=ID + "1", ok=False, at=NOW, error=Refusal(code=why, detail=detail, ticket=held))


TODAY = HallToday(
    epoch=1,
    seq=1,
    at=NOW,
    name=Text(zh="大厅", en="Hall"),
    day=NOW.date(),
    services=(ServiceInfo(id="residence", name=Text(zh="居住证办理", en="Residence permit"), series="A"),),
    windows=(WindowInfo(id="w03", label="3", zone="main", services=()),),
    zones=("main",),
)


@pytest.mark.parametrize(
    "reply, event, why",
    [
        (None, Event.UNANSWERED, NO_ANSWER),
        (TicketReply(re=ID + "1", ok=True, at=NOW, ticket=ticket()), Event.ISSUED, ""),
        (refused(Refused.UNKNOWN_DEVICE), Event.UNREGISTERED, "unknown-device"),
        (refused(Refused.ALREADY_HOLDING, held=ticket()), Event.HELD, "already-holding"),
        (refused(Refused.ALREADY_HOLDING), Event.REFUSED, "already-holding"),
        (refused(Refused.SLOT_FULL), Event.SLOT_TAKEN, "slot-full"),
        (refused(Refused.NOT_ALLOWED), Event.REFUSED, "not-allowed"),
        (refused(Refused.CLOSED_NOW), Event.REFUSED, "closed-now"),
        (refused(Refused.UNKNOWN), Event.REFUSED, "unknown"),
    ],
)
def test_each_answer_is_one_event_and_keeps_its_reason(reply, event, why):
    assert (meaning(reply, Event.ISSUED), code(reply)) == (event, why)


@pytest.mark.parametrize(
    "reply, zh",
    [
        (refused(Refused.CLOSED_NOW, "2026-11-23T09:00+08:00"), "明天 09:00"),
        (refused(Refused.CLOSED_NOW, "2026-11-22T05:00Z"), "今天 13:00"),
        (refused(Refused.CLOSED_NOW, ""), None),
        (refused(Refused.CLOSED_NOW, "2026-11-23T09:00"), None),
        (refused(Refused.LIMIT_REACHED, "2026-11-23T09:00+08:00"), None),
        (None, None),
    ],
)
def test_when_a_closed_service_opens_is_told_only_where_the_hub_said_it(reply, zh):
    told = telling.opens(reply, NOW)
    assert (told.zh if told else None) == zh


def test_a_ticket_on_the_face_tells_the_wait_and_why_it_stands_where_it_does():
    held = ticket(ahead=3, wait=Wait(likely_s=420, at_most_s=780), head_start_s=900, window="w03")
    face = telling.ticket(Face(), held, TODAY)
    assert (face.number, face.service.zh, face.ahead, face.window) == ("A001", "居住证办理", 3, "3")
    assert (face.likely.zh, face.at_most.zh, face.earlier.zh) == ("7 分钟", "13 分钟", "15 分钟")
    same = telling.ticket(Face(), ticket(ahead=0, wait=Wait(likely_s=50, at_most_s=60)), TODAY)
    assert (same.likely.zh, same.at_most, same.earlier) == ("1 分钟", None, None)


def test_what_is_over_is_not_shown_and_what_one_must_act_on_stands_first():
    found = TicketsReply(
        re=ID + "1",
        ok=True,
        at=NOW,
        tickets=(
            ticket(1),
            ticket(2, TicketState.FINISHED),
            ticket(3, TicketState.MISSED),
            ticket(4, TicketState.UNKNOWN),
        ),
        appointments=(
            booked(5, NOW + timedelta(days=3)),
            booked(6, NOW + timedelta(hours=1)),
            booked(7, NOW, AppointmentState.CANCELLED),
        ),
    )
    lines = mine.lines(*mine.live(found), TODAY, NOW)
    assert [(line.key[-1], line.stands) for line in lines] == [
        ("3", "missed"),
        ("1", "waiting"),
        ("6", "today"),
        ("5", "later"),
    ]


def test_an_appointments_day_and_time_are_the_halls():
    (line,) = mine.lines((), (booked(5, datetime(2026, 11, 24, 16, 30, tzinfo=UTC)),), TODAY, NOW)
    assert (line.day.zh, line.time) == ("11 月 25 日 星期三", "00:30–01:00")
