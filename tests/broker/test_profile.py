"""A hall's settings as its rules know them."""

import subprocess
import sys
from datetime import date, datetime, timedelta

import chinese_calendar
import pytest

from broker.contract.told import Category, PriorityRule
from broker.contract.values import Claim, Standing
from broker.profile import profile_of, warn_of_unknown_year
from broker.queue.profile import Booking, Rules, ServiceProfile
from broker.runtime.settings.file import load
from broker.runtime.settings.hall import HallSettings
from tests.hall import PINS, ZONE, write_hall

LAST_KNOWN = max(chinese_calendar.constants.holidays).year
DECEMBER = date(LAST_KNOWN, 12, 1)
OFFICE = '[[calendar]]\nid = "office"\nworkday = ["09:00-12:00", "13:00-17:00"]\nlast_ticket_min = 15\n'
MORE = (
    OFFICE
    + """
saturday = ["09:00-12:00"]
[calendar.exceptions]
2026-12-31 = ["09:00-20:00"]
[holidays]
off = ["2026-12-01"]
work = ["2026-12-06"]
[queue]
head_start_min = { priority = 5 }
help_after_min = 16
recalls = 4
no_show_after_s = 21
start_after_s = 90
undo_within_s = 61
places_back = 5
comebacks = 1
tickets_a_day = 6
agent_limit = 2
tide_after_min = 22
tide_until_min = 9
strained_over = 11
green_by = ["manager"]
[queue.priority]
age = 60
reasons = ["disability", "child"]
confirm = ["child"]
[[service]]
id = "review"
series = "R"
name = { zh = "审查", en = "Review" }
behind = true
usual_min = 30
[[service]]
id = "many"
series = "M"
name = { zh = "批量", en = "Many at once" }
calendar = "office"
must_show = "card"
kind = "company"
categories = [{ id = "notary", zh = "公证", en = "Notary" }]
[service.booking]
slot_min = 45
quota = 2
days_ahead = 7
lateness_min = 10
batch_over = 12
batch_service = "many-room"
[[service]]
id = "many-room"
series = "N"
name = { zh = "批量室", en = "Batch room" }
calendar = "office"
[[window]]
id = "w03"
label = "3"
zone = "upstairs"
services = [["many", "many-room"], ["household", "review"]]
tidal = ["residence"]
calendar = "office"
attributes = ["low-counter"]
[[journey]]
id = "wedding"
name = { zh = "我要结婚", en = "Getting married" }
stages = [["residence"], ["household", "review"]]
"""
)


@pytest.fixture
def hall_of(tmp_path):
    return lambda more="": load(HallSettings, write_hall(tmp_path, 1883, more=more))


def test_a_hall_that_chooses_nothing_has_the_rules_own_defaults(hall_of):
    profile = profile_of(hall_of())
    head_start = {
        Standing.APPOINTMENT: timedelta(minutes=20),
        Standing.PRIORITY: timedelta(minutes=15),
        Standing.GREEN: timedelta(minutes=30),
    }
    assert profile.rules == Rules(head_start=head_start)
    residence = profile.services["residence"]
    assert residence == ServiceProfile(residence.info)
    assert (residence.info.series, residence.info.behind, residence.info.bookable) == ("A", False, False)
    assert (profile.windows["w01"].calendar, profile.windows["w01"].tidal) == (None, ())
    assert profile.journeys == ()


def test_a_booking_that_chooses_nothing_has_the_rules_own_defaults(hall_of):
    booked = OFFICE + '[[service]]\nid = "x"\nseries = "X"\nname = { zh = "业", en = "X" }\ncalendar = "office"\n'
    window = '[[window]]\nid = "w03"\nlabel = "3"\nservices = [["x"]]\n'
    service = profile_of(hall_of(booked + "[service.booking]\n" + window)).services["x"]
    assert service.booking == Booking()
    assert service.info.bookable


