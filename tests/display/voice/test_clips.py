"""The clips that calls are made of, made by the program that speaks."""

import array
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from display.voice import clips
from display.voice.clips import RATE, SPOKEN, clip_files, level, make_clips, trim
from display.voice.errors import ClipsNotMadeError
from display.voice.words import announce
from hardware.speaker.wave import Sound, decode, load

SAMPLES = st.lists(st.integers(-(2**15), 2**15 - 1), max_size=300)
ONE_SYLLABLE = [name for name in SPOKEN["zh"] if name not in ("window", "screen", "w", "h", "x", "s")]


def samples(sound):
    return array.array("h", sound.samples)


def sound(values):
    return Sound(RATE, array.array("h", values).tobytes())


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("voice") / "clips"
    make_clips(folder)
    return folder


@pytest.fixture(scope="module")
def made(folder):
    return {file.stem: decode(file.name, file.read_bytes()) for file in folder.iterdir()}


def test_every_clip_is_made_in_one_format(made):
    assert set(made) == {"chime", *(f"{language}-{name}" for language, names in SPOKEN.items() for name in names)}
    assert {clip.rate for clip in made.values()} == {RATE}


def test_no_clip_is_clipped_and_all_are_about_equally_loud(made):
    for name, clip in made.items():
        values = samples(clip)
        assert max(map(abs, values)) < 0.91 * 2**15, name
        loudness = (sum(v * v for v in values) / len(values)) ** 0.5
        assert 3000 < loudness < 4100, name


def test_no_clip_has_more_than_a_breath_of_silence_at_its_ends(made):
    for name, clip in made.items():
        heard = [at for at, value in enumerate(samples(clip)) if abs(value) > 400]
        assert heard[0] < 0.03 * RATE, name
        if name != "chime":  # which fades away on purpose
            assert len(samples(clip)) - heard[-1] < 0.12 * RATE, name


@pytest.mark.parametrize("name", ONE_SYLLABLE)
def test_a_chinese_syllable_is_said_and_not_spelled(made, name):
    assert 0.2 < made[f"zh-{name}"].seconds < 0.6


def test_the_voice_takes_pinyin_for_chinese_and_not_for_letters():
    command = [
        "espeak-ng",
        "-q",
        "-x",
        "-v",
        clips._VOICES["zh"],
        " ".join(v for k, v in SPOKEN["zh"].items() if len(v) > 1),
    ]
    phonemes = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True).stdout
    assert "(en)" not in phonemes  # what it falls back to when it does not understand


def test_the_default_clips_say_a_call_in_the_time_a_person_would_take(folder):
    assert 8 < load(clip_files(announce("A017", "12"), folder)).seconds < 14


def test_letters_that_are_easily_mistaken_sound_different(made):
    for language in SPOKEN:
        letters = [made[f"{language}-{c}"].samples for c in "abcdefghijklmnopqrstuvwxyz"]
        assert len(set(letters)) == 26


def test_a_recorded_clip_is_kept_and_only_what_is_missing_is_made(folder):
    recorded = folder / "zh-please.wav"
    before = recorded.read_bytes()
    recorded.write_bytes(b"recorded by a person")
    (folder / "zh-to.wav").unlink()
    assert make_clips(folder) == 1
    assert recorded.read_bytes() == b"recorded by a person"
    assert not list(folder.glob("*.part"))
    recorded.write_bytes(before)


def test_only_the_languages_that_are_wanted_are_made(tmp_path):
    (tmp_path / "chime.wav").touch()
    for name in SPOKEN["en"]:
        (tmp_path / f"en-{name}.wav").touch()
    assert make_clips(tmp_path, ["en"]) == 0


def test_a_missing_program_is_named_with_its_package(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ClipsNotMadeError, match="Debian: espeak-ng") as caught:
        make_clips(tmp_path / "clips", ["zh"])
    assert caught.value.program == "espeak-ng"
    assert not list((tmp_path / "clips").glob("zh-*"))


def test_a_program_that_fails_is_told_and_leaves_no_clip(tmp_path, monkeypatch):
    program = tmp_path / "espeak-ng"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ClipsNotMadeError, match="ended with 1"):
        make_clips(tmp_path / "clips", ["zh"])
    assert not list((tmp_path / "clips").glob("zh-*"))


def test_a_folder_that_takes_no_files_is_told(tmp_path):
    (tmp_path / "clips").write_text("a file")
    with pytest.raises(ClipsNotMadeError):
        make_clips(tmp_path / "clips")


@given(SAMPLES)
def test_levelling_never_clips_a_peak(values):
    levelled = samples(level(sound(values)))
    assert len(levelled) == len(values)
    assert max(map(abs, levelled), default=0) <= 0.9 * 2**15


@given(st.lists(st.just(0), max_size=900), st.lists(st.integers(5000, 9000), min_size=1, max_size=50))
def test_trimming_takes_silence_only(silence, heard):
    trimmed = samples(trim(sound([*silence, *heard, *silence])))
    lead = min(len(silence), round(0.01 * RATE))
    assert list(trimmed[lead : lead + len(heard)]) == heard
    assert not any(trimmed[lead + len(heard) :])
    assert not any(trimmed[:lead])
