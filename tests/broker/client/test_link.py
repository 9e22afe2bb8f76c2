"""A device's conversation with the hub, on a real MQTT server; bare messages stand for the hub where it matters."""

import json
import queue
import time
from datetime import UTC, datetime, timedelta, timezone

import pytest

from broker.client.bus import Address, Will
from broker.client.link import Link, Seen
from broker.client.paho_bus import PahoBus
from broker.contract.commands import FindTicket, IssueTicket
from broker.contract.devices import Problem
from broker.contract.states import Board
from broker.contract.values import App
from tests.hall import DEADLINE_S, HALL, TOP, HubProcess, write_hall


class Device:
    """A kiosk whose one thread is the test's, for which the test may let time go by or put the clock."""

    def __init__(self, port):
        self.ahead = self.put = timedelta()
        self.seen = []
        self._work = queue.SimpleQueue()
        bus = PahoBus(Address("127.0.0.1", port, "kiosk-1"), Will(*Link.will(HALL, "kiosk-1", App.KIOSK)))
        self.link = Link(bus, HALL, "kiosk-1", App.KIOSK, self._work.put, self.seen.append, self.now, self.ticks)

    def now(self):
        return datetime.now(UTC) + self.ahead + self.put

    def ticks(self):
        return time.monotonic() + self.ahead.total_seconds()

    def work_until(self, true):
        """Do what an app's thread does."""
        deadline = time.monotonic() + DEADLINE_S
        while not true():
            assert time.monotonic() < deadline, "never came"
            try:
                self._work.get(timeout=0.02)()
            except queue.Empty:
                self.link.tick()


@pytest.fixture
def device(port):
    device = Device(port)
    yield device
    device.link.stop()


def say_clock(hub, at, seq=1, *, retain=True):
    clock = {"v": 1, "epoch": 1, "seq": seq, "at": at.isoformat(timespec="milliseconds")}
    hub.publish(f"{TOP}/state/hall/clock", json.dumps(clock).encode(), retain=retain)


def board(seq, number, epoch=1):
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    call = {"call": "01a2037f-db63-7238-aa5c-fac18dc85edc", "number": number, "window": {"id": "w01", "label": "1"}}
    return json.dumps({"v": 1, "epoch": epoch, "seq": seq, "at": at, "calls": [call | {"at": at}]}).encode()


def test_a_device_sees_the_hub_and_gets_its_replies(tmp_path, port, device):
    hub = HubProcess(write_hall(tmp_path, port)).start()
    replies = []
    device.link.start()
    device.work_until(lambda: Seen.HUB in device.seen)
    device.link.ask(IssueTicket, replies.append, service="residence")
    device.work_until(lambda: replies)
    assert (replies[0].ok, replies[0].ticket.number) == (True, "A001")
    hub.stop()


def test_a_command_asked_while_the_hub_is_away_is_answered_once_when_it_comes(tmp_path, port, device):
    replies = []
    device.link.start()
    device.work_until(lambda: device.link._linked)
    device.link.ask(IssueTicket, replies.append, service="residence")
    hub = HubProcess(write_hall(tmp_path, port)).start()
    device.work_until(lambda: replies)
    device.link.ask(FindTicket, replies.append)
    device.work_until(lambda: len(replies) == 2)
    assert [reply.ok for reply in replies] == [True, True]
    hub.stop()


@pytest.mark.expect_warnings
@pytest.mark.parametrize("put_h", [0, -1, 1])
def test_nobody_waits_for_ever_and_the_silence_is_seen_also_when_the_clock_is_put_meanwhile(device, join, put_h):
    hub, replies = join("hub-1", f"{TOP}/cmd/#"), []
    device.link.start()
    device.work_until(lambda: device.link._linked)
    say_clock(hub, device.now())
    device.work_until(lambda: device.seen == [Seen.HUB])
    id_ = device.link.ask(IssueTicket, replies.append, service="residence")
    device.put = timedelta(hours=put_h)
    device.link.tick()
    assert device.seen == [Seen.HUB]
    assert replies == []
    for _ in range(3):
        device.ahead += timedelta(seconds=1)
        device.link.tick()
    sent = hub.wait_for(lambda _message: True, count=4)
    assert len({m.payload for m in sent}) == 1
    assert json.loads(sent[0].payload)["id"] == id_
    device.ahead += timedelta(seconds=1.5)
    device.work_until(lambda: device.seen == [Seen.HUB, Seen.HUB_AWAY])
    device.ahead += timedelta(seconds=8)
    device.work_until(lambda: replies == [None])


