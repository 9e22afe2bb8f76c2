"""Which calls are said, without a wire or a loudspeaker."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker.contract.states import Board
from broker.contract.told import Call, WindowLabel
from display.voice.announce import due

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


def board(*ages):
    """A board of calls made so many seconds ago, newest first."""
    calls = (
        Call(
            call=f"00000000-0000-7000-8000-{100_000 - age:012x}",
            number="A001",
            window=WindowLabel(id="w1", label="1"),
            at=NOW - timedelta(seconds=age),
        )
        for age in sorted(set(ages))
    )
    return Board(epoch=1, seq=1, at=NOW, calls=tuple(calls))


def ages(calls):
    return [(NOW - call.at).seconds for call in calls]


def test_new_calls_are_said_oldest_first():
    assert ages(due(board(1, 20, 5), frozenset(), NOW)) == [20, 5, 1]


@pytest.mark.parametrize("age, said", [(0, True), (60, True), (61, False), (86_000, False)])
def test_a_call_older_than_a_minute_is_not_said(age, said):
    assert bool(due(board(age), frozenset(), NOW)) is said


@given(st.lists(st.integers(0, 200), max_size=12), st.sets(st.integers(0, 200)))
def test_exactly_the_young_calls_that_are_not_done_are_said_in_the_order_of_their_time(on_board, before):
    done = frozenset(call.call for call in board(*before).calls)
    said = ages(due(board(*on_board), done, NOW))
    assert said == sorted((set(on_board) - before) & set(range(61)), reverse=True)
