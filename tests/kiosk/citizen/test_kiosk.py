"""The kiosk as its visitors meet it: real hall, reader and printer behind real lines, real touches and keys."""

import json
import time

import pytest

from kiosk.citizen.flow import STAY_S, WARN_S
from kiosk.citizen.states import State
from kiosk.ui.stage import find, play
from tests.hardware.idcard.pty_reader import SPECIMENS, PtyReader
from tests.hardware.ticketprinter.paper_tape import read
from tests.hardware.ticketprinter.tcp_printer import TcpPrinter
from tests.kiosk.hall import SECONDS, Listener
from tests.kiosk.sight import place

SPECIMEN = SPECIMENS["mainland"]
COMMANDS = "yimen/v1/leiyang/cmd/kiosk-01/issue-ticket"
HEALTH = "yimen/v1/leiyang/device/kiosk-01/health"


class Heard:
    """What the kiosk said on the wire."""

    def __init__(self, qtbot, listener):
        self.qtbot, self.listener = qtbot, listener

    def command(self):
        """What it asked last, once it has asked."""
        self.qtbot.waitUntil(lambda: bool(self._payloads(COMMANDS)), timeout=SECONDS * 1000)
        return self._payloads(COMMANDS)[-1]

    def problems(self, *codes):
        """Wait until it says that it has these problems and no others."""
        self.qtbot.waitUntil(lambda: self._problems() == codes, timeout=SECONDS * 1000)

    def _problems(self):
        told = self._payloads(HEALTH)
        return tuple(problem["code"] for problem in told[-1]["problems"]) if told else None

    def _payloads(self, topic):
        return [json.loads(message.payload) for message in list(self.listener.heard) if message.topic == topic]


@pytest.fixture
def heard(hall, qtbot):
    listener = Listener(hall, COMMANDS, HEALTH)
    yield Heard(qtbot, listener)
    listener.close()


# The way through


def test_a_card_and_one_tap_bring_a_ticket_from_real_bytes_to_real_bytes(meet, heard, caplog):
    with PtyReader() as reader, TcpPrinter() as printer:
        visitor = meet(f'idcard = "serial:{reader.path}"\nticket_printer = "tcp:127.0.0.1:{printer.port}"')
        visitor.sees("welcome")
        reader.lay()
        visitor.sees("choose")
        visitor.reads("测*甲，您好")
        visitor.taps("service-residence")
        visitor.sees("ticket")
        assert not visitor.can_touch("done")  # the slip is still to come
        visitor.reads("请取走号票")
        number = visitor.number
        assert number.startswith("A")
        (job,) = printer.wait_for_jobs(1)
        slip = read(job).text
        assert "耒阳市政务服务中心" in slip
        assert "居住证办理" in slip
        command = heard.command()
        assert command["holder"]["name"] == "测*甲"
        everything = caplog.text + json.dumps(command, ensure_ascii=False) + visitor.said
        assert SPECIMEN["number"] not in everything
        assert SPECIMEN["name"] not in everything
        visitor.taps("done")
        visitor.sees("welcome")


def test_without_a_card_two_taps_do(meet, card, heard):
    visitor = meet(card.hardware)
    visitor.taps("without-card")
    visitor.taps("service-social")
    visitor.sees("ticket")
    visitor.reads("请取走号票")
    assert visitor.number.startswith("B")
    assert heard.command()["holder"] is None


def test_the_keyboard_alone_is_enough(meet, card):
    visitor = meet(card.hardware)
    visitor.sees("welcome")
    visitor.presses("Tab")
    assert visitor.window.activeFocusItem().objectName() == "access"
    visitor.presses("Tab")
    assert visitor.window.activeFocusItem().objectName() == "language"
    visitor.presses("Down")
    assert visitor.window.activeFocusItem().objectName() == "without-card"
    visitor.presses("Return")
    visitor.sees("choose")
    for _ in range(3):
        visitor.presses("Tab")
    assert visitor.window.activeFocusItem().objectName() == "service-residence"
    visitor.presses("Down")
    assert visitor.window.activeFocusItem().objectName() == "service-social"
    visitor.presses("Enter")
    visitor.sees("ticket")
    visitor.reads("请取走号票")


def test_escape_goes_back(meet, card):
    visitor = meet(card.hardware)
    visitor.taps("without-card")
    visitor.sees("choose")
    visitor.presses("Escape")
    visitor.sees("welcome")


def test_the_language_changes_at_a_touch_and_goes_with_the_ticket(meet, card, heard):
    visitor = meet(card.hardware)
    visitor.speaks("en")
    visitor.reads("Place your ID card on the reader")
    visitor.taps("without-card")
    visitor.taps("service-residence")
    visitor.reads("Take your ticket")
    assert heard.command()["language"] == "en"
    visitor.taps("done")
    visitor.reads("请把身份证放在感应区")
    assert visitor.window.property("language") == "zh"


