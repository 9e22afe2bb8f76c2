"""Says calls one after the other, on a thread of its own."""

import logging
import queue
import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from broker.contract.devices import Problem
from broker.contract.told import Call
from broker.runtime.settings.device import Voice
from display.voice.announce import is_timely
from display.voice.clips import clip_files, make_clips
from display.voice.errors import ClipsNotMadeError, UnspeakableError
from display.voice.words import Said, announce, announce_without_window
from hardware.errors import ClipError, DeviceError
from hardware.speaker.speaker import Speaker
from hardware.words import for_health

log = logging.getLogger(__name__)

CLOSE_S = 5.0
AGAIN_S = 2.0
"""How soon a loudspeaker that did not play is tried again."""
SPEAKER, VOICE = "speaker", "voice"
"""The parts whose faults are told: what plays, and what there is to play."""


class Speaking:
    """Works through the calls in the order they came; one that was not played is tried again until it is too old.

    Args:
        speaker: closed when this ends.
        folder: of the clips; those that are missing are made first.
        voice: what the settings say about languages and volume.
        now: the hub's time, in the hall's time zone; asked on the thread that speaks.
        on_ready: told on that thread, once, when the clips are there.
        on_known: told on that thread after each attempt: a part, and what is wrong with it, or None.
    """

    def __init__(
        self,
        speaker: Speaker,
        folder: Path,
        voice: Voice,
        now: Callable[[], datetime],
        on_ready: Callable[[], None],
        on_known: Callable[[str, Problem | None], None],
    ) -> None:
        self._speaker, self._folder, self._voice, self._now = speaker, folder, voice, now
        self._on_ready, self._on_known = on_ready, on_known
        self._calls: queue.SimpleQueue[Call | None] = queue.SimpleQueue()
        self._ending = threading.Event()
        self._ready = False
        self._told: dict[str, Problem | None] = {}
        # Clips are made for longer than anybody waits for a process to end, so the thread may be cut off.
        self._thread = threading.Thread(target=self._work, name="speaker", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def say(self, call: Call) -> None:
        """Say a call after those that came before."""
        self._calls.put(call)

    def close(self) -> None:
        """Say no more; the sentence under way is cut off."""
        self._ending.set()
        self._calls.put(None)
        self._speaker.close()
        self._thread.join(CLOSE_S)

    def _work(self) -> None:
        self._try(self._prepare)
        plays = self._try(self._look)
        while not self._ending.is_set():
            try:
                call = self._calls.get(timeout=None if plays else AGAIN_S)
            except queue.Empty:
                plays = self._try(self._look)
                continue
            if call:
                plays = self._say_in_time(call)

    def _say_in_time(self, call: Call) -> bool:
        """Try until it is said, or too old. False: the loudspeaker is to be looked at."""
        while not self._ending.is_set():
            if not is_timely(call, self._now()):
                log.info("a call waited too long to be said", extra={"number": call.number, "call": call.call})
                return False
            if self._try(partial(self._say, call)):
                break
            self._ending.wait(AGAIN_S)
        return True

    def _try(self, act: Callable[[], None]) -> bool:
        """Whatever goes wrong is told. False: the loudspeaker did not play, and may do so the next time."""
        try:
            act()
        except (ClipsNotMadeError, ClipError) as error:
            self._know(VOICE, Problem(part=VOICE, code="no-clips", detail=str(error)))
        except UnspeakableError as error:
            self._know(VOICE, Problem(part=VOICE, code="unspeakable", detail=str(error)))
        except DeviceError as error:
            self._know(SPEAKER, Problem(part=SPEAKER, code=for_health(error), detail=str(error)))
            return False
        except Exception:
            log.exception("the loudspeaker's driver failed", extra={"part": SPEAKER})
            self._know(SPEAKER, Problem(part=SPEAKER, code="failed"))
        return True

    def _know(self, part: str, problem: Problem | None) -> None:
        if problem and problem != self._told.get(part):
            log.warning(
                "calls are not said as they should be",
                extra={"part": part, "code": problem.code, "error": problem.detail},
            )
        self._told[part] = problem
        self._on_known(part, problem)

    def _prepare(self) -> None:
        made = make_clips(self._folder, self._voice.languages)
        log.info("the clips are there", extra={"count": made})
        self._ready = True
        self._on_ready()

    def _look(self) -> None:
        self._speaker.check()
        self._know(SPEAKER, None)

    def _say(self, call: Call) -> None:
        if not self._ready:
            self._prepare()
        languages = self._voice.languages
        try:
            self._play(announce(call.number, call.window.label, languages))
        except UnspeakableError:  # the visitor hears the number all the same; the technician has to hear of the label
            self._play(announce_without_window(call.number, languages))
            raise
        if not self._ending.is_set():
            self._know(VOICE, None)
            log.info("said a call", extra={"number": call.number, "call": call.call, "window": call.window.id})

    def _play(self, said: Said) -> None:
        self._speaker.play(clip_files(said, self._folder), self._voice.volume_of(self._now().time()))
        self._know(SPEAKER, None)
