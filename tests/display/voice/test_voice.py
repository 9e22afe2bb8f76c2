"""The voice as a process, on a real MQTT server; its loudspeaker is a folder that keeps what was said."""

import json
import os
import sys
import threading
import time
from subprocess import PIPE, Popen

import pytest

from broker.client.bus import Address
from broker.client.health import STEADY_S
from broker.client.paho_bus import PahoBus
from broker.contract.devices import Health
from broker.contract.states import Board
from broker.contract.topics import topic
from display.voice.clips import clip_files
from display.voice.words import announce, announce_without_window
from hardware.speaker.wave import at_volume, encode, load
from tests.display.hub import HALL, device_file
from tests.hardware.speaker.card import Card

PATIENCE_S = 20


class VoiceProcess:
    def __init__(self, path, folder, clips, **environment):
        self._path, self.folder, self.clips = path, folder, clips
        self._environment = os.environ | environment

    def start(self):
        command = [sys.executable, "-m", "broker", "voice", "--settings", self._path]
        self._process = Popen(command, stdout=PIPE, text=True, env=self._environment)
        assert self._process.stdout.readline() == "ready voice main\n"

    def stop(self):
        self._process.terminate()
        code = self._process.wait(PATIENCE_S)
        self._process.stdout.close()
        return code

    def kill(self):
        if not self._process.stdout.closed:
            self._process.kill()
            self._process.wait()
            self._process.stdout.close()

    def said(self, count):
        """So many announcements as bytes, once they are there."""
        wait_for(lambda: len(list(self.folder.glob("*.wav"))) >= count)
        return [path.read_bytes() for path in sorted(self.folder.glob("*.wav"))]

    def sounds(self, *calls):
        """What these calls, as (number, label), sound like."""
        return [encode(load(clip_files(announce(*call), self.clips))) for call in calls]


def wait_for(true):
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < deadline, "never came"
        time.sleep(0.01)


@pytest.fixture
def voice(server, hub, tmp_path, clips):
    extra = f'[hardware]\nspeaker = "file:said"\n[voice]\nclips = "{clips}"'
    path = device_file(tmp_path, server.port, "voice-1", extra, zone="main")
    voice = VoiceProcess(path, tmp_path / "said", clips)
    voice.start()
    hub.clock()  # on a busy machine the start may take longer than a hub's word lasts
    yield voice
    voice.kill()


@pytest.fixture
def health(server):
    """What the voice tells the technician, newest last."""
    told = []
    linked = threading.Event()
    bus = PahoBus(Address("127.0.0.1", server.port, "desk"))
    bus.subscribe(topic(HALL, Health, device="voice-1"))
    bus.start(lambda message: told.append(json.loads(message.payload)["problems"]), lambda _linked: linked.set())
    assert linked.wait(PATIENCE_S)
    yield told
    bus.stop()


def test_a_new_call_is_said_once_and_a_recall_again(hub, voice):
    call = hub.call("A017", "3")
    assert voice.said(1) == voice.sounds(("A017", "3"))
    hub.say(Board, names={"zone": "main"}, calls=(call,))  # the same board again, as after a hub's restart
    hub.call("A017", "3")
    hub.call("B002", "12")
    assert voice.said(3) == voice.sounds(("A017", "3"), ("A017", "3"), ("B002", "12"))


def test_calls_that_come_together_are_said_one_after_the_other_oldest_first(hub, voice):
    for number in ("A001", "B002", "C003", "A004"):
        hub.call(number, "1")
    assert voice.said(4) == voice.sounds(*((number, "1") for number in ("A001", "B002", "C003", "A004")))


def test_calls_of_another_zone_are_not_said(hub, voice):
    hub.call("C001", "9", zone="upstairs")
    hub.call("A002", "1")
    assert voice.said(1) == voice.sounds(("A002", "1"))


def test_after_a_restart_nothing_older_than_a_minute_is_said_and_what_is_younger_once(hub, voice):
    assert voice.stop() == 0
    hub.call("A001", "1", ago=90)
    hub.call("A002", "2", ago=5)
    voice.start()
    hub.clock()
    assert voice.said(1) == voice.sounds(("A002", "2"))
    hub.call("A003", "3")
    assert voice.said(2) == voice.sounds(("A002", "2"), ("A003", "3"))


def test_a_server_that_comes_back_with_the_same_board_makes_nothing_said_twice(hub, server, voice):
    hub.call("A001", "1")
    assert len(voice.said(1)) == 1
    server.stop()
    server.start()
    hub.wait_for_link()
    hub.clock()
    hub.call("A002", "2")
    assert voice.said(2) == voice.sounds(("A001", "1"), ("A002", "2"))


