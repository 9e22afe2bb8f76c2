"""The PC/SC service (pcscd); the only file here that knows pyscard."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from smartcard import scard

from hardware.errors import DeviceError, DeviceMissingError, LayAgainError, NoCardError

_ANY_PROTOCOL = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
_GONE = {scard.SCARD_E_NO_SMARTCARD, scard.SCARD_W_REMOVED_CARD}
_OF_CARD = {
    scard.SCARD_E_PROTO_MISMATCH,
    scard.SCARD_E_SHARING_VIOLATION,
    scard.SCARD_W_RESET_CARD,
    scard.SCARD_W_UNPOWERED_CARD,
    scard.SCARD_W_UNRESPONSIVE_CARD,
    scard.SCARD_W_UNSUPPORTED_CARD,
    scard.SCARD_E_NOT_TRANSACTED,
}


@dataclass(frozen=True)
class Slot:
    """What one reader is like, as the service says it; without an argument: nothing is known."""

    raw: int = scard.SCARD_STATE_UNAWARE

    @property
    def present(self) -> bool:
        """Whether a card lies there."""
        return bool(self.raw & scard.SCARD_STATE_PRESENT)

    @property
    def changes(self) -> int:
        """How often a card was laid or taken away; so an exchange between two looks is seen."""
        return self.raw >> 16


class Pcsc:
    """One talk with the service. Any call raises `DeviceMissingError` when the service is gone.

    A service that hangs lets every call hang for ever, whatever its time limit: see `PcscReader`.
    """

    def __init__(self, where: str) -> None:
        self._where = where
        result, self._context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
        _require(result, where)

    def readers(self) -> list[str]:
        """Name the readers that are connected."""
        result, names = scard.SCardListReaders(self._context, [])
        if result == scard.SCARD_E_NO_READERS_AVAILABLE:
            return []
        _require(result, self._where)
        return list(names)

    def wait(self, known: Mapping[str, Slot], seconds: float) -> dict[str, Slot]:
        """Wait until a reader is unlike what is known of it, at most so long; give what each is like then."""
        asked = [(name, slot.raw) for name, slot in known.items()]
        result, told = scard.SCardGetStatusChange(self._context, int(1000 * seconds), asked)
        if result in {scard.SCARD_E_TIMEOUT, scard.SCARD_E_UNKNOWN_READER}:  # one that has just been pulled out
            return dict(known)
        _require(result, self._where)
        return {name: Slot(raw & ~scard.SCARD_STATE_CHANGED) for name, raw, _atr in told}

    def connect(self, reader: str) -> "PcscCard":
        """Begin to talk with the card in a reader; other programs may do so too.

        Raises:
            NoCardError: It is there no more.
            LayAgainError: It cannot be talked with.
        """
        result, card, protocol = scard.SCardConnect(self._context, reader, scard.SCARD_SHARE_SHARED, _ANY_PROTOCOL)
        _require(result, self._where)
        return PcscCard(self._where, card, protocol)

    def close(self) -> None:
        """Let go of the service; never raises."""
        scard.SCardReleaseContext(self._context)


class PcscCard:
    """A line to one card; see `Card`."""

    def __init__(self, where: str, card: int, protocol: int) -> None:
        self.where = where
        self._card, self._protocol = card, protocol

    def transmit(self, command: bytes) -> bytes:
        """Send a command APDU, return the response.

        Raises:
            NoCardError: The card was taken away.
            LayAgainError: It did not answer as a card does.
            DeviceMissingError: The service is gone.
        """
        result, answer = scard.SCardTransmit(self._card, self._protocol, list(command))
        _require(result, self.where)
        return bytes(answer)

    def close(self) -> None:
        """Let go of the card and leave it as it is; never raises."""
        scard.SCardDisconnect(self._card, scard.SCARD_LEAVE_CARD)


def only(names: Iterable[str], beginning: str) -> list[str]:
    """Choose readers by the beginning of their names: behind it PC/SC counts them, 00 00 and on, as they come."""
    return [name for name in names if name.startswith(beginning)]


def _require(result: int, where: str) -> None:
    if result == scard.SCARD_S_SUCCESS:
        return
    detail = scard.SCardGetErrorMessage(result)
    kind: type[DeviceError] = DeviceMissingError
    if result in _GONE:
        kind = NoCardError
    elif result in _OF_CARD:
        kind = LayAgainError
    raise kind(where, detail)
