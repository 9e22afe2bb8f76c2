"""The rules of a hall through the real hub: over the wire, across a kill, across midnight."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta

import pytest

from tests.hall import PINS, TOP, Clock, HubHere, HubProcess, Peer, command, stopping, write_hall

RULES = """
[[calendar]]
id = "office"
workday = ["08:00-17:00"]
weekend = ["08:00-17:00"]
holiday = ["08:00-17:00"]
last_ticket_min = 15
[[service]]
id = "certificates"
name = { zh = "出证", en = "Certificates" }
series = "C"
calendar = "office"
[service.booking]
slot_min = 30
quota = 1
[[service]]
id = "review"
name = { zh = "审核", en = "Review" }
series = "R"
behind = true
[[window]]
id = "w03"
label = "3"
services = [["certificates", "review"]]
calendar = "office"
tidal = ["residence"]
[[device]]
id = "terminal-3"
app = "window"
window = "w03"
"""


@pytest.fixture
def clock():
    clock = Clock()
    clock.go_to((clock.now() + timedelta(days=1)).replace(hour=10, minute=0))
    return clock


@pytest.fixture
def settings(tmp_path, port, clock):
    known = ", ".join(f'"{clock.now().year + n}-01-01"' for n in (0, 1))
    path = write_hall(tmp_path, port, more=f"{RULES}[holidays]\noff = [{known}]\n")
    path.write_text(path.read_text("utf-8") + "[queue]\nno_show_after_s = 0\n", "utf-8")
    return path


@pytest.fixture
def hub(settings, clock):
    hub = HubHere(settings, clock)
    with stopping(hub.start()):
        yield hub


@pytest.fixture
def people(port):
    """A kiosk, two clerks at work, and somebody who hears everything."""
    peers = [Peer(port, name) for name in ("kiosk-1", "terminal-1", "terminal-3")]
    with stopping(*peers):
        yield peers


def at_work(terminal, staff, clock=None):
    for verb, more in (("sign-in", {"pin": PINS[staff]}), ("open-window", {})):
        assert terminal.ask(verb, command(made=clock and clock.now(), staff=staff, **more))["ok"]


def holding(terminal, staff, verb, here, clock=None, **more):
    reply = terminal.ask(verb, command(made=clock and clock.now(), staff=staff, holding=here, **more))
    assert reply["ok"], reply
    return reply


@pytest.mark.usefixtures("hub")
def test_a_visit_of_stages_is_called_to_collect_when_the_work_behind_the_windows_is_done(people, clock):
    kiosk, one, three = people
    at_work(one, "c001", clock)
    at_work(three, "c002", clock)
    stages = [["residence"], ["review"], ["certificates"]]
    issued = kiosk.ask("issue-ticket", command(made=clock.now(), service="residence", stages=stages))["ticket"]
    assert [step["state"] for step in issued["steps"]] == ["open", "later", "later"]
    called = holding(one, "c001", "call-next", None, clock)["ticket"]
    holding(one, "c001", "start-service", called["id"], clock)
    holding(one, "c001", "finish-service", called["id"], clock)
    found = kiosk.ask("find-ticket", command(made=clock.now(), ref=issued["ref"]))["tickets"][0]
    assert found["state"] == "pending"
    holding(three, "c002", "finish-part", None, clock, ticket=issued["id"], service="review")
    collected = holding(three, "c002", "call-next", None, clock)["ticket"]
    assert (collected["number"], collected["service"]) == (issued["number"], "certificates")
    assert [step["state"] for step in collected["steps"]] == ["done", "done", "open"]


def test_parked_notes_undo_and_appointments_are_there_after_a_kill(settings, people):
    kiosk, one, _three = people
    hub = HubProcess(settings)
    with stopping(hub):
        hub.start()
        at_work(one, "c001")
        first, second = (kiosk.ask("issue-ticket", service="residence")["ticket"] for _ in range(2))
        holding(one, "c001", "call-next", None)
        holding(one, "c001", "start-service", first["id"])
        holding(one, "c001", "park-ticket", first["id"], reason="fetches the title paper")
        holding(one, "c001", "call-next", None)
        day = (datetime.now() + timedelta(days=3)).date().isoformat()  # noqa: DTZ005 - any day to come
        slots = kiosk.ask("find-slots", service="certificates", day=day)["slots"]
        booked = kiosk.ask("book-appointment", service="certificates", slot=slots[3]["at"])["appointment"]
        hub.kill()
        hub.start()
        undone = one.ask("undo", staff="c001", holding=second["id"])
        assert (undone["ok"], undone["window"]["ticket"]) == (True, None)
        back = holding(one, "c001", "reinstate-ticket", None, ticket=first["id"], reason="has the title paper")
        assert back["window"]["ticket"] is None
        called = holding(one, "c001", "call-next", None)["ticket"]
        assert (called["number"], called["note"]) == (first["number"], "has the title paper")
        found = kiosk.ask("find-ticket", ref=booked["ref"])["appointments"]
        assert [(a["id"], a["slot"]) for a in found] == [(booked["id"], slots[3]["at"])]
        free = kiosk.ask("find-slots", service="certificates", day=day)["slots"]
        assert [slot["free"] for slot in free[2:5]] == [1, 0, 1]
    with sqlite3.connect(settings.parent / "hall.db") as db:
        said = db.execute("SELECT group_concat(body) FROM event").fetchone()[0]
        notes = {text for (text,) in db.execute("SELECT text FROM note")}
    db.close()
    assert "title paper" not in said
    assert notes == {"fetches the title paper", "has the title paper"}


def test_an_appointment_lives_through_the_nights_until_its_day(hub, people, port, clock):
    kiosk, *_ = people
    slot = (clock.now() + timedelta(days=2)).replace(minute=0, second=0, microsecond=0)
    asked = command(made=clock.now(), service="certificates", slot=slot.isoformat(timespec="milliseconds"))
    booked = kiosk.ask("book-appointment", asked)["appointment"]
    listener = Peer(port, "listener", f"{TOP}/#")
    with stopping(listener):
        for _night in range(2):
            clock.ahead += timedelta(days=1)
            listener.hear(lambda b: b["day"] == str(clock.now().date()), "state/hall/today")
        hub.stop()
        hub.start()
        ticket = kiosk.ask("check-in", command(made=clock.now(), ref=booked["ref"]))["ticket"]
    assert (ticket["number"], ticket["standing"], ticket["head_start_s"]) == ("C001", "appointment", 1200)


@pytest.mark.usefixtures("hub")
def test_a_card_books_checks_in_and_comes_back_as_a_ref_does(people, clock):
    kiosk, one, _three = people
    card = {"key": "ab" * 32, "secret": 1, "name": "张*"}
    at_work(one, "c001", clock)
    slot = (clock.now() + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    asked = {"service": "certificates", "slot": slot.isoformat(timespec="milliseconds"), "holder": card}
    booked = kiosk.ask("book-appointment", command(made=clock.now(), **asked))["appointment"]
    found = kiosk.ask("find-ticket", command(made=clock.now(), holder=card))["appointments"]
    assert [a["id"] for a in found] == [booked["id"]]
    by_card = {"appointment": booked["id"], "holder": card}
    later = (slot + timedelta(minutes=30)).isoformat(timespec="milliseconds")
    assert kiosk.ask("move-appointment", command(made=clock.now(), slot=later, **by_card))["ok"]
    assert kiosk.ask("check-in", command(made=clock.now(), **by_card))["ticket"]["standing"] == "appointment"
    ticket = kiosk.ask("issue-ticket", command(made=clock.now(), service="residence", holder=card))["ticket"]
    called = holding(one, "c001", "call-next", None, clock)["ticket"]
    assert called["name"] == "张*"
    holding(one, "c001", "no-show", called["id"], clock)
    back = kiosk.ask("check-in", command(made=clock.now(), ticket=ticket["id"], holder=card))
    assert back["ticket"]["state"] == "waiting"


def test_a_hub_that_starts_again_has_the_very_hall_that_it_left_with_what_was_written_to_it(hub, people, clock):
    kiosk, one, _three = people
    at_work(one, "c001", clock)
    ids = [kiosk.ask("issue-ticket", command(made=clock.now(), service="residence"))["ticket"]["id"] for _ in range(3)]
    holding(one, "c001", "void-ticket", None, clock, ticket=ids[0], reason="has gone home")
    holding(one, "c001", "call-ticket", None, clock, ticket=ids[2], reason="ill")
    holding(one, "c001", "note", ids[2], clock, text="speaks no Mandarin")
    holding(one, "c001", "pause-window", ids[2], clock, reason="tea")
    left = hub.hub.hall
    assert [left.tickets[id_].reason for id_ in ids] == ["has gone home", "", "ill"]
    hub.stop()
    hub.start()
    assert hub.hub.hall == left


def test_a_month_later_nobody_is_known_any_more_but_who_still_comes(hub, people, port, settings, clock):
    kiosk, *_ = people
    card = {"key": "cd" * 32, "secret": 1, "name": "李*"}
    assert kiosk.ask("issue-ticket", command(made=clock.now(), service="residence", holder=card))["ok"]
    listener = Peer(port, "listener", f"{TOP}/state/hall/today")
    database = settings.parent / "hall.db"
    with stopping(listener):
        for days, known in ((29, 1), (2, 0)):
            clock.ahead += timedelta(days=days)
            listener.hear(lambda b: b["day"] == str(clock.now().date()))
            with closing(sqlite3.connect(database)) as db:
                assert db.execute("SELECT count(*) FROM visitor").fetchone() == (known,)
    hub.stop()
    assert "李*".encode() not in database.read_bytes()


def test_what_time_brings_comes_without_anybody_asking(hub, people, port, clock):
    kiosk, one, three = people
    everything = Peer(port, "listener", f"{TOP}/#")
    with stopping(everything):
        at_work(one, "c001", clock)
        at_work(three, "c002", clock)
        for _ in range(2):
            assert kiosk.ask("issue-ticket", command(made=clock.now(), service="residence"))["ok"]
        clock.ahead += timedelta(minutes=21)
        assert everything.hear(lambda b: b["name"] == "tide-rose", "event")["service"] == "residence"
        assert everything.hear(lambda b: b["tidal"], "state/window/w03")["tidal"] == ["residence"]
        assert holding(three, "c002", "call-next", None, clock)["ticket"]["service"] == "residence"
        clock.go_to(clock.now().replace(hour=16, minute=50))
        closed = everything.hear(lambda b: not b["open"], "state/service/certificates")
        assert datetime.fromisoformat(closed["opens_at"]).hour == 8
        refused = kiosk.ask("issue-ticket", command(made=clock.now(), service="certificates"))["error"]
        assert (refused["code"], refused["detail"][11:16]) == ("closed-now", "08:00")
        held = hub.hub.hall.window("w03").ticket
        holding(three, "c002", "no-show", held, clock)
        clock.go_to(clock.now().replace(hour=17, minute=1))
        event = everything.hear(lambda b: b["name"] == "window-closed", "event")
        assert (event["window"], event["by_itself"]) == ("w03", True)


def test_the_wait_that_is_told_is_forecast_from_how_long_visits_take(hub, people, port, clock):
    kiosk, one, _three = people
    at_work(one, "c001", clock)
    for _ in range(8):
        assert kiosk.ask("issue-ticket", command(made=clock.now(), service="residence"))["ok"]
        ticket = holding(one, "c001", "call-next", None, clock)["ticket"]["id"]
        holding(one, "c001", "start-service", ticket, clock)
        clock.ahead += timedelta(minutes=12)
        holding(one, "c001", "finish-service", ticket, clock)
    everything = Peer(port, "listener", f"{TOP}/#")
    with stopping(everything):
        for _ in range(4):
            told = kiosk.ask("issue-ticket", command(made=clock.now(), service="residence"))["ticket"]["wait"]
        state = everything.hear(lambda b: b["waiting"] == 4 and b["wait"]["likely_s"] > 1500, "state/service/residence")
        assert state["wait"]["at_most_s"] > state["wait"]["likely_s"]
        assert told["at_most_s"] >= told["likely_s"] > 0
        assert "residence" in hub.hub.hall.waits
        holding(one, "c001", "call-next", None, clock)
        clock.ahead += timedelta(seconds=2)
        everything.hear(lambda b: b["told"] >= 9, "state/hall/record")
