"""What a kiosk's device.toml says of its staff menu and its place."""

import pytest

from broker.runtime.pin import hash_pin
from broker.runtime.settings.device import DeviceSettings
from broker.runtime.settings.file import SettingsError, load

BOX = '[device]\nid = "kiosk-1"\nhall = "h"\n'


def settings(folder, lines):
    path = folder / "device.toml"
    path.write_text(BOX + lines, "utf-8")
    return load(DeviceSettings, path)


def test_a_kiosk_has_no_staff_menu_and_no_name_unless_it_is_told(tmp_path):
    found = settings(tmp_path, "")
    assert (found.staff, found.device.name, found.device.zone) == (None, None, "main")
    found = settings(
        tmp_path, f'name = {{ zh = "1 号机", en = "Kiosk 1" }}\n[staff]\npin_hash = "{hash_pin("70418236")}"\n'
    )
    assert found.staff
    assert found.device.name.zh == "1 号机"


@pytest.mark.parametrize(
    "lines, fault",
    [
        ('[staff]\npin_hash = "70418236"', "staff.pin_hash: must be what `yimen pin` prints"),
        ("[staff]", "staff.pin_hash: missing"),
        ('[staff]\npin = "70418236"', "staff.pin: "),
        ('name = "1 号机"', "device.name: "),
        ('name = { zh = "1 号机" }', "device.name.en: missing"),
        ('name = { zh = "1 号\\n机", en = "1" }', "device.name.zh: "),
    ],
)
def test_what_cannot_be_is_refused_and_no_pin_is_said_again(tmp_path, lines, fault):
    with pytest.raises(SettingsError) as raised:
        settings(tmp_path, lines)
    told = "\n".join(map(str, raised.value.faults))
    assert fault in told
    assert "70418236" not in told
