"""What every ID card reader does, tried on each: the SAM-V driver over every line that there is, and the simulated one.

The readers are programs of ours at byte level: behind a pseudo-terminal and on loopback over the kernel's own lines; on
USB behind pyusb's seam for backends; as a HID device behind the few calls that the driver makes to hidapi.
"""

import json
import time

import pytest

from hardware.errors import DeviceMissingError, DeviceMutedError, LayAgainError, NumberCheckError, OutOfServiceError
from hardware.idcard.reader import CardLaid, CardLifted, CardUnsupported, LayAgain
from hardware.idcard.simulated import SimulatedIdCardReader
from hardware.reader import ReaderAway, ReaderBack
from tests.hardware.idcard.lines import LINES
from tests.hardware.idcard.pty_reader import LATEST_ADDRESS, SPECIMENS
from tests.hardware.idcard.watcher import Watcher


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
    [("mute", DeviceMutedError), ("out-of-service", OutOfServiceError), ("missing", DeviceMissingError)],
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
    bench.fault("missing")
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
    line.fault("missing")
    line.fault("")
    line.watcher.expect(ReaderBack, CardLaid)
    line.watcher.nothing_more()


@pytest.mark.expect_warnings
def test_a_reader_may_be_pulled_out_and_plugged_in_again_and_again(line):
    for _ in range(5):
        line.watcher.expect(ReaderBack)
        line.fault("missing")
        line.watcher.expect(ReaderAway)
        line.fault("")
    line.lay()
    line.watcher.expect(ReaderBack, CardLaid)
    line.watcher.nothing_more()
