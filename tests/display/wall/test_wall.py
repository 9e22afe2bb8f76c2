"""The wall on a real MQTT server."""

import json
import os
import sys
import time
from subprocess import PIPE, Popen, run

import pytest
from PySide6.QtCore import QObject
from PySide6.QtQuick import QQuickItem

from broker.client.bus import Address
from broker.client.link import Seen
from broker.client.paho_bus import PahoBus
from broker.contract.devices import Health
from broker.contract.states import Board
from broker.contract.topics import topic
from broker.runtime.screen import NoScreenError
from broker.runtime.settings.device import DeviceSettings
from broker.runtime.settings.file import load
from display.ui.show import Show
from display.wall.app import VIEW
from display.wall.follow import Follower
from tests.display.hub import HALL, device_file

PATIENCE_MS = 15_000


@pytest.fixture
def walls(qapp, server, tmp_path):
    """Makes walls; each is (follower, window)."""
    assert qapp
    made = []

    def make(extra="", zone="main"):
        path = device_file(tmp_path, server.port, f"wall-{len(made)}", extra, zone=zone)
        follower = Follower(path, load(DeviceSettings, path))
        show = Show(VIEW, wall=follower.model)
        show.open((1920, 1080))
        made.append((follower, show))
        follower.start()
        return follower, show.window

    yield make
    for follower, show in made:
        follower.stop()
        show.close()


def words_on(window):
    """Every text on the glass."""
    found, items = [], [window.contentItem()]
    for item in items:
        if item.isVisible():
            items += item.childItems()
            if text := item.property("text"):
                found.append(text)
    return found


def number_on(window):
    item = window.findChild(QQuickItem, "number")
    return item.property("text") if item.isVisible() else ""


def until(qtbot, condition):
    qtbot.waitUntil(condition, timeout=PATIENCE_MS)


def test_a_call_is_shown_large_with_its_window_in_both_languages(qtbot, hub, walls):
    _, window = walls()
    until(qtbot, lambda: "欢迎光临" in words_on(window))
    hub.call("A017", "3")
    until(qtbot, lambda: number_on(window) == "A017")
    assert {"3 号窗口", "Window 3", "正在叫号", "耒阳市政务服务中心"} <= set(words_on(window))
    assert "欢迎光临" not in words_on(window)


def test_the_queues_of_the_zone_are_shown_and_no_others(qtbot, hub, walls):
    _, window = walls()
    hub.queue("residence", 12, 1080)
    hub.queue("tax", 5, 60)
    until(qtbot, lambda: "12 人 · 约 18–36 分钟" in words_on(window))
    assert "税务" not in words_on(window)


def test_what_comes_late_with_a_lower_seq_does_not_take_a_newer_call_away(qtbot, hub, walls):
    _, window = walls()
    old = hub.call("A016", seq=40)
    hub.call("A017", seq=41)
    until(qtbot, lambda: number_on(window) == "A017")
    hub.say(Board, names={"zone": "main"}, seq=39, calls=(old,))
    hub.queue("residence", 3, 60)  # said after it, so once this is here the old board has come too
    until(qtbot, lambda: "居住证办理" in words_on(window))
    assert number_on(window) == "A017"


def test_a_wall_that_starts_later_shows_the_last_calls_without_motion(qtbot, hub, walls):
    hub.call("A016", ago=90)
    hub.call("A017", "3", ago=70)
    follower, window = walls()
    moved = []
    follower.model.called.connect(moved.append)
    until(qtbot, lambda: number_on(window) == "A017")
    assert {"A016", "刚才叫过"} <= set(words_on(window))
    hub.call("A018")
    until(qtbot, lambda: number_on(window) == "A018")
    assert moved == ["A018"]


def test_the_number_is_whole_in_place_and_colour_when_it_starts_to_move(qtbot, hub, walls):
    follower, window = walls()
    seen = []

    def look(_number):
        item = window.findChild(QQuickItem, "number")
        seen.append((item.property("text"), item.property("opacity"), item.property("color").name(), item.isVisible()))

    follower.model.called.connect(look)
    hub.call("A017")
    until(qtbot, lambda: bool(seen))
    assert seen == [("A017", 1.0, "#ffb547", True)]
    item = window.findChild(QQuickItem, "number")
    assert window.findChild(QObject, "arrival").property("running")
    until(qtbot, lambda: item.scale() != 1.0)
    until(qtbot, lambda: item.scale() == 1.0)


def test_with_reduced_motion_nothing_moves(qtbot, hub, walls):
    _, window = walls("[screen]\nreduced_motion = true")
    assert not window.findChild(QObject, "arrival").property("running")
    hub.call("A017")
    until(qtbot, lambda: number_on(window) == "A017")
    assert not window.findChild(QObject, "arrival").property("running")


