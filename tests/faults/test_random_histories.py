"""A hall with everything real but the wire and the clock, made to suffer by chance: nothing lost, nothing doubled."""

import logging

import pytest

from tests.faults.campaign import HOW_TO_SEE
from tests.faults.checker import judge
from tests.faults.history import Began, Ended, Fault, Taken
from tests.faults.run import play

SEEDS = 24
"""So many runs in each test run; `make campaign` has thousands."""
CHUNKS = 4


@pytest.fixture(autouse=True)
def _quiet():
    """Thousands of warnings are what these runs are about; keeping them takes longer than the runs."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_nothing_is_lost_or_doubled_whatever_fails(chunk):
    for seed in range(chunk + 1, SEEDS + 1, CHUNKS):
        wrong = judge(play(seed))
        assert not wrong, HOW_TO_SEE.format(seed=seed) + "\n" + "\n".join(wrong)


def test_a_seed_is_the_same_run_each_time():
    assert shape(play(7)) == shape(play(7))


def test_a_run_is_worth_something():
    history = play(3)
    assert len(history.disk.events) > 50
    assert len(history.of(Fault)) > 5
    assert {ended.ok for ended in history.of(Ended)} >= {True, False}
    assert len(history.of(Began)) > 50


def shape(history):
    """What happened, but for the ids, which nobody may guess."""
    return [(type(line), line.at, line.topic if isinstance(line, Taken) else "") for line in history.lines]
