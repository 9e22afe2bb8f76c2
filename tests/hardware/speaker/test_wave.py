"""Clips joined to announcements."""

import io
import wave
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.errors import ClipError
from hardware.speaker.wave import Pause, Sound, at_volume, decode, encode, join, load, samples_of
from tests.hardware.speaker.sounds import a_clip, a_tone, loudness_db

SAMPLES = st.binary(max_size=400).map(lambda raw: raw[: len(raw) // 2 * 2])
PARTS = st.lists(SAMPLES | st.integers(0, 500))


@given(SAMPLES, st.integers(1, 96000))
def test_a_sound_survives_being_written_and_read(samples, rate):
    assert decode("a", encode(Sound(rate, samples))) == Sound(rate, samples)


@given(SAMPLES, PARTS)
def test_an_announcement_is_its_clips_in_order_with_silence_of_the_given_length(first, rest):
    rate = 8000
    parts = [first, *rest]
    whole = join(Pause(p) if isinstance(p, int) else ("a", Sound(rate, p)) for p in parts)
    assert whole == Sound(rate, b"".join(bytes(2 * 8 * p) if isinstance(p, int) else p for p in parts))


def test_an_announcement_lasts_as_long_as_its_parts(tmp_path):
    clip = a_clip(tmp_path, ms=300)
    assert load([clip, Pause(250), clip]).seconds == pytest.approx(0.85, abs=1e-4)


@pytest.mark.parametrize("volume,softer_db", [(100, 0), (50, 10), (25, 20), (80, 3.2), (10, 33.2)])
def test_half_the_volume_is_half_as_loud_to_the_ear(volume, softer_db):
    tone = a_tone(ms=500)
    assert loudness_db(tone) - loudness_db(at_volume(tone, volume)) == pytest.approx(softer_db, abs=0.1)


@given(SAMPLES, st.integers(0, 100), st.integers(0, 100))
def test_more_volume_is_never_softer_and_never_more_than_the_clip_itself(samples, one, other):
    sound = Sound(8000, samples)
    soft, loud = (samples_of(at_volume(sound, volume)) for volume in sorted((one, other)))
    assert all(abs(a) <= abs(b) <= abs(c) for a, b, c in zip(soft, loud, samples_of(sound), strict=True))


@given(SAMPLES)
def test_no_volume_is_silence_of_the_same_length(samples):
    assert at_volume(Sound(8000, samples), 0) == Sound(8000, bytes(len(samples)))


def test_clips_of_two_rates_are_refused_with_both_names(tmp_path):
    clips = [a_clip(tmp_path, "slow.wav", rate=16000), a_clip(tmp_path, "fast.wav", rate=22050)]
    with pytest.raises(ClipError, match=r"fast\.wav.*22050.*slow\.wav.*16000"):
        load(clips)


@pytest.mark.parametrize("channels,width", [(2, 2), (1, 1), (1, 4)])
def test_a_clip_that_is_not_16_bit_mono_is_refused(channels, width):
    file = io.BytesIO()
    with wave.open(file, "wb") as clip:
        clip.setparams((channels, width, 22050, 0, "NONE", ""))
        clip.writeframes(bytes(80))
    with pytest.raises(ClipError, match="not 16-bit mono"):
        decode("a", file.getvalue())


@pytest.mark.parametrize("kept", [0, 3, 11, 30, 44, 200])
def test_a_broken_clip_is_refused(kept):
    with pytest.raises(ClipError, match=r"broken\.wav"):
        decode("broken.wav", encode(a_tone())[:kept])


@given(st.binary(max_size=200))
def test_noise_in_a_file_is_refused_and_nothing_worse(data):
    with pytest.raises(ClipError):
        decode("noise", data)


def test_a_clip_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ClipError, match=r"gone\.wav"):
        load([tmp_path / "gone.wav"])


def test_silence_alone_is_no_announcement():
    with pytest.raises(ClipError):
        join([Pause(100)])


@given(st.integers(0, 60), st.binary(min_size=1, max_size=4))
def test_a_clip_with_lying_lengths_is_refused_or_read_and_nothing_worse(at, lie):
    clip = bytearray(encode(a_tone()))
    clip[at : at + len(lie)] = lie
    with suppress(ClipError):
        decode("lying", bytes(clip))
