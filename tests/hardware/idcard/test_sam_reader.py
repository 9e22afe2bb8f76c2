"""The serial driver against a reader at byte level behind a pseudo-terminal."""

import itertools
import threading
import time

import pytest

from hardware.bench import open_idcard
from hardware.errors import (
    DeviceMissingError,
    DeviceMutedError,
    LayAgainError,
    NoCardError,
    NumberCheckError,
    OutOfServiceError,
    UnsupportedCardError,
)
from hardware.idcard.reader import CardLaid, CardLifted, CardUnsupported, LayAgain, read_one
from hardware.idcard.sam_reader import SamReader
from hardware.idcard.serial import SerialPort
from hardware.idcard.session import Pace
from hardware.reader import ReaderAway, ReaderBack
from hardware.settings import SerialLine
from tests.hardware.idcard.pty_reader import LATEST_ADDRESS, SPECIMENS, PtyReader, text_block
from tests.hardware.idcard.watcher import SECONDS, Watcher

FIND, SELECT, READ, ADDRESS = (0x20, 1), (0x20, 2), (0x30, 1), (0x30, 3)


@pytest.fixture
def peer(tmp_path):
    with PtyReader(tmp_path / "ttyUSB0") as reader:
        yield reader


def reader_at(path, **pace):
    """A reader that polls faster than a real one likes, so that tests need not wait."""
    pace = Pace(**{"find": 0.03, "quiet": 0.2, "retry": 0.05, "retry_most": 0.2} | pace)
    return SamReader(str(path), lambda: SerialPort(str(path), str(path), 115200), pace)


@pytest.fixture
def reader(tmp_path):
    return reader_at(tmp_path / "ttyUSB0")


@pytest.fixture
def watcher(peer, reader):  # noqa: ARG001  the reader has to be plugged in
    with Watcher(reader) as watching:
        yield watching


def wait_until(condition):
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def finds(peer):
    return peer.asked.count(FIND)


@pytest.mark.parametrize("form", SPECIMENS)
def test_every_form_of_card_is_read_once_and_its_lifting_is_told(peer, watcher, form):
    watcher.expect(ReaderBack)
    peer.lay(form)
    card = watcher.expect(CardLaid).card
    assert (card.form.value, card.number, card.name) == (form, SPECIMENS[form]["number"], SPECIMENS[form]["name"])
    peer.lift()
    watcher.expect(CardLifted)
    watcher.nothing_more()


def test_the_latest_address_is_read_with_the_card(peer, watcher):
    peer.lay(latest=LATEST_ADDRESS)
    assert watcher.expect(ReaderBack, CardLaid).card.latest_address == LATEST_ADDRESS


def test_a_card_without_a_latest_address_has_none(peer, watcher):
    peer.lay()
    assert watcher.expect(ReaderBack, CardLaid).card.latest_address == ""
    assert ADDRESS in peer.asked


@pytest.mark.parametrize("serial", [bytes(8), bytes(range(8))])
def test_a_card_read_once_is_not_read_again_until_lifted(peer, watcher, serial):
    peer.lay(serial=serial, iin=serial[:4])
    watcher.expect(ReaderBack, CardLaid)
    seen = finds(peer)
    wait_until(lambda: finds(peer) > seen + 4)
    assert peer.reads == 1
    peer.lift()
    watcher.expect(CardLifted)
    peer.lay(serial=serial, iin=serial[:4])
    watcher.expect(CardLaid)
    assert peer.reads == 2
    watcher.nothing_more()


def test_a_reader_that_does_not_find_a_read_card_again_tells_it_once(peer, watcher):
    peer.fault = "found-once"
    peer.lay()
    watcher.expect(ReaderBack, CardLaid, CardLifted)
    seen = finds(peer)
    wait_until(lambda: finds(peer) > seen + 3)
    watcher.nothing_more()