def test_a_dropped_command_is_asked_no_more_its_late_reply_is_unheard_and_the_hub_is_away_until_it_speaks(device, join):
    hub, replies = join("hub-1", f"{TOP}/cmd/#"), []
    device.link.start()
    device.work_until(lambda: device.link._linked)
    say_clock(hub, device.now())
    device.work_until(lambda: device.seen == [Seen.HUB])
    id_ = device.link.new_id()
    assert device.link.ask(IssueTicket, replies.append, id_=id_, service="residence") == id_
    assert json.loads(hub.wait_for(lambda _message: True)[0].payload)["id"] == id_
    device.link.drop(id_)
    device.link.tick()
    assert device.seen[-1] is Seen.HUB_AWAY
    device.ahead += timedelta(seconds=2)  # when it would be sent again
    device.link.tick()
    reply = {"v": 1, "re": id_, "ok": False, "at": device.now().isoformat(timespec="milliseconds")}
    hub.publish(f"{TOP}/reply/kiosk-1", json.dumps(reply).encode())
    say_clock(hub, device.now(), seq=2)
    device.work_until(lambda: device.seen[-1] is Seen.HUB)
    assert replies == []
    assert len(hub.heard) == 1


def test_the_hubs_time_from_before_a_restart_counts_until_the_hub_tells_it(device, join):
    told = datetime(2026, 11, 22, 9, 30, tzinfo=timezone(timedelta(hours=8)))
    device.link.keep_clock(told, timedelta(hours=1))
    assert timedelta(minutes=59) < device.link.hub_now - datetime.now(UTC) < timedelta(minutes=61)
    assert device.link.hub_now.utcoffset() == timedelta(hours=8)
    hub = join("hub-1")
    device.link.start()
    device.work_until(lambda: device.link._linked)

    def told_anew():
        say_clock(hub, datetime.now(UTC), retain=False)  # again: it may come before the device listens
        return abs(device.link.offset) < timedelta(minutes=1)

    device.work_until(told_anew)
    device.link.keep_clock(told, timedelta(hours=1))  # too late
    assert abs(device.link.offset) < timedelta(minutes=1)


def test_the_hubs_clock_that_was_put_back_is_believed_when_the_hub_tells_it(device, join):
    hub, right = join("hub-1"), datetime.now(UTC).replace(microsecond=0)
    device.link.start()
    device.work_until(lambda: device.link._linked)
    say_clock(hub, right + timedelta(hours=1))
    device.work_until(lambda: device.link.told == right + timedelta(hours=1))
    say_clock(hub, right, seq=2)
    device.work_until(lambda: device.link.told == right)


def test_an_old_clock_means_that_the_hub_is_away_and_a_new_one_that_it_is_back(device, join):
    hub = join("hub-1")
    device.link.start()
    say_clock(hub, device.now())
    device.work_until(lambda: device.seen == [Seen.HUB])
    device.ahead += timedelta(seconds=12.5)
    device.work_until(lambda: device.seen[-1] is Seen.HUB_AWAY)
    say_clock(hub, device.now(), seq=2)
    device.work_until(lambda: device.seen[-1] is Seen.HUB)


def test_a_box_whose_clock_is_years_off_asks_by_the_halls_time(tmp_path, port, device):
    device.put = timedelta(days=-20_000)
    hub = HubProcess(write_hall(tmp_path, port)).start()
    replies = []
    device.link.start()
    device.work_until(lambda: abs(device.link.offset) > timedelta(days=1))
    device.link.ask(IssueTicket, replies.append, service="residence")
    device.work_until(lambda: replies)
    assert replies[0].ok, replies[0]
    hub.stop()


def test_an_older_state_never_replaces_a_newer_one(device, join):
    hub, shown = join("hub-1"), []
    device.link.follow(Board, lambda b: shown.append(b.calls[0].number), zone="main")
    device.link.start()
    device.work_until(lambda: device.link._linked)
    hub.publish(f"{TOP}/state/board/main", board(5, "A005"), retain=True)
    device.work_until(lambda: shown)
    for said in (board(4, "A004"), board(5, "A055"), board(1, "A101", epoch=2), board(9, "A009")):
        hub.publish(f"{TOP}/state/board/main", said)
    hub.publish(f"{TOP}/state/board/main", board(2, "A102", epoch=2))
    device.work_until(lambda: shown[-1:] == ["A102"])
    assert shown == ["A005", "A055", "A101", "A102"]


