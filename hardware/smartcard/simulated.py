"""A reader that is a folder: a card lies on it while the file `card` is there."""

from hardware.errors import IdCardError, LayAgainError
from hardware.simulated import FolderReader
from hardware.smartcard.reader import CardGone, CardPresent, CardUnread, SmartCardReader
from hardware.smartcard.session import DONE, read_serial


class SimulatedSmartCardReader(FolderReader[CardPresent | CardUnread | CardGone], SmartCardReader):
    """A `SmartCardReader` that looks into a folder.

    The file `card` holds the serial number of a chip in hex. A file `fault` holds one of `CARD_READER_FAULTS`; without
    it all is well. A folder that is absent is a reader that is missing.
    """

    def _lies(self) -> str | None:
        try:
            return (self._folder / "card").read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None

    def _read(self, lies: str) -> CardPresent | CardUnread:
        fault = self._fault()
        if isinstance(fault, IdCardError):
            return CardUnread(fault)
        try:
            return CardPresent(read_serial(_Written(self._where, lies)))
        except IdCardError as error:
            return CardUnread(error)

    def _gone(self) -> CardGone:
        return CardGone()


class _Written:
    """A card that answers everything with the serial number that was written down."""

    def __init__(self, where: str, text: str) -> None:
        self.where = where
        self._text = text

    def transmit(self, _command: bytes) -> bytes:
        try:
            return bytes.fromhex(self._text) + DONE
        except ValueError:
            raise LayAgainError(self.where, "the file card holds no serial number in hex") from None

    def close(self) -> None:
        """Nothing to let go of."""