def test_a_loudspeaker_in_trouble_is_told_to_the_technician_and_says_the_call_when_it_works_again(hub, voice, health):
    voice.folder.mkdir(exist_ok=True)
    fault = voice.folder / "fault"
    fault.write_text("missing")
    hub.call("A001", "1")
    wait_for(lambda: health and health[-1] and health[-1][0]["part"] == "speaker")
    assert health[-1][0]["code"] == "missing"
    hub.call("A002", "2")
    fault.unlink()
    assert voice.said(2) == voice.sounds(("A001", "1"), ("A002", "2"))
    wait_for(lambda: health[-1] == [])
    assert time.time() - (voice.folder / "0001.wav").stat().st_mtime >= STEADY_S  # or it may come and go


@pytest.fixture
def card(tmp_path):
    folder = tmp_path / "card"
    folder.mkdir()
    card = Card(folder, f"hall-{os.getpid()}")
    yield card
    card.pull_out()


@pytest.fixture
def card_voice(server, hub, tmp_path, clips, card):
    extra = f'[hardware]\nspeaker = "alsa:{card.name}"\n[voice]\nclips = "{clips}"'
    path = device_file(tmp_path, server.port, "voice-1", extra, zone="main")
    voice = VoiceProcess(path, None, clips, **card.environment)
    voice.start()
    hub.clock()  # on a busy machine the start may take longer than a hub's word lasts
    yield voice
    voice.kill()


def test_a_sound_card_that_is_missing_is_told_before_any_call_and_speaks_by_itself_when_it_is_there(
    hub, card_voice, card, health
):
    wait_for(lambda: health and health[-1] and health[-1][0]["part"] == "speaker")
    assert health[-1][0]["code"] == "missing"
    hub.call("A017", "3")
    card.plug_in()
    said = load(clip_files(announce("A017", "3"), card_voice.clips)).samples
    heard = bytearray()
    wait_for(lambda: heard.extend(card.rest()) or said in heard)
    wait_for(lambda: health[-1] == [])


def test_a_voice_that_is_ended_in_mid_sentence_is_silent_at_once(hub, card_voice, card):
    card.plug_in()
    hub.call("A017", "3")
    wait_for(lambda: any(card.rest()))
    assert card.players
    assert card_voice.stop() == 0
    assert not card.players


def test_the_volume_is_that_of_the_halls_time_and_not_of_the_boxs(hub, server, tmp_path, clips):
    volumes = {True: 30, False: 60}  # before noon and after it
    extra = (
        f'[hardware]\nspeaker = "file:said"\n[voice]\nclips = "{clips}"\n'
        f'volume = {volumes[False]}\nvolume_at = {{ "00:00-12:00" = {volumes[True]} }}'
    )
    path = device_file(tmp_path, server.port, "voice-1", extra, zone="main")
    voice = VoiceProcess(path, tmp_path / "said", clips, TZ="BOX+4")  # its noon is the hall's midnight
    voice.start()
    try:
        hub.clock()
        call = hub.call("A017", "3")
        [said] = voice.said(1)
    finally:
        voice.kill()
    clip = load(clip_files(announce("A017", "3"), clips))
    assert said == encode(at_volume(clip, volumes[call.at.hour < 12]))


def test_a_call_to_a_window_that_no_clip_can_name_sends_to_the_screen_and_is_told_to_the_technician(hub, voice, health):
    hub.call("A001", "综合一")
    wait_for(lambda: health and health[-1] and health[-1][0]["code"] == "unspeakable")
    look = encode(load(clip_files(announce_without_window("A001"), voice.clips)))
    assert voice.said(1) == [look]
    hub.call("A002", "2")
    assert voice.said(2) == [look, *voice.sounds(("A002", "2"))]


@pytest.mark.usefixtures("voice")
def test_a_zone_that_the_hall_does_not_have_is_told_to_the_technician_until_it_has(hub, health):
    hub.today(zones=("upstairs",))
    wait_for(lambda: health and health[-1] == [{"part": "zone", "code": "unknown", "detail": "main"}])
    hub.today()
    wait_for(lambda: health[-1] == [])


def test_settings_without_a_loudspeaker_are_refused_in_words(server, tmp_path):
    path = device_file(tmp_path, server.port, "voice-1", zone="main")
    command = [sys.executable, "-m", "broker", "voice", "--settings", path]
    with Popen(command, stderr=PIPE, text=True) as voice:
        assert "hardware.speaker: missing" in voice.communicate(timeout=PATIENCE_S)[1]
    assert voice.returncode == 2
