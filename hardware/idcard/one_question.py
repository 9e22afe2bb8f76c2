"""A talk with a reader that finds, selects and reads by itself at one question, and answers with a frame or without.

What it says while no card lies there is not known but for its being short, so whatever is no card's text is no card.
"""

import hashlib
import threading

from hardware.errors import (
    DeviceMutedError,
    LayAgainError,
    MalformedError,
    NoCardError,
    OutOfServiceError,
    UnknownFormError,
    UnsupportedCardError,
)
from hardware.idcard.record import IdCard
from hardware.idcard.sam import Answer, Verdict
from hardware.idcard.session import Pace, Port, Session, read_blocks, require_number


class OneQuestion(Session):
    """Asks one reader by `ask`. Any question raises `ReaderClosed` soon after `closed` is set."""

    def __init__(self, port: Port, closed: threading.Event, pace: Pace, ask: bytes) -> None:
        super().__init__(port, closed, pace)
        self._ask_for_card = ask
        self._data = b""

    def check(self) -> None:
        """Ask whether the reader works.

        Raises:
            DeviceMutedError: No answer.
            OutOfServiceError: It says that it cannot work.
        """
        self._question()

    def find(self) -> None:
        """Look for a card and read it.

        Raises:
            NoCardError: None.
            DeviceError: The reader does not work.
        """
        answer = self._question()
        if answer is None or answer.verdict is not Verdict.DONE or not answer.data:
            raise NoCardError(self._port.where)
        self._data = answer.data

    def select(self) -> bytes:
        """Return what tells this card from another."""
        return hashlib.sha256(self._data).digest()

    def read(self) -> IdCard:
        """Give the card that was found; such a reader tells no latest address.

        Raises:
            LayAgainError: Too much was lost on the way.
            NumberCheckError: Its number cannot be.
            UnsupportedCardError: A form that is not known.
        """
        try:
            card = read_blocks(self._data)
        except UnknownFormError as error:
            raise UnsupportedCardError(self._port.where, str(error)) from error
        except MalformedError as error:
            raise LayAgainError(self._port.where, str(error)) from error
        finally:
            self._data = b""
        require_number(card, self._port.where)
        return card

    def _question(self) -> Answer | None:
        self._port.send(self._ask_for_card)
        answer, came = self.listen(self._pace.read, noise_ends=True)
        if not came:
            raise DeviceMutedError(self._port.where, "no answer")
        if answer is not None and answer.verdict is Verdict.OUT_OF_SERVICE:
            raise OutOfServiceError(self._port.where, f"answered {answer.status:02X}")
        return answer