def test_what_a_hall_chooses_is_what_its_rules_know(hall_of):
    profile = profile_of(hall_of(MORE))
    assert profile.rules == Rules(
        head_start={
            Standing.APPOINTMENT: timedelta(minutes=20),
            Standing.PRIORITY: timedelta(minutes=5),
            Standing.GREEN: timedelta(minutes=30),
        },
        help_after=timedelta(minutes=16),
        recalls=4,
        no_show_after=timedelta(seconds=21),
        start_after=timedelta(seconds=90),
        undo_within=timedelta(seconds=61),
        places_back=5,
        comebacks=1,
        tickets_a_day=6,
        agent_limit=2,
        tide_after=timedelta(minutes=22),
        tide_until=timedelta(minutes=9),
        strained_over=11,
        priority=PriorityRule(age=60, reasons=(Claim.DISABILITY, Claim.CHILD), confirm=(Claim.CHILD,)),
        green_by=frozenset({"manager"}),
    )
    assert profile.services["review"].info.behind
    assert profile.services["review"].usual == timedelta(minutes=30)
    assert profile.services["many"].booking == Booking(
        timedelta(minutes=45), 2, 7, timedelta(minutes=10), 12, "many-room"
    )
    assert [(id_, profile.services[id_].info.must_show) for id_ in ("many", "review")] == [
        ("many", "card"),
        ("review", "none"),
    ]
    many = profile.services["many"].info
    assert (many.kind, many.categories) == ("company", (Category(id="notary", zh="公证", en="Notary"),))
    window = profile.windows["w03"]
    assert (window.label, window.zone, window.tiers) == (
        "3",
        "upstairs",
        (("many", "many-room"), ("household", "review")),
    )
    assert (window.tidal, window.attributes) == (("residence",), {"low-counter"})
    assert window.calendar == profile.services["many"].calendar
    assert profile.journeys[0].stages == (("residence",), ("household", "review"))
    assert profile.journeys[0].name.zh == "我要结婚"


def test_a_batch_room_is_booked_like_the_service_that_sends_there_by_as_many_at_once_as_it_has_windows(hall_of):
    second = '[[window]]\nid = "w04"\nlabel = "4"\nservices = [["many-room"]]\n'
    room = profile_of(hall_of(MORE + second)).services["many-room"]
    assert room.booking == Booking(timedelta(minutes=45), 2, 7, timedelta(minutes=10), 12, None)
    assert not room.info.bookable  # nobody is offered it


@pytest.mark.parametrize("own, quota", [("", 1), ("quota = 3\n", 3)])
def test_a_batch_rooms_own_booking_wins_and_has_its_windows_for_a_quota(hall_of, own, quota):
    is_room = 'name = { zh = "批量室", en = "Batch room" }\ncalendar = "office"\n'
    booked = f"{is_room}[service.booking]\nslot_min = 60\n{own}"
    room = profile_of(hall_of(MORE.replace(is_room, booked))).services["many-room"]
    assert room.booking == Booking(timedelta(minutes=60), quota)
    assert room.info.bookable


def test_everybody_has_the_role_that_the_settings_give(tmp_path):
    path = write_hall(tmp_path, 1883)
    path.write_text(path.read_text("utf-8").replace('id = "c001"\n', 'id = "c001"\nrole = "desk"\n'), "utf-8")
    roles = profile_of(load(HallSettings, path)).roles
    assert roles == dict.fromkeys(PINS, "clerk") | {"c001": "desk"}


@pytest.mark.parametrize(
    "day, spans",
    [
        (date(2026, 11, 30), ["09:00-12:00", "13:00-17:00"]),
        (date(2026, 12, 1), []),  # the hall's own holiday
        (date(2026, 12, 5), ["09:00-12:00"]),
        (date(2026, 12, 6), ["09:00-12:00", "13:00-17:00"]),  # a Sunday on which this hall works
        (date(2026, 12, 13), []),
        (date(2026, 12, 31), ["09:00-20:00"]),
        (date(2026, 10, 1), []),  # the National Day
        (date(2026, 10, 10), ["09:00-12:00", "13:00-17:00"]),  # a Saturday that the state made a workday
    ],
)
def test_a_calendars_days_are_of_the_kind_that_the_state_and_the_hall_say(hall_of, day, spans):
    calendar = profile_of(hall_of(MORE)).services["many"].calendar
    found = calendar.spans(day, datetime(2026, 11, 30, tzinfo=ZONE))
    assert [f"{start:%H:%M}-{end:%H:%M}" for start, end in found] == spans
    assert calendar.last_ticket == timedelta(minutes=15)


def test_a_hall_with_calendars_is_warned_of_a_year_whose_holidays_nobody_knows_until_it_lists_some(hall_of):
    said = warn_of_unknown_year(hall_of(OFFICE), DECEMBER)
    assert said == (
        f"the public holidays of {LAST_KNOWN + 1} are not known, so it has plain weeks: "
        "update chinesecalendar, or list them in hall.toml under [holidays]"
    )
    assert warn_of_unknown_year(hall_of(OFFICE), date(LAST_KNOWN, 10, 1)) is None
    listed = f'[holidays]\noff = ["{LAST_KNOWN + 1}-01-01"]\n'
    assert warn_of_unknown_year(hall_of(OFFICE + listed), DECEMBER) is None


def test_a_hall_without_calendars_is_not_warned_of_holidays(hall_of):
    assert warn_of_unknown_year(hall_of(), DECEMBER) is None


def test_reading_a_halls_settings_loads_no_calendar_of_china():
    program = "import sys, broker.runtime.settings.hall; sys.exit('chinese_calendar' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
