"""The rules of the wire, on a real MQTT server, with a real hub and its store."""

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
import uuid6

from tests.hall import TOP, Clock, HubHere, command, stopping, wait_until, write_hall

pytestmark = pytest.mark.usefixtures("hub")


def rows(tmp_path, query):
    db = sqlite3.connect(tmp_path / "hall.db")
    try:
        return db.execute(query).fetchall()
    finally:
        db.close()


def sign_in(terminal, staff="c001", pin="2468"):
    reply = terminal.ask("sign-in", staff=staff, pin=pin)
    assert reply["ok"], reply
    return reply


def at_work(join, name="terminal-1", staff="c001", pin="2468"):
    """A terminal with its clerk signed in and its window open."""
    terminal = join(name)
    sign_in(terminal, staff, pin)
    assert terminal.ask("open-window", staff=staff)["ok"]
    return terminal


# Rule 1: at most once -----------------------------------------------------------------------------


def test_the_same_id_again_gets_the_very_same_reply_and_no_second_ticket(join, everything):
    kiosk = join("kiosk-1")
    body = command(service="residence")
    first = kiosk.ask_for_bytes("issue-ticket", body)
    assert kiosk.ask_for_bytes("issue-ticket", body) == first
    assert kiosk.ask("issue-ticket", service="residence")["ticket"]["number"] == "A002"
    everything.hear(lambda b: b["number"] == "A002", "event")
    assert [e["number"] for e in everything.events() if e["name"] == "ticket-issued"] == ["A001", "A002"]


def test_a_refusal_is_a_first_reply_too(join):
    kiosk = join("kiosk-1")
    body = command(service="nothing")
    first = kiosk.ask_for_bytes("issue-ticket", body)
    assert json.loads(first)["error"]["code"] == "unknown-service"
    assert kiosk.ask_for_bytes("issue-ticket", body | {"service": "residence"}) == first


def test_copies_that_wait_together_are_one_command(join, everything):
    kiosk = join("kiosk-1")
    body = command(service="residence")
    for _ in range(30):
        kiosk.say("issue-ticket", body)
    replies = kiosk.wait_for(lambda m: kiosk.is_reply(m, body["id"]), count=30)
    assert len(replies) == 30
    assert len({reply.payload for reply in replies}) == 1
    kiosk.ask("issue-ticket", service="residence")
    everything.hear(lambda b: b["number"] == "A002", "event")


@pytest.mark.expect_warnings
def test_the_reply_to_one_device_is_told_to_no_other(join, everything, caplog):
    kiosk, other = join("kiosk-1"), join("kiosk-2")
    body = command(service="residence")
    kiosk.ask("issue-ticket", body)
    other.say("issue-ticket", body)
    wait_until(lambda: "dropped: the command of another device" in caplog.text)
    other.ask("find-ticket")
    assert not [m for m in everything.heard if m.topic == f"{TOP}/reply/kiosk-2" and b"A001" in m.payload]


@pytest.mark.parametrize(
    "late",
    [
        {"lasts_s": -1},
        {"lasts_s": 3600, "made": timedelta(minutes=-1)},  # waited for longer than the thirty seconds allowed
        {"lasts_s": 10, "made": timedelta(days=2)},  # its answer would be forgotten before it has passed
    ],
    ids=["after until", "longer than allowed", "far ahead"],
)
def test_what_comes_too_late_is_told_so_and_not_done(join, late):
    kiosk = join("kiosk-1")
    made = datetime.now(UTC) + late.get("made", timedelta())
    reply = kiosk.ask("issue-ticket", command(made=made, lasts_s=late["lasts_s"], service="residence"))
    assert reply["error"]["code"] == "too-late"
    assert kiosk.ask("issue-ticket", service="residence")["ticket"]["number"] == "A001"


@pytest.mark.parametrize("id_ms", [0, 10**12, 2**48 - 1])
def test_an_id_that_is_old_or_far_ahead_is_refused_however_its_until(join, id_ms):
    body = command(service="residence")
    body["id"] = str(uuid6.UUID(int=id_ms << 80 | 1, version=7))
    assert join("kiosk-1").ask("issue-ticket", body)["error"]["code"] == "too-late"


def test_a_clock_that_is_some_minutes_off_is_no_reason_to_refuse(join):
    kiosk = join("kiosk-1")
    made = datetime.now(UTC) + timedelta(minutes=10)
    assert kiosk.ask("issue-ticket", command(made=made, service="residence"))["ok"]


# Rule 3: who may what -----------------------------------------------------------------------------


@pytest.mark.expect_warnings
@pytest.mark.parametrize(
    "device, verb, code",
    [
        ("kiosk-9", "issue-ticket", "unknown-device"),
        ("hub", "issue-ticket", "unknown-device"),
        ("wall-1", "issue-ticket", "not-allowed"),
        ("kiosk-1", "call-next", "not-allowed"),
        ("button-1", "sign-in", "not-allowed"),
        ("terminal-1", "issue-ticket", "not-allowed"),
        ("kiosk-1", "open-sesame", "not-allowed"),
    ],
)
def test_only_a_listed_device_may_ask_and_only_the_verbs_of_its_app(join, everything, device, verb, code):
    body = command(service="residence")
    join("stranger").say(verb, body, device=device)
    reply = everything.hear(lambda b: b["re"] == body["id"], f"reply/{device}")
    assert reply["error"]["code"] == code
    assert not [e for e in everything.events() if e["name"] != "day-opened"]


