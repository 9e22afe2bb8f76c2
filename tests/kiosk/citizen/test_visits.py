"""Visits by the rules of a hall: hours, journeys, missed calls; on the real hub."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from argon2 import PasswordHasher

from kiosk.citizen.flow import STAY_S
from kiosk.citizen.states import State
from kiosk.ui.stage import find
from tests.hall import Peer
from tests.kiosk.citizen.mornings import zone_of_the_morning
from tests.kiosk.hall import SECONDS, running

_PIN = "2468"


def rules(zone: str) -> str:
    """Settings of a hall with hours, appointments and journeys."""
    now = datetime.now(ZoneInfo(zone))
    tomorrow = (now + timedelta(days=1)).date()
    end = f"{now + timedelta(minutes=35):%H:%M}"
    staff = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(_PIN)  # a test's PIN guards nothing
    return f"""
[queue]
no_show_after_s = 0
comebacks = 1
tickets_a_day = 3
[[calendar]]
id = "always"
workday = ["00:00-23:59"]
weekend = ["00:00-23:59"]
holiday = ["00:00-23:59"]
[[calendar]]
id = "morning"
workday = ["00:00-{end}"]
weekend = ["00:00-{end}"]
holiday = ["00:00-{end}"]
last_ticket_min = 15
[[calendar]]
id = "tomorrow"
workday = []
exceptions = {{ {tomorrow} = ["09:00-10:00"] }}
[[service]]
id = "permit"
name = {{ zh = "出入境证件", en = "Travel documents" }}
series = "C"
calendar = "always"
[service.booking]
slot_min = 60
quota = 1
days_ahead = 3
[[service]]
id = "late"
name = {{ zh = "税务", en = "Tax" }}
series = "D"
calendar = "tomorrow"
[[service]]
id = "soon"
name = {{ zh = "住房公积金", en = "Housing fund" }}
series = "E"
calendar = "morning"
[[service]]
id = "check"
name = {{ zh = "后台审核", en = "Checking" }}
series = "F"
behind = true
[[window]]
id = "w02"
label = "2"
services = [["permit", "late", "soon"]]
[[journey]]
id = "newborn"
name = {{ zh = "新生儿出生一件事", en = "A child is born" }}
stages = [["residence"], ["social", "permit"]]
[[device]]
id = "terminal-1"
app = "window"
window = "w01"
[[device]]
id = "terminal-2"
app = "window"
window = "w02"
[[staff]]
id = "c001"
name = "李静"
pin_hash = "{staff}"
[[staff]]
id = "c002"
name = "王芳"
pin_hash = "{staff}"
"""


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    zone = zone_of_the_morning()
    with running(tmp_path_factory.mktemp("hall"), rules(zone), zone) as hall:
        yield hall


@pytest.fixture
def clerk(hall):
    """Who calls, at each of the two windows."""

    class Clerk:
        def __init__(self, n):
            self.peer, self.staff = Peer(hall.port, f"terminal-{n}"), f"c00{n}"
            self.asks("sign-in", pin=_PIN)
            self.asks("open-window")

        def asks(self, verb, **fields):
            return self.peer.ask(verb, staff=self.staff, **fields)

        def calls(self, number):
            """Call until this number is here; whoever is called before it has left."""
            ticket = self.asks("call-next")["ticket"]
            while ticket["number"] != number:
                self.asks("no-show", holding=ticket["id"])
                ticket = self.asks("call-next")["ticket"]
            return ticket["id"]

        def misses(self, number):
            self.asks("no-show", holding=self.calls(number))

        def leaves(self):
            self.asks("close-window")
            self.asks("sign-out")
            self.peer.stop()

    clerks = []

    def at(n):
        clerks.append(Clerk(n))
        return clerks[-1]

    yield at
    for one in clerks:
        one.leaves()


def takes(visitor, offer):
    """Take a number and read it."""
    visitor.sees("choose")
    visitor.taps(offer)
    visitor.sees("ticket")
    visitor.reads("请取走号票")
    number = visitor.number
    visitor.taps("done")
    visitor.sees("welcome")
    return number


# Hours and journeys


def test_a_service_that_is_closed_says_when_it_opens_and_can_not_be_taken(meet, card):
    visitor = meet(card.hardware)
    visitor.taps("without-card")
    visitor.reads("明天 09:00 开始取号")
    assert not visitor.can_touch("service-late")
    visitor.speaks("en")
    visitor.reads("Opens tomorrow at 09:00")


def test_the_last_number_is_told_when_it_is_near(meet, card, hall):
    last = re.search(r"00:00-(\d\d):(\d\d)", (hall.folder / "hall.toml").read_text("utf-8").split('"morning"')[1])
    hour, minute = map(int, last.groups())
    told = datetime(2026, 1, 1, hour, minute, tzinfo=UTC) - timedelta(minutes=15)
    visitor = meet(card.hardware)
    visitor.taps("without-card")
    visitor.reads(f"取号到 {told:%H:%M}")


def test_what_is_done_behind_the_windows_is_not_offered(meet, card):
    visitor = meet(card.hardware)
    visitor.taps("without-card")
    visitor.sees_control("service-residence")
    assert "后台审核" not in visitor.said


def test_a_journey_is_one_number_that_tells_what_comes_next(meet, card, tmp_path):
    visitor = meet(card.hardware)
    card.lay()
    visitor.sees("choose")
    visitor.reads("3 项业务，一个号")
    visitor.taps("journey-newborn")
    visitor.sees("ticket")
    visitor.reads("同一个号，接着办：社会保险、出入境证件")
    assert visitor.number.startswith("A")
    visitor.reads("请取走号票")
    slip = (tmp_path / "printer" / "0001.bin").read_bytes().decode("gb18030", "replace")
    assert "1. 居住证办理" in slip
    assert "2. 社会保险、出入境证件" in slip


# Missed


def test_who_was_missed_is_back_by_one_tap_and_then_the_counter_helps(meet, card, clerk):
    visitor, window = meet(card.hardware), clerk(1)
    card.lay()
    number = takes(visitor, "service-social")
    window.misses(number)
    visitor.lays(card)
    visitor.sees("mine")
    assert number in visitor.said
    assert "重新排队" in visitor.said
    visitor.taps("here-0")
    visitor.sees("again")
    assert visitor.number == number
    visitor.reads("您前面")
    visitor.taps("done")
    window.misses(number)
    visitor.lays(card)
    visitor.taps("here-0")
    visitor.sees("not-done")
    visitor.reads("这个号不能在这里恢复了")
    visitor.reads("请到咨询台")
    visitor.taps("back")
    visitor.sees("mine")


def test_a_ticket_that_waits_or_is_set_aside_says_what_that_means(meet, card, clerk):
    visitor, window = meet(card.hardware), clerk(1)
    card.lay()
    number = takes(visitor, "service-social")
    visitor.lays(card)
    visitor.sees("mine")
    visitor.reads("您前面")
    assert not visitor.can_touch("here-0")
    visitor.taps("back")
    ticket = window.calls(number)
    window.asks("start-service", holding=ticket)
    window.asks("park-ticket", holding=ticket, reason="补材料")
    visitor.lays(card)
    visitor.reads("接着办时会再叫您")


def test_the_numbers_of_one_card_in_a_day_have_a_limit_that_is_told_calmly(meet, card):
    visitor = meet(card.hardware)
    card.lay()
    for offer in ("service-residence", "service-social", "service-permit"):
        visitor.qtbot.waitUntil(lambda: visitor.page in {"choose", "mine"}, timeout=SECONDS * 1000)
        if visitor.page == "mine":
            visitor.taps("another")
        takes(visitor, offer)
        visitor.lays(card)
    visitor.sees("mine")
    visitor.taps("another")
    visitor.taps("service-soon")
    visitor.sees("not-given")
    visitor.reads("您今天的号已经取满了")
    visitor.reads("请到咨询台")


# Forgetting


@pytest.mark.parametrize("state", [State.MINE, State.SLOTS])
def test_nothing_of_a_visitor_who_left_stays(meet, card, state):
    visitor = meet(card.hardware, stays={**STAY_S, state: 0.3})
    card.lay()
    if state is State.MINE:
        takes(visitor, "service-residence")
        visitor.lays(card)
    else:
        visitor.taps("book")
        visitor.taps("service-permit")
    visitor.sees("welcome")
    model = visitor.kiosk.attendant.visit.model  # what the views could still read
    assert all(rows.rowCount() == 0 for kind, rows in model.rows_of.items() if kind.__name__ != "Offer")
    assert (model.shown.name, model.shown.number, model.shown.service, model.shown.day) == ("", "", None, None)


def test_another_card_on_the_reader_is_another_visitor(meet, card):
    visitor = meet(card.hardware)
    card.lay()
    number = takes(visitor, "service-residence")
    visitor.lays(card)
    visitor.sees("mine")
    card.of_somebody_else()
    visitor.lays(card, "choose")
    assert number not in visitor.said
    assert find(visitor.window, "service-residence")
