"""`yimen device install-rules`: who may open what."""

import os

import pytest
from typer.testing import CliRunner

from hardware.cli import app
from hardware.idcard.profiles import load_profiles
from hardware.tools import rules
from tests.hardware.tools.plugged import Plugged

SOCKET = "/dev/input/by-path/pci-0000:00:14.0-usb-0:2:1.0-event-kbd"
GIVEN = ("usb:0400:C35A", "hid:2b8b:2721", SOCKET)


def run(*words):
    return CliRunner().invoke(app, ["install-rules", *map(str, words)])


def lines(file):
    return [line for line in file.read_text().splitlines() if not line.startswith("#")]


def test_each_device_that_is_named_gets_one_rule_and_the_group_and_what_to_do_next_are_said(tmp_path):
    file = tmp_path / "70-yimen.rules"
    done = run(*GIVEN, "--file", file)
    assert done.exit_code == 0
    assert sorted(lines(file)) == sorted(
        [
            (
                'SUBSYSTEM=="usb", ENV{DEVTYPE}=="usb_device", ATTR{idVendor}=="0400", ATTR{idProduct}=="c35a", '
                'GROUP="plugdev", MODE="0660"'
            ),
            'SUBSYSTEM=="hidraw", ATTRS{idVendor}=="2b8b", ATTRS{idProduct}=="2721", GROUP="plugdev", MODE="0660"',
            (
                'SUBSYSTEM=="input", KERNEL=="event*", ENV{ID_INPUT_KEYBOARD}=="1", '
                'ENV{ID_PATH}=="pci-0000:00:14.0-usb-0:2:1.0", GROUP="input", MODE="0660"'
            ),
        ]
    )
    assert set(lines(file)) <= set(done.stdout.splitlines())  # nothing is added unsaid
    for said in ("usermod -aG plugdev USER", "usermod -aG input USER", "udevadm control --reload", str(file)):
        assert said in done.stderr
    assert file.stat().st_mode & 0o777 == 0o644


def test_a_second_run_changes_nothing_and_another_device_comes_behind_what_is_there(tmp_path):
    file = tmp_path / "70-yimen.rules"
    run(GIVEN[0], "--file", file)
    first = file.read_bytes()
    again = run(GIVEN[0], "--file", file)
    assert (file.read_bytes(), again.exit_code, again.stdout) == (first, 0, "")
    assert "everything is there" in again.stderr
    file.write_text(file.read_text() + "# of the technician\n")
    run(GIVEN[1], "--file", file)
    assert file.read_text().startswith(first.decode() + "# of the technician\n")
    assert len(lines(file)) == 2


def test_printing_writes_nothing(tmp_path):
    file = tmp_path / "70-yimen.rules"
    done = run(*GIVEN, "--file", file, "--print")
    assert len(done.stdout.splitlines()) == 3
    assert not file.exists()


def test_the_settings_name_devices_too(tmp_path):
    settings = tmp_path / "device.toml"
    settings.write_text(f'[hardware]\nidcard = "hid:yinan"\nbutton = "keypad:{SOCKET}"\n')
    assert sorted(run("--settings", settings, "--print").stdout.splitlines()) == sorted(
        [rules.hid_rule("2b8b:2721"), rules.keypad_rule("pci-0000:00:14.0-usb-0:2:1.0")]
    )
    settings.write_text(f'[hardware]\nscanner = "keypad:{SOCKET}"\n')
    assert run("--settings", settings, "--print").stdout.splitlines() == [
        rules.keypad_rule("pci-0000:00:14.0-usb-0:2:1.0")
    ]
    settings.write_text('[hardware]\nticket_printer = "usb:0416:5011"\n')
    assert run("--settings", settings, "--print").stdout.splitlines() == [rules.usb_rule("0416:5011", "lp")]


def test_a_printer_on_usb_stays_with_the_group_that_the_system_gives_printers():
    done = run("ticket_printer=usb:0416:5011", "--print")
    [rule] = done.stdout.splitlines()
    assert 'ATTR{idVendor}=="0416", ATTR{idProduct}=="5011", GROUP="lp", MODE="0660"' in rule
    assert "usermod -aG lp USER" in done.stderr


def test_what_is_plugged_in_gets_its_rule_by_what_it_is_and_what_nobody_knows_gets_none(tmp_path):
    box = Plugged(tmp_path)
    box.usb("0400:c35a", "SDT", "ff")
    box.usb("2b8b:2721", "YN", "03")
    box.usb("0416:5011", "POS58", "07")
    box.usb("1d6b:0002", "root hub", "09", device_class="09")
    box.usb("1234:5678", "Keyboard", "03")
    box.usb("1234:5679", "Something", "ff")
    assert sorted(rules.of_plugged(load_profiles(tmp_path), tmp_path)) == sorted(
        [rules.usb_rule("0400:c35a"), rules.hid_rule("2b8b:2721"), rules.usb_rule("0416:5011", "lp")]
    )


def test_without_anything_known_nothing_is_written(tmp_path):
    file = tmp_path / "70-yimen.rules"
    settings = tmp_path / "device.toml"
    settings.write_text('[hardware]\nidcard = "serial:/dev/ttyUSB0"\n')
    done = run("--settings", settings, "--file", file)
    assert done.exit_code == 0
    assert "nothing to do" in done.stderr
    assert not file.exists()


@pytest.mark.parametrize(
    "place",
    ["usb:0400", "usb:*:*", "0400:c35a", "/dev/input/event3", "/dev/input/by-path/*-event-kbd", "hid:2b8b:27*1"],
)
def test_what_would_open_more_than_one_device_is_wrong_use(tmp_path, place):
    done = run(place, "--file", tmp_path / "rules")
    assert done.exit_code == 2
    assert place in done.stderr
    assert not (tmp_path / "rules").exists()


def test_no_rule_opens_a_class_of_devices():
    tables = load_profiles(rules.RULES.parent)
    written = [
        *(rules.usb_rule(table.id) for table in tables.usb.values()),
        *(rules.hid_rule(table.id) for table in tables.hid.values()),
    ]
    for rule in written:
        assert "idVendor" in rule
        assert "idProduct" in rule
        assert "*" not in rule
        assert rule.endswith('MODE="0660"')


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_who_is_not_root_is_told_so_and_writes_nothing(tmp_path):
    os.seteuid(65534)
    try:
        done = run(GIVEN[0], "--file", tmp_path / "rules")
    finally:
        os.seteuid(0)
    assert done.exit_code == 1
    assert "needs root" in done.stderr
    assert not (tmp_path / "rules").exists()