def test_how_many_wait_is_told_on_the_tile_as_it_changes(meet, card):
    visitor = meet(card.hardware)
    visitor.taps("without-card")
    tile = find(visitor.window, "service-residence")
    before = tile.property("waiting")
    other = meet(device="kiosk-02")
    other.taps("without-card")
    other.taps("service-residence")
    other.sees("unprinted")
    visitor.qtbot.waitUntil(lambda: tile.property("waiting") == before + 1, timeout=SECONDS * 1000)
    assert find(visitor.window, "service-residence") is tile  # still the tile that a finger may be on


def test_who_holds_a_ticket_for_the_service_sees_that_one_again_at_any_kiosk(meet, card):
    card.lay(name="王五")
    visitor = meet(card.hardware)
    visitor.sees("choose")
    visitor.taps("service-residence")
    visitor.sees("ticket")
    elsewhere = meet(card.hardware, device="kiosk-02")
    elsewhere.sees("mine")
    assert visitor.number in elsewhere.said
    elsewhere.taps("another")
    elsewhere.taps("service-residence")
    elsewhere.sees("holding")
    assert elsewhere.number == visitor.number
    assert "您已经取过号了" in elsewhere.said
    elsewhere.taps("back")
    elsewhere.taps("service-social")
    elsewhere.sees("ticket")


# Forgetting


def test_back_forgets_the_card(meet, card, heard):
    visitor = meet(card.hardware)
    card.lay()
    visitor.reads("张*，您好")
    visitor.taps("back")
    visitor.sees("welcome")
    visitor.taps("without-card")
    assert "张*" not in visitor.said
    visitor.taps("service-residence")
    assert heard.command()["holder"] is None


def test_a_visitor_who_left_is_forgotten(meet, card, heard):
    visitor = meet(card.hardware, stays={**STAY_S, State.CHOOSE: 1.0})
    visitor.speaks("en")
    card.lay()
    visitor.sees("choose")
    visitor.sees("welcome")
    assert visitor.window.property("language") == "zh"
    visitor.taps("without-card")
    visitor.taps("service-residence")
    assert heard.command()["holder"] is None


def test_before_that_the_kiosk_asks_and_a_touch_keeps_everything_and_presses_nothing(meet, card):
    visitor = meet(card.hardware, stays={**STAY_S, State.CHOOSE: WARN_S + 0.5})
    play(visitor.window, "size 1080x1860")  # so that the answer lies over a tile
    card.lay()
    visitor.sees("choose")
    visitor.reads("您还在吗")
    stay, tile = find(visitor.window, "stay"), find(visitor.window, "wishes")
    assert place(tile).contains(place(stay).center())
    visitor.taps("stay")
    visitor.qtbot.waitUntil(lambda: not visitor.can_touch("stay"), timeout=SECONDS * 1000)
    assert visitor.page == "choose"
    assert "张*，您好" in visitor.said


def test_the_time_is_given_anew_as_often_as_the_visitor_asks_for_it(meet, card):
    visitor = meet(card.hardware, stays={**STAY_S, State.CHOOSE: WARN_S + 0.1})
    card.lay()
    visitor.sees("choose")
    visitor.taps("access")
    visitor.taps("large-type")
    for _ in range(12):
        visitor.sees_control("stay")
        visitor.presses("Space")
        visitor.qtbot.waitUntil(lambda: not visitor.can_touch("stay"), timeout=SECONDS * 1000)
    assert visitor.page == "choose"
    assert visitor.window.property("largeType")
    visitor.taps("back")
    visitor.taps("back")
    visitor.sees("welcome")
    assert not visitor.window.property("largeType")


def test_the_next_visitors_card_starts_anew_while_the_last_ticket_still_stands_there(meet, card):
    visitor = meet(card.hardware)
    visitor.speaks("en")
    visitor.taps("without-card")
    visitor.taps("service-residence")
    visitor.reads("Take your ticket")
    card.lay(name="李四")
    visitor.sees("choose")
    visitor.reads("李*，您好")


# Troubles


def test_a_printer_without_paper_leaves_the_number_large_on_the_screen_and_prints_nothing_later(
    meet, card, heard, tmp_path
):
    visitor = meet(card.hardware)
    card.fault("paper-out", "printer")
    visitor.taps("without-card")
    visitor.taps("service-residence")
    visitor.sees("unprinted")
    assert "这台机器的纸用完了" in visitor.said
    assert "请记下" in visitor.said
    assert visitor.number
    heard.problems("paper-out")
    card.mend("printer")
    visitor.taps("done")
    visitor.sees("welcome")
    visitor.taps("without-card")
    visitor.taps("service-residence")
    visitor.reads("请取走号票")
    heard.problems()
    assert [path.name for path in tmp_path.glob("printer/*.bin")] == ["0001.bin"]  # the second visitor's


