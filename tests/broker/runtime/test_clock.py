"""The hall's time, whatever the machine's clock does."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from broker.runtime.clock import SteadyClock

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Machine:
    """A machine whose clock somebody sets."""

    def __init__(self):
        self.wall, self.tick = NINE, 1000.0
        self.clock = SteadyClock(lambda: self.wall, lambda: self.tick)

    def passes(self, seconds, put=0.0):
        self.tick += seconds
        self.wall += timedelta(seconds=seconds + put)
        return self.clock.now()


def test_the_halls_time_is_the_machines_while_nobody_sets_it():
    machine = Machine()
    assert [machine.passes(s) for s in (1, 60, 3600)] == [NINE + timedelta(seconds=s) for s in (1, 61, 3661)]
    assert machine.clock.steady
    assert machine.clock.ahead == timedelta()


def test_a_clock_put_back_makes_the_hall_run_at_half_speed_until_they_meet():
    machine = Machine()
    before = machine.passes(1)
    assert machine.passes(10, put=-3600) == before + timedelta(seconds=5)
    assert machine.clock.ahead == timedelta(seconds=3600 - 5)
    machine.passes(7190)
    assert machine.clock.ahead == timedelta()
    assert machine.passes(1) == machine.wall
    assert machine.clock.steady


def test_a_clock_put_forward_is_followed_but_not_believed_at_once():
    machine = Machine()
    assert machine.passes(1, put=86400) == machine.wall
    assert not machine.clock.steady
    machine.passes(119)
    assert not machine.clock.steady
    machine.passes(1)
    assert machine.clock.steady


def test_a_small_correction_is_no_jump():
    machine = Machine()
    machine.passes(1, put=59)
    assert machine.clock.steady


def test_a_hall_that_starts_again_goes_on_from_its_last_event():
    machine = Machine()
    machine.clock.not_before(NINE + timedelta(hours=1))
    assert machine.passes(2) == NINE + timedelta(hours=1, seconds=1)
    machine.clock.not_before(NINE)
    assert machine.passes(2) == NINE + timedelta(hours=1, seconds=2)


@given(st.lists(st.tuples(st.floats(0, 1e4), st.floats(-1e5, 1e5)), max_size=30))
def test_the_halls_time_never_goes_back_and_is_never_before_the_machines(steps):
    machine = Machine()
    last = machine.clock.now()
    for seconds, put in steps:
        now = machine.passes(seconds, put)
        assert now >= last
        assert now >= machine.wall
        last = now
