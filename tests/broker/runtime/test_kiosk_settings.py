"""What a kiosk's device.toml says of its staff menu."""

import pytest

from broker.runtime.pin import hash_pin
from broker.runtime.settings.device import DeviceSettings
from broker.runtime.settings.file import SettingsError, load

BOX = '[device]\nid = "kiosk-1"\nhall = "h"\n'


def settings(folder, lines):
    path = folder / "device.toml"
    path.write_text(BOX + lines, "utf-8")
    return load(DeviceSettings, path)


def test_a_kiosk_has_no_staff_menu_unless_it_is_told(tmp_path):
    assert settings(tmp_path, "").staff is None
    assert settings(tmp_path, f'[staff]\npin_hash = "{hash_pin("70418236")}"\n').staff


@pytest.mark.parametrize(
    "lines, fault",
    [
        ('[staff]\npin_hash = "70418236"', "staff.pin_hash: must be what `yimen pin` prints"),
        ("[staff]", "staff.pin_hash: missing"),
        ('[staff]\npin = "70418236"', "staff.pin: "),
    ],
)
def test_what_cannot_be_is_refused_and_no_pin_is_said_again(tmp_path, lines, fault):
    with pytest.raises(SettingsError) as raised:
        settings(tmp_path, lines)
    told = "\n".join(map(str, raised.value.faults))
    assert fault in told
    assert "70418236" not in told
