"""The terminal as a clerk meets it: a real MQTT server, the real hub, real keys and clicks."""

import sys
from datetime import timedelta
from subprocess import PIPE, Popen, run

import pytest

from broker.runtime.settings.device import DeviceSettings
from broker.runtime.settings.file import SettingsError, load
from kiosk.ui.stage import find
from kiosk.window.app import Terminal
from tests.hall import TOP, wait_until


def test_a_clerk_signs_in_opens_calls_starts_and_finishes_with_the_space_bar_alone(clerk, hall):
    ticket = hall.take()
    clerk.signs_in()
    for verb in ("open-window", "call-next", "start-service", "finish-service"):
        clerk.until(lambda verb=verb: verb in clerk.face.possible and clerk.face.primary == verb)
        clerk.presses("Space")
    clerk.until(lambda: clerk.face.primary == "call-next" and len(hall.commands()) == 5)
    assert [verb for verb, _ in hall.commands()] == [
        "sign-in", "open-window", "call-next", "start-service", "finish-service",
    ]  # fmt: skip
    assert [body["holding"] for _, body in hall.commands()] == [None, None, None, ticket["id"], ticket["id"]]
    assert {body["staff"] for _, body in hall.commands()} == {"c001"}
    clerk.until(lambda: "service-finished" in hall.events())


def test_every_verb_has_its_own_key_and_carries_the_ticket_that_was_seen(clerk, hall):
    first, second = hall.take(), hall.take()
    clerk.opens()
    clerk.presses_when_lit("F2", "call-next")
    clerk.presses_when_lit("F3", "recall")
    clerk.presses_when_lit("F6", "no-show")
    clerk.presses_when_lit("F2", "call-next")
    clerk.presses_when_lit("F4", "start-service")
    clerk.presses_when_lit("F5", "finish-service")
    clerk.presses_when_lit("F7", "pause-window")
    clerk.presses("2")
    clerk.until(lambda: clerk.face.condition == "paused")
    clerk.presses_when_lit("F1", "open-window")
    clerk.until(lambda: clerk.face.condition == "open")
    clerk.presses_when_lit("F8", "close-window")
    clerk.until(lambda: clerk.face.condition == "closed")
    clerk.presses_when_lit("F9", "sign-out")
    clerk.until(lambda: clerk.face.page == "sign-in")
    clerk.until(lambda: len(hall.commands()) == 12)
    a, b = first["id"], second["id"]
    assert [(verb, body["holding"]) for verb, body in hall.commands()[2:]] == [
        ("call-next", None), ("recall", a), ("no-show", a), ("call-next", None), ("start-service", b),
        ("finish-service", b), ("pause-window", None), ("open-window", None), ("close-window", None),
        ("sign-out", None),
    ]  # fmt: skip
    assert next(body["reason"] for verb, body in hall.commands() if verb == "pause-window") == "整理材料"


def test_the_called_number_stands_large_with_its_service(clerk, hall):
    ticket = hall.take()
    clerk.opens()
    clerk.clicks("call-next")
    clerk.until(lambda: clerk.can("number"))
    assert find(clerk.window, "number").property("text") == ticket["number"]
    assert {"居住证办理", "已呼叫  0:00"} <= set(clerk.said.splitlines())


def test_who_waits_is_shown_for_the_services_of_this_window_in_the_order_of_being_called(clerk, hall):
    numbers = [hall.take()["number"] for _ in range(3)]
    hall.take("household")
    clerk.opens()
    clerk.until(lambda: [len(line["first"]) for line in clerk.window.property("terminal").queues] == [3, 1, 0])
    said = clerk.said.splitlines()
    assert [line for line in said if line in numbers] == numbers
    assert "3 人 · 最久 0 分钟" in said


def test_a_wrong_pin_is_said_calmly_and_the_pin_is_gone(clerk):
    clerk.signs_in(pin="9999")
    clerk.reads("工号或密码不对。请再输一次。")
    assert find(clerk.window, "pin").property("text") == ""
    assert clerk.face.page == "sign-in"
    clerk.until(lambda: "sign-in" in clerk.face.possible)


def test_a_refused_verb_is_said_in_both_languages(clerk):
    clerk.opens()
    clerk.presses_when_lit("Space", "call-next")
    clerk.reads("现在没有人等候。有人取号后再按。")
    assert "No one is waiting. Press again when somebody is." in clerk.said


def test_a_press_that_meets_another_state_does_nothing_says_so_and_shows_what_is(clerk, hall):
    hall.take()
    clerk.opens()
    clerk.until(lambda: "call-next" in clerk.face.possible)
    clerk.terminal.link._followed[f"{TOP}/state/window/w01"].on_state = lambda _state: None  # it hears of it too late
    hall.peer.publish(f"{TOP}/cmd/button-1/call-next", b"")
    hall.peer.hear(lambda event: event["name"] == "ticket-called", "event")
    clerk.presses("Space")
    clerk.reads("窗口刚刚有变化，已经更新。请看一眼再按。")
    assert hall.events().count("ticket-called") == 1
    assert clerk.face.number == "A001"


def test_two_quick_presses_are_one(clerk, hall):
    hall.take()
    clerk.opens()
    clerk.until(lambda: "call-next" in clerk.face.possible)
    clerk.presses("Space")
    clerk.presses("Space")
    clerk.until(lambda: clerk.face.state == "called")
    clerk.presses("Space")
    clerk.until(lambda: "start-service" in clerk.face.possible and len(hall.commands()) >= 3)
    assert [verb for verb, _ in hall.commands()][2:] == ["call-next"]


