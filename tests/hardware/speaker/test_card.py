"""A sound card under ALSA's real player: what it plays, whose turn it is, and how a sentence ends."""

import json
import os
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from subprocess import Popen
from threading import Event, Timer

import pytest
from typer.testing import CliRunner

from hardware.cli import app
from hardware.errors import DeviceBusyError, DeviceMissingError, DeviceMutedError, OutOfServiceError
from hardware.speaker import aplay
from hardware.speaker.aplay import AlsaSpeaker
from hardware.speaker.wave import at_volume, load
from tests.hardware.speaker.card import PATIENCE_S, Card
from tests.hardware.speaker.sounds import a_clip

LONG_MS = 5000  # more than a pipe holds, so that its player waits in mid-sentence for who listens


@pytest.fixture
def card(tmp_path, monkeypatch):
    card = Card(tmp_path, f"hall-{os.getpid()}")
    monkeypatch.setenv("ALSA_CONFIG_PATH", card.environment["ALSA_CONFIG_PATH"])
    card.plug_in()
    yield card
    card.pull_out()
    assert not card.players


@pytest.fixture
def another():
    """A thread on which somebody else speaks."""
    with ThreadPoolExecutor(1) as pool:
        yield pool.submit


def speaker_of(card):
    return AlsaSpeaker(f"alsa:{card.name}", card.name)


def wait_for(true):
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < deadline, "never came"
        time.sleep(0.01)


def test_the_card_gets_every_sample_at_the_volume_that_is_wanted(card, tmp_path):
    clip = a_clip(tmp_path)
    speaker_of(card).play([clip, clip], 60)
    wanted = at_volume(load([clip, clip]), 60).samples
    assert card.heard(len(wanted)) == wanted
    assert not any(card.rest())


def test_looking_whether_a_card_plays_is_not_heard(card):
    speaker_of(card).check()
    assert not any(card.rest())


def talking(card, clip, times=1):
    """Another program that speaks on the card."""
    words = (
        "from hardware.speaker import aplay; from pathlib import Path; aplay.BREATH_S = 0.1\n"
        f"for _ in range({times}): aplay.AlsaSpeaker('x', '{card.name}').play([Path('{clip}')])"
    )
    return Popen([sys.executable, "-c", words])


def test_two_programs_on_one_card_never_speak_into_each_other(card, tmp_path):
    clips = [a_clip(tmp_path, f"{hertz}.wav", ms=2000, hertz=hertz) for hertz in (440, 660)]
    heard = b""
    with talking(card, clips[0], 3) as one, talking(card, clips[1], 3) as other:
        while one.poll() is None or other.poll() is None:
            heard += card.rest(4096)
            assert len(card.players) <= 1
    assert (one.returncode, other.returncode) == (0, 0)
    heard += card.rest()
    for clip in clips:
        said = load([clip]).samples
        assert heard.count(said) == 3
        heard = heard.replace(said, b"")
    assert not any(heard)


def test_a_card_on_which_somebody_else_speaks_for_too_long_is_busy_and_then_free(card, tmp_path, monkeypatch):
    monkeypatch.setattr(aplay, "TURN_S", 0.1)
    with talking(card, a_clip(tmp_path, ms=LONG_MS)) as other:
        card.heard(1000)
        with pytest.raises(DeviceBusyError, match="another program of the hall"):
            speaker_of(card).check()
        other.kill()
    wait_for(lambda: not card.players)
    card.rest()
    speaker_of(card).check()


def test_a_technician_who_tries_the_loudspeaker_waits_for_his_turn_too(card, tmp_path, monkeypatch):
    monkeypatch.setattr(aplay, "TURN_S", 0.1)
    with talking(card, a_clip(tmp_path, ms=LONG_MS)) as other:
        card.heard(1000)
        done = CliRunner().invoke(app, ["try", f"speaker=alsa:{card.name}", "--json"])
        assert (done.exit_code, json.loads(done.stdout)["error"]) == (1, "DeviceBusy")
        other.kill()


def test_another_card_is_not_waited_for(card, another, tmp_path):
    first = speaker_of(card)
    talk = another(first.play, [a_clip(tmp_path, ms=LONG_MS)])
    card.heard(1000)
    AlsaSpeaker("alsa:null", "null").check()
    assert not talk.done()
    first.close()


def test_the_end_cuts_off_a_sentence_and_whoever_waits_for_a_turn(card, another, tmp_path):
    clip, first, second = a_clip(tmp_path, ms=LONG_MS), speaker_of(card), speaker_of(card)
    talk = another(first.play, [clip])
    card.heard(1000)
    second.close()
    second.play([clip])
    assert not talk.done()
    first.close()
    talk.result(PATIENCE_S)
    assert not card.players


def test_a_sentence_that_is_cut_off_ends_at_once_and_the_next_one_is_whole(card, another, tmp_path):
    clip, speaker, cut = a_clip(tmp_path, ms=LONG_MS), speaker_of(card), Event()
    talk = another(speaker.play, [clip], cut=cut)
    card.heard(1000)
    cut.set()
    talk.result(PATIENCE_S)
    assert not card.players
    card.rest()
    speaker.play([a_clip(tmp_path)])
    wanted = load([a_clip(tmp_path)]).samples
    assert card.heard(len(wanted)) == wanted


def test_whoever_waits_for_a_turn_can_be_cut_off_alone(card, another, tmp_path):
    clip, first, cut = a_clip(tmp_path, ms=LONG_MS), speaker_of(card), Event()
    talk = another(first.play, [clip])
    card.heard(1000)
    Timer(0.1, cut.set).start()
    speaker_of(card).play([clip], cut=cut)
    assert not talk.done()
    first.close()
    talk.result(PATIENCE_S)


def test_a_card_that_is_pulled_out_fails_the_sentence_and_is_missing_until_it_is_back(card, another, tmp_path):
    clip, speaker = a_clip(tmp_path, ms=LONG_MS), speaker_of(card)
    talk = another(speaker.play, [clip])
    card.heard(1000)
    card.pull_out()
    with pytest.raises(OutOfServiceError, match=f"signal {signal.SIGPIPE:d}"):  # the pipe that stands for the card
        talk.result(PATIENCE_S)
    with pytest.raises(DeviceMissingError):
        speaker.check()
    card.plug_in()
    speaker.check()


def test_a_card_that_takes_no_more_is_out_of_service(tmp_path, monkeypatch):
    settings = tmp_path / "asound.conf"
    settings.write_text(
        'pcm.null { type null }\npcm.full { type file slave.pcm "null" file "/dev/full" format "raw" }\n'
    )
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(settings))
    with pytest.raises(OutOfServiceError, match="Input/output error"):
        AlsaSpeaker("alsa:full", "full").play([a_clip(tmp_path, ms=LONG_MS)])


def test_a_card_that_hangs_is_given_up_and_its_player_ended(card, monkeypatch):
    card.pull_out()
    card.plug_in(hangs=True)
    monkeypatch.setattr(aplay, "GRACE_S", 0.3)
    with pytest.raises(DeviceMutedError):
        speaker_of(card).check()
    assert not card.players


def test_a_player_that_somebody_kills_is_told_by_the_signal(card, another, tmp_path):
    talk = another(speaker_of(card).play, [a_clip(tmp_path, ms=LONG_MS)])
    card.heard(1000)
    os.kill(card.players[0], signal.SIGKILL)
    with pytest.raises(OutOfServiceError, match=f"signal {signal.SIGKILL:d}"):
        talk.result(PATIENCE_S)
