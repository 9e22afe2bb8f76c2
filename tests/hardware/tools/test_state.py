"""What `list` and `doctor` say of a device that cannot be reached."""

from pathlib import Path

import pytest
import serial

from hardware import errors
from hardware.settings import parse_hardware
from hardware.tools.state import state_of
from tests.hardware.idcard.pty_reader import PtyReader
from tests.hardware.tools.absent import ABSENT


def fails(place, error, device="ticket_printer"):
    with pytest.raises(errors.DeviceError) as raised:
        state_of(device, parse_hardware({device: place}, Path()))
    assert type(raised.value) is error
    assert raised.value.where.split("@")[0] == place.split("@")[0].removeprefix("camera:")


@pytest.mark.expect_warnings
@pytest.mark.parametrize("place", ABSENT)
def test_what_is_not_there_is_missing(place):
    device, _, where = place.partition("=")
    fails(where, errors.DeviceMissingError, device)


@pytest.mark.parametrize("kind", ["serial", "file"])
def test_one_that_this_user_may_not_open_is_forbidden(closed_node, kind):
    fails(f"{kind}:{closed_node}", errors.DeviceForbiddenError)


@pytest.mark.parametrize("kind", ["serial", "file"])
def test_a_folder_is_of_another_kind(tmp_path, kind):
    fails(f"{kind}:{tmp_path}", errors.DeviceForeignError)


def test_one_whose_line_another_program_holds_is_busy(tmp_path):
    with PtyReader(tmp_path / "tty") as peer, serial.Serial(peer.path, exclusive=True):
        fails(f"serial:{peer.path}", errors.DeviceBusyError)


def test_a_simulated_one_that_is_off_line_is_missing(tmp_path):
    (tmp_path / "fault").write_text("offline")
    fails(f"simulated:{tmp_path}", errors.DeviceMissingError)
