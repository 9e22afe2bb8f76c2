"""The kiosk for the ear: five keys, the audio guide, and the three voices of a hall: greeting, answer, goodbye."""

from collections.abc import Callable, Mapping
from enum import Enum

from PySide6.QtCore import QEvent, QMetaObject, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickItem, QQuickWindow

from broker.runtime.settings.device import Speech
from kiosk.citizen.models import KioskModel
from kiosk.citizen.states import Page
from kiosk.speech.narrator import OWN, Lines, Narrator
from kiosk.speech.screen import Stop, read
from kiosk.speech.voice import Manner, Voice
from kiosk.ui.access import READ_ALOUD, Access
from kiosk.ui.tree import tree

VOLUME_STEP, VOLUMES = 20, range(20, 101)
PACE_STEP, PACES = 40, range(80, 351)
_DONE = {Page.TICKET, Page.UNPRINTED, Page.AGAIN, Page.BOOKED, Page.CANCELLED, Page.GIVEN_BACK}
"""With these a visit ends."""
_QUIET = {Page.STARTING, Page.AWAY, Page.UNREGISTERED, Page.CLOSED, Page.WELCOME, Page.ASKING, Page.GUIDE}
"""Of these nothing is said unasked: nobody may be here, an answer is under way, or it is nobody else's matter."""
_PERSONAL = {Page.TYPING, Page.WORDS, Page.CONTACT, Page.REVIEW}
"""What is heard of these is for nobody else."""
_TOUCHES = {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin}


class Key(Enum):
    """What a tactile key is for."""

    NEXT = "next"
    PREVIOUS = "previous"
    PRESS = "press"
    BACK = "back"
    REPEAT = "repeat"
    PLUGGED = "plugged"
    UNPLUGGED = "unplugged"


def keys_of(speech: Speech) -> Mapping[int, Key]:
    """The keys as the settings name them.

    Raises:
        ValueError: There is no such key; the text says which.
    """
    keys: dict[int, Key] = {}
    for key in Key:
        name = getattr(speech.keys, key.value)
        if name and f"Key_{name}" not in Qt.Key.__members__:
            raise ValueError(
                f"speech.keys.{key.value}: {name!r} is no key; say it as Qt does, such as Down, Return, F1"
            )
        if name:
            keys[Qt.Key[f"Key_{name}"].value] = key
    if speech.keys.press == "Return":
        keys.setdefault(Qt.Key.Key_Enter.value, Key.PRESS)  # that of a block of digits
    return keys


