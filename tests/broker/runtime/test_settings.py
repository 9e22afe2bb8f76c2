"""hall.toml: strict, all faults at once, with a suggestion; and the secrets beside it."""

import pytest

from broker.runtime.settings.file import SettingsError, beside, load
from broker.runtime.settings.hall import HallSettings
from tests.hall import write_hall


@pytest.fixture
def path(tmp_path):
    return write_hall(tmp_path, 1883)


def faults_of(path, *changes):
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError) as refused:
        load(HallSettings, path)
    return refused.value.faults


def test_a_hall_is_read_with_its_defaults(path):
    hall = load(HallSettings, path)
    assert (hall.hall.id, hall.hall.timezone, hall.mqtt.port) == ("leiyang", "Asia/Shanghai", 1883)
    assert hall.window[0].services == (("residence",), ("household",))
    assert hall.server is None


def test_every_fault_is_told_at_once_with_its_key_and_what_was_meant(path):
    faults = faults_of(
        path, ("port = 1883", "prt = 1883"), ('series = "B"', 'series = "b1"'), ('zh = "户籍"', 'zh = ""')
    )
    assert "mqtt.prt: no such setting; did you mean 'port'?" in faults
    assert any(fault.startswith("service.1.series:") for fault in faults)
    assert any(fault.startswith("service.1.name.zh:") for fault in faults)


@pytest.mark.parametrize(
    "old, new, fault",
    [
        ('id = "w02"', 'id = "w01"', "window: the id 'w01' stands twice"),
        ('series = "B"', 'series = "A"', "service: the series 'A' stands twice"),
        ('services = [["household"]]', 'services = [["houshold"]]', "'houshold'; did you mean 'household'?"),
        ('app = "window"\nwindow = "w02"', 'app = "window"', "device terminal-2: there is no window None"),
        ('app = "wall"', 'app = "wal"', "device wall-1: no such app"),
        ('id = "wall-1"', 'id = "hub"', "device hub: the name and the app 'hub' are the hub's own"),
        ('app = "wall"', 'app = "hub"', "device wall-1: the name and the app 'hub' are the hub's own"),
    ],
)
def test_what_does_not_fit_together_is_told_in_words(path, old, new, fault):
    assert any(fault in told for told in faults_of(path, (old, new)))


def test_a_pins_hash_is_in_no_repr_and_no_fault(path):
    hall = load(HallSettings, path)
    assert "argon2" not in repr(hall)
    faults = faults_of(path, ("$argon2id$", "$argon2i$"))
    assert not any("$m=" in fault for fault in faults)


@pytest.mark.parametrize("content", ["[hall", "\x00"])
def test_what_is_no_toml_or_not_there_is_told_with_the_file(path, content):
    path.write_text(content)
    with pytest.raises(SettingsError, match=r"hall\.toml: is not TOML"):
        load(HallSettings, path)
    path.unlink()
    with pytest.raises(SettingsError, match=r"hall\.toml: can't be read: No such file"):
        load(HallSettings, path)


def test_paths_in_a_settings_file_are_beside_it(path, tmp_path):
    assert beside(path, path.relative_to(tmp_path).with_name("hub.secret")) == tmp_path / "hub.secret"
    assert beside(path, tmp_path / "x") == tmp_path / "x"