def test_while_the_hub_is_asked_the_button_says_so_and_cannot_be_pressed(clerk, hall):
    hall.take()
    clerk.opens()
    clerk.until(lambda: "call-next" in clerk.face.possible)
    hall.hub.stop()
    clerk.presses("Space")
    clerk.reads("正在呼叫…")
    assert clerk.face.possible == ()
    clerk.reads("连不上叫号系统，正在重新连接。请先口头招呼。")
    hall.hub.start()
    clerk.until(lambda: clerk.face.state == "called")  # the same command, asked again until it was answered
    hall.peer.hear(lambda event: event["name"] == "ticket-called", "event")
    assert hall.events().count("ticket-called") == 1


def test_a_lost_link_stands_in_the_button_itself_and_mends_by_itself(clerk, hall):
    clerk.opens()
    hall.stop_server()
    clerk.reads("连接中断，正在重连…")
    assert clerk.face.possible == ()
    hall.start_server()
    clerk.reads("呼叫下一位")
    clerk.until(lambda: "call-next" in clerk.face.possible)


def test_a_terminal_started_anew_asks_for_the_pin_and_finds_its_ticket_again(terminals, hall):
    ticket = hall.take()
    before = terminals()
    before.opens()
    before.presses_when_lit("Space", "call-next")
    before.until(lambda: before.face.state == "called")
    again = terminals()
    again.until(lambda: again.face.clerk != "")
    assert again.face.page == "sign-in"
    again.signs_in()
    again.until(lambda: again.face.page == "work" and "start-service" in again.face.possible)
    assert again.face.number == ticket["number"]
    again.presses("Space")
    again.until(lambda: again.face.state == "serving")
    again.presses_when_lit("Space", "finish-service")
    again.until(lambda: again.face.number == "")
    verbs = [verb for verb, _ in hall.commands()]
    assert verbs[verbs.index("call-next") + 1 :] == ["sign-in", "start-service", "finish-service"]


def test_a_clerk_who_left_elsewhere_is_asked_to_sign_in_again(clerk, hall):
    clerk.opens()
    hall.clock.go_to(hall.clock.now() + timedelta(days=1))  # the day's end signs everybody out
    clerk.until(lambda: clerk.face.page == "sign-in")


def is_misplaced(health):
    return [(problem["part"], problem["code"]) for problem in health["problems"]] == [("window", "misplaced")]


@pytest.mark.expect_warnings
def test_a_terminal_that_the_hall_has_at_another_window_says_so_and_presses_nothing_more(terminals, hall):
    clerk = terminals(window="w02")
    clerk.signs_in()
    clerk.reads("这台终端还没有登记好。请联系技术人员。")
    assert (clerk.face.page, clerk.face.possible, clerk.face.label) == ("sign-in", (), "")
    hall.peer.hear(is_misplaced, "device/terminal-1/health")
    clerk.presses("Return")
    clerk.until(lambda: clerk.face.doing == "")
    assert [verb for verb, _ in hall.commands()] == ["sign-in"]


@pytest.mark.expect_warnings
def test_a_terminal_of_a_window_that_the_hall_does_not_have_asks_for_nothing(terminals, hall):
    clerk = terminals(window="w77")
    clerk.reads("这台终端还没有登记好。请联系技术人员。")
    assert clerk.face.possible == ()
    hall.peer.hear(is_misplaced, "device/terminal-1/health")
    assert hall.commands() == []


def test_no_pin_and_no_name_is_told_in_the_log(clerk, hall, caplog):
    hall.take()
    clerk.opens()
    clerk.presses_when_lit("Space", "call-next")
    clerk.until(lambda: clerk.face.state == "called")
    assert "2468" not in caplog.text


def test_a_terminal_without_a_window_is_refused_in_words(hall):
    path = hall.device_file(window="")
    with pytest.raises(SettingsError, match=r"device\.window"):
        Terminal(path, load(DeviceSettings, path))


def test_the_process_is_played_by_lines_and_ends_when_told(hall):
    path = hall.device_file()
    hall.take()
    command = [sys.executable, "-m", "broker", "window", "--settings", path, "--stage"]
    with Popen(command, stdin=PIPE, stdout=PIPE, text=True) as terminal:
        try:
            assert terminal.stdout.readline() == "ready window 480x720\n"
            lines = [
                "type staff c001", "type pin 2468", "tap sign-in", "see open-window", "key F1", "see call-next",
                "tap pause-window", "see reason-1", "type text lunch", "tap send", "see open-window",
                "tap call-support", "tap void-ticket", "tap ticket-A001", "tap reason-1", "see call-support",
            ]  # fmt: skip
            print(*lines, sep="\n", file=terminal.stdin, flush=True)
            assert [terminal.stdout.readline() for _ in lines] == [f"done {line}\n" for line in lines]
            wait_until(lambda: "ticket-cancelled" in hall.events(), "the ticket given back")
            terminal.terminate()
            assert terminal.wait(10) == 0
        finally:
            terminal.kill()


def test_a_size_that_is_none_is_refused_in_words(hall):
    command = [sys.executable, "-m", "broker", "window", "--settings", hall.device_file(), "--size", "foo"]
    done = run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "say it as" in done.stderr
    assert "Traceback" not in done.stderr