class Audio(QObject):
    """Reads every screen aloud once it is turned on: by the repeat key, by headphones, or on the screen.

    Nothing that was said is kept. Volume and pace are as they were again for the next visitor.

    Args:
        window: what is read.
        model: what it shows.
        access: whether it is read aloud; forgets that with the visitor.
        voice: says it.
        speech: the settings.
        touch: told that somebody is here.
    """

    def __init__(
        self,
        window: QQuickWindow,
        model: KioskModel,
        access: Access,
        voice: Voice,
        speech: Speech,
        touch: Callable[[], None],
    ) -> None:
        super().__init__()
        self._window, self._model, self._access, self._voice = window, model, access, voice
        self._greets, self._touch = speech.greets, touch
        self._keys = keys_of(speech)
        self._usual = self._manner = Manner(speech.volume, speech.words_a_minute)
        self._narrator = Narrator(self._phrase)
        self._on = self._plugged = self._stepping_back = False
        self._page = model.shown.page
        access.changed.connect(self._on_access)
        access.forgotten.connect(self._on_forgotten)
        model.changed.connect(self._on_page, Qt.ConnectionType.QueuedConnection)  # then all of it is there
        window.installEventFilter(self)

    # The keys

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """See every key before the screen does; those of the guide are its own."""
        if event.type() in _TOUCHES and self._on:
            self._voice.hush()
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        key = self._keys.get(event.key())
        if not self._on and key not in {Key.REPEAT, Key.PLUGGED}:
            return False
        self._voice.hush()
        if key is None:
            return False
        if not event.isAutoRepeat() or key in {Key.NEXT, Key.PREVIOUS}:
            self._press(key)
        return True

    def _press(self, key: Key) -> None:
        if key in {Key.PLUGGED, Key.UNPLUGGED}:
            self._plugged = key is Key.PLUGGED
        if key is Key.UNPLUGGED or not self._on:
            self._turn(on=key is not Key.UNPLUGGED)
            return
        self._see()
        if self._narrator.asks:  # whatever was pressed, somebody is here
            self._touch()
            self._see()
            return
        match key:
            case Key.NEXT | Key.PREVIOUS:
                self._go(1 if key is Key.NEXT else -1)
            case Key.PRESS:
                self._use(self._narrator.stop)
            case Key.BACK:
                self._back()
            case _:
                self._say(self._narrator.here())

    def _go(self, by: int) -> None:
        lines = self._narrator.move(by)
        if item := self._item():
            item.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        self._say(lines)

    def _use(self, stop: Stop | None) -> None:
        if stop and stop.key in OWN:
            self._change(stop.key)
            return
        item = self._item()
        if item:
            item.forceActiveFocus(Qt.FocusReason.TabFocusReason)
            QMetaObject.invokeMethod(item, "click")
        if not self._on:  # that was the end of the visit
            return
        now = None if self._see() else self._narrator.stop
        if item is None or (stop and now and stop.checked != now.checked):
            self._say(self._narrator.here())

    def _item(self) -> QQuickItem | None:
        """What can be pressed where they are."""
        stop = self._narrator.stop
        item = tree(self._window)[1].get(stop.key) if stop else None
        return item if item and item.isEnabled() else None

    def _back(self) -> None:
        self._stepping_back = True  # who goes back to the first page has not gone
        QMetaObject.invokeMethod(self._window, "goBack")
        self._stepping_back = False
        if not self._see():
            self._say(self._narrator.here())

    def _change(self, own: str) -> None:
        volume, pace = self._manner.volume, self._manner.pace
        match own:
            case "silence":
                self._plugged = False
                self._turn(on=False)
                return
            case "louder" | "softer":
                volume = _kept(volume + (VOLUME_STEP if own == "louder" else -VOLUME_STEP), VOLUMES)
                said = self._narrator.say("volume", volume)
            case _:
                pace = _kept(pace + (PACE_STEP if own == "faster" else -PACE_STEP), PACES)
                said = self._narrator.say("pace", pace)
        self._manner = Manner(volume, pace)
        self._say((said,))

    def close(self) -> None:
        """Listen and look no more; the window goes."""
        self._window.removeEventFilter(self)
        self._model.changed.disconnect(self._on_page)
        self._access.changed.disconnect(self._on_access)
        self._on = self._greets = False

    # What is said

    def tick(self) -> None:
        """Look at the screen; called a few times a second. Who listens is here."""
        if self._on:
            self._see()
            if self._voice.speaking and not self._narrator.asks:
                self._touch()

    def _see(self) -> bool:
        """Say what is new on the screen; whether there was something."""
        told = self._narrator.look(read(tree(self._window)[0]))
        lines = told.lines
        typing = self._model.shown.page in _PERSONAL and not self._narrator.asks
        if lines and typing and not (told.after or self._plugged):
            lines = (self._narrator.say("overheard"), *lines)
        if lines:
            self._say(lines, after=told.after)
        return bool(lines)

    def _say(self, lines: Lines, *, after: bool = False) -> None:
        self._voice.say(lines, self._window.property("language"), self._manner, after=after)

    def _phrase(self, name: str) -> str:
        return str(self._window.property("spoken").toVariant()[name])

    # On and off

    def _turn(self, *, on: bool) -> None:
        if self._access.property("readAloud") != on:
            self._access.turn(READ_ALOUD)

    def _on_access(self) -> None:
        on = self._access.property("readAloud")
        if on == self._on:
            return
        if self._on and (self._plugged or self._stepping_back):
            self._turn(on=True)
            return
        self._on = on
        self._narrator.forget()
        if on:
            self._say((self._narrator.say("begins"), *self._narrator.look(read(tree(self._window)[0])).lines))
        else:
            self._say((self._narrator.say("goodbye" if self._page in _DONE else "ends"),))
            self._manner = self._usual

    def _on_forgotten(self) -> None:
        if not self._stepping_back:
            self._manner = self._usual

    # Greeting, answer, goodbye

    def _on_page(self) -> None:
        before, self._page = self._page, self._model.shown.page
        if self._page is before or self._on or not self._greets:
            return
        screen = read(tree(self._window)[0])
        hello = (self._narrator.say("hello"),) if before is Page.WELCOME else ()
        if self._page in _DONE:
            number = (self._model.shown.number,) if self._model.shown.number else ()
            self._say((screen.title, *number, self._narrator.say("goodbye")))
        elif self._page not in _QUIET:
            self._say((*hello, screen.title))


def _kept(value: int, within: range) -> int:
    return max(within.start, min(within.stop - 1, value))
