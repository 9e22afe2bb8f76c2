"""The way into the staff menu: five touches of a corner, then the PIN."""

import math
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kiosk.citizen.face import Face
from kiosk.citizen.states import Event, State
from kiosk.citizen.visit import Visit

KNOCKS, KNOCKING_S = 5, 4.0
"""So many touches within so long; a child that plays rarely stops at five in one corner."""
MOST = 32
"""Digits; no PIN has more."""
FREE, FIRST_S, LONGEST_S = 3, 30.0, 3600.0
"""So many wrong PINs cost nothing; then the first pause, twice as long after each, at most the longest."""

CheckPin = Callable[[str, Callable[[bool], None]], None]
"""Looks at a PIN elsewhere, since that is slow by design; tells whether it is the right one on Qt's thread."""


def pause_s(wrong: int) -> float:
    """How long nobody's PIN is looked at after so many wrong ones in a row."""
    return min(FIRST_S * 2.0 ** (wrong - FREE), LONGEST_S) if wrong >= FREE else 0.0


class Door:
    """Lets staff in.

    Args:
        visit: the conversation.
        check: looks at a PIN; None for a kiosk without a staff menu.
        keep: told how many wrong PINs there were in a row, to be known over a restart.
        ticks: seconds that have really gone by.
    """

    def __init__(
        self,
        visit: Visit,
        check: CheckPin | None,
        keep: Callable[[int], None],
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._visit, self._check, self._keep, self._ticks = visit, check, keep, ticks
        self._knocks: list[float] = []
        self._digits = bytearray()
        self._wrong, self._wrong_at = 0, -math.inf
        self._checking = False
        model = visit.model
        model.keyTyped.connect(self._on_key)
        model.erased.connect(self._on_erased)
        model.staff_touch.knocked.connect(self._on_knock)
        model.staff_touch.entered.connect(self._on_entered)
        visit.entering(State.STAFF_PIN, lambda _before: self._begin())
        visit.painting(self._paint)

    def know(self, wrong: int) -> None:
        """Know of wrong PINs before a restart, which spares nobody the pause."""
        self._wrong, self._wrong_at = max(self._wrong, wrong), self._ticks()

    def _pause(self) -> float:
        return max(0.0, self._wrong_at + pause_s(self._wrong) - self._ticks())

    def _on_knock(self) -> None:
        now = self._ticks()
        self._knocks = [*(at for at in self._knocks if now - at < KNOCKING_S), now]
        if len(self._knocks) >= KNOCKS:
            self._knocks.clear()
            if self._check:
                self._visit.on(Event.STAFF_ASKED)

    def _begin(self) -> None:
        self._wipe()
        self._show(wrong=False)

    def _on_key(self, sign: str) -> None:
        if self._may and len(self._digits) < MOST and len(sign) == 1 and sign in "0123456789":
            self._digits += sign.encode()
            self._show(wrong=False)

    def _on_erased(self) -> None:
        if self._may:
            del self._digits[-1:]
            self._show()

    def _on_entered(self) -> None:
        if not (self._may and self._digits and self._check):
            return
        self._checking = True
        self._count(self._wrong + 1)  # written down before: who pulls the plug now has had this try
        self._check(self._digits.decode(), self._on_checked)
        self._wipe()
        self._show()

    def _on_checked(self, right: bool) -> None:  # noqa: FBT001 - what the look came to
        self._checking = False
        if right:
            self._count(0)
        self._show(wrong=not right)
        if right:
            self._visit.on(Event.STAFF_KNOWN)

    def _paint(self, face: Face) -> Face:
        pause = math.ceil(self._pause()) if self._visit.state is State.STAFF_PIN else 0
        return replace(face, staff=replace(face.staff, pause_s=pause))

    @property
    def _may(self) -> bool:
        return self._visit.state is State.STAFF_PIN and not self._checking and not self._pause()

    def _count(self, wrong: int) -> None:
        self._wrong, self._wrong_at = wrong, self._ticks()
        self._keep(wrong)

    def _show(self, **fields: Any) -> None:
        staff = replace(self._visit.face.staff, typed=len(self._digits), checking=self._checking, **fields)
        self._visit.change(staff=staff)
        self._visit.show()

    def _wipe(self) -> None:
        self._digits[:] = bytes(len(self._digits))  # overwritten, not only let go
        self._digits.clear()
