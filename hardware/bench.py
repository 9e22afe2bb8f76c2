"""Settings to open devices: the only file that names the real and the simulated classes.

Each driver is imported when it is asked for, so a box needs the libraries of its own devices only.
"""

from hardware.idcard.reader import IdCardReader
from hardware.settings import SerialLine, SimulatedIn

_IDCARD_BAUD = 115200


def open_idcard(where: SerialLine | SimulatedIn) -> IdCardReader:
    """Give the ID card reader that is there. It opens its line by itself, again and again, so this never fails."""
    match where:
        case SerialLine(path, baud):
            from hardware.idcard.sam_reader import SamReader  # noqa: PLC0415  see above
            from hardware.idcard.serial import SerialPort  # noqa: PLC0415  see above

            return SamReader(str(where), lambda: SerialPort(str(where), str(path), baud or _IDCARD_BAUD))
        case SimulatedIn(folder):
            from hardware.idcard.simulated import SimulatedIdCardReader  # noqa: PLC0415  see above

            return SimulatedIdCardReader(str(where), folder)
