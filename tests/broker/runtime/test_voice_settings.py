"""How loud a loudspeaker is to be, as its device.toml says."""

from datetime import time

import pytest

from broker.runtime.settings.device import DeviceSettings, Voice
from broker.runtime.settings.file import SettingsError, load

BOX = '[device]\nid = "voice-1"\nhall = "h"\n[voice]\n'


def voice(folder, lines):
    path = folder / "device.toml"
    path.write_text(BOX + lines)
    return load(DeviceSettings, path).voice


def faults_of(folder, lines):
    with pytest.raises(SettingsError) as raised:
        voice(folder, lines)
    return raised.value.faults


def test_clips_are_as_loud_as_they_are_when_nothing_is_said_of_volume():
    assert Voice().volume_of(time(9)) == 100


def test_a_span_has_its_volume_from_its_first_minute_to_before_its_last(tmp_path):
    of = voice(
        tmp_path, 'volume = 80\nvolume_at = { "13:00-14:00" = 40, "12:00-13:00" = 50, "17:30-23:59" = 0 }'
    ).volume_of
    told = {at: of(time(*at)) for at in [(11, 59), (12, 0), (12, 59), (13, 0), (14, 0), (17, 29), (17, 30), (23, 58)]}
    assert list(told.values()) == [80, 50, 50, 40, 80, 80, 0, 0]


@pytest.mark.parametrize(
    "lines,fault",
    [
        ("volume = 101", "voice.volume: must be at most 100"),
        ("volume = -1", "voice.volume: must be at least 0"),
        ('volume = "loud"', "voice.volume: must be a whole number"),
        ("volume_at = 50", "voice.volume_at: must be a table"),
        ('volume_at = { "12:00-13:00" = 130 }', "voice.volume_at.12:00-13:00: must be at most 100"),
        (
            'volume_at = { "12-13" = 50 }',
            "voice.volume_at.12-13: '12-13' is no span; write it like '09:00-12:00', at the latest to '23:59'",
        ),
        (
            'volume_at = { "22:00-06:00" = 50 }',
            "voice.volume_at.22:00-06:00: '22:00-06:00' ends before it begins; a span lies within one day",
        ),
        (
            'volume_at = { "12:00-14:00" = 50, "13:00-15:00" = 30 }',
            "voice: volume_at: '12:00-14:00' and '13:00-15:00' overlap; only one volume can be true",
        ),
        ("volumes = 50", "voice.volumes: no such setting; did you mean 'volume'?"),
    ],
)
def test_a_volume_that_cannot_be_is_told_in_words(tmp_path, lines, fault):
    assert faults_of(tmp_path, lines) == [fault]