@pytest.mark.expect_warnings
def test_a_message_that_is_not_understood_is_passed_over(device, join):
    hub, shown = join("hub-1"), []
    device.link.follow(Board, lambda b: shown.append(b.calls[0].number), zone="main")
    device.link.start()
    device.work_until(lambda: device.link._linked)
    hub.publish(f"{TOP}/state/board/main", board(1, "A001"), retain=True)
    device.work_until(lambda: shown)
    hub.publish(f"{TOP}/reply/kiosk-1", b"no reply")
    for said in (b"{", b"", b'{"v":2}', board(2, "A002")):
        hub.publish(f"{TOP}/state/board/main", said)
    device.work_until(lambda: len(shown) == 2)
    assert shown == ["A001", "A002"]


def test_a_device_says_that_it_is_there_how_it_is_and_that_it_goes(device, join):
    listener = join("listener", f"{TOP}/device/#")
    device.link.report((Problem(part="idcard", code="mute"),))
    device.link.start()
    device.work_until(lambda: device.link._linked)
    assert listener.hear(lambda b: b["online"], "device/kiosk-1/presence")["app"] == "kiosk"
    health = listener.hear(lambda b: b["problems"], "device/kiosk-1/health")
    assert health["problems"] == [{"part": "idcard", "code": "mute", "detail": ""}]
    device.link.report(())
    listener.hear(lambda b: not b["problems"], "device/kiosk-1/health")
    device.link.stop()
    listener.hear(lambda b: not b["online"], "device/kiosk-1/presence")


@pytest.mark.expect_warnings
def test_what_a_device_says_of_itself_others_hear_until_it_is_gone(device, join):
    heard = []
    device.link.follow_devices(lambda name, presence: heard.append((name, presence.online, presence.prints)))
    device.link.tell(prints=False)
    device.link.start()
    device.work_until(lambda: heard)
    device.link.tell(prints=True)
    device.work_until(lambda: len(heard) == 2)
    other = join("kiosk-2")
    for said in (b'{"v":1,"online":true,"app":"kiosk","prints":true}', b"{", b'{"v":1,"online":false,"app":"kiosk"}'):
        other.publish(f"{TOP}/device/kiosk-2/presence", said, retain=True)
    device.work_until(lambda: len(heard) == 4)
    assert heard == [
        ("kiosk-1", True, False),
        ("kiosk-1", True, True),
        ("kiosk-2", True, True),
        ("kiosk-2", False, False),
    ]


@pytest.mark.parametrize("ahead_s, told", [(90, "+90"), (-90, "-90")])
def test_a_clock_more_than_a_minute_off_is_health_beside_the_apps_own_until_it_is_right(device, join, ahead_s, told):
    hub, listener = join("hub-1"), join("listener", f"{TOP}/device/#")
    mute = {"part": "idcard", "code": "mute", "detail": ""}
    device.put = timedelta(seconds=ahead_s)
    device.link.report((Problem(part="idcard", code="mute"),))
    device.link.start()
    device.work_until(lambda: device.link._linked)
    say_clock(hub, datetime.now(UTC))
    device.work_until(lambda: device.link.told)  # kept by the server perhaps; from now on they come as they are said
    say_clock(hub, datetime.now(UTC), seq=2)
    device.work_until(lambda: device.link.offset)
    listener.hear(lambda b: len(b["problems"]) == 2, "device/kiosk-1/health")
    device.put = timedelta(seconds=30)
    say_clock(hub, datetime.now(UTC), seq=3)
    device.work_until(lambda: abs(device.link.offset) < timedelta(seconds=60))
    device.link.report(())
    listener.hear(lambda b: not b["problems"], "device/kiosk-1/health")
    said = [json.loads(m.payload)["problems"] for m in listener.heard if m.topic.endswith("/health")]
    clock = said[1].pop(1)
    assert (clock["part"], clock["code"]) == ("clock", "off")
    assert abs(int(clock["detail"]) - int(told)) <= 2
    assert said == [[mute], [mute], [mute], []]


def test_a_device_asks_for_exact_topics_and_never_for_a_wildcard(device):
    device.link.follow(Board, print, zone="main")
    device.link.start()
    assert device.link.bus._topics == [f"{TOP}/state/board/main", f"{TOP}/reply/kiosk-1", f"{TOP}/state/hall/clock"]
