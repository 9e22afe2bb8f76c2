"""The ways in beside the ID card: the code of a slip, a social-security card, a typed number; on the real hub."""

import json

import pytest

from tests.hardware.scanner.scanners import SerialPeer
from tests.hardware.ticketprinter.paper_tape import read
from tests.hardware.ticketprinter.tcp_printer import TcpPrinter
from tests.kiosk.hall import SECONDS, Listener

HARDWARE = (
    'idcard = "simulated:reader"\nticket_printer = "simulated:printer"\n'
    'scanner = "simulated:scanner"\nsmartcard = "simulated:chips"'
)
ASKED = "yimen/v1/leiyang/cmd/kiosk-01/#"

pytestmark = pytest.mark.usefixtures("card", "desk")


@pytest.fixture
def desk(tmp_path):
    """The devices of the kiosk, and what a visitor does with them."""

    class Desk:
        def shows(self, code):
            (tmp_path / "scanner" / "new").write_text(code)
            (tmp_path / "scanner" / "new").replace(tmp_path / "scanner" / "code")

        def lays_chip(self, text):
            (tmp_path / "chips" / "card").write_text(text, "utf-8")

    for name in ("scanner", "chips"):
        (tmp_path / name).mkdir()
    return Desk()


@pytest.fixture
def asked(hall):
    """What the kiosk asks the hub, as (verb, payload)."""
    listener = Listener(hall, ASKED)

    def all_asked():
        return [(each.topic.rpartition("/")[2], json.loads(each.payload)) for each in list(listener.heard)]

    yield all_asked
    listener.close()


def takes(visitor):
    """Take a number; give it."""
    visitor.taps("service-residence")
    visitor.sees("ticket")
    return visitor.number


def types(visitor, number):
    for sign in number:
        visitor.taps(f"key-{sign}")


@pytest.fixture
def scanned(tmp_path):
    """A scanner on a serial line."""
    scanner = SerialPeer(tmp_path, "ttyACM0")
    yield scanner
    scanner.close()


def with_paper(scanned, printer):
    return f'scanner = "serial:{scanned.path}"\nticket_printer = "tcp:127.0.0.1:{printer.port}"'


def test_who_shows_the_code_of_a_slip_sees_the_ticket_without_a_card(meet, scanned):
    with TcpPrinter() as printer:
        visitor = meet(with_paper(scanned, printer))
        visitor.taps("without-card")
        number = takes(visitor)
        visitor.reads("请取走号票")
        code = read(printer.wait_for_jobs(1)[0]).qr[-1]
        visitor.taps("done")
        scanned.scan(code)
        visitor.sees("mine")
        assert visitor.number == number
        visitor.reads("您前面没有人")


def test_a_ticket_is_printed_again_and_says_so(meet, scanned):
    with TcpPrinter() as printer:
        visitor = meet(with_paper(scanned, printer))
        visitor.taps("without-card")
        number = takes(visitor)
        visitor.reads("请取走号票")
        first = read(printer.wait_for_jobs(1)[0])
        visitor.taps("done")
        scanned.scan(first.qr[-1])
        visitor.taps("open-0")
        visitor.sees("opened")
        visitor.taps("reprint")
        visitor.reads("请取走号票")
        again = read(printer.wait_for_jobs(2)[1])
        assert "补打" in again.text
        assert "补打" not in first.text
        assert number in again.text
        assert again.qr == first.qr


def test_a_number_that_is_given_back_is_found_no_more(meet, card):
    visitor = meet(HARDWARE)
    visitor.lays(card)
    number = takes(visitor)
    visitor.lays(card, "mine")
    assert visitor.number == number
    visitor.taps("open-0")
    visitor.taps("give-back")
    visitor.sees("give-back")
    visitor.taps("keep")
    visitor.sees("opened")
    visitor.taps("give-back")
    visitor.taps("confirm")
    visitor.sees("given-back")
    visitor.taps("done")
    visitor.lays(card, "choose")


