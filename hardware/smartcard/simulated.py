"""A reader that is a folder: a card lies on it while the file `card` is there."""

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from hardware.errors import IdCardError, LayAgainError
from hardware.idcard.record import Sex
from hardware.simulated import FolderReader, text_in
from hardware.smartcard.apdu import CURRENT_FILE, DONE, read_record, select_application, select_file, short_file
from hardware.smartcard.reader import CardGone, CardRead, CardUnread, SmartCardReader
from hardware.smartcard.reading import ReadCard, read_badge
from hardware.smartcard.session import GET_RESIDENT, GET_SERIAL, Card
from hardware.smartcard.social_security import (
    BORN,
    CARD_NUMBER,
    NAME,
    NUMBER,
    OF_CARD,
    OF_HOLDER,
    SEX,
    VERSION,
    SocialSecurityCard,
)

_CARD = TypeAdapter(SocialSecurityCard)
_UNKNOWN = b"\x6d\x00"
_RESIDENT = "resident"
_SEXES = {Sex.MALE: b"1", Sex.FEMALE: b"2", Sex.UNKNOWN: b"9"}


class SimulatedSmartCardReader(FolderReader[CardRead | CardUnread | CardGone], SmartCardReader):
    """A `SmartCardReader` that looks into a folder.

    The file `card` holds the serial number of a chip in hex, the word `resident` for an identity card, or a
    social-security card as JSON: the fields of `SocialSecurityCard`, of which `name` and `number` must be there. A file
    `fault` holds one of `CARD_READER_FAULTS`; without it all is well. A folder that is absent is a reader that is
    missing.
    """

    def __init__(self, where: str, folder: Path, read: ReadCard = read_badge) -> None:
        super().__init__(where, folder)
        self._read_card = read

    def _lies(self) -> str | None:
        try:
            return text_in(self._folder / "card")
        except OSError as error:
            return str(error)  # which is no card either

    def _read(self, lies: str) -> CardRead | CardUnread:
        fault = self._fault()
        if isinstance(fault, IdCardError):
            return CardUnread(fault)
        try:
            return self._read_card(_card(self._where, lies))
        except IdCardError as error:
            return CardUnread(error)

    def _gone(self) -> CardGone:
        return CardGone()


def _card(where: str, text: str) -> Card:
    """Make a card of what was written down; of a card that is none only the names of its wrong fields are told."""
    if text == _RESIDENT:
        return _Plain(where, GET_RESIDENT, bytes(8))
    try:
        if text.startswith("{"):
            return _SocialSecurity(where, _CARD.validate_json(text))
        return _Plain(where, GET_SERIAL, bytes.fromhex(text))
    except ValidationError as error:
        wrong = ", ".join(".".join(map(str, each["loc"])) for each in error.errors())
        raise LayAgainError(where, f"the file card is no social-security card: {wrong}") from None
    except ValueError:
        raise LayAgainError(where, "the file card holds no serial number in hex") from None


class _Plain:
    """A card that knows one command."""

    def __init__(self, where: str, command: bytes, data: bytes) -> None:
        self.where = where
        self._known = {command: data + DONE}

    def transmit(self, command: bytes) -> bytes:
        return self._known.get(command, _UNKNOWN)

    def close(self) -> None:
        """Nothing to let go of."""


class _SocialSecurity:
    """A social-security card, whatever name its application is called by."""

    def __init__(self, where: str, card: SocialSecurityCard) -> None:
        self.where = where
        self._chosen = 0
        self._records = {
            read_record(short_file(file), number): bytes((number, len(value))) + value + DONE
            for file, number, value in (
                (OF_HOLDER, NUMBER, card.number.encode()),
                (OF_HOLDER, NAME, card.name.encode("gb18030")),
                (OF_HOLDER, SEX, _SEXES[card.sex]),
                (OF_HOLDER, BORN, bytes.fromhex(f"{card.born:%Y%m%d}") if card.born else b""),
                (OF_CARD, CARD_NUMBER, card.card_number.encode()),
                (OF_CARD, VERSION, card.version.encode()),
            )
        }

    def transmit(self, command: bytes) -> bytes:
        if command.startswith(select_application(b"")[:4]):
            return DONE
        for file in (OF_CARD, OF_HOLDER):
            if command == select_file(file):
                self._chosen = file
                return DONE
        if command == read_record(CURRENT_FILE, command[2]):
            command = read_record(short_file(self._chosen), command[2])
        return self._records.get(command, _UNKNOWN)

    def close(self) -> None:
        """Nothing to let go of."""
