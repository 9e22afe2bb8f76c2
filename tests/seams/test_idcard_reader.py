"""What every ID card reader does, tried on each: the SAM-V driver over every line that there is, and the simulated one.

The readers are programs of ours at byte level: behind a pseudo-terminal and on loopback over the kernel's own lines; on
USB behind pyusb's seam for backends; as a HID device behind the few calls that the driver makes to hidapi.
"""

import json
import time
from functools import partial
from pathlib import Path

import pytest

from hardware.errors import DeviceMissingError, DeviceMutedError, LayAgainError, NumberCheckError, OutOfServiceError
from hardware.idcard.hid import HidPort
from hardware.idcard.one_question import OneQuestion
from hardware.idcard.profiles import load_profiles
from hardware.idcard.reader import CardLaid, CardLifted, CardUnsupported, LayAgain
from hardware.idcard.sam_reader import SamReader
from hardware.idcard.serial import SerialPort
from hardware.idcard.session import Pace, Session
from hardware.idcard.simulated import SimulatedIdCardReader
from hardware.idcard.tcp import TcpPort
from hardware.idcard.usb import UsbPort
from hardware.reader import ReaderAway, ReaderBack
from tests.hardware.idcard.hid_reader import HidModule
from tests.hardware.idcard.pty_reader import LATEST_ADDRESS, SPECIMENS, PtyReader, text_block
from tests.hardware.idcard.tcp_reader import TcpModule
from tests.hardware.idcard.usb_reader import UsbModule
from tests.hardware.idcard.watcher import SECONDS, Watcher

NOWHERE = Path("/nowhere")
PACE = Pace(find=0.03, answer=0.6, quiet=0.1, retry=0.05, retry_most=0.2)


class OverLine:
    """A reader at byte level, and the driver for it over one kind of line."""

    one_question = False

    def __init__(self, folder):
        self.peer, open_port = self.build(folder)
        self.reader = SamReader("there", open_port, PACE, self.talk())

    def build(self, folder):
        raise NotImplementedError

    def talk(self):
        return Session

    def lay(self, form="mainland", **given):
        self.peer.lay(form, **given)

    def lay_unknown_form(self):
        block = text_block()
        self.peer.lay(block=block[:248] + b"Q\0" + block[250:])

    def lift(self):
        self.peer.lift()

    def settle(self):
        """Let the driver look often enough that a card told again would have been told."""
        looked, deadline = self.peer.answers, time.monotonic() + SECONDS
        while self.peer.answers < looked + 4:
            assert time.monotonic() < deadline
            time.sleep(0.01)

    def fault(self, name):
        names = {"lay-again": "read-fails", "out-of-service": "unauthorised", "": "none"}
        if name == "away":
            self.peer.unplug()
        elif self.peer.plugged:
            self.peer.fault = names.get(name, name)
        else:
            self.peer.plug()

    def close(self):
        self.peer.close()


class OverPty(OverLine):
    def build(self, folder):
        path = str(folder / "tty")
        return PtyReader(folder / "tty"), lambda: SerialPort(path, path, 115200)


class OverTcp(OverLine):
    def build(self, folder):  # noqa: ARG002  the same for each
        peer = TcpModule(one_question=self.one_question)
        return peer, lambda: TcpPort("there", "127.0.0.1", peer.port)


class OverTcpByOneQuestion(OverTcp):
    one_question = True

    def talk(self):
        return partial(OneQuestion, ask=load_profiles(NOWHERE).tcp["one-question"].ask.encode())


class OverUsb(OverLine):
    table = "sdt"

    def build(self, folder):
        profile = load_profiles(folder).usb[self.table]
        peer = UsbModule(four=profile.pipes == "four")
        return peer, lambda: UsbPort("there", profile, peer.backend)

    def close(self):
        assert self.peer.open == 0


class OverFourPipes(OverUsb):
    table = "sdt-four"


class OverHid(OverLine):
    table = "yinan"

    def build(self, folder):
        profile = load_profiles(folder).hid[self.table]
        peer = HidModule(envelope=self.table == "miaxis")
        return peer, lambda: HidPort("there", profile, peer.opened)

    def close(self):
        assert self.peer.open == 0


class OverEnvelopes(OverHid):
    table = "miaxis"


class InFolder:
    """A folder, and the simulated reader that looks into it."""

    def __init__(self, folder):
        self.folder = folder
        self.reader = SimulatedIdCardReader(f"simulated:{folder}", folder)

    def lay(self, form="mainland", **given):
        self._write(
            "card.json", json.dumps({"form": form, "name": "测试", **SPECIMENS[form], **given} | {"born": None})
        )

    def lay_unknown_form(self):
        self._write("fault", "unsupported")
        self.lay()

    def lift(self):
        (self.folder / "card.json").unlink()

    def settle(self):
        time.sleep(0.3)  # six looks; nobody can see when one was made

    def fault(self, name):
        self._write("fault", name) if name else (self.folder / "fault").unlink()

    def close(self):
        pass

    def _write(self, name, text):
        (self.folder / ".new").write_text(text, encoding="utf-8")
        (self.folder / ".new").rename(self.folder / name)


LINES = [OverPty, OverTcp, OverTcpByOneQuestion, OverUsb, OverFourPipes, OverHid, OverEnvelopes]


