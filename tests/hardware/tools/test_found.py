"""What is plugged in, and the line for device.toml."""

import grp
import os
import tempfile
import tomllib
from pathlib import Path

import pytest

from hardware.idcard.profiles import load_profiles
from hardware.settings import parse_hardware
from hardware.tools.found import everything
from tests.hardware.tools.plugged import Plugged

PROFILES = load_profiles(Path("/nowhere"))


@pytest.fixture
def box(tmp_path):
    return Plugged(tmp_path)


def found(box):
    return everything(PROFILES, box.root)


def lines(box):
    return [each.line for each in found(box)]


def test_a_reader_is_known_by_its_id_and_how_sure_we_are_is_told(box):
    box.usb("0400:c35a", "SDT", "ff")
    box.usb("2B8B:2721", "YN", "03")
    usb, hid = found(box)
    assert (usb.line, hid.line) == ('idcard = "usb:0400:c35a"', 'idcard = "hid:2b8b:2721"')
    assert "more than ten published programs" in usb.note
    assert usb.node == box.root / "dev/bus/usb/001/001"


def test_what_nobody_knows_is_told_with_its_id_and_a_hub_is_not(box):
    box.usb("1d6b:0002", "root hub", "09", device_class="09")
    box.usb("1234:5678", "Something", "ff")
    [thing] = found(box)
    assert (thing.what, thing.line) == ("unknown", "")
    assert "1234:5678" in thing.note


def test_a_printer_on_usb_is_a_file_where_the_kernels_driver_has_it_and_goes_by_its_id_elsewhere(box):
    box.usb("0416:5011", "POS58", "07", lp="usbmisc/lp0")
    box.usb("0416:5012", "POS80", "07")
    box.node("usb/lp0")
    with_driver, without = found(box)
    assert with_driver.line == 'ticket_printer = "file:/dev/usb/lp0"'
    assert 'or ticket_printer = "usb:0416:5011"' in with_driver.note
    assert without.line == 'ticket_printer = "usb:0416:5012"'
    assert without.node == box.root / "dev/bus/usb/001/002"


def test_a_serial_line_goes_by_the_name_that_stays(box):
    box.usb("1a86:7523", "USB Serial", "ff")  # told as the line that it is
    box.serial("ttyUSB0", "usb-1a86_USB_Serial-if00-port0")
    box.serial("ttyACM0")
    box.serial("ttyS0", kind="4")
    box.serial("ttyS1")  # a port that is not there
    assert lines(box) == [
        'idcard = "serial:/dev/ttyACM0"',
        'idcard = "serial:/dev/ttyS0"',
        'idcard = "serial:/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0"',
    ]


def test_a_keypad_goes_by_its_id_and_by_its_socket_where_two_are_alike(box):
    box.keypad("event3", "usb-Pad", "pci-0:2")
    [pad] = found(box)
    assert pad.line == 'button = "keypad:/dev/input/by-id/usb-Pad-event-kbd"'
    assert "/dev/input/by-path/pci-0:2-event-kbd" in pad.note


def test_of_two_keypads_that_are_alike_both_are_told_the_second_by_its_socket(box):
    box.keypad("event3", "usb-Pad", "pci-0:2")
    second = box.keypad("event4", "", "pci-0:3")  # the name stays with one
    box.node("input/event4", "input/by-path/pci-0:3v2-event-kbd")
    assert lines(box) == [
        'button = "keypad:/dev/input/by-id/usb-Pad-event-kbd"',
        'button = "keypad:/dev/input/by-path/pci-0:3-event-kbd"',
    ]
    assert found(box)[1].node == second
    assert "alike" not in found(box)[1].note


def test_of_two_serial_lines_that_are_alike_both_are_told_with_their_sockets(box):
    box.serial("ttyUSB0", "usb-1a86-if00", by_path="pci-0:2")
    box.serial("ttyUSB1", by_path="pci-0:3")
    first, second = found(box)
    assert first.line == 'idcard = "serial:/dev/serial/by-id/usb-1a86-if00"'
    assert first.note.endswith('; where two are alike: idcard = "serial:/dev/serial/by-path/pci-0:2"')
    assert second.line == 'idcard = "serial:/dev/serial/by-path/pci-0:3"'


def test_a_camera_is_told_once_by_its_id_or_else_its_socket_or_else_its_number(box):
    box.camera(0, "HD Camera", by_id="usb-HD-video-index0", by_path="pci-0:1-video-index0")
    box.camera(1, "HD Camera", index=1, by_id="usb-HD-video-index1")
    box.camera(2, "Other", by_path="pci-0:2-video-index0")
    box.camera(4, "Third")
    first, second, third = found(box)
    assert (first.what, first.name, first.node) == ("camera", "HD Camera", box.root / "dev/video0")
    assert first.line == 'camera = "opencv:/dev/v4l/by-id/usb-HD-video-index0"'
    assert "/dev/v4l/by-path/pci-0:1-video-index0" in first.note
    assert (second.line, second.note) == ('camera = "opencv:/dev/v4l/by-path/pci-0:2-video-index0"', "")
    assert third.line == 'camera = "opencv:/dev/video4"'


def test_a_sound_card_goes_by_its_name_and_a_microphone_is_none(box):
    box.sound(
        "00-00: ALC257 Analog : ALC257 Analog : playback 1 : capture 1",
        "01-00: USB Audio : USB Audio : capture 1",
        "02-03: HDMI 0 : HDMI 0 : playback 1",
        card0="PCH",
    )
    assert lines(box) == ['speaker = "alsa:plughw:CARD=PCH,DEV=0"', 'speaker = "alsa:plughw:CARD=2,DEV=3"']


def test_every_line_is_one_that_the_settings_take(box):
    box.usb("0400:c35a", "SDT", "ff")
    box.usb("2b8b:2721", "YN", "03")
    box.usb("0416:5011", "POS58", "07", lp="usbmisc/lp0")
    box.serial("ttyUSB0", "usb-1a86_USB_Serial-if00-port0")
    box.keypad("event3", "usb-Pad", "pci-0:2")
    box.sound("00-00: ALC257 Analog : ALC257 Analog : playback 1", card0="PCH")
    told = [line for line in lines(box) if line]
    assert len(told) == 6
    for line in told:
        [(device, place)] = tomllib.loads(line).items()
        assert str(getattr(parse_hardware({device: place}, Path("/")), device)) == place


def test_a_box_with_nothing_in_it_has_nothing(box):
    assert found(box) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_a_node_that_this_user_may_not_open_tells_the_group_to_join():
    with tempfile.TemporaryDirectory() as folder:  # pytest's own is closed to others
        Path(folder).chmod(0o755)
        box = Plugged(Path(folder))
        os.chown(node := box.serial("ttyUSB0"), 0, grp.getgrnam("dialout").gr_gid)
        node.chmod(0o660)
        [line] = found(box)
        assert line.closed == ""
        os.seteuid(65534)
        try:
            told = line.closed
        finally:
            os.seteuid(0)
    assert told.endswith("join the group dialout")