def test_one_missed_find_is_not_a_lifted_card(peer, watcher):
    peer.lay()
    watcher.expect(ReaderBack, CardLaid)
    for _ in range(3):
        peer.misses = 1
        seen = finds(peer)
        wait_until(lambda seen=seen: finds(peer) > seen + 2)
    watcher.nothing_more()


def test_a_card_exchanged_between_two_finds_is_another_card(peer, watcher):
    peer.lay(serial=b"11111111")
    watcher.expect(ReaderBack, CardLaid)
    peer.lay("foreign-2023", serial=b"22222222")
    assert watcher.expect(CardLifted, CardLaid).card.number == SPECIMENS["foreign-2023"]["number"]


@pytest.mark.parametrize(
    "fault",
    ["dribble", "lost-first-aa", "lost-byte", "noise", "corrupt", "fingerprint-form", "bad-request"],
)
def test_a_bad_line_is_not_the_visitors_trouble(peer, watcher, fault):
    peer.fault = fault
    peer.lay(latest=LATEST_ADDRESS)
    card = watcher.expect(ReaderBack, CardLaid).card
    assert (card.number, card.latest_address) == (SPECIMENS["mainland"]["number"], LATEST_ADDRESS)
    peer.lift()
    watcher.expect(CardLifted)
    watcher.nothing_more()


@pytest.mark.parametrize("fault", ["card-refused", "select-fails", "read-fails"])
def test_a_card_that_fails_has_to_be_laid_again_and_is_not_tried_until_lifted(peer, watcher, fault):
    peer.fault = fault
    peer.lay()
    assert isinstance(watcher.expect(ReaderBack, LayAgain).error, LayAgainError)
    tried = peer.asked.count(SELECT)
    peer.fault = "none"
    seen = finds(peer)
    wait_until(lambda: finds(peer) > seen + 2)
    assert peer.asked.count(SELECT) == tried
    peer.lift()
    watcher.expect(CardLifted)
    peer.lay()
    watcher.expect(CardLaid)


def test_a_card_lifted_half_way_has_to_be_laid_again(peer, watcher):
    peer.fault = "lifted-half-way"
    peer.lay()
    watcher.expect(ReaderBack, LayAgain, CardLifted)
    peer.fault = "none"
    peer.lay()
    watcher.expect(CardLaid)


def test_an_unknown_form_of_card_is_refused_whatever_else_it_says(peer, watcher):
    block = text_block()[:248] + "Q".encode("utf-16-le") + text_block()[250:]
    peer.lay(block=block)
    assert isinstance(watcher.expect(ReaderBack, CardUnsupported).error, UnsupportedCardError)


def test_a_number_that_cannot_be_is_not_believed(peer, watcher):
    peer.lay(number="110105194912310021")
    error = watcher.expect(ReaderBack, LayAgain).error
    assert isinstance(error, NumberCheckError)
    assert "11010519" not in str(error)


def test_a_doubtful_number_of_2017_is_taken(peer, watcher):
    peer.lay("foreign-2017")
    assert watcher.expect(ReaderBack, CardLaid).card.number == "CAN110081080319"


@pytest.mark.expect_warnings
@pytest.mark.parametrize(
    "fault,cause",
    [("mute", DeviceMutedError), ("unauthorised", OutOfServiceError), ("always-corrupt", DeviceMutedError)],
)
def test_a_reader_that_cannot_work_is_told_once_and_comes_back_by_itself(peer, watcher, fault, cause):
    watcher.expect(ReaderBack)
    peer.fault = fault
    assert isinstance(watcher.expect(ReaderAway).error, cause)
    asked = len(peer.asked)
    wait_until(lambda: len(peer.asked) > asked + 2)  # it was tried again
    peer.fault = "none"
    watcher.expect(ReaderBack)
    peer.lay()
    watcher.expect(CardLaid)


