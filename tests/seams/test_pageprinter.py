"""What every A4 printer keeps to: the IPP driver before a printer that goes wrong as told, and the simulated one."""

import threading

import pytest

from hardware.pageprinter.driver import IppPrinter, Pace
from hardware.pageprinter.printer import Cause, Outcome, PageJob, Phase, Want
from hardware.pageprinter.simulated import SimulatedPagePrinter
from tests.hardware.pageprinter.faulty_printer import FaultyPrinter

PDF = b"%PDF-1.4\n" + bytes(range(256)) * 100 + b"\n%%EOF\n"
JOB = PageJob(PDF, pages=1)
QUICK = Pace(look=0.01, answer=1.0, send=5, still=0.2, away=0.2, whole=60, end=3)
BEFORE = ("paper", "tray", "toner", "jam", "cover", "offline", "busy", "format", "refused", "silent", "gone")
OF_STATE = BEFORE[:6]
HALF_WAY = ("paper", "tray", "toner", "jam", "cover", "offline", "format", "cancelled", "aborted", "silent", "gone")


class ByIpp:
    """The real driver and a printer of bytes."""

    def __init__(self, peer, _folder):
        self.peer = peer
        self.printer = IppPrinter(peer.at, QUICK)

    def set_fault(self, word):
        self.peer.fault = word

    def kept(self):
        return self.peer.kept


class InAFolder:
    """A simulated printer, which needs no peer."""

    def __init__(self, _peer, folder):
        self.folder = folder
        self.printer = SimulatedPagePrinter("simulated:pages", folder)

    def set_fault(self, word):
        (self.folder / ".new").write_text(f"{word}\n")
        (self.folder / ".new").rename(self.folder / "fault")

    def kept(self):
        return [file.read_bytes() for file in sorted(self.folder.glob("*.pdf"))]


@pytest.fixture(params=[ByIpp, InAFolder])
def bench(request, tmp_path):
    with FaultyPrinter() as peer:
        bench = request.param(peer, tmp_path)
        yield bench
        bench.printer.close()
        bench.printer.close()


def test_a_document_is_printed_once_byte_by_byte_and_its_way_is_told(bench):
    told = []
    assert bench.printer.print(JOB, told.append).outcome is Outcome.PRINTED
    assert bench.kept() == [PDF]
    phases = list(dict.fromkeys(progress.phase for progress in told))
    assert phases == [Phase.ASKING, Phase.SENDING, Phase.PRINTING]


def test_what_is_printed_has_no_cause_and_its_sheets_are_counted(bench):
    result = bench.printer.print(JOB)
    assert (result.cause, result.sheets, result.hearsay) == (None, 1, False)


@pytest.mark.parametrize("cause", BEFORE)
def test_what_is_refused_before_it_was_sent_is_not_printed_for_certain(bench, cause):
    bench.set_fault(cause)
    result = bench.printer.print(JOB)
    assert (result.outcome, result.cause) == (Outcome.NOT_PRINTED, Cause(cause))
    assert bench.kept() == []


@pytest.mark.parametrize("cause", HALF_WAY)
def test_what_goes_wrong_half_way_may_have_been_printed(bench, cause):
    bench.set_fault(f"half-way {cause}")
    result = bench.printer.print(JOB)
    assert (result.outcome, result.cause) == (Outcome.MAYBE_PRINTED, Cause(cause))


@pytest.mark.parametrize("cause", ["paper", "jam", "cover"])
def test_a_printer_that_stops_half_way_tells_what_it_waits_for(bench, cause):
    told = []
    bench.set_fault(f"half-way {cause}")
    bench.printer.print(JOB, told.append)
    assert (told[-1].phase, told[-1].cause) == (Phase.STOPPED, Cause(cause))


@pytest.mark.parametrize("cause", BEFORE[:-4])
def test_the_next_document_is_printed_when_the_cause_is_gone(bench, cause):
    bench.set_fault(cause)
    bench.printer.print(JOB)
    bench.set_fault("")
    assert bench.printer.print(JOB).outcome is Outcome.PRINTED
    assert bench.kept() == [PDF]


@pytest.mark.parametrize("cause", OF_STATE)
def test_the_state_says_why_nothing_would_be_printed(bench, cause):
    assert bench.printer.state().trouble is None
    bench.set_fault(cause)
    assert bench.printer.state().trouble == Cause(cause)


@pytest.mark.parametrize("want", Want)
def test_what_a_printer_wants_soon_is_told_and_stops_nothing(bench, want):
    bench.set_fault(want)
    state = bench.printer.state()
    assert (state.trouble, state.wants) == (None, {want})
    assert bench.printer.print(JOB).outcome is Outcome.PRINTED


def test_a_printer_tells_what_it_can(bench):
    state = bench.printer.state()
    assert "application/pdf" in state.formats
    assert "iso_a4_210x297mm" in state.media
    assert "iso_a4_210x297mm" in state.ready
    assert "one-sided" in state.sides
    assert state.model
    assert not state.queue


def test_another_thread_may_cancel_and_nothing_is_counted(bench):
    bench.set_fault("slow")
    printing, results = threading.Event(), []

    def told(progress):
        if progress.phase is Phase.PRINTING:
            printing.set()

    worker = threading.Thread(target=lambda: results.append(bench.printer.print(JOB, told)))
    worker.start()
    assert printing.wait(20)
    bench.printer.cancel()
    bench.printer.cancel()
    worker.join(20)
    assert [(result.outcome, result.cause) for result in results] == [(Outcome.MAYBE_PRINTED, Cause.CANCELLED)]


def test_a_cancel_without_a_document_cancels_nothing_that_comes_later(bench):
    bench.printer.cancel()
    assert bench.printer.print(JOB).outcome is Outcome.PRINTED


def test_a_printer_that_was_let_go_prints_no_more(bench):
    bench.printer.close()
    result = bench.printer.print(JOB)
    assert (result.outcome, result.cause) == (Outcome.NOT_PRINTED, Cause.CANCELLED)
    assert bench.kept() == []


def test_nothing_of_a_document_is_shown_or_logged(bench, caplog):
    job = PageJob(b"%PDF-1.4 11010519491231002X", pages=1)
    told = []
    shown = [repr(job), repr(bench.printer.print(job, told.append)), repr(told), repr(bench.printer.state())]
    bench.set_fault("half-way jam")
    shown += [repr(bench.printer.print(job, told.append)), caplog.text]
    assert "11010519491231002X" not in "".join(shown)


@pytest.mark.parametrize("word", ["papre", "half-way", "half-way papre", "half-way paper-low"])
def test_a_simulated_fault_that_is_misspelt_is_told(tmp_path, word):
    bench = InAFolder(None, tmp_path)
    bench.set_fault(word)
    state, result = bench.printer.state(), bench.printer.print(JOB)
    assert (state.trouble, result.outcome, result.cause) == (Cause.OFFLINE, Outcome.NOT_PRINTED, Cause.OFFLINE)
    assert repr(word) in state.detail
    assert repr(word) in result.detail
