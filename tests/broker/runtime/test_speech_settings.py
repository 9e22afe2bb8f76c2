"""How a kiosk speaks, as its device.toml says."""

import pytest

from broker.runtime.settings.device import DeviceSettings, Keys
from broker.runtime.settings.file import SettingsError, load

BOX = '[device]\nid = "kiosk-1"\nhall = "h"\n[speech]\n'


def speech(folder, lines):
    path = folder / "device.toml"
    path.write_text(BOX + lines)
    return load(DeviceSettings, path).speech


def test_five_keys_of_any_keyboard_are_enough_and_nobody_is_greeted_unasked(tmp_path):
    found = speech(tmp_path, "")
    assert not found.greets
    assert found.keys == Keys(next="Down", previous="Up", press="Return", back="Escape", repeat="F1")
    assert (found.keys.plugged, found.keys.unplugged) == (None, None)


@pytest.mark.parametrize(
    "lines, fault",
    [
        ('keys = { plugged = "F1" }', "F1: one key can't be two things"),
        ('keys = { next = "Up" }', "Up: one key can't be two things"),
        ("volume = 0", "speech.volume"),  # who can't see it could not turn it up
        ("words_a_minute = 1000", "speech.words_a_minute"),
        ('keys = { nxt = "Up" }', "speech.keys.nxt"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path, lines, fault):
    with pytest.raises(SettingsError) as raised:
        speech(tmp_path, lines)
    assert fault in "\n".join(map(str, raised.value.faults))
