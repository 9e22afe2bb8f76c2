"""The last calls of each zone: what walls show and loudspeakers say."""

from collections import defaultdict, deque
from dataclasses import dataclass, field

from broker.contract import messages as m
from broker.contract.told import Call, WindowLabel
from broker.queue.profile import WindowProfile

BOARD_CALLS = 7
"""Calls that a board tells: the newest and the last six."""


@dataclass(slots=True)
class Boards:
    """The fold of calls, newest first; a number stands on a board once."""

    calls: defaultdict[str, deque[Call]] = field(default_factory=lambda: defaultdict(lambda: deque(maxlen=BOARD_CALLS)))

    def show(self, event: m.TicketCalled | m.TicketRecalled, window: WindowProfile | None) -> None:
        """A number is called to a window; None where the window has since left the settings."""
        if window is None:
            return
        self.take_back(event.number, window)
        label = WindowLabel(id=window.id, label=window.label)
        self.calls[window.zone].appendleft(Call(call=event.call, number=event.number, window=label, at=event.at))

    def take_back(self, number: str, window: WindowProfile | None) -> None:
        """A number is called no more."""
        if window is not None:
            board = self.calls[window.zone]
            for call in [call for call in board if call.number == number]:
                board.remove(call)

    def clear(self) -> None:
        """A new day: nobody was called."""
        self.calls.clear()