@pytest.mark.parametrize("code", ["https://example.org/pay", "yimen:ticket:", "yimen:ticket:" + "g" * 32])
def test_a_code_of_another_house_is_said_to_be_so_and_nothing_is_asked(meet, desk, asked, code):
    visitor = meet(HARDWARE)
    visitor.sees("welcome")
    desk.shows(code)
    visitor.sees("code-unknown")
    visitor.reads("这个二维码不是本大厅的")
    assert not any(verb == "find-ticket" for verb, _ in asked())
    visitor.taps("without-card")
    visitor.sees("choose")


def test_a_code_that_stands_for_nothing_any_more_is_said_to_be_so(meet, desk):
    visitor = meet(HARDWARE)
    visitor.sees("welcome")
    desk.shows("yimen:ticket:" + "0" * 32)
    visitor.sees("code-unknown")
    visitor.reads("这张单子上的号已经办完或退掉了")


def test_a_social_security_card_is_as_good_as_the_id_card_of_the_same_person(meet, desk, card):
    visitor = meet(HARDWARE)
    visitor.lays(card)
    number = takes(visitor)
    visitor.taps("done")
    card.lift()
    desk.lays_chip(json.dumps({"name": "张三", "number": card.number}))
    visitor.sees("mine")
    assert visitor.number == number


@pytest.mark.parametrize("hardware, page", [(HARDWARE, "lay-again"), ('smartcard = "simulated:chips"', "card-unknown")])
def test_an_id_card_on_the_reader_of_chips_is_laid_again_where_that_helps(meet, desk, hardware, page):
    visitor = meet(hardware)
    visitor.sees("welcome")
    desk.lays_chip("resident")
    visitor.sees(page)
    visitor.taps("without-card")
    visitor.sees("choose")


def test_a_typed_number_gets_a_ticket_in_two_pages_and_shows_nobody_what_it_holds(meet, asked, card):
    visitor = meet(HARDWARE)
    visitor.taps("type-number")
    visitor.sees("typing")
    types(visitor, card.number)
    visitor.sees("choose")
    number = takes(visitor)
    visitor.taps("done")
    visitor.taps("type-number")
    types(visitor, card.number)
    visitor.sees("choose")
    visitor.taps("service-residence")
    visitor.sees("not-given")
    visitor.reads("这个号码已经取过号了")
    assert number not in visitor.said
    assert not any(verb == "find-ticket" for verb, _ in asked())
    told = next(payload for verb, payload in asked() if verb == "issue-ticket")
    assert told["holder"]["shown"] == "typed"
    assert card.number not in json.dumps(asked())


def test_a_number_that_does_not_fit_together_is_said_to_be_wrong_and_can_be_mended(meet, card):
    visitor = meet(HARDWARE)
    visitor.taps("type-number")
    wrong = card.number[:-1] + ("0" if card.number[-1] != "0" else "1")
    types(visitor, wrong)
    visitor.reads("号码对不上")
    visitor.taps("erase")
    types(visitor, card.number[-1])
    visitor.sees("choose")


def test_what_is_typed_is_seen_by_its_last_four_signs_only_and_wiped_when_one_goes_back(meet, card):
    visitor = meet(HARDWARE)
    visitor.taps("type-number")
    types(visitor, card.number[:9])
    visitor.reads("已输入 9 位")
    assert "•" * 5 + card.number[5:9] in visitor.said
    assert card.number[:6] not in visitor.said
    visitor.taps("back")
    visitor.sees("welcome")
    visitor.taps("type-number")
    visitor.reads("已输入 0 位")


def test_a_number_can_be_typed_on_a_keyboard_too(meet, card):
    visitor = meet(HARDWARE)
    visitor.taps("type-number")
    visitor.sees("typing")
    for sign in card.number:
        visitor.presses(sign)
    visitor.sees("choose")


def test_a_scanner_that_is_pulled_out_is_told_and_no_visitor_is_sent_to_it(meet, tmp_path, caplog):
    visitor = meet(HARDWARE)
    visitor.reads("也可以扫上面的二维码")
    (tmp_path / "scanner" / "fault").write_text("missing")
    visitor.qtbot.waitUntil(lambda: "二维码" not in visitor.said, timeout=SECONDS * 1000)
    (tmp_path / "scanner" / "fault").unlink()
    visitor.reads("也可以扫上面的二维码")
    caplog.clear()
