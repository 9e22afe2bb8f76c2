"""What every ID card reader does, tried on each: the SAM-V driver over a pseudo-terminal, and the simulated one."""

import json
import time

import pytest

from hardware.errors import DeviceMissingError, DeviceMutedError, LayAgainError, NumberCheckError, OutOfServiceError
from hardware.idcard.reader import CardLaid, CardLifted, CardUnsupported, LayAgain
from hardware.idcard.sam_reader import SamReader
from hardware.idcard.serial import SerialPort
from hardware.idcard.session import Pace
from hardware.idcard.simulated import SimulatedIdCardReader
from hardware.reader import ReaderAway, ReaderBack
from tests.hardware.idcard.pty_reader import SPECIMENS, PtyReader, text_block
from tests.hardware.idcard.watcher import Watcher


class OverPty:
    """A reader at byte level, and the driver for it."""

    def __init__(self, folder):
        self.peer = PtyReader(folder / "tty")
        path = str(folder / "tty")
        pace = Pace(find=0.03, quiet=0.2, retry=0.05, retry_most=0.2)
        self.reader = SamReader(path, lambda: SerialPort(path, path, 115200), pace)

    def lay(self, form="mainland", **given):
        self.peer.lay(form, **given)

    def lay_unknown_form(self):
        block = text_block()
        self.peer.lay(block=block[:248] + b"Q\0" + block[250:])

    def lift(self):
        self.peer.lift()

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

    def fault(self, name):
        self._write("fault", name) if name else (self.folder / "fault").unlink()

    def close(self):
        pass

    def _write(self, name, text):
        (self.folder / ".new").write_text(text, encoding="utf-8")
        (self.folder / ".new").rename(self.folder / name)


@pytest.fixture(params=[OverPty, InFolder])
def bench(request, tmp_path):
    made = request.param(tmp_path)
    with Watcher(made.reader) as watcher:
        made.watcher = watcher
        yield made
    made.close()


def test_the_first_event_says_that_the_reader_works(bench):
    bench.watcher.expect(ReaderBack)
    bench.watcher.nothing_more()


@pytest.mark.parametrize("form", SPECIMENS)
def test_a_card_is_told_once_and_so_is_its_lifting(bench, form):
    bench.lay(form)
    card = bench.watcher.expect(ReaderBack, CardLaid).card
    assert (card.number, card.form.value) == (SPECIMENS[form]["number"], form)
    time.sleep(0.3)  # a reader that tells it again would do so now; nothing is waited for
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
