"""How much a device may say: no device of ours is ever kept waiting, and who floods is outside for a while."""

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broker.hub.floods import (
    CALM_S,
    LONGEST_OUT_S,
    OF_A_DAY,
    OF_DROPPED,
    OF_MESSAGES,
    OF_SCARCE,
    OUT_S,
    Bucket,
    Floods,
    Limit,
    Told,
)

HOUR_S = 3600.0
pytestmark = pytest.mark.expect_warnings


@pytest.fixture(autouse=True)
def _quiet(caplog):
    caplog.set_level(logging.CRITICAL)


def say(floods, times, at, device="kiosk-1", verb="find-ticket", size=300):
    """What is thought of so many messages of one moment."""
    return [floods.judge(device, verb, size, at) for _ in range(times)]


def flood(floods, at, device="kiosk-1"):
    """Say more and more until it is too much."""
    while floods.judge(device, "find-ticket", 300, at) is not Told.FLOODS:
        pass


@given(
    limit=st.builds(Limit, st.integers(1, 50), st.sampled_from([0.25, 1, 20])),
    steps=st.lists(st.tuples(st.floats(0, 10), st.integers(1, 9)), max_size=60),
)
def test_no_more_is_taken_than_was_there_and_came_in(limit, steps):
    bucket, at, taken = Bucket(limit, 0.0), 0.0, 0
    for pause, much in steps:
        at += pause
        taken += much if bucket.take(much, at) else 0
        assert 0 <= bucket.left <= limit.at_once
    assert taken <= limit.at_once + limit.a_second * at + 1e-6


def test_a_kiosk_that_was_alone_for_a_day_hands_in_two_thousand_tickets_and_is_only_slowed_down():
    """Eight at a time; each is answered at once, or asked again after a second."""
    floods, at, owed = Floods(), 0.0, 2000
    while owed and at < HOUR_S:
        told = say(floods, 8, at, verb="hand-in-ticket")
        owed -= min(owed, told.count(Told.FINE))
        assert Told.FLOODS not in told
        at += 1.0 if Told.TOO_MUCH in told else 0.005
    assert owed == 0
    assert at < 10 * 60


def test_the_busiest_kiosk_is_never_kept_waiting():
    """A ticket every eight seconds for ten hours, with all that a visitor may look at before."""
    floods = Floods()
    for visitor in range(int(10 * HOUR_S / 8)):
        for verb in ("find-ticket", "find-slots", "issue-ticket"):
            assert floods.judge("kiosk-1", verb, 500, visitor * 8.0) is Told.FINE


def test_the_busiest_window_is_never_kept_waiting():
    floods = Floods()
    for second in range(int(10 * HOUR_S)):
        assert floods.judge("terminal-1", "recall", 400, float(second)) is Told.FINE


def test_who_says_more_has_it_dropped_and_who_goes_on_is_shut_out_and_others_are_heard():
    floods = Floods()
    told = say(floods, 2000, 0.0)
    assert told.index(Told.TOO_MUCH) == OF_MESSAGES.at_once
    assert told.index(Told.FLOODS) == OF_MESSAGES.at_once + OF_DROPPED.at_once
    assert told.count(Told.FLOODS) == 1
    assert floods.outside(0.0) == {"kiosk-1"}
    assert say(floods, 5, 0.0, device="kiosk-2") == [Told.FINE] * 5


def test_large_messages_count_as_many():
    floods = Floods()
    assert say(floods, 100, 0.0, size=65_536).count(Told.FINE) == OF_MESSAGES.at_once // 17


def test_numbers_are_taken_by_one_device_so_fast_and_what_takes_none_goes_on():
    floods, fine = Floods(), 0
    for second in range(int(HOUR_S)):
        fine += say(floods, 10, float(second), verb="issue-ticket").count(Told.FINE)
    assert fine == pytest.approx(OF_SCARCE.at_once + OF_SCARCE.a_second * HOUR_S, abs=1)
    assert floods.outside(HOUR_S) == frozenset()
    assert floods.judge("kiosk-1", "find-ticket", 300, 2 * HOUR_S) is Told.FINE


def test_over_hours_no_device_has_more_done_than_the_disk_can_bear():
    floods, fine, hours = Floods(), 0, 4
    for second in range(int(hours * HOUR_S)):
        floods.outside(float(second))
        fine += say(floods, 15, float(second)).count(Told.FINE)
    assert 0 < fine <= OF_A_DAY.at_once + OF_A_DAY.a_second * hours * HOUR_S


def test_who_was_shut_out_may_come_in_again_and_is_out_for_longer_each_time_until_it_was_calm():
    floods, at, times = Floods(), 0.0, []
    for _ in range(7):
        flood(floods, at)
        began = at
        while floods.outside(at):
            assert floods.judge("kiosk-1", "find-ticket", 300, at) is Told.TOO_MUCH
            at += 1.0
        times.append(at - began)
        at += 60.0
        assert floods.judge("kiosk-1", "find-ticket", 300, at) is Told.FINE
    assert times == [OUT_S, 2 * OUT_S, 4 * OUT_S, 8 * OUT_S] + [LONGEST_OUT_S] * 3
    assert floods.not_calm(at) == ("kiosk-1",)
    at += CALM_S
    assert floods.not_calm(at) == ()
    flood(floods, at)
    assert not floods.outside(at + OUT_S)
