"""What stands on the slips of tickets and appointments."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from broker.contract.states import HallToday
from broker.contract.told import HeldAppointment, HeldTicket, ServiceInfo, Step, Wait, WindowInfo
from broker.contract.values import AppointmentState, StepState, Text, TicketState
from hardware.ticketprinter.paper import Line, Number, Paper, Qr, Words
from hardware.ticketprinter.slip import QR_PREFIX, lay_out
from kiosk.citizen.slip import after, appointment_slip, slip_of

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
SERVICE = Text(zh="居住证办理", en="Residence permit")
SOCIAL = Text(zh="社会保险", en="Social insurance")
TAX = Text(zh="税务", en="Tax")
AT = datetime(2026, 11, 22, 9, 30, tzinfo=timezone(timedelta(hours=8)))
TODAY = HallToday(
    epoch=1,
    seq=1,
    at=AT,
    name=Text(zh="耒阳市政务服务中心", en="Leiyang Government Service Center"),
    day=AT.date(),
    services=tuple(
        ServiceInfo(id=id_, name=name, series="A")
        for id_, name in (("residence", SERVICE), ("social", SOCIAL), ("tax", TAX))
    ),
    windows=(),
    zones=(),
)
STEPS = (
    Step(service="residence", stage=0, state=StepState.OPEN),
    Step(service="social", stage=1, state=StepState.LATER),
    Step(service="tax", stage=1, state=StepState.LATER),
)


def changed(**fields):
    return TICKET.model_copy(update=fields)


def test_a_slip_tells_what_the_reply_told():
    slip = slip_of(TICKET, TODAY, SERVICE, AT, "en")
    assert (slip.number, slip.ref, slip.ahead, slip.issued_at) == ("A017", TICKET.ref, 3, AT)
    assert (slip.likely_min, slip.at_most_min) == (7, 13)
    assert slip.hall == Words(TODAY.name.zh, TODAY.name.en)
    assert slip.service == Words(SERVICE.zh, SERVICE.en)
    assert slip.language == "en"
    assert (slip.head_start_min, slip.steps) == (0, ())


def test_a_wait_that_nobody_knows_is_not_guessed():
    slip = slip_of(changed(wait=None, ahead=None), TODAY, SERVICE, AT, "zh")
    assert (slip.likely_min, slip.at_most_min, slip.ahead) == (None, None, None)


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_number_that_the_kiosk_gave_by_itself_says_that_it_counts_in_the_place_of_who_is_in_front(paper, language):
    given = changed(number="AB9012", wait=None, ahead=None, steps=STEPS)
    laid = lay_out(slip_of(given, TODAY, SERVICE, AT, language), paper)
    lines = [block.text for block in laid if isinstance(block, Line)]
    said = ["此号有效", "This number counts", "会按顺序叫到您", "It will be called in turn"]
    assert [line for line in lines if line in said] == said
    assert not [line for line in lines if "ahead" in line]
    assert Number("AB9012") in laid
    assert Qr(QR_PREFIX + TICKET.ref) in laid


def test_why_it_stands_where_it_does_is_told_in_minutes():
    assert slip_of(changed(head_start_s=900), TODAY, SERVICE, AT, "zh").head_start_min == 15


def test_the_services_of_one_stage_stand_on_one_line():
    slip = slip_of(changed(steps=STEPS), TODAY, SERVICE, AT, "zh")
    assert slip.steps == (Words("居住证办理", "Residence permit"), Words("社会保险、税务", "Social insurance, Tax"))


def test_what_comes_after_is_what_is_neither_done_nor_now():
    assert after(changed(steps=STEPS), TODAY) == Text(zh="社会保险、税务", en="Social insurance, Tax")
    done = (STEPS[0].model_copy(update={"state": StepState.DONE}), *STEPS[1:])
    now_social = changed(service="social", steps=done)
    assert after(now_social, TODAY) == TAX
    assert after(TICKET, TODAY) is None


def test_many_long_names_are_told_all():
    long = Text(zh="很长的业务名称" * 11, en="A very long name of a service" * 4)
    services = tuple(info.model_copy(update={"name": long}) for info in TODAY.services)
    told = after(changed(steps=STEPS), TODAY.model_copy(update={"services": services}))
    assert told.zh == f"{long.zh}、{long.zh}"


def test_an_appointments_times_are_the_halls():
    booked = HeldAppointment(
        id="00000000-0000-7000-8000-000000000002",
        ref="f" * 32,
        service="residence",
        slot=datetime(2026, 11, 25, 1, 30, tzinfo=UTC),
        until=datetime(2026, 11, 25, 2, 0, tzinfo=UTC),
        state=AppointmentState.BOOKED,
    )
    slip = appointment_slip(booked, TODAY, SERVICE, AT, "zh")
    assert (slip.day, slip.time) == (Words("11月25日 周三", "Wednesday 25 November"), "09:30-10:00")
    assert (slip.ref, slip.booked_at, slip.service.zh) == ("f" * 32, AT, "居住证办理")


@pytest.mark.parametrize("language, first", [("zh", "zh"), ("zh-hant", "zh"), ("en", "en"), ("fr", "en")])
def test_a_slip_has_two_languages_whatever_the_visitor_reads(language, first):
    assert slip_of(TICKET, TODAY, SERVICE, AT, language).language == first


def where(count, kind="helper", service="residence"):
    """What the slip of such a service says, where so many windows offer it."""
    services = (ServiceInfo(id="residence", name=SERVICE, series="A", kind=kind),)
    windows = tuple(WindowInfo(id=f"w{n}", label=str(n), zone="main", services=((service,),)) for n in range(count))
    hall = TODAY.model_copy(update={"services": services, "windows": windows})
    return slip_of(TICKET, hall, SERVICE, AT, "zh", Text(zh="填表", en="Forms")).messages


def test_what_is_not_a_windows_says_what_it_is_about_and_where_to_wait_for_it():
    about = Words("事由：填表", "About: Forms")
    assert where(2) == (about, Words("请在 0、1 号窗口旁等候", "Please wait near window 0, 1"))
    assert where(9) == where(0) == where(2, service="other") == where(2, kind="window") == (about,)
