"""What docs/hall.md shows works as it stands."""

import re
import textwrap
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from broker.contract import messages as m
from broker.contract.told import Clerk
from broker.contract.values import Refused, TicketState
from broker.profile import profile_of
from broker.runtime.settings.calendar import Calendar, Holidays
from broker.runtime.settings.device import DeviceSettings
from broker.runtime.settings.file import load
from broker.runtime.settings.hall import HallSettings
from broker.runtime.settings.offer import Booking, Category, Journey, Service, Window
from broker.runtime.settings.queue import Priority, Queue
from hardware.settings import load_hardware
from tests.broker.queue.desk import Desk

DOCS = Path(__file__).resolve().parents[2] / "docs"


def written(heading: str, folder: Path) -> Path:
    """The file that is shown under a heading, as a reader would copy it."""
    text = (DOCS / "hall.md").read_text("utf-8")
    section = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("    ") or not line]
    file = folder / heading
    file.write_text(textwrap.dedent("\n".join(lines)), "utf-8")
    return file


def test_the_hall_that_the_docs_show_is_one_the_hub_takes(tmp_path):
    hall = load(HallSettings, written("hall.toml", tmp_path))
    assert hall.hall.id == "leiyang"
    assert {device.app.value for device in hall.device} == {"kiosk", "window", "button", "wall", "voice"}


def test_the_hall_that_is_worked_through_does_what_is_said_of_it(tmp_path):
    profile = profile_of(load(HallSettings, written("One hall, worked through", tmp_path)))
    social, zone = profile.services["social"], ZoneInfo("Asia/Shanghai")
    office = social.calendar

    def told(day):
        spans = office.spans(day, datetime(2026, 11, 23, tzinfo=zone))
        return [f"{start:%H:%M}-{end:%H:%M}" for start, end in spans]

    usual = ["09:00-12:00", "13:00-17:00"]
    assert told(date(2026, 11, 23)) == told(date(2026, 10, 10)) == usual
    assert told(date(2026, 11, 25)) == told(date(2026, 12, 31)) == ["09:00-12:00", "13:00-20:00"]
    assert told(date(2026, 11, 28)) == ["09:00-12:00"]
    assert told(date(2026, 11, 29)) == told(date(2026, 10, 1)) == told(date(2026, 12, 7)) == []
    assert office.opens_at(datetime(2026, 11, 23, 11, 45, tzinfo=zone)).hour == 13
    slots = office.slots(date(2026, 11, 23), social.booking.slot, datetime(2026, 11, 23, tzinfo=zone))
    assert [f"{slot:%H:%M}" for slot in slots] == [
        *("09:00", "09:30", "10:00", "10:30", "11:00", "11:30"),
        *("13:00", "13:30", "14:00", "14:30", "15:00", "15:30", "16:00", "16:30"),
    ]
    assert profile.journeys[0].stages == (("marriage", "household"), ("review",), ("collect",))
    assert profile.behind == {"review"}
    assert profile.windows["w02"].tidal == ("social",)
    assert (profile.rules.tide_after, profile.rules.tide_until) == (timedelta(minutes=20), timedelta(minutes=8))


@pytest.fixture
def desk(tmp_path):
    profile = profile_of(load(HallSettings, written("One hall, worked through", tmp_path)))
    desk = Desk(replace(profile, staff={id_: Clerk(id=id_, name=id_) for id_ in ("c001", "c002", "c003")}))
    desk.now = at(9)
    return desk


def at(hour, minute=0):
    return datetime(2026, 11, 23, hour, minute, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_a_wedding_of_the_hall_that_is_worked_through_comes_to_its_end(desk):
    desk.staffed("w01", "w02")
    wedding = desk.hall.profile.journeys[0]
    couple = desk.issue("marriage", stages=wedding.stages)
    assert couple.number == "A001"
    for window in ("w02", "w01"):
        assert desk.call(window) == "A001"
        assert desk.at(window, m.StartService).reply.ok
        assert desk.at(window, m.FinishService).reply.ok
    assert couple.state is TicketState.PENDING
    assert desk.at("w01", m.FinishPart, ticket=couple.id, service="review").reply.ok
    assert couple.state is TicketState.WAITING
    assert desk.call("w02") == "A001"
    assert desk.at("w02", m.StartService).reply.ok
    assert desk.at("w02", m.FinishService).reply.ok
    assert couple.state is TicketState.FINISHED


def test_a_company_in_the_hall_that_is_worked_through_books_moves_and_comes_late(desk):
    def book(items):
        return desk.ask(m.BookAppointment, service="social", slot=at(13), items=items).reply

    assert book(49).error.code is Refused.LIMIT_REACHED
    assert book(49).error.detail == "48"
    booked = book(12).appointment
    assert (booked.service, booked.slot, booked.until) == ("companies", at(13), at(14))
    assert book(12).error.detail == at(14).isoformat(timespec="minutes")  # the room has one window
    assert desk.ask(m.BookAppointment, service="companies", slot=at(15)).reply.error.code is Refused.NO_APPOINTMENTS
    found = desk.ask(m.FindSlots, service="companies", day=at(9).date(), items=12).reply.slots
    assert [(slot.at, slot.until) for slot in found if slot.free] == [
        (at(14) + n * timedelta(minutes=30), at(15) + n * timedelta(minutes=30)) for n in range(5)
    ]
    moved = desk.ask(m.MoveAppointment, ref=booked.ref, slot=at(14)).reply.appointment
    assert (moved.id, moved.slot, moved.until) == (booked.id, at(14), at(15))
    desk.now = at(14, 50)
    ticket = desk.hall.tickets[desk.ask(m.CheckIn, ref=booked.ref).reply.ticket.id]
    assert ticket.places["companies"][0] == at(14) - timedelta(minutes=20)  # as if they had come on time


def test_every_setting_of_the_rules_hours_and_appointments_is_told():
    text = (DOCS / "hall.md").read_text("utf-8")
    for table in (Queue, Priority, Calendar, Holidays, Service, Category, Booking, Window, Journey):
        for setting in table.model_fields:
            named = re.search(rf"(`|\n    |\.){setting}(`| = |\])", text)
            assert named or setting in {"tuesday", "thursday"}, setting  # `monday` to `friday`


def test_the_device_that_the_docs_show_is_one_every_app_takes(tmp_path):
    file = written("device.toml", tmp_path)
    device = load(DeviceSettings, file)
    hardware = load_hardware(file)
    assert str(device.privacy.secret_file) == "../kiosk.secret"
    assert None not in (hardware.idcard, hardware.ticket_printer, hardware.speaker)
