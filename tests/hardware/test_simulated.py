"""What all simulated devices have in common: the words of their files `fault`, and folders that are none."""

import pytest

from hardware import words
from hardware.errors import DeviceError, DeviceForeignError, DeviceMissingError, NotPrintedError, OutOfServiceError
from hardware.settings import parse_hardware
from hardware.simulated import CAMERA_FAULTS, FAULTS
from hardware.tools.state import state_of

SOME = ("idcard", "smartcard", "button", "scanner", "speaker")
PRINTERS = ("ticket_printer", "page_printer")
ALL = (*SOME, "camera", *PRINTERS)
pytestmark = pytest.mark.expect_warnings


def error_of(device, folder):
    with pytest.raises(DeviceError) as told:
        state_of(device, parse_hardware({device: "simulated:device"}, folder))
    return told.value


@pytest.fixture
def fault(tmp_path):
    (tmp_path / "device").mkdir()
    return tmp_path / "device" / "fault"


@pytest.mark.parametrize("word", FAULTS)
@pytest.mark.parametrize("device", SOME)
def test_every_device_takes_the_words_of_health_and_its_health_says_the_same(tmp_path, fault, device, word):
    fault.write_text(f"{word}\n")
    assert words.for_health(error_of(device, tmp_path)) == word


@pytest.mark.parametrize("word", ["missing", "mute", "out-of-service"])
def test_a_camera_does_so_too(tmp_path, fault, word):
    fault.write_text(word)
    assert words.for_health(error_of("camera", tmp_path)) == word


def test_the_words_are_all_that_health_has():
    assert {*CAMERA_FAULTS} == {*words.HEALTH.values()}
    assert {*CAMERA_FAULTS} - {*FAULTS} == {"black", "frozen"}


@pytest.mark.parametrize("said", [b"tired", b"\xff\x00\x1b[31m", b"offlin\n", b"x" * 200_000], ids=len)
@pytest.mark.parametrize("device", ALL)
def test_what_is_no_word_is_told_as_it_stands_there_and_does_a_terminal_no_harm(tmp_path, fault, device, said):
    fault.write_bytes(said)
    error = error_of(device, tmp_path)
    assert isinstance(error, OutOfServiceError if device != "page_printer" else NotPrintedError)
    assert repr(said.decode("utf-8", "replace").strip()[:40]) in error.detail
    assert error.detail.isprintable()
    assert len(error.detail) < 700


@pytest.mark.parametrize("device", ALL)
def test_a_fault_that_is_a_folder_is_told(tmp_path, fault, device):
    fault.mkdir()
    error = error_of(device, tmp_path)
    assert isinstance(error, DeviceForeignError | NotPrintedError)
    assert "directory" in error.detail


@pytest.mark.parametrize("device", ALL)
def test_a_file_in_place_of_the_folder_is_told(tmp_path, device):
    (tmp_path / "device").write_text("a file")
    error = error_of(device, tmp_path)
    assert isinstance(error, DeviceForeignError | NotPrintedError)
    assert (tmp_path / "device").read_text() == "a file"


@pytest.mark.parametrize("device", ["idcard", "smartcard", "button", "scanner", "camera"])
def test_a_folder_that_is_absent_is_a_device_that_is_missing(tmp_path, device):
    assert type(error_of(device, tmp_path)) is DeviceMissingError


@pytest.mark.parametrize("device", ["idcard", "smartcard", "button", "scanner", "speaker", *PRINTERS])
def test_an_empty_file_is_no_fault(tmp_path, fault, device):
    fault.touch()
    assert state_of(device, parse_hardware({device: "simulated:device"}, tmp_path)) == "ok"


@pytest.mark.parametrize("device", ["speaker", *PRINTERS])
def test_one_that_makes_its_folder_makes_it(tmp_path, device):
    assert state_of(device, parse_hardware({device: "simulated:new/device"}, tmp_path)) == "ok"
    assert (tmp_path / "new/device").is_dir()


@pytest.mark.parametrize("word", ["paper-out", "cover-open", "failed"])
def test_a_printer_of_slips_takes_the_words_of_its_own_health(tmp_path, fault, word):
    fault.write_text(word)
    assert error_of("ticket_printer", tmp_path).detail == word
