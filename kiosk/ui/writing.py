"""A text in the making: what keys become of it, in Chinese by Pinyin or as it is."""

from threading import Thread

from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.ui.bridge import Bridge
from kiosk.writing.pinyin import Candidate, Pinyin
from kiosk.writing.words import Words

MOST_LETTERS = 32
"""Letters that wait to be words; at the next one the likeliest of them becomes text."""


class Pen(QObject):
    """Writes one text; `clear` forgets it and what was typed, and nothing else is kept of it.

    The words are read when a text is begun for the first time, on a thread of their own.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._bridge = Bridge()
        self._pinyin: Pinyin | None = None
        self._reader: Thread | None = None
        self._text, self._letters, self._most = "", "", 0
        self._chinese = True
        self._candidates: list[Candidate] = []

    @Slot(int)
    @Slot(int, str)
    def begin(self, most: int, text: str = "") -> None:
        """Begin a text of at most so many characters, or go on with one."""
        self._text, self._letters, self._candidates, self._chinese, self._most = text[:most], "", [], True, most
        if self._reader is None:
            self._reader = Thread(target=self._read, name="writing")
            self._reader.start()
        self.changed.emit()

    @Slot()
    def clear(self) -> None:
        """Forget the text and what was typed."""
        self._text, self._letters = "", ""
        self._look()

    @Slot()
    def end(self) -> None:
        """Forget it as `clear` does, and tell nobody: the screen for it is gone."""
        self._text, self._letters, self._candidates = "", "", []

    @Slot(str)
    def press(self, sign: str) -> None:
        """Take one key: a letter, a digit, a space or a punctuation mark."""
        if self._chinese and "a" <= sign <= "z":
            if len(self._letters) == MOST_LETTERS:
                self.choose(0)
            if self.room:
                self._letters += sign
        elif self._letters and sign == " ":
            self.choose(0)
        else:
            while self._letters:
                self.choose(0)
            self._write(sign)
        self._look()

    @Slot()
    def erase(self) -> None:
        """Take back the last letter or, where none waits, the last character."""
        if self._letters:
            self._letters = self._letters[:-1]
        else:
            self._text = self._text[:-1]
        self._look()

    @Slot(int)
    def choose(self, number: int) -> None:
        """Write the candidate of this number; the letters that it does not stand for wait on."""
        if not self._candidates:
            self.close()  # the first letters of all, and they came within a tenth of a second
            self._look()
        if number < len(self._candidates):
            chosen = self._candidates[number]
            self._letters = self._letters[chosen.letters :]
            self._write(chosen.text)
        elif number == 0:
            written, self._letters = self._letters, ""  # they stand for nothing else
            self._write(written)
        self._look()

    @Slot()
    def turn(self) -> None:
        """Write letters as they are from now on, or Chinese again."""
        while self._letters:
            self.choose(0)
        self._chinese = not self._chinese
        self._look()

    def close(self) -> None:
        """Wait until nothing of this runs on."""
        if self._reader:
            self._reader.join()

    def _write(self, written: str) -> None:
        self._text += written[: self.room]

    def _look(self) -> None:
        self._candidates = self._pinyin.candidates(self._letters) if self._pinyin else []
        self.changed.emit()

    def _read(self) -> None:
        pinyin = Pinyin(Words.load())
        self._pinyin = pinyin
        self._bridge.post(self._look)

    @property
    def room(self) -> int:
        """Characters that may still come."""
        return max(0, self._most - len(self._text))

    text = Property(str, lambda self: self._text, notify=changed)
    letters = Property(str, lambda self: self._letters, notify=changed)
    candidates = Property(list, lambda self: [candidate.text for candidate in self._candidates], notify=changed)
    chinese = Property(bool, lambda self: self._chinese, notify=changed)