@pytest.mark.expect_warnings
def test_a_printer_that_fails_otherwise_says_so_in_other_words(meet, card):
    visitor = meet(card.hardware)
    card.fault("failed", "printer")
    visitor.taps("without-card")
    visitor.taps("service-residence")
    visitor.sees("unprinted")
    assert "号票没有打印出来" in visitor.said


def test_a_kiosk_without_a_printer_or_reader_still_gives_numbers(meet):
    visitor = meet()
    assert "请在这里取号" in visitor.said
    visitor.taps("without-card")
    visitor.taps("service-residence")
    visitor.sees("unprinted")
    assert "请记下号码" in visitor.said


@pytest.mark.expect_warnings
def test_a_reader_that_is_pulled_out_is_said_and_the_kiosk_goes_on_without_until_it_is_back(meet, heard, tmp_path):
    with PtyReader(tmp_path / "ttyUSB0") as reader:
        visitor = meet(f'idcard = "serial:{reader.path}"')
        visitor.reads("请把身份证放在感应区")
        reader.unplug()
        visitor.reads("身份证感应区暂时不能用")
        heard.problems("missing")
        visitor.taps("without-card")
        visitor.sees("choose")
        reader.plug()
        heard.problems()
        visitor.taps("back")
        visitor.reads("请把身份证放在感应区")


def test_a_card_that_was_not_read_can_be_laid_again(meet):
    with PtyReader() as reader:
        visitor = meet(f'idcard = "serial:{reader.path}"')
        reader.fault = "read-fails"
        reader.lay()
        visitor.sees("lay-again")
        assert "再平放一次" in visitor.said
        reader.fault = "none"
        reader.lift()
        polls = len(reader.asked)
        visitor.qtbot.waitUntil(lambda: len(reader.asked) > polls + 5, timeout=SECONDS * 1000)
        reader.lay()
        visitor.sees("choose")


def test_a_card_of_an_unknown_form_is_no_dead_end(meet, card):
    visitor = meet(card.hardware)
    card.fault("unsupported")
    card.lay()
    visitor.sees("card-unknown")
    visitor.taps("without-card")
    visitor.sees("choose")


@pytest.mark.expect_warnings
def test_a_kiosk_that_the_hall_does_not_have_sends_to_another_machine(meet, hall, qtbot):
    listener = Listener(hall, "yimen/v1/leiyang/device/kiosk-99/health")
    visitor = meet(device="kiosk-99")
    visitor.taps("without-card")
    visitor.taps("service-residence")
    visitor.sees("unregistered")
    visitor.reads("这台机器还没有登记好")
    visitor.reads("请到别的机器取号")
    assert not visitor.can_touch("without-card")
    qtbot.waitUntil(lambda: any(b"unregistered" in told.payload for told in listener.heard), timeout=SECONDS * 1000)
    listener.close()


# Hub and MQTT server away, and nothing to go on with


def later(kiosk, seconds):
    """Let so much time go by for the kiosk, instead of waiting for it."""
    kiosk.link.ticks = lambda: time.monotonic() + seconds


@pytest.mark.expect_warnings
@pytest.mark.usefixtures("no_notebook")
def test_a_hub_that_is_away_is_said_and_the_visitor_goes_on_when_it_is_back(meet, card, hall):
    visitor = meet(card.hardware)
    card.lay()
    visitor.reads("张*，您好")
    hall.stop_hub()
    later(visitor.kiosk, 20)
    visitor.sees("away")
    assert "取号暂停一会儿" in visitor.said
    hall.start_hub()
    visitor.sees("choose")
    assert "张*，您好" in visitor.said
    visitor.taps("service-social")
    visitor.qtbot.waitUntil(lambda: visitor.page in {"ticket", "holding"}, timeout=SECONDS * 1000)


@pytest.mark.expect_warnings
@pytest.mark.usefixtures("no_notebook")
def test_an_mqtt_server_that_is_away_is_said_and_the_page_recovers_by_itself(meet, card, hall):
    visitor = meet(card.hardware)
    visitor.sees("welcome")
    hall.stop_server()
    visitor.sees("away")
    hall.start_server()
    visitor.sees("welcome")
    visitor.taps("without-card")
    visitor.taps("service-residence")
    visitor.sees("ticket")


@pytest.mark.expect_warnings
@pytest.mark.usefixtures("no_notebook")
def test_a_hub_that_does_not_answer_is_waited_for_in_words_and_not_for_ever(meet, card, hall):
    visitor = meet(card.hardware)
    visitor.taps("without-card")
    visitor.sees("choose")
    hall.freeze_hub()
    try:
        visitor.taps("service-residence")
        visitor.sees("asking")
        assert "正在为您取号" in visitor.said
        visitor.reads("也可以到咨询台取号")
        later(visitor.kiosk, 13)
        visitor.sees("no-answer")
        assert "还没有取到号" in visitor.said
    finally:
        hall.thaw_hub()
    later(visitor.kiosk, 0)
    visitor.taps("back")
    visitor.sees("choose")