def watched(made):
    with Watcher(made.reader) as watcher:
        made.watcher = watcher
        yield made
    made.close()


@pytest.fixture(params=[*LINES, InFolder])
def bench(request, tmp_path):
    yield from watched(request.param(tmp_path))


@pytest.fixture(params=LINES)
def line(request, tmp_path):
    yield from watched(request.param(tmp_path))


def test_the_first_event_says_that_the_reader_works(bench):
    bench.watcher.expect(ReaderBack)
    bench.watcher.nothing_more()


@pytest.mark.parametrize("form", SPECIMENS)
def test_a_card_is_told_once_and_so_is_its_lifting(bench, form):
    bench.lay(form)
    card = bench.watcher.expect(ReaderBack, CardLaid).card
    assert (card.number, card.form.value) == (SPECIMENS[form]["number"], form)
    bench.settle()
    bench.lift()
    bench.watcher.expect(CardLifted)
    bench.watcher.nothing_more()


def test_the_same_card_laid_anew_is_told_anew(bench):
    bench.lay()
    bench.watcher.expect(ReaderBack, CardLaid)
    bench.lift()
    bench.watcher.expect(CardLifted)
    bench.lay()
    bench.watcher.expect(CardLaid)


def test_a_number_that_cannot_be_is_refused(bench):
    bench.lay(number="110105194912310021")
    assert isinstance(bench.watcher.expect(ReaderBack, LayAgain).error, NumberCheckError)


def test_a_card_that_fails_is_refused_until_it_is_laid_again(bench):
    bench.fault("lay-again")
    bench.lay()
    assert isinstance(bench.watcher.expect(ReaderBack, LayAgain).error, LayAgainError)
    bench.fault("")
    bench.lift()
    bench.watcher.expect(CardLifted)
    bench.lay()
    bench.watcher.expect(CardLaid)


def test_a_form_that_is_not_known_is_refused(bench):
    bench.lay_unknown_form()
    bench.watcher.expect(ReaderBack, CardUnsupported)


@pytest.mark.expect_warnings
@pytest.mark.parametrize(
    "fault,cause",
    [("mute", DeviceMutedError), ("out-of-service", OutOfServiceError), ("away", DeviceMissingError)],
)
def test_a_reader_that_is_away_is_told_once_and_comes_back(bench, fault, cause):
    bench.watcher.expect(ReaderBack)
    bench.fault(fault)
    assert isinstance(bench.watcher.expect(ReaderAway).error, cause)
    bench.fault("")
    bench.watcher.expect(ReaderBack)
    bench.lay()
    bench.watcher.expect(CardLaid)
    bench.watcher.nothing_more()


@pytest.mark.expect_warnings
def test_a_card_that_lies_on_a_reader_when_it_comes_back_is_told_anew(bench):
    bench.lay()
    bench.watcher.expect(ReaderBack, CardLaid)
    bench.fault("away")
    bench.watcher.expect(ReaderAway)
    bench.fault("")
    bench.watcher.expect(ReaderBack, CardLaid)
    bench.watcher.nothing_more()


def test_a_closed_reader_tells_nothing_more(bench):
    bench.watcher.expect(ReaderBack)
    bench.watcher.nothing_more()
    assert list(bench.reader.events()) == []


def test_the_latest_address_is_read_where_the_reader_can_tell_it(line):
    line.lay(latest=LATEST_ADDRESS)
    card = line.watcher.expect(ReaderBack, CardLaid).card
    assert card.latest_address == ("" if line.one_question else LATEST_ADDRESS)


def test_the_photo_comes_with_the_card_and_is_shown_nowhere(line):
    line.lay()
    card = line.watcher.expect(ReaderBack, CardLaid).card
    assert len(card.photo) == 1024
    assert not {"photo"} & {*card.masked(), *card.revealed()}
    assert "photo" not in repr(card)


@pytest.mark.parametrize("fault", ["dribble", "noise", "corrupt", "fingerprint-form"])
def test_a_bad_line_is_not_the_visitors_trouble(line, fault):
    line.fault(fault)
    line.lay()
    assert line.watcher.expect(ReaderBack, CardLaid).card.number == SPECIMENS["mainland"]["number"]
    line.lift()
    line.watcher.expect(CardLifted)
    line.watcher.nothing_more()


@pytest.mark.expect_warnings
def test_a_reader_pulled_out_in_the_middle_of_a_read_reads_the_card_when_it_is_back(line):
    line.watcher.expect(ReaderBack)
    line.peer.pull_in_read = True
    line.lay()
    assert isinstance(line.watcher.expect(ReaderAway).error, DeviceMissingError)
    line.fault("away")
    line.fault("")
    line.watcher.expect(ReaderBack, CardLaid)
    line.watcher.nothing_more()


@pytest.mark.expect_warnings
def test_a_reader_may_be_pulled_out_and_plugged_in_again_and_again(line):
    for _ in range(5):
        line.watcher.expect(ReaderBack)
        line.fault("away")
        line.watcher.expect(ReaderAway)
        line.fault("")
    line.lay()
    line.watcher.expect(ReaderBack, CardLaid)
    line.watcher.nothing_more()
