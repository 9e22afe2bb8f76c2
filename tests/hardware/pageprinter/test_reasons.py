import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.pageprinter.printer import Cause, Outcome, Want
from hardware.pageprinter.reasons import COMPLETED, ENDED, Look, judge, read_printer, read_trouble

IDLE, STOPPED = 3, 5
keywords = st.sampled_from(
    ["none", "job-completed-successfully", "job-completed-with-warnings", "job-completed-with-errors",
     "aborted-by-system", "job-canceled-at-device", "queued-in-device", "com.maker.odd", "document-format-error"]
)  # fmt: skip


@pytest.mark.parametrize(
    "reason,state,cause",
    [
        ("none", IDLE, None),
        ("media-empty-error", IDLE, Cause.PAPER),
        ("media-empty", IDLE, Cause.PAPER),
        ("media-empty-warning", IDLE, None),
        ("media-empty-warning", STOPPED, Cause.PAPER),
        ("media-low-warning", IDLE, None),
        ("media-needed-error", IDLE, Cause.TRAY),
        ("input-tray-missing-error", IDLE, Cause.TRAY),
        ("output-area-full-error", IDLE, Cause.TRAY),
        ("toner-empty-error", IDLE, Cause.TONER),
        ("marker-supply-empty-error", IDLE, Cause.TONER),
        ("marker-supply-low-warning", IDLE, None),
        ("media-jam-error", IDLE, Cause.JAM),
        ("door-open-error", IDLE, Cause.COVER),
        ("paused", IDLE, Cause.OFFLINE),
        ("offline-report", IDLE, Cause.OFFLINE),
        ("com.maker.fuser-error", IDLE, Cause.OFFLINE),
        ("com.maker.hello", IDLE, None),
        ("none", STOPPED, Cause.OFFLINE),
    ],
)
def test_a_printers_keywords_are_one_word_for_what_to_mend(reason, state, cause):
    assert read_trouble({"printer-state": [state], "printer-state-reasons": [reason]})[0] is cause


def test_of_several_troubles_the_one_to_mend_first_is_told():
    told = {"printer-state": [STOPPED], "printer-state-reasons": ["media-empty-error", "media-jam-error"]}
    assert read_trouble(told)[0] is Cause.JAM


@pytest.mark.parametrize(
    "reason,wants",
    [
        ("media-low-report", {Want.PAPER_LOW}),
        ("toner-low", {Want.TONER_LOW}),
        ("marker-waste-almost-full-warning", {Want.TONER_LOW}),
        ("none", set()),
    ],
)
def test_what_nears_its_end_is_a_want_and_no_trouble(reason, wants):
    state = read_printer({"printer-state": [IDLE], "printer-state-reasons": [reason]})
    assert (state.trouble, state.wants) == (None, wants)


@given(
    st.sampled_from(ENDED),
    st.none() | st.frozensets(keywords, max_size=3),
    st.none() | st.integers(0, 4),
    st.none() | st.booleans(),
    st.none() | st.sampled_from(Cause),
    st.booleans(),
    st.booleans(),
    st.none() | st.integers(1, 4),
)
def test_only_a_whole_document_completed_without_a_doubt_is_printed(
    state, words, counted, began, trouble, whole, seen, pages
):
    look = Look(state=state, reasons=words, pages=counted, began=began, trouble=trouble)
    result = judge(look, pages, whole=whole, began=seen, given_up=None)
    assert (result.cause is None) == (result.outcome is Outcome.PRINTED)
    if result.outcome is Outcome.PRINTED:
        assert whole
        assert state == COMPLETED
        assert words is not None
        assert words <= {"none", "job-completed-successfully", "job-completed-with-warnings"}
        assert not (counted and pages) or counted >= pages
        assert trouble is None or (counted and pages)
    if result.outcome is Outcome.NOT_PRINTED:
        assert state != COMPLETED
        assert began is False
        assert not seen
        assert not counted
