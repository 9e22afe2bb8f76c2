"""A reader that is a folder: a card lies on it while `card.json` is there."""

import json

from pydantic import TypeAdapter, ValidationError

from hardware.errors import (
    IdCardError,
    LayAgainError,
    UnsupportedCardError,
)
from hardware.idcard.reader import CardLaid, CardLifted, CardUnsupported, IdCardReader, LayAgain
from hardware.idcard.record import IdCard
from hardware.idcard.session import require_number
from hardware.simulated import FolderReader, text_in

_CARD = TypeAdapter(IdCard)
_CARD_FILE = "card.json"
_Event = CardLaid | CardLifted | CardUnsupported | LayAgain


class SimulatedIdCardReader(FolderReader[_Event], IdCardReader):
    """An `IdCardReader` that looks into a folder.

    `card.json` is a card: the fields of `IdCard`, of which `name` and `number` must be there and `form` is `mainland`
    if it is not. A file `fault` holds one of `CARD_READER_FAULTS`; without it all is well. A folder that is absent is
    a reader that is missing.
    """

    def _lies(self) -> str | None:
        return _CARD_FILE if (self._folder / _CARD_FILE).exists() else None

    def _gone(self) -> CardLifted:
        return CardLifted()

    def _read(self, lies: str) -> _Event:  # noqa: ARG002 - one card is told by its file alone
        fault = self._fault()
        try:
            if isinstance(fault, IdCardError):
                raise fault
            card = self._card()
            require_number(card, self._where)
        except UnsupportedCardError as error:
            return CardUnsupported(error)
        except IdCardError as error:
            return LayAgain(error)
        return CardLaid(card)

    def _card(self) -> IdCard:
        """Take what lies there; of a card that is none only the names of its wrong fields are told."""
        try:
            text = text_in(self._folder / _CARD_FILE)
            if text is None:
                raise LayAgainError(self._where, "lifted while it was read")
            return _CARD.validate_python({"form": "mainland", **json.loads(text)})
        except ValidationError as error:
            wrong = ", ".join(".".join(map(str, each["loc"])) for each in error.errors())
            raise LayAgainError(self._where, f"card.json is no card: {wrong}") from None
        except OSError:
            raise LayAgainError(self._where, "card.json can't be read") from None
        except (ValueError, TypeError, RecursionError):
            raise LayAgainError(self._where, "card.json is no JSON object") from None
