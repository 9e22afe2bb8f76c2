"""hall.toml: strict, all faults at once, with a suggestion; and the secrets beside it."""

import pytest

from broker.contract.values import Standing
from broker.runtime.settings.file import SettingsError, beside, load
from broker.runtime.settings.hall import HallSettings
from tests.hall import PINS, write_hall


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
    assert "service household.series: must be one or two capital letters, such as A" in faults
    assert "service household.name.zh: must not be empty" in faults
    assert len(faults) == 3


@pytest.mark.parametrize(
    "old, new, fault",
    [
        ('id = "w02"', 'id = "w01"', "window: the id 'w01' stands twice"),
        ('series = "B"', 'series = "A"', "service: the series 'A' stands twice"),
        ('services = [["household"]]', 'services = [["houshold"]]', "'houshold'; did you mean 'household'?"),
        ('app = "window"\nwindow = "w02"', 'app = "window"', "device terminal-2: there is no window None"),
        (
            'app = "wall"',
            'app = "wal"',
            "device wall-1.app: no app 'wal'; there are button, kiosk",
        ),
        ('app = "wall"', 'app = "unknown"', "device wall-1.app: no app 'unknown'"),
        ('id = "wall-1"', 'id = "hub"', "device hub: the name and the app 'hub' are the hub's own"),
        ('app = "wall"', 'app = "hub"', "device wall-1: the name and the app 'hub' are the hub's own"),
    ],
)
def test_what_does_not_fit_together_is_told_in_words(path, old, new, fault):
    assert any(fault in told for told in faults_of(path, (old, new)))


HOST_PORT = "must be host:port with a port from 1 to 65535, such as 127.0.0.1:1883"
NAME = "must be a name of lower-case letters, digits and hyphens, such as window-1"
LIST = "must be a list: [...], or [[...]] above each of several tables"
PRIORTY = "no standing 'priorty'; there are appointment, green, normal, priority; did you mean 'priority'?"


@pytest.mark.parametrize(
    "old, new, faults",
    [
        ('id = "w02"', 'id = "W 2"', [f"window W 2.id: {NAME}"]),
        ('id = "w02"\n', "", ["window number 2.id: missing"]),
        ('label = "2"', "label = 2", ["window w02.label: must be text in quotes"]),
        ('label = "2"', 'label = "1234567"', ["window w02.label: must be at most 6 characters"]),
        ('services = [["household"]]', 'services = [["House"]]', [f"window w02.services: {NAME}"]),
        ('services = [["household"]]', 'services = "household"', [f"window w02.services: {LIST}"]),
        ('name = { zh = "户籍", en = "Household" }', 'name = "户籍"', ["service household.name: must be a table"]),
        ("port = 1883", "port = 0", ["mqtt.port: must be at least 1"]),
        ("port = 1883", 'port = "x"', ["mqtt.port: must be a whole number"]),
        ("[mqtt]", '[server]\nlisten = "127.0.0.1:0"\n[mqtt]', [f"server.listen: {HOST_PORT}"]),
        ("[mqtt]", '[server]\nlisten = "127.0.0.1:65536"\n[mqtt]', [f"server.listen: {HOST_PORT}"]),
        ("[mqtt]", '[server]\nlisten = ":1883"\n[mqtt]', [f"server.listen: {HOST_PORT}"]),
        ("[mqtt]", "[queue]\nhead_start_min = { priorty = 9 }\n[mqtt]", [f"queue.head_start_min.priorty: {PRIORTY}"]),
        ("[mqtt]", "[queue.head_start_min]\ngreen = 999\n[mqtt]", ["queue.head_start_min.green: must be at most 240"]),
    ],
)  # fmt: skip
def test_a_fault_is_one_sentence_at_a_key_that_its_owner_knows(path, old, new, faults):
    assert faults_of(path, (old, new)) == faults


def test_a_hall_whose_only_window_is_broken_is_not_told_that_it_has_none(path):
    text = path.read_text("utf-8")
    a, b = text.index('[[window]]\nid = "w02"'), text.index("[[device]]")
    path.write_text(text[:a] + text[b:], "utf-8")
    assert faults_of(path, ('label = "1"', 'label = ""')) == ["window w01.label: must not be empty"]


def test_a_hall_without_windows_is_told_so(path):
    text = path.read_text("utf-8")
    a, b = text.index("[[window]]"), text.index("[[device]]")
    path.write_text("window = []\n" + text[:a] + text[b:], "utf-8")
    assert faults_of(path) == ["window: needs at least 1"]
    path.write_text(text[:a] + text[b:], "utf-8")
    assert faults_of(path) == ["window: missing"]


def test_a_head_start_that_is_given_leaves_the_others_as_they_are(path):
    path.write_text(path.read_text("utf-8") + "[queue.head_start_min]\npriority = 5\nnormal = 1\n", "utf-8")
    given = load(HallSettings, path).queue.head_start_min
    assert given == {"normal": 1, "appointment": 20, "priority": 5, "green": 30}
    assert Standing.UNKNOWN not in given


def test_a_pins_hash_that_was_cut_short_is_refused(path):
    shape = "must be what `yimen pin` prints"
    assert faults_of(path, ("$m=8,", "$8,")) == [f"staff {id_}.pin_hash: {shape}" for id_ in PINS]


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
