"""An ID number that is typed: it only gets a number, since anybody may know a neighbour's."""

from collections.abc import Callable

from broker.contract.values import Holder
from hardware.idcard.number import LENGTH, is_number
from kiosk.citizen.states import Event, State
from kiosk.citizen.visit import Visit

HIDDEN = "•"
SEEN = 4
"""So many signs at the end are shown; by them one sees that the last keys were the right ones."""


class TypedNumber:
    """Takes a number key by key, and has its holder made once it fits together.

    Args:
        visit: the conversation.
        to_holder: makes the holder of a number.
    """

    def __init__(self, visit: Visit, to_holder: Callable[[str], Holder]) -> None:
        self._visit, self._to_holder = visit, to_holder
        self._signs = bytearray()
        model = visit.model
        model.typeNumber.connect(lambda: visit.on(Event.TYPE))
        model.keyTyped.connect(self._on_key)
        model.erased.connect(self._on_erased)
        visit.entering(State.TYPING, lambda _before: self._wipe())
        visit.forgetting(self._wipe)

    def _on_key(self, sign: str) -> None:
        may = "0123456789" if len(self._signs) < LENGTH - 1 else "0123456789X"
        if self._visit.state is not State.TYPING or len(self._signs) == LENGTH or len(sign) != 1 or sign not in may:
            return
        self._signs += sign.encode()
        if len(self._signs) == LENGTH and is_number(self._signs.decode()):
            self._go_on()
        else:
            self._show()

    def _on_erased(self) -> None:
        if self._visit.state is State.TYPING:
            del self._signs[-1:]
            self._show()

    def _go_on(self) -> None:
        visit = self._visit
        holder = self._to_holder(self._signs.decode())
        self._wipe()
        visit.holder = holder
        visit.on(Event.TYPED)

    def _show(self) -> None:
        count = len(self._signs)
        hidden = max(0, count - SEEN)
        typed = HIDDEN * hidden + self._signs[hidden:].decode()
        self._visit.change(typed=typed, misfit=count == LENGTH)
        self._visit.show()

    def _wipe(self) -> None:
        self._signs[:] = bytes(len(self._signs))  # what stood there is overwritten, not only let go
        self._signs.clear()
        self._visit.change(typed="", misfit=False)