def test_the_window_is_the_settings_and_never_the_payloads(join, everything):
    terminal = join("terminal-2")
    body = command(staff="c001", pin="2468", window="w01", device="terminal-1")
    assert terminal.ask("sign-in", body)["ok"]
    event = everything.hear(lambda b: b["name"] == "clerk-signed-in", "event")
    assert event["window"] == "w02"


# Rule 4: holding ----------------------------------------------------------------------------------


def test_two_clicks_never_call_two_people(join):
    terminal, kiosk = at_work(join), join("kiosk-1")
    for _ in range(2):
        kiosk.ask("issue-ticket", service="residence")
    first, second = command(staff="c001", holding=None), command(staff="c001", holding=None)
    terminal.say("call-next", first)
    terminal.say("call-next", second)
    called = json.loads(terminal.wait_for(lambda m: terminal.is_reply(m, first["id"]))[0].payload)
    refused = json.loads(terminal.wait_for(lambda m: terminal.is_reply(m, second["id"]))[0].payload)
    assert called["ticket"]["number"] == "A001"
    assert refused["error"]["code"] == "changed"
    assert refused["error"]["window"]["ticket"]["number"] == "A001"


# Rule 5: the bare button --------------------------------------------------------------------------


def test_a_bare_press_opens_and_calls_and_a_second_within_the_debounce_is_none(join, everything, clock):
    kiosk, button = join("kiosk-1"), join("button-1")
    for _ in range(2):
        kiosk.ask("issue-ticket", service="residence")

    def happened():
        """Every event but those at the kiosk, up to now: what the hub says after a question, it says last."""
        asked = kiosk.ask("find-ticket")["re"]
        everything.hear(lambda b: b["re"] == asked, "reply/kiosk-1")
        return [e["name"] for e in everything.events() if e["name"] != "ticket-issued"]

    button.say("call-next", b"")
    button.say("call-next", b"")
    everything.hear(lambda b: len(b["calls"]) == 1, "state/board/main")
    board = everything.hear(lambda b: len(b["calls"]) == 1, "state/board/main")
    assert (board["calls"][0]["number"], board["calls"][0]["window"]) == ("A001", {"id": "w01", "label": "1"})
    names = ["window-opened", "ticket-called"]
    assert happened() == names
    clock.ahead += timedelta(seconds=2)
    button.say("call-next", b"")
    everything.hear(lambda b: b["name"] == "ticket-recalled", "event")
    assert happened() == [*names, "ticket-recalled"]
    clock.ahead += timedelta(seconds=20)
    button.say("call-next", b"")
    everything.hear(lambda b: b["name"] == "ticket-called" and b["number"] == "A002", "event")
    assert happened() == [*names, "ticket-recalled", "ticket-missed", "ticket-called"]
    assert all(e["cause"] is None for e in everything.events()[-5:])


def test_an_empty_message_of_any_other_device_is_no_press(join, everything, caplog):
    terminal = join("terminal-1")
    terminal.say("call-next", b"")
    wait_until(lambda: "an empty message that is no press" in caplog.text)
    at_work(join, "terminal-2", "c002", "1357")
    everything.hear(lambda b: b["name"] == "window-opened", "event")
    assert [e["window"] for e in everything.events() if e["name"] == "window-opened"] == ["w02"]


def test_a_press_that_the_server_kept_for_later_is_none(join, tmp_path, everything, hub, caplog):
    hub.stop()
    button = join("button-1")
    button.say("call-next", b"", retain=True)
    button.publish(f"{TOP}/cmd/button-1/call-next", b"x", retain=True)
    body = command(service="residence")
    join("kiosk-1").publish(f"{TOP}/cmd/kiosk-1/issue-ticket", json.dumps(body).encode(), retain=True)
    with stopping(HubHere(tmp_path / "hall.toml", Clock()).start()):
        wait_until(lambda: caplog.text.count("dropped: retained, or not a command") == 2)
    assert everything.events() == []


# Rule 2: durable first, then said, in order -------------------------------------------------------


def test_each_event_and_state_tells_epoch_and_seq_and_events_have_no_gap(join, everything):
    kiosk, button = join("kiosk-1"), join("button-1")
    for _ in range(5):
        kiosk.ask("issue-ticket", service="household")
    button.say("call-next", b"")
    everything.hear(lambda b: b["name"] == "ticket-called", "event")
    assert [e["seq"] for e in everything.events()] == list(range(2, 9))  # the day opened before we listened
    newest = {}
    for message in everything.heard:
        if "/state/" not in message.topic or message.retained:
            continue
        state = json.loads(message.payload)
        assert state["epoch"] == 1
        assert state["seq"] >= newest.get(message.topic, 0)
        newest[message.topic] = state["seq"]


