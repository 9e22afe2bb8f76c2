"""Where somebody who hears the screen is on it, and what is said to them. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.speech.screen import HEADING, Screen, Stop

OWN = ("louder", "softer", "faster", "slower", "silence")
"""The narrator's own controls, behind those of every screen."""

Lines = tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """What is to be said.

    Attributes:
        lines: one after the other.
        after: whether they wait for what is being said, and do not cut it off.
    """

    lines: Lines = ()
    after: bool = False


class Narrator:
    """Goes from stop to stop; before the first one stands the page itself.

    Args:
        words: the words of a phrase in the visitor's language, with places such as `%1`; see Spoken.qml.
    """

    def __init__(self, words: Callable[[str], str]) -> None:
        self._words = words
        self._screen = Screen()
        self._at = ""

    @property
    def asks(self) -> bool:
        """Whether a question is to be answered first."""
        return self._screen.asks

    @property
    def stop(self) -> Stop | None:
        """Where they are; None is the page itself."""
        return next((stop for stop in self._stops() if stop.key == self._at), None)

    def look(self, screen: Screen) -> Told:
        """See the screen as it is now: another page is read, of the same one what is new on it."""
        before, self._screen = self._screen, screen
        if screen.asks == before.asks and screen.title == before.title:
            gone = [text for text in before.texts if text not in screen.texts]
            new = [_added(text, gone) for text in screen.texts if text not in before.texts]
            news = [text for text in new if not any(other in text for other in new if other != text)]
            # A question counts seconds; they were told once.
            return Told() if screen.asks else Told(tuple(news), after=True)
        if before.asks and not screen.asks and screen.stops:
            return Told((screen.title, *self.here()) if self.stop else self.here())
        if not screen.asks:
            self._at = ""
        return Told(self._page())

    def forget(self) -> None:
        """Begin anew: the next page that is seen is read."""
        self._screen, self._at = Screen(), ""

    def move(self, by: int) -> Lines:
        """Go on or back by a stop, from the last to the page itself and on; what is there now."""
        keys = ["", *(stop.key for stop in self._stops())]
        at = keys.index(self._at) if self._at in keys else 0
        self._at = keys[(at + by) % len(keys)]
        return self.here()

    def here(self) -> Lines:
        """What is where they are."""
        stop = self.stop
        return self._page() if stop is None else self._stop(stop)

    def say(self, phrase: str, *values: object) -> str:
        """A phrase with its values."""
        words = self._words(phrase)
        for place, value in enumerate(values, 1):
            words = words.replace(f"%{place}", str(value))
        return words

    def _page(self) -> Lines:
        screen = self._screen
        count = self.say("choices", len(screen.stops)) if len(screen.stops) > 1 else ""
        only = self._stop(screen.stops[0]) if screen.asks and screen.stops else ()
        return tuple(filter(None, (*screen.texts, *only, "" if screen.asks else count)))

    def _stops(self) -> Sequence[Stop]:
        own = () if self._screen.asks else (Stop("Button", self.say(each), each) for each in OWN)
        return (*self._screen.stops, *own)

    def _stop(self, stop: Stop) -> Lines:
        if stop.role == HEADING:
            return tuple(stop.name.split("\n"))
        parts = [stop.within] if stop.within else []
        parts.append(stop.name)
        if stop.role == "RadioButton":
            parts.append(self.say("chosen" if stop.checked else "choosable"))
        elif stop.role == "CheckBox":
            parts.append(self.say("on" if stop.checked else "off"))
        else:
            parts.append(self.say("button"))
        if not stop.usable:
            parts.append(self.say("unusable"))
        return (", ".join(parts),)


def _added(text: str, gone: Sequence[str]) -> str:
    """What was written behind a text that stood there before; else all of it."""
    before = max((each for each in gone if text.startswith(each)), key=len, default="")
    return text[len(before) :]
