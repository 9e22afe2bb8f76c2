"""The printer that is a folder."""

import pytest
from PIL import Image

from hardware.errors import OutOfServiceError
from hardware.ticketprinter.escpos import encode
from hardware.ticketprinter.paper import Paper
from hardware.ticketprinter.printer import PrinterStatus
from hardware.ticketprinter.simulated import SimulatedPrinter
from hardware.ticketprinter.slip import lay_out
from tests.hardware.ticketprinter.slips import a_slip, of


@pytest.mark.parametrize("paper", Paper)
def test_it_keeps_the_very_bytes_and_a_picture_of_each_slip(tmp_path, paper):
    printer = SimulatedPrinter("simulated:slips", tmp_path / "slips", of(paper))
    printer.print(a_slip())
    printer.print(a_slip(number="AB1234"))
    assert sorted(file.name for file in (tmp_path / "slips").iterdir()) == [
        "0001.bin",
        "0001.png",
        "0002.bin",
        "0002.png",
    ]
    assert (tmp_path / "slips/0001.bin").read_bytes() == encode(lay_out(a_slip(), paper), of(paper))
    with Image.open(tmp_path / "slips/0002.png") as picture:
        assert picture.width == paper.dots


def test_a_fault_that_is_no_status_is_told_by_whatever_may_tell_it(tmp_path):
    (tmp_path / "fault").write_text("papr-out")
    printer = SimulatedPrinter("simulated:.", tmp_path)
    assert printer.status() is PrinterStatus.OFFLINE
    with pytest.raises(OutOfServiceError, match="papr-out"):
        printer.check()
    with pytest.raises(OutOfServiceError, match="papr-out"):
        printer.print(a_slip())
    assert not list(tmp_path.glob("*.bin"))
