"""The IPP driver before the real IPP Everywhere printer of CUPS."""

import pytest

from hardware.pageprinter.driver import IppPrinter, Pace
from hardware.pageprinter.printer import Cause, Outcome, PageJob, Phase
from hardware.pageprinter.testpage import test_page as draw_test_page
from tests.hardware.pageprinter.boxed import AT, LETTER, ippeveprinter

QUICK = Pace(look=0.02, answer=5, send=5, still=1, away=5, whole=60, end=1)
COUNTS = "echo 'ATTR: job-impressions-completed=1' >&2"


@pytest.fixture(scope="module")
def box(tmp_path_factory):
    with ippeveprinter(tmp_path_factory.mktemp("ipp")) as box, box.inside():
        yield box


def printed(box, script, job=None, told=lambda _: None, pace=QUICK):
    box.on_each_document(script)
    return IppPrinter(AT, pace).print(job or draw_test_page(), told)


@pytest.mark.usefixtures("box")
def test_it_tells_what_it_can():
    state = IppPrinter(AT).state()
    assert (state.trouble, state.queue, state.model) == (None, False, "Real Printer")
    assert state.formats == ("application/pdf",)
    assert state.ready == ("iso_a4_210x297mm",)
    assert state.sides == ("one-sided",)


def test_it_prints_and_keeps_the_very_bytes(box):
    job = draw_test_page()
    result = printed(box, COUNTS, job)
    assert (result.outcome, result.cause, result.sheets) == (Outcome.PRINTED, None, 1)
    assert box.kept()[-1] == job.document


def test_a_large_document_arrives_whole(box):
    job = PageJob(b"%PDF-1.4\n" + bytes(range(256)) * 20_000, pages=1)
    assert printed(box, COUNTS, job).outcome is Outcome.PRINTED
    assert box.kept()[-1] == job.document


def test_it_is_not_believed_when_it_counts_too_few(box):
    result = printed(box, COUNTS, PageJob(draw_test_page().document, pages=2))
    assert (result.outcome, result.cause) == (Outcome.MAYBE_PRINTED, Cause.ABORTED)


def test_a_document_that_it_aborts_may_have_been_printed(box):
    result = printed(box, "exit 1")
    assert (result.outcome, result.cause) == (Outcome.MAYBE_PRINTED, Cause.ABORTED)


def test_american_paper_is_found_out_before_anything_is_sent(box):
    assert IppPrinter(LETTER).state().trouble is Cause.TRAY
    result = IppPrinter(LETTER, QUICK).print(draw_test_page())
    assert (result.outcome, result.cause) == (Outcome.NOT_PRINTED, Cause.TRAY)
    assert list((box.folder / "other").glob("*.pdf")) == []


def test_who_stands_still_for_want_of_paper_is_given_up_although_it_only_warns(box):
    told = []
    script = "echo 'STATE: media-empty' >&2; while [ ! -e $0.end ]; do sleep 0.05; done; echo 'STATE: none' >&2"
    try:
        result = printed(box, script, told=told.append)
    finally:
        (box.folder / "command.end").touch()
    assert told[-1].phase is Phase.PRINTING
    assert (result.outcome, result.cause) == (Outcome.MAYBE_PRINTED, Cause.PAPER)