def test_what_a_reply_says_is_on_disk_before_it_is_said(join, tmp_path):
    kiosk = join("kiosk-1")
    for _ in range(20):
        reply = kiosk.ask("issue-ticket", service="residence")
        ref = rows(tmp_path, f"SELECT ref FROM visitor WHERE subject = '{reply['ticket']['id']}'")
        assert ref == [(reply["ticket"]["ref"],)]


def test_a_state_that_changes_fast_is_said_five_times_a_second_and_the_last_always(join, everything):
    kiosk = join("kiosk-1")
    count = 200
    bodies = [command(service="residence") for _ in range(count)]
    for body in bodies:
        kiosk.say("issue-ticket", body)
    everything.hear(lambda b: b["waiting"] == count, "state/service/residence")
    states = [
        json.loads(m.payload)
        for m in everything.heard
        if m.topic == f"{TOP}/state/service/residence" and not m.retained
    ]
    moments = [datetime.fromisoformat(state["at"]) for state in states]
    assert all(later - earlier >= timedelta(milliseconds=199) for earlier, later in pairwise(moments))
    assert len(states) < count / 4


def test_every_state_is_there_for_whoever_comes_later(join):
    join("kiosk-1").ask("issue-ticket", service="residence")
    late = join("late", *(f"{TOP}/state/{name}" for name in (
        "hall/today", "hall/clock", "board/main", "service/residence", "service/household",
        "queue/residence", "queue/household", "window/w01", "window/w02")))  # fmt: skip
    heard = {m.topic: json.loads(m.payload) for m in late.wait_for(lambda m: m.retained, count=9)}
    assert len(heard) == 9
    assert heard[f"{TOP}/state/hall/today"]["day"] == str(Clock().now().date())
    assert len(heard[f"{TOP}/state/queue/residence"]["tickets"]) <= 1


def test_a_state_that_nobody_owns_any_more_is_cleared(join, tmp_path, port, hub, everything):
    hub.stop()
    path = write_hall(tmp_path, port)
    without = path.read_text().replace('services = [["residence"], ["household"]]', 'services = [["residence"]]')
    a, b = without.index('[[service]]\nid = "household"'), without.index("[[window]]")
    without = without[:a] + without[b:]
    a, b = without.index('[[window]]\nid = "w02"'), without.index("[[device]]")
    without = without[:a] + without[b:]
    path.write_text(without.replace('window = "w02"', 'window = "w01"'))
    gone = [f"{TOP}/state/queue/household", f"{TOP}/state/service/household", f"{TOP}/state/window/w02"]
    with stopping(HubHere(path, Clock()).start()):
        cleared = everything.wait_for(lambda m: not m.payload, count=3)
        assert sorted(m.topic for m in cleared) == gone
        wait_until(lambda: not {(t,) for t in gone} & set(rows(tmp_path, "SELECT topic FROM topic")))
    late = join("late", f"{TOP}/state/#")
    assert late.wait_for(lambda m: m.topic.endswith("/hall/clock"))
    assert not {m.topic for m in late.heard} & set(gone)


# Rule 9: nothing of a visitor ---------------------------------------------------------------------


def test_holder_key_and_masked_name_go_only_where_they_must(join, tmp_path, everything, caplog, hub):
    key, masked = "ab12" * 16, "测*试"
    kiosk, terminal = join("kiosk-1"), at_work(join)
    holder = {"key": key, "secret": 1, "name": masked}
    issued = kiosk.ask("issue-ticket", service="residence", holder=holder)
    assert kiosk.ask("issue-ticket", service="residence", holder=holder)["error"]["ticket"] == issued["ticket"]
    assert len(kiosk.ask("find-ticket", holder=holder)["tickets"]) == 1
    reply_to_call = terminal.ask_for_bytes("call-next", command(staff="c001"))
    called = json.loads(reply_to_call)
    assert called["ticket"]["name"] == masked
    terminal.ask("start-service", staff="c001", holding=called["ticket"]["id"])
    terminal.ask("finish-service", staff="c001", holding=called["ticket"]["id"])
    everything.hear(lambda b: b["name"] == "service-finished", "event")
    hub.stop()
    for message in everything.heard:
        text = message.payload.decode()
        if "/cmd/" in message.topic:  # what the devices themselves said
            continue
        assert key not in text
        assert masked not in text or message.payload == reply_to_call
        assert (issued["ticket"]["ref"] in text) == (message.topic == f"{TOP}/reply/kiosk-1")
    assert key not in caplog.text + str([record.__dict__ for record in caplog.records])
    assert masked not in caplog.text + str([record.__dict__ for record in caplog.records])
    assert not [f for f in tmp_path.rglob("*") if f.is_file() and key.encode() in f.read_bytes()]
    with_name = {
        table
        for table in ("event", "reply", "visitor", "fact", "topic")
        if any(masked in str(row) for row in rows(tmp_path, f"SELECT * FROM {table}"))
    }
    assert with_name == {"reply", "visitor"}
    assert [len(holder) for (holder,) in rows(tmp_path, "SELECT holder FROM visitor")] == [64]