@pytest.mark.expect_warnings
def test_a_reader_pulled_out_and_plugged_in_again_reads_on(peer, watcher):
    peer.lay()
    watcher.expect(ReaderBack, CardLaid)
    peer.unplug()
    assert isinstance(watcher.expect(ReaderAway).error, DeviceMissingError)
    peer.plug()
    watcher.expect(ReaderBack, CardLaid)
    watcher.nothing_more()


@pytest.mark.expect_warnings
def test_a_reader_that_another_program_holds_is_away(watcher, tmp_path):
    watcher.expect(ReaderBack)
    with Watcher(open_idcard(SerialLine(tmp_path / "ttyUSB0"))) as second:
        assert isinstance(second.expect(ReaderAway).error, DeviceMissingError)


@pytest.mark.expect_warnings
def test_a_reader_that_is_away_is_tried_again_after_longer_and_longer_pauses_but_the_longest():
    tried, enough = [], threading.Event()

    def missing():
        tried.append(time.monotonic())
        if len(tried) > 12:  # twice as long each time would take a minute
            enough.set()
        raise DeviceMissingError("there")

    with Watcher(SamReader("there", missing, Pace(retry=0.01, retry_most=0.04))) as watcher:
        watcher.expect(ReaderAway)
        assert enough.wait(SECONDS)
        watcher.nothing_more()
    pauses = [after - before for before, after in itertools.pairwise(tried)]
    for pause, least in zip(pauses, [0.01, 0.02, *[0.04] * 10], strict=False):
        assert pause >= least


def test_a_close_ends_the_walk_however_long_an_answer_may_take(peer):
    peer.fault = "mute"
    with Watcher(reader_at(peer.path, answer=100 * SECONDS)) as watcher:
        wait_until(lambda: peer.asked)
        watcher.nothing_more()


def test_a_spoilt_answer_is_asked_for_again_before_its_time_is_up(peer):
    peer.fault = "lost-byte"
    peer.lay()
    with Watcher(reader_at(peer.path, answer=100 * SECONDS, read=100 * SECONDS)) as watcher:
        watcher.expect(ReaderBack, CardLaid)


def test_a_card_that_silences_the_reader_has_to_be_laid_again(peer):
    peer.fault = "mute-when-read"
    peer.lay()
    with Watcher(reader_at(peer.path, read=0.2)) as watcher:
        watcher.expect(ReaderBack, LayAgain)
        peer.lift()
        watcher.expect(CardLifted)
        peer.fault = "none"
        peer.lay()
        watcher.expect(CardLaid)
        watcher.nothing_more()


def test_nothing_read_from_a_card_reaches_the_log(peer, watcher, caplog):
    caplog.set_level("DEBUG")
    peer.lay(latest=LATEST_ADDRESS)
    watcher.expect(ReaderBack, CardLaid)
    peer.lift()
    watcher.expect(CardLifted)
    peer.lay(number="110105194912310021")
    watcher.expect(LayAgain)
    told = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    assert caplog.records
    for personal in ("11010519", "测试甲", "样本路"):
        assert personal not in told


def test_one_card_can_be_asked_for(peer, tmp_path):
    peer.lay()
    reader = open_idcard(SerialLine(tmp_path / "ttyUSB0"))
    assert read_one(reader, "there", SECONDS).number == SPECIMENS["mainland"]["number"]


@pytest.mark.usefixtures("peer")
def test_asking_for_one_card_ends_when_none_is_laid(reader):
    with pytest.raises(NoCardError):
        read_one(reader, "there", 0.5)


@pytest.mark.parametrize("late", [text_block(), b"\x11\x22\x33\x44\x55\x66\x77\x88", b"\x11\x22\x33\x44"])
def test_what_answers_another_question_is_not_taken_for_the_later_address(peer, watcher, late):
    """To read, to select and to find: one that came so late that it had been asked once more."""
    peer.lay(latest=LATEST_ADDRESS)
    peer._latest = late
    assert watcher.expect(ReaderBack, CardLaid).card.latest_address == ""
