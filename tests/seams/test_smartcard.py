"""What every reader of cards with a chip does, tried on each: the PC/SC driver over a real pcscd, and the simulated."""

import time

import pytest

from hardware.errors import DeviceMissingError, DeviceMutedError, LayAgainError, UnsupportedCardError
from hardware.reader import ReaderAway, ReaderBack
from hardware.smartcard.pcsc_reader import Pace, PcscReader
from hardware.smartcard.reader import CardGone, CardPresent, CardUnread
from hardware.smartcard.simulated import SimulatedSmartCardReader
from tests.hardware.idcard.watcher import Watcher
from tests.hardware.smartcard.boxed import pcscd

BADGE, OTHER = "04a1b2c3d4", "04a1b2c3d4e5f6"


class OverPcsc:
    """The real pcscd with cards at byte level, and the driver for it."""

    def __init__(self, _folder):
        self._pcscd = pcscd()
        self.box = self._pcscd.__enter__()
        self.reader = PcscReader("pcsc", pace=Pace(look=0.1, retry=0.1, mute=1.0))

    def lay(self, serial=BADGE):
        self.box.lay(serial)

    def exchange(self, serial):
        self.box.lift()
        self.box.lay(serial)

    def lay_without_serial(self):
        self.box.lay("", status="6a81")

    def lift(self):
        self.box.lift()

    def fault(self, name):
        self.box.do({"away": "kill", "mute": "freeze"}[name])

    def mend(self, name):
        self.box.do({"away": "start", "mute": "thaw"}[name])

    def close(self):
        self._pcscd.__exit__(None, None, None)


class InFolder:
    """A folder, and the simulated reader that looks into it."""

    def __init__(self, folder):
        self.folder = folder
        self.reader = SimulatedSmartCardReader(f"simulated:{folder}", folder)

    def lay(self, serial=BADGE):
        (self.folder / ".new").write_text(serial)
        (self.folder / ".new").rename(self.folder / "card")

    def exchange(self, serial):
        self.lay(serial)

    def lay_without_serial(self):
        (self.folder / "fault").write_text("unsupported")
        self.lay()

    def lift(self):
        (self.folder / "card").unlink()

    def fault(self, name):
        (self.folder / ".new").write_text(name)
        (self.folder / ".new").rename(self.folder / "fault")

    def mend(self, _name):
        (self.folder / "fault").unlink()

    def close(self):
        pass


@pytest.fixture(params=[OverPcsc, InFolder])
def bench(request, tmp_path):
    made = request.param(tmp_path)
    try:
        with Watcher(made.reader) as watcher:
            made.watcher = watcher
            yield made
    finally:
        made.close()


def test_the_first_event_says_that_the_reader_works(bench):
    bench.watcher.expect(ReaderBack)
    bench.watcher.nothing_more()


def test_a_card_is_told_once_with_its_serial_number_and_so_is_its_going(bench):
    bench.lay(BADGE)
    assert bench.watcher.expect(ReaderBack, CardPresent).serial == BADGE
    time.sleep(0.3)  # a reader that tells it again would do so now; nothing is waited for
    bench.lift()
    bench.watcher.expect(CardGone)
    bench.watcher.nothing_more()


def test_the_same_card_laid_anew_is_told_anew_and_so_is_another(bench):
    bench.watcher.expect(ReaderBack)
    for serial in (BADGE, BADGE, OTHER):
        bench.lay(serial)
        assert bench.watcher.expect(CardPresent).serial == serial
        bench.lift()
        bench.watcher.expect(CardGone)


def test_a_card_in_the_place_of_another_is_told_as_a_going_and_a_coming(bench):
    bench.lay(BADGE)
    bench.watcher.expect(ReaderBack, CardPresent)
    bench.exchange(OTHER)
    bench.watcher.expect(CardGone)
    assert bench.watcher.expect(CardPresent).serial == OTHER


def test_a_card_without_a_serial_number_of_its_own_is_told_as_such_and_the_next_one_is_read(bench):
    bench.lay_without_serial()
    assert isinstance(bench.watcher.expect(ReaderBack, CardUnread).error, UnsupportedCardError)
    bench.lift()
    bench.watcher.expect(CardGone)
    if isinstance(bench, InFolder):
        bench.mend("unsupported")
    bench.lay()
    bench.watcher.expect(CardPresent)


@pytest.mark.expect_warnings
@pytest.mark.parametrize("fault,cause", [("away", DeviceMissingError), ("mute", DeviceMutedError)])
def test_a_reader_that_is_away_is_told_once_and_comes_back_by_itself(bench, fault, cause):
    bench.watcher.expect(ReaderBack)
    bench.fault(fault)
    assert isinstance(bench.watcher.expect(ReaderAway).error, cause)
    bench.mend(fault)
    bench.watcher.expect(ReaderBack)
    bench.lay()
    bench.watcher.expect(CardPresent)
    bench.watcher.nothing_more()


@pytest.mark.expect_warnings
def test_a_card_that_lies_there_when_the_reader_comes_back_is_told_anew(bench):
    bench.lay()
    bench.watcher.expect(ReaderBack, CardPresent)
    bench.fault("mute")
    bench.watcher.expect(ReaderAway)
    bench.mend("mute")
    bench.watcher.expect(ReaderBack, CardPresent)


def test_no_serial_number_is_in_the_log_or_in_what_an_event_looks_like(bench, caplog):
    bench.lay()
    event = bench.watcher.expect(ReaderBack, CardPresent)
    bench.lift()
    bench.watcher.expect(CardGone)
    bench.lay("08a1b2c3")
    unread = bench.watcher.expect(CardUnread)
    for told in (repr(event), repr(unread), str(unread.error), caplog.text):
        assert BADGE not in told
        assert "a1b2c3" not in told


def test_a_closed_reader_tells_nothing_more(bench):
    bench.watcher.expect(ReaderBack)
    bench.watcher.nothing_more()
    assert list(bench.reader.events()) == []


@pytest.mark.parametrize("written", ["lay-again", "no hex"])
def test_a_simulated_card_may_fail(tmp_path, written):
    bench = InFolder(tmp_path)
    if written == "lay-again":
        bench.fault(written)
    bench.lay(BADGE if written == "lay-again" else written)
    with Watcher(bench.reader) as watcher:
        assert isinstance(watcher.expect(ReaderBack, CardUnread).error, LayAgainError)
