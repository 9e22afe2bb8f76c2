"""What a press leaves on the screen, and for how long, without Qt and without a wire."""

from datetime import UTC, datetime, timedelta

import pytest

from broker.contract.told import WindowNow
from broker.contract.values import Condition
from kiosk.window.face import SAID_S, SETTLE_S, SLOW_S, Doing, undo_left
from kiosk.window.flow import Verb

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def test_a_verb_stands_until_it_is_answered_and_a_finger_has_settled():
    doing = Doing.begun(Verb.RECALL, 100.0)
    assert doing.at(100.0 + 5 * SETTLE_S).verb is Verb.RECALL
    answered = doing.answered()
    assert answered.at(100.0 + 0.9 * SETTLE_S).verb is Verb.RECALL
    assert answered.at(100.0 + SETTLE_S).verb is None


def test_only_what_takes_longer_than_a_blink_is_slow():
    doing = Doing.begun(Verb.RECALL, 100.0)
    assert not doing.at(100.0 + 0.9 * SLOW_S).slow
    assert doing.at(100.0 + SLOW_S).slow
    assert not doing.answered().at(100.0 + SLOW_S).slow


def test_why_nothing_happened_stands_long_enough_to_be_read_and_tells_of_which_verb():
    refused = Doing.begun(Verb.RECALL, 100.0).answered().refused("limit-reached", "3", 101.0)
    late = refused.at(101.0 + 0.9 * SAID_S)
    assert (late.tried, late.said, late.detail) == (Verb.RECALL, "limit-reached", "3")
    assert refused.at(101.0 + SAID_S).said == ""
    assert Doing.begun(Verb.START, 102.0).said == ""
    assert refused.unsaid().said == ""


@pytest.mark.parametrize("gone, left", [(0.0, 60), (0.1, 60), (1.0, 59), (59.9, 1), (60.0, 0), (3600.0, 0)])
def test_a_step_may_be_taken_back_until_its_time_is_over(gone, left):
    here = WindowNow(condition=Condition.OPEN, undo="no-show", undo_until=NOW + timedelta(seconds=60))
    assert undo_left(here, NOW + timedelta(seconds=gone)) == left


def test_where_there_is_nothing_to_take_back_no_time_is_left():
    assert undo_left(WindowNow(condition=Condition.OPEN), NOW) == 0
    assert undo_left(WindowNow(condition=Condition.OPEN, undo_until=NOW + timedelta(seconds=9)), NOW) == 0