def test_a_dead_server_is_said_with_the_calls_kept_and_all_mends_itself(qtbot, hub, server, walls):
    _, window = walls()
    hub.queue("residence", 12, 1080)
    hub.call("A017", "3")
    until(qtbot, lambda: number_on(window) == "A017" and "居住证办理" in words_on(window))
    server.stop()
    until(qtbot, lambda: "最近一次叫号" in words_on(window))
    said = " ".join(words_on(window))
    assert "屏幕暂时收不到新叫号，以上是不到 1 分钟前的情况。" in said
    assert "请听窗口工作人员招呼。" in said
    assert "居住证办理" not in said  # how long one waits is not known any more
    assert number_on(window) == "A017"
    server.start()
    until(qtbot, lambda: "正在叫号" in words_on(window))
    hub.clock()
    hub.call("A018")
    until(qtbot, lambda: number_on(window) == "A018")
    assert "居住证办理" in words_on(window)


def test_a_hub_that_is_silent_is_said_with_the_age_of_what_is_shown(qtbot, hub, walls, monkeypatch):
    follower, window = walls()
    hub.call("A017")
    until(qtbot, lambda: number_on(window) == "A017" and follower.link.seen is Seen.HUB)
    monkeypatch.setattr(follower.link, "ticks", lambda: time.monotonic() + 13)
    until(qtbot, lambda: any("收不到新叫号" in words for words in words_on(window)))
    assert follower.link.seen is Seen.HUB_AWAY


@pytest.mark.expect_warnings
def test_a_wall_of_a_zone_that_the_hall_does_not_have_asks_for_the_technician_until_it_has(
    qtbot, hub, server, walls, caplog
):
    told = []
    bus = PahoBus(Address("127.0.0.1", server.port, "desk"))
    bus.subscribe(topic(HALL, Health, device="wall-0"))
    bus.start(lambda message: told.append(json.loads(message.payload)["problems"]), lambda _linked: None)
    _, window = walls(zone="attic")
    until(qtbot, lambda: {"这块屏幕还没有登记好", "请联系技术人员"} <= set(words_on(window)))
    hub.today()
    until(qtbot, lambda: bool(told) and told[-1] == [{"part": "zone", "code": "unknown", "detail": "attic"}])
    assert "欢迎光临" not in words_on(window)
    hub.today(zones=("attic", "main"))
    until(qtbot, lambda: "欢迎光临" in words_on(window) and told[-1] == [])
    assert [record.getMessage() for record in caplog.records].count("the hall has no such zone") == 1
    bus.stop()


def test_a_wall_alone_in_the_dark_welcomes_and_says_so(qtbot, walls):
    _, window = walls()
    until(qtbot, lambda: "屏幕暂时收不到叫号。" in words_on(window))
    assert "欢迎光临" in words_on(window)


def test_the_process_tells_that_it_is_ready_and_when_a_number_is_on_the_glass(hub, server, tmp_path):
    path = device_file(tmp_path, server.port, "wall-main", zone="main")
    command = [sys.executable, "-m", "broker", "wall", "--settings", path, "--stage", "--size", "1280x720"]
    with Popen(command, stdin=PIPE, stdout=PIPE, text=True) as wall:
        try:
            assert wall.stdout.readline() == "ready wall 1280x720\n"
            print("watch", file=wall.stdin, flush=True)
            assert wall.stdout.readline() == "done watch\n"
            before = time.monotonic_ns()
            hub.call("A017")
            word, number, moment = wall.stdout.readline().split()
            assert (word, number) == ("frame", "A017")
            assert before < int(moment) < time.monotonic_ns()
            picture = tmp_path / "wall.png"
            print(f"grab {picture}", file=wall.stdin, flush=True)
            assert wall.stdout.readline() == f"done grab {picture}\n"
            assert picture.stat().st_size > 1000
            wall.terminate()
            assert wall.wait(10) == 0
        finally:
            wall.kill()


def test_a_size_that_is_none_is_refused_in_words(server, tmp_path):
    path = device_file(tmp_path, server.port, "wall-main", zone="main")
    command = [sys.executable, "-m", "broker", "wall", "--settings", path, "--size", "foo"]
    done = run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "say it as" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_screen_it_ends_with_one_sentence(server, tmp_path):
    path = device_file(tmp_path, server.port, "wall-main", zone="main")
    bare = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    command = [sys.executable, "-m", "broker", "wall", "--settings", path]
    done = run(command, env=bare | {"QT_QPA_PLATFORM": "xcb"}, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == str(NoScreenError()) + "\n"
