"""The seam to call-buttons: what is pressed, and what their lights and displays show."""

import abc
from dataclasses import dataclass

from hardware.reader import Reader, ReaderAway, ReaderBack


@dataclass(frozen=True)
class Pressed:
    """A key went down.

    Attributes:
        key: Its name, as settings name it.
        calls: Whether it is one that calls the next number.
        address: Which of the buttons on the line it belongs to; 0 where there is one only.
    """

    key: str
    calls: bool
    address: int = 0


@dataclass(frozen=True)
class Shown:
    """What a button shows of its window; each shows as much of it as it can.

    Attributes:
        reached: A press counts: the hall hears it.
        open: The window is open.
        serving: A visitor is called or served there.
        number: The figures of that visitor's number; 0 where there is none.
    """

    reached: bool = False
    open: bool = False
    serving: bool = False
    number: int = 0


ButtonEvent = Pressed | ReaderAway | ReaderBack


class CallButton(Reader[ButtonEvent]):
    """One button, or all that hang on one line; see `Reader` for how it comes and goes."""

    @abc.abstractmethod
    def show(self, shown: Shown, address: int = 0) -> None:
        """Show this from now on, also after the button was unplugged; from any thread, and nothing is raised.

        Args:
            shown: What is true.
            address: On which of the buttons on the line.
        """
