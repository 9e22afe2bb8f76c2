"""The voice: says what it is given on a thread of its own, and falls silent at once when it is told to."""

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from broker.contract.devices import Problem
from hardware.errors import DeviceError
from hardware.speaker.espeak import ENGLISH, NoVoiceError, speak
from hardware.speaker.speaker import Speaker
from hardware.speaker.wave import Sound
from hardware.words import for_health
from kiosk.speech.aloud import aloud

log = logging.getLogger(__name__)

PART = "speaker"
AGAIN_S = 2.0
"""How soon a loudspeaker with a fault is looked at once more."""
CLOSE_S = 5.0


@dataclass(frozen=True)
class Manner:
    """How something is said.

    Attributes:
        volume: in percent of what the voice gives, as the ear tells.
        pace: words a minute.
    """

    volume: int = 60
    pace: int = 150


@dataclass(frozen=True)
class _Line:
    text: str = field(repr=False)
    language: str
    manner: Manner
    cut: threading.Event


class Voice:
    """Says lines one after the other; nothing of them is kept, written or logged.

    Args:
        speaker: closed when this ends.
        on_speaker: told on the voice's thread what is wrong with the loudspeaker, or None when it works.
    """

    def __init__(self, speaker: Speaker, on_speaker: Callable[[Problem | None], None]) -> None:
        self._speaker, self._on_speaker = speaker, on_speaker
        self._lines: deque[_Line] = deque()
        self._changed = threading.Condition()
        self._cut = threading.Event()
        self._ending = self._busy = False
        self._told: Problem | None = None
        # A program that does not answer is waited for longer than anybody waits for a kiosk to end.
        self._thread = threading.Thread(target=self._work, name=PART, daemon=True)

    @property
    def speaking(self) -> bool:
        """Whether something is being said, or waits for its turn."""
        with self._changed:
            return self._busy or bool(self._lines)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def say(self, lines: Sequence[str], language: str, manner: Manner, *, after: bool = False) -> None:
        """Say these lines: at once, in place of what is being said, or `after` it."""
        if not after:
            self.hush()
        with self._changed:
            self._lines += [_Line(text, language, manner, self._cut) for text in lines]
            self._changed.notify()

    def hush(self) -> None:
        """Be silent, in the middle of a word."""
        with self._changed:
            self._lines.clear()
            self._cut.set()
            self._cut = threading.Event()

    def close(self) -> None:
        """Be silent for good."""
        with self._changed:
            self._ending = True
            self._changed.notify()
        self.hush()
        self._speaker.close()
        self._thread.join(CLOSE_S)

    def _work(self) -> None:
        self._try(self._speaker.check)
        while (line := self._next()) or not self._ending:
            if line:
                self._try(partial(self._say, line))
            else:
                self._try(self._speaker.check)

    def _next(self) -> _Line | None:
        """The next line; None where it is time to look at the loudspeaker, or to end."""
        with self._changed:
            self._busy = False
            self._changed.wait_for(lambda: self._lines or self._ending, AGAIN_S if self._told else None)
            self._busy = bool(self._lines) and not self._ending
            return self._lines.popleft() if self._busy else None

    def _say(self, line: _Line) -> None:
        sound = _spoken(line)
        if sound.samples and not line.cut.is_set():
            self._speaker.play([sound], line.manner.volume, line.cut)

    def _try(self, act: Callable[[], None]) -> None:
        problem: Problem | None = None
        try:
            act()
        except DeviceError as error:
            problem = Problem(part=PART, code=for_health(error), detail=str(error))
        except Exception:
            log.exception("the loudspeaker's driver failed", extra={"part": PART})
            problem = Problem(part=PART, code="failed")
        if problem and problem != self._told:
            log.warning(
                "the screen is not read aloud", extra={"part": PART, "code": problem.code, "error": problem.detail}
            )
        self._told = problem
        self._on_speaker(problem)


def _spoken(line: _Line) -> Sound:
    """The sound of a line; where there is no voice of its language, an English one tries."""
    text, voice = aloud(line.text, line.language)
    if not text.strip(" ,."):
        return Sound(1, b"")
    try:
        return speak(text, voice, line.manner.pace)
    except NoVoiceError:
        return speak(text, ENGLISH, line.manner.pace)
