"""What a picture tells of the camera: measured on pictures of which the answer is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from hardware.camera.picture import Limits, Verdict, Vigil, brightness, change, sharpness
from tests.hardware.camera.pictures import black, scene

LIMITS = Limits(black=3.0, frozen=10.0)
sizes = st.tuples(st.integers(1, 40), st.integers(1, 40), st.just(3))
pictures = sizes.flatmap(lambda size: arrays.arrays(np.uint8, size))


def noise(number, most=255):
    return np.random.default_rng(number).integers(0, most + 1, scene().shape, np.uint8)


def verdicts(vigil, shown, seconds=1.0, begin=0.0):
    return [vigil.judge(each, begin + number * seconds) for number, each in enumerate(shown)]


@pytest.mark.parametrize(
    "colour,value", [((0, 0, 0), 0), ((255, 255, 255), 255), ((0, 0, 255), 76), ((0, 255, 0), 150)]
)
def test_brightness_is_what_an_eye_would_say(colour, value):
    assert brightness(np.full((8, 8, 3), colour, np.uint8)) == pytest.approx(value, abs=1)


def test_a_picture_out_of_focus_is_less_sharp_than_the_same_in_focus():
    sharp = scene()
    soft = sharp.astype(float)
    for _ in range(4):
        soft = (soft + np.roll(soft, 1, 0) + np.roll(soft, 1, 1) + np.roll(soft, (1, 1), (0, 1))) / 4
    assert sharpness(sharp) > 4 * sharpness(soft.astype(np.uint8))
    assert sharpness(black()) == 0


def test_change_is_nothing_between_twins_little_by_noise_and_much_by_motion():
    assert change(scene(1), scene(1)) == 0
    by_noise, by_motion = change(scene(1) ^ 1, scene(1)), change(scene(3), scene(1))
    assert 0 < by_noise < 1.5 < by_motion
    assert change(scene(), scene()[:-1]) == 255


@given(pictures, pictures)
def test_every_picture_can_be_measured(one, other):
    assert 0 <= brightness(one) <= 255.5
    assert sharpness(one) >= 0
    assert 0 <= change(one, other) <= 255.5
    assert Vigil(LIMITS).judge(one, 0.0) in {Verdict.GOOD, Verdict.UNSURE}


@given(st.integers(0, 8), st.lists(st.floats(0.01, 5), min_size=1, max_size=30))
def test_a_covered_lens_is_black_once_it_has_been_so_for_long_enough_noise_or_not(most, waits):
    vigil, at = Vigil(LIMITS), 0.0
    assert vigil.judge(noise(0, most), at) is Verdict.UNSURE
    for number, each in enumerate(waits):
        at += each
        assert vigil.judge(noise(number, most), at) is (Verdict.BLACK if at >= LIMITS.black else Verdict.UNSURE)
    assert vigil.judge(scene(), at) is Verdict.GOOD
    assert vigil.judge(black(), at + 0.01) is Verdict.UNSURE  # from the beginning


def test_a_dark_hall_with_one_lamp_is_not_black():
    lamp = black()
    lamp[30:50, 30:60] = 180
    assert verdicts(Vigil(LIMITS), [lamp, lamp, lamp, lamp, lamp]) == [Verdict.GOOD] * 5


@given(st.lists(st.tuples(st.booleans(), st.floats(0.01, 5)), max_size=40))
def test_a_picture_is_frozen_when_it_has_been_the_same_for_long_enough(steps):
    vigil, at, number, since, stuck = Vigil(LIMITS), 0.0, 0, 0.0, False
    assert vigil.judge(noise(0), at) is Verdict.GOOD
    for moves, wait in steps:
        at += wait
        if moves:
            number, since, stuck = number + 1, at, False
        due = at - since >= LIMITS.frozen
        expected = Verdict.FROZEN if due else Verdict.UNSURE if stuck else Verdict.GOOD
        if due:
            since, stuck = at, True  # the camera is opened anew, and gets as long again
        assert vigil.judge(noise(number), at) is expected


def test_a_camera_that_froze_once_is_not_good_again_before_it_is_seen_to_move():
    vigil = Vigil(LIMITS)
    assert verdicts(vigil, [scene(1)] * 11)[9:] == [Verdict.GOOD, Verdict.FROZEN]
    vigil.begin()
    assert verdicts(vigil, [scene(1), scene(1), scene(2), scene(2)], begin=100) == [
        Verdict.UNSURE,
        Verdict.UNSURE,
        Verdict.GOOD,
        Verdict.GOOD,
    ]


def test_the_time_that_a_camera_was_away_is_not_counted():
    vigil = Vigil(LIMITS)
    assert vigil.judge(scene(), 0.0) is Verdict.GOOD
    vigil.begin()
    assert vigil.judge(scene(), 100.0) is Verdict.GOOD
    assert vigil.judge(scene(), 100.0 + LIMITS.frozen) is Verdict.FROZEN


def test_noise_of_one_bit_shows_that_a_camera_films():
    shown = [noise(0) ^ np.random.default_rng(number).integers(0, 2, (96, 128, 1), np.uint8) for number in range(30)]
    assert set(verdicts(Vigil(LIMITS), shown)) == {Verdict.GOOD}


def test_a_file_may_stand_still_and_may_not_be_black():
    vigil = Vigil(Limits(frozen=None))
    assert set(verdicts(vigil, [scene()] * 100)) == {Verdict.GOOD}
    assert verdicts(vigil, [black()] * 5, begin=100)[-1] is Verdict.BLACK


def test_what_is_black_without_any_noise_is_told_as_black_and_not_as_frozen():
    assert verdicts(Vigil(LIMITS), [black()] * 20)[3:] == [Verdict.BLACK] * 17
