"""Somebody who comes to sign in: with a badge or without, perhaps at a window that a colleague has. Pure."""

from dataclasses import dataclass, field, replace

FORGOTTEN_S = 60.0
"""A badge that was read and not followed by its PIN is forgotten after this."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What the terminal knows of who comes. Times are seconds of the monotonic clock.

    Attributes:
        badge: serial number of the badge that was read, or empty.
        laid: how many badges were read; so another one is seen as such.
        since: when the badge was read, or its PIN sent.
        over: whether the window is to be taken over from whoever is signed in at this terminal.
    """

    badge: str = field(default="", repr=False)
    laid: int = 0
    since: float = 0.0
    over: bool = False

    def with_badge(self, serial: str, now: float, *, over: bool) -> "Arrival":
        """A badge was read; `over` if somebody is signed in at this terminal."""
        return Arrival(serial, self.laid + 1, now, over)

    def taking_over(self) -> "Arrival":
        """A colleague asked to take the window over."""
        return replace(self, over=True)

    def asked(self, now: float) -> "Arrival":
        """The hub was asked to sign somebody in."""
        return replace(self, since=now)

    def gone(self) -> "Arrival":
        """Nobody comes any more."""
        return Arrival(laid=self.laid)

    def at(self, now: float) -> "Arrival":
        """The same at another time."""
        return self.gone() if self.badge and now - self.since >= FORGOTTEN_S else self
